"""Which enterprise an award counts for, and the way up: circles, several parents, several posts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.query.tables.rollup import ancestors, chain, enterprise_of, nearest_enterprise, reduced

GRAPHS = st.dictionaries(st.integers(0, 8), st.lists(st.integers(0, 8), max_size=4, unique=True), max_size=9)


@given(GRAPHS, st.integers(0, 8))
def test_any_graph_ends(parents: dict[int, list[int]], start: int) -> None:
    above = ancestors(parents, start)
    assert start not in above
    way = chain(parents, start)
    assert start not in way and len(set(way)) == len(way) and set(way) <= set(above)
    assert bool(way) == any(p != start for p in parents.get(start, ()))


@given(GRAPHS)
def test_reducing_keeps_what_is_above(parents: dict[int, list[int]]) -> None:
    acyclic = {child: [p for p in above if p > child] for child, above in parents.items()}
    less = reduced(acyclic)
    for node in range(9):
        assert set(ancestors(less, node)) == set(ancestors(acyclic, node))
        assert set(less.get(node, ())) <= set(acyclic.get(node, ()))


def test_a_workshop_counts_for_the_nearest_company() -> None:
    parents = {1: [2], 2: [3], 3: [4]}  # team, workshop, branch, group
    assert nearest_enterprise(1, parents, {3, 4}) == 3
    assert nearest_enterprise(3, parents, {3, 4}) == 3
    assert nearest_enterprise(1, parents, set()) is None


def test_a_person_counts_where_the_same_document_places_them() -> None:
    parents = {2: [1], 3: [1]}
    enterprises = {1, 2, 3}
    posts = [(2, 0, frozenset({10})), (3, 0, frozenset({11}))]
    assert enterprise_of(9, posts, frozenset({11}), parents, enterprises) == 3
    assert enterprise_of(9, posts, frozenset({10}), parents, enterprises) == 2
    group_and_branch = [(1, 0, frozenset({10})), (2, 0, frozenset({10}))]
    assert enterprise_of(9, group_and_branch, frozenset({10}), parents, enterprises) == 2
    assert enterprise_of(9, [(7, 0, frozenset())], frozenset(), parents, enterprises) is None


def test_a_project_counts_for_the_one_who_leads_it() -> None:
    undertakers = [(2, 0, frozenset({10})), (3, 2, frozenset({10}))]
    assert enterprise_of(9, undertakers, frozenset({10}), {}, {2, 3}) == 3
