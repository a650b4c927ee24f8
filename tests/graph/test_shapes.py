"""The shapes pass the valid examples, catch each invalid one by its rule, and agree with pySHACL on all of them."""

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from kg.graph import shacl
from kg.graph.canonical import store_lines
from kg.graph.shapes import load_shapes
from kg.resources import resource

VALID = sorted(resource("ontology", "examples", "valid").glob("*.ttl"))
INVALID = sorted(resource("ontology", "examples", "invalid").glob("*.ttl"))


def violations(path: Path) -> tuple[shacl.Violation, ...]:
    store = Store()
    store.load(path=str(path), format=RdfFormat.TURTLE)
    return shacl.validate(store, store_lines(store))


@cache
def second_opinion(path: Path) -> set[tuple[str, str]]:
    """pySHACL's results as (focus node, constraint component)."""
    import pyshacl
    from rdflib import Graph, Namespace

    sh = Namespace("http://www.w3.org/ns/shacl#")
    data = Graph().parse(path, format="turtle")
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes_graph(), inference="none", advanced=False)
    return {
        (str(results.value(r, sh.focusNode)), str(results.value(r, sh.sourceConstraintComponent)).split("#")[1])
        for r in results.subjects(sh.focusNode, None)
    }


@cache
def shapes_graph() -> object:
    from rdflib import Graph

    return Graph().parse(resource("ontology", "shapes.ttl"), format="turtle")


def test_there_are_examples() -> None:
    assert len(VALID) >= 9 and len(INVALID) >= 40


@pytest.mark.parametrize("path", VALID, ids=lambda p: p.stem)
def test_valid_example_passes_both_validators(path: Path) -> None:
    assert violations(path) == () and second_opinion(path) == set()


@pytest.mark.parametrize("path", INVALID, ids=lambda p: p.stem)
def test_invalid_example_breaks_its_rule_in_both_validators(path: Path) -> None:
    (line,) = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# breaks: ")]
    ours = {(v.focus[1:-1], v.component) for v in violations(path)}
    assert {component for _, component in ours} == set(line.removeprefix("# breaks: ").split())
    assert ours == second_opinion(path)


def test_each_kind_of_rule_has_an_invalid_example() -> None:
    rules, _ = load_shapes()
    covered = {v.component for path in INVALID for v in violations(path)}
    assert {rule.component for rule in rules} | {"SPARQLConstraintComponent"} == covered


def test_report_is_turtle_that_counts_its_results() -> None:
    found = violations(INVALID[0])
    quads = list(parse(input=shacl.report(found), format=RdfFormat.TURTLE))
    assert sum(q.predicate.value.endswith("#result") for q in quads) == len(found) == 1
    assert "sh:conforms true" in shacl.report(())
