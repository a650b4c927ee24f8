"""The documents behind the graph: the list, and one with its text, what it names and what it says."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace
from typing import Any

from kg.errors import NotFound
from kg.query.answers import DocumentRef, FactItem, Highlight, Ref
from kg.query.view import View, bounded, evidence_of, facts_of, next_cursor, number_of

MOST_MENTIONS = 20_000
MOST_FACTS = 2_000
MOST_TEXT = 500_000


@dataclass(frozen=True, slots=True)
class DocumentItem:
    """A line of the list; `sources` are the paths the content was found under."""

    document: DocumentRef
    publisher: str | None
    sources: tuple[str, ...]
    themes: tuple[Ref, ...]
    facts: int


@dataclass(frozen=True, slots=True)
class Documents:
    """A page of the list, the newest first."""

    snapshot: str
    total: int
    offset: int
    truncated: bool
    items: tuple[DocumentItem, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class MentionItem:
    """A stretch [start, end) of the text that names an entity."""

    start: int
    end: int
    entity: str
    surface: str | None
    method: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class PageItem:
    """A page of the original: its number from 1 and its stretch of the text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentAnswer:
    """A document whole: text as it stands, pages, entities named, mentions in reading order, facts with evidence here.

    `offset` is where `text` begins when only a part was asked for; spans always count from the document's beginning.
    """

    snapshot: str
    document: DocumentItem
    length: int
    offset: int
    text: str
    pages: tuple[PageItem, ...]
    entities: tuple[Ref, ...]
    mentions: tuple[MentionItem, ...]
    facts: tuple[FactItem, ...]
    proofs: tuple[Highlight, ...]
    truncated: bool


def documents(
    view: View,
    *,
    query: str = "",
    entity: str | None = None,
    theme: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Documents:
    """Documents whose title or path holds `query`, that name an entity, or are about a theme (by IRI or id)."""
    bounded(limit, least=1, most=200, name="limit")
    bounded(offset, least=0, most=10_000_000, name="offset")
    parts: list[str] = ["1"]
    values: list[object] = []
    if query:
        parts.append("(instr(lower(coalesce(d.title, '')), lower(?)) > 0 OR instr(lower(d.sources), lower(?)) > 0)")
        values += [query, query]
    if entity is not None:
        parts.append("d.id IN (SELECT document FROM mention WHERE entity = ?)")
        values.append(number_of(view, entity))
    if theme is not None:
        number = number_of(view, theme)
        parts.append(
            "d.id IN (SELECT document FROM document_theme WHERE entity = ?"
            " OR entity IN (SELECT theme FROM broader WHERE broader = ?))"
        )
        values += [number, number]
    condition = " AND ".join(parts)
    total = view.value(f"SELECT count(*) FROM document d WHERE {condition}", values)
    rows = view.rows(
        f"SELECT d.* FROM document d WHERE {condition} ORDER BY d.date DESC, d.key LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    more = next_cursor(view, offset, len(rows), total)
    return Documents(view.id, total, offset, more is not None, tuple(_item(view, row) for row in rows), more)


def document(view: View, document_id: str, *, start: int = 0, end: int | None = None) -> DocumentAnswer:
    """A document by id, or the stretch [start, end) of it with what lies inside. Raises NotFound, UsageError.

    At most 500,000 characters, 20,000 mentions and 2,000 facts are given; `truncated` says when there is more (ask for a
    stretch).
    """
    rows = view.rows("SELECT * FROM document WHERE key = ? OR iri = ?", (document_id, document_id))
    if not rows:
        raise NotFound(f"no document {document_id}")
    row = rows[0]
    whole = view.snapshot.document(row["key"])
    text = whole["text"]
    bounded(start, least=0, most=len(text), name="start")
    end = len(text) if end is None else bounded(end, least=start, most=len(text), name="end")
    cut = end - start > MOST_TEXT
    end = min(end, start + MOST_TEXT)
    mentions = view.rows(
        "SELECT m.*, e.iri, e.type, e.label FROM mention m JOIN entity e ON e.id = m.entity"
        " WHERE m.document = ? AND m.start >= ? AND m.end <= ? ORDER BY m.start, m.end DESC, e.iri LIMIT ?",
        (row["id"], start, end, MOST_MENTIONS + 1),
    )
    facts = view.rows(
        "SELECT f.*, min(v.start) AS place FROM evidence v JOIN fact f ON f.id = v.fact"
        " WHERE v.document = ? AND v.start >= ? AND v.end <= ? GROUP BY f.id ORDER BY place, f.iri LIMIT ?",
        (row["id"], start, end, MOST_FACTS + 1),
    )
    shown = facts[:MOST_FACTS]
    proofs = evidence_of(view, shown, most=5, document=row["id"])
    items = tuple(
        replace(fact, evidence=proofs.get(number["id"], ()))
        for fact, number in zip(facts_of(view, shown), shown, strict=True)
    )
    return DocumentAnswer(
        snapshot=view.id,
        document=_item(view, row),
        length=len(text),
        offset=start,
        text=text[start:end],
        pages=tuple(PageItem(p["number"], p["start"], p["end"]) for p in _pages(whole)),
        entities=tuple(dict.fromkeys(Ref(m["iri"], m["type"], m["label"]) for m in mentions[:MOST_MENTIONS])),
        mentions=tuple(
            MentionItem(m["start"], m["end"], m["iri"], m["surface"], m["method"], m["confidence"])
            for m in mentions[:MOST_MENTIONS]
        ),
        facts=items,
        proofs=tuple(
            sorted(
                {Highlight(p.start, p.end, fact.iri, "proof") for fact in items for p in fact.evidence},
                key=lambda h: (h.start, h.end, h.iri or ""),
            )
        ),
        truncated=cut or len(mentions) > MOST_MENTIONS or len(facts) > MOST_FACTS,
    )


def _pages(whole: dict[str, Any]) -> list[dict[str, int]]:
    """The pages of a stored document, whichever way its span is written."""
    found = []
    for page in whole.get("pages") or ():
        if isinstance(page, dict):
            start, end = page.get("span") or (page["start"], page["end"])
            found.append({"number": page["number"], "start": start, "end": end})
        else:
            number, start, end = page
            found.append({"number": number, "start": start, "end": end})
    return found


def _item(view: View, row: sqlite3.Row) -> DocumentItem:
    found = view.rows(
        "SELECT e.iri, e.type, e.label FROM document_theme t JOIN entity e ON e.id = t.entity"
        " WHERE t.document = ? ORDER BY e.iri",
        (row["id"],),
    )
    return DocumentItem(
        document=DocumentRef(row["key"], row["iri"], row["title"], row["date"]),
        publisher=row["publisher"],
        sources=tuple(json.loads(row["sources"])),
        themes=tuple(Ref(t["iri"], t["type"], t["label"]) for t in found),
        facts=row["facts"],
    )
