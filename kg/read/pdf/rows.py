"""Segments to the lines of a page: rows of tables without rules put together, pieces of one line parted by a wide space joined."""

from __future__ import annotations

import itertools

from kg.read.pdf.columns import Gutter, find_gutters
from kg.read.pdf.glyphs import Glyph
from kg.read.pdf.lines import Line, joined, overlap, rows_of, runs_of, union, upright_of, wide_space

_TEXT_COLUMN = 6.0  # narrower than this many type heights is no column of running text
_WIDE = 10.0  # a line beside a table that is as long as this many type heights is running text
_SPACES = 2.7  # type heights: a gap narrower than this may be two wide spaces
_STRIP_LINES = 2  # on each side of a gutter at least
_FULL = 0.8  # running text fills this share of its column on most lines


def page_lines(found: list[Glyph], ruled: list[Line]) -> list[Line]:
    """The lines of a page: rows of its ruled tables, segments, table rows made one line, characters of upright headlines
    each on its own."""
    runs = runs_of(found)
    upright = upright_of(runs)
    lines = joined([run for run in runs if run not in upright])
    return [*ruled, *upright, *with_rows(lines, find_gutters([*ruled, *lines]))]


def with_rows(lines: list[Line], gutters: tuple[Gutter, ...]) -> list[Line]:
    """The lines with each table row made one line, its cells parted by a tab.

    A table is two or more rows below each other whose pieces begin or are centred at the same places, and which are not
    the lines of text columns that happen to share a baseline.
    """
    bands: list[list[list[Line]]] = []
    usual = sorted(line.size for line in lines)[len(lines) // 2] if lines else 0.0
    for row in (part for whole in rows_of(lines, near=0.15) for part in _sides(whole, gutters, usual)):
        if len(row) > 1 and bands and bands[-1] and _same_columns(bands[-1][-1], row):
            bands[-1].append(row)
        else:
            bands.append([row])
    tables = [len(band) > 1 and _is_table(band, lines) for band in bands]
    all_rows = [row for band in bands for row in band]
    done: list[Line] = []
    for band, table in zip(bands, tables, strict=True):
        for row in band:
            done += [_row_line(row)] if table else _respaced(row, all_rows, usual)
    return done


def _respaced(row: list[Line], rows: list[list[Line]], usual: float) -> list[Line]:
    """The pieces of a row put together where no more than wide spaces of one line part them."""
    done = row[:1]
    for line in row[1:]:
        last = done[-1]
        size, gap = min(last.size, line.size), line.x0 - last.x1
        alike = max(last.size, line.size) < 1.25 * size
        near = alike and 0 < gap < _SPACES * size
        if near and (_is_headline(last, line, usual) or not _is_strip(last, line, rows)):
            done[-1] = union(last, line, wide_space(gap, size))
        else:
            done.append(line)
    return done


def _is_strip(left: Line, right: Line, rows: list[list[Line]]) -> bool:
    """True when the gap between two pieces goes on above or below, between lines that are long on both sides: a gutter."""
    x, size = (left.x1 + right.x0) / 2, min(left.size, right.size)
    sides = [0, 0]
    for beyond in (
        [r for r in rows if r[0].middle >= left.middle][::-1],
        [r for r in rows if r[0].middle < left.middle],
    ):
        y = left.middle
        for row in beyond:
            if abs(row[0].middle - y) > 2.6 * size:
                break
            if any(line.x0 < x < line.x1 for line in row):
                break
            near = [line for line in row if line.x1 > left.x1 - 3 * size and line.x0 < right.x0 + 3 * size]
            for line in near:
                sides[line.x0 > x] += line.x1 - line.x0 >= _TEXT_COLUMN * size
            y = row[0].middle if near else y
    return min(sides) >= _STRIP_LINES


def _is_headline(left: Line, right: Line, usual: float) -> bool:
    """Two pieces of large type exactly one or two type heights apart: one headline over a gutter."""
    size, gap = left.size, (right.x0 - left.x1) / max(left.size, 0.1)
    alike = abs(size - right.size) < 0.02 * size
    return alike and size > 1.25 * usual and min(abs(gap - 1), abs(gap - 2)) < 0.06


def _sides(row: list[Line], gutters: tuple[Gutter, ...], usual: float) -> list[list[Line]]:
    """A row cut where a gutter parts it."""
    sides = [row[:1]]
    for before, line in itertools.pairwise(row):
        if any(gutter.parts(before, line) for gutter in gutters) and not _is_headline(before, line, usual):
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
            if overlap(column[0].x0, column[0].x1, line.x0, line.x1) > 0.5 * min(
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
        whole = union(whole, line, "\t")
    return whole
