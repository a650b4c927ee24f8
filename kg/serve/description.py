"""The SPARQL 1.1 Service Description of an endpoint: what it is, speaks and holds, and nothing it can't do."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.query.sparql.evaluate import GRAPHS, SOLUTIONS

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "trig": "TriG",
}
_MOST_GRAPHS = 1000  # named graphs that are listed
PREFIXES = {"sd": SD, "void": VOID, "formats": FORMATS, "ent": "http://www.w3.org/ns/entailment/"}


def describe(endpoint: str, graphs: Iterable[str], quads: int, format_name: str) -> bytes:
    """The description in a graph format. `endpoint` is the IRI under which it was asked."""

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(SD + name)

    service, dataset, default = ox.BlankNode("service"), ox.BlankNode("dataset"), ox.BlankNode("default")
    triples = [
        ox.Triple(service, RDF_TYPE, sd("Service")),
        ox.Triple(service, sd("endpoint"), ox.NamedNode(endpoint)),
        ox.Triple(service, sd("supportedLanguage"), sd("SPARQL10Query")),
        ox.Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        ox.Triple(service, sd("defaultEntailmentRegime"), ox.NamedNode("http://www.w3.org/ns/entailment/Simple")),
        ox.Triple(service, sd("defaultDataset"), dataset),
        ox.Triple(dataset, RDF_TYPE, sd("Dataset")),
        ox.Triple(dataset, ox.NamedNode(VOID + "triples"), ox.Literal(quads)),
        ox.Triple(dataset, sd("defaultGraph"), default),
        ox.Triple(default, RDF_TYPE, sd("Graph")),
    ]
    for name in (*SOLUTIONS, *GRAPHS):
        triples.append(ox.Triple(service, sd("resultFormat"), ox.NamedNode(FORMATS + _NAMES[name])))
    for place, iri in enumerate(graphs):
        if place == _MOST_GRAPHS:
            break
        entry, graph = ox.BlankNode(f"n{place}"), ox.BlankNode(f"g{place}")
        triples += [
            ox.Triple(dataset, sd("namedGraph"), entry),
            ox.Triple(entry, RDF_TYPE, sd("NamedGraph")),
            ox.Triple(entry, sd("name"), ox.NamedNode(iri)),
            ox.Triple(entry, sd("graph"), graph),
            ox.Triple(graph, RDF_TYPE, sd("Graph")),
        ]
    prefixes = PREFIXES if format_name in ("ttl", "trig", "rdfxml") else None
    return ox.serialize(triples, format=GRAPHS[format_name], prefixes=prefixes) or b""
