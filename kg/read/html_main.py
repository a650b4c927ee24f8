"""The main part of a web page: what is left when menus, footers, link lists and other furniture are taken away.

Cautious by design: an element goes only when its tag, role, name or share of links says furniture, and never when it
holds the page's headline or a good part of its sentences. When much goes, that is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kg.read.html_tables import descendants

_DROPPED = frozenset(
    "script style noscript template iframe frame frameset object embed svg canvas math audio video map button select "
    "option textarea input nav footer aside dialog head link meta title -comment -doctype -cdata !--".split()
)
_ROLES = frozenset("navigation banner contentinfo search complementary menu menubar toolbar dialog".split())
_FURNITURE = re.compile(
    r"^(?:(?:top|main|side|site|page|sub|foot|bottom|left|right|header)?[-_]?"
    r"(?:nav|navbar|navigation|menu|menus|sidebar|footer|foot|copyright|breadcrumbs?|crumbs?|share|shares|bdsharebuttonbox|"
    r"related|recommend|recommends|pagination|pager|toolbar|toolbox|comments?|advert|ads?|banner|login|search|searchbox|"
    r"friendlinks?|links?|qrcode|weizhi|dqwz|position|mianbaoxie|hotnews|hot|relevant|xgxw|prevnext|prev-next|skip))$",
    re.I,
)
_WEIXIN = re.compile(r"^(?:js_pc_qr_code|js_profile_qrcode|js_tags_preview_toast|wx_stream_article_slide_tip)$")
_MAIN_IDS = ("js_content", "UCAP-CONTENT", "zoom", "Zoom", "vsb_content", "article-content", "artibody", "ozoom")
_TITLE_CUT = re.compile(r"\s*(?:[_|–—]|-{2,}|\s-|-\s|-(?=[^-]*$))\s*")
_BYLINE_CHARS = 120
_SENTENCE = re.compile(r"[。；！？，]")
_LEAVES = frozenset("p span td tr tbody table li ul ol h1".split())
_LINKY = frozenset("ul ol div table p section dl".split())


@dataclass(slots=True)
class Measure:
    """What lies below a node: characters, characters in links, links, sentence marks, whether a headline (h1)."""

    chars: int = 0
    linked: int = 0
    links: int = 0
    marks: int = 0
    headline: bool = False


def main_part(root: Any, page_title: str) -> tuple[Any, str, str | None]:
    """The element to read, a headline that stands outside of it ("" when inside), and a warning when much was left out.

    The tree is changed: what is left out is removed from it.
    """
    for node in [*_site_headers(root), *(n for n in descendants(root) if n.tag in _DROPPED)]:
        node.remove()
    measures = _measured(root)
    whole = measures[_key(root)]
    furniture = [n for n in descendants(root) if _is_furniture(n, measures)]
    for node in furniture:
        below = measures[_key(node)]
        if not below.headline and below.marks * 3 <= whole.marks:
            node.remove()
    measures = _measured(root)
    parts = _title_parts(root, page_title)
    main = _with_byline(_densest(root, measures), root, measures, parts)
    title = _outside_title(root, main, parts)
    before, after = whole.chars, measures[_key(main)].chars
    told = None
    if before > 400 and after * 2 < before:
        gone = before - after
        told = f"正文以外 {gone} 字未取 {gone} of {before} characters lie outside the main text"
    return main, title, told


def _measured(root: Any) -> dict[int, Measure]:
    """The measure of every element, in one pass from the leaves up."""
    order = [root, *descendants(root)]
    measures: dict[int, Measure] = {_key(node): Measure() for node in order}
    for node in reversed(order):
        own = measures[_key(node)]
        if node.tag == "-text":
            text = "".join((node.text_content or "").split())
            own.chars, own.marks = len(text), len(_SENTENCE.findall(text))
        elif node.tag == "a":
            own.linked, own.links = own.chars, 1
        elif node.tag == "h1":
            own.headline = own.chars > 0
        parent = measures.get(_key(node.parent)) if node.parent is not None and _key(node) != _key(root) else None
        if parent is not None:
            parent.chars += own.chars
            parent.linked += own.linked
            parent.links += own.links
            parent.marks += own.marks
            parent.headline = parent.headline or own.headline
    return measures


def _is_furniture(node: Any, measures: dict[int, Measure]) -> bool:
    if node.tag.startswith(("-", "!")):
        return False
    attributes = node.attributes
    if node.tag in ("body", "html", "main", "article") or attributes.get("id") in _MAIN_IDS:
        return False
    if (attributes.get("role") or "").lower() in _ROLES or "hidden" in attributes:
        return True
    if "display:none" in (attributes.get("style") or "").replace(" ", "").lower():
        return True
    names = [attributes.get("id") or "", *(attributes.get("class") or "").split()]
    if any(_FURNITURE.match(name) or _WEIXIN.match(name) for name in names):
        return True
    below = measures[_key(node)]
    linky = below.links >= 3 and below.linked * 4 > below.chars * 3 and below.marks * 40 < below.chars
    return node.tag in _LINKY and linky


def _densest(root: Any, measures: dict[int, Measure]) -> Any:
    """The deepest element that holds the headline and at least 4/5 of the sentence marks; `root` when none does."""
    whole = measures[_key(root)]
    for name in _MAIN_IDS:
        node = root.css_first(f"#{name}")
        if node is not None and 2 * measures[_key(node)].marks >= whole.marks > 0:
            return node
    if whole.marks < 3:
        return root
    node = root
    while True:
        step, child = None, node.child
        while child is not None:
            below = measures[_key(child)]
            if not child.tag.startswith(("-", "!")) and below.marks * 5 >= whole.marks * 4:
                step = child
                break
            child = child.next
        if step is None or step.tag in _LEAVES or (whole.headline and not measures[_key(step)].headline):
            return node
        node = step


def _outside_title(root: Any, main: Any, parts: list[str]) -> str:
    """The headline when the main part does not hold it: an h1, a WeChat title, else the page's title cut at its site."""
    for selector in ("#activity-name", "h1", ".article-title", ".title", "h2"):
        node = root.css_first(selector)
        if node is not None and node.text().strip():
            inside = any(_key(n) == _key(node) for n in main.css(selector))
            return "" if inside else " ".join(node.text().split())
    return "" if not parts or _names(main, parts) else parts[0]


