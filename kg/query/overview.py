"""What is in the graph, on one page: counts by class, predicate, year, level; the newest; what is worth a look."""

from __future__ import annotations

from dataclasses import dataclass

from kg.query.answers import Count, FactItem, Ref
from kg.query.documents import DocumentItem, documents
from kg.query.entity import Conflict, conflicts
from kg.query.hierarchy import Box, roots
from kg.query.search import Hit
from kg.query.view import View, bounded, facts_of, next_cursor, refs

LOW = 0.6


@dataclass(frozen=True, slots=True)
class Overview:
    """The counts of a snapshot, its largest groups and best connected entities, its newest documents, what to check."""

    snapshot: str
    entities: int
    facts: int
    evidence: int
    documents: int
    classes: tuple[Count, ...]
    predicates: tuple[Count, ...]
    years: tuple[Count, ...]
    levels: tuple[Count, ...]
    document_years: tuple[Count, ...]
    groups: tuple[Box, ...]
    hubs: tuple[Hit, ...]
    newest: tuple[DocumentItem, ...]
    check: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class ReviewList:
    """What is worth a look: facts told with low confidence (paged), facts that disagree, and `duplicates`: two entities of
    one type that share a name."""

    snapshot: str
    total: int
    offset: int
    truncated: bool
    low_confidence: tuple[FactItem, ...]
    conflicts: tuple[Conflict, ...]
    duplicates: tuple[tuple[Ref, Ref], ...]
    next: str | None


def overview(view: View, *, limit: int = 10) -> Overview:
    """The counts of a snapshot; at most `limit` groups, hubs and documents."""
    bounded(limit, least=1, most=50, name="limit")
    hubs = view.rows(
        "SELECT iri, type, label, degree, awards FROM entity WHERE type <> 'PolicyTheme' ORDER BY degree DESC, sort, iri"
        " LIMIT ?",
        (limit,),
    )
    disagree = conflicts(view, limit=200)
    kinds = {kind: sum(c.kind == kind for c in disagree) for kind in ("year", "level", "circle", "parent")}
    low = view.value("SELECT count(*) FROM fact WHERE confidence < ?", (LOW,))
    return Overview(
        snapshot=view.id,
        entities=view.value("SELECT count(*) FROM entity WHERE type <> 'PolicyTheme'"),
        facts=view.value("SELECT count(*) FROM fact"),
        evidence=view.value("SELECT count(*) FROM evidence"),
        documents=view.value("SELECT count(*) FROM document"),
        classes=_counts(view, "SELECT type AS k, count(*) AS n FROM entity GROUP BY type ORDER BY n DESC, k"),
        predicates=_counts(
            view, "SELECT predicate AS k, count(*) AS n FROM fact GROUP BY predicate ORDER BY n DESC, k"
        ),
        years=_counts(
            view,
            "SELECT year AS k, count(*) AS n FROM fact WHERE predicate = 'conferral' AND year IS NOT NULL"
            " GROUP BY year ORDER BY year",
        ),
        levels=_counts(
            view,
            "SELECT coalesce(f.level, a.level, 'unknown') AS k, count(*) AS n FROM fact f JOIN entity a ON a.id = f.object"
            " WHERE predicate = 'conferral' GROUP BY k ORDER BY n DESC, k",
        ),
        document_years=_counts(
            view,
            "SELECT substr(date, 1, 4) AS k, count(*) AS n FROM document WHERE date IS NOT NULL GROUP BY k ORDER BY k",
        ),
        groups=roots(view, limit=limit).items,
        hubs=tuple(Hit(h["iri"], h["type"], h["label"], h["label"], "exact", h["degree"], h["awards"]) for h in hubs),
        newest=documents(view, limit=limit).items,
        check=(Count("confidence", low), *(Count(kind, n) for kind, n in kinds.items())),
    )


def review(view: View, *, limit: int = 50, offset: int = 0, below: float = LOW) -> ReviewList:
    """Facts with a confidence under `below`, the least sure first, and facts that disagree."""
    bounded(limit, least=1, most=200, name="limit")
    bounded(offset, least=0, most=1_000_000, name="offset")
    total = view.value("SELECT count(*) FROM fact WHERE confidence < ?", (below,))
    rows = view.rows(
        "SELECT * FROM fact WHERE confidence < ? ORDER BY confidence, iri LIMIT ? OFFSET ?", (below, limit, offset)
    )
    more = next_cursor(view, offset, len(rows), total)
    low = facts_of(view, rows, evidence=1)
    return ReviewList(
        view.id, total, offset, more is not None, low, conflicts(view, limit=limit), _duplicates(view, limit), more
    )


def _duplicates(view: View, limit: int) -> tuple[tuple[Ref, Ref], ...]:
    """Pairs of entities of one type with a name in common, the best connected first."""
    rows = view.rows(
        "SELECT DISTINCT a.entity AS left_id, b.entity AS right_id, x.degree + y.degree AS degree"
        " FROM name a JOIN name b ON b.norm = a.norm AND b.entity > a.entity"
        " JOIN entity x ON x.id = a.entity JOIN entity y ON y.id = b.entity AND y.type = x.type"
        " WHERE x.type <> 'PolicyTheme' ORDER BY degree DESC, left_id, right_id LIMIT ?",
        (limit,),
    )
    named = refs(view, (row[key] for row in rows for key in ("left_id", "right_id")))
    return tuple((named[row["left_id"]], named[row["right_id"]]) for row in rows)


def _counts(view: View, sql: str) -> tuple[Count, ...]:
    return tuple(Count(str(row["k"]), row["n"]) for row in view.rows(sql))
