"""Who is under whom: a tree of enterprises and their units, children a page at a time, with the awards of each."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kg.model import ORGANIZATION_TYPES
from kg.query.answers import Ref
from kg.query.entity import parents_of
from kg.query.view import View, bounded, next_cursor, number_of

MOST_BOXES = 300
_TOP = "e.id, e.iri, e.type, e.label, e.awards, e.awards_total, NULL AS relation, NULL AS fact, NULL AS first_date"


@dataclass(frozen=True, slots=True)
class Box:
    """One organisation of the tree; `relation` and `fact` tie it to the box above.

    `awards` counts what counts for this enterprise (its people, units, projects included), `awards_total` also
    everything below; `child_total` all children, of which `children` may hold only a page. `more` = not shown here.
    """

    entity: Ref
    relation: str | None
    fact: str | None
    since: str | None
    awards: int
    awards_total: int
    child_total: int
    more: int
    children: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """A tree below `root`; `parents` lead up from it to the group."""

    snapshot: str
    parents: tuple[Ref, ...]
    root: Box
    truncated: bool


@dataclass(frozen=True, slots=True)
class Roots:
    """Organisations with something below and nothing above, the largest first."""

    snapshot: str
    total: int
    offset: int
    truncated: bool
    items: tuple[Box, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class _Options:
    types: tuple[str, ...]
    page: int
    as_of: str | None


def hierarchy(
    view: View,
    iri: str,
    *,
    depth: int = 2,
    page: int = 20,
    offset: int = 0,
    units: bool = True,
    as_of: str | None = None,
) -> Hierarchy:
    """The tree below an organisation, `depth` levels, `page` children a box (those of the root after `offset`).

    `as_of` (yyyy, yyyy-mm or yyyy-mm-dd) leaves out what no document up to then says, and awards of later years.
    Raises NotFound, UsageError.
    """
    bounded(depth, least=0, most=6, name="depth")
    bounded(page, least=1, most=100, name="page")
    bounded(offset, least=0, most=100_000, name="offset")
    options = _Options(ORGANIZATION_TYPES if units else ("Enterprise",), page, as_of)
    number = number_of(view, iri)
    row = view.rows(f"SELECT {_TOP} FROM entity e WHERE e.id = ?", (number,))[0]
    budget = [MOST_BOXES]
    root = _box(view, row, depth, offset, options, budget, (number,))
    return Hierarchy(view.id, parents_of(view, number), root, budget[0] <= 0)


def roots(view: View, *, limit: int = 20, offset: int = 0) -> Roots:
    """Where to begin: organisations above others that stand under none."""
    bounded(limit, least=1, most=100, name="limit")
    top = "EXISTS (SELECT 1 FROM parent WHERE parent = e.id) AND NOT EXISTS (SELECT 1 FROM parent WHERE child = e.id)"
    total = view.value(f"SELECT count(*) FROM entity e WHERE {top}")
    rows = view.rows(
        f"SELECT {_TOP}, (SELECT count(*) FROM ancestor WHERE ancestor = e.id) AS size FROM entity e WHERE {top}"
        " ORDER BY size DESC, e.awards DESC, e.sort, e.id LIMIT ? OFFSET ?",
        (limit, offset),
    )
    options = _Options(ORGANIZATION_TYPES, 1, None)
    items = tuple(_box(view, row, 0, 0, options, [1], (row["id"],)) for row in rows)
    more = next_cursor(view, offset, len(items), total)
    return Roots(view.id, total, offset, more is not None, items, more)


def _box(
    view: View, row: sqlite3.Row, depth: int, offset: int, options: _Options, budget: list[int], above: tuple[int, ...]
) -> Box:
    budget[0] -= 1
    children, total = _children(view, row["id"], offset, options)
    below = []
    if depth > 0:
        for child in children:
            if budget[0] > 0 and child["id"] not in above:
                below.append(_box(view, child, depth - 1, 0, options, budget, (*above, child["id"])))
    own, whole = _awards(view, row, options.as_of)
    return Box(
        entity=Ref(row["iri"], row["type"], row["label"]),
        relation=row["relation"],
        fact=row["fact"],
        since=row["first_date"],
        awards=own,
        awards_total=whole,
        child_total=total,
        more=max(0, total - offset - len(below)),
        children=tuple(below),
    )


def _children(view: View, number: int, offset: int, options: _Options) -> tuple[list[sqlite3.Row], int]:
    kinds = ",".join("?" * len(options.types))
    where = f"p.parent = ? AND e.type IN ({kinds}) AND (? IS NULL OR p.first_date IS NULL OR p.first_date <= ?)"
    until = None if options.as_of is None else f"{options.as_of}~"  # "2021~" sorts after every date of 2021
    values = (number, *options.types, until, until)
    rows = view.rows(
        f"SELECT e.id, e.iri, e.type, e.label, e.awards, e.awards_total, p.relation, f.iri AS fact, p.first_date,"
        " (SELECT count(*) FROM ancestor WHERE ancestor = e.id) AS size"
        f" FROM parent p JOIN entity e ON e.id = p.child LEFT JOIN fact f ON f.id = p.fact WHERE {where}"
        " ORDER BY e.type, size DESC, e.awards DESC, e.sort, e.id LIMIT ? OFFSET ?",
        (*values, options.page, offset),
    )
    total = view.value(f"SELECT count(*) FROM parent p JOIN entity e ON e.id = p.child WHERE {where}", values)
    return rows, total


def _awards(view: View, row: sqlite3.Row, as_of: str | None) -> tuple[int, int]:
    """Conferrals that count for an organisation, and for it with all below."""
    if as_of is None:
        return row["awards"], row["awards_total"]
    year, number = int(as_of[:4]), row["id"]
    within = "predicate = 'conferral' AND coalesce(year, CAST(substr(first_date, 1, 4) AS INTEGER), 0) <= ?2"
    own = view.value(f"SELECT count(*) FROM fact WHERE {within} AND (enterprise = ?1 OR subject = ?1)", (number, year))
    below = "SELECT ?1 UNION SELECT entity FROM ancestor WHERE ancestor = ?1"
    whole = view.value(
        f"SELECT count(*) FROM (SELECT id FROM fact WHERE {within} AND enterprise IN ({below})"
        f" UNION SELECT id FROM fact WHERE {within} AND subject IN ({below}))",
        (number, year),
    )
    return own, whole
