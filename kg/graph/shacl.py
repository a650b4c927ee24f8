"""The shapes of `ontology/shapes.ttl` as SPARQL checks over a store: the part of SHACL they use, at any size.

Each constraint becomes one query for its violations (W3C SHACL, 20 July 2017, section 4: minCount, maxCount, datatype,
class, nodeKind IRI, in, minInclusive, maxInclusive, minLength, pattern, lessThan, uniqueLang, and sh:sparql). Anything
else in the shapes is an error, never passed over. The tests hold the outcome against pySHACL on every example.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, Store

from kg.graph import vocab
from kg.graph.vocab import term
from kg.resources import resource

MAX_RESULTS = 1000
_IGNORED = {"path", "message"}


@dataclass(frozen=True, slots=True)
class Violation:
    """One node that breaks a rule. `component` is the local name of the SHACL constraint, `value` in N-Triples form."""

    focus: str
    path: str
    component: str
    message: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class _Check:
    component: str
    path: str
    message: str
    query: str


def validate(store: Store) -> tuple[Violation, ...]:
    """The violations in the union of all graphs of the store, sorted; at most `MAX_RESULTS` of each rule."""
    found = []
    for check in checks():
        answer = store.query(check.query, use_default_graph_as_union=True)
        if not isinstance(answer, QuerySolutions):
            raise TypeError("a shape's query must be a SELECT")
        names = {v.value for v in answer.variables}
        for row in answer:
            value = str(row["value"]) if "value" in names and row["value"] is not None else ""
            found.append(Violation(str(row["this"]), check.path, check.component, check.message, value))
    return tuple(sorted(set(found), key=lambda v: (v.focus, v.path, v.component, v.message, v.value)))


def report(violations: tuple[Violation, ...]) -> str:
    """The outcome as a sh:ValidationReport in Turtle."""
    lines = ["@prefix sh: <http://www.w3.org/ns/shacl#> .", "", "[] a sh:ValidationReport ;"]
    lines.append(f"    sh:conforms {'false' if violations else 'true'}" + (" ;" if violations else " ."))
    for number, v in enumerate(violations):
        path = f" sh:resultPath {v.path} ;" if v.path.startswith("<") else ""
        value = f" sh:value {v.value} ;" if v.value and not v.value.startswith("_:") else ""
        lines.append(
            f"    sh:result [ a sh:ValidationResult ; sh:resultSeverity sh:Violation ; sh:focusNode {v.focus} ;{path}{value}"
            f" sh:sourceConstraintComponent sh:{v.component} ; sh:resultMessage {Literal(v.message)} ]"
            + (" ;" if number < len(violations) - 1 else " .")
        )
    return "\n".join(lines) + "\n"


def checks() -> tuple[_Check, ...]:
    """Every rule of the shapes as a query that selects `?this` (and `?value`) of its violations."""
    shapes = Store()
    shapes.load(path=str(resource("ontology", "shapes.ttl")), format=RdfFormat.TURTLE)
    found: list[_Check] = []
    for quad in shapes.quads_for_pattern(None, vocab.TYPE, term("sh:NodeShape")):
        classes = " ".join(sorted(str(c) for c in _objects(shapes, quad.subject, "sh:targetClass")))
        target = f"VALUES ?class {{ {classes} }} ?this a ?class ."
        for part in _objects(shapes, quad.subject, "sh:property"):
            found += _property(shapes, part, target)
        for part in _objects(shapes, quad.subject, "sh:sparql"):
            message = _one(shapes, part, "sh:message").value
            select = _one(shapes, part, "sh:select").value.replace("$this", "?this")
            body = select[select.index("{") :]
            query = f"{_prefixes()} SELECT DISTINCT ?this WHERE {{ {target} {body} }} LIMIT {MAX_RESULTS}"
            found.append(_Check("SPARQLConstraintComponent", "", message, query))
    return tuple(sorted(found, key=lambda c: (c.component, c.path, c.query)))


def _property(shapes: Store, shape: object, target: str) -> Iterator[_Check]:
    path_node = _one(shapes, shape, "sh:path")
    inverse = list(_objects(shapes, path_node, "sh:inversePath")) if isinstance(path_node, BlankNode) else []
    path = f"^{inverse[0]}" if inverse else str(path_node)
    message = _one(shapes, shape, "sh:message").value
    namespace = vocab.PREFIXES["sh"]
    if not isinstance(shape, (NamedNode, BlankNode)):
        raise TypeError(f"shapes.ttl: {shape}")
    for quad in shapes.quads_for_pattern(shape, None, None):
        name = quad.predicate.value.removeprefix(namespace)
        if name in _IGNORED:
            continue
        value = quad.object
        if not isinstance(value, (NamedNode, BlankNode, Literal)):
            raise TypeError(f"shapes.ttl: {value}")
        component, where = _where(shapes, name, value, path)
        query = f"{_prefixes()} SELECT DISTINCT ?this ?value WHERE {{ {target} {where} }} LIMIT {MAX_RESULTS}"
        yield _Check(component, path, message, query)


def _where(shapes: Store, name: str, value: NamedNode | BlankNode | Literal, path: str) -> tuple[str, str]:
    """The component's name and the graph pattern of its violations."""
    each = f"?this {path} ?value ."
    component = f"{name[0].upper()}{name[1:]}ConstraintComponent"
    if name == "minCount":
        if value.value == "1":
            return component, f"FILTER NOT EXISTS {{ ?this {path} ?any }}"
        few = f"{{ SELECT ?this (COUNT(?any) AS ?n) WHERE {{ ?this {path} ?any }} GROUP BY ?this }}"
        return component, f"OPTIONAL {few} FILTER (COALESCE(?n, 0) < {value.value})"
    if name == "maxCount":
        if value.value != "1":
            raise ValueError("shapes.ttl: sh:maxCount other than 1")
        return component, f"?this {path} ?one, ?two . FILTER (!sameTerm(?one, ?two))"
    if name == "datatype":
        return component, f"{each} FILTER (!isLiteral(?value) || DATATYPE(?value) != {value})"
    if name == "class":
        return component, f"{each} FILTER NOT EXISTS {{ ?value a {value} }}"
    if name == "nodeKind" and value == term("sh:IRI"):
        return component, f"{each} FILTER (!isIRI(?value))"
    if name == "in":
        allowed = ", ".join(str(item) for item in _list(shapes, value))
        return component, f"{each} FILTER (?value NOT IN ({allowed}))"
    if name in ("minInclusive", "maxInclusive"):
        sign = ">=" if name == "minInclusive" else "<="
        return component, f"{each} FILTER (!COALESCE(?value {sign} {value}, false))"
    if name == "minLength":
        return component, f"{each} FILTER (STRLEN(STR(?value)) < {value.value})"
    if name == "pattern":
        return component, f"{each} FILTER (!REGEX(STR(?value), {value}))"
    if name == "lessThan":
        return component, f"{each} ?this {value} ?other . FILTER (!COALESCE(?value < ?other, false))"
    if name == "uniqueLang":
        return component, f"?this {path} ?value, ?two . FILTER (!sameTerm(?value, ?two) && LANG(?value) = LANG(?two))"
    raise ValueError(f"shapes.ttl: {name} is not compiled; extend kg/graph/shacl.py")


def _prefixes() -> str:
    return " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in vocab.PREFIXES.items())


def _objects(shapes: Store, subject: object, predicate: str) -> Iterator[NamedNode | BlankNode | Literal]:
    if isinstance(subject, (NamedNode, BlankNode)):
        for quad in shapes.quads_for_pattern(subject, term(predicate), None):
            if isinstance(quad.object, (NamedNode, BlankNode, Literal)):
                yield quad.object


def _one(shapes: Store, subject: object, predicate: str) -> NamedNode | BlankNode | Literal:
    found = list(_objects(shapes, subject, predicate))
    if len(found) != 1:
        raise ValueError(f"shapes.ttl: {subject} needs exactly one {predicate}")
    return found[0]


def _list(shapes: Store, node: object) -> Iterator[NamedNode | BlankNode | Literal]:
    while node != term("rdf:nil"):
        yield _one(shapes, node, "rdf:first")
        node = _one(shapes, node, "rdf:rest")
