"""JSON-LD with our own context inside: short keys, nothing to fetch; a graph object for each document's evidence."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg.resources import resource

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True)
class Context:
    """The context as JSON, its prefixes, and for each property its term, coercion and whether it is always a list."""

    data: Mapping[str, Any]
    prefixes: Mapping[str, str]
    terms: Mapping[str, tuple[str, str | None, bool]]


@cache
def load_context() -> Context:
    """`ontology/context.jsonld`."""
    data = json.loads(resource("ontology", "context.jsonld").read_text(encoding="utf-8"))["@context"]
    prefixes = {k: v for k, v in data.items() if isinstance(v, str) and v.endswith(("#", "/"))}
    terms: dict[str, tuple[str, str | None, bool]] = {}
    for name, value in data.items():
        spec = {"@id": value} if isinstance(value, str) else value
        target = spec.get("@id", "")
        if name in prefixes or target.startswith("@"):
            continue
        terms[_expanded(target, prefixes)] = (
            name,
            _expanded(spec["@type"], prefixes) if "@type" in spec else None,
            spec.get("@container") == "@set",
        )
    return Context(data, prefixes, terms)


def write_jsonld(quads: Iterable[Quad], stream: BinaryIO) -> None:
    """Quads sorted by graph and subject as one JSON-LD document, one node a line."""
    context = load_context()
    stream.write(b'{"@context": ' + _json(context.data) + b',\n"@graph": [')
    first = True
    for graph, members in itertools.groupby(quads, key=lambda q: q.graph_name):
        nodes = (
            _node(subject, about, context) for subject, about in itertools.groupby(members, key=lambda q: q.subject)
        )
        if isinstance(graph, DefaultGraph):
            for node in nodes:
                stream.write((b"\n" if first else b",\n") + _json(node))
                first = False
        else:
            stream.write((b"\n" if first else b",\n") + b'{"id": ' + _json(_id(graph)) + b', "@graph": [')
            first = False
            for number, node in enumerate(nodes):
                stream.write((b",\n " if number else b"\n ") + _json(node))
            stream.write(b"]}")
    stream.write(b"\n]}\n")


def _node(subject: Any, about: Iterable[Quad], context: Context) -> dict[str, Any]:
    node: dict[str, Any] = {"id": _id(subject)}
    for predicate, quads in itertools.groupby(about, key=lambda q: q.predicate.value):
        objects: list[Any] = [quad.object for quad in quads]
        if predicate == _TYPE and all(isinstance(o, NamedNode) for o in objects):
            node["type"] = [_compact(o.value, context) for o in objects]
            continue
        name, coercion, always = context.terms.get(predicate, (None, None, False))
        values = [_value(o, coercion if name else None) for o in objects]
        node[name or _compact(predicate, context)] = values if always or len(values) > 1 else values[0]
    return node


def _value(term: Any, coercion: str | None) -> Any:
    if not isinstance(term, Literal):
        return _id(term) if coercion == "@id" else {"id": _id(term)}
    if coercion == "@id":
        return _full(term)
    if coercion is not None:
        return term.value if not term.language and term.datatype.value == coercion else _full(term)
    return term.value if not term.language and term.datatype.value == _STRING else _full(term)


def _full(literal: Literal) -> dict[str, str]:
    if literal.language:
        return {"@value": literal.value, "@language": literal.language}
    return {"@value": literal.value, "@type": literal.datatype.value}


def _id(term: Any) -> str:
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(term.value)


def _compact(iri: str, context: Context) -> str:
    for prefix, base in context.prefixes.items():
        local = iri.removeprefix(base)
        if iri.startswith(base) and local and local.replace("-", "").replace("_", "").isalnum() and local.isascii():
            return f"{prefix}:{local}"
    return iri


def _expanded(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else name


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")
