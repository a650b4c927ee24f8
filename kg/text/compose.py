"""Lines become the text of one paragraph, with the original position of every character."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from kg.text.chars import BLANK
from kg.text.lines import Line
from kg.text.spaces import SHOWN, cells, inner_spaces

SHOWN_RUN = 64


@dataclass(slots=True)
class Draft:
    """A paragraph being built. `row`: laid out in columns; `width` of its first line, `column` of its second; `cells`,
    `kind`, `level` as in `kg.model.Paragraph`; `stated`: the file says what it is."""

    text: str
    origin: list[int]
    lines: int = 1
    gap: int = 0
    width: int = 0
    column: int = 0
    row: bool = False
    kind: str = "body"
    level: int = 0
    cells: tuple[tuple[int, int], ...] = ()
    stated: bool = False


def compose(original: str, lines: list[Line]) -> Draft:
    """One paragraph out of the lines that belong to it."""
    pieces: list[str] = []
    origin: list[int] = []
    last = ""
    for line in lines:
        if last and _spaced(last, line.text):
            place = _break_before(original, line.start)
            if place is not None:
                pieces.append(" ")
                origin.append(place)
        _add(original, line, pieces, origin)
        last = line.text
    first = lines[0]
    column = lines[1].width if len(lines) > 1 else first.width
    return Draft("".join(pieces), origin, len(lines), first.gap, first.width, column)


def row_cells(line: Line, draft: Draft) -> tuple[tuple[int, int], ...]:
    """The cells of a draft made of one line laid out as a table row, as intervals of its text."""
    spans = []
    found = cells(line.text)
    for a, b in found:
        start, end = bisect_left(draft.origin, line.start + a), bisect_left(draft.origin, line.start + b)
        end = len(draft.text) if (a, b) == found[-1] else end
        if end > start:
            spans.append((start, end))
    return tuple(spans)


def _add(original: str, line: Line, pieces: list[str], origin: list[int]) -> None:
    spaces = inner_spaces(line.text)
    if len(line.parts) == 1:
        if not spaces:
            pieces.append(line.text)
            origin.extend(range(line.parts[0][0], line.parts[0][1]))
            return
        base = line.start
        position = 0
        for start, end, keep in spaces:
            pieces.append(line.text[position:start])
            origin.extend(range(base + position, base + start))
            if keep:
                shown = SHOWN.search(line.text, start, end)
                pieces.append(" ")
                origin.append(base + (shown.start() if shown else start))
            position = end
        pieces.append(line.text[position:])
        origin.extend(range(base + position, line.end))
        return
    places = [p for a, b in line.parts for p in range(a, b)]
    position = 0
    for start, end, keep in [*spaces, (len(places), len(places), False)]:
        pieces.append(line.text[position:start])
        origin.extend(places[position:start])
        if keep:
            pieces.append(" ")
            origin.append(next(places[k] for k in range(start, end) if SHOWN.match(original[places[k]])))
        position = end


def _spaced(left: str, right: str) -> bool:
    """Two lines meet between Latin words: the break was a space. Digits, and capitals cut in two, close up."""
    a, b = left[-1], right[0]
    if not (a.isascii() and b.isascii()):
        return False
    if a.isalpha() and b.isalpha():
        return not (a.isupper() and b.isupper())
    return (a in ",.;:!?)" and b.isalnum()) and not (a == "." and b.isdigit())


def _break_before(original: str, position: int) -> int | None:
    """The white space character nearest before a position."""
    for p in range(position - 1, max(-1, position - SHOWN_RUN), -1):
        if SHOWN.match(original[p]):
            return p
        if BLANK.match(original[p]) is None:
            return None
    return None
