"""The ego network the explorer draws: a node, its neighbours within a bound, and how many more there are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal, get_args

from kg.query.answers import Count, Ref
from kg.query.view import View, bounded, chunks, number_of

MOST_NODES = 1_000
Relation = Literal[
    "subOrganizationOf",
    "unitOf",
    "holdsPost",
    "conferral",
    "conferredBy",
    "forWork",
    "undertakes",
    "cooperatesWith",
    "addressesTheme",
]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
_CANDIDATES = 5_000


@dataclass(frozen=True, slots=True)
class Filters:
    """What may be shown: entity types, relations, years [first, last] of conferrals, least confidence; empty = all.

    A fact without a year passes the year filter unless it is a conferral.
    """

    types: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    min_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Node:
    """A node to draw; `hop` from the focus, `hidden` = neighbours not shown ("+N"), x and y stored or None."""

    iri: str
    type: str
    label: str
    level: str | None
    degree: int
    awards: int
    hop: int
    hidden: int
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge to draw; `fact` leads to its evidence; conferredBy and forWork share the conferral's fact."""

    fact: str
    relation: str
    source: str
    target: str
    year: int | None
    level: str | None
    rank: str | None
    post: str | None
    role: str | None
    confidence: float | None
    evidence_count: int


@dataclass(frozen=True, slots=True)
class More:
    """Neighbours of the focus by relation and direction (`out`: the focus is the source): all, and shown."""

    relation: str
    direction: str
    total: int
    shown: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Nodes and edges around a focus, at most as many nodes as asked for; `truncated` when some were left out."""

    snapshot: str
    focus: Ref
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    more: tuple[More, ...]
    years: tuple[Count, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class _Step:
    node: int
    other: int
    relation: str
    outward: bool
    degree: int
    sort: str


def neighbourhood(
    view: View, iri: str, *, hops: int = 1, filters: Filters | None = None, limit: int = 60, offset: int = 0
) -> Neighbourhood:
    """The focus with at most `limit` nodes around it, taken fairly from every relation, the best connected first.

    `offset` skips that many neighbours of the focus (to unfold the next ones). Raises NotFound, UsageError.
    """
    bounded(hops, least=0, most=3, name="hops")
    bounded(limit, least=1, most=MOST_NODES, name="limit")
    bounded(offset, least=0, most=100_000, name="offset")
    filters = filters or Filters()
    focus = number_of(view, iri)
    hop = {focus: 0}
    frontier, truncated = [focus], False
    more: tuple[More, ...] = ()
    for distance in range(1, hops + 1):
        steps = [s for s in _steps(view, frontier, filters) if s.other not in hop]
        taken = _fair(steps)
        if distance == 1:
            taken = taken[offset:]
        room = limit - len(hop)
        truncated = truncated or len(taken) > room
        frontier = taken[:room]
        hop.update(dict.fromkeys(frontier, distance))
        if distance == 1:
            more = _more(steps, set(hop))
    edges = _edges(view, set(hop), filters)
    return Neighbourhood(
        snapshot=view.id,
        focus=_focus(view, focus),
        nodes=_nodes(view, hop, edges),
        edges=tuple(edge for _, _, edge in edges),
        more=more,
        years=_years(view, focus),
        truncated=truncated,
    )


def _condition(filters: Filters) -> tuple[str, list[object]]:
    parts, values = ["coalesce(f.confidence, 1) >= ?"], [filters.min_confidence]
    bound: list[object] = list(values)
    if filters.relations:
        parts.append(f"l.relation IN ({','.join('?' * len(filters.relations))})")
        bound += filters.relations
    first, last = filters.years
    if first is not None:
        parts.append("(f.predicate <> 'conferral' OR f.year >= ?)")
        bound.append(first)
    if last is not None:
        parts.append("(f.predicate <> 'conferral' OR f.year <= ?)")
        bound.append(last)
    return " AND ".join(parts), bound


def _steps(view: View, frontier: list[int], filters: Filters) -> list[_Step]:
    """Links from the frontier to other nodes, within the filters, stable order."""
    condition, values = _condition(filters)
    kinds = f" AND e.type IN ({','.join('?' * len(filters.types))})" if filters.types else ""
    found: dict[tuple[int, int, str, bool], _Step] = {}
    for chunk in chunks(frontier, 300):
        marks = ",".join("?" * len(chunk))
        for near, far, outward in (("source", "target", True), ("target", "source", False)):
            for row in view.rows(
                f"SELECT DISTINCT l.{near} AS near, l.{far} AS far, l.relation, e.degree, e.sort FROM link l"
                f" JOIN fact f ON f.id = l.fact JOIN entity e ON e.id = l.{far}"
                f" WHERE l.{near} IN ({marks}) AND {condition}{kinds}"
                f" ORDER BY e.degree DESC, e.sort, e.id LIMIT {_CANDIDATES}",
                (*chunk, *values, *filters.types),
            ):
                key = (row["near"], row["far"], row["relation"], outward)
                found[key] = _Step(row["near"], row["far"], row["relation"], outward, row["degree"], row["sort"])
    return sorted(
        found.values(), key=lambda s: (RELATIONS.index(s.relation), not s.outward, -s.degree, s.sort, s.other)
    )


def _fair(steps: list[_Step]) -> list[int]:
    """The far ends, one from each relation and direction in turn."""
    groups: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for step in steps:
        groups[step.relation, step.outward].append(step.other)
    order: dict[int, None] = {}
    for place in range(max(map(len, groups.values()), default=0)):
        for members in groups.values():
            if place < len(members):
                order[members[place]] = None
    return list(order)


def _more(steps: list[_Step], shown: set[int]) -> tuple[More, ...]:
    totals: dict[tuple[str, bool], set[int]] = defaultdict(set)
    for step in steps:
        totals[step.relation, step.outward].add(step.other)
    return tuple(
        More(relation, "out" if outward else "in", len(members), len(members & shown))
        for (relation, outward), members in totals.items()
    )


def _edges(view: View, shown: set[int], filters: Filters) -> list[tuple[int, int, Edge]]:
    condition, values = _condition(filters)
    found = []
    for chunk in chunks(sorted(shown), 300):
        marks = ",".join("?" * len(chunk))
        for row in view.rows(
            f"SELECT l.source, l.target, l.relation, s.iri AS source_iri, t.iri AS target_iri, f.* FROM link l"
            f" JOIN fact f ON f.id = l.fact JOIN entity s ON s.id = l.source JOIN entity t ON t.id = l.target"
            f" WHERE l.source IN ({marks}) AND {condition} ORDER BY l.source, l.target, l.relation, f.iri",
            (*chunk, *values),
        ):
            if row["target"] in shown:
                edge = Edge(
                    row["iri"], row["relation"], row["source_iri"], row["target_iri"], row["year"], row["level"],
                    row["rank"], row["post"], row["role"], row["confidence"], row["evidences"],
                )  # fmt: skip
                found.append((row["source"], row["target"], edge))
    return found


def _nodes(view: View, hop: dict[int, int], edges: list[tuple[int, int, Edge]]) -> tuple[Node, ...]:
    """The nodes, focus first, then by hop and name; `hidden` counts distinct neighbours that are not shown."""
    nodes = []
    for chunk in chunks(sorted(hop), 300):
        marks = ",".join("?" * len(chunk))
        neighbours: dict[int, int] = {
            row["near"]: row["n"]
            for row in view.rows(
                f"SELECT near, count(*) AS n FROM (SELECT source AS near, target AS far FROM link WHERE source IN ({marks})"
                f" UNION SELECT target, source FROM link WHERE target IN ({marks})) GROUP BY near",
                (*chunk, *chunk),
            )
        }
        for row in view.rows(f"SELECT * FROM entity WHERE id IN ({marks})", chunk):
            beside = {b if a == row["id"] else a for a, b, _ in edges if row["id"] in (a, b)}
            hidden = neighbours.get(row["id"], 0) - len(beside)
            nodes.append(
                (hop[row["id"]], row["sort"], Node(
                    row["iri"], row["type"], row["label"], row["level"], row["degree"], row["awards"],
                    hop[row["id"]], hidden, row["x"], row["y"],
                ))
            )  # fmt: skip
    return tuple(node for _, _, node in sorted(nodes, key=lambda n: (n[0], n[1], n[2].iri)))


def _focus(view: View, number: int) -> Ref:
    row = view.rows("SELECT iri, type, label FROM entity WHERE id = ?", (number,))[0]
    return Ref(row["iri"], row["type"], row["label"])


def _years(view: View, focus: int) -> tuple[Count, ...]:
    """Conferrals of the focus by year, its enterprises' included, for the year bars."""
    rows = view.rows(
        "SELECT year AS y, count(*) AS n FROM fact WHERE predicate = 'conferral' AND year IS NOT NULL"
        " AND (subject = ?1 OR object = ?1 OR enterprise = ?1) GROUP BY year ORDER BY year",
        (focus,),
    )
    return tuple(Count(str(row["y"]), row["n"]) for row in rows)
