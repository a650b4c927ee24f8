"""A SPARQL 1.1 store behind HTTP: asked by the SPARQL Protocol, filled by the Graph Store Protocol.

`RemoteStore` answers the calls that this program makes of an embedded store (`query`, `named_graphs`,
`quads_for_pattern`, iteration, length), so that queries, tables and exports run over either; the contract tests run over
both. Addresses and recipes: docs/stores.md. Only the host that the address names is ever contacted.
"""

from __future__ import annotations

import base64
import http.client
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from kg.errors import LimitExceeded, QueryError, StoreError
from kg.graph.addresses import ADDRESS

# kind of store -> (path of queries, path of the graph store, whether the default graph can be written by itself)
KINDS: dict[str, tuple[str, str, bool]] = {
    "oxigraph": ("/query", "/store", True),
    "fuseki": ("/query", "/data", True),
    "graphdb": ("", "/rdf-graphs/service", True),
    "virtuoso": ("/sparql", "/sparql-graph-crud-auth", False),
    "qlever": ("", "", True),
}
_CHUNK = 16_000_000


@dataclass(frozen=True)
class RemoteStore:
    """A store at `host` (http.client form) under `path`. `facts` is the graph of entities and facts: None is the default
    graph, an IRI where the store can't write that alone (its default graph must then be the union of all graphs)."""

    secure: bool
    host: str
    path: str
    kind: str
    authorization: str | None = None
    facts: str | None = None
    seconds: float = 60.0

    def query(
        self, text: str, *, prefixes: Mapping[str, str] | None = None
    ) -> QuerySolutions | QueryBoolean | list[Triple]:
        """The answer to a query. Raises QueryError when the store refuses it, LimitExceeded when it takes too long."""
        heads = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in (prefixes or {}).items())
        accept = "application/sparql-results+json, application/n-triples;q=0.9"
        media, body = self.ask(heads + text, accept=accept)
        if "json" in media:
            return parse_query_results(body, QueryResultsFormat.JSON)
        return [q.triple for q in parse(body, RdfFormat.N_TRIPLES)]

    def ask(self, text: str, *, accept: str, limit: int | None = None) -> tuple[str, bytes]:
        """Media type and bytes of the answer as the store writes it, at most `limit` bytes (LimitExceeded past that)."""
        headers = {"Content-Type": "application/sparql-query; charset=utf-8", "Accept": accept}
        return self._request("POST", KINDS[self.kind][0], text.encode("utf-8"), headers, limit=limit)

    def named_graphs(self) -> Iterator[NamedNode]:
        """The named graphs that hold something."""
        answer = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        if isinstance(answer, QuerySolutions):
            for row in answer:
                if isinstance(row["g"], NamedNode):
                    yield row["g"]

    def graph(self, name: str | None) -> Iterator[Quad]:
        """All quads of one graph, None for the graph of the facts; nothing when there is no such graph."""
        node: NamedNode | DefaultGraph = DefaultGraph() if name is None else NamedNode(name)
        try:
            _, body = self._request("GET", self._graph_path(name), None, {"Accept": "application/n-triples"})
        except _Missing:
            return
        for quad in parse(body, RdfFormat.N_TRIPLES):
            yield Quad(quad.subject, quad.predicate, quad.object, node)

    def quads_for_pattern(
        self, subject: Any, predicate: Any, object: Any, graph_name: NamedNode | DefaultGraph | None = None
    ) -> Iterator[Quad]:
        """The quads of a pattern, as the embedded store's method of this name; None is anything."""
        if subject is None and predicate is None and object is None:
            wanted = [graph_name] if graph_name is not None else [DefaultGraph(), *self._data_graphs()]
            for graph in wanted:
                yield from self.graph(graph.value if isinstance(graph, NamedNode) else None)
            return
        terms = {"s": subject, "p": predicate, "o": object}
        triple = " ".join(f"?{n}" if t is None else str(t) for n, t in terms.items())
        names = " ".join(f"?{n}" for n, t in terms.items() if t is None) or "(1 AS ?one)"
        if not isinstance(graph_name, NamedNode):
            where = triple if self.facts is None else f"GRAPH <{self.facts}> {{ {triple} }}"
            for row in self._rows(f"SELECT DISTINCT {names} WHERE {{ {where} }}"):
                yield _quad(terms, row, DefaultGraph())
        if isinstance(graph_name, NamedNode):
            for row in self._rows(f"SELECT DISTINCT {names} WHERE {{ GRAPH {graph_name} {{ {triple} }} }}"):
                yield _quad(terms, row, graph_name)
        elif graph_name is None:
            for row in self._rows(f"SELECT DISTINCT ?g {names} WHERE {{ GRAPH ?g {{ {triple} }} }}"):
                if row["g"].value != self.facts:
                    yield _quad(terms, row, row["g"])

    def __iter__(self) -> Iterator[Quad]:
        return self.quads_for_pattern(None, None, None)

    def __bool__(self) -> bool:
        return True  # an empty store is a store

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def put(self, name: str | None, lines: list[str]) -> None:
        """Replace a graph by N-Triples lines, None for the graph of the facts; big graphs go in several requests."""
        method, size, part = "PUT", 0, []
        for line in lines:
            part.append(line)
            size += len(line)
            if size >= _CHUNK:
                self._send(method, name, part)
                method, size, part = "POST", 0, []
        if part or method == "PUT":
            self._send(method, name, part)

    def delete(self, name: str) -> None:
        """Drop a named graph; nothing happens when it isn't there."""
        try:
            self._request("DELETE", self._graph_path(name), None, {})
        except _Missing:
            return

    def _send(self, method: str, name: str | None, lines: list[str]) -> None:
        body = ("\n".join(lines) + "\n").encode("utf-8")
        self._request(method, self._graph_path(name), body, {"Content-Type": "application/n-triples"})

    def _data_graphs(self) -> list[NamedNode]:
        return [g for g in self.named_graphs() if g.value != self.facts and not g.value.endswith("/snapshot")]

    def _graph_path(self, name: str | None) -> str:
        name = self.facts if name is None else name
        return KINDS[self.kind][1] + ("?default" if name is None else f"?graph={quote(name, safe='')}")

    def _rows(self, text: str) -> Iterator[Any]:
        answer = self.query(text)
        if isinstance(answer, QuerySolutions):
            yield from answer

    def _request(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], *, limit: int | None = None
    ) -> tuple[str, bytes]:
        connect = http.client.HTTPSConnection if self.secure else http.client.HTTPConnection
        connection = connect(self.host, timeout=self.seconds)
        if self.authorization is not None:
            headers = {**headers, "Authorization": self.authorization}
        try:
            connection.request(method, (self.path + path) or "/", body, headers)
            response = connection.getresponse()
            data = response.read() if limit is None else response.read(limit + 1)
        except TimeoutError as error:
            raise LimitExceeded(f"{self.host}: no answer in {self.seconds} s", hint="setting query_seconds") from error
        except (OSError, http.client.HTTPException) as error:
            raise StoreError(f"{self.host}: {error}", hint="is the store running, and is its address right?") from error
        finally:
            connection.close()
        if limit is not None and len(data) > limit:
            raise LimitExceeded(f"the answer is larger than {limit} bytes", hint="setting query_bytes")
        if response.status >= 300:
            raise self._refused(method, path, response.status, data)
        return response.headers.get("Content-Type", ""), data

    def _refused(self, method: str, path: str, status: int, data: bytes) -> Exception:
        said = " ".join(data[:300].decode("utf-8", "replace").split())
        if status == 404 and "graph=" in path:
            return _Missing(said)
        if status == 400 and method == "POST" and path == KINDS[self.kind][0]:
            return QueryError(f"{self.host}: {said}")
        if status in (408, 429, 503, 504):
            return LimitExceeded(f"{self.host}: {status} {said}", hint="the store is busy or the query too heavy")
        hint = "user:password@ in the address, or setting store_token" if status in (401, 403) else "docs/stores.md"
        return StoreError(f"{self.host}: {method} answered {status} {said}", hint=hint)


