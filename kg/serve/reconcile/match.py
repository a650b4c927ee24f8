"""Which entities a name may mean, with a score of 0 to 100 that says why: exact, same by the grammar of names, part of.

A score is no similarity of strings: 贵州分公司 and 广西分公司 differ in one word and are two companies. It is the strongest
relation between the name asked for and any name of the candidate.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import ENTITY_TYPES
from kg.names import compare, fold, short_forms
from kg.query.entity import parents_of
from kg.query.search import QUERY_CHARS, Hit, search
from kg.query.view import View, number_of
from kg.serve.reconcile.properties import values_of

IDENTICAL, SAME, INSIDE, SPELLED, PART, LOOSE = 100.0, 90.0, 60.0, 50.0, 40.0, 15.0
MOST = 50
_POOL = 30  # candidates compared for one name
_NAMES = 60  # names of one candidate


@dataclass(frozen=True, slots=True)
class Asked:
    """One query of a batch: a name, types (any of them), values that a candidate should have, how many to give."""

    name: str
    types: tuple[str, ...] = ()
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity the name may mean; `match` only when nothing else comes near."""

    iri: str
    type: str
    label: str
    score: float
    match: bool
    relation: str
    agreeing: tuple[tuple[str, bool], ...]


def candidates(view: View, asked: Asked) -> list[Candidate]:
    """The entities that a name may mean, best first. A name that only some property can tell apart is no match."""
    name = asked.name.strip()[:QUERY_CHARS]
    found: list[tuple[float, Hit, str, tuple[tuple[str, bool], ...]]] = []
    for hit in _pool(view, name, asked.types):
        score, relation = _score(view, name, hit)
        agreeing = tuple((pid, _agrees(view, hit.iri, pid, wanted)) for pid, wanted in asked.properties)
        if agreeing:
            score = 0.7 * score + 30.0 * sum(yes for _, yes in agreeing) / len(agreeing)
        found.append((round(score, 1), hit, relation, agreeing))
    found.sort(key=lambda f: (-f[0], -f[1].degree, f[1].iri))
    best = found[0][0] if found else 0.0
    certain = best >= 85.0 and (len(found) == 1 or found[1][0] <= best - 5.0)
    return [
        Candidate(hit.iri, hit.type, hit.label, score, certain and place == 0, relation, agreeing)
        for place, (score, hit, relation, agreeing) in enumerate(found[: min(asked.limit, MOST)])
    ]


def _pool(view: View, name: str, types: tuple[str, ...]) -> list[Hit]:
    """Entities worth comparing: those the search finds for the name, then for the short forms a full name can have."""
    pool: dict[str, Hit] = {}
    if not name:
        return []
    for text in (name, fold(name), *short_forms(name)[:6]):
        if text and len(pool) < _POOL:
            for hit in search(view, text[:QUERY_CHARS], types=types, limit=_POOL).items:
                pool.setdefault(hit.iri, hit)
    return list(pool.values())[:_POOL]


def _score(view: View, name: str, hit: Hit) -> tuple[float, str]:
    """The strongest relation between a name and the names of a candidate."""
    number = number_of(view, hit.iri)
    rows = view.rows("SELECT text FROM name WHERE entity = ? ORDER BY id LIMIT ?", (number, _NAMES))
    names = list(dict.fromkeys([hit.label, hit.matched, *(row["text"] for row in rows)]))
    if any(fold(name) == fold(other) for other in names):
        return IDENTICAL, "identical"
    # a workshop or a post goes by its owner's name and its own
    if any(fold(name) == fold(owner.label + other) for owner in parents_of(view, number) for other in names):
        return SAME, "same"
    kind = hit.type if hit.type in ENTITY_TYPES else None
    relations = {compare(name, other, type=kind).relation for other in names} if kind else set()
    if "same" in relations:
        return SAME, "same"
    if hit.match == "pinyin":
        return SPELLED, "pinyin"
    if relations & {"part_of", "has_part"}:
        return PART, "part_of"
    if hit.match in ("prefix", "inside") and fold(name) in fold(hit.matched):
        # a part of a name; the larger the part, the more it says
        return max(LOOSE, INSIDE * len(fold(name)) / len(fold(hit.matched))), "inside"
    return LOOSE, "loose"


def _agrees(view: View, iri: str, pid: str, wanted: tuple[str, ...]) -> bool:
    """Whether one of the values asked for is one that the candidate has."""
    held = [str(value.text) for value in values_of(view, iri, pid, limit=200)]
    folded = {fold(text) for text in held}
    if any(fold(value) in folded for value in wanted):
        return True
    return any(compare(value, text).relation == "same" for value in wanted for text in held[:20] if value.strip())
