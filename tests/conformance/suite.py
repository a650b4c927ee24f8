"""Reads the manifests of the W3C SPARQL 1.1 suite and compares answers with what they expect."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, RDFS

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
XSD = "http://www.w3.org/2001/XMLSchema#"
QUERY_FOLDERS = (
    *("aggregates", "bind", "bindings", "cast", "construct", "exists", "functions", "grouping", "negation"),
    *("project-expression", "property-path", "subquery"),
)
FORMATS = {
    ".srx": ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
    ".srj": ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
    ".tsv": ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
    ".csv": ("text/csv", ox.QueryResultsFormat.CSV),
    ".ttl": ("text/turtle, application/sparql-results+xml;q=0.5", ox.QueryResultsFormat.XML),
}


@dataclass(frozen=True)
class Case:
    """One test: its kind, the query file, the data of the default graph and of named graphs, the expected file."""

    id: str
    kind: str
    query: Path
    data: tuple[Path, ...] = ()
    graphs: tuple[tuple[str, Path], ...] = ()
    result: Path | None = None


def cases(root: Path, folder: str) -> Iterator[Case]:
    """The query tests (evaluation and syntax) of one folder of the suite."""
    graph, base = _manifest(root / folder / "manifest.ttl")
    for test in graph.items(graph.value(rdflib.URIRef(base), MF.entries)):
        kind = str(graph.value(test, RDF.type)).rsplit("#", 1)[1]
        action, result = graph.value(test, MF.action), graph.value(test, MF.result)
        query = graph.value(action, QT.query) or action
        yield Case(
            f"{folder}/{str(test).rsplit('#', 1)[1]}",
            kind,
            _file(query),
            tuple(_file(d) for d in graph.objects(action, QT.data)),
            tuple((str(g), _file(g)) for g in graph.objects(action, QT.graphData)),
            _file(result) if result is not None else None,
        )


@dataclass(frozen=True)
class Exchange:
    """One HTTP request of a protocol test and the classes of status it may be answered with."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: frozenset[str]
    boolean: bool | None
    format: str | None


def protocol(root: Path) -> Iterator[tuple[str, tuple[tuple[str, Path], ...], tuple[Exchange, ...]]]:
    """The protocol tests: name, named graphs to load, requests."""
    graph, base = _manifest(root / "protocol" / "manifest.ttl")
    for test in graph.items(graph.value(rdflib.URIRef(base), MF.entries)):
        graphs = tuple(
            (str(graph.value(d, RDFS.label)), _file(graph.value(d, UT.graph)))
            for d in graph.objects(test, UT.graphData)
        )
        requests = graph.items(graph.value(graph.value(test, MF.action), HT.requests))
        yield str(test).rsplit("#", 1)[1], graphs, tuple(_exchange(graph, request) for request in requests)


def _exchange(graph: rdflib.Graph, request: rdflib.term.Node) -> Exchange:
    headers = tuple(
        (str(graph.value(h, HT.fieldName)), str(graph.value(h, HT.fieldValue)))
        for h in graph.items(graph.value(request, HT.headers) or RDF.nil)
    )
    body = graph.value(request, HT.body)
    content = None
    if body is not None:
        encoding = str(graph.value(body, CNT.characterEncoding) or "UTF-8")
        content = str(graph.value(body, CNT.chars)).encode(encoding)
    answer = graph.value(request, HT.resp)
    boolean = graph.value(answer, MF.expectedBoolean)
    form = graph.value(answer, MF.expectedFormat)
    return Exchange(
        str(graph.value(request, HT.methodName)),
        str(graph.value(request, HT.absolutePath)),
        headers,
        content,
        frozenset(str(s).rsplit("StatusCode", 1)[-1] for s in graph.objects(answer, MF.expectedStatus)),
        None if boolean is None else bool(boolean.toPython()),
        None if form is None else str(form),
    )


