"""Hostile names, titles, sentences, ids, headings and file names in a real store: shown everywhere, run nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from tests.query.world import HOSTILE, hostile_world, publish_records, records

from .conftest import Watched, run_kg, serving, watch

pytestmark = pytest.mark.browser
UNSET = "globalThis.hit === undefined"
INJECTED = "document.querySelectorAll('#content script, [onerror], [onload], [href^=\"javascript:\" i]').length"


def hostile_records() -> list[tuple[Any, str, str]]:
    """The hostile world of the query tests, with people, posts, units, projects and conferrers as hostile, in a file named so."""
    golds, texts = hostile_world()
    gold = golds["hostile"]
    lines = []
    for number, name in enumerate(HOSTILE, 1):
        made = {200: ("Person", "人"), 300: ("Unit", "车间"), 400: ("Project", "工程"), 500: ("Institution", "会")}
        for base, (kind, end) in made.items():
            gold["entities"].append({"id": f"e{base + number}", "type": kind, "names": [name + end, name + end + "简"]})
        person, unit, project, giver = (f"e{base + number}" for base in made)
        told = [
            ("holdsPost", person, f"e{number}", f"{name}人任{name}职", {"post": name + "职"}),
            ("unitOf", unit, f"e{number}", f"{name}车间设于{name}公司", {}),
            ("undertakes", f"e{number}", project, f"{name}公司牵头{name}工程", {"role": "leads"}),
            ("conferral", person, f"e{100 + number}", f"{name}会授予{name}人{name}奖", {"year": "2020", "conferrer": giver}),
            ("conferral", person, f"e{100 + number}", f"{name}人再获{name}奖", {"year": "2022", "for": project}),
        ]  # fmt: skip
        for predicate, subject, value, proof, more in told:
            lines.append(proof + "。")
            gold["facts"].append({"pred": predicate, "subj": subject, "obj": value, "evidence": proof, **more})
    texts["hostile"] += "\n" + "\n".join(lines)
    return [(record, text, HOSTILE[0] + ".txt") for record, text, _ in records(golds, texts)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hostile records, published."""
    root: Path = tmp_path_factory.mktemp("hostile") / "store"
    publish_records(root, hostile_records())
    return root


@pytest.fixture(scope="module")
def hostile(store: Path) -> Iterator[str]:
    """The service over the hostile store."""
    with serving(store) as address:
        yield address


def ask(address: str, path: str) -> Any:
    """An answer of the service."""
    with urlopen(f"{address}/api/v1/{path}") as answer:
        return json.load(answer)


def assert_harmless(watched: Watched, *, sanitised: bool = False) -> None:
    """Nothing of the page's data ran, became an element of its own, went out, or was stopped only by the policy.

    `sanitised`: a part of others parses data in an inert document to clean it, which the policy reports too.
    """
    assert watched.page.evaluate(UNSET)
    assert watched.page.evaluate(INJECTED) == 0
    stopped = [m for m in watched.refused if "inline script" in m or "event handler" in m or "javascript:" in m]
    assert stopped == [] or sanitised
    watched.clean()


def press_everything(watched: Watched, selector: str, most: int) -> None:
    """Click what opens evidence, hover what has a title."""
    for place in watched.page.locator(selector).all()[:most]:
        place.hover()
        place.click()
        watched.page.wait_for_timeout(30)


def test_served_pages_show_hostile_names_and_run_none(browser: Browser, hostile: str) -> None:
    group = ask(hostile, "suggest?q=" + quote("靶子集团"))["items"][0]["iri"]
    tree = ask(hostile, "hierarchy?depth=1&iri=" + quote(group, safe=""))["root"]["children"]
    document = ask(hostile, "documents")["items"][0]["document"]["id"]
    assert len(tree) >= len(HOSTILE) - 1
    watched = watch(browser, hostile)
    whole = quote(group, safe="")
    views = {
        "#/overview": None,
        f"#/graph?focus={whole}&hops=2": ".twin button",
        "#/map": ".left .twin button",
        f"#/hierarchy?root={whole}": ".tree .box",
        "#/matrix?rollup=1": "table.matrix .bare",
        "#/document": None,
        f"#/document?id={document}": ".panel .facts button",
        "#/review": None,
        "#/sparql?name=awards-of-enterprise": None,
        f"#/exports?enterprise={whole}": None,
        f"#/paths?source={whole}&target={quote(tree[0]['entity']['iri'], safe='')}": ".chain .proof-button",
    }
    seen = ""
    for where, pressed in views.items():
        watched.open(where)
        if pressed:
            press_everything(watched, pressed, 8)
        seen += watched.text()
        assert_harmless(watched)
    assert "<img src=x onerror=window.hit=1>" in seen and "<svg/onload=window.hit=1>" in seen
    watched.page.context.close()


def test_every_hostile_entity_has_a_page_that_shows_its_name(browser: Browser, hostile: str) -> None:
    group = ask(hostile, "suggest?q=" + quote("靶子集团"))["items"][0]["iri"]
    tree = ask(hostile, "hierarchy?depth=1&units=false&iri=" + quote(group, safe=""))["root"]["children"]
    watched = watch(browser, hostile)
    for child in tree:
        watched.open("#/entity?iri=" + quote(child["entity"]["iri"], safe=""))
        assert "".join(child["entity"]["label"].split()) in "".join(watched.page.inner_text("h1").split())
        press_everything(watched, ".proof-button", 3)
        assert_harmless(watched)
    watched.page.context.close()


