"""HTML: the text of the page's main part, with headings, list items and table rows as blocks.

Parsed by lexbor; walked without recursion, so 50,000 nested tags lose nothing. Nothing is fetched.
"""

from __future__ import annotations

import re
from typing import Any

from kg.model import Block
from kg.read.decode import decode
from kg.read.html_main import main_part
from kg.read.html_tables import is_data_table, rows
from kg.read.parsed import Lines, Options, Parsed

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby rb rp rt s samp small span "
    "strike strong sub sup time tt u var wbr o:p".split()
)
_CJK = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_WRAP_IN_CJK = re.compile(rf"(?<=[{_CJK}“”‘’…—·])[ \t]*[\r\n]+[ \t\r\n]*(?=[{_CJK}“”‘’…—·])")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CHROME = re.compile(
    r"\s*(?:[上下]一[篇条]\s*[:：]|版权所有|copyright\b|©|[【\[]?\s*(?:打印本?页?|关闭窗?口?|收藏|返回顶部)\s*[】\]]|分享到|扫一扫|(?:您|你)?(?:当前|现在|所在)?的?位置\s*[:：]|\S{0,3}ICP备)",
    re.I,
)
_DATE_NAMES = (
    "article:published_time",
    "pubdate",
    "publishdate",
    "publish_time",
    "publishtime",
    "date",
    "dc.date",
    "dc.date.issued",
    "firstpublishedtime",
    "og:release_date",
)
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "og:article:author")
_SOURCE_NAMES = ("contentsource", "source", "mediaid", "og:site_name", "sitename")


def parse_html(data: bytes, options: Options) -> Parsed:
    """The main text of an HTML page. Raises InputError when the text is too long."""
    from selectolax.lexbor import LexborHTMLParser

    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, declared=declared[1].decode("ascii") if declared else None)
    tree = LexborHTMLParser(decoded.text.replace("\x00", " "))
    metadata = tuple(_metadata(tree))
    lines = Lines(options.max_chars)
    warnings = list(decoded.warnings)
    root = tree.body or tree.root
    if root is not None:
        page_title = dict(metadata).get("title", "")
        root, title, left_out = main_part(root, page_title)
        if title:
            lines.add("heading", title, level=1)
        if left_out:
            warnings.append(left_out)
        _walk(root, lines)
        if not any(block.kind == "heading" for block in lines.blocks):
            _name_headline(lines, page_title)
    return Parsed(lines.text(), (), tuple(lines.blocks), metadata, decoded.encoding, tuple(warnings))


def _walk(root: Any, lines: Lines) -> None:
    """Depth first over the nodes; inline text gathers in `pending` until a block begins or ends."""
    pending: list[str] = []
    kinds: list[tuple[str, int]] = [("paragraph", 0)]

    def flush() -> None:
        kind, level = kinds[-1]
        text = "".join(pending)
        pending.clear()
        if kind != "pre":
            text = _folded(text).replace("\v", "" if kind == "heading" else "\n")
        text = "\n".join(line for line in text.replace("\v", "\n").split("\n") if not _CHROME.match(line))
        lines.add("paragraph" if kind == "pre" else kind, text, level=level)

    node, entering = root, True
    while node is not None:
        tag = node.tag
        if entering:
            descend = False
            if tag == "-text":
                pending.append(node.text_content or "")
            elif tag in ("br", "hr"):
                pending.append("\v")
            elif tag == "table" and is_data_table(node):
                flush()
                for cells in rows(node):
                    lines.row(_folded(cell) for cell in cells)
            elif not tag.startswith(("-", "!")):
                if tag not in _INLINE:
                    flush()
                    kinds.append(_kind(tag, kinds[-1]))
                descend = True
            if descend and node.child is not None:
                node = node.child
                continue
            entering = not descend
        if not entering and tag not in _INLINE:
            flush()
            kinds.pop()
        if node.mem_id == root.mem_id:
            break
        if node.next is not None:
            node, entering = node.next, True
        else:
            node, entering = node.parent, False
    flush()


def _name_headline(lines: Lines, page_title: str) -> None:
    """Make the first line that the page's title repeats its heading, where no heading is marked as one."""
    for number, (part, block) in enumerate(zip(lines.parts, lines.blocks, strict=True)):
        if block.kind == "paragraph" and len(part) >= 4 and part in page_title:
            lines.blocks[number] = Block("heading", block.span, 1)
            return


def _kind(tag: str, outer: tuple[str, int]) -> tuple[str, int]:
    if tag in _HEADINGS:
        return "heading", _HEADINGS[tag]
    if tag in ("li", "dt", "dd"):
        return "list_item", 0
    if tag == "pre":
        return "pre", 0
    return outer if outer[0] in ("heading", "list_item", "pre") else ("paragraph", 0)


def _folded(text: str) -> str:
    """White space as a browser shows it; a source line break between Chinese characters is none."""
    return _SPACES.sub(" ", _WRAP_IN_CJK.sub("", text))


def _metadata(tree: Any) -> list[tuple[str, str]]:
    named: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content:
            named.setdefault(name.lower(), content)
    found = []
    title = tree.css_first("title")
    if title is not None and title.text().strip():
        found.append(("title", title.text()))
    elif "og:title" in named:
        found.append(("title", named["og:title"]))
    for key, names in (("date", _DATE_NAMES), ("author", _AUTHOR_NAMES), ("source", _SOURCE_NAMES)):
        value = next((named[name] for name in names if name in named), None)
        if value:
            found.append((key, value))
    return found
