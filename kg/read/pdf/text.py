"""Blocks to text: paragraphs that the page shows to be one are put on one line, first lines set in are marked."""

from __future__ import annotations

import itertools
import re

from kg.read.pdf.lines import Line, alike, line_of, overlap

_INDENT = "\u3000\u3000"
_NEAR = 20  # type heights up and down in which lines tell how wide their column is
_MARGIN = 3  # lines that end at the right margin of a column at least, to be sure that it is one
_LARGE = 1.1  # times the usual type: headlines, which may be centred
_ITEM = re.compile(
    r"[●■◆★▲○□△◇☆▪•※①-⑳\-*—]|\d{1,3}[.．、)）]|[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]\d{1,2}[)）]|第[一二三四五六七八九十\d]{1,3}[章节条]"
)
_DONE = re.compile(r"[。！？!?…][”’」』）)】]*$")
_ENTRY = re.compile(r"\S{1,6}\u3000")
_PUSHED = re.compile(r"[（《“‘【〔]|.[，。、；：！？）》”’】〕]")
_WORD = re.compile(r"[0-9A-Za-z.%+-]+")


def page_text(blocks: list[list[Line]], *, open_before: bool = False) -> tuple[str, bool]:
    """The blocks of a page, parted by an empty line, and whether a paragraph may go on on the next page.

    Wrapped lines of one paragraph stand on one line; where a paragraph goes on in another column or on another page, its
    lines stay lines. A line set in by one to four characters begins with two wide spaces, the mark of a paragraph in
    Chinese text.
    """
    texts: list[str] = []
    is_open = open_before
    sizes = sorted(line.size for block in blocks for line in block)
    large = _LARGE * sizes[len(sizes) // 2] if sizes else 0.0
    for number, block in enumerate(blocks):
        if number > 1 and block[0].y1 < blocks[number - 1][-1].y0:
            is_open = False  # right below: it went on there or not at all (the first block may be a running head)
        lines, is_open = _block_lines(block, blocks, is_open, large)
        texts.append("\n".join(lines))
    return "\n\n".join(texts), is_open


def _block_lines(block: list[Line], blocks: list[list[Line]], is_open: bool, large: float) -> tuple[list[str], bool]:
    left, right = _column(block, blocks)
    edges = _margins(block, blocks, left, right)
    texts: list[str] = []
    paragraphs: list[list[Line]] = []
    for line in block:
        if paragraphs and _goes_on(paragraphs[-1], line, left, large):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    for paragraph in paragraphs:
        indented = _is_indented(paragraph[0], left, right)
        last = paragraph[-1]
        goes_on = edges is not None and not _DONE.search(last.text) and _is_full(last, None, *edges)
        whole = edges is not None and all(_is_full(a, b, *edges) for a, b in itertools.pairwise(paragraph))
        parts = [line.text for line in paragraph]
        if whole and not goes_on and (indented or not is_open):
            parts = [line_of(parts)]
        texts += [(_INDENT if indented else "") + parts[0], *parts[1:]]
        if goes_on or len(paragraph) > 1 or indented:
            is_open = goes_on
    return texts, is_open


def _goes_on(paragraph: list[Line], line: Line, left: float, large: float) -> bool:
    """True when a line may belong to the paragraph above it: not set in, no item, no entry of a roll, no row."""
    first = paragraph[0]
    if "\t" in line.text or "\t" in paragraph[-1].text or len(line.text) == 1 == len(first.text):
        return False
    if _ITEM.match(line.text) or (_ENTRY.match(line.text) and _ENTRY.match(first.text)):
        return False
    return line.x0 - left < 0.8 * line.size or (line.size > large and _is_centred(first, line))


def _is_centred(line: Line, following: Line) -> bool:
    return abs(line.x0 + line.x1 - following.x0 - following.x1) < 0.5 * line.size


def _is_full(line: Line, following: Line | None, left: float, right: float) -> bool:
    """True when what the next line begins with did not fit on this one (when there is none: a character and a sign)."""
    text = following.text if following is not None else ""
    word = _WORD.match(text)
    room = 1.1 + (1.0 if not text or _PUSHED.match(text) else 0.0) + (0.6 * min(len(word[0]), 12) if word else 0.0)
    used = line.x1 - line.x0 if following is not None and _is_centred(line, following) else line.x1 - left
    return (right - left) - used < room * line.size


def _margins(block: list[Line], blocks: list[list[Line]], left: float, right: float) -> tuple[float, float] | None:
    """Left and right margin of the column a block stands in, None where too few lines reach the right one."""
    size, top, bottom = block[0].size, block[0].y1, block[-1].y0
    near = [
        line
        for other in blocks
        for line in other
        if line.y0 < top + _NEAR * size
        and line.y1 > bottom - _NEAR * size
        and overlap(line.x0, line.x1, left, right) > 0.5 * min(right - left, line.x1 - line.x0)
        and "\t" not in line.text
    ]
    if not near:
        return None
    edge = max(line.x1 for line in near)
    if sum(edge - line.x1 < 1.1 * line.size for line in near) < _MARGIN:
        return None
    return min(left, *(line.x0 for line in near)), edge


def _is_indented(line: Line, left: float, right: float) -> bool:
    inset, rest = line.x0 - left, right - line.x1
    centred = abs(inset - rest) < 0.8 * line.size
    return 1.2 * line.size < inset < 4.5 * line.size and not centred and len(line.text) > 1 and "\t" not in line.text


def _column(block: list[Line], blocks: list[list[Line]]) -> tuple[float, float]:
    """Where the column of a block begins and ends: the reach of the lines that overlap it by half, a little to each side."""
    left, right = min(line.x0 for line in block), max(line.x1 for line in block)
    size = block[0].size
    if any(line.x0 - left > 1.2 * size for line in block):
        return left, right
    near = [
        line
        for other in blocks
        for line in other
        if left - 4.5 * size < line.x0
        and alike(line, block[0])
        and abs(line.middle - block[0].middle) < _NEAR * size
        and overlap(line.x0, line.x1, left, right) > 0.5 * min(right - left, line.x1 - line.x0)
        and len(line.text) > 1
    ]
    return min([left, *(line.x0 for line in near)]), max([right, *(line.x1 for line in near)])
