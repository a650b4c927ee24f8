"""Places that a grammar proposes, and which of those that overlap stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from kg.value import value


class Placed(Protocol):
    """What stands at [start, end)."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)


@value
class RuleSpan:
    """A place that names something: [start, end) without outer quotes, the rule that found it, how sure it is (0..1)."""

    start: int
    end: int
    rule: str
    score: float


def apart(found: Iterable[P]) -> Iterator[P]:
    """Those that do not overlap, in order: the first to begin, of these the longest.

    >>> [(s.start, s.end) for s in apart([RuleSpan(2, 4, "", 1.0), RuleSpan(0, 3, "", 1.0), RuleSpan(3, 5, "", 1.0)])]
    [(0, 3), (3, 5)]
    """
    last = -1
    for one in sorted(found, key=lambda s: (s.start, -s.end)):
        if one.start >= last:
            yield one
            last = one.end
