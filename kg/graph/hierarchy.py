"""Circles in the hierarchy: which statements lose their direct edge so that no node is its own ancestor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.graph.facts import GraphFact

HIERARCHY = ("subOrganizationOf", "unitOf")


def closing_circles(facts: Iterable[GraphFact]) -> frozenset[str]:
    """IRIs of the hierarchy statements that would close a circle with better supported ones.

    Inside each strongly connected part the statements are taken best first (confidence, then number of proofs, then
    IRI) and one that would lead back to its own subject is left out. Linear outside such parts.
    """
    import networkx

    statements = [f for f in facts if f.predicate in HIERARCHY]
    graph = networkx.DiGraph((f.subject, f.object) for f in statements)
    parts = {
        node: number
        for number, part in enumerate(networkx.strongly_connected_components(graph))
        if len(part) > 1
        for node in part
    }
    suspects = [f for f in statements if f.subject in parts and parts[f.subject] == parts.get(f.object)]
    up: dict[str, set[str]] = defaultdict(set)
    closing = set()
    for fact in sorted(suspects, key=lambda f: (-f.confidence, -len(f.proofs), f.iri)):
        if _reaches(up, fact.object, fact.subject):
            closing.add(fact.iri)
        else:
            up[fact.subject].add(fact.object)
    return frozenset(closing)


def _reaches(up: dict[str, set[str]], start: str, goal: str) -> bool:
    seen, todo = {start}, [start]
    while todo:
        node = todo.pop()
        if node == goal:
            return True
        new = up.get(node, set()) - seen
        seen |= new
        todo.extend(new)
    return False
