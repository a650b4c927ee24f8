"""Precision, recall and F1 of records against gold records, document by document.

Rules (data/gold/README.md has them for annotators): an entity matches a gold entity of its type when one normalised name
is equal, awards and projects also when close; each is matched at most once, required gold before optional. A fact
matches on predicate and both ends, on `rank` (conferral) and `post` (holdsPost) where both sides tell them. Optional gold
is never missed and never wrong. Gold that nobody proposed counts as missed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
CLOSE_TYPES = frozenset({"Award", "Project"})
SYMMETRIC = frozenset({"cooperatesWith"})
CLOSE_DICE, CLOSE_SHARE, SHORTEST = 0.72, 0.6, 4
_RANK = re.compile(
    r"(?:特等奖|[一二三四]等奖?|第[一二三四五六七八九十]+名|[金银铜]奖|优秀奖|[1-4A]+级|A{3,4}级|荣誉称号|称号|奖项|等奖)$"
)
_YEAR = re.compile(r"^(?:19|20)\d\d(?:-(?:19|20)?\d\d)?(?:年度|年)?")
_NOISE = re.compile(r"[\s“”\"'‘’《》〈〉「」『』【】\[\]·•,，、。:：;；()（）-]")


@dataclass(frozen=True, slots=True)
class Count:
    """Matched, extra and missed items of one kind."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.extra + other.extra, self.missed + other.missed)

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall, F1; 0.0 where nothing was there to count.

        >>> Count(3, 1, 0).figures
        (0.75, 1.0, 0.8571428571428571)
        """
        told, wanted = self.right + self.extra, self.right + self.missed
        p = self.right / told if told else 0.0
        r = self.right / wanted if wanted else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement: `side` missed (only in the gold) or extra (only in the record), its kind, words, evidence."""

    document: str
    side: str
    kind: str
    text: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Score:
    """All counts by kind (entity:Enterprise, fact:conferral, theme:document), attribute hits (right, of), and misses."""

    documents: int
    counts: Mapping[str, Count]
    attributes: Mapping[str, tuple[int, int]]
    misses: tuple[Miss, ...]

    def headline(self) -> dict[str, Count]:
        """The four figures people ask for: entities, facts, awards, themes."""
        return {
            "entities": self._sum("entity:"),
            "facts": self._sum("fact:"),
            "awards": self._sum("fact:conferral"),
            "themes": self._sum("theme:"),
        }

    def _sum(self, prefix: str) -> Count:
        return sum((c for kind, c in self.counts.items() if kind.startswith(prefix)), Count())


def score(pairs: Iterable[tuple[Json, Json]]) -> Score:
    """Score of (gold, record) pairs; an empty record has found nothing."""
    counts: dict[str, Count] = defaultdict(Count)
    attributes: dict[str, tuple[int, int]] = {}
    misses: list[Miss] = []
    documents = 0
    for gold, record in pairs:
        documents += 1
        for kind, count in _document(gold, record, attributes, misses).items():
            counts[kind] += count
    return Score(documents, dict(sorted(counts.items())), dict(sorted(attributes.items())), tuple(misses))


