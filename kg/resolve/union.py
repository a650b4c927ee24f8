"""Sets that are joined step by step, with what each holds; the outcome does not depend on the order of joins."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Union(Generic[T]):
    """Disjoint sets. The name of a set is its smallest element once `freeze` has run; before, any of them.

    >>> sets = Union([3, 1, 2])
    >>> sets.join(3, 2)
    >>> sets.find(3) == sets.find(2), sets.find(1) == sets.find(2)
    (True, False)
    """

    def __init__(self, elements: Iterable[T] = ()) -> None:
        self._up: dict[T, T] = {e: e for e in elements}
        self._size: dict[T, int] = {}

    def add(self, element: T) -> None:
        """A set of its own for an element not seen before."""
        self._up.setdefault(element, element)

    def find(self, element: T) -> T:
        """The element that stands for the set."""
        root = element
        while self._up[root] != root:
            root = self._up[root]
        while self._up[element] != root:
            self._up[element], element = root, self._up[element]
        return root

    def join(self, a: T, b: T) -> None:
        """Make the sets of both one."""
        a, b = self.find(a), self.find(b)
        if a == b:
            return
        if self._size.get(a, 1) < self._size.get(b, 1):
            a, b = b, a
        self._up[b] = a
        self._size[a] = self._size.get(a, 1) + self._size.get(b, 1)

    def sets(self) -> list[list[T]]:
        """All sets, elements in the order they were added."""
        found: dict[T, list[T]] = {}
        for element in self._up:
            found.setdefault(self.find(element), []).append(element)
        return list(found.values())