def test_search_and_addresses_take_hostile_text(browser: Browser, hostile: str) -> None:
    """What a link can carry: every parameter of every page, and the search box."""
    watched = watch(browser, hostile)
    watched.open("#/overview")
    for name in HOSTILE[:6]:
        watched.page.fill("#find", name)
        watched.page.wait_for_selector("#find-list li")
        assert_harmless(watched)
    bad = quote('javascript:window.hit=1//"><img src=x onerror=window.hit=1>', safe="")
    for where in (
        *(f"#/entity?iri={bad}", f"#/graph?focus={bad}", f"#/hierarchy?root={bad}", f"#/document?id={bad}"),
        *(f"#/matrix?level={bad}&from={bad}&cell={bad}&row={bad}", f"#/paths?source={bad}&target={bad}&relation={bad}"),
        *(
            f"#/document?q={bad}",
            f"#/review?offset={bad}",
            f"#/sparql?name={bad}",
            f"#/exports?enterprise={bad}",
            f"#/{bad}",
        ),
    ):
        watched.page.goto("about:blank")
        watched.page.goto(f"{hostile}/{where}")
        watched.page.wait_for_timeout(250)
        assert_harmless(watched)
    watched.page.goto(f"{hostile}/?lang={bad}#/overview")
    watched.ready()
    assert_harmless(watched)
    watched.page.context.close()


def test_the_sparql_editor_shows_results_as_text(browser: Browser, hostile: str) -> None:
    watched = watch(browser, hostile)
    watched.open("#/sparql")
    watched.page.wait_for_selector(".yasgui-place .CodeMirror")
    watched.page.click(".yasqe_queryButton")
    watched.page.wait_for_selector(".yasr table td")
    assert "onerror" in watched.page.inner_text(".yasr")
    assert_harmless(watched, sanitised=True)
    watched.page.context.close()


def test_the_pyvis_page_runs_none(browser: Browser, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    made = run_kg("page", "靶子集团", "--out", str(file), "--hops", "2", "--store", str(store))
    assert made.returncode == 0, made.stderr
    watched = watch(browser, file.as_uri())
    watched.page.goto(file.as_uri())
    watched.until("document.documentElement.dataset.ready === 'yes'")
    box = watched.page.locator("canvas").first.bounding_box()
    assert box
    for step in range(12):  # over the nodes and onto some of them
        watched.page.mouse.move(box["x"] + box["width"] * (step + 1) / 13, box["y"] + box["height"] / 2)
        watched.page.mouse.click(box["x"] + box["width"] * (step + 1) / 13, box["y"] + box["height"] / 2)
        watched.page.wait_for_timeout(40)
    assert_harmless(watched)
    watched.page.context.close()


def test_the_static_site_runs_none(browser: Browser, store: Path, tmp_path: Path) -> None:
    made = run_kg("site", str(tmp_path / "site"), "--store", str(store))
    assert made.returncode == 0, made.stderr
    folder = (tmp_path / "site").as_uri()
    watched = watch(browser, folder)
    watched.page.goto(f"{folder}/index.html#/overview")
    watched.ready()
    group = quote(watched.page.evaluate("QIPU_SITE.index.find((row) => row[2] === '靶子集团')[0]"), safe="")
    for where in (
        "overview",
        f"graph?focus={group}",
        f"hierarchy?root={group}",
        "matrix",
        f"entity?iri={group}",
        "document",
        "review",
    ):
        watched.page.goto(f"{folder}/index.html#/{where}")
        watched.ready()
        press_everything(watched, ".proof-button, .twin button", 6)
        assert_harmless(watched)
    watched.page.context.close()


def test_hostile_documents_through_the_whole_pipeline(browser: Browser, tmp_path: Path) -> None:
    """Headings, running text and file names as an author (or an attacker) may write them, read, linked and served."""
    documents = tmp_path / "documents"
    documents.mkdir()
    bad = "<img src=x onerror=window.hit=1>"
    told = f"星河铝业有限公司隶属于星河{bad}集团有限公司。2021年，星河铝业有限公司荣获“{bad}”全国五一劳动奖状。"
    (documents / "'-window.hit=1-' <svg onload=window.hit=1>.txt").write_text(f"{bad}\n{told}\n", encoding="utf-8")
    escaped = told.replace("<", "&lt;").replace(">", "&gt;")
    (documents / 'a" onmouseover="window.hit=1.html').write_text(
        f"<html><head><title>&lt;/title&gt;&lt;script&gt;window.hit=1&lt;/script&gt;</title></head>"
        f"<body><h1>&lt;script&gt;window.hit=1&lt;/script&gt;</h1><p>{escaped}</p></body></html>",
        encoding="utf-8",
    )
    built = run_kg("build", str(documents), "--store", str(tmp_path / "store"))
    assert built.returncode in (0, 3), built.stderr
    with serving(tmp_path / "store") as address:
        items = ask(address, "documents")["items"]
        assert len(items) == 2
        watched = watch(browser, address)
        watched.open("#/document")
        assert "onmouseover" in watched.text()
        for where in (
            *(f"#/document?id={item['document']['id']}" for item in items),
            "#/overview",
            "#/matrix",
            "#/review",
        ):
            watched.open(where)
            assert_harmless(watched)
        found = ask(address, "suggest?q=" + quote("星河铝业"))["items"][0]["iri"]
        for page in ("entity?iri=", "graph?focus="):
            watched.open(f"#/{page}{quote(found, safe='')}")
            press_everything(watched, ".proof-button", 6)
            assert_harmless(watched)
        watched.page.context.close()
