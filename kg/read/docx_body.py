"""The walk over a Word body: paragraphs to lines, styles to headings and lists, tables to rows, text boxes after their line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.read.parsed import Lines

NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
_W = f"{{{NS['w']}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_HEADING_NAME = re.compile(r"^(?:heading|标题)\s*(\d)$", re.I)
_SKIPPED = frozenset(
    f"{_W}{n}" for n in ("pPr", "rPr", "del", "moveFrom", "instrText", "delText", "rt", "object", "fldData")
)
_LONG_CELL = 600
_MAX_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Styles:
    """What the style sheet says of each paragraph style: (heading level or 0, whether it is a list)."""

    table: dict[str, tuple[int, bool]]

    @classmethod
    def read(cls, root: Any) -> Styles:
        """From the root of styles.xml, following `basedOn`; None gives no styles."""
        own: dict[str, tuple[int, bool, str | None]] = {}
        for style in [] if root is None else root.iterfind("w:style", NS):
            name = _value(style.find("w:name", NS)) or ""
            properties = style.find("w:pPr", NS)
            level = _outline(properties)
            named = _HEADING_NAME.match(name)
            if named:
                level = int(named[1])
            elif name.lower() in ("title", "标题"):
                level = 1
            listed = properties is not None and properties.find("w:numPr", NS) is not None
            own[style.get(f"{_W}styleId") or ""] = (level, listed, _value(style.find("w:basedOn", NS)))
        return cls({key: cls._resolved(key, own) for key in own})

    @staticmethod
    def _resolved(key: str, own: dict[str, tuple[int, bool, str | None]]) -> tuple[int, bool]:
        seen: set[str] = set()
        level, listed, at = 0, False, key
        while at in own and at not in seen:
            seen.add(at)
            level, listed = level or own[at][0], listed or own[at][1]
            at = own[at][2] or ""
        return level, listed


class Body:
    """Writes the blocks of Word elements into `lines`; holds no other state than the text boxes still to come."""

    def __init__(self, styles: Styles, lines: Lines) -> None:
        self._styles = styles
        self._lines = lines

    def blocks(self, parent: Any) -> None:
        """The paragraphs and tables below an element, in order."""
        for node in _children(parent):
            if node.tag == f"{_W}p":
                self._paragraph(node)
            elif node.tag == f"{_W}tbl":
                self._table(node)
            elif node.tag not in _SKIPPED:
                self.blocks(node)

    def _paragraph(self, node: Any) -> None:
        boxes: list[Any] = []
        text = "".join(_text(node, boxes))
        properties = node.find("w:pPr", NS)
        style = _value(None if properties is None else properties.find("w:pStyle", NS))
        level, listed = self._styles.table.get(style or "", (0, False))
        level = _outline(properties) or level
        numbering = None if properties is None else properties.find("w:numPr", NS)
        if numbering is not None:
            listed = _value(numbering.find("w:numId", NS)) != "0"
        if level:
            self._lines.add("heading", text.replace("\n", " "), level=level)
        else:
            self._lines.add("list_item" if listed else "paragraph", text)
        for box in boxes:
            self.blocks(box)

    def _table(self, table: Any) -> None:
        rows = [[cell for cell in _children(row) if cell.tag == f"{_W}tc"] for row in _rows(table)]
        texts = [[_cell_text(cell) for cell in row] for row in rows]
        if max((len(row) for row in rows), default=0) < 2 or any(len(t) > _LONG_CELL for row in texts for t in row):
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            return
        above: dict[int, str] = {}
        for row, told in zip(rows, texts, strict=True):
            cells: list[str] = []
            for cell, text in zip(row, told, strict=True):
                properties = cell.find("w:tcPr", NS)
                merge = None if properties is None else properties.find("w:vMerge", NS)
                if merge is not None and (_value(merge) or "continue") == "continue":
                    text = above.get(len(cells), "")
                above[len(cells)] = text
                span = _value(None if properties is None else properties.find("w:gridSpan", NS)) or "1"
                wide = min(int(span), _MAX_COLUMNS) if span.isdigit() else 1
                cells.extend([text, *[""] * (wide - 1)])
            self._lines.row(cells)


def _rows(table: Any) -> Iterator[Any]:
    for node in _children(table):
        if node.tag == f"{_W}tr":
            yield node
        elif node.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _rows(node)


def _cell_text(cell: Any) -> str:
    lines = Lines(20_000_000)
    Body(Styles({}), lines).blocks(cell)
    return " ".join(lines.parts)


def _children(parent: Any) -> Iterator[Any]:
    """Child elements; of alternate contents only the first choice, so that no text box is read twice."""
    for node in parent:
        if node.tag == f"{_MC}AlternateContent":
            choice = node.find(f"{_MC}Choice")
            chosen = choice if choice is not None else node.find(f"{_MC}Fallback")
            if chosen is not None:
                yield from _children(chosen)
        elif isinstance(node.tag, str):
            yield node


def _text(node: Any, boxes: list[Any]) -> Iterator[str]:
    for child in _children(node):
        tag = child.tag
        if tag in (f"{_W}t", f"{_MATH}t"):
            yield child.text or ""
        elif tag == f"{_W}txbxContent":
            boxes.append(child)
        elif tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif tag in (f"{_W}tab", f"{_W}ptab"):
            yield "\t"
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif tag not in _SKIPPED:
            yield from _text(child, boxes)


def _outline(properties: Any) -> int:
    """Heading level 1 to 9 stated by an outline level 0 to 8; 0 when there is none."""
    value = _value(None if properties is None else properties.find("w:outlineLvl", NS))
    return int(value) + 1 if value is not None and value.isdigit() and int(value) < 9 else 0


def _value(node: Any) -> str | None:
    return None if node is None else node.get(f"{_W}val")
