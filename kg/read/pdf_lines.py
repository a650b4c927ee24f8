"""Glyphs to line segments: runs on one baseline without a gap that could be a gutter; rows of tables put together."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from kg.read.pdf_columns import Gutter, find_gutters
from kg.read.pdf_glyphs import Glyph

_GUTTER = 0.9  # a gap of this many type heights may part two columns
_WORD_GAP = 0.18  # a gap this wide between Latin letters is a space
_TEXT_COLUMN = 6.0  # narrower than this many type heights is no column of running text
_WIDE = 10.0  # a line beside a table that is as long as this many type heights is running text
_FULL = 0.8  # running text fills this share of its column on most lines
_LATIN = re.compile(r"[0-9A-Za-z.,;:!?%)\]'\"&/+-]$")
_LATIN_START = re.compile(r"^[0-9A-Za-z(\['\"&$]")


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text on one baseline with its box; `size` is its type height. Several cells of a table row are one."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def segments(found: list[Glyph]) -> list[Line]:
    """Runs of glyphs, in stream order first, then joined where a baseline simply goes on."""
    return _joined(_runs(found))


def page_lines(found: list[Glyph]) -> list[Line]:
    """The lines of a page: segments, table rows made one line, characters of upright headlines each on its own."""
    runs = _runs(found)
    upright = _upright(runs)
    return [*upright, *with_rows(_joined([run for run in runs if run not in upright]))]


def line_of(texts: list[str]) -> str:
    """Wrapped lines as one: a space only between Latin words.

    >>> line_of(["中国铝", "业", "ISO", "9001"])
    '中国铝业ISO 9001'
    """
    whole = ""
    for text in texts:
        whole += f" {text}" if _LATIN.search(whole) and _LATIN_START.match(text) else text
    return whole


def _runs(found: list[Glyph]) -> list[Line]:
    runs: list[list[Glyph]] = []
    for glyph in found:
        if runs and _goes_on(runs[-1], glyph):
            runs[-1].append(glyph)
        elif not glyph.char.isspace():
            runs.append([glyph])
    return [line for line in map(_line, runs) if line.text]


def _upright(runs: list[Line]) -> set[Line]:
    """Single characters set one below the other, larger than the text around or close together: upright headlines."""
    sizes = sorted(run.size for run in runs)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    single = sorted((r for r in runs if len(r.text) == 1), key=lambda r: (round(r.x0 + r.x1), -r.middle))
    found: set[Line] = set()
    chain: list[Line] = []
    for run in [*single, None]:
        last = chain[-1] if chain else None
        if run is not None and last is not None and abs((last.x0 + last.x1) - (run.x0 + run.x1)) < 0.6 * run.size:
            pitch = last.middle - run.middle
            if 0.7 * run.size < pitch < 1.9 * run.size and 0.85 < last.size / (run.size or 1) < 1.18:
                chain.append(run)
                continue
        if len(chain) >= 3:
            tight = chain[0].middle - chain[-1].middle <= 1.2 * chain[0].size * (len(chain) - 1)
            if chain[0].size >= 1.25 * usual or tight:
                found.update(chain)
        chain = [run] if run is not None else []
    return found


def _goes_on(run: list[Glyph], glyph: Glyph) -> bool:
    last = run[-1]
    size, large = last.height, glyph.height
    if size > large:
        size, large = large, size
    size = max(size, 0.1)
    if large > 1.6 * size or _overlap(last.y0, last.y1, glyph.y0, glyph.y1) < 0.5 * size:
        return False
    return -0.6 * size < glyph.x0 - last.x1 < _GUTTER * size


def _line(run: list[Glyph]) -> Line:
    while run and run[-1].char.isspace():
        run.pop()
    text = run[0].char if run else ""
    for before, glyph in itertools.pairwise(run):
        gap = glyph.x0 - before.x1
        if glyph.char.isspace():
            text += "" if text.endswith(" ") else " "
            continue
        latin = _LATIN.search(before.char) and _LATIN_START.match(glyph.char)
        if latin and gap > _WORD_GAP * max(glyph.height, 0.1):
            text += " "
        text += glyph.char
    sizes = sorted(g.height for g in run)
    return Line(
        text.strip(),
        min((g.x0 for g in run), default=0.0),
        min((g.y0 for g in run), default=0.0),
        max((g.x1 for g in run), default=0.0),
        max((g.y1 for g in run), default=0.0),
        sizes[len(sizes) // 2] if sizes else 0.0,
    )


def _joined(lines: list[Line]) -> list[Line]:
    """Segments that touch on one baseline made one, whatever order the file draws them in (a change of type, say)."""
    done: list[Line] = []
    for row in _rows(lines):
        kept: list[Line] = []
        for line in row:
            gap = line.x0 - kept[-1].x1 if kept else 0.0
            size = min(kept[-1].size, line.size) if kept else 0.0
            if kept and (gap < 0.5 * size or (_spaced_letters(kept[-1], line) and gap < 4 * size)):
                kept[-1] = _union(kept[-1], line, "" if gap < _WORD_GAP * size else " ")
            else:
                kept.append(line)
        done += kept
    return done


def _spaced_letters(left: Line, right: Line) -> bool:
    """Two large single characters side by side: a spaced-out headline such as 喜 报."""
    single = len(right.text) == 1 and all(len(part) == 1 for part in left.text.split(" "))
    return single and right.text.isalpha() and abs(left.size - right.size) < 0.2 * right.size and right.size > 16


def _rows(lines: list[Line], *, near: float = 0.35) -> list[list[Line]]:
    """Segments grouped by baseline (within `near` type heights), from the top; in each row from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda s: (-s.middle, s.x0, s.text)):
        row = rows[-1] if rows else []
        if row and abs(row[0].middle - line.middle) < near * min(row[0].size, line.size):
            row.append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda s: (s.x0, s.text)) for row in rows]


