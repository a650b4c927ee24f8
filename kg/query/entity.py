"""Everything the graph knows about one entity: names, facts both ways, posts over time, documents, what disagrees."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kg.errors import NotFound
from kg.query.answers import Count, DocumentRef, EvidenceItem, FactItem, Ref
from kg.query.view import View, bounded, evidence_of, facts_of, next_cursor, number_of, refs

ALIASES = 200
DOCUMENTS = 50


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts of one predicate in one direction (`out`: the entity is the subject); `total` counts all of them."""

    predicate: str
    direction: str
    total: int
    truncated: bool
    items: tuple[FactItem, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class DocumentCount:
    """A document and how often it names the entity."""

    document: DocumentRef
    mentions: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts that can't well all be true, or are worth a look; `kind` is year, level, circle or parent."""

    kind: str
    facts: tuple[FactItem, ...]


@dataclass(frozen=True, slots=True)
class EntityAnswer:
    """One entity; `parents` go up to the group, nearest first."""

    snapshot: str
    entity: Ref
    aliases: tuple[str, ...]
    level: str | None
    degree: int
    awards: int
    parents: tuple[Ref, ...]
    groups: tuple[FactGroup, ...]
    posts: tuple[FactItem, ...]
    documents: tuple[DocumentCount, ...]
    document_total: int
    years: tuple[Count, ...]
    merges: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def entity(view: View, iri: str, *, limit: int = 20, evidence: int = 1) -> EntityAnswer:
    """What is known about an entity or theme, at most `limit` facts a group. Raises NotFound, UsageError."""
    bounded(limit, least=1, most=200, name="limit")
    bounded(evidence, least=0, most=10, name="evidence")
    number = number_of(view, iri)
    row = view.rows("SELECT * FROM entity WHERE id = ?", (number,))[0]
    ref = Ref(row["iri"], row["type"], row["label"])
    aliases = view.rows(
        "SELECT text FROM name WHERE entity = ? AND kind = 'alias' ORDER BY id LIMIT ?", (number, ALIASES)
    )
    posts = view.rows(
        "SELECT * FROM fact WHERE predicate = 'holdsPost' AND (subject = ? OR object = ?)"
        " ORDER BY coalesce(first_date, '9999'), post, iri LIMIT ?",
        (number, number, limit),
    )
    years = view.rows(
        "SELECT year AS k, count(*) AS n FROM fact WHERE predicate = 'conferral' AND year IS NOT NULL"
        " AND (subject = ?1 OR object = ?1 OR enterprise = ?1) GROUP BY year ORDER BY year",
        (number,),
    )
    merges = view.rows("SELECT note FROM merge WHERE entity = ? ORDER BY note LIMIT ?", (number, ALIASES))
    return EntityAnswer(
        snapshot=view.id,
        entity=ref,
        aliases=tuple(a["text"] for a in aliases),
        level=row["level"],
        degree=row["degree"],
        awards=row["awards"],
        parents=parents_of(view, number),
        groups=_groups(view, number, limit, evidence),
        posts=facts_of(view, posts, evidence=evidence),
        documents=_documents(view, number),
        document_total=view.value("SELECT count(DISTINCT document) FROM mention WHERE entity = ?", (number,)),
        years=tuple(Count(str(y["k"]), y["n"]) for y in years),
        merges=tuple(m["note"] for m in merges),
        conflicts=conflicts(view, number=number, limit=limit),
    )


def parents_of(view: View, number: int) -> tuple[Ref, ...]:
    """The organisations above one, nearest first, up to the group."""
    way = view.way_up(number)
    named = refs(view, way)
    return tuple(named[n] for n in way)


def facts_about(
    view: View, iri: str, *, predicate: str, direction: str = "out", limit: int = 50, offset: int = 0, evidence: int = 1
) -> FactGroup:
    """One page of an entity's facts of one predicate; `direction` is out (subject) or in (object)."""
    bounded(limit, least=1, most=200, name="limit")
    return _group(view, number_of(view, iri), predicate, direction, limit, offset, evidence)


def evidence(view: View, fact: str, *, limit: int = 20, offset: int = 0) -> tuple[FactItem, tuple[EvidenceItem, ...]]:
    """A fact and who says so, the surest evidence first. Raises NotFound."""
    bounded(limit, least=1, most=200, name="limit")
    rows = view.rows("SELECT * FROM fact WHERE iri = ?", (fact,))
    if not rows:
        raise NotFound(f"no fact {fact}")
    proofs = evidence_of(view, rows, most=limit, offset=offset)
    return facts_of(view, rows)[0], proofs.get(rows[0]["id"], ())


def conflicts(view: View, *, number: int | None = None, limit: int = 20) -> tuple[Conflict, ...]:
    """Facts that disagree, of one entity or all.

    year: one recipient, award and rank in two years that are neighbours; level: one conferral told with several levels;
    circle: a hierarchy that would close a circle; parent: one placed under two that don't contain each other.
    """
    mine = "" if number is None else " AND (a.subject = ? OR a.object = ?)"
    values: tuple[int, ...] = () if number is None else (number, number)
    pair = "a.subject = b.subject AND a.object = b.object AND a.id < b.id AND a.rank IS b.rank AND a.level IS b.level"
    found: list[tuple[str, tuple[int, ...]]] = []
    for row in view.rows(
        f"SELECT a.id AS left_id, b.id AS right_id FROM fact a JOIN fact b ON {pair} AND abs(a.year - b.year) = 1"
        f" AND b.predicate = 'conferral' WHERE a.predicate = 'conferral'{mine} ORDER BY a.id, b.id LIMIT ?",
        (*values, limit),
    ):
        found.append(("year", (row["left_id"], row["right_id"])))
    for kind, condition in (("level", "a.levels IS NOT NULL"), ("circle", "a.disputed")):
        rows = view.rows(f"SELECT id FROM fact a WHERE {condition}{mine} ORDER BY id LIMIT ?", (*values, limit))
        found += [(kind, (row["id"],)) for row in rows]
    mine, values = ("", ()) if number is None else (" AND p.child = ?", (number,))
    for row in view.rows(
        f"SELECT p.fact AS left_id, q.fact AS right_id FROM parent p JOIN parent q ON p.child = q.child"
        f" AND p.parent < q.parent AND p.relation = q.relation WHERE 1{mine} ORDER BY p.fact, q.fact LIMIT ?",
        (*values, limit),
    ):
        found.append(("parent", (row["left_id"], row["right_id"])))
    return tuple(Conflict(kind, facts_of(view, _facts(view, pair), evidence=1)) for kind, pair in found[:limit])


def _facts(view: View, numbers: tuple[int, ...]) -> list[sqlite3.Row]:
    return view.rows(f"SELECT * FROM fact WHERE id IN ({','.join('?' * len(numbers))}) ORDER BY id", numbers)


def _groups(view: View, number: int, limit: int, evidence: int) -> tuple[FactGroup, ...]:
    kinds = view.rows(
        "SELECT predicate, 'out' AS direction, count(*) AS n FROM fact WHERE subject = ?1 GROUP BY predicate UNION ALL"
        " SELECT predicate, 'in', count(*) FROM fact WHERE object = ?1 GROUP BY predicate UNION ALL"
        " SELECT predicate, 'conferrer', count(*) FROM fact WHERE conferrer = ?1 GROUP BY predicate UNION ALL"
        " SELECT predicate, 'project', count(*) FROM fact WHERE project = ?1 GROUP BY predicate ORDER BY 1, 2",
        (number,),
    )
    return tuple(_group(view, number, k["predicate"], k["direction"], limit, 0, evidence) for k in kinds)


def _group(
    view: View, number: int, predicate: str, direction: str, limit: int, offset: int, evidence: int
) -> FactGroup:
    column = {"out": "subject", "in": "object", "conferrer": "conferrer", "project": "project"}.get(direction)
    if column is None:
        raise NotFound(f"no direction {direction!r}", hint="out, in, conferrer or project")
    total = view.value(f"SELECT count(*) FROM fact WHERE {column} = ? AND predicate = ?", (number, predicate))
    other = "object" if column == "subject" else "subject"
    rows = view.rows(
        f"SELECT f.* FROM fact f JOIN entity e ON e.id = f.{other} WHERE f.{column} = ? AND f.predicate = ?"
        " ORDER BY f.year DESC, e.sort, f.post, f.iri LIMIT ? OFFSET ?",
        (number, predicate, limit, offset),
    )
    items = facts_of(view, rows, evidence=evidence)
    more = next_cursor(view, offset, len(items), total)
    return FactGroup(predicate, direction, total, more is not None, items, more)


def _documents(view: View, number: int) -> tuple[DocumentCount, ...]:
    rows = view.rows(
        "SELECT d.key, d.iri, d.title, d.date, count(*) AS n FROM mention m JOIN document d ON d.id = m.document"
        " WHERE m.entity = ? GROUP BY d.id ORDER BY n DESC, d.date DESC, d.key LIMIT ?",
        (number, DOCUMENTS),
    )
    return tuple(DocumentCount(DocumentRef(r["key"], r["iri"], r["title"], r["date"]), r["n"]) for r in rows)