def _title_parts(root: Any, page_title: str) -> list[str]:
    """A page's title cut where site and section names are joined to it (标题-栏目-网站, 网站--栏目--标题): the part that a
    line of the page repeats first, else all parts."""
    parts = [part.strip() for part in _TITLE_CUT.split(page_title) if len(part.strip()) >= 4]
    repeated = next((line for line in _lines(root) if line in parts), None)
    return parts if repeated is None else [repeated]


def _names(node: Any, parts: list[str]) -> bool:
    """True when some line of the element is one of these parts of the title."""
    return not set(_lines(node)).isdisjoint(parts)


def _lines(node: Any) -> list[str]:
    return [" ".join(line.split()) for line in node.text(separator="\n").splitlines()]


def _site_headers(root: Any) -> list[Any]:
    """Page heads that hold the menu, where a headline stands outside of them: their h1 is the site's name."""
    heads = [head for head in root.css("header") if head.css_first("nav") is not None]
    inside = {_key(node) for head in heads for node in head.css("h1,h2")}
    return heads if any(_key(node) not in inside for node in root.css("h1,h2")) else []


def _with_byline(densest: Any, root: Any, measures: dict[int, Measure], parts: list[str]) -> Any:
    """The element, or the ones around it while they add little text (a source, a date) and the title is still outside."""
    node, first = densest, measures[_key(densest)]
    while _key(node) != _key(root) and node.parent is not None and _key(node.parent) in measures:
        outer = measures[_key(node.parent)]
        extra = outer.chars - first.chars
        if extra > _BYLINE_CHARS or (outer.linked - first.linked) * 2 > extra or measures[_key(node)].headline:
            break
        if node.parent.tag in ("body", "html") or (extra and _names(node, parts)):
            break
        node = node.parent
    return node


def _key(node: Any) -> int:
    return int(node.mem_id)