class _Missing(Exception):
    """There is no such graph."""


def connect(address: object, *, token: str = "", seconds: float = 60.0, base: str = "") -> RemoteStore:
    """The store at an address such as `http://host:7878`, `fuseki+http://host:3030/kg`, `graphdb+https://…`; user and
    password stand in the address, a bearer token in `token`. Raises StoreError for an address that is none."""
    match = ADDRESS.match(str(address))
    kind = (match and match[1]) or "oxigraph"
    if match is None or kind not in KINDS:
        raise StoreError(
            f"{address}: not the address of a store", hint=f"kinds: {', '.join(KINDS)}; see docs/stores.md"
        )
    parts = urlsplit(f"{match[2]}://{match[3]}")
    if not parts.hostname:
        raise StoreError(f"{address}: no host", hint="docs/stores.md")
    authorization = f"Bearer {token}" if token else None
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = f"Basic {base64.b64encode(pair.encode()).decode()}"
    host = parts.netloc.rsplit("@", 1)[-1]
    facts = None if KINDS[kind][2] else f"{base}graph/facts"
    return RemoteStore(match[2] == "https", host, parts.path.rstrip("/"), kind, authorization, facts, seconds)


def marker(remote: RemoteStore, base: str) -> str | None:
    """The id of the snapshot that the store holds whole, None when it holds none or is being written."""
    values = [q.object.value for q in remote.graph(f"{base}snapshot") if isinstance(q.object, Literal)]
    return values[0] if len(values) == 1 else None


def _quad(terms: Mapping[str, Any], row: Any, graph: NamedNode | DefaultGraph | BlankNode) -> Quad:
    subject, predicate, target = (row[name] if term is None else term for name, term in terms.items())
    if not isinstance(subject, (NamedNode, BlankNode)) or not isinstance(target, (NamedNode, BlankNode, Literal)):
        raise StoreError(f"the store answers {subject} {predicate} {target}", hint="docs/stores.md")
    return Quad(subject, predicate, target, graph)
