"""Every page by keyboard alone: focus is always seen, Tab reaches what a mouse can, Escape closes, the tree has its arrows."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from .conftest import Watched
from .test_pages import PAGES, address_of, group

pytestmark = pytest.mark.browser

# what has the focus: whether it lies in the page and shows it (an outline, or a box of the tree with its border)
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  const border = e.querySelector?.(':scope > rect');
  const seen = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none'
    || border && parseFloat(getComputedStyle(border).strokeWidth) > 2;
  return { name: e.tagName + '.' + (e.getAttribute('class') ?? '') + '#' + e.id, seen: Boolean(seen), shown: box.width > 0,
    foreign: Boolean(e.closest('.yasgui-place')), inside: Boolean(e.closest('#content')) };
}"""


@pytest.mark.parametrize("page", PAGES)
def test_tab_reaches_the_page_and_the_focus_is_seen(view: Watched, page: str) -> None:
    view.open(address_of(page, view.address))
    inside = 0
    for _ in range(30):
        view.page.keyboard.press("Tab")
        now = view.page.evaluate(FOCUSED)
        if now is None or now["foreign"]:
            continue
        assert now["seen"] and now["shown"], f"focus not seen: {now['name']}"
        inside += now["inside"]
    assert inside >= 3


def test_the_skip_link_leads_to_the_content(view: Watched) -> None:
    view.open("#/overview")
    view.page.keyboard.press("Tab")
    assert view.page.is_visible(".skip:focus")
    view.page.keyboard.press("Enter")
    view.until("document.activeElement?.id === 'content'")
    assert view.page.inner_text("h1").startswith("企谱")


def test_the_tree_unfolds_moves_and_proves_by_keys(view: Watched) -> None:
    view.open(address_of("hierarchy", view.address))
    before = view.page.locator(".tree .box").count()
    view.page.focus(".tree .box >> nth=0")
    view.page.keyboard.press("Enter")
    view.until(f"document.querySelectorAll('.tree .box').length < {before}")
    view.page.keyboard.press("Enter")
    view.until(f"document.querySelectorAll('.tree .box').length === {before}")
    view.page.keyboard.press("ArrowRight")
    assert view.page.evaluate("document.activeElement.getAttribute('aria-level')") == "2"
    first = view.page.evaluate("document.activeElement.dataset.key")
    view.page.keyboard.press("ArrowDown")
    assert view.page.evaluate("document.activeElement.dataset.key") != first
    view.page.keyboard.press(" ")
    view.page.wait_for_selector(".panel .proof blockquote mark")
    view.page.keyboard.press("ArrowLeft")
    assert view.page.evaluate("document.activeElement.getAttribute('aria-level')") == "1"


def test_a_cell_of_the_matrix_opens_by_key_and_stands_in_the_address(view: Watched) -> None:
    view.open("#/matrix")
    view.page.focus("table.matrix .bare >> nth=0")
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector(".cell .proof blockquote mark")
    address = view.page.evaluate("location.hash")
    assert "cell=" in address and "row=" in address
    shown = view.page.inner_text(".cell .facts")
    view.page.goto("about:blank")
    view.open(address)
    view.page.wait_for_selector(".cell .facts li")
    assert view.page.inner_text(".cell .facts") == shown


def test_escape_closes_suggestions_and_clears_the_selection(view: Watched) -> None:
    view.open(f"#/graph?focus={address_of('graph', view.address).split('focus=')[1]}")
    view.until("globalThis.qipuView !== undefined")
    view.page.keyboard.press("/")
    view.page.keyboard.type("zgly")
    view.page.wait_for_selector("#find-list li .badge")
    view.page.keyboard.press("Escape")
    assert not view.page.is_visible("#find-list")
    view.page.focus(".stage")
    view.page.keyboard.press("Escape")
    assert view.page.evaluate("qipuView.state.selected") is None


def test_letters_change_the_page(view: Watched) -> None:
    view.open("#/overview")
    view.page.keyboard.press("g")
    view.page.keyboard.press("m")
    view.page.wait_for_selector(".page.matrix[data-ready]")


def test_what_is_shown_can_be_saved(view: Watched) -> None:
    for where, words, start in (
        ("#/matrix", "本表 CSV", '\ufeff"'),
        ("#/matrix", "本表 SVG", "<?xml"),
        (f"#/hierarchy?root={quote(group(view.address), safe='')}", "SVG", "<?xml"),
        (f"#/hierarchy?root={quote(group(view.address), safe='')}", "CSV", '\ufeff"'),
    ):
        view.open(where)
        with view.page.expect_download() as download:
            view.page.click(f"button:has-text('{words}')")
        text = Path(download.value.path()).read_text(encoding="utf-8")
        assert text.startswith(start) and "有限公司" in text


@pytest.mark.parametrize("page", ["graph", "hierarchy", "entity", "document", "paths"])
def test_print_leaves_the_content(view: Watched, page: str) -> None:
    view.open(address_of(page, view.address))
    view.page.emulate_media(media="print")
    assert not view.page.is_visible("#header")
    assert len(view.text()) > 20


def test_the_tree_unfolded_by_hand_stands_in_the_address(view: Watched) -> None:
    view.open(address_of("hierarchy", view.address))
    view.page.wait_for_selector(".tree .box[aria-expanded=true]")
    view.page.focus(".tree .box[aria-level='2'][aria-expanded] >> nth=0")
    before = view.page.evaluate("document.activeElement.getAttribute('aria-expanded')")
    view.page.keyboard.press("Enter")
    view.until("location.hash.includes('open=')")
    view.page.keyboard.press(" ")
    view.until("location.hash.includes('node=')")
    shown = view.page.locator(".tree .box").evaluate_all(
        "all => all.map((b) => b.dataset.key + b.getAttribute('aria-expanded'))"
    )
    assert any(state.endswith({"true": "false", "false": "true"}[before]) for state in shown[1:])
    address, chosen = view.page.evaluate("location.hash"), view.page.inner_text(".panel h2")
    view.page.goto("about:blank")
    view.open(address)
    view.page.wait_for_selector(".tree .box")
    again = view.page.locator(".tree .box").evaluate_all(
        "all => all.map((b) => b.dataset.key + b.getAttribute('aria-expanded'))"
    )
    assert again == shown and view.page.inner_text(".panel h2") == chosen


@pytest.mark.parametrize("where", ["#/matrix", "#/hierarchy"])
def test_what_is_shown_can_be_saved_as_a_picture(view: Watched, where: str) -> None:
    view.open(f"{where}?root={quote(group(view.address), safe='')}")
    with view.page.expect_download() as download:
        view.page.click("button:has-text('PNG')")
    content = Path(download.value.path()).read_bytes()
    width, height = int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    assert content.startswith(b"\x89PNG") and width > 300 and height > 100 and len(content) > 2_000
