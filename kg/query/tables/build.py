"""Fills a snapshot's `search.db` from its graph: one pass, same graph same tables, written whole or not at all."""

from __future__ import annotations

import json
import os
import sqlite3
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg.model import ENTITY_TYPES
from kg.query.reading import PREFIXES, Ask, grouped
from kg.query.tables import pinyin
from kg.query.tables.facts import write_facts
from kg.query.tables.owners import write_owners
from kg.query.tables.schema import DERIVED, INDEXES, SCHEMA, VERSION

SKOS = PREFIXES["skos"]
KG = PREFIXES["kg"]


def write_index(
    ask: Ask, path: Path, *, document_of: Callable[[str], Mapping[str, Any]], layout: Path | None = None
) -> None:
    """Write the tables for the graph behind `ask` to `path` (replaced in one step).

    `document_of` gives a document's stored text and record by its id, `layout` is the snapshot's `layout.json` where there is one.
    Raises OSError when the folder can't be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    connection = sqlite3.connect(temporary)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;" + SCHEMA)
        numbers = _write_entities(connection, ask, layout)
        write_facts(connection, ask, numbers, document_of)
        connection.executescript(INDEXES)
        connection.executescript(DERIVED)
        write_owners(connection)
        connection.execute("INSERT INTO meta VALUES('version', ?)", (VERSION,))
        connection.execute("ANALYZE")
        connection.commit()
        connection.close()
        temporary.replace(path)
    finally:
        connection.close()
        temporary.unlink(missing_ok=True)


def norm(text: str) -> str:
    """A name as it is compared in search: NFKC, lower case, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def spaced(text: str) -> str:
    """Characters separated by spaces, so that a full-text phrase finds any run of them, two characters included."""
    return " ".join(c for c in norm(text) if c.isalnum())


def _write_entities(connection: sqlite3.Connection, ask: Ask, layout: Path | None) -> dict[str, int]:
    places = _places(layout)
    entities: dict[str, tuple[str, dict[str, list[str]]]] = {}
    for kind in ENTITY_TYPES:
        found = grouped(ask(f"SELECT ?s ?p ?o WHERE {{ ?s a kg:{kind} ; ?p ?o }}"))
        entities.update({iri: (kind, properties) for iri, properties in found.items()})
    themes = grouped(ask("SELECT ?s ?p ?o WHERE { ?s a kg:PolicyTheme ; ?p ?o }"))
    chinese = _chinese_labels(ask)
    entities.update({iri: ("PolicyTheme", properties) for iri, properties in themes.items()})
    numbers: dict[str, int] = {}
    name_number = 0
    for number, iri in enumerate(sorted(entities), 1):
        kind, properties = entities[iri]
        numbers[iri] = number
        labels = properties.get(f"{SKOS}prefLabel") or properties.get(f"{PREFIXES['rdfs']}label") or [iri]
        label = chinese.get(iri) or labels[0]
        sort = (properties.get(f"{KG}sortKey") or [" ".join(o[0] for o in pinyin.syllables(label)) or label])[0]
        x, y = places.get(iri, (None, None))
        level = next(iter(properties.get(f"{KG}level", ())), None)
        notation = next(iter(properties.get(f"{SKOS}notation", ())), None)
        connection.execute(
            "INSERT INTO entity(id, iri, type, label, sort, level, notation, x, y) VALUES(?,?,?,?,?,?,?,?,?)",
            (number, iri, kind, label, sort, level, notation, x, y),
        )
        aliases = [*labels, *properties.get(f"{SKOS}altLabel", ()), *([notation] if notation else ())]
        for text in dict.fromkeys((label, *aliases)):
            name_number += 1
            connection.execute(
                "INSERT INTO name VALUES(?,?,?,?,?)",
                (name_number, number, text, norm(text), "label" if text == label else "alias"),
            )
            connection.execute(
                "INSERT INTO name_index(rowid, chars, spellings, initials) VALUES(?,?,?,?)",
                (name_number, spaced(text), pinyin.spellings(text), pinyin.initials(text)),
            )
    connection.executemany("INSERT INTO broader VALUES(?,?)", _broader(entities, numbers))
    connection.executemany("INSERT INTO merge VALUES(?,?)", _merges(ask, numbers))
    return numbers


def _chinese_labels(ask: Ask) -> dict[str, str]:
    query = "SELECT ?s ?l WHERE { ?s a kg:PolicyTheme ; skos:prefLabel ?l FILTER(LANGMATCHES(LANG(?l), 'zh')) }"
    return {iri: label for iri, label in ask(query) if iri is not None and label is not None}


def _broader(entities: dict[str, tuple[str, dict[str, list[str]]]], numbers: dict[str, int]) -> list[tuple[int, int]]:
    return [
        (numbers[iri], numbers[broader])
        for iri in sorted(entities)
        for broader in entities[iri][1].get(f"{SKOS}broader", ())
        if broader in numbers
    ]


def _merges(ask: Ask, numbers: dict[str, int]) -> list[tuple[int, str]]:
    """Why names are one entity, as a line each."""
    rows = []
    for properties in grouped(ask("SELECT ?s ?p ?o WHERE { ?s a kg:Merge ; ?p ?o }")).values():
        left, right, rule = ((properties.get(KG + key) or [""])[0] for key in ("leftName", "rightName", "rule"))
        for iri in properties.get(f"{KG}merged", ()):
            if iri in numbers:
                rows.append((numbers[iri], f"{left} = {right} ({rule})"))
    return sorted(set(rows))


def _places(layout: Path | None) -> dict[str, tuple[float, float]]:
    """Positions by IRI from `layout.json`; {} where there is none."""
    if layout is None or not layout.is_file():
        return {}
    data: Any = json.loads(layout.read_text(encoding="utf-8"))
    nodes = data.get("nodes", data)
    places = {}
    for iri, place in nodes.items():
        x, y = (place["x"], place["y"]) if isinstance(place, dict) else place[:2]
        places[iri] = (float(x), float(y))
    return places
