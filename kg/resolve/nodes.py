"""The record entities of all documents as nodes with what resolution needs: names, owner, facts around them, proof."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.ids import canonical
from kg.model import CharSpan, Fact, Record, RecordEntity

Member = tuple[str, str]


@dataclass(slots=True)
class Node:
    """One entity of one document. `owner` is the local id of its owner or employer; `facts` are those it takes part in,
    as (role, fact) with role subject, object, conferrer or for."""

    document_id: str
    file: str
    entity: RecordEntity
    names: tuple[str, ...]
    owner: str | None = None
    facts: list[tuple[str, Fact]] = field(default_factory=list)

    @property
    def member(self) -> Member:
        """(document id, local id)."""
        return (self.document_id, self.entity.id)

    def place_of(self, name: str) -> CharSpan | None:
        """Where the document names it so, None when no mention has this surface."""
        spans = [m.span for m in self.entity.mentions if canonical(m.surface) == name]
        return min(spans) if spans else None


@dataclass(slots=True)
class Corpus:
    """All nodes by member, and of each document the issuer's name and date."""

    nodes: dict[Member, Node]
    issuers: dict[str, str | None]

    def of_type(self, *types: str) -> list[Node]:
        """The nodes of these types, in order of member."""
        return [n for n in self.nodes.values() if n.entity.type in types]


def gather(records: Iterable[Record]) -> Corpus:
    """Nodes of all records in a fixed order, whatever the order of the records; a document given twice counts once."""
    nodes: dict[Member, Node] = {}
    issuers: dict[str, str | None] = {}
    for record in sorted(records, key=lambda r: r.document_id):
        if record.document_id in issuers:
            continue
        issuers[record.document_id] = record.issuer
        around: defaultdict[str, list[tuple[str, Fact]]] = defaultdict(list)
        for fact in record.facts:
            around[fact.subject].append(("subject", fact))
            around[fact.object].append(("object", fact))
            for role in ("conferrer", "for"):
                local = fact.get(role)
                if local is not None:
                    around[local].append((role, fact))
        known = {e.id for e in record.entities}
        for entity in sorted(record.entities, key=lambda e: e.id):
            names = tuple(dict.fromkeys(n for n in map(canonical, entity.names) if n)) or ("?",)
            owner = entity.owner if entity.owner in known and entity.owner != entity.id else None
            node = Node(record.document_id, record.name, entity, names, owner, around.get(entity.id, []))
            if owner is None:
                node.owner = _stated_owner(node, known)
            nodes[node.member] = node
    return Corpus(nodes, issuers)


def _stated_owner(node: Node, known: set[str]) -> str | None:
    """The owner that the document's hierarchy facts give, the surest first."""
    stated = [
        (-fact.confidence, fact.evidence.span, fact.object)
        for role, fact in node.facts
        if role == "subject" and fact.predicate in ("unitOf", "subOrganizationOf") and fact.object in known
    ]
    best = min(stated, default=None)
    return best[2] if best is not None and best[2] != node.entity.id else None
