"""The things of one document while its names are linked: union of surfaces, owners, names in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.knowledge import Knowledge
from kg.names import same_in_document
from kg.nlp.frame import Known, Name
from kg.nlp.survey import GENERIC

_SPACES = re.compile(r"[\s　]+")
_QUOTES = str.maketrans("", "", '“”"')
_MOST = 120
_COMMON = frozenset(
    "党支部 党总支 工会委员会 办公室 团支部 团总支 董事会 监事会 事业部 项目部 直属党委 机关党委 党委办公室".split()
)


class Registry:
    """Keys of things. A top-level organisation's key is the first surface of its group; a part's key is owner + part."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.generic: dict[str, str] = {}
        self._label: dict[str, str] = {}
        self._parent: dict[str, str] = {}
        self._full: dict[str, str] = {}
        self._names: dict[str, dict[str, None]] = {}
        self._owner: dict[str, str | None] = {}
        self._parts: dict[str, dict[str, None]] = {}
        self._kinds: dict[str, str] = {}
        self._called: dict[str, None] = {}
        self._counts: dict[str, int] = {}
        self._final: dict[str, str] = {}
        self._same: dict[str, str] = {}
        self._groups: dict[str, list[str]] = {}

    # ---- top-level organisations

    def see(self, surface: str, label: str, names: Sequence[str]) -> None:
        """A name without owner occurs; `names` are further names known for it."""
        self._label.setdefault(surface, label)
        self._parent.setdefault(surface, surface)
        for name in (surface, *names):
            first = self._full.setdefault(name, surface)
            self._join(first, surface)

    def declare(self, full: str, short: str, *, generic: bool) -> None:
        """The text gives `full` a short name or a generic word."""
        if generic:
            self.generic.setdefault(short, full)
        elif full not in self._parent:
            self._same.setdefault(short, full)
        else:
            self._label.setdefault(short, self._label[full])
            self._parent.setdefault(short, short)
            self._label[short] = self._label[full]
            self._join(full, short)

    def unite(self) -> None:
        """Join short names and full names that are one thing inside this document."""
        local = [s for s in self._parent if self._label[s] == "Institution"]
        for short in local:
            if short[0] in "省市县区州" and len(short) >= 2:
                longer = [s for s in local if s.endswith(short) and s != short]
                if longer:
                    self._join(longer[0], short)
        names = sorted(self._parent, key=lambda s: (-len(s), s))[:_MOST]
        for index, long in enumerate(names):
            label, known, root = self._label[long], self._known(long), self._root(long)
            for short in names[index + 1 :]:
                if (
                    short[0] in long
                    and short[-1] in long
                    and self._label[short] == label
                    and self._root(short) != root
                    and not (known and self._known(short))
                    and same_in_document(short, long, others=[n for n in names if n not in (long, short)])
                ):
                    self._join(long, short)

    def surfaces(self, label: str) -> list[str]:
        """All top-level surfaces of a type."""
        return [s for s, kind in self._label.items() if kind == label]

    def key(self, surface: str) -> str:
        """Key of a top-level surface."""
        return self._root(surface) if surface in self._parent else surface

    def top(self, surface: str, label: str, names: Sequence[str]) -> str:
        """Key of a name without owner: a part named before with its owner, or the top-level thing."""
        meant = self._final.get(self._same.get(surface, ""))
        if meant is not None:
            self._add(meant, label, (surface,))
            return meant
        part = next((k for k in reversed(self._parts.get(surface, {})) if k in self._names), None)
        if part is not None and label != "Institution":
            self._add(part, label, (surface,))
            return part
        key = self.key(surface)
        self._add(key, self._label.get(key, label), (surface, *names))
        if label != "Institution":
            self._remember(surface, key)
        return key

    def part(self, surface: str, own: str, label: str, owner: str | None) -> str:
        """Key of a name inside its owner's name."""
        if owner is None:
            return self.top(own, label, ())
        key = f"{owner}/{own.translate(_QUOTES)}"
        if surface in self._parent and self._label[surface] == label:
            key = self._root(surface)
        else:
            for known in self._parts.get(own, ()):
                if self._owner.get(known) in (None, owner):
                    key = known
                    break
        self._add(key, label, (surface,))
        if key != owner:
            self._owner[key] = self._owner.get(key) or owner
        self._remember(own, key)
        self._add(key, label, (own,) if len(own) >= 3 or label == "Unit" else ())
        return key

    def meaning(self, word: str, issuer: str | None) -> str | None:
        """Key of the organisation a generic word means, None when the text leaves it open."""
        if word in self.generic:
            full = self.generic[word]
            key = self._final.get(full, self.key(full))
            return key if key in self._names else None
        if word in ("分公司", "分行"):
            named = [k for k in self._names if k.rsplit("/", 1)[-1].endswith(word) and self._kinds[k] == "Enterprise"]
            return named[-1] if named else None
        if word in ("集团", "集团公司", "本集团"):
            groups = [k for k in self._called if self._kinds[k] == "Enterprise"]
            if groups and (issuer is None or "集团" not in "".join(self._names.get(issuer, ()))):
                return max(groups, key=lambda k: (self._counts[k], -len(k), k))
        return issuer if word in GENERIC else None

    def thing(self, surface: str, label: str, names: Sequence[str]) -> str:
        """Key of a person, award or project."""
        written = _SPACES.sub("", surface) if label == "Person" else surface
        key = f"{label}:{names[0] if names else written}"
        self._add(key, label, (*names, written))
        return key

    # ---- out

    def entities(self, passages: Iterable[Sequence[Name]]) -> tuple[dict[str, str], list[Known]]:
        """Local ids in order of first mention (owners that are only implied come last), and the entities."""
        ids: dict[str, str] = {}
        for names in passages:
            for name in names:
                ids.setdefault(name.entity, f"e{len(ids) + 1}")
        for surface in self._parent:
            self._groups.setdefault(self._root(surface), []).append(surface)
        entities = [
            Known(ids[key], self._label_of(key), self._ordered(key), ids.get(self._owner.get(key) or "")) for key in ids
        ]
        return ids, entities

    def owned_parts(self) -> dict[str, str]:
        """Own part -> key, of units that have an owner and a part of their own that only they bear."""
        return {
            own: key
            for own, keys in self._parts.items()
            if len(own) >= 3 and len(keys) == 1 and own not in _COMMON
            for key in keys
            if self._kinds.get(key) == "Unit" and self._owner.get(key) is not None
        }

    def forget(self, keys: Iterable[str]) -> None:
        """These things are no entities of the document: nobody's owner either."""
        gone = set(keys)
        self._owner = {key: owner for key, owner in self._owner.items() if owner not in gone}

    def label_of(self, key: str) -> str:
        """Entity type of a key."""
        return self._label_of(key)

    def names_of(self, key: str) -> tuple[str, ...]:
        """All names of a key so far."""
        return tuple(self._names.get(key, ()))

    def _ordered(self, key: str) -> tuple[str, ...]:
        names = dict(self._names[key])
        for surface in self._groups.get(key, ()):
            names.setdefault(surface)
        owner = self._owner.get(key)
        if owner is not None and self._label_of(key) == "Unit":
            own = key.rsplit("/", 1)[-1]
            for name in list(self._names.get(owner, {}))[:4]:
                names.setdefault(name + own if not own.startswith(name) else own)
        return tuple(sorted(names, key=lambda n: (-len(n), n)))

    def _label_of(self, key: str) -> str:
        return self._kinds[key]

    def _add(self, key: str, label: str, names: Sequence[str]) -> None:
        if key not in self._kinds:
            self._kinds[key] = label
            if "集团" in key and "/" not in key:
                self._called[key] = None
        for name in names[:1]:
            self._final.setdefault(name, key)
        self._counts[key] = self._counts.get(key, 0) + 1
        known = self._names.setdefault(key, {})
        for name in names:
            known.setdefault(name)

    def _remember(self, own: str, key: str) -> None:
        keys = self._parts.setdefault(own, {})
        keys.pop(key, None)
        keys[key] = None

    def _known(self, surface: str) -> bool:
        return surface in self.knowledge.organization_names

    def _root(self, surface: str) -> str:
        while self._parent.get(surface, surface) != surface:
            surface = self._parent[surface]
        return surface

    def _join(self, a: str, b: str) -> None:
        first, second = self._root(a), self._root(b)
        if first != second:
            self._parent[second] = first
