"""One of many words in a text: as a regular expression (a trie that fails at the first wrong character), or found at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any


def any_of(words: Iterable[str]) -> str:
    """Pattern text that matches the longest of the words at a place.

    >>> re.match(any_of(["集团", "集团公司", "厂"]), "集团公司").group()
    '集团公司'
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(root)


FEW = 12  # words


class Finder:
    """Finds the longest of many words at each place, built in time proportional to their length; a few are looked up one by
    one, which is sooner than building."""

    def __init__(self, words: Sequence[str]) -> None:
        self._few = words if len(words) <= FEW else ()
        if self._few:
            return
        import ahocorasick_rs

        longest, quick = ahocorasick_rs.MatchKind.LeftmostLongest, ahocorasick_rs.Implementation.NoncontiguousNFA
        self._automaton = ahocorasick_rs.AhoCorasick(list(words), matchkind=longest, implementation=quick)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Half-open places of the words in a text, left to right, not overlapping.

        >>> list(Finder(["集团", "集团公司"]).spans("该集团公司与集团"))
        [(1, 5), (6, 8)]
        """
        if self._few:
            yield from _looked_up(self._few, text)
            return
        for _, start, end in self._automaton.find_matches_as_indexes(text):
            yield start, end


def _looked_up(words: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """The same of a few words."""
    found: list[tuple[int, int]] = []
    for word in words:
        start = text.find(word)
        while start >= 0:
            found.append((start, -start - len(word)))
            start = text.find(word, start + 1)
    last = 0
    for start, negative in sorted(found):
        if start >= last:
            last = -negative
            yield start, last


class Openings:
    """Finds every one of many words, overlapping ones too, in one pass: far sooner than a pattern tried at each place."""

    def __init__(self, words: Iterable[str]) -> None:
        import ahocorasick_rs

        self._automaton = ahocorasick_rs.AhoCorasick(list(words))

    def ends(self, text: str) -> dict[int, tuple[int, ...]]:
        """Where words begin, in order, and where those that begin there end, the shortest first.

        >>> Openings(["集团", "集团公司", "公司"]).ends("该集团公司")
        {1: (3, 5), 3: (5,)}
        """
        found: dict[int, tuple[int, ...]] = {}
        for _, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            found[start] = (*found.get(start, ()), end)
        return dict(sorted(found.items()))


def _pattern(node: dict[str, Any]) -> str:
    ends = "" in node
    parts = [re.escape(char) + _pattern(child) for char, child in sorted(node.items()) if char]
    if not parts:
        return ""
    if len(parts) == 1 and not ends:
        return parts[0]
    return f"(?:{'|'.join(parts)}){'?' if ends else ''}"
