"""Evaluates one request on a read-only store, inside a worker process: the only place where untrusted SPARQL runs.

A request is a plain dict (it came over a pipe), an answer a pair (meta, body). Nothing here can stop a query; the
parent kills the process at the deadline, and `Sink` stops an answer that grows past its limit of bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

from kg.query.sparql.binding import bind

if TYPE_CHECKING:
    from typing_extensions import Buffer

SOLUTIONS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
}
Meta = dict[str, Any]
T = TypeVar("T")
_ESCAPED_LETTER = re.compile(r"\\(?:u00|U000000)([46][1-9a-fA-F]|[57][0-9aA])")
_SERVICE = re.compile("service", re.IGNORECASE)
_QUOTED = {"json": re.compile(rb'"(?:[^"\\]|\\.)*"'), "csv": re.compile(rb'"(?:[^"]|"")*"')}
_UNKNOWN = re.compile(r"custom function <(.*)> is not supported")
_POSITION = re.compile(r"error at (\d+):(\d+)")


class TooMany(Exception):
    """The answer passed its limit of rows."""


class TooLarge(Exception):
    """The answer passed its limit of bytes."""


class Sink(io.BytesIO):
    """A file in memory that holds at most `limit` bytes (a BytesIO, because the serialisers want a whole file)."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._left = limit

    def write(self, data: Buffer, /) -> int:
        written = super().write(data)
        self._left -= written
        if self._left < 0:
            raise TooLarge
        return written


def evaluate(store: ox.Store, request: Meta) -> tuple[Meta, bytes]:
    """Answer of a request: meta has `ok`, and `kind` and `format`, or `code` and `message`."""
    try:
        return _OPERATIONS[request["op"]](store, request)
    except SyntaxError as error:
        return refusal("query.syntax", _short(error)), b""
    except TooMany:
        return refusal("limit.rows", f"the answer has more than {request['rows']} rows"), b""
    except TooLarge:
        return refusal("limit.bytes", f"the answer is larger than {request['bytes']} bytes"), b""
    except MemoryError:
        return refusal("limit.memory", "the query needs more memory than it may have"), b""
    except (ValueError, RuntimeError, OSError) as error:
        return refusal("query.failed", str(error)[:500]), b""


def _short(error: SyntaxError) -> str:
    """The parser's message with its place; of a long list of what it expected, the beginning.

    >>> _short(SyntaxError("error at 1:20: expected one of Prefix not found, ['%'], ['-' | '0' ..= '9']"))
    'error at 1:20: a prefix is not declared (PREFIX kg: <https://kg.example/ontology#>)'
    """
    text = str(error)
    if "Prefix not found" in text:
        return f"{text.partition(': ')[0]}: a prefix is not declared (PREFIX kg: <https://kg.example/ontology#>)"
    if text.endswith("expected CONSTRUCT"):
        text += "; only SELECT, ASK, CONSTRUCT and DESCRIBE are answered: this service reads only"
    return text if len(text) <= 160 else text[:160].rsplit(",", 1)[0] + " …"


def refusal(code: str, message: str) -> Meta:
    """Meta of an answer that is not given."""
    return {"ok": False, "code": code, "message": message}


def federation(text: str, options: Mapping[str, Any] | None = None) -> Meta | None:
    """The refusal of a text that has, or may have, the keyword SERVICE; None when it has none. Nothing is sent.

    Telling `<` the operator from `<` of an IRI needs the grammar, so a tokeniser can be fooled (`1<'> ') SERVICE …`).
    The parser is asked instead: every "service" is replaced by a word of the same length that is no keyword; inside
    strings, names and comments that changes nothing, but where SERVICE stood as keyword the text no longer parses.

    >>> federation("SELECT * { SERVICE <http://x/> {} }")["code"]
    'query.federation'
    >>> federation("SELECT ?service { ?service ?p 'SERVICE' }") is None
    True
    """
    plain = _ESCAPED_LETTER.sub(lambda m: chr(int(m[1], 16)), text)
    for variant in dict.fromkeys((text, plain)):
        words = list(_SERVICE.finditer(variant))
        if not words:
            continue
        try:
            ox.Store().query(_SERVICE.sub("seruice", variant), **(options or {}))
        except SyntaxError as error:
            place = _POSITION.match(str(error))
            at = _offset(variant, int(place[1]), int(place[2])) if place else words[0].start()
            if any(word.start() <= at <= word.end() + 1 for word in words):
                return refusal("query.federation", "federation is off: SERVICE is not evaluated")
            return refusal("query.syntax", _short(error))
        except (ValueError, RuntimeError, OSError):
            continue  # it parsed; the true error comes from the evaluation
    return None


def _offset(text: str, line: int, column: int) -> int:
    starts = [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]
    return starts[min(line, len(starts)) - 1] + column - 1


