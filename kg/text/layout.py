"""How the lines of a text are set: which are full, which stand in prose, which are rows of a table."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from kg.text.lines import Line
from kg.text.marks import TABLE_NAME, is_byline, is_marked, is_masthead, numbering
from kg.text.spaces import cells, is_slashed

NEAR = 6
SLACK = 3
NARROWEST, WIDEST = 18, 130
DONE = re.compile(r"[。！？!?…][”’」』﹄）)】〕\]\"']*(?:\s*[（(][^（）()]{1,30}[）)])?$")
SIGNS = re.compile("[，。；！？]")
_BRACKETED = re.compile(r"[（(][^（）()]{1,40}[）)]")
_ENDINGS = frozenset("。！？!?…”’」』﹄）)】〕]\"'")
_WORD = re.compile(r"[0-9A-Za-z.%‰/°℃-]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a text and, for each: ends it a sentence, is it full, stands it in prose, is it a table row, reaches it
    the margin that wrapped prose of this text keeps.

    `torn`: blank lines stand inside sentences again and again, as where columns of a newspaper page were cut.
    """

    lines: list[Line]
    done: list[bool]
    full: list[bool]
    prose: list[bool]
    row: list[bool]
    margin: list[bool]
    torn: bool


def measure(lines: list[Line]) -> Layout:
    """Measure lines once they are free of furniture."""
    done = [n.text[-1] in _ENDINGS and DONE.search(n.text, max(0, len(n.text) - 40)) is not None for n in lines]
    full, prose = _full(lines, done), _prose(lines)
    torn = sum(
        1
        for i in range(2, len(lines))
        if lines[i].gap
        and full[i - 1]
        and prose[i - 1]
        and not done[i - 1]
        and not done[i - 2]
        and not lines[i - 1].gap
    )
    row = table_rows(lines)
    return Layout(lines, done, full, prose, row, _margins(lines, done, full, prose, row), torn >= 3)


def unspace(lines: list[Line]) -> list[Line]:
    """Undo a layout in which every line is followed by an empty one: there one blank line means nothing.

    Only where the widest lines are of one width and mostly end inside a sentence, as in wrapped text.
    """
    if len(lines) < 8:
        return lines
    spaced = sum(1 for n in lines[1:] if n.gap)
    if spaced < 0.8 * (len(lines) - 1):
        return lines
    widths = sorted(n.width for n in lines)
    top = widths[int(len(widths) * 0.95)]
    full = [n for n in lines if top - 6 <= n.width <= top + 4]
    cut = sum(1 for n in full if DONE.search(n.text) is None)
    if top > WIDEST or len(full) < max(4, len(lines) // 8) or cut < 0.6 * len(full):
        return lines
    return [replace(n, gap=max(0, n.gap - 1)) for n in lines]


def first_word(text: str) -> int:
    """Length of the Latin word or number a line opens with, at most 12."""
    if text[0] >= "\u2e80":
        return 0
    match = _WORD.match(text)
    return min(len(match[0]), 12) if match else 0


def _full(lines: list[Line], done: list[bool]) -> list[bool]:
    """A line is full when neighbours end at the same column (by width, or by count where text was cut mechanically).

    It may be shorter by a Latin word that did not fit, or by an indent that was lost, and longer by a hanging sign.
    """
    widths = [n.width for n in lines]
    sizes = [len(n.text) for n in lines]
    words = [first_word(n.text) for n in lines] + [0]
    out = []
    for i, w in enumerate(widths):
        if not NARROWEST <= w <= WIDEST:
            out.append(False)
            continue
        slack = SLACK + words[i + 1]
        if i == 0 or lines[i].gap or widths[i - 1] < w - 8 or done[i - 1]:
            slack += 2 + w // 20
        low, high = max(NARROWEST, w - 2 * SLACK), w + slack
        first, last = max(0, i - NEAR), i + 1 + NEAR
        if _any_within(widths, i, first, last, low, high):
            out.append(True)
        else:
            out.append(_any_within(sizes, i, first, last, max(13, sizes[i] - 1), sizes[i] + slack // 2))
    return out


def _margins(lines: list[Line], done: list[bool], full: list[bool], prose: list[bool], row: list[bool]) -> list[bool]:
    """Lines that end where lines of wrapped prose end, whatever they hold; items and rows may have lost an indent."""
    counts = Counter(
        n.width
        for i, n in enumerate(lines)
        if full[i] and prose[i] and not done[i] and SIGNS.search(n.text) is not None
    )
    columns = [w for w in counts if sum(counts[v] for v in range(w - 2, w + 3)) >= 4]
    reached = {v for w in columns for v in range(w - 3, w + 3)}
    indented = {v - 4 for v in reached} - reached
    return [
        n.width in reached
        or (n.width in indented and (row[i] or numbering(n.text) is not None or n.text.startswith("本报讯")))
        for i, n in enumerate(lines)
    ]


def _any_within(values: list[int], i: int, first: int, last: int, low: int, high: int) -> bool:
    for k in range(i + 1, min(last, len(values))):
        if low <= values[k] <= high:
            return True
    return any(low <= values[k] <= high for k in range(first, i))


def _signed(text: str) -> bool:
    """A comma or full stop of a sentence: those inside brackets, as （2023年，省总工会） of a roll, are none."""
    return SIGNS.search(text) is not None and SIGNS.search(_BRACKETED.sub("", text)) is not None


def _prose(lines: list[Line]) -> list[bool]:
    """A line stands in prose when enough lines around it, in the same block, hold a comma or full stop."""
    total = [0]
    for n in lines:
        total.append(total[-1] + _signed(n.text))
    out, start, stop = [], 0, 0
    for i, n in enumerate(lines):
        if n.gap:
            start = i
        if stop <= i:
            stop = i + 1
        while stop < len(lines) and stop - i < NEAR + 2 and not lines[stop].gap:
            stop += 1
        first = max(start, i - NEAR)
        out.append((total[stop] - total[first]) * 4 >= stop - first)
    return out


def table_rows(lines: list[Line]) -> list[bool]:
    """For each line whether it is a table row: two and more cells, and a neighbour that looks the same."""
    counts = [_cell_count(n) for n in lines]
    out = []
    for i, c in enumerate(counts):
        if c == 0:
            out.append(False)
            continue
        near = (i > 0 and _alike(c, counts[i - 1]) and lines[i].gap <= 1) or (
            i + 1 < len(counts) and _alike(c, counts[i + 1]) and lines[i + 1].gap <= 1
        )
        out.append(near or (c >= 3 and numbering(lines[i].text) == "digit"))
    return out


def _alike(count: int, other: int) -> bool:
    """Two rows of wide gaps or bars; two rows of slashes (negative) only with as many cells."""
    return (count >= 2 and other >= 2) or (count <= -3 and count == other)


def _cell_count(line: Line) -> int:
    text = line.text
    if line.width > 240:
        return 0
    if "/" in text and line.width <= 120 and is_slashed(text):
        return -len(cells(text))
    barred = "｜" in text or "|" in text or "│" in text
    if not (barred or "\u3000" in text or "  " in text or "\t" in text):
        return 0
    if TABLE_NAME.match(text) or is_masthead(text) or is_byline(text):
        return 0
    found = len(cells(text))
    if found < 3 and (is_marked(text) or (not barred and SIGNS.search(text) is not None)):
        return 0
    return found
