"""HTML tables: which hold data (rows of short cells) and which only lay out the page; their rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_BLOCKS = frozenset("table h1 h2 h3 h4 h5 h6 article section ul ol".split())
_LONG_CELL = 600
_SHORT_TEXT = 120  # sentences in several paragraphs past this length are an article


def descendants(root: Any) -> Iterator[Any]:
    """The nodes below `root` in document order, without recursion."""
    stack = [root.child] if root.child is not None else []
    while stack:
        node = stack.pop()
        if node.next is not None:
            stack.append(node.next)
        yield node
        if node.child is not None:
            stack.append(node.child)


def is_data_table(table: Any) -> bool:
    """True when it has two cells in some row and no cell holds a table, a heading, a list or running text."""
    several, row_cells, length, stops, breaks = False, 0, 0, 0, 0
    for node in descendants(table):
        tag = node.tag
        if tag in _BLOCKS:
            return False
        if tag == "tr":
            row_cells = 0
        elif tag in ("td", "th"):
            row_cells += 1
            several = several or row_cells > 1
            length = stops = breaks = 0
        elif tag in ("br", "p"):
            breaks += 1
        elif tag == "-text":
            text = node.text_content or ""
            length += len(text.strip())
            stops += text.count("。")
            if length > _LONG_CELL or (stops > 2 and breaks > 1 and length > _SHORT_TEXT):
                return False
    return several


def rows(table: Any) -> Iterator[list[str]]:
    """The cells of each row as text; a cell that spans rows is repeated below, so that every row reads alone.

    A caption is a row of one cell.
    """
    carried: dict[int, tuple[int, str]] = {}
    row: list[tuple[str, int, int]] = []
    opened = False
    for node in descendants(table):
        tag = node.tag
        if tag in ("caption", "tr"):
            if opened:
                yield _placed(row, carried)
            opened, row = True, []
            if tag == "caption":
                row.append(("", 1, 1))
        elif tag in ("td", "th"):
            opened = True
            row.append(("", _span(node, "colspan"), _span(node, "rowspan")))
        elif tag == "-text" and row:
            text, columns, down = row[-1]
            row[-1] = (text + (node.text_content or ""), columns, down)
        elif tag in ("br", "p", "div") and row:
            text, columns, down = row[-1]
            row[-1] = (text + " " if text else text, columns, down)
    if opened:
        yield _placed(row, carried)


def _placed(row: list[tuple[str, int, int]], carried: dict[int, tuple[int, str]]) -> list[str]:
    cells: list[str] = []

    def take_carried() -> None:
        while len(cells) in carried:
            column = len(cells)
            left, text = carried.pop(column)
            if left > 1:
                kept[column] = (left - 1, text)
            cells.append(text)

    kept: dict[int, tuple[int, str]] = {}
    for text, columns, down in row:
        take_carried()
        if down > 1:
            kept[len(cells)] = (down - 1, text)
        cells.append(text)
        for _ in range(columns - 1):
            if down > 1:
                kept[len(cells)] = (down - 1, "")
            cells.append("")
    take_carried()
    carried.update(kept)
    return cells


def _span(node: Any, name: str) -> int:
    value = (node.attributes.get(name) or "1").strip()
    return min(max(int(value), 1), 50) if value.isascii() and value.isdigit() else 1