def _query(store: ox.Store, request: Meta) -> tuple[Meta, bytes]:
    text = request["text"]
    options = _options(request)
    if request.get("bindings"):
        text = bind(text, {name: str(term(spec)) for name, spec in request["bindings"].items()})
    refused = federation(text, {name: options[name] for name in ("base_iri", "prefixes") if name in options})
    if refused is not None:
        return refused, b""
    results = _results(store, text, options)
    if isinstance(results, ox.QueryTriples):
        name, kind = request["graph"], "graph"
    else:
        name, kind = request["solutions"], "boolean" if isinstance(results, ox.QueryBoolean) else "solutions"
    if name is None:
        return refusal(
            "accept", f"the answer is a {'graph' if kind == 'graph' else 'table'}, and Accept names no format for it"
        ), b""
    sink = Sink(request["bytes"])
    limit = request["rows"]
    if isinstance(results, ox.QueryTriples):
        prefixes = request.get("prefixes") if name in ("ttl", "trig", "rdfxml") else None
        ox.serialize(_at_most(results, limit), sink, GRAPHS[name], prefixes=prefixes or None)
        return {"ok": True, "kind": kind, "format": name}, sink.getvalue()
    results.serialize(sink, SOLUTIONS[name])
    body = sink.getvalue()
    if len(body) > 3 * limit and kind == "solutions" and count_rows(body, name) > limit:
        raise TooMany
    return {"ok": True, "kind": kind, "format": name}, body


def _results(
    store: ox.Store, text: str, options: dict[str, Any]
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """What the store answers. A function it doesn't know is an error in its row (SPARQL 1.1 §17.6), not of the query."""
    unknown: dict[ox.NamedNode, Callable[..., Any]] = {}
    while True:
        try:
            return store.query(text, custom_functions=unknown or None, **options)
        except RuntimeError as error:
            found = _UNKNOWN.search(str(error))
            if found is None or len(unknown) >= 32 or ox.NamedNode(found[1]) in unknown:
                raise
            unknown[ox.NamedNode(found[1])] = lambda *_: None


def _at_most(items: Iterable[T], limit: int) -> Iterator[T]:
    for count, item in enumerate(items):
        if count == limit:
            raise TooMany
        yield item


def _options(request: Meta) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if request.get("prefixes"):
        options["prefixes"] = request["prefixes"]
    if request.get("base"):
        options["base_iri"] = request["base"]
    if "default_graphs" in request:
        options["default_graph"] = [ox.NamedNode(g) for g in request["default_graphs"]]
        options["named_graphs"] = [ox.NamedNode(g) for g in request["named_graphs"]]
    return options


def term(spec: list[str]) -> ox.NamedNode | ox.Literal:
    """A term from its parts: ["iri", value], ["literal", value], ["literal", value, language], [… , "", datatype]."""
    kind, value, *more = spec
    if kind == "iri":
        return ox.NamedNode(value)
    if len(more) == 2 and more[1]:
        return ox.Literal(value, datatype=ox.NamedNode(more[1]))
    return ox.Literal(value, language=more[0]) if more and more[0] else ox.Literal(value)


def count_rows(body: bytes, name: str) -> int:
    """Rows of a serialised table, counted from its structure.

    >>> count_rows(b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"},{"}},{}]}}', "json")
    2
    """
    if name == "xml":
        return body.count(b"<result>")  # "<" is escaped inside values
    if name == "tsv":
        return body.count(b"\n") - 1  # so is the newline
    bare = _QUOTED[name].sub(b"", body)
    if name == "csv":
        return bare.count(b"\n") - 1
    return bare.count(b"},{") + (not bare.endswith(b":[]}}"))  # between two bindings of a row a key stands


def _dump(store: ox.Store, request: Meta) -> tuple[Meta, bytes]:
    name = request["graph"]
    if name is None:
        return refusal("accept", "Accept names no format for a graph"), b""
    sink = Sink(request["bytes"])
    prefixes = request.get("prefixes") or None
    if request.get("whole"):
        store.dump(sink, GRAPHS[name], prefixes=prefixes)
    else:
        iri = request["from_graph"]
        if iri is not None and not store.contains_named_graph(ox.NamedNode(iri)):
            return refusal("not-found", f"the store has no graph <{iri}>"), b""
        source = ox.DefaultGraph() if iri is None else ox.NamedNode(iri)
        store.dump(sink, GRAPHS[name], from_graph=source, prefixes=prefixes)
    return {"ok": True, "kind": "graph", "format": name}, sink.getvalue()


def _graphs(store: ox.Store, request: Meta) -> tuple[Meta, bytes]:
    names: list[str] = []
    more = False
    for graph in store.named_graphs():
        if len(names) == request["rows"]:
            more = True
            break
        if isinstance(graph, ox.NamedNode):
            names.append(graph.value)
    return {
        "ok": True,
        "kind": "list",
        "format": "json",
        "graphs": sorted(names),
        "more": more,
        "size": len(store),
    }, b""


_OPERATIONS = {"query": _query, "dump": _dump, "graphs": _graphs}
