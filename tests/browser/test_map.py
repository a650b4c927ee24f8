"""The whole map: every entity at its place, chosen by mouse, list, search or keys, and from there into its network."""

from __future__ import annotations

import json
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from .conftest import Watched
from .test_graph import PLACE_OF

pytestmark = pytest.mark.browser


def open_map(view: Watched, more: str = "") -> None:
    view.open(f"#/map{more}")
    view.until("globalThis.qipuView?.net.graph.order > 0")


def test_the_map_holds_every_entity_with_its_iri(view: Watched) -> None:
    open_map(view)
    drawn = view.page.evaluate("qipuView.net.graph.mapNodes((id, a) => [id, a.kind, a.label])")
    assert len(drawn) == json.load(urlopen(f"{view.address}/api/v1/overview"))["entities"]
    for iri, kind, label in drawn[::9]:
        known = json.load(urlopen(f"{view.address}/api/v1/entity?iri={quote(iri, safe='')}"))["entity"]
        assert (known["type"], known["label"]) == (kind, label)


def test_only_the_hierarchy_shows_until_a_node_is_chosen(view: Watched) -> None:
    open_map(view)
    hidden = "qipuView.net.graph.filterEdges((e) => qipuView.sigma.getEdgeDisplayData(e).hidden).length"
    before = view.page.evaluate(hidden)
    assert 0 < before < view.page.evaluate("qipuView.net.graph.size")
    view.page.click(".left .twin button >> nth=0")
    chosen = view.page.evaluate("qipuView.state.selected")
    assert view.page.evaluate(hidden) < before
    assert quote(chosen, safe="") in view.page.evaluate("location.hash")
    assert view.page.locator(".panel .twin li").count() > 0


def test_a_click_on_the_map_chooses_and_a_button_opens_the_network(view: Watched) -> None:
    open_map(view)
    node = view.page.evaluate(
        "qipuView.net.graph.nodes().sort((a, b) => qipuView.net.graph.degree(b) - qipuView.net.graph.degree(a))[0]"
    )
    view.until("qipuView.sigma.getNodeDisplayData(qipuView.net.graph.nodes()[0]) !== undefined")
    view.page.mouse.click(*view.page.evaluate(PLACE_OF, node))
    view.until("qipuView.state.selected !== null")
    label = view.page.inner_text(".panel h2 a")
    view.page.click(".panel .links a >> nth=0")
    view.page.wait_for_selector(".page.graph[data-ready]")
    assert label in view.page.inner_text(".twin")


def test_the_map_by_keyboard_alone(view: Watched) -> None:
    open_map(view)
    view.page.focus(".stage")
    view.page.keyboard.press("ArrowRight")
    first = view.page.evaluate("qipuView.state.selected")
    assert first
    seen = set()
    for key in ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "+", "-"):
        view.page.keyboard.press(key)
        seen.add(view.page.evaluate("qipuView.state.selected"))
    assert len(seen) > 1
    view.page.keyboard.press("Escape")
    assert view.page.evaluate("qipuView.state.selected") is None
    view.page.keyboard.press("ArrowRight")
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector(".page.graph[data-ready]")


def test_a_search_on_the_map_flies_to_the_node(view: Watched) -> None:
    open_map(view)
    view.page.fill("#map-find", "zgzc")
    view.page.wait_for_selector("#map-find-list li .badge")
    view.page.press("#map-find", "Enter")
    view.until("qipuView.state.selected !== null")
    assert "中国中车" in view.page.inner_text(".panel h2")
    view.until("qipuView.sigma.getCamera().ratio < 0.9")