def agrees(case: Case, body: bytes, media: str, text: str) -> bool:
    """Whether an answer says what the suite expects: rows as a bag (in order under ORDER BY), numbers by value."""
    assert case.result is not None
    ending = case.result.suffix
    if ending == ".csv":
        return _csv(body) == _csv(case.result.read_bytes())
    if media.startswith("text/turtle"):
        return canonical(ox.parse(body, ox.RdfFormat.TURTLE)) == canonical(
            ox.parse(path=str(case.result), base_iri=case.result.as_uri())
        )
    if ending == ".ttl":
        want, order = _result_set(case.result), False
    else:
        want = _rows(ox.parse_query_results(path=str(case.result), format=FORMATS[ending][1]))
        order = "ORDER BY" in text.upper()
    got = _rows(ox.parse_query_results(body, FORMATS[ending][1]))
    if isinstance(want, bool) or isinstance(got, bool):
        return want is got
    return _same_rows(got, want, order)


def _same_rows(got: list[dict[str, object]], want: list[dict[str, object]], order: bool) -> bool:
    def table(rows: list[dict[str, object]]) -> str:
        quads = []
        for place, row in enumerate(rows):
            node = ox.BlankNode(f"row{place}")
            quads.append(ox.Quad(node, ox.NamedNode("urn:row"), ox.Literal(place if order else 0)))
            quads += [ox.Quad(node, ox.NamedNode(f"urn:var:{name}"), _by_value(value)) for name, value in row.items()]
        return canonical(quads)

    return len(got) == len(want) and table(got) == table(want)


def canonical(quads: object) -> str:
    """The sorted N-Quads of a dataset with its blank nodes renamed canonically."""
    dataset = ox.Dataset(ox.Quad(q.subject, q.predicate, _by_value(q.object)) for q in quads)  # type: ignore[attr-defined]
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return "\n".join(sorted(map(str, dataset)))


def _by_value(term: object) -> object:
    if not isinstance(term, ox.Literal) or not term.datatype.value.startswith(XSD):
        return term
    kind = term.datatype.value.removeprefix(XSD)
    try:
        if kind in ("decimal", "integer") or kind.endswith(("Integer", "int", "long", "short", "byte")):
            value = Decimal(term.value)
            kind = "integer" if kind not in ("decimal",) else kind
            return ox.Literal(format(value.normalize(), "f"), datatype=ox.NamedNode(XSD + kind))
        if kind == "boolean":
            return ox.Literal({"1": "true", "0": "false"}.get(term.value, term.value), datatype=term.datatype)
        if kind in ("double", "float"):
            return ox.Literal(f"{float(term.value):.6g}", datatype=term.datatype)
    except (InvalidOperation, ValueError):
        return term
    return term


def _rows(results: object) -> list[dict[str, object]] | bool:
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    names = [v.value for v in results.variables]  # type: ignore[attr-defined]
    return [{n: s[n] for n in names if s[n] is not None} for s in results]  # type: ignore[attr-defined]


def _result_set(path: Path) -> list[dict[str, object]]:
    graph = rdflib.Graph().parse(path, format="turtle")
    rows = []
    for solution in graph.objects(None, RS.solution):
        row: dict[str, object] = {}
        for binding in graph.objects(solution, RS.binding):
            value = graph.value(binding, RS.value)
            line = f"<urn:s> <urn:p> {value.n3()} ."  # type: ignore[union-attr]
            row[str(graph.value(binding, RS.variable))] = next(iter(ox.parse(line, ox.RdfFormat.TURTLE))).object
        rows.append(row)
    return rows


def _csv(body: bytes) -> Counter[tuple[tuple[str, str], ...]]:
    rows = csv.DictReader(io.StringIO(body.decode("utf-8"), newline=""))
    return Counter(tuple(sorted((k, "_:" if v.startswith("_:") else v) for k, v in row.items())) for row in rows)


def _manifest(path: Path) -> tuple[rdflib.Graph, str]:
    return rdflib.Graph().parse(path, format="turtle", publicID=path.as_uri()), path.as_uri()


def _file(iri: object) -> Path:
    return Path(unquote(urlsplit(str(iri)).path))
