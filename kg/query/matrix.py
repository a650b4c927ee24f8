"""Subsidiary × year (or level, or award): how many conferrals, with all below rolled up on request."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from kg.errors import UsageError
from kg.model import LEVELS
from kg.query.answers import Ref
from kg.query.awards import AwardFilters, where
from kg.query.tables.rollup import ancestors
from kg.query.view import View, bounded, chunks, next_cursor, refs

COLUMNS = ("year", "level", "award", "type")
MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A count other than 0; `column` is a key of the matrix's columns."""

    column: str
    count: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One enterprise; `depth` its steps below the group, `parent` the one above, `total` over all columns."""

    enterprise: Ref
    parent: Ref | None
    depth: int
    total: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key for filters and its words; `unknown` holds what has no year or level."""

    key: str
    label: str
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows by columns; `rolled_up` when a row counts everything below it (then rows overlap and don't add up)."""

    snapshot: str
    by: str
    rolled_up: bool
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    total: int
    row_total: int
    offset: int
    truncated: bool
    next: str | None


def matrix(
    view: View,
    filters: AwardFilters | None = None,
    *,
    by: str = "year",
    roll_up: bool = False,
    limit: int = 100,
    offset: int = 0,
) -> Matrix:
    """Conferrals counted per enterprise and year, level, award or recipient type, the most honoured first.

    Conferrals that count for no enterprise are left out of the rows and in `total`. Raises NotFound, UsageError.
    """
    if by not in COLUMNS:
        raise UsageError(f"没有此列 unknown column {by!r}", hint=f"known: {', '.join(COLUMNS)}")
    bounded(limit, least=1, most=1_000, name="limit")
    bounded(offset, least=0, most=1_000_000, name="offset")
    condition, values = where(view, filters or AwardFilters())
    key = {
        "year": "CAST(f.year AS TEXT)",
        "level": "coalesce(f.level, a.level, 'unknown')",
        "award": "a.iri",
        "type": "r.type",
    }[by]
    found = view.rows(
        f"SELECT f.enterprise, coalesce({key}, 'unknown') AS k, count(*) AS n FROM fact f JOIN entity r ON r.id = f.subject"
        f" JOIN entity a ON a.id = f.object WHERE {condition} GROUP BY 1, 2 ORDER BY 1, 2",
        values,
    )
    cells: dict[int, Counter[str]] = defaultdict(Counter)
    sums: Counter[str] = Counter()
    above = view.above()
    for row in found:
        sums[row["k"]] += row["n"]
        if row["enterprise"] is not None:
            cells[row["enterprise"]][row["k"]] += row["n"]
    if roll_up:
        cells = _rolled(cells, above)
    columns = _columns(view, by, sums)
    shown = {column.key for column in columns}
    ways = {e: view.way_up(e) for e in cells}
    named = refs(view, [*cells, *(n for way in ways.values() for n in way)])
    order = sorted(
        (e for e in cells if named[e].type == "Enterprise"),
        key=lambda e: (-sum(cells[e].values()), named[e].label, named[e].iri),
    )
    rows = tuple(
        MatrixRow(
            enterprise=named[e],
            parent=named[ways[e][0]] if ways[e] else None,
            depth=len(ways[e]),
            total=sum(cells[e].values()),
            cells=tuple(Cell(c.key, cells[e][c.key]) for c in columns if cells[e][c.key]),
        )
        for e in order[offset : offset + limit]
    )
    more = next_cursor(view, offset, len(rows), len(order))
    cut = len(shown) < len(sums) or more is not None
    return Matrix(view.id, by, roll_up, columns, rows, sum(sums.values()), len(order), offset, cut, more)


def _rolled(cells: dict[int, Counter[str]], above: dict[int, list[int]]) -> dict[int, Counter[str]]:
    """Each count also for every enterprise above, once each."""
    whole: dict[int, Counter[str]] = defaultdict(Counter)
    for enterprise, counts in cells.items():
        for node in (enterprise, *ancestors(above, enterprise)):
            whole[node].update(counts)
    return whole


def _columns(view: View, by: str, sums: Counter[str]) -> tuple[Column, ...]:
    """Years ascending, levels from the highest, awards and types by frequency; unknown last."""
    keys = list(sums)
    labels: dict[str, str] = {}
    if by == "award":
        for chunk in chunks(range(len(keys))):
            part = [keys[i] for i in chunk]
            for row in view.rows(f"SELECT iri, label FROM entity WHERE iri IN ({','.join('?' * len(part))})", part):
                labels[row["iri"]] = row["label"]
    if by == "level":
        keys.sort(key=lambda k: LEVELS.index(k) if k in LEVELS else len(LEVELS))
    elif by == "year":
        keys.sort(key=lambda k: (k == "unknown", k))
    else:
        keys.sort(key=lambda k: (-sums[k], labels.get(k, k)))
    return tuple(Column(k, labels.get(k, k), sums[k]) for k in keys[:MOST_COLUMNS])
