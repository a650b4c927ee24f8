"""Records and entities in, quads out: facts and entities once in the default graph, evidence in its document's graph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.graph import vocab
from kg.graph.facts import KINDS, GraphFact, merge_facts
from kg.graph.hierarchy import closing_circles
from kg.graph.labels import sort_key
from kg.graph.vocab import term
from kg.ids import DEFAULT_BASE, digest, document_iri, evidence_iri, theme_iri
from kg.model import Entity, Merge, Record, Resolution

_DEFAULT = DefaultGraph()
_SURROGATE = re.compile("[\ud800-\udfff]")
_TRUE = Literal("true", datatype=vocab.BOOLEAN)


@dataclass(frozen=True)
class Assembled:
    """The quads of a graph, its facts by predicate and their proofs, and how many record facts were left out, by reason."""

    quads: tuple[Quad, ...]
    facts: Mapping[str, int]
    left_out: Mapping[str, int]
    proofs: int = 0


def assemble(
    records: Iterable[Record],
    resolution: Resolution,
    *,
    sources: Mapping[str, tuple[str, ...]],
    themes: frozenset[str],
    base: str = DEFAULT_BASE,
) -> Assembled:
    """All quads of the graph but the ontology's own. `sources` are the paths of each document, by document id.

    The outcome doesn't depend on the order of `records`; a quad may come twice (the store keeps it once).
    """
    ordered = sorted(records, key=lambda r: r.document_id)
    merged = merge_facts(ordered, resolution, themes=themes, base=base)
    award_levels = {e.iri: v for e in resolution.entities for k, v in e.attributes if k == "level"}
    disputed = closing_circles(merged.facts)
    quads: list[Quad] = []
    for record in ordered:
        quads += _document(record, sources.get(record.document_id, ()), themes, base)
        quads += _names(record, resolution, base)
    for entity in resolution.entities:
        quads += _entity(entity, base)
    for fact in merged.facts:
        quads += _fact(fact, award_levels, fact.iri in disputed)
        quads += _evidence(fact, base)
    left_out = Counter(merged.left_out)
    if disputed:
        left_out["hierarchy: would close a circle (kept as disputed)"] = len(disputed)
    proofs = sum(len({(d, said.evidence.span) for d, said in f.proofs}) for f in merged.facts)
    return Assembled(tuple(quads), Counter(f.predicate for f in merged.facts), dict(sorted(left_out.items())), proofs)


def text(value: str) -> Literal:
    """A plain string; lone surrogates become U+FFFD so that every value can be stored."""
    return Literal(value if value.isascii() else _SURROGATE.sub("\ufffd", value))


def integer(value: int) -> Literal:
    """An xsd:integer in canonical form."""
    return Literal(str(value), datatype=vocab.INTEGER)


def decimal(value: float) -> Literal:
    """An xsd:decimal of at most three places in canonical form.

    >>> decimal(0.90).value, decimal(1.0).value
    ('0.9', '1')
    """
    return Literal(f"{value:.3f}".rstrip("0").rstrip("."), datatype=vocab.DECIMAL)


def _document(record: Record, sources: tuple[str, ...], themes: frozenset[str], base: str) -> Iterator[Quad]:
    node = NamedNode(document_iri(record.document_id, base=base))
    yield Quad(node, vocab.TYPE, term("kg:Document"), _DEFAULT)
    yield Quad(node, vocab.TYPE, term("foaf:Document"), _DEFAULT)
    yield Quad(node, vocab.IDENTIFIER, Literal(record.document_id), _DEFAULT)
    yield Quad(node, vocab.TITLE, text(record.title or record.name or record.document_id), _DEFAULT)
    for source in sources or (record.name,):
        yield Quad(node, vocab.SOURCE, text(source), _DEFAULT)
    if record.date:
        yield Quad(node, vocab.DATE, text(record.date), _DEFAULT)
    if record.issuer:
        yield Quad(node, vocab.PUBLISHER, text(record.issuer), _DEFAULT)
    for theme in record.themes:
        if theme in themes:
            yield Quad(node, vocab.THEME_OF, NamedNode(theme_iri(theme)), _DEFAULT)


def _names(record: Record, resolution: Resolution, base: str) -> Iterator[Quad]:
    """The first mention of each name in the document, as evidence of the name."""
    graph = NamedNode(document_iri(record.document_id, base=base))
    for entity in record.entities:
        try:
            iri = resolution.iri_of(record.document_id, entity.id)
        except KeyError:
            continue
        seen = set()
        for mention in sorted(entity.mentions, key=lambda m: (m.span, m.surface, m.method)):
            if mention.surface in seen or mention.span.start == mention.span.end:
                continue
            seen.add(mention.surface)
            key = f"{iri}\x1f{mention.surface}"
            node = NamedNode(evidence_iri(record.document_id, mention.span.start, mention.span.end, key, base=base))
            yield Quad(node, vocab.TYPE, term("kg:Evidence"), graph)
            yield Quad(node, term("kg:supports"), NamedNode(iri), graph)
            yield Quad(node, vocab.SOURCE, graph, graph)
            yield Quad(node, term("kg:start"), integer(mention.span.start), graph)
            yield Quad(node, term("kg:end"), integer(mention.span.end), graph)
            yield Quad(node, term("kg:surface"), text(mention.surface), graph)
            yield Quad(node, term("kg:method"), text(mention.method), graph)
            yield Quad(node, term("kg:confidence"), decimal(mention.confidence), graph)


_ATTRIBUTES = {"legalForm": "kg:legalForm", "listed": "kg:listed", "level": "kg:level"}


def _entity(entity: Entity, base: str) -> Iterator[Quad]:
    node = NamedNode(entity.iri)
    for cls in vocab.ENTITY_CLASSES[entity.type]:
        yield Quad(node, vocab.TYPE, cls, _DEFAULT)
    yield Quad(node, vocab.PREF_LABEL, text(entity.label), _DEFAULT)
    key = sort_key(entity.label, person=entity.type == "Person")
    yield Quad(node, term("kg:sortKey"), text(key), _DEFAULT)
    for alias in entity.aliases:
        if alias and alias != entity.label:
            yield Quad(node, vocab.ALT_LABEL, text(alias), _DEFAULT)
    for key, value in entity.attributes:
        if key == "conferredBy":
            yield Quad(node, term("kg:conferredBy"), NamedNode(value), _DEFAULT)
        elif key in _ATTRIBUTES:
            yield Quad(node, term(_ATTRIBUTES[key]), text(value), _DEFAULT)
        else:
            yield Quad(node, term("kg:qualifier"), text(f"{key}={value}"), _DEFAULT)
    for merge in entity.merges:
        yield from _merge(node, merge, base)


def _merge(entity: NamedNode, merge: Merge, base: str) -> Iterator[Quad]:
    place = "" if merge.span is None else f"{merge.span.start}-{merge.span.end}"
    name = digest("merge", entity.value, merge.rule, merge.left, merge.right, merge.document_id, place)
    node = NamedNode(f"{base}merge/{name}")
    yield Quad(node, vocab.TYPE, term("kg:Merge"), _DEFAULT)
    yield Quad(node, term("kg:merged"), entity, _DEFAULT)
    yield Quad(node, term("kg:rule"), text(merge.rule), _DEFAULT)
    yield Quad(node, term("kg:leftName"), text(merge.left), _DEFAULT)
    yield Quad(node, term("kg:rightName"), text(merge.right), _DEFAULT)
    if merge.document_id is not None:
        yield Quad(node, vocab.SOURCE, NamedNode(document_iri(merge.document_id, base=base)), _DEFAULT)
    if merge.span is not None:
        yield Quad(node, term("kg:start"), integer(merge.span.start), _DEFAULT)
        yield Quad(node, term("kg:end"), integer(merge.span.end), _DEFAULT)


def _fact(fact: GraphFact, award_levels: Mapping[str, str], disputed: bool) -> Iterator[Quad]:
    node, subject, target = NamedNode(fact.iri), NamedNode(fact.subject), NamedNode(fact.object)
    edge = vocab.EDGES[fact.predicate]
    kind = KINDS.get(fact.predicate)
    yield Quad(node, term("kg:confidence"), decimal(fact.confidence), _DEFAULT)
    if not disputed:
        yield Quad(subject, edge, target, _DEFAULT)
        if fact.predicate == "cooperatesWith":
            yield Quad(target, edge, subject, _DEFAULT)
    if kind == "membership":
        yield Quad(node, vocab.TYPE, term("kg:Membership"), _DEFAULT)
        yield Quad(node, vocab.TYPE, term("org:Membership"), _DEFAULT)
        yield Quad(node, vocab.MEMBER, subject, _DEFAULT)
        yield Quad(node, vocab.MEMBER_ORGANIZATION, target, _DEFAULT)
        if post := fact.get("post"):
            yield Quad(node, term("kg:post"), text(post), _DEFAULT)
    elif kind == "conferral":
        yield from _conferral(fact, node, award_levels)
    else:
        yield Quad(node, vocab.TYPE, term("kg:Statement"), _DEFAULT)
        yield Quad(node, vocab.TYPE, term("rdf:Statement"), _DEFAULT)
        yield Quad(node, vocab.SUBJECT, subject, _DEFAULT)
        yield Quad(node, vocab.PREDICATE, edge, _DEFAULT)
        yield Quad(node, vocab.OBJECT, target, _DEFAULT)
        if role := fact.get("role"):
            yield Quad(node, term("kg:role"), text(role), _DEFAULT)
        if disputed:
            yield Quad(node, term("kg:disputed"), _TRUE, _DEFAULT)


def _conferral(fact: GraphFact, node: NamedNode, award_levels: Mapping[str, str]) -> Iterator[Quad]:
    yield Quad(node, vocab.TYPE, term("kg:Conferral"), _DEFAULT)
    yield Quad(node, term("kg:recipient"), NamedNode(fact.subject), _DEFAULT)
    yield Quad(node, term("kg:award"), NamedNode(fact.object), _DEFAULT)
    if rank := fact.get("rank"):
        yield Quad(node, term("kg:rank"), text(rank), _DEFAULT)
    if year := fact.get("year"):
        plain = year.isascii() and year.isdecimal() and 1949 <= int(year) <= 2100
        yield Quad(node, term("kg:year" if plain else "kg:period"), integer(int(year)) if plain else text(year))
    if work := fact.get("for"):
        yield Quad(node, term("kg:forWork"), NamedNode(work), _DEFAULT)
    for key, value in fact.details:
        if key == "level":
            level = award_levels.get(fact.object, value) if value == "unknown" else value
            yield Quad(node, term("kg:level"), text(level), _DEFAULT)
        elif key == "count":
            yield Quad(node, term("kg:count"), integer(int(value)), _DEFAULT)
        elif key == "conferrer":
            yield Quad(node, term("kg:conferredBy"), NamedNode(value), _DEFAULT)


def _evidence(fact: GraphFact, base: str) -> Iterator[Quad]:
    """One node per place; the same place found by several methods keeps the most confident."""
    seen = set()
    supported = NamedNode(fact.iri)
    for document_id, said in sorted(
        fact.proofs, key=lambda p: (p.document_id, p.fact.evidence.span, -p.fact.confidence)
    ):
        evidence = said.evidence
        span = evidence.span
        if (document_id, span) in seen:
            continue
        seen.add((document_id, span))
        graph = NamedNode(document_iri(document_id, base=base))
        node = NamedNode(evidence_iri(document_id, span.start, span.end, fact.iri, base=base))
        yield Quad(node, vocab.TYPE, term("kg:Evidence"), graph)
        yield Quad(node, term("kg:supports"), supported, graph)
        yield Quad(node, vocab.SOURCE, graph, graph)
        yield Quad(node, term("kg:start"), integer(span.start), graph)
        yield Quad(node, term("kg:end"), integer(span.end), graph)
        yield Quad(node, term("kg:sentenceStart"), integer(evidence.sentence.start), graph)
        yield Quad(node, term("kg:sentenceEnd"), integer(evidence.sentence.end), graph)
        if evidence.page is not None:
            yield Quad(node, term("kg:page"), integer(evidence.page), graph)
        yield Quad(node, term("kg:quote"), text(evidence.quote), graph)
        yield Quad(node, term("kg:method"), text(said.method), graph)
        yield Quad(node, term("kg:confidence"), decimal(said.confidence), graph)
