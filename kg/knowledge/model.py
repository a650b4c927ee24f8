"""What is known before any document is read: organisations with parents, awards with level and giver, word lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.knowledge.cues import ThemeCues
from kg.value import value


@dataclass(frozen=True, slots=True)
class KnownOrganization:
    """A row of a gazetteer: `name` is the full official name, `parent` the full name of the nearest owner."""

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    place: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class KnownAward:
    """An award series: name without year and rank; level of `kg.model.LEVELS`; conferrer's full name where one."""

    name: str
    aliases: tuple[str, ...] = ()
    level: str | None = None
    conferrer: str | None = None
    source: str = ""


@value
class Hit:
    """A gazetteer entry found in a text, half-open characters; `kind` is organization, award, place, post or theme,
    `key` the entry's own name."""

    start: int
    end: int
    kind: str
    key: str


@dataclass(frozen=True)
class Knowledge:
    """All gazetteers, looked up by any of their names. Built by `load_knowledge`, never changed afterwards.

    `organizations` and `awards` map the full name to its row; `organization_names` and `award_names` map every name
    (full or alias) to the full names it may mean, so an ambiguous alias has several. `places` maps a place (with and
    without 省/市/县) to its level; `posts` maps a post to its kind; `surnames` holds one- and two-character surnames;
    `themes` maps a theme id to its labels and altLabels (zh); `cues` finds the words that point to one.
    """

    organizations: Mapping[str, KnownOrganization]
    organization_names: Mapping[str, tuple[str, ...]]
    awards: Mapping[str, KnownAward]
    award_names: Mapping[str, tuple[str, ...]]
    places: Mapping[str, str]
    posts: Mapping[str, str]
    surnames: frozenset[str]
    themes: Mapping[str, tuple[str, ...]]
    cues: ThemeCues = field(default_factory=ThemeCues)
    version: str = ""
    _automaton: Any = field(default=None, compare=False, repr=False)
    _patterns: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)
    _finder: Any = field(default=None, compare=False, repr=False)

    def organization(self, name: str) -> KnownOrganization | None:
        """The organisation a name means, None when unknown or ambiguous."""
        full = self.organization_names.get(name, ())
        return self.organizations[full[0]] if len(full) == 1 else None

    def award(self, name: str) -> KnownAward | None:
        """The award series a name means, None when unknown or ambiguous."""
        full = self.award_names.get(name, ())
        return self.awards[full[0]] if len(full) == 1 else None

    def find(self, text: str) -> tuple[Hit, ...]:
        """Gazetteer names in a text, leftmost-longest, not overlapping."""
        if self._finder is not None:
            known = self.organization_names
            return tuple(
                Hit(start, end, "organization" if text[start:end] in known else "award", text[start:end])
                for start, end in self._finder.spans(text)
            )
        if self._automaton is None:
            return ()
        return tuple(
            Hit(start, end, *self._patterns[index])
            for index, start, end in self._automaton.find_matches_as_indexes(text)
        )
