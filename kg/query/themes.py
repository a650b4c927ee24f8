"""Policy themes: the tree, how many facts and documents each has, and what an enterprise does for one."""

from __future__ import annotations

from dataclasses import dataclass

from kg.query.answers import DocumentRef, FactItem, Ref
from kg.query.view import View, bounded, facts_of, next_cursor, number_of


@dataclass(frozen=True, slots=True)
class ThemeItem:
    """A theme with its id (`notation`); `facts` and `documents` count it alone, the totals everything narrower too."""

    theme: Ref
    notation: str
    broader: str | None
    facts: int
    documents: int
    facts_total: int
    documents_total: int


@dataclass(frozen=True, slots=True)
class Themes:
    """All themes in the order of the scheme."""

    snapshot: str
    items: tuple[ThemeItem, ...]


@dataclass(frozen=True, slots=True)
class ThemeAnswer:
    """One theme: what is narrower, who acts on it, which documents are about it."""

    snapshot: str
    theme: ThemeItem
    narrower: tuple[ThemeItem, ...]
    total: int
    offset: int
    truncated: bool
    facts: tuple[FactItem, ...]
    documents: tuple[DocumentRef, ...]
    next: str | None


_BELOW = """WITH RECURSIVE below(top, node) AS (
  SELECT id, id FROM entity WHERE type = 'PolicyTheme'
  UNION SELECT top, b.theme FROM below JOIN broader b ON b.broader = node)"""


def themes(view: View) -> Themes:
    """Every theme of the ontology with its counts; the counts of a broader theme take in the narrower ones once each."""
    return Themes(view.id, _items(view))


def _items(view: View) -> tuple[ThemeItem, ...]:
    facts = {
        r["top"]: r["n"]
        for r in view.rows(
            f"{_BELOW} SELECT top, count(DISTINCT f.id) AS n FROM below JOIN fact f ON f.object = node"
            " AND f.predicate = 'addressesTheme' GROUP BY top"
        )
    }
    documents = {
        r["top"]: r["n"]
        for r in view.rows(
            f"{_BELOW} SELECT top, count(DISTINCT t.document) AS n FROM below JOIN document_theme t ON t.entity = node"
            " GROUP BY top"
        )
    }
    rows = view.rows(
        "SELECT e.id, e.iri, e.type, e.label, e.notation, (SELECT p.iri FROM broader b JOIN entity p ON p.id = b.broader"
        " WHERE b.theme = e.id ORDER BY p.iri LIMIT 1) AS up,"
        " (SELECT count(*) FROM fact WHERE object = e.id AND predicate = 'addressesTheme') AS facts,"
        " (SELECT count(*) FROM document_theme WHERE entity = e.id) AS documents"
        " FROM entity e WHERE e.type = 'PolicyTheme' ORDER BY coalesce(up, e.iri), up IS NOT NULL, e.iri"
    )
    return tuple(
        ThemeItem(
            theme=Ref(r["iri"], r["type"], r["label"]),
            notation=r["notation"] or r["iri"].rsplit("theme-", 1)[-1],
            broader=r["up"],
            facts=r["facts"],
            documents=r["documents"],
            facts_total=facts.get(r["id"], 0),
            documents_total=documents.get(r["id"], 0),
        )
        for r in rows
    )


def theme(view: View, iri: str, *, limit: int = 50, offset: int = 0) -> ThemeAnswer:
    """One theme by IRI or id, with the facts and newest documents of it and everything narrower. Raises NotFound."""
    bounded(limit, least=1, most=200, name="limit")
    bounded(offset, least=0, most=1_000_000, name="offset")
    number = number_of(view, iri)
    items = _items(view)
    own = view.rows("SELECT iri FROM entity WHERE id = ?", (number,))[0]["iri"]
    me = next(item for item in items if item.theme.iri == own)
    inside = f"{_BELOW} SELECT node FROM below WHERE top = {number}"
    total = me.facts_total
    rows = view.rows(
        f"SELECT f.* FROM fact f JOIN entity s ON s.id = f.subject WHERE f.predicate = 'addressesTheme'"
        f" AND f.object IN ({inside}) ORDER BY s.degree DESC, s.sort, f.iri LIMIT ? OFFSET ?",
        (limit, offset),
    )
    documents = view.rows(
        f"SELECT DISTINCT d.key, d.iri, d.title, d.date FROM document_theme t JOIN document d ON d.id = t.document"
        f" WHERE t.entity IN ({inside}) ORDER BY d.date DESC, d.key LIMIT ?",
        (limit,),
    )
    return ThemeAnswer(
        snapshot=view.id,
        theme=me,
        narrower=tuple(item for item in items if item.broader == own),
        total=total,
        offset=offset,
        truncated=offset + len(rows) < total,
        facts=facts_of(view, rows, evidence=1),
        documents=tuple(DocumentRef(d["key"], d["iri"], d["title"], d["date"]) for d in documents),
        next=next_cursor(view, offset, len(rows), total),
    )
