"""Documents whose file states its structure (DOCX, HTML, Markdown): their blocks become drafts, nothing is guessed there.

Paragraph blocks may still turn out to be bylines or unmarked headings (a bold line on a page); headings, list items and
table rows stay what the file says. A clause-a-line layout (line breaks inside a paragraph) is joined again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from kg.model import Block, Document
from kg.text.chars import BLANK, ends_sentence
from kg.text.compose import Draft, compose, row_cells
from kg.text.layout import table_rows
from kg.text.lines import Line, Parts, split_lines
from kg.text.marks import is_heading_like, opens_new

_MARKUP = re.compile(
    r"\*\*|__|``?|~~|!?\[(?=[^\]\n]{1,200}\]\([^()\n]{0,500}\))|\]\([^()\n]{0,500}\)|<br\s*/?>|\\(?=[|*_#])|^\s*>+"
)
_SIGNS_ONLY = re.compile(r"[^\w\u3400-\u9fff]+|\s*\d{1,9}[.)]\s*|(?:\s*(?:```|~~~)\w*\s*)+")


def stated_drafts(document: Document, text: str) -> tuple[list[Draft], list[Line], Parts]:
    """Drafts of the blocks, lines of text outside every block, and the intervals of markup signs.

    `text` is the document's with its signs made wide.
    """
    markdown = document.media_type == "text/markdown"
    drafts: list[Draft] = []
    loose: list[Line] = []
    signs: list[tuple[int, int]] = []
    spaced: dict[int, Line] = {}
    position = 0
    open_line: Block | None = None
    for block in [*sorted(document.blocks, key=lambda b: (b.span.start, -b.span.end)), None]:
        start = block.span.start if block else len(text)
        if start < position:
            continue
        between = text[position:start]
        if BLANK.sub("", between):
            open_line = None
            if markdown and all(_SIGNS_ONLY.fullmatch(part) for part in between.split("\n") if BLANK.sub("", part)):
                signs.append((position, start))
            else:
                outside = split_lines(text, start=position, stop=start)
                loose += outside
                drafts += [compose(text, [line]) for line in outside]
        elif "\n\n" in between:
            open_line = None
        if block is None:
            break
        position = block.span.end
        lines = split_lines(text, start=start, stop=position)
        if markdown and block.kind != "table_row":
            lines = [_without_markup(line, signs) for line in lines]
        lines = [line for line in lines if line.parts]
        if not lines:
            continue
        draft = compose(text, lines)
        if open_line is not None and block.kind == "paragraph" and _goes_on(drafts[-1], draft):
            _append(drafts[-1], draft)
        else:
            _state(draft, block)
            if len(lines) == 1 and block.kind == "paragraph":
                spaced[len(drafts)] = lines[0]
            drafts.append(draft)
        open_line = block if block.kind == "paragraph" else None
    _find_rows(drafts, spaced)
    for d in [d for d in drafts if d.level == 1][1:]:
        d.kind, d.level = "heading", 2
    return [d for d in drafts if d.text], loose, tuple(p for p in signs if text[p[0] : p[1]].strip())


def _find_rows(drafts: list[Draft], spaced: dict[int, Line]) -> None:
    """Paragraphs one below the other whose cells are parted by wide spaces are rows, as in a plain text."""
    nothing = Line("", ((0, 0),), 0)
    lines = [replace(spaced[i], gap=0) if i in spaced and d.lines == 1 else nothing for i, d in enumerate(drafts)]
    for draft, line, is_row in zip(drafts, lines, table_rows(lines), strict=True):
        if is_row:
            draft.row, draft.cells = True, row_cells(line, draft)


def _state(draft: Draft, block: Block) -> None:
    draft.gap = 1
    if block.kind == "paragraph":
        return
    draft.stated = True
    draft.kind, draft.level = block.kind, block.level
    if block.kind == "heading":
        draft.kind, draft.level = ("title", 1) if block.level == 1 else ("heading", max(2, block.level))
    elif block.kind == "table_row":
        spans = ((bisect_left(draft.origin, c.start), bisect_left(draft.origin, c.end)) for c in block.cells)
        draft.cells = tuple((a, b) for a, b in spans if b > a)


def _goes_on(draft: Draft, after: Draft) -> bool:
    """A line broken inside its sentence: after a comma, or within a run of clauses."""
    if ends_sentence(draft.text) or draft.stated or opens_new(after.text):
        return False
    if draft.text[-1] in "，、—":
        return True
    return draft.lines > 1 and (ends_sentence(after.text) or not is_heading_like(after.text))


def _append(draft: Draft, after: Draft) -> None:
    draft.text += after.text
    draft.origin += after.origin
    draft.lines += after.lines


def _without_markup(line: Line, signs: list[tuple[int, int]]) -> Line:
    """The line without Markdown's signs of emphasis and links, which go to the furniture."""
    found = [m.span() for m in _MARKUP.finditer(line.text)]
    if not found:
        return line
    parts: list[tuple[int, int]] = []
    position = 0
    kept = ""
    for a, b in [*found, (len(line.text), len(line.text))]:
        if a > position:
            parts.append((line.start + position, line.start + a))
            kept += line.text[position:a]
        if b > a:
            signs.append((line.start + a, line.start + b))
        position = b
    return Line(kept, tuple(parts), line.width, line.indent, line.gap)
