"""The pyvis page: one file, nothing from outside, nothing in it runs but ours, every label is text; driven in Chromium."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import kg
from kg.cli import cli
from kg.errors import KgError
from kg.export.page import MOST_NODES, page, policy
from kg.export.picture import layout, picture
from kg.query import View
from kg.query.neighbourhood import Filters
from kg.query.search import resolve, search
from tests.query.world import HOSTILE, publish_hostile, publish_world

CHROMIUM = Path("/usr/bin/chromium")
needs_browser = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: apt install chromium"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("page") / "store"
    publish_world(root)
    return root


@pytest.fixture(scope="module")
def view(store: Path) -> View:
    return View(kg_open(store))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> View:
    return View(publish_hostile(tmp_path_factory.mktemp("hostile") / "store"))


def kg_open(store: Path) -> Any:
    from kg.graph import open_snapshot

    return open_snapshot(store)


def scripts(text: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", text, re.DOTALL)


def data(text: str) -> Any:
    found = re.search(r'<script type="application/json" id="graph">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_page_is_whole_and_quiet(view: View) -> None:
    text = page(view, resolve(view, "星河铝业"))
    assert (
        text.startswith('<!doctype html>\n<html lang="zh-CN">')
        and "<title>星河铝业股份有限公司 · 企谱 Qipu</title>" in text
    )
    head = text.split("<script", 1)[0]
    assert 'charset="utf-8"' in head and not re.search(r"(src|href)\s*=", head)
    assert not re.search(
        r"<(link|img|iframe|object|embed|base)\b", re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    )
    library, ours = scripts(text)
    assert policy((library, ours), re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]) in html.unescape(head)  # type: ignore[index]
    assert "innerHTML" not in ours and "http" not in ours.replace("http://www.w3.org/2000/svg", "")
    assert len(text.encode()) < 1_000_000


def test_the_picture_is_fixed_and_says_who_says_so(view: View) -> None:
    text = page(view, resolve(view, "星河铝业"), hops=2)
    graph = data(text)
    assert graph["options"]["physics"] == {"enabled": False} and graph["options"]["edges"]["smooth"] is False
    assert all({"x", "y"} <= node.keys() for node in graph["nodes"])
    assert all(fact["evidence"] and fact["evidence"][0][2] for fact in graph["extra"]["facts"])
    for fact in graph["extra"]["facts"]:
        for _, _, sentence, marks, _, _ in fact["evidence"]:
            assert all(0 <= start < end <= len(sentence) for start, end, _ in marks)
    assert text == page(View(view.snapshot), resolve(view, "星河铝业"), hops=2)


def test_places_are_apart_and_the_same_again(view: View) -> None:
    drawn = picture(view, resolve(view, "星河集团"), hops=3, limit=MOST_NODES)
    places = layout(drawn.neighbourhood.nodes, drawn.neighbourhood.edges)
    assert places == layout(drawn.neighbourhood.nodes, drawn.neighbourhood.edges) and len(places) == len(drawn.nodes)
    points = list(places.values())
    nearest = min((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for i, a in enumerate(points) for b in points[:i])
    assert nearest**0.5 > 40


def test_filters_and_limits_hold(view: View) -> None:
    iri = resolve(view, "曾长行")
    small = data(page(view, iri, hops=2, limit=4))
    assert len(small["nodes"]) == 4 and small["extra"]["truncated"]
    only = data(page(view, iri, filters=Filters(relations=("conferral",))))
    assert {line[0] for line in only["extra"]["lines"]} == {"conferral"}


def test_hostile_labels_stay_data(hostile: View) -> None:
    text = page(hostile, search(hostile, "靶子集团").items[0].iri, hops=2)
    library, _ = scripts(text)
    assert text.replace(library, "").count("<script") == 3
    graph = data(text)
    labels = {node[0] for node in graph["extra"]["nodes"]}
    assert {name + "公司" for name in HOSTILE} <= labels
    outside = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert "window.hit" not in outside and "onerror" not in outside


def test_hostile_titles_stay_text(hostile: View) -> None:
    name = HOSTILE[2] + "公司"
    iri = hostile.value("SELECT iri FROM entity WHERE label = ?", (name,))
    text = page(hostile, iri)
    assert html.escape(name, quote=False) in text.split("</title>")[0] and len(scripts(text)) == 2


def opened(browser: Any, path: Path, text: str) -> tuple[Any, list[str], list[str]]:
    """The page in a tab; what it asked for and what it complained of."""
    file = path / "图 谱.html"
    file.write_text(text, encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(file.as_uri())
    tab.wait_for_selector("html[data-ready=yes]", timeout=20_000)
    return tab, asked, said


@pytest.mark.browser
@needs_browser
def test_a_click_shows_the_highlighted_sentence(view: View, browser: Any, tmp_path: Path) -> None:
    tab, asked, said = opened(browser, tmp_path, page(view, resolve(view, "星河铝业")))
    place = tab.evaluate(
        "() => { const c = document.querySelector('#mynetwork canvas').getBoundingClientRect(); return [c.x + c.width / 2, c.y + c.height / 2] }"
    )
    assert tab.locator("#panel h2").count() == 0
    tab.keyboard.press("Tab")
    tab.click("#twin summary")
    tab.locator("#list button", has_text="星河集团有限公司").click()
    assert tab.locator("#panel h2").inner_text() == "星河集团有限公司"
    marks = tab.locator("#panel mark").all_inner_texts()
    assert "星河铝业股份有限公司" in marks and "星河集团有限公司" in marks
    assert "2021-05-01" in tab.locator("#panel").inner_text()
    tab.click("#language")
    assert "nodes" in tab.locator("#summary").inner_text() and tab.get_attribute("html", "lang") == "en"
    tab.click("#theme")
    tab.keyboard.press("Escape")
    assert tab.locator("#panel h2").count() == 0
    tab.keyboard.press("/")
    tab.keyboard.type("蓝海")
    tab.keyboard.press("Enter")
    assert tab.locator("#panel h2").inner_text() == "蓝海大学"
    assert place[0] > 0 and len(asked) == 1 and said == []
    tab.close()


@pytest.mark.browser
@needs_browser
def test_a_click_on_the_drawing_itself(view: View, browser: Any, tmp_path: Path) -> None:
    tab, _, said = opened(browser, tmp_path, page(view, resolve(view, "星河铝业")))
    box = tab.locator("#mynetwork canvas").bounding_box()
    found = False
    for dx in range(-60, 61, 10):
        for dy in range(-60, 61, 10):
            tab.mouse.click(box["x"] + box["width"] / 2 + dx, box["y"] + box["height"] / 2 + dy)
            if tab.locator("#panel h2").count():
                found = True
                break
        if found:
            break
    assert found and tab.locator("#panel blockquote").count() >= 1 and said == []
    tab.close()


@pytest.mark.browser
@needs_browser
def test_nothing_hostile_runs(hostile: View, browser: Any, tmp_path: Path) -> None:
    tab, asked, said = opened(browser, tmp_path, page(hostile, search(hostile, "靶子集团").items[0].iri, hops=2))
    tab.click("#twin summary")
    count = tab.locator("#list button").count()
    assert count == 1 + 2 * len(HOSTILE)
    for number in range(count):
        tab.locator("#list button").nth(number).click()
        assert tab.locator("#panel h2").count() == 1
    box = tab.locator("#mynetwork canvas").bounding_box()
    for step in range(12):
        tab.mouse.move(box["x"] + box["width"] * (step + 1) / 13, box["y"] + box["height"] / 2)
    tab.click("#language")
    assert tab.evaluate("() => window.hit") is None
    assert tab.locator("#panel img, #panel script, #panel svg, #panel a, #list img, #list script").count() == 0
    assert len(asked) == 1 and said == []
    tab.close()


@pytest.mark.browser
@needs_browser
def test_a_notebook_frame_draws(view: View, store: Path, browser: Any, tmp_path: Path) -> None:
    shown = kg.show("xhly", store=store, height=500)  # type: ignore[operator, attr-defined]
    frame = shown._repr_html_()
    assert frame.count("<iframe") == 1 and 'sandbox="allow-scripts allow-downloads"' in frame
    file = tmp_path / "notebook.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{frame}", encoding="utf-8")
    tab = browser.new_page()
    tab.goto(file.as_uri())
    tab.frames[1].wait_for_selector("html[data-ready=yes]", timeout=20_000)
    assert "星河铝业" in tab.frames[1].inner_text("h1")
    tab.close()


def test_networkx_holds_the_graph(view: View, store: Path) -> None:
    whole = kg.to_networkx(store=store)  # type: ignore[operator, attr-defined]
    assert whole.number_of_edges() == view.value("SELECT count(*) FROM fact")
    around = kg.to_networkx("曾长行", store=store)  # type: ignore[operator, attr-defined]
    assert {d["predicate"] for _, _, d in around.edges(data=True)} >= {"holdsPost", "conferral"}
    assert around.number_of_nodes() < whole.number_of_nodes()


def test_the_command_writes_the_file(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "图.html"
    for name in ("xhly", "星河铝业"):
        run = CliRunner().invoke(cli, ["page", name, "--out", str(out), "--store", str(store)], standalone_mode=False)
        assert run.exception is None and "<title>星河铝业股份有限公司" in out.read_text(encoding="utf-8")
    lost = tmp_path / "taken"
    lost.mkdir()
    for arguments in (
        ["不存在的公司", "--out", str(out)],
        ["星河", "--out", str(out)],
        ["星河铝业", "--out", str(lost / ".." / "taken" / ("长" * 300))],
    ):
        run = CliRunner().invoke(cli, ["page", *arguments, "--store", str(store)], standalone_mode=False)
        assert isinstance(run.exception, KgError)
