"""Words that point to a policy theme, found in a text: `data/gazetteer/theme_cues.csv`, weight 1 (weak) to 3 (names it)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.value import value


@value
class Cue:
    """A cue at its place: half-open characters of the text, the theme it points to, its word and weight."""

    start: int
    end: int
    theme: str
    word: str
    weight: int


@dataclass(frozen=True)
class ThemeCues:
    """All cue words, compiled. `words` maps a cue to its (theme, weight) pairs; `themes` holds every theme id, sorted."""

    words: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    _automaton: Any = field(default=None, compare=False, repr=False)
    _patterns: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def find(self, text: str) -> tuple[Cue, ...]:
        """The cues in a text, leftmost-longest, in order; a word that points to two themes gives two."""
        if self._automaton is None:
            return ()
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            word = self._patterns[index]
            for theme, weight in self.words[word]:
                found.append(Cue(start, end, theme, word, weight))
        return tuple(found)


def compile_cues(rows: Iterable[tuple[str, str, int]]) -> ThemeCues:
    """Cues from (theme, word, weight) rows; a word of weight 0 points to nothing and hides the shorter ones in it.

    >>> compile_cues([("dual-carbon", "碳达峰", 3)]).find("实现碳达峰")[0].theme
    'dual-carbon'
    >>> compile_cues([("party-building", "党委", 1), ("", "党委书记", 0)]).find("党委书记到会")
    ()
    """
    words: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for theme, word, weight in rows:
        pairs = words[word]
        if weight:
            pairs.append((theme, weight))
    if not words:
        return ThemeCues()
    import ahocorasick_rs

    patterns = tuple(sorted(words))
    return ThemeCues(
        words={word: tuple(sorted(words[word])) for word in patterns},
        themes=tuple(sorted({theme for pairs in words.values() for theme, _ in pairs})),
        _automaton=ahocorasick_rs.AhoCorasick(list(patterns), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest),
        _patterns=patterns,
    )
