"""Asking an RDF store plain questions and getting plain values: the only place where the tables touch RDF.

`Ask` is any function from a SPARQL SELECT to rows; `ask_store` makes one of an embedded store, and any SPARQL 1.1
endpoint can stand behind another, so the tables can be filled from every store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kg.query.sparql.binding import bind

PREFIXES = {
    "kg": "https://kg.example/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
}

Row = tuple[str | None, ...]
Ask = Callable[..., Iterator[Row]]


def ask_store(store: Any) -> Ask:
    """A function that runs a SELECT over an embedded store, variables bound by keyword, rows of strings (None = unbound).

    Only for queries of this program: an untrusted query belongs into a worker process.
    """

    def ask(query: str, **bound: str) -> Iterator[Row]:
        from pyoxigraph import NamedNode

        text = bind(query, {name: str(NamedNode(value)) for name, value in bound.items()}) if bound else query
        for solution in store.query(text, prefixes=PREFIXES):
            yield tuple(None if term is None else _plain(term) for term in solution)

    return ask


def _plain(term: Any) -> str:
    return str(term.value)


def grouped(rows: Iterator[Row]) -> dict[str, dict[str, list[str]]]:
    """Rows of (subject, predicate, object, …) as subject -> predicate -> sorted objects."""
    found: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value, *_ in rows:
        if subject is not None and predicate is not None and value is not None:
            found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    for properties in found.values():
        for values in properties.values():
            values.sort()
    return found
