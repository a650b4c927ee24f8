"""Facts, links, documents, evidence and mentions of the tables, read from the graph one document at a time."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from kg.model import LEVELS
from kg.query.reading import PREFIXES, Ask, grouped

KG, RDF, ORG, DCT = (PREFIXES[p] for p in ("kg", "rdf", "org", "dcterms"))
SENTENCE_CHARS = 600
_LOCAL = re.compile(r"[^#/]+$")
Properties = dict[str, list[str]]


def write_facts(
    connection: sqlite3.Connection, ask: Ask, numbers: dict[str, int], document_of: Callable[[str], Mapping[str, Any]]
) -> None:
    """Fill fact, link, document, document_theme, evidence and mention; `numbers` are the entities' row numbers."""
    facts = _facts(ask, numbers)
    fact_numbers = {row[0]: number for number, row in enumerate(facts, 1)}
    connection.executemany(
        "INSERT INTO fact(id, iri, predicate, subject, object, confidence, year, level, rank, post, role, count,"
        " conferrer, project, period, disputed, levels) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [(number, *row) for number, row in enumerate(facts, 1)],
    )
    connection.executemany("INSERT INTO link VALUES(?,?,?,?)", _links(facts))
    _write_documents(connection, ask, numbers, fact_numbers, document_of)


def _facts(ask: Ask, numbers: dict[str, int]) -> list[tuple[Any, ...]]:
    kinds = {"Conferral": _conferral, "Membership": _membership, "Statement": _statement}
    rows = []
    for kind, read in kinds.items():
        found = grouped(ask(f"SELECT ?s ?p ?o WHERE {{ ?s a kg:{kind} ; ?p ?o }}"))
        for iri, properties in found.items():
            row = read(properties, numbers)
            if row is not None:
                rows.append((iri, *row))
    return sorted(rows)


def _first(properties: Properties, name: str) -> str | None:
    values = properties.get(name)
    return values[0] if values else None


def _entity(properties: Properties, name: str, numbers: dict[str, int]) -> int | None:
    iri = _first(properties, name)
    return None if iri is None else numbers.get(iri)


def _whole(value: str | None) -> int | None:
    """The leading number of a value such as 2021 or 2021-04; None when it starts with none."""
    found = re.match(r"\d+", value or "")
    return int(found[0]) if found else None


def _confidence(properties: Properties) -> float | None:
    value = _first(properties, f"{KG}confidence")
    return None if value is None else float(value)


def _conferral(p: Properties, numbers: dict[str, int]) -> tuple[Any, ...] | None:
    recipient, award = _entity(p, f"{KG}recipient", numbers), _entity(p, f"{KG}award", numbers)
    if recipient is None or award is None:
        return None
    levels = sorted({_local(v).removeprefix("level-") for v in p.get(f"{KG}level", ())}, key=_height)
    year, period = _first(p, f"{KG}year"), _first(p, f"{KG}period")
    return (
        "conferral",
        recipient,
        award,
        _confidence(p),
        _whole(year or period),
        levels[0] if levels else None,
        _first(p, f"{KG}rank"),
        None,
        None,
        _whole(_first(p, f"{KG}count")),
        _entity(p, f"{KG}conferredBy", numbers),
        _entity(p, f"{KG}forWork", numbers),
        period,
        0,
        "|".join(levels) if len([v for v in levels if v != "unknown"]) > 1 else None,
    )


def _membership(p: Properties, numbers: dict[str, int]) -> tuple[Any, ...] | None:
    person, organization = _entity(p, f"{ORG}member", numbers), _entity(p, f"{ORG}organization", numbers)
    if person is None or organization is None:
        return None
    post = _first(p, f"{KG}post")
    return (
        "holdsPost",
        person,
        organization,
        _confidence(p),
        None,
        None,
        None,
        post,
        None,
        None,
        None,
        None,
        None,
        0,
        None,
    )


def _statement(p: Properties, numbers: dict[str, int]) -> tuple[Any, ...] | None:
    subject, value = _entity(p, f"{RDF}subject", numbers), _entity(p, f"{RDF}object", numbers)
    predicate = _first(p, f"{RDF}predicate")
    if subject is None or value is None or predicate is None:
        return None
    role, disputed = _first(p, f"{KG}role"), _first(p, f"{KG}disputed") == "true"
    role = _local(role) if role else None
    values = (None, None, None, None, role, None, None, None, None, int(disputed), None)
    return (_local(predicate), subject, value, _confidence(p), *values)


def _local(iri: str) -> str:
    """The part of an IRI (or plain value) after the last # or /."""
    found = _LOCAL.search(iri)
    return found[0] if found else iri


