"""The gutters of a page: white strips between columns of running text, each with the height over which it holds."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.read.pdf_lines import Line

_RUNNING = 10.0  # a line as long as this many type heights may be running text
_SAME = 2.5  # type heights by which the lines of one column may differ at their ends
_LINES = 3  # a column has this many full lines at least


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
    found: list[Gutter] = []
    for left in columns:
        for right in columns:
            x0, x1 = max(s.x1 for s in left), min(s.x0 for s in right)
            if x0 < x1 and max(_bottom(left), _bottom(right)) < min(_top(left), _top(right)):
                found += _stretches((x0 + x1) / 2, left, right, lines)
    return tuple(sorted(set(found), key=lambda g: (g.x, g.bottom, g.top)))


def _stretches(x: float, left: list[Line], right: list[Line], lines: list[Line]) -> list[Gutter]:
    """The gutter at `x` between two columns, cut where something runs across it (a headline, a table)."""
    bottom, top = min(_bottom(left), _bottom(right)), max(_top(left), _top(right))
    across = [s for s in lines if s.x0 < x < s.x1 and bottom < s.middle < top]
    ends = sorted({bottom, top, *(s.middle for s in across)})
    found = []
    for low, high in itertools.pairwise(ends):
        here = [[s for s in column if low < s.middle < high] for column in (left, right)]
        if all(here) and (not across or sum(map(len, here)) > _LINES):
            ends_here = [y for column in here for y in (_bottom(column), _top(column))]
            found.append(Gutter(x, max(low, min(ends_here)), min(high, max(ends_here))))
    return found


def _top(column: list[Line]) -> float:
    return max(line.y1 for line in column)


def _bottom(column: list[Line]) -> float:
    return min(line.y0 for line in column)
