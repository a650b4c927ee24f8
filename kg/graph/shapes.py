"""`ontology/shapes.ttl` read into rules: the part of SHACL it uses, and an error for anything else.

W3C SHACL (20 July 2017), section 4: minCount, maxCount, datatype, class, nodeKind IRI, in, minInclusive, maxInclusive,
minLength, pattern, lessThan, uniqueLang; paths: a property, an inverse, an alternative of properties; sh:sparql.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from kg.graph import vocab
from kg.graph.vocab import term
from kg.resources import resource

CORE = {
    *("minCount", "maxCount", "datatype", "class", "nodeKind", "in", "minInclusive", "maxInclusive"),
    *("minLength", "pattern", "lessThan", "uniqueLang"),
}
Node = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class Rule:
    """One core constraint. `classes` are the target classes, `path` the alternative predicates, `values` the
    constraint's parameters: all as N-Triples terms. `name` is the local name of the SHACL parameter."""

    classes: tuple[str, ...]
    path: tuple[str, ...]
    inverse: bool
    name: str
    values: tuple[str, ...]
    message: str

    @property
    def component(self) -> str:
        """Local name of the constraint component that reports carry."""
        return f"{self.name[0].upper()}{self.name[1:]}ConstraintComponent"


@dataclass(frozen=True, slots=True)
class Question:
    """One sh:sparql constraint: a SELECT whose `?this` are the nodes that break it."""

    query: str
    message: str


def load_shapes() -> tuple[tuple[Rule, ...], tuple[Question, ...]]:
    """Every rule of the shapes, in a fixed order."""
    shapes = Store()
    shapes.load(path=str(resource("ontology", "shapes.ttl")), format=RdfFormat.TURTLE)
    rules: list[Rule] = []
    questions: list[Question] = []
    for quad in shapes.quads_for_pattern(None, vocab.TYPE, term("sh:NodeShape")):
        classes = tuple(sorted(str(c) for c in _objects(shapes, quad.subject, "sh:targetClass")))
        for part in _objects(shapes, quad.subject, "sh:property"):
            rules += _property(shapes, part, classes)
        for part in _objects(shapes, quad.subject, "sh:sparql"):
            questions.append(_question(shapes, part, classes))
    return tuple(sorted(rules, key=lambda r: (r.name, r.path, r.classes))), tuple(sorted(questions, key=str))


def _property(shapes: Store, shape: Node, classes: tuple[str, ...]) -> Iterator[Rule]:
    path, inverse = _path(shapes, _one(shapes, shape, "sh:path"))
    message = _one(shapes, shape, "sh:message").value
    namespace = vocab.PREFIXES["sh"]
    if isinstance(shape, Literal):
        raise TypeError(f"shapes.ttl: {shape} is no shape")
    for quad in shapes.quads_for_pattern(shape, None, None):
        name = quad.predicate.value.removeprefix(namespace)
        if name in ("path", "message"):
            continue
        if name not in CORE or (name == "nodeKind" and quad.object != term("sh:IRI")):
            raise ValueError(f"shapes.ttl: {quad.predicate} {quad.object} is not supported; extend kg/graph/shacl.py")
        values = tuple(str(v) for v in _list(shapes, quad.object)) if name == "in" else (str(quad.object),)
        yield Rule(classes, path, inverse, name, values, message)


def _path(shapes: Store, node: Node) -> tuple[tuple[str, ...], bool]:
    if isinstance(node, NamedNode):
        return (str(node),), False
    inverse = list(_objects(shapes, node, "sh:inversePath"))
    if inverse:
        return (str(inverse[0]),), True
    return tuple(str(p) for p in _list(shapes, _one(shapes, node, "sh:alternativePath"))), False


def _question(shapes: Store, part: Node, classes: tuple[str, ...]) -> Question:
    prefixes = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in vocab.PREFIXES.items())
    select = _one(shapes, part, "sh:select").value.replace("$this", "?this")
    body = select[select.index("{") :]
    target = f"VALUES ?class {{ {' '.join(classes)} }} ?this a ?class ."
    query = f"{prefixes} SELECT DISTINCT ?this WHERE {{ {target} {body} }}"
    return Question(query, _one(shapes, part, "sh:message").value)


def _objects(shapes: Store, subject: object, predicate: str) -> Iterator[Node]:
    if isinstance(subject, (NamedNode, BlankNode)):
        for quad in shapes.quads_for_pattern(subject, term(predicate), None):
            if isinstance(quad.object, (NamedNode, BlankNode, Literal)):
                yield quad.object


def _one(shapes: Store, subject: object, predicate: str) -> Node:
    found = list(_objects(shapes, subject, predicate))
    if len(found) != 1:
        raise ValueError(f"shapes.ttl: {subject} needs exactly one {predicate}")
    return found[0]


def _list(shapes: Store, node: object) -> Iterator[Node]:
    while node != term("rdf:nil"):
        yield _one(shapes, node, "rdf:first")
        node = _one(shapes, node, "rdf:rest")
