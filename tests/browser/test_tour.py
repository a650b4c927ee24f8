"""The first visit: invited once, led over the graph at hand by mouse or keys, never in the way, remembered."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import Watched

pytestmark = pytest.mark.browser

WHERE = ("overview", "graph", "graph", "hierarchy", "matrix", "overview")


def test_the_tour_leads_over_the_pages_by_keyboard_alone(view: Watched) -> None:
    view.open("#/overview")
    view.page.focus(".invitation button >> nth=0")
    view.page.keyboard.press("Enter")
    seen = []
    for number, page in enumerate(WHERE, 1):
        view.page.wait_for_selector(f".page.{page}[data-ready]")
        view.page.wait_for_selector(".tour-target")
        assert f"{number} / {len(WHERE)}" in view.page.inner_text(".tour")
        seen.append(view.page.inner_text(".tour p >> nth=0"))
        assert view.page.evaluate("document.activeElement.closest('.tour') !== null")
        found = Axe().run(view.page, context={"include": [[".tour"]]}).response["violations"]
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
        view.page.keyboard.press("Enter")
    assert len(set(seen)) == len(WHERE)
    assert view.page.locator(".tour").count() == 0 and view.page.locator(".tour-target").count() == 0


def test_dismissed_once_it_stays_away_and_help_brings_it_back(view: Watched) -> None:
    view.open("#/overview")
    view.page.click(".invitation button >> nth=1")
    assert view.page.locator(".invitation").count() == 0
    view.page.reload()
    view.ready()
    assert view.page.locator(".invitation").count() == 0
    view.page.keyboard.press("?")
    view.page.click("dialog.help button >> nth=1")
    view.page.wait_for_selector(".tour")
    view.page.keyboard.press("Escape")
    assert view.page.locator(".tour").count() == 0


def test_the_page_can_be_used_while_the_tour_is_open(view: Watched) -> None:
    view.open("#/overview")
    view.page.click(".invitation button >> nth=0")
    view.page.wait_for_selector(".tour-target")
    view.page.fill("#find", "zgly")
    view.page.wait_for_selector("#find-list li .badge")
    view.page.press("#find", "Enter")
    view.page.wait_for_selector(".page.entity[data-ready]")
    assert view.page.is_visible(".tour")
    view.page.click(".tour button >> nth=0")
    view.page.wait_for_selector(".page.graph[data-ready]")
