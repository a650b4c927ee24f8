"""Small records for the tests of resolution, written as plain tables."""

from __future__ import annotations

import hashlib

from kg.model import CharSpan, Evidence, Fact, Mention, Record, RecordEntity


def entity(local: str, kind: str, *names: str, owner: str | None = None, at: int = 0) -> RecordEntity:
    mentions = tuple(
        Mention(CharSpan(at + 10 * i, at + 10 * i + len(n)), n, "test.v1", 0.9) for i, n in enumerate(names)
    )
    return RecordEntity(local, kind, names, mentions, owner)


def fact(
    subject: str, predicate: str, target: str, *, confidence: float = 0.9, quote: str = "原文", **attributes: str
) -> Fact:
    span = CharSpan(0, max(1, len(quote)))
    known = tuple(sorted(attributes.items()))
    return Fact(predicate, subject, target, Evidence(span, span, quote), "test.v1", confidence, known)


def record(
    name: str,
    entities: list[RecordEntity],
    facts: list[Fact] | None = None,
    *,
    issuer: str | None = None,
    version: str = "",
) -> Record:
    document_id = hashlib.sha256((name + version).encode()).hexdigest()[:16]
    return Record(document_id, name, name, "2021-04-30", issuer, tuple(entities), tuple(facts or []), ())
