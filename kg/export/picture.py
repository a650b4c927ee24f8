"""What a picture of an entity's surroundings shows: nodes with fixed places, edges, and the facts behind each edge.

The places are computed here, once, so that nothing moves in the browser: the focus in the middle, neighbours on rings
by their distance, each near the node that brought it in.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from kg.query import View
from kg.query.answers import FactItem
from kg.query.neighbourhood import Edge, Filters, Neighbourhood, Node, neighbourhood
from kg.query.view import chunks, facts_of

RING = 230.0
SPACE = 58.0
MANY = 200  # with more nodes, one piece of evidence a fact


@dataclass(frozen=True, slots=True)
class Drawn:
    """A node and where it stands."""

    node: Node
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two nodes (by place in `Picture.nodes`) and its facts (by place in `Picture.facts`)."""

    source: int
    target: int
    relation: str
    facts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """All that a drawing needs; the focus is the first node."""

    neighbourhood: Neighbourhood
    nodes: tuple[Drawn, ...]
    lines: tuple[Line, ...]
    facts: tuple[FactItem, ...]


def picture(view: View, iri: str, *, hops: int = 1, limit: int = 60, filters: Filters | None = None) -> Picture:
    """The surroundings of an entity, at most `limit` nodes. Raises NotFound, UsageError."""
    found = neighbourhood(view, iri, hops=hops, filters=filters, limit=limit)
    order = {node.iri: place for place, node in enumerate(found.nodes)}
    wanted = sorted({edge.fact for edge in found.edges})
    facts = _facts(view, wanted, 1 if len(found.nodes) > MANY else 3)
    numbers = {fact.iri: place for place, fact in enumerate(facts)}
    grouped: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for edge in found.edges:
        grouped[order[edge.source], order[edge.target], edge.relation].append(numbers[edge.fact])
    lines = tuple(Line(a, b, relation, tuple(f)) for (a, b, relation), f in sorted(grouped.items()))
    places = layout(found.nodes, found.edges)
    nodes = tuple(Drawn(node, *places[node.iri]) for node in found.nodes)
    return Picture(found, nodes, lines, facts)


def _facts(view: View, iris: list[str], evidence: int) -> tuple[FactItem, ...]:
    facts: list[FactItem] = []
    for chunk in chunks(range(len(iris))):
        part = [iris[i] for i in chunk]
        rows = view.rows(f"SELECT * FROM fact WHERE iri IN ({','.join('?' * len(part))}) ORDER BY iri", part)
        facts += facts_of(view, rows, evidence=evidence)
    return tuple(facts)


def layout(nodes: tuple[Node, ...], edges: tuple[Edge, ...]) -> dict[str, tuple[float, float]]:
    """A place for every node: rings by hop, each node in the sector of the one it hangs on; the same every time."""
    hop = {node.iri: node.hop for node in nodes}
    beside: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        beside[edge.source].append(edge.target)
        beside[edge.target].append(edge.source)
    below: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.hop:
            nearer = [n for n in beside[node.iri] if hop[n] == node.hop - 1]
            below[min(nearer, key=list(hop).index) if nearer else nodes[0].iri].append(node)
    for children in below.values():
        children.sort(key=lambda n: (n.type, n.label, n.iri))
    leaves: dict[str, int] = {}
    for node in sorted(nodes, key=lambda n: -n.hop):
        leaves[node.iri] = max(1, sum(leaves[child.iri] for child in below[node.iri]))
    total = leaves[nodes[0].iri]
    # a full ring is spread over several: neighbours in angle stand at different distances
    tiers = max(1, math.ceil(total * SPACE / (2 * math.pi * RING * 1.6)))
    places = {nodes[0].iri: (0.0, 0.0)}
    sectors = [(nodes[0], 0.0, 2 * math.pi)]
    turn = 0
    while sectors:
        node, start, width = sectors.pop(0)
        angle = start
        for child in below[node.iri]:
            share = width * leaves[child.iri] / leaves[node.iri]
            tier = turn % tiers if not below[child.iri] else 0
            turn += 1
            radius = RING * child.hop * max(1.0, tiers * 0.55) + tier * RING * 0.55
            middle = angle + share / 2 - math.pi / 2
            places[child.iri] = (round(radius * math.cos(middle), 1), round(radius * math.sin(middle), 1))
            sectors.append((child, angle, share))
            angle += share
    return places
