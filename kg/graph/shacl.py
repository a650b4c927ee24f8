"""Checking a graph against the shapes at any size: core rules in one pass over the canonical lines, the rest in SPARQL.

Sorted lines keep all that is said of a node together, so that the pass needs no store and little memory beside the
nodes of each class. Where a node is described in several graphs its lines of all graphs count together, as SHACL does
over the union. The tests hold the outcome against pySHACL on every example.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, QuerySolutions, Store

from kg.graph import vocab
from kg.graph.shapes import Rule, load_shapes

MAX_RESULTS = 1000
_NUMERIC = {f"^^<{vocab.PREFIXES['xsd']}{name}>" for name in ("integer", "decimal", "double")}


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One node that breaks a rule; terms in N-Triples form. `component` is the local name of the SHACL constraint."""

    focus: str
    path: str
    component: str
    message: str
    value: str = ""


Said = Mapping[str, Sequence[str]]  # predicate -> the distinct objects a node has by it


def validate(store: Store, lines: Sequence[str]) -> tuple[Violation, ...]:
    """The violations of a graph given as a store and as its canonical lines, sorted, at most `MAX_RESULTS`."""
    rules, questions = load_shapes()
    found = set()
    for violation in _core(rules, lines):
        found.add(violation)
        if len(found) >= MAX_RESULTS:
            break
    for question in questions:
        answer = store.query(question.query)
        if not isinstance(answer, QuerySolutions):
            raise TypeError("a shape's query must be a SELECT")
        for row in answer:
            found.add(Violation(str(row["this"]), "", "SPARQLConstraintComponent", question.message))
            if len(found) >= 2 * MAX_RESULTS:
                break
    return tuple(sorted(found)[:MAX_RESULTS])


def report(violations: Sequence[Violation]) -> str:
    """The outcome as a sh:ValidationReport in Turtle."""
    lines = ["@prefix sh: <http://www.w3.org/ns/shacl#> .", "", "[] a sh:ValidationReport ;"]
    lines.append(f"    sh:conforms {'false' if violations else 'true'}" + (" ;" if violations else " ."))
    for number, v in enumerate(violations):
        path = f" sh:resultPath {v.path} ;" if v.path else ""
        value = f" sh:value {v.value} ;" if v.value and not v.value.startswith("_:") else ""
        lines.append(
            f"    sh:result [ a sh:ValidationResult ; sh:resultSeverity sh:Violation ;"
            f" sh:focusNode {v.focus} ;{path}{value}"
            f" sh:sourceConstraintComponent sh:{v.component} ; sh:resultMessage {Literal(v.message)} ]"
            + (" ;" if number < len(violations) - 1 else " .")
        )
    return "\n".join(lines) + "\n"


def split_line(line: str) -> tuple[str, str, str]:
    """Subject, predicate and object of a canonical line as N-Triples terms; the graph name is left off.

    >>> split_line('<http://a> <http://p> "一 <b>" <http://g> .')
    ('<http://a>', '<http://p>', '"一 <b>"')
    """
    subject, predicate, rest = line.split(" ", 2)
    if rest.startswith('"'):
        close = rest.rindex('"') + 1
        return subject, predicate, rest[:close] + rest[close:].split(" ", 1)[0]
    return subject, predicate, rest.split(" ", 1)[0]


def _nodes(lines: Iterable[str]) -> Iterator[tuple[str, Said]]:
    """What is said of each node, over all graphs."""
    subject, said = "", defaultdict[str, list[str]](list)
    for line in lines:
        node, predicate, value = split_line(line)
        if node != subject:
            if said:
                yield subject, said
            subject, said = node, defaultdict(list)
        values = said[predicate]
        if not values or value not in values:
            values.append(value)
    if said:
        yield subject, said


def _core(rules: Sequence[Rule], lines: Sequence[str]) -> Iterator[Violation]:
    is_a = str(vocab.TYPE)
    inverses = {rule.path[0] for rule in rules if rule.inverse}
    members: dict[str, set[str]] = defaultdict(set)
    reached: dict[str, set[str]] = defaultdict(set)
    wanted = {value for rule in rules if rule.name == "class" for value in rule.values}
    marks = tuple(f" {predicate} " for predicate in (is_a, *sorted(inverses)))
    for line in lines:
        if not any(mark in line for mark in marks):  # spares splitting most lines twice
            continue
        node, predicate, value = split_line(line)
        if predicate == is_a and value in wanted:
            members[value].add(node)
        elif predicate in inverses:
            reached[predicate].add(value)
    by_class: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        for cls in rule.classes:
            by_class[cls].append(rule)
    for node, said in _nodes(lines):
        for cls in said.get(is_a, ()):
            for rule in by_class.get(cls, ()):
                if rule.inverse:
                    if rule.name == "minCount" and node not in reached[rule.path[0]]:
                        yield Violation(node, "", rule.component, rule.message)
                else:
                    yield from _broken(rule, node, said, members)


def _broken(rule: Rule, node: str, said: Said, members: Mapping[str, set[str]]) -> Iterator[Violation]:
    path = rule.path[0] if len(rule.path) == 1 else ""
    values = said.get(rule.path[0], ()) if path else [v for p in rule.path for v in said.get(p, ())]
    if rule.name == "minCount":
        if len(values) < int(lexical(rule.values[0])):
            yield Violation(node, path, rule.component, rule.message)
    elif rule.name == "maxCount":
        if len(values) > int(lexical(rule.values[0])):
            yield Violation(node, path, rule.component, rule.message)
    elif rule.name == "uniqueLang":
        languages = [tag for v in values if (tag := _suffix(v)).startswith("@")]
        if len(set(languages)) < len(languages):
            yield Violation(node, path, rule.component, rule.message)
    else:
        for value in values:
            if not _holds(rule, value, said, members):
                yield Violation(node, path, rule.component, rule.message, value)


def _holds(rule: Rule, value: str, said: Said, members: Mapping[str, set[str]]) -> bool:
    name, wanted = rule.name, rule.values[0]
    if name == "datatype":
        plain = wanted == "<http://www.w3.org/2001/XMLSchema#string>"
        return value.startswith('"') and _suffix(value) == ("" if plain else f"^^{wanted}")
    if name == "class":
        return value in members[wanted]
    if name == "nodeKind":
        return value.startswith("<")
    if name == "in":
        return value in rule.values
    if name == "minLength":
        return len(lexical(value)) >= int(lexical(wanted))
    if name == "pattern":
        return re.search(lexical(wanted), lexical(value)) is not None
    if name == "lessThan":
        return all(_below(value, other) for other in said.get(wanted, ()))
    return _reaches(value, wanted) if name == "minInclusive" else _reaches(wanted, value)


def _below(value: str, other: str) -> bool:
    left, right = _number(value), _number(other)
    return left is not None and right is not None and left < right


def _reaches(value: str, other: str) -> bool:
    left, right = _number(value), _number(other)
    return left is not None and right is not None and left >= right


def lexical(value: str) -> str:
    """The characters of a literal (escapes undone) or the IRI of a named node."""
    if value.startswith('"'):
        inner = value[1 : value.rindex('"')]
        return str(json.loads(f'"{inner}"')) if "\\" in inner else inner
    return value[1:-1]


def _suffix(value: str) -> str:
    return value[value.rindex('"') + 1 :] if value.startswith('"') else ""


def _number(value: str) -> float | None:
    """The value of a numeric literal; None for anything else, which SHACL's comparisons never hold for."""
    if _suffix(value) not in _NUMERIC:
        return None
    try:
        return float(lexical(value))
    except ValueError:
        return None
