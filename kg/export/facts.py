"""Every fact with its evidence: a row for each piece of evidence, or (JSON Lines) an object a fact with all of it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.table import LEVELS, PREDICATES, ROLES, TYPES, Column, Table, named
from kg.query import View
from kg.query.answers import EvidenceItem, FactItem, Ref
from kg.query.view import chunks, facts_of

_ALL = 1_000_000  # evidence of one fact


def all_facts(view: View, *, min_confidence: float = 0.0, evidence: int = _ALL) -> Iterator[FactItem]:
    """The facts in a stable order (predicate, subject, object, IRI), each with its evidence, the surest first."""
    found = view.rows(
        "SELECT f.id FROM fact f JOIN entity s ON s.id = f.subject JOIN entity o ON o.id = f.object"
        " WHERE coalesce(f.confidence, 1) >= ? ORDER BY f.predicate, s.iri, o.iri, f.iri",
        (min_confidence,),
    )
    for chunk in chunks([row["id"] for row in found]):
        marks = ",".join("?" * len(chunk))
        rows = {row["id"]: row for row in view.rows(f"SELECT * FROM fact WHERE id IN ({marks})", chunk)}
        yield from facts_of(view, [rows[number] for number in chunk], evidence=evidence)


def facts_table(view: View, *, min_confidence: float = 0.0, lang: str = "zh") -> Table:
    """One row a piece of evidence: a fact is as many rows as it has places that say so; JSON Lines has one object a
    fact, with all its evidence in it."""
    items = (
        (fact, proof) for fact in all_facts(view, min_confidence=min_confidence) for proof in fact.evidence or (None,)
    )
    objects = all_facts(view, min_confidence=min_confidence)
    return Table("facts", COLUMNS, items, lang, (("snapshot", view.id),), objects)


_Row = tuple[FactItem, EvidenceItem | None]


def _ref(ref: Ref | None) -> str | None:
    return None if ref is None else ref.label


COLUMNS: tuple[Column, ...] = (
    Column("subject", "主体", "subject", lambda r, _: r[0].subject.label, width=28),
    Column("subject_type", "主体类型", "subject type", lambda r, n: named(TYPES, r[0].subject.type, n), width=10),
    Column("predicate", "关系", "predicate", lambda r, n: named(PREDICATES, r[0].predicate, n), width=14),
    Column("object", "客体", "object", lambda r, _: r[0].object.label, width=28),
    Column("object_type", "客体类型", "object type", lambda r, n: named(TYPES, r[0].object.type, n), width=10),
    Column("post", "职务", "post", lambda r, _: r[0].post, width=14),
    Column("role", "角色", "role", lambda r, n: named(ROLES, r[0].role, n), width=10),
    Column("rank", "等级", "rank", lambda r, _: r[0].rank, width=10),
    Column("level", "级别", "level", lambda r, n: named(LEVELS, r[0].level, n), width=10),
    Column("year", "年份", "year", lambda r, _: r[0].year, int, 8),
    Column("period", "期间", "period", lambda r, _: r[0].period, width=12),
    Column("count", "数量", "count", lambda r, _: r[0].count, int, 6),
    Column("conferrer", "授奖单位", "conferrer", lambda r, _: _ref(r[0].conferrer), width=24),
    Column("project", "项目", "project", lambda r, _: _ref(r[0].project), width=28),
    Column("confidence", "置信度", "confidence", lambda r, _: r[0].confidence, float, 8),
    Column("disputed", "存疑", "disputed", lambda r, _: int(r[0].disputed), int, 6),
    Column("document", "文档", "document", lambda r, _: r[1] and (r[1].document.title or r[1].document.id), width=32),
    Column("document_date", "文档日期", "document date", lambda r, _: r[1] and r[1].document.date, width=12),
    Column("page", "页", "page", lambda r, _: r[1] and r[1].page, int, 6),
    Column("sentence", "原句", "sentence", lambda r, _: r[1] and " ".join(r[1].sentence.split()), width=60),
    Column("quote", "引文", "quote", lambda r, _: r[1] and r[1].quote, width=40),
    Column("method", "方法", "method", lambda r, _: r[1] and r[1].method, width=16),
    Column(
        "evidence_confidence", "证据置信度", "evidence confidence", lambda r, _: r[1] and r[1].confidence, float, 10
    ),
    Column("document_id", "文档编号", "document id", lambda r, _: r[1] and r[1].document.id, width=18),
    Column("start", "起", "start", lambda r, _: r[1] and r[1].start, int, 8),
    Column("end", "止", "end", lambda r, _: r[1] and r[1].end, int, 8),
    Column("subject_iri", "主体 IRI", "subject IRI", lambda r, _: r[0].subject.iri, width=20),
    Column("object_iri", "客体 IRI", "object IRI", lambda r, _: r[0].object.iri, width=20),
    Column("fact", "事实 IRI", "fact IRI", lambda r, _: r[0].iri, width=20),
)
