"""Facts of all records as facts of the graph: each once, with all its evidence, whatever the order of the records.

A fact is named by what it says: both ends and the attributes that tell it from its like (`DISTINGUISHING`). A fact that
leaves some of those open joins the one fact that says all the same and more, where there is exactly one; where there
are several it stays by itself rather than be guessed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.ids import DEFAULT_BASE, fact_iri, theme_iri
from kg.model import LEVELS, ORGANIZATION_TYPES, Entity, Fact, Record, Resolution

DISTINGUISHING = {"conferral": ("for", "rank", "year"), "holdsPost": ("post",), "undertakes": ("role",)}
KINDS = {"conferral": "conferral", "holdsPost": "membership"}
_ACTORS = (*ORGANIZATION_TYPES, "Person")
ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "subOrganizationOf": (ORGANIZATION_TYPES, ORGANIZATION_TYPES),
    "unitOf": (ORGANIZATION_TYPES, ORGANIZATION_TYPES),
    "holdsPost": (("Person",), ORGANIZATION_TYPES),
    "conferral": ((*_ACTORS, "Project"), ("Award",)),
    "undertakes": (_ACTORS, ("Project",)),
    "cooperatesWith": (ORGANIZATION_TYPES, ORGANIZATION_TYPES),
    "addressesTheme": ((*_ACTORS, "Project", "Award"), ("Theme",)),
}
Attributes = tuple[tuple[str, str], ...]


class Proof(NamedTuple):
    """One mention of a fact: the document that says so and the record's fact."""

    document_id: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class GraphFact:
    """One fact of the graph. `attributes` tell it from its like (IRIs for `for`); `details` are what its mentions add
    (level, count, conferrer as an IRI; a key may repeat). `confidence` is the highest of its proofs."""

    iri: str
    predicate: str
    subject: str
    object: str
    attributes: Attributes
    details: Attributes
    confidence: float
    proofs: tuple[Proof, ...]

    def get(self, key: str) -> str | None:
        """The value of an attribute, None when no document gives it."""
        return next((v for k, v in self.attributes if k == key), None)


@dataclass
class Merged:
    """The facts, sorted by IRI, and how many record facts were left out, by reason."""

    facts: tuple[GraphFact, ...]
    left_out: Counter[str] = field(default_factory=Counter)


def merge_facts(
    records: Iterable[Record],
    resolution: Resolution,
    *,
    themes: frozenset[str],
    base: str = DEFAULT_BASE,
) -> Merged:
    """The facts of all records over resolved entities, each once.

    Left out, and counted: facts whose end was rejected, whose ends are of types the predicate doesn't join (a post held
    by a plant), whose ends became one node, without evidence, or whose theme id is unknown.
    """
    entities = {entity.iri: entity for entity in resolution.entities}
    members = {member: entity.iri for entity in resolution.entities for member in entity.members}
    left_out: Counter[str] = Counter()
    groups: dict[tuple[str, str, str], dict[Attributes, list[Proof]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        for fact in record.facts:
            ends = _ends(record.document_id, fact, members, entities, themes)
            if isinstance(ends, str):
                left_out[f"{fact.predicate}: {ends}"] += 1
                continue
            attributes = _attributes(record.document_id, fact, members, entities)
            groups[fact.predicate, *ends][attributes].append(Proof(record.document_id, fact))
    facts = []
    for (predicate, subject, target), variants in groups.items():
        for attributes, proofs in _joined(variants).items():
            iri = _iri(predicate, subject, target, attributes, base)
            facts.append(_fact(iri, predicate, subject, target, attributes, proofs, members, entities))
    return Merged(tuple(sorted(facts, key=lambda f: f.iri)), left_out)


def _ends(
    document_id: str,
    fact: Fact,
    members: Mapping[tuple[str, str], str],
    entities: Mapping[str, Entity],
    themes: frozenset[str],
) -> tuple[str, str] | str:
    """Both ends as IRIs, or the reason why the fact is left out."""
    subject = members.get((document_id, fact.subject))
    theme = fact.predicate == "addressesTheme"
    target = theme_iri(fact.object) if theme else members.get((document_id, fact.object))
    if subject is None or target is None:
        return "an end was rejected"
    if theme and fact.object not in themes:
        return "unknown theme"
    if fact.evidence.span.start == fact.evidence.span.end:
        return "no evidence"
    subject_types, object_types = ENDS[fact.predicate]
    target_type = "Theme" if theme else entities[target].type
    if entities[subject].type not in subject_types or target_type not in object_types:
        return "types do not fit"
    if subject == target:
        return "both ends are one node"
    if fact.predicate == "cooperatesWith" and target < subject:
        subject, target = target, subject
    return subject, target


def _attributes(
    document_id: str, fact: Fact, members: Mapping[tuple[str, str], str], entities: Mapping[str, Entity]
) -> Attributes:
    found = []
    for key in DISTINGUISHING.get(fact.predicate, ()):
        value = fact.get(key)
        if key == "for" and value is not None:
            value = members.get((document_id, value))
            if value is not None and entities[value].type != "Project":
                value = None
        if value:
            found.append((key, value))
    return tuple(found)


def _joined(variants: Mapping[Attributes, list[Proof]]) -> dict[Attributes, list[Proof]]:
    """Less specific variants go to the one fullest variant that says all the same and more, if it is the only one."""
    sets = {attributes: frozenset(attributes) for attributes in variants}
    joined: dict[Attributes, list[Proof]] = defaultdict(list)
    for attributes, proofs in variants.items():
        more = [other for other in variants if sets[attributes] < sets[other]]
        fullest = [a for a in more if not any(sets[a] < sets[b] for b in more)]
        joined[fullest[0] if len(fullest) == 1 else attributes].extend(proofs)
    return joined


def _iri(predicate: str, subject: str, target: str, attributes: Attributes, base: str) -> str:
    known = dict(attributes)
    values = (known.get(key) for key in DISTINGUISHING.get(predicate, ()))
    kind = KINDS.get(predicate)
    if kind is not None:
        return fact_iri(kind, subject, target, *values, base=base)
    return fact_iri("statement", predicate, subject, target, *values, base=base)


def _fact(
    iri: str,
    predicate: str,
    subject: str,
    target: str,
    attributes: Attributes,
    proofs: list[Proof],
    members: Mapping[tuple[str, str], str],
    entities: Mapping[str, Entity],
) -> GraphFact:
    ordered = sorted(proofs, key=_proof_order)
    best = sorted(ordered, key=lambda p: -p.fact.confidence)
    details: list[tuple[str, str]] = []
    if predicate == "conferral":
        levels = [p.fact.get("level") for p in best]
        known = [level for level in levels if level in LEVELS and level != "unknown"]
        details.append(("level", known[0] if known else "unknown"))
        counts = [c for p in best if (c := p.fact.get("count")) and c.isdecimal() and int(c) > 0]
        details += [("count", str(int(counts[0])))] if counts else []
        givers = {members.get((p.document_id, p.fact.get("conferrer") or "")) for p in ordered}
        details += sorted(("conferrer", g) for g in givers if g and entities[g].type in ORGANIZATION_TYPES)
    return GraphFact(
        iri, predicate, subject, target, attributes, tuple(details), best[0].fact.confidence, tuple(ordered)
    )


def _proof_order(proof: Proof) -> tuple[object, ...]:
    fact = proof.fact
    span = fact.evidence.span
    return (proof.document_id, span.start, span.end, fact.method, fact.attributes, fact.subject, fact.object)
