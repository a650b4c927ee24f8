"""One table of graph formats, whatever writes them."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from kg.errors import UsageError
from kg.export.files import whole_file
from kg.export.network import write_gexf, write_graphml
from kg.export.rdf import RDF, write_rdf
from kg.graph import Snapshot
from kg.query import View

# format -> media type; the file ending is the format's name
GRAPHS: dict[str, str] = {
    **{name: media for name, (_, media) in RDF.items()},
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
}


def write_graph(
    snapshot: Snapshot, stream: BinaryIO, *, form: str, evidence: bool = True, min_confidence: float = 0.0
) -> int:
    """Write the graph; the number of control characters the format could not carry.

    `min_confidence` applies to GraphML and GEXF (RDF files are whole); `evidence` to RDF. Raises UsageError.
    """
    if form == "graphml":
        return write_graphml(View(snapshot), stream, min_confidence=min_confidence)
    if form == "gexf":
        return write_gexf(View(snapshot), stream, min_confidence=min_confidence)
    return write_rdf(snapshot, stream, form=form, evidence=evidence)


def graph_format(path: Path, form: str | None = None) -> str:
    """The format asked for or that of the file's ending. Raises UsageError."""
    others = {"turtle": "ttl", "nquads": "nq", "json": "jsonld", "xml": "rdf", "rdfxml": "rdf", "owl": "rdf"}
    asked = form or path.suffix.lower().lstrip(".")
    chosen = others.get(asked, asked)
    if chosen not in GRAPHS:
        raise UsageError(f"没有此图格式 unknown graph format {asked!r}", hint=f"known: {', '.join(GRAPHS)}")
    return chosen


def save_graph(
    snapshot: Snapshot,
    path: Path,
    *,
    form: str | None = None,
    evidence: bool = True,
    min_confidence: float = 0.0,
) -> int:
    """Write the graph to a file, whole or not at all. Raises UsageError, OutputError."""
    chosen = graph_format(path, form)
    with whole_file(path) as stream:
        return write_graph(snapshot, stream, form=chosen, evidence=evidence, min_confidence=min_confidence)