def normal(name: str) -> str:
    """What must agree in a name: NFKC, no spaces, quotes or brackets, lower case."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name or "")).lower()


def same_name(gold: Json, found: Json) -> bool:
    """True when the two entities share a name, or (awards, projects) have close ones without year and rank."""
    ours, theirs = {normal(n) for n in gold["names"]}, {normal(n) for n in found["names"]}
    if ours & theirs:
        return True
    if gold["type"] not in CLOSE_TYPES:
        return False
    return any(_close(_bare(x), _bare(y)) for x in gold["names"] for y in found["names"])


def _bare(name: str) -> str:
    text = _YEAR.sub("", normal(name))
    while (shorter := _RANK.sub("", text)) != text:
        text = shorter
    return text or normal(name)


def _close(a: str, b: str) -> bool:
    if a == b:
        return True
    left, right = _bigrams(a), _bigrams(b)
    if 2 * len(left & right) / (len(left) + len(right)) >= CLOSE_DICE:
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= SHORTEST and short in long and len(short) / len(long) >= CLOSE_SHARE


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def _document(gold: Json, record: Json, attributes: dict[str, tuple[int, int]], misses: list[Miss]) -> dict[str, Count]:
    ours = {e["id"]: e for e in gold["entities"]}
    theirs = {e["id"]: e for e in record.get("entities", [])}
    counts: dict[str, Count] = {}

    def tell(side: str, kind: str, items: Sequence[Json], words: Callable[[Json], str]) -> None:
        for item in items:
            if side == "extra" or not item.get("optional"):
                misses.append(Miss(str(gold.get("doc", "")), side, kind, words(item), str(item.get("evidence", ""))))

    for kind in sorted({e["type"] for e in (*ours.values(), *theirs.values())}):
        pairs, missed, extra = _match(
            [e for e in ours.values() if e["type"] == kind],
            [e for e in theirs.values() if e["type"] == kind],
            same_name,
        )
        counts[f"entity:{kind}"] = _count(pairs, missed, extra)
        tell("missed", kind, missed, lambda e: str(e["names"][0]))
        tell("extra", kind, extra, lambda e: str(e["names"][0]))

    def end(a: Any, b: Any) -> bool:
        if a in ours:
            return b in theirs and same_name(ours[a], theirs[b])
        return normal(str(a)) == normal(str(b))

    def agree(g: Json, s: Json) -> bool:
        straight = end(g["subj"], s["subj"]) and end(g["obj"], s["obj"])
        turned = g["pred"] in SYMMETRIC and end(g["subj"], s["obj"]) and end(g["obj"], s["subj"])
        return (straight or turned) and _told_alike(g, s)

    def words(names: Mapping[str, Json]) -> Callable[[Json], str]:
        def called(key: Any) -> str:
            return str(names[key]["names"][0]) if key in names else str(key)

        return lambda f: f"{called(f['subj'])} → {called(f['obj'])}"

    facts, found = gold["facts"], record.get("facts", [])
    for predicate in sorted({f["pred"] for f in (*facts, *found)}):
        pairs, missed, extra = _match(
            [f for f in facts if f["pred"] == predicate], [f for f in found if f["pred"] == predicate], agree
        )
        counts[f"fact:{predicate}"] = _count(pairs, missed, extra)
        tell("missed", predicate, missed, words(ours))
        tell("extra", predicate, extra, words(theirs))
        if predicate == "conferral":
            _attributes(pairs, attributes, end)
    wanted = set(gold.get("themes", []))
    told = set(record.get("themes", [])) - set(gold.get("themes_optional") or [])
    counts["theme:document"] = Count(len(wanted & told), len(told - wanted), len(wanted - told))
    return counts


def _told_alike(g: Json, s: Json) -> bool:
    if g["pred"] == "holdsPost" and g.get("post") and s.get("post"):
        a, b = normal(g["post"]), normal(s["post"])
        return a in b or b in a
    if g["pred"] == "conferral" and g.get("rank") and s.get("rank"):
        return normal(g["rank"]) == normal(s["rank"])
    return True


def _attributes(
    pairs: Sequence[tuple[Json, Json]], told: dict[str, tuple[int, int]], end: Callable[[Any, Any], bool]
) -> None:
    for g, s in pairs:
        for key in ("rank", "level", "year", "conferrer", "for"):
            if not g.get(key) or (key == "level" and g[key] == "unknown"):
                continue
            plain = key in ("rank", "level", "year")
            hit = normal(str(g[key])) == normal(str(s.get(key) or "")) if plain else end(g[key], s.get(key))
            right, of = told.get(key, (0, 0))
            told[key] = (right + hit, of + 1)


def _match(
    gold: Sequence[Json], found: Sequence[Json], agree: Callable[[Json, Json], bool]
) -> tuple[list[tuple[Json, Json]], list[Json], list[Json]]:
    """Greedy one-to-one: pairs, gold left over, found left over; required gold chooses first."""
    free, pairs, missed = list(found), [], []
    for g in sorted(gold, key=lambda item: bool(item.get("optional"))):
        index = next((i for i, s in enumerate(free) if agree(g, s)), None)
        if index is None:
            missed.append(g)
        else:
            pairs.append((g, free.pop(index)))
    return pairs, missed, free


def _count(pairs: Sequence[tuple[Json, Json]], missed: Sequence[Json], extra: Sequence[Json]) -> Count:
    return Count(sum(not g.get("optional") for g, _ in pairs), len(extra), sum(not g.get("optional") for g in missed))
