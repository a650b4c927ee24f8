"""The graph for networkx, and through it GraphML and GEXF for Gephi, Cytoscape, yEd."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.export.facts import all_facts
from kg.export.table import without_controls
from kg.ids import digest
from kg.query import View

if TYPE_CHECKING:
    import networkx

_PLAIN = ("year", "period", "level", "rank", "post", "role", "count")


def to_networkx(view: View, *, min_confidence: float = 0.0) -> networkx.MultiDiGraph[str]:
    """Entities and themes as nodes named by their IRIs, facts as edges; in a fixed order.

    Nodes carry label, type and aliases (joined by ` | `); edges are keyed by predicate and a hash of the fact's IRI and
    carry predicate, fact, confidence, the fact's attributes, conferrer and project (labels), the number of places that
    say so, and document, page, start, end and quote of the surest one. Attributes not known are left out.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name="qipu", snapshot=view.id)
    aliases: dict[int, list[str]] = {}
    for row in view.rows("SELECT entity, text FROM name ORDER BY entity, text"):
        aliases.setdefault(row["entity"], []).append(row["text"])
    for row in view.rows("SELECT id, iri, type, label FROM entity ORDER BY iri"):
        others = [name for name in aliases.get(row["id"], ()) if name != row["label"]]
        known = {"label": row["label"], "type": row["type"], "aliases": " | ".join(others) or None}
        graph.add_node(row["iri"], **{key: value for key, value in known.items() if value is not None})
    for fact in all_facts(view, min_confidence=min_confidence, evidence=1):
        proof = fact.evidence[0] if fact.evidence else None
        values: dict[str, Any] = {
            "predicate": fact.predicate,
            "fact": fact.iri,
            "confidence": fact.confidence,
            **{name: getattr(fact, name) for name in _PLAIN},
            "conferrer": fact.conferrer and fact.conferrer.label,
            "project": fact.project and fact.project.label,
            "evidence_count": fact.evidence_count,
            "disputed": fact.disputed or None,
        }
        if proof is not None:
            values |= {
                "document": proof.document.id,
                "page": proof.page,
                "proof_start": proof.start,
                "proof_end": proof.end,
                "quote": proof.quote or proof.sentence,
            }
        attributes = {key: value for key, value in values.items() if value is not None}
        graph.add_edge(fact.subject.iri, fact.object.iri, key=f"{fact.predicate}-{digest(fact.iri)[:16]}", **attributes)
    return graph


def write_graphml(view: View, stream: BinaryIO, *, min_confidence: float = 0.0) -> int:
    """GraphML; the number of control characters that had to go."""
    import networkx

    graph, removed = _cleaned(to_networkx(view, min_confidence=min_confidence))
    networkx.write_graphml_xml(graph, stream, named_key_ids=True)
    return removed


def write_gexf(view: View, stream: BinaryIO, *, min_confidence: float = 0.0) -> int:
    """GEXF 1.2; the number of control characters that had to go. The date that networkx would write is left out, so
    that the same graph gives the same file."""
    import networkx
    from networkx.readwrite.gexf import GEXFWriter

    graph, removed = _cleaned(to_networkx(view, min_confidence=min_confidence))
    for _, _, key, data in graph.edges(keys=True, data=True):
        data["id"] = key
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    meta = writer.xml.find("meta")
    if meta is not None:
        meta.attrib.pop("lastmodifieddate", None)
    writer.add_graph(networkx.MultiDiGraph(graph))
    buffer = io.BytesIO()
    writer.write(buffer)
    stream.write(buffer.getvalue())
    return removed


def _cleaned(graph: networkx.MultiDiGraph[str]) -> tuple[networkx.MultiDiGraph[str], int]:
    """The graph with text that XML can carry, and how many characters went."""
    removed = 0
    every: list[dict[str, Any]] = [data for _, data in graph.nodes(data=True)]
    every += [data for _, _, data in graph.edges(data=True)]
    for data in every:
        for key, value in data.items():
            if isinstance(value, str):
                data[key], gone = without_controls(value)
                removed += gone
    return graph, removed
