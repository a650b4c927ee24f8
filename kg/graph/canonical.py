"""The canonical form of a graph: its N-Quads lines, each once, sorted. No blank nodes, so that this is all it takes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from pyoxigraph import BlankNode, Literal, Quad, RdfFormat, Store, parse

from kg.resources import resource

ONTOLOGY_FILES = ("kg.ttl", "themes.ttl")


def canonical_lines(quads: Iterable[Quad]) -> list[str]:
    """The lines of the graph in code point order, each once, without line ends."""
    return sorted({f"{quad} ." for quad in quads})


def graph_hash(lines: Sequence[str]) -> str:
    """SHA-256 (64 hex digits) of canonical lines, each ended by a line feed, in UTF-8."""
    state = hashlib.sha256()
    for start in range(0, len(lines), 10_000):
        state.update(("\n".join(lines[start : start + 10_000]) + "\n").encode("utf-8"))
    return state.hexdigest()


def store_lines(store: Store) -> list[str]:
    """The canonical lines of what a store holds."""
    return canonical_lines(store)


def ontology_quads() -> list[Quad]:
    """The ontology and the themes as quads of the default graph; they hold no blank nodes."""
    quads = []
    for name in ONTOLOGY_FILES:
        path = resource("ontology", name)
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise ValueError(f"{path}: blank node in {quad}")
            quads.append(Quad(quad.subject, quad.predicate, quad.object))
    return quads


def theme_ids() -> frozenset[str]:
    """The ids of all policy themes, from the ontology."""
    notation = "http://www.w3.org/2004/02/skos/core#notation"
    return frozenset(
        q.object.value for q in ontology_quads() if q.predicate.value == notation and isinstance(q.object, Literal)
    )
