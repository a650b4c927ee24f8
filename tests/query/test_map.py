"""The whole map: read back from its columns it is the graph, every entity with its own IRI, every linked pair once."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from kg.errors import UsageError
from kg.query import View
from kg.query.map import GRID, Map, whole_map


def read(found: Map) -> tuple[dict[str, tuple[str, str, int]], set[tuple[str, str, bool]]]:
    """Nodes by IRI (type, label, degree) and linked pairs, as the page reads them."""
    iris = [
        found.iris[i] or found.prefixes[found.kind[i]] + quote(found.names[i] or label, safe="()-._~@")
        for i, label in enumerate(found.label)
    ]
    nodes = {
        iri: (found.kinds[k], label, degree)
        for iri, k, label, degree in zip(iris, found.kind, found.label, found.degree, strict=True)
    }
    pairs = set()
    numbers, marks = iter(found.links), iter(found.tree)
    for node in range(len(iris)):
        target = node
        for _ in range(next(numbers)):
            target += next(numbers)
            pairs.add((iris[node], iris[target], next(marks) == "1"))
    assert next(numbers, None) is None and next(marks, None) is None
    return nodes, pairs


def test_the_map_read_back_is_the_graph(view: View) -> None:
    nodes, pairs = read(whole_map(view))
    rows = view.rows("SELECT iri, type, label, degree FROM entity WHERE type <> 'PolicyTheme'")
    assert nodes == {row["iri"]: (row["type"], row["label"], row["degree"]) for row in rows}
    links = view.rows(
        "SELECT s.iri AS s, t.iri AS t, l.relation AS r FROM link l JOIN entity s ON s.id = l.source"
        " JOIN entity t ON t.id = l.target WHERE s.type <> 'PolicyTheme' AND t.type <> 'PolicyTheme'"
    )
    expected = {frozenset((row["s"], row["t"])) for row in links if row["s"] != row["t"]}
    assert {frozenset((s, t)) for s, t, _ in pairs} == expected and len(pairs) == len(expected)
    trees = {frozenset((r["s"], r["t"])) for r in links if r["r"] in ("subOrganizationOf", "unitOf")}
    assert {frozenset((s, t)) for s, t, tree in pairs if tree} == trees


def test_places_are_whole_numbers_in_a_square_and_not_all_one(view: View) -> None:
    found = whole_map(view)
    assert all(0 <= value <= GRID for value in (*found.x, *found.y))
    assert len(set(zip(found.x, found.y, strict=True))) > len(found.label) / 2


def test_a_limit_keeps_the_best_connected_and_says_so(view: View) -> None:
    whole, part = whole_map(view), whole_map(view, limit=5)
    assert part.truncated and part.total == whole.total == len(whole.label) and not whole.truncated
    assert sorted(part.degree) == sorted(whole.degree)[-5:]
    nodes, pairs = read(part)
    assert len(nodes) == 5 and {end for s, t, _ in pairs for end in (s, t)} <= nodes.keys()


@pytest.mark.parametrize("limit", [0, 50_001])
def test_limits_are_bounded(view: View, limit: int) -> None:
    with pytest.raises(UsageError):
        whole_map(view, limit=limit)
