"""The snapshots a store keeps, and what changed between two of them: documents, entities, facts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.graph.snapshot import history, open_snapshot
from kg.query.answers import Count, DocumentRef, FactItem, Ref
from kg.query.view import View, bounded, facts_of


@dataclass(frozen=True, slots=True)
class SnapshotItem:
    """A kept snapshot; `created` is UTC, `current` marks the one in force."""

    id: str
    created: str | None
    documents: int
    quads: int
    current: bool


@dataclass(frozen=True, slots=True)
class Snapshots:
    """The kept snapshots, the newest first."""

    items: tuple[SnapshotItem, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What `snapshot` has that `before` had not, and the other way round; `totals` count all, the lists are bounded."""

    snapshot: str
    before: str
    totals: tuple[Count, ...]
    documents_added: tuple[DocumentRef, ...]
    documents_removed: tuple[DocumentRef, ...]
    entities_added: tuple[Ref, ...]
    entities_removed: tuple[Ref, ...]
    facts_added: tuple[FactItem, ...]
    facts_removed: tuple[FactItem, ...]
    truncated: bool


def snapshots(store: Path | str) -> Snapshots:
    """The snapshots kept in a store folder. Raises StoreError."""
    root = Path(store)
    current = open_snapshot(root).id
    items = []
    for snapshot_id in dict.fromkeys(reversed(history(root))):
        if (root / "snapshots" / snapshot_id / "manifest.json").is_file():
            manifest = open_snapshot(root, snapshot_id).manifest
            documents, quads = len(manifest.get("documents", ())), int(manifest.get("quads", 0))
            items.append(SnapshotItem(snapshot_id, manifest.get("created"), documents, quads, snapshot_id == current))
    return Snapshots(tuple(items))


def changes(before: View, after: View, *, limit: int = 50) -> Changes:
    """The difference between two snapshots, at most `limit` of each kind. Raises UsageError on a bad limit."""
    bounded(limit, least=1, most=500, name="limit")
    totals: list[Count] = []
    parts: dict[str, list[str]] = {}
    for table in ("document", "entity", "fact"):
        old = {row["iri"] for row in before.rows(f"SELECT iri FROM {table}")}
        new = {row["iri"] for row in after.rows(f"SELECT iri FROM {table}")}
        for name, only in (("added", new - old), ("removed", old - new)):
            totals.append(Count(f"{table}_{name}", len(only)))
            parts[f"{table}_{name}"] = sorted(only)[:limit]
    return Changes(
        snapshot=after.id,
        before=before.id,
        totals=tuple(totals),
        documents_added=_documents(after, parts["document_added"]),
        documents_removed=_documents(before, parts["document_removed"]),
        entities_added=_entities(after, parts["entity_added"]),
        entities_removed=_entities(before, parts["entity_removed"]),
        facts_added=_facts(after, parts["fact_added"]),
        facts_removed=_facts(before, parts["fact_removed"]),
        truncated=any(total.count > limit for total in totals),
    )


def _marks(iris: list[str]) -> str:
    return ",".join("?" * len(iris))


def _documents(view: View, iris: list[str]) -> tuple[DocumentRef, ...]:
    rows = view.rows(f"SELECT * FROM document WHERE iri IN ({_marks(iris)}) ORDER BY date DESC, key", iris)
    return tuple(DocumentRef(r["key"], r["iri"], r["title"], r["date"]) for r in rows)


def _entities(view: View, iris: list[str]) -> tuple[Ref, ...]:
    rows = view.rows(f"SELECT * FROM entity WHERE iri IN ({_marks(iris)}) ORDER BY type, sort, iri", iris)
    return tuple(Ref(r["iri"], r["type"], r["label"]) for r in rows)


def _facts(view: View, iris: list[str]) -> tuple[FactItem, ...]:
    rows = view.rows(f"SELECT * FROM fact WHERE iri IN ({_marks(iris)}) ORDER BY predicate, iri", iris)
    return facts_of(view, rows, evidence=1)