def with_rows(lines: list[Line]) -> list[Line]:
    """The lines with each table row made one line, its cells parted by a tab.

    A table is two or more rows below each other whose pieces begin or are centred at the same places, and which are not
    the lines of text columns that happen to share a baseline.
    """
    bands: list[list[list[Line]]] = []
    gutters = find_gutters(lines)
    for row in (part for whole in _rows(lines, near=0.15) for part in _sides(whole, gutters)):
        if len(row) > 1 and bands and bands[-1] and _same_columns(bands[-1][-1], row):
            bands[-1].append(row)
        else:
            bands.append([row])
    done: list[Line] = []
    for band in bands:
        if len(band) > 1 and _is_table(band, lines):
            done += [_row_line(row) for row in band]
        else:
            done += [line for row in band for line in row]
    return done


def _sides(row: list[Line], gutters: tuple[Gutter, ...]) -> list[list[Line]]:
    """A row cut where a gutter parts it."""
    sides = [row[:1]]
    for before, line in itertools.pairwise(row):
        if any(gutter.parts(before, line) for gutter in gutters):
            sides.append([line])
        else:
            sides[-1].append(line)
    return sides


def _same_columns(above: list[Line], row: list[Line]) -> bool:
    size = max(line.size for line in (*above, *row))
    if abs(above[0].middle - row[0].middle) > 4 * size:
        return False
    shared = sum(
        any(abs(a.x0 - b.x0) < 0.6 * size or abs((a.x0 + a.x1) - (b.x0 + b.x1)) < 1.2 * size for a in above)
        for b in row
    )
    return shared >= 2 and shared * 2 >= len(row)


def _is_table(band: list[list[Line]], lines: list[Line]) -> bool:
    """False when the columns look like running text: wide, and most lines as long as the column allows; or when one of
    them goes on above or below the band."""
    columns: list[list[Line]] = []
    for line in (line for row in band for line in row):
        for column in columns:
            if _overlap(column[0].x0, column[0].x1, line.x0, line.x1) > 0.5 * min(
                column[0].x1 - column[0].x0, line.x1 - line.x0
            ):
                column.append(line)
                break
        else:
            columns.append([line])
    columns = [column for column in columns if len(column) > 1]
    textual = 0
    for column in columns:
        width = max(line.x1 for line in column) - min(line.x0 for line in column)
        size = sorted(line.size for line in column)[len(column) // 2]
        full = sum(line.x1 - line.x0 >= _FULL * width for line in column[:-1])  # the last line may end anywhere
        wide = width >= _TEXT_COLUMN * size
        if wide and _goes_on_outside(column, band, lines):
            return False
        textual += wide and full * 10 >= 6 * (len(column) - 1)
    return bool(columns) and textual * 2 < len(columns)


def _goes_on_outside(column: list[Line], band: list[list[Line]], lines: list[Line]) -> bool:
    """True when a line right above or below the band fills this column and none beside it."""
    size = column[0].size
    left, right = min(line.x0 for line in column), max(line.x1 for line in column)
    top, bottom = band[0][0].y1, band[-1][0].y0
    beyond = min((line.x0 for row in band for line in row if line.x0 > right), default=1e9)
    for line in lines:
        close = 0 < line.y0 - top < 1.2 * size or 0 < bottom - line.y1 < 1.2 * size
        alike = 0.85 < line.size / (size or 1) < 1.18 and abs(line.x0 - left) < 3 * size
        if close and alike and line.x1 < beyond and line.x1 - line.x0 >= _FULL * (right - left) >= _WIDE * size:
            return True
    return False


def _row_line(row: list[Line]) -> Line:
    whole = row[0]
    for line in row[1:]:
        whole = _union(whole, line, "\t")
    return whole


def _union(a: Line, b: Line, between: str) -> Line:
    return Line(
        f"{a.text}{between}{b.text}",
        min(a.x0, b.x0),
        min(a.y0, b.y0),
        max(a.x1, b.x1),
        max(a.y1, b.y1),
        max(a.size, b.size),
    )


def _overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    return min(a1, b1) - max(a0, b0)
