"""`View`: an open snapshot with its tables, what every query function takes first; and the parts they share.

A view is read-only and may be used from several threads; answers hold no handle to it.
"""

from __future__ import annotations

import base64
import re
import sqlite3
import tempfile
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from kg.errors import NotFound, StoreError, UsageError
from kg.query.answers import DocumentRef, EvidenceItem, FactItem, Highlight, Ref
from kg.query.reading import ask_store
from kg.query.tables.build import write_index
from kg.query.tables.rollup import chain
from kg.query.tables.schema import VERSION

FILE = "search.db"


class SnapshotLike(Protocol):
    """What a view needs of a snapshot of `kg.graph`."""

    @property
    def id(self) -> str: ...
    @property
    def path(self) -> Path: ...
    def store(self) -> Any: ...
    def document(self, document_id: str) -> Any: ...


class View:
    """An open snapshot: its id, its document texts and SQL over its tables.

    A class because it holds connections, one a thread. Raises StoreError when the tables can't be opened or built.
    """

    def __init__(self, snapshot: SnapshotLike) -> None:
        self.snapshot = snapshot
        self.id = snapshot.id
        self._path = _tables(snapshot)
        self._local = threading.local()
        self._above: dict[int, list[int]] | None = None
        self._ways: dict[int, tuple[int, ...]] = {}

    def rows(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """All rows of one SELECT; the values are bound."""
        connection = getattr(self._local, "connection", None)
        if connection is None:
            uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True)
            connection.row_factory = sqlite3.Row
            self._local.connection = connection
        found: list[sqlite3.Row] = connection.execute(sql, values).fetchall()
        return found

    def value(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """First column of the first row, None when there is none."""
        found = self.rows(sql, values)
        return found[0][0] if found else None

    def above(self) -> dict[int, list[int]]:
        """The organisations right above each one (row numbers), read once."""
        if self._above is None:
            above: dict[int, list[int]] = {}
            for row in self.rows("SELECT child, parent FROM parent ORDER BY rowid"):
                above.setdefault(row["child"], []).append(row["parent"])
            self._above = above
        return self._above

    def way_up(self, number: int) -> tuple[int, ...]:
        """The organisations above one, nearest first, up to the group (row numbers)."""
        if number not in self._ways:
            self._ways[number] = tuple(chain(self.above(), number))
        return self._ways[number]

    def text(self, document_id: str) -> str:
        """The original text of a document. Raises NotFound."""
        return str(self.snapshot.document(document_id)["text"])


def build_tables(snapshot: SnapshotLike, path: Path | None = None) -> Path:
    """Write the tables of a snapshot to `path` (default: into the snapshot) and say where; a build calls this once."""
    target = path or snapshot.path / FILE
    layout = snapshot.path / "layout.json"
    write_index(ask_store(snapshot.store()), target, document_of=snapshot.document, layout=layout)
    return target


def _tables(snapshot: SnapshotLike) -> Path:
    """The tables of the snapshot, built on first opening where the build left none (or an older kind)."""
    path = snapshot.path / FILE
    if _usable(path):
        return path
    try:
        return build_tables(snapshot)
    except OSError:  # a snapshot on a read-only disk: keep them aside
        aside = Path(tempfile.gettempdir()) / f"qipu-{snapshot.id}-{VERSION}.db"
        if _usable(aside):
            return aside
        try:
            return build_tables(snapshot, aside)
        except OSError as error:
            raise StoreError(f"can't write the search tables: {error}", hint=f"make {path.parent} writable") from error


def _usable(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return False
    return row is not None and row[0] == VERSION


# ---------------------------------------------------------------- parts the query functions share


def number_of(view: View, iri: str) -> int:
    """Row number of an entity or theme by IRI (or theme id). Raises NotFound."""
    found = view.value("SELECT id FROM entity WHERE iri = ?", (iri,))
    if found is None:
        found = view.value("SELECT id FROM entity WHERE notation = ? AND type = 'PolicyTheme'", (iri,))
    if found is None:
        raise NotFound(f"no entity {iri}", hint="search finds an entity by name")
    return int(found)


def refs(view: View, numbers: Iterable[int | None]) -> dict[int, Ref]:
    """References for row numbers (None is passed over)."""
    wanted = sorted({n for n in numbers if n is not None})
    found: dict[int, Ref] = {}
    for chunk in chunks(wanted):
        marks = ",".join("?" * len(chunk))
        for row in view.rows(f"SELECT id, iri, type, label FROM entity WHERE id IN ({marks})", chunk):
            found[row["id"]] = Ref(row["iri"], row["type"], row["label"])
    return found


def chunks(values: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    """The values in pieces that fit into one SQL statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def bounded(value: int, *, least: int, most: int, name: str) -> int:
    """The value itself. Raises UsageError when it lies outside [least, most]."""
    if not least <= value <= most:
        raise UsageError(f"{name} 须在其间 must be between {least} and {most}, not {value}")
    return value


def one_line(text: str) -> str:
    """A sentence without its line breaks: nothing between Chinese characters, a space between Latin words.

    >>> one_line("减少机组\\n  非停 in the\\nplant")
    '减少机组非停 in the plant'
    """

    def join(found: re.Match[str]) -> str:
        beside = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
        return " " if len(beside) == 2 and beside.isascii() else ""

    return re.sub(r"\s*\n\s*", join, text).strip()


def next_cursor(view: View, offset: int, shown: int, total: int) -> str | None:
    """What to send for the next page (it names the snapshot, so a page never mixes two); None at the end.

    Readable by `read_cursor`, opaque to callers.
    """
    if shown == 0 or offset + shown >= total:
        return None
    return base64.urlsafe_b64encode(f"{view.id}:{offset + shown}".encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[str, int]:
    """The snapshot id and offset of a cursor. Raises UsageError when it is none of ours."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        snapshot, offset = text.rsplit(":", 1)
        return snapshot, int(offset)
    except ValueError as error:
        raise UsageError("not a cursor of this service", hint="take `next` of the page before") from error


def facts_of(view: View, rows: Sequence[sqlite3.Row], *, evidence: int = 0) -> tuple[FactItem, ...]:
    """Rows of table fact as facts in the same order, each with at most `evidence` pieces of evidence."""
    named = refs(view, (row[key] for row in rows for key in ("subject", "object", "conferrer", "project")))
    proofs = evidence_of(view, rows, most=evidence) if evidence else {}
    return tuple(
        FactItem(
            iri=row["iri"],
            predicate=row["predicate"],
            subject=named[row["subject"]],
            object=named[row["object"]],
            confidence=row["confidence"],
            year=row["year"],
            period=row["period"],
            level=row["level"],
            rank=row["rank"],
            post=row["post"],
            role=row["role"],
            count=row["count"],
            disputed=bool(row["disputed"]),
            conferrer=named.get(row["conferrer"]),
            project=named.get(row["project"]),
            first_date=row["first_date"],
            last_date=row["last_date"],
            evidence_count=row["evidences"],
            evidence=proofs.get(row["id"], ()),
        )
        for row in rows
    )


def evidence_of(
    view: View, rows: Sequence[sqlite3.Row], *, most: int, offset: int = 0, document: int | None = None
) -> dict[int, tuple[EvidenceItem, ...]]:
    """Evidence of facts (rows of table fact) by fact number, the surest first, at most `most` each after `offset`."""
    facts = {row["id"]: row for row in rows}
    found: dict[int, tuple[EvidenceItem, ...]] = {}
    inside = "" if document is None else f" AND e.document = {int(document)}"
    for chunk in chunks(list(facts)):
        marks = ",".join("?" * len(chunk))
        for row in view.rows(
            f"""SELECT * FROM (
                  SELECT e.*, d.key, d.iri AS document_iri, d.title, d.date,
                         row_number() OVER (PARTITION BY e.fact ORDER BY e.confidence DESC, d.date, d.key, e.start) AS n
                  FROM evidence e JOIN document d ON d.id = e.document WHERE e.fact IN ({marks}){inside})
                WHERE n > ? AND n <= ? ORDER BY fact, n""",
            (*chunk, offset, offset + most),
        ):
            item = _evidence(view, row, facts[row["fact"]])
            found[row["fact"]] = (*found.get(row["fact"], ()), item)
    return found


def _evidence(view: View, row: sqlite3.Row, fact: sqlite3.Row) -> EvidenceItem:
    return EvidenceItem(
        iri=row["iri"],
        document=DocumentRef(row["key"], row["document_iri"], row["title"], row["date"]),
        page=row["page"],
        start=row["start"],
        end=row["end"],
        sentence_start=row["sentence_start"],
        sentence_end=row["sentence_end"],
        sentence=row["sentence"],
        quote=row["quote"],
        method=row["method"],
        confidence=row["confidence"],
        highlights=_highlights(view, row, fact),
    )


def _highlights(view: View, row: sqlite3.Row, fact: sqlite3.Row) -> tuple[Highlight, ...]:
    """Where the sentence names the ends of the fact, in reading order, never overlapping (the longest wins)."""
    roles = {fact["project"]: "other", fact["conferrer"]: "other", fact["object"]: "object", fact["subject"]: "subject"}
    found = view.rows(
        "SELECT m.start, m.end, m.entity, e.iri FROM mention m JOIN entity e ON e.id = m.entity"
        " WHERE m.document = ? AND m.start >= ? AND m.start < ? AND m.end <= ? AND m.entity IN (?, ?, ?, ?)"
        " ORDER BY m.end - m.start DESC, m.start",
        (row["document"], row["sentence_start"], row["sentence_end"], row["sentence_end"],
         fact["subject"], fact["object"], fact["conferrer"], fact["project"]),
    )  # fmt: skip
    kept: list[Highlight] = []
    for m in found:
        if all(m["end"] <= k.start or m["start"] >= k.end for k in kept):
            kept.append(Highlight(m["start"], m["end"], m["iri"], roles[m["entity"]]))
    return tuple(sorted(kept, key=lambda h: h.start))
