"""The graph page: every edge leads to its highlighted sentence; expanding, undoing, paths and files work."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.conftest import launched

from .conftest import Watched, watch
from .test_pages import group

pytestmark = pytest.mark.browser


def open_graph(view: Watched) -> None:
    view.open(f"#/graph?focus={quote(group(view.address), safe='')}")
    view.until("globalThis.qipuView !== undefined")
    view.until(
        "qipuView.sigma.getDimensions().width > 100 && qipuView.sigma.getNodeDisplayData(qipuView.state.selected)"
    )


def test_every_edge_shown_leads_to_its_highlighted_sentence(view: Watched) -> None:
    open_graph(view)
    facts = view.page.evaluate(
        "qipuView.net.graph.mapEdges((e, a, s, t, from, to) => a.facts.map((f) => [e, f.fact, from.label, to.label])).flat()"
    )
    assert len(facts) >= 5
    for fact in {f[1] for f in facts}:
        answer = view.page.evaluate(
            "async (fact) => (await fetch('/api/v1/evidence?fact=' + encodeURIComponent(fact))).json()", fact
        )
        item = (answer.get("items") or answer.get("evidence"))[0]
        view.open(f"#/document?id={item['document']['id']}&start={item['start']}&end={item['end']}")
        marked = "".join(view.page.locator("mark.target").all_inner_texts())
        proof = "".join(
            item["sentence"][item["start"] - item["sentence_start"] : item["end"] - item["sentence_start"]].split()
        )
        assert proof and "".join(marked.split()) == proof


def test_a_click_on_an_edge_shows_its_sentence(view: Watched) -> None:
    open_graph(view)
    place = view.page.evaluate(
        """() => {
          const { sigma, net } = qipuView;
          const edge = net.graph.edges()[0];
          const [s, t] = net.graph.extremities(edge).map((n) => sigma.graphToViewport(net.graph.getNodeAttributes(n)));
          const box = document.querySelector('.stage').getBoundingClientRect();
          return [box.left + (s.x + t.x) / 2, box.top + (s.y + t.y) / 2];
        }"""
    )
    view.page.mouse.move(*place)
    view.page.mouse.click(*place)
    view.page.wait_for_selector(".panel .proof blockquote mark")


def test_expand_and_undo_by_keyboard(view: Watched) -> None:
    open_graph(view)
    before = view.page.evaluate("qipuView.net.graph.order")
    target = view.page.evaluate(
        "qipuView.net.graph.filterNodes((n, a) => a.more > 0 && n !== qipuView.state.selected)[0]"
    )
    assert target, "a neighbour that hides some nodes"
    view.page.evaluate("(id) => { qipuView.state.selected = id; }", target)
    view.page.focus(".stage")
    view.page.keyboard.press("Enter")
    view.until(f"qipuView.net.graph.order > {before}")
    assert view.page.evaluate("qipuView.net.graph.order") <= before + 20
    assert "open=" in view.page.evaluate("location.hash")
    view.page.focus(".stage")
    view.page.keyboard.press("Backspace")
    assert view.page.evaluate("qipuView.net.graph.order") == before


def test_arrow_keys_move_between_neighbours_and_the_list_follows(view: Watched) -> None:
    open_graph(view)
    start = view.page.evaluate("qipuView.state.selected")
    view.page.focus(".stage")
    moved = {start}
    for key in ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"):
        view.page.keyboard.press(key)
        moved.add(view.page.evaluate("qipuView.state.selected"))
    assert len(moved) > 1
    assert view.page.locator(".twin button[aria-pressed=true]").count() == 1


def test_the_same_view_is_drawn_at_the_same_places(view: Watched) -> None:
    places = []
    for _ in range(2):
        view.page.goto("about:blank")
        open_graph(view)
        places.append(
            view.page.evaluate("qipuView.net.graph.mapNodes((n, a) => [n, Math.round(a.x), Math.round(a.y)])")
        )
    assert places[0] == places[1]


def test_the_picture_and_the_rows_can_be_saved(view: Watched) -> None:
    open_graph(view)
    for words, start in (("PNG", b"\x89PNG"), ("SVG", b"<?xml"), ("CSV", '\ufeff"subject"'.encode())):
        with view.page.expect_download() as download:
            view.page.click(f".toolbar button:has-text('{words}')")
        content = Path(download.value.path()).read_bytes()
        assert content.startswith(start) and len(content) > 200


def test_filters_narrow_the_network_and_stand_in_the_address(view: Watched) -> None:
    open_graph(view)
    whole = view.page.evaluate("qipuView.net.graph.order")
    view.open(f"#/graph?focus={quote(group(view.address), safe='')}&relations=subOrganizationOf,unitOf")
    view.until("globalThis.qipuView !== undefined")
    relations = view.page.evaluate("qipuView.net.graph.mapEdges((e, a) => a.facts.map((f) => f.relation)).flat()")
    assert set(relations) <= {"subOrganizationOf", "unitOf"}
    assert view.page.evaluate("qipuView.net.graph.order") <= whole


PLACE_OF = """(node) => {
  const { sigma, net } = qipuView;
  const at = sigma.graphToViewport(net.graph.getNodeAttributes(node));
  const box = document.querySelector('.stage').getBoundingClientRect();
  return [box.left + at.x, box.top + at.y];
}"""


def test_a_node_is_pointed_at_and_clicked_where_it_is_drawn(view: Watched) -> None:
    """The node under the pointer is found by geometry: each of them, and none beside them."""
    open_graph(view)
    nodes = view.page.evaluate("qipuView.net.graph.nodes()")
    for node in nodes[:6]:
        x, y = view.page.evaluate(PLACE_OF, node)
        view.page.mouse.move(x + 2, y - 2)
        view.until(f"qipuView.state.hovered === {json.dumps(node)}")
        view.page.mouse.click(x + 2, y - 2)
        view.until(f"qipuView.state.selected === {json.dumps(node)}")
    box = view.page.locator(".stage").bounding_box()
    assert box
    view.page.mouse.move(box["x"] + 3, box["y"] + 3)
    view.until("qipuView.state.hovered === null")


def test_a_frame_touches_no_more_canvases_than_it_needs(view: Watched) -> None:
    """Lines and nodes on one, texts on one, and one that only takes the pointer: each costs every frame (bench/pages.md)."""
    open_graph(view)
    assert view.page.locator(".stage canvas").count() == 3
    assert view.page.evaluate("Object.keys(qipuView.sigma.webGLContexts).length") == 2
    assert view.page.evaluate("new Set(Object.values(qipuView.sigma.webGLContexts)).size") == 1


def test_without_webgl_the_network_is_drawn_all_the_same(browser: Browser, address: str) -> None:
    """WebGL switched off (a policy, a broken driver): clicks, list, expansion, sentence and picture work as before."""
    bare = launched(browser.browser_type, "--disable-3d-apis")
    try:
        view = watch(bare, address)
        view.open(f"#/graph?focus={quote(group(address), safe='')}")
        assert view.page.evaluate("document.createElement('canvas').getContext('webgl2')") is None
        before = view.page.evaluate("qipuView.net.graph.order")
        assert view.page.locator(".stage svg g[data-node]").count() == before > 3
        view.page.locator(".stage svg g[data-node]").nth(2).click()
        assert view.page.locator(".twin button[aria-pressed=true]").count() == 1
        view.page.wait_for_selector(".panel .proof blockquote mark")
        target = view.page.evaluate(
            "qipuView.net.graph.filterNodes((n, a) => a.more > 0 && n !== qipuView.state.selected)[0]"
        )
        view.page.evaluate("(id) => { qipuView.state.selected = id; }", target)
        view.page.focus(".stage")
        view.page.keyboard.press("Enter")
        view.until(f"document.querySelectorAll('.stage svg g[data-node]').length > {before}")
        with view.page.expect_download() as download:
            view.page.click(".toolbar button:has-text('PNG')")
        assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
        view.open("#/map")
        view.page.click(".left .twin button >> nth=0")
        view.page.wait_for_selector(".panel .twin li")
        view.clean()
    finally:
        bare.close()


def test_the_page_weighs_no_more_than_it_may(view: Watched) -> None:
    """What the service sends for the graph page without its data, as packed on the way: at most 120,000 bytes."""
    sent: dict[str, int] = {}
    view.page.on(
        "requestfinished",
        lambda r: sent.update({r.url: r.sizes()["responseBodySize"]}) if "/api/" not in r.url else None,
    )
    open_graph(view)
    assert any(url.endswith("/vendor/vendor.js") for url in sent) and len(sent) > 10
    assert 40_000 < sum(sent.values()) < 120_000, sent


def test_a_label_breaks_beside_a_number_not_inside_it(view: Watched) -> None:
    view.open("#/overview")
    said = view.page.evaluate(
        """async () => { const { lines } = await import('/labels.js');
        return ['白鹤滩—江苏±800千伏特高压直流工程', '特高压±800kV直流输电工程', '中国铝业股份有限公司贵州分公司'].map(lines); }"""
    )
    assert [first for first, _ in said] == ["白鹤滩—江苏±800", "特高压±800kV", "中国铝业股份有限"]
