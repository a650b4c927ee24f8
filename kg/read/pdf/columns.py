"""The gutters of a page: white strips between columns of running text, each with the height over which it holds."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.read.pdf.lines import Line

_RUNNING = 10.0  # a line as long as this many type heights may be running text
_SAME = 2.5  # type heights by which the lines of one column may differ at their ends
_LINES = 3  # a column has this many full lines at least
_TOUCH = 3.0  # points by which lines that begin at one place may differ
_LONG = 8.0  # a column without full lines has lines as long as this many type heights
_TALL = 8.0  # type heights over which columns stand side by side at least
_LARGE = 1.4  # times the usual type: a headline
_MAX_LINES = 1_500  # more pieces than this are a form or a chart
_WHITE = 0.9  # type heights a gutter is wide at least


@dataclass(frozen=True, slots=True)
class Gutter:
    """A strip around `x` that no text crosses between `bottom` and `top` (points, y upwards)."""

    x: float
    bottom: float
    top: float

    def parts(self, a: Line, b: Line) -> bool:
        """True when the two lines stand on different sides of it, at a height where it holds."""
        return self.bottom <= a.middle <= self.top and (a.x1 <= self.x) != (b.x1 <= self.x)

    def holds_at(self, y: float) -> bool:
        """True when it runs on above and below this height."""
        return self.bottom < y < self.top


def find_gutters(lines: list[Line]) -> tuple[Gutter, ...]:
    """The gutters between columns that stand side by side, from the left."""
    columns: list[list[Line]] = []
    for line in sorted(
        (s for s in lines if s.x1 - s.x0 >= _RUNNING * s.size > 0 and "\t" not in s.text),
        key=lambda s: (s.x0, -s.middle),
    ):
        for column in columns:
            first = column[0]
            reach = _SAME * max(first.size, line.size)
            if abs(first.x0 - line.x0) < reach and abs(first.x1 - line.x1) < reach:
                column.append(line)
                break
        else:
            columns.append([line])
    columns = [column for column in columns if len(column) >= _LINES]
    heads = [line.middle for line in lone_headlines(lines)]
    found: list[Gutter] = []
    for left in columns:
        for right in columns:
            x0, x1 = max(s.x1 for s in left), min(s.x0 for s in right)
            if x0 < x1 and max(_bottom(left), _bottom(right)) < min(_top(left), _top(right)):
                third = (x1 - x0) / 3
                across = [s.middle for s in lines if s.x0 < x1 - third and s.x1 > x0 + third]
                found += _stretches((x0 + x1) / 2, left, right, [*heads, *across])
    if len(lines) <= _MAX_LINES:
        found += _strips(lines, heads)
    return tuple(sorted(set(found), key=lambda g: (g.x, g.bottom, g.top)))


def lone_headlines(lines: list[Line]) -> list[Line]:
    """The headlines that nothing stands beside: sections of a page end there, and their gutters."""
    usual = sorted(line.size for line in lines)[len(lines) // 2] if lines else 0.0
    return [
        line
        for line in lines
        if line.size >= _LARGE * usual
        and len(line.text) > 1
        and not any(other is not line and other.y0 < line.y1 and other.y1 > line.y0 for other in lines)
    ]


def _stretches(x: float, left: list[Line], right: list[Line], across: list[float]) -> list[Gutter]:
    """The gutter at `x` between two columns, cut at the heights where something runs across it (a headline, a table)."""
    bottom, top = min(_bottom(left), _bottom(right)), max(_top(left), _top(right))
    ends = sorted({bottom, top, *(y for y in across if bottom < y < top)})
    found = []
    for low, high in itertools.pairwise(ends):
        here = [[s for s in column if low < s.middle < high] for column in (left, right)]
        if all(here) and (len(ends) == 2 or sum(map(len, here)) > _LINES):
            ends_here = [y for column in here for y in (_bottom(column), _top(column))]
            found.append(Gutter(x, max(low, min(ends_here)), min(high, max(ends_here))))
    return found


def _strips(lines: list[Line], heads: list[float]) -> Iterator[Gutter]:
    """Gutters between columns without three full lines alike (rolls, headings, tables in a column): white from top to
    bottom, long lines on both sides, most lines on the right beginning at one place, and not on the baselines of the left.
    """
    starts: list[list[Line]] = []
    for line in sorted(lines, key=lambda s: s.x0):
        if starts and line.x0 - starts[-1][0].x0 <= _TOUCH:
            starts[-1].append(line)
        else:
            starts.append([line])
    for start in (column for column in starts if len(column) >= _LINES):
        x = start[0].x0 - 1.0
        across = sorted({*heads, *(s.middle for s in lines if s.x0 < x < s.x1)}, reverse=True)
        for high, low in itertools.pairwise([1e9, *across, -1e9]):
            here = [s for s in lines if low < s.middle < high]
            left, right = [s for s in here if s.x1 <= x], [s for s in here if s.x0 >= x]
            if _stand_side_by_side(left, right):
                middle = (max(s.x1 for s in left) + min(s.x0 for s in right)) / 2
                yield Gutter(middle, max(_bottom(left), _bottom(right)), min(_top(left), _top(right)))


def _stand_side_by_side(left: list[Line], right: list[Line]) -> bool:
    if min(len(left), len(right)) < _LINES:
        return False
    size = sorted(s.size for s in (*left, *right))[(len(left) + len(right)) // 2]
    if min(sum(s.x1 - s.x0 >= _LONG * size for s in side) for side in (left, right)) < _LINES:
        return False
    edge = min(s.x0 for s in right)
    both = min(_top(left), _top(right)) - max(_bottom(left), _bottom(right))
    if both < _TALL * size or edge - max(s.x1 for s in left) < _WHITE * size:
        return False
    begin = sum(s.x0 - edge < _SAME * size for s in right)
    beside = sorted(s.middle for s in left)
    level = sum(
        bisect_left(beside, s.middle - 0.15 * size) < bisect_left(beside, s.middle + 0.15 * size) for s in right
    )
    return begin >= max(_LINES, len(right) // 4) and 2 * level < len(right)


def _top(column: list[Line]) -> float:
    return max(line.y1 for line in column)


def _bottom(column: list[Line]) -> float:
    return min(line.y0 for line in column)
