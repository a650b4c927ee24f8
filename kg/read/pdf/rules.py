"""Ruled tables of a PDF page: the lines drawn on it, the grids they form, and the text of each row cell by cell."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.read.pdf.glyphs import Glyph
from kg.read.pdf.lines import Line, line_of, segments

_TOUCH = 3.0  # points two rules may miss each other by
_THIN = 3.0  # a filled box thinner than this is a rule
_MAX_PATHS = 4_000
_MAX_POINTS = 40
_CELL_LINES = 4  # two cells of a row with more lines than this and full stops: rules between articles, not a table
_MAX_CELL_LINES = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: `at` is its y (or x), `low` to `high` its extent along the other axis, in points."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's rules: y of its row borders from the top, x of its column borders from the left, and the rules."""

    ys: tuple[float, ...]
    xs: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]


def table_rows(page: Any, found: list[Glyph]) -> tuple[list[Line], list[Glyph]]:
    """The rows of the page's ruled tables as lines with a tab between cells, and the glyphs outside of these tables."""
    rows: list[Line] = []
    rest = found
    for grid in _grids(*_rules(page)):
        inside = [g for g in rest if _inside(grid, g)]
        lines = _rows_of(grid, inside)
        if lines:
            rows += lines
            rest = [g for g in rest if not _inside(grid, g)]
    return rows, rest


def _rules(page: Any) -> tuple[list[Rule], list[Rule]]:
    """Horizontal and vertical rules among the page's paths; drawings of many points are passed over."""
    import pypdfium2.raw as raw

    across: list[Rule] = []
    down: list[Rule] = []
    for number, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1)):
        if number >= _MAX_PATHS:
            return [], []
        for (x0, y0), (x1, y1) in _edges(raw, item):
            if abs(y1 - y0) < 0.6 < abs(x1 - x0):
                across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) < 0.6 < abs(y1 - y0):
                down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return _merged(across), _merged(down)


_Point = tuple[float, float]


def _edges(raw: Any, item: Any) -> Iterator[tuple[_Point, _Point]]:
    handle = item.raw
    count = raw.FPDFPath_CountSegments(handle)
    if not 2 <= count <= _MAX_POINTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, ctypes.byref(fill), ctypes.byref(stroke))
    a, b, c, d, e, f = item.get_matrix().get()
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[_Point, bool]] = []
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(handle, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        points.append((point, raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO))
        if raw.FPDFPathSegment_GetClose(segment):
            begin = next(p for p, starts in reversed(points) if starts or p == points[0][0])
            points.append((begin, False))
    if not stroke.value:
        xs, ys = [p[0] for p, _ in points], [p[1] for p, _ in points]
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        if high - low <= _THIN < right - left:
            yield (left, (low + high) / 2), (right, (low + high) / 2)
        elif right - left <= _THIN < high - low:
            yield ((left + right) / 2, low), ((left + right) / 2, high)
        return
    for (start, _), (end, starts) in itertools.pairwise(points):
        if not starts:
            yield start, end


def _merged(rules: list[Rule]) -> list[Rule]:
    """Pieces on one line that touch made one."""
    done: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.at / 1.5), r.low, r.high)):
        last = done[-1] if done else None
        if last is not None and abs(last.at - rule.at) < 2.0 and rule.low <= last.high + _TOUCH:
            done[-1] = Rule(last.at, last.low, max(last.high, rule.high))
        else:
            done.append(rule)
    return done


def _grids(across: list[Rule], down: list[Rule]) -> list[Grid]:
    """Sets of rules that touch each other, with two columns or more."""
    home = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while home[i] != i:
            home[i] = home[home[i]]
            i = home[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(down, len(across)):
            if h.low - _TOUCH <= v.at <= h.high + _TOUCH and v.low - _TOUCH <= h.at <= v.high + _TOUCH:
                home[root(i)] = root(j)
    grids = []
    for key in dict.fromkeys(root(i) for i in range(len(home))):
        rows = tuple(h for i, h in enumerate(across) if root(i) == key)
        columns = tuple(v for j, v in enumerate(down, len(across)) if root(j) == key)
        ys = _places([h.at for h in rows])[::-1]
        xs = _places([v.at for v in columns])
        if len(ys) >= 2 and len(xs) >= 3:
            grids.append(Grid(ys, xs, rows, columns))
    return grids


def _places(values: list[float]) -> tuple[float, ...]:
    """The values in order, those closer than a rule's touch counted once."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _TOUCH:
            kept.append(value)
    return tuple(kept)


def _inside(grid: Grid, glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    return grid.xs[0] <= x <= grid.xs[-1] and grid.ys[-1] <= y <= grid.ys[0]


def _rows_of(grid: Grid, glyphs: list[Glyph]) -> list[Line]:
    """One line a row; a cell over several rows stands in each of them. Empty when the cells hold running text."""
    height, width = len(grid.ys) - 1, len(grid.xs) - 1
    cells = _cells(grid, height, width)
    members: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        row = max(i for i in range(height) if y <= grid.ys[i])
        column = max(j for j in range(width) if x >= grid.xs[j])
        members.setdefault(cells[row * width + column], []).append(glyph)
    texts: dict[int, str] = {}
    running: set[int] = set()
    for cell, mine in members.items():
        lines = sorted(segments(mine), key=lambda s: (-round(s.middle), s.x0))
        if len(lines) > _MAX_CELL_LINES:
            return []
        texts[cell] = line_of([line.text for line in lines])
        if len(lines) > _CELL_LINES and texts[cell].count("。") > 1:
            running.add(cell)
    done = []
    for row in range(height):
        named = dict.fromkeys(cells[row * width + column] for column in range(width))
        if len(running.intersection(named)) > 1:
            return []
        text = "\t".join(texts.get(cell, "") for cell in named)
        if text.strip():
            size = min((g.height for g in glyphs), default=10.0)
            done.append(Line(text, grid.xs[0], grid.ys[row + 1], grid.xs[-1], grid.ys[row], size))
    return done


def _cells(grid: Grid, height: int, width: int) -> list[int]:
    """For each square of the grid the number of its cell: squares with no rule between them are one cell."""
    home = list(range(height * width))

    def root(i: int) -> int:
        while home[i] != i:
            i = home[i]
        return i

    for row in range(height):
        y = (grid.ys[row] + grid.ys[row + 1]) / 2
        for column in range(width):
            x = (grid.xs[column] + grid.xs[column + 1]) / 2
            here = row * width + column
            if column + 1 < width and not _drawn(grid.down, grid.xs[column + 1], y):
                home[root(here + 1)] = root(here)
            if row + 1 < height and not _drawn(grid.across, grid.ys[row + 1], x):
                home[root(here + width)] = root(here)
    return [root(i) for i in range(height * width)]


def _drawn(rules: tuple[Rule, ...], at: float, along: float) -> bool:
    return any(abs(rule.at - at) <= _TOUCH and rule.low - 1.0 <= along <= rule.high + 1.0 for rule in rules)
