"""The awards table: one row for each conferral, counted for the right subsidiary, with its parents and its proof.

Pages, REST and the CSV/XLSX exports all show these rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import UsageError
from kg.model import LEVELS
from kg.query.answers import DocumentRef, Ref
from kg.query.view import View, bounded, chunks, next_cursor, number_of, one_line, refs

MOST_ROWS = 1_000
ORDERS = ("subsidiary", "year", "-year", "award", "level", "-confidence", "confidence")


@dataclass(frozen=True, slots=True)
class AwardFilters:
    """Which conferrals: those of an enterprise (with all below unless `own`), of levels, years [first, last], an award
    or an award's name, recipient types, a least confidence. Empty means all."""

    enterprise: str | None = None
    own: bool = False
    levels: tuple[str, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    award: str | None = None
    award_name: str | None = None
    types: tuple[str, ...] = ()
    min_confidence: float = 0.0
    document: str | None = None


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One conferral; `sentence` without the line breaks of the page. `subsidiary` is the enterprise it counts for, `parents` lead from it up to the group; `start` and
    `end` are the proof (half-open) in the document's text; `evidence_count` how many places say so."""

    fact: str
    subsidiary: Ref | None
    parents: tuple[Ref, ...]
    recipient: Ref
    award: Ref
    rank: str | None
    level: str | None
    year: int | None
    period: str | None
    conferrer: Ref | None
    project: Ref | None
    count: int | None
    document: DocumentRef | None
    page: int | None
    sentence: str | None
    quote: str | None
    start: int | None
    end: int | None
    confidence: float | None
    evidence_count: int


@dataclass(frozen=True, slots=True)
class Awards:
    """A page of the awards table; `total` counts all rows the filters leave."""

    snapshot: str
    total: int
    offset: int
    truncated: bool
    items: tuple[AwardRow, ...]
    next: str | None


def awards(
    view: View, filters: AwardFilters | None = None, *, limit: int = 100, offset: int = 0, order: str = "subsidiary"
) -> Awards:
    """A page of conferrals, in stable order. Raises NotFound (no such enterprise or award), UsageError."""
    bounded(limit, least=1, most=MOST_ROWS, name="limit")
    bounded(offset, least=0, most=10_000_000, name="offset")
    if order not in ORDERS:
        raise UsageError(f"没有此排序 unknown order {order!r}", hint=f"known: {', '.join(ORDERS)}")
    condition, values = where(view, filters or AwardFilters())
    total = view.value(f"SELECT count(*) FROM fact f JOIN entity r ON r.id = f.subject WHERE {condition}", values)
    numbers = view.rows(
        f"{_NUMBERS} WHERE {condition} ORDER BY {_ORDER[order]} LIMIT ? OFFSET ?", (*values, limit, offset)
    )
    items = _rows(view, [row["id"] for row in numbers])
    more = next_cursor(view, offset, len(items), total)
    return Awards(view.id, total, offset, more is not None, items, more)


def award_rows(view: View, filters: AwardFilters | None = None, *, page: int = 1_000) -> Iterator[AwardRow]:
    """Every row the filters leave, in the order of `subsidiary`, read `page` at a time, for exports."""
    condition, values = where(view, filters or AwardFilters())
    numbers = [row["id"] for row in view.rows(f"{_NUMBERS} WHERE {condition} ORDER BY {_LAST}", values)]
    for chunk in chunks(numbers, page):
        yield from _rows(view, chunk)


# the order is found over numbers alone, the sentences are fetched for one page
_NUMBERS = """SELECT f.id FROM fact f JOIN entity r ON r.id = f.subject JOIN entity a ON a.id = f.object
  LEFT JOIN entity s ON s.id = f.enterprise"""
_SELECT = """SELECT f.*, coalesce(f.level, a.level) AS known_level, v.page, v.start, v.end, v.quote, v.sentence,
  v.confidence AS proof_confidence, d.key, d.iri AS document_iri, d.title, d.date
  FROM fact f JOIN entity a ON a.id = f.object LEFT JOIN evidence v ON v.id = f.best LEFT JOIN document d ON d.id = v.document"""
_LAST = "s.sort IS NULL, s.sort, s.iri, f.year DESC, a.sort, r.sort, f.iri"
_ORDER = {
    "subsidiary": _LAST,
    "year": f"f.year IS NULL, f.year, {_LAST}",
    "-year": f"f.year DESC, {_LAST}",
    "award": f"a.sort, a.iri, {_LAST}",
    "level": "CASE coalesce(f.level, a.level) "
    + " ".join(f"WHEN '{level}' THEN {place}" for place, level in enumerate(LEVELS))
    + f" ELSE 99 END, {_LAST}",
    "confidence": f"f.confidence, {_LAST}",
    "-confidence": f"f.confidence DESC, {_LAST}",
}


def where(view: View, filters: AwardFilters) -> tuple[str, list[object]]:
    """SQL condition over fact f and recipient r, and its values. Raises NotFound, UsageError on unknown levels."""
    parts, values = ["f.predicate = 'conferral'", "coalesce(f.confidence, 1) >= ?"], [filters.min_confidence]
    bound: list[object] = list(values)
    if filters.enterprise is not None:
        number = number_of(view, filters.enterprise)
        below = "" if filters.own else f" UNION SELECT entity FROM ancestor WHERE ancestor = {number}"
        parts.append(f"(f.enterprise IN (SELECT {number}{below}) OR f.subject IN (SELECT {number}{below}))")
    if filters.levels:
        for level in filters.levels:
            if level not in LEVELS:
                raise UsageError(f"没有此级别 unknown level {level!r}", hint=f"known: {', '.join(LEVELS)}")
        marks = ",".join("?" * len(filters.levels))
        parts.append(f"coalesce(f.level, (SELECT level FROM entity WHERE id = f.object), 'unknown') IN ({marks})")
        bound += filters.levels
    for bound_year, sign in zip(filters.years, (">=", "<="), strict=True):
        if bound_year is not None:
            parts.append(f"f.year {sign} ?")
            bound.append(bound_year)
    if filters.award is not None:
        parts.append("f.object = ?")
        bound.append(number_of(view, filters.award))
    if filters.award_name is not None:
        parts.append("f.object IN (SELECT entity FROM name WHERE instr(text, ?) > 0)")
        bound.append(filters.award_name)
    if filters.types:
        parts.append(f"r.type IN ({','.join('?' * len(filters.types))})")
        bound += filters.types
    if filters.document is not None:
        parts.append("f.id IN (SELECT e.fact FROM evidence e JOIN document d ON d.id = e.document WHERE d.key = ?)")
        bound.append(filters.document)
    return " AND ".join(parts), bound


def _rows(view: View, numbers: Sequence[int]) -> tuple[AwardRow, ...]:
    found: dict[int, sqlite3.Row] = {}
    for chunk in chunks(numbers):
        marks = ",".join("?" * len(chunk))
        found.update((row["id"], row) for row in view.rows(f"{_SELECT} WHERE f.id IN ({marks})", chunk))
    rows = [found[number] for number in numbers]
    ways = {e: view.way_up(e) for e in {row["enterprise"] for row in rows} if e is not None}
    keys = ("subject", "object", "conferrer", "project", "enterprise")
    named = refs(view, [row[k] for row in rows for k in keys] + [n for way in ways.values() for n in way])
    return tuple(
        AwardRow(
            fact=row["iri"],
            subsidiary=named.get(row["enterprise"]),
            parents=tuple(named[n] for n in ways.get(row["enterprise"], ())),
            recipient=named[row["subject"]],
            award=named[row["object"]],
            rank=row["rank"],
            level=row["known_level"],
            year=row["year"],
            period=row["period"],
            conferrer=named.get(row["conferrer"]),
            project=named.get(row["project"]),
            count=row["count"],
            document=None
            if row["key"] is None
            else DocumentRef(row["key"], row["document_iri"], row["title"], row["date"]),
            page=row["page"],
            sentence=None if row["sentence"] is None else one_line(row["sentence"]),
            quote=row["quote"],
            start=row["start"],
            end=row["end"],
            confidence=row["confidence"],
            evidence_count=row["evidences"],
        )
        for row in rows
    )
