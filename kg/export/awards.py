"""The awards table as columns: the subsidiary an award counts for, its parents up to the group, and the proof."""

from __future__ import annotations

import re

from kg.errors import NotFound, UsageError
from kg.export.table import LEVELS, TYPES, Column, Table, named
from kg.model import ORGANIZATION_TYPES
from kg.query import View
from kg.query.answers import Ref
from kg.query.awards import AwardFilters, AwardRow, award_rows
from kg.query.search import search

BETWEEN = " > "


def awards_table(view: View, filters: AwardFilters | None = None, *, lang: str = "zh") -> Table:
    """One row a conferral; a person's, a workshop's or a project's award counts for its enterprise.

    `parents` lead from the subsidiary up to the group, joined by ` > `; `group` is the last of them.
    """
    return Table("awards", COLUMNS, award_rows(view, filters), lang, (("snapshot", view.id),))


def enterprise_iri(view: View, name: str) -> str:
    """The IRI of the organisation meant by an IRI or a name; raises NotFound, or UsageError when several answer."""
    if view.value("SELECT 1 FROM entity WHERE iri = ?", (name,)):
        return name
    hits = search(view, name[:200], types=ORGANIZATION_TYPES, limit=6).items
    exact = [hit for hit in hits if hit.match == "exact"]
    if len(exact) == 1 or len(hits) == 1:
        return (exact or hits)[0].iri
    if not hits:
        raise NotFound(f"没有名为 {name} 的单位 nothing is called {name!r}", hint="kg query 可查名称 finds names")
    meant = "、".join(f"{hit.label} <{hit.iri}>" for hit in hits)
    raise UsageError(f"{name} 可能指多个单位 may mean several organisations", hint=meant)


def year_range(text: str) -> tuple[int | None, int | None]:
    """Years as [first, last]: `2021`, `2019-2022`, `2019-`, `-2022`. Raises UsageError.

    >>> year_range("2019-2022"), year_range("2021")
    ((2019, 2022), (2021, 2021))
    """
    found = re.fullmatch(r"(\d{4})?(-)?(\d{4})?", text.strip())
    if found is None or not (found[1] or found[3]) or (found[1] and found[3] and not found[2]):
        raise UsageError(
            f"不是年份或年份范围 not a year or range of years: {text!r}", hint="2021, 2019-2022, 2019-, -2022"
        )
    first, last = (int(part) if part else None for part in (found[1], found[3]))
    if first is not None and last is not None and last < first:
        raise UsageError(f"年份范围前大后小 the range ends before it begins: {text!r}", hint=f"{last}-{first}")
    return (first, last) if found[2] else (first, first)


def _label(ref: Ref | None) -> str | None:
    return None if ref is None else ref.label


def _group(row: AwardRow) -> str | None:
    return _label(row.parents[-1] if row.parents else row.subsidiary)


COLUMNS: tuple[Column, ...] = (
    Column("subsidiary", "所属企业", "subsidiary", lambda r, _: _label(r.subsidiary), width=28),
    Column("parents", "上级企业", "parents", lambda r, _: BETWEEN.join(p.label for p in r.parents) or None, width=36),
    Column("group", "集团", "group", lambda r, _: _group(r), width=24),
    Column("recipient", "获奖者", "recipient", lambda r, _: r.recipient.label, width=28),
    Column("recipient_type", "获奖者类型", "recipient type", lambda r, n: named(TYPES, r.recipient.type, n), width=10),
    Column("award", "奖项", "award", lambda r, _: r.award.label, width=32),
    Column("rank", "等级", "rank", lambda r, _: r.rank, width=10),
    Column("level", "级别", "level", lambda r, n: named(LEVELS, r.level, n), width=10),
    Column("year", "年份", "year", lambda r, _: r.year, int, 8),
    Column("period", "期间", "period", lambda r, _: r.period, width=12),
    Column("conferrer", "授奖单位", "conferrer", lambda r, _: _label(r.conferrer), width=24),
    Column("project", "项目", "project", lambda r, _: _label(r.project), width=28),
    Column("count", "数量", "count", lambda r, _: r.count, int, 6),
    Column("document", "文档", "document", lambda r, _: r.document and (r.document.title or r.document.id), width=32),
    Column("document_date", "文档日期", "document date", lambda r, _: r.document and r.document.date, width=12),
    Column("page", "页", "page", lambda r, _: r.page, int, 6),
    Column("sentence", "原句", "sentence", lambda r, _: r.sentence or r.quote, width=60),
    Column("confidence", "置信度", "confidence", lambda r, _: r.confidence, float, 8),
    Column("evidence_count", "证据数", "evidence count", lambda r, _: r.evidence_count, int, 8),
    Column("document_id", "文档编号", "document id", lambda r, _: r.document and r.document.id, width=18),
    Column("start", "起", "start", lambda r, _: r.start, int, 8),
    Column("end", "止", "end", lambda r, _: r.end, int, 8),
    Column("recipient_iri", "获奖者 IRI", "recipient IRI", lambda r, _: r.recipient.iri, width=20),
    Column("award_iri", "奖项 IRI", "award IRI", lambda r, _: r.award.iri, width=20),
    Column("fact", "事实 IRI", "fact IRI", lambda r, _: r.fact, width=20),
)
