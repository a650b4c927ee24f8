"""The graph as RDF files: N-Quads and TriG with a named graph a document, Turtle, N-Triples, RDF/XML and JSON-LD.

Formats without named graphs hold all triples in one graph: nothing is lost, because every piece of evidence names its
document (`dcterms:source`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from pyoxigraph import DefaultGraph, Literal, Quad, RdfFormat, Triple, serialize

from kg.errors import UsageError
from kg.export.jsonld import write_jsonld
from kg.export.table import without_controls
from kg.graph import Snapshot
from kg.graph.vocab import PREFIXES

RDF: dict[str, tuple[RdfFormat | None, str]] = {
    "ttl": (RdfFormat.TURTLE, "text/turtle"),
    "trig": (RdfFormat.TRIG, "application/trig"),
    "nq": (RdfFormat.N_QUADS, "application/n-quads"),
    "nt": (RdfFormat.N_TRIPLES, "application/n-triples"),
    "rdf": (RdfFormat.RDF_XML, "application/rdf+xml"),
    "jsonld": (None, "application/ld+json"),
}


def write_rdf(snapshot: Snapshot, stream: BinaryIO, *, form: str, evidence: bool = True) -> int:
    """The quads in one format, sorted; the number of control characters that had to go (RDF/XML only).

    Without `evidence` only the default graph is written: entities, facts and the ontology. Raises UsageError on an
    unknown format, StoreError when the snapshot is damaged.
    """
    if form not in RDF:
        raise UsageError(f"没有此 RDF 格式 unknown RDF format {form!r}", hint=f"known: {', '.join(RDF)}")
    chosen = RDF[form][0]
    quads = sorted(_quads(snapshot, evidence), key=_order)
    removed = 0
    if chosen is None:
        write_jsonld(quads, stream)
    elif chosen.supports_datasets:
        stream.write(_headed(serialize(quads, format=chosen, prefixes=PREFIXES)))
    else:
        triples = [quad.triple for quad in quads]
        if chosen == RdfFormat.RDF_XML:
            triples, removed = _without_controls(triples)
        stream.write(_headed(serialize(triples, format=chosen, prefixes=PREFIXES)))
    return removed


def _headed(data: bytes | None) -> bytes:
    """The file with its prefixes in alphabetical order; the serialiser writes them in a new order every time."""
    data = data or b""
    if data.startswith(b"<?xml"):
        start, end = data.index(b"<rdf:RDF"), data.index(b">", data.index(b"<rdf:RDF"))
        root = data[start:end]
        names = sorted(re.findall(rb'[\w:.-]+="[^"]*"', root))
        return data[:start] + b"<rdf:RDF " + b" ".join(names) + data[end:]
    head = re.match(rb"(?:@prefix [^\n]*\n)*", data)
    end = head.end() if head else 0
    return b"".join(sorted(data[:end].splitlines(keepends=True))) + data[end:]


def _quads(snapshot: Snapshot, evidence: bool) -> Iterator[Quad]:
    graph = None if evidence else DefaultGraph()
    yield from snapshot.store().quads_for_pattern(None, None, None, graph)


def _order(quad: Quad) -> tuple[bool, str, str, str, str]:
    default = isinstance(quad.graph_name, DefaultGraph)
    return not default, str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _without_controls(triples: list[Triple]) -> tuple[list[Triple], int]:
    removed = 0
    cleaned = []
    for triple in triples:
        if isinstance(triple.object, Literal):
            text, gone = without_controls(triple.object.value)
            if gone:
                removed += gone
                literal = (
                    Literal(text, language=triple.object.language)
                    if triple.object.language
                    else Literal(text, datatype=triple.object.datatype)
                )
                triple = Triple(triple.subject, triple.predicate, literal)
        cleaned.append(triple)
    return cleaned, removed