def _height(level: str) -> tuple[int, str]:
    """Levels from the highest to unknown, strangers last."""
    return (LEVELS.index(level) if level in LEVELS else len(LEVELS), level)


def _links(facts: list[tuple[Any, ...]]) -> list[tuple[int, str, int, int]]:
    """Each fact as edges: the main one, and of a conferral award -> conferrer and award -> the work it was given for."""
    links = []
    for number, row in enumerate(facts, 1):
        predicate, subject, value, conferrer, project = row[1], row[2], row[3], row[11], row[12]
        links.append((number, predicate, subject, value))
        if conferrer is not None:
            links.append((number, "conferredBy", value, conferrer))
        if project is not None:
            links.append((number, "forWork", value, project))
    return links


def _write_documents(
    connection: sqlite3.Connection,
    ask: Ask,
    numbers: dict[str, int],
    facts: dict[str, int],
    document_of: Callable[[str], Mapping[str, Any]],
) -> None:
    documents = grouped(ask("SELECT ?s ?p ?o WHERE { ?s a kg:Document ; ?p ?o }"))
    evidence_number = 0
    for number, iri in enumerate(sorted(documents), 1):
        p = documents[iri]
        key = _first(p, f"{DCT}identifier") or _local(iri)
        publisher = _first(p, f"{DCT}publisher")
        connection.execute(
            "INSERT INTO document(id, key, iri, title, date, publisher, sources) VALUES(?,?,?,?,?,?,?)",
            (
                number,
                key,
                iri,
                _first(p, f"{DCT}title"),
                _first(p, f"{DCT}date"),
                publisher,
                json.dumps(p.get(f"{DCT}source", []), ensure_ascii=False),
            ),
        )
        themes = [(number, numbers[t]) for t in p.get(f"{DCT}subject", ()) if t in numbers]
        connection.executemany("INSERT INTO document_theme VALUES(?,?)", themes)
        found = grouped(ask("SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s a kg:Evidence ; ?p ?o } }", g=iri))
        body: Mapping[str, Any] = document_of(key) if found else {"text": ""}
        text = body["text"]
        named: dict[tuple[int, int, str], int] = {}
        for evidence, e in sorted(found.items()):
            start, end = _whole(_first(e, f"{KG}start")), _whole(_first(e, f"{KG}end"))
            method, confidence = _first(e, f"{KG}method"), _confidence(e)
            if start is None or end is None:
                continue
            for about in e.get(f"{KG}supports", ()):
                if about in numbers:
                    surface = _first(e, f"{KG}surface") or text[start:end]
                    named[start, end, surface] = numbers[about]
                    row = (number, start, end, numbers[about], surface, method, confidence)
                    connection.execute("INSERT OR IGNORE INTO mention VALUES(?,?,?,?,?,?,?)", row)
                elif about in facts:
                    evidence_number += 1
                    left, right = _sentence(e, start, end)
                    page, quote = _whole(_first(e, f"{KG}page")), _first(e, f"{KG}quote")
                    connection.execute(
                        "INSERT OR IGNORE INTO evidence VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
                        (
                            evidence_number, evidence, facts[about], number, page, start, end, left, right,
                            quote, text[left:right], method, confidence,
                        ),
                    )  # fmt: skip
        mentions = _all_mentions(body.get("record") or {}, number, named)
        connection.executemany("INSERT OR IGNORE INTO mention VALUES(?,?,?,?,?,?,?)", mentions)


def _all_mentions(
    record: Mapping[str, Any], document: int, named: Mapping[tuple[int, int, str], int]
) -> list[tuple[Any, ...]]:
    """Every mention of the record: the graph proves the first one of each name, which says what entity it is."""
    rows = []
    for entity in record.get("entities", ()):
        mentions = entity.get("mentions", ())
        known = (named.get((m["start"], m["end"], m["surface"])) for m in mentions)
        number = next((n for n in known if n is not None), None)
        if number is not None:
            rows += [
                (document, m["start"], m["end"], number, m["surface"], m["method"], m["confidence"])
                for m in mentions
                if m["start"] < m["end"]
            ]
    return rows


def _sentence(e: Properties, start: int, end: int) -> tuple[int, int]:
    """The sentence's interval, cut around the proof when it is very long."""
    left = _whole(_first(e, f"{KG}sentenceStart"))
    right = _whole(_first(e, f"{KG}sentenceEnd"))
    left = start if left is None else min(left, start)
    right = end if right is None else max(right, end)
    if right - left > SENTENCE_CHARS:
        margin = max(0, (SENTENCE_CHARS - (end - start)) // 2)
        left, right = max(left, start - margin), min(right, end + margin)
    return left, right
