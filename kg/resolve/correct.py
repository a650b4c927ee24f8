"""Corrections that change what a document says: facts and entities accepted, rejected, added, retyped.

The records go in as they were read and come out corrected; the record cache keeps them as read, so that a line taken
out of the file takes its effect back. Merge, split and rename act across documents, in `kg.resolve.pipeline`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.ids import canonical
from kg.model import CharSpan, Evidence, Fact, Mention, Record, RecordEntity
from kg.names import fold
from kg.resolve.corrections import Correction

RECORD_ACTIONS = ("accept", "reject", "retype", "add")
METHOD = "correction.v1"


def correct_records(
    records: Iterable[Record],
    corrections: Sequence[Correction],
    *,
    text_of: Callable[[str], str | None] | None = None,
) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    """The corrected records, and the lines that found nothing or whose document is gone or changed (told, not dropped).

    `text_of` gives a document's text by its id; without it an added fact must quote a passage that the record holds.
    """
    kept = {r.document_id: r for r in sorted(records, key=lambda r: r.document_id)}
    stale: list[str] = []
    for line in corrections:
        stale += _document_notes(line, kept)
        if line.action not in RECORD_ACTIONS:
            continue
        hit = False
        for document_id, record in kept.items():
            if line.document and not _is_document(line.document, record):
                continue
            changed, found = _apply(line, record, text_of)
            kept[document_id] = changed
            hit |= found
        if not hit:
            stale.append(f"{line}: 无此对象，未生效 found nothing to correct")
    return tuple(kept.values()), tuple(stale)


def _document_notes(line: Correction, records: dict[str, Record]) -> list[str]:
    if not line.document:
        return []
    named = [r for r in records.values() if _is_document(line.document, r)]
    if not named:
        return [f"{line}: 文档不在 document is gone"]
    if line.content and all(r.document_id != line.content for r in named):
        return [f"{line}: 文档已变，请复核 document has changed since, look again"]
    return []


def _is_document(said: str, record: Record) -> bool:
    last = said.replace("\\", "/").rsplit("/", 1)[-1]
    return record.name in (last, last.rsplit(".", 1)[0]) or record.document_id == said


def _apply(line: Correction, record: Record, text_of: Callable[[str], str | None] | None) -> tuple[Record, bool]:
    if line.label:
        return _entities(line, record)
    if line.action == "add":
        return _added(line, record, text_of(record.document_id) if text_of else None)
    facts: list[Fact] = []
    found = False
    for fact in record.facts:
        if not _means(line, record, fact):
            facts.append(fact)
            continue
        found = True
        if line.action == "accept":
            facts.append(replace(fact, confidence=1.0))
    return (replace(record, facts=tuple(facts)) if found else record), found


def named(entity: RecordEntity, name: str, kind: str = "") -> bool:
    """Whether an entity has this name (any spelling) and, when given, this type."""
    return (not kind or entity.type == kind) and fold(name) in {fold(n) for n in entity.names}


def _entities(line: Correction, record: Record) -> tuple[Record, bool]:
    meant = {e.id for e in record.entities if named(e, line.label, line.type)}
    if line.action == "retype":
        meant |= {e.id for e in record.entities if named(e, line.label, line.to) and e.type == line.to}
    if not meant:
        return record, False
    if line.action == "accept":
        return record, True
    if line.action == "reject":
        rest = tuple(replace(e, owner=None) if e.owner in meant else e for e in record.entities if e.id not in meant)
        facts = tuple(f for f in record.facts if f.subject not in meant and f.object not in meant)
        return replace(record, entities=rest, facts=tuple(_without(f, meant) for f in facts)), True
    changed = []
    for entity in record.entities:
        if entity.id in meant and line.action == "retype":
            entity = replace(entity, type=line.to)
        elif entity.id in meant and not named(entity, line.to):
            entity = replace(entity, names=(*entity.names, canonical(line.to)))
        changed.append(entity)
    return replace(record, entities=tuple(changed)), True


def _without(fact: Fact, gone: set[str]) -> Fact:
    """The fact without attributes that point to a rejected entity."""
    return replace(
        fact, attributes=tuple((k, v) for k, v in fact.attributes if k not in ("for", "conferrer") or v not in gone)
    )


def _means(line: Correction, record: Record, fact: Fact) -> bool:
    if fact.predicate != line.predicate:
        return False
    if line.quote and not _overlap(line.quote, fact.evidence.quote):
        return False
    return _is_end(line.subject, record, fact.subject) and _is_end(line.object, record, fact.object)


def _overlap(said: str, quote: str) -> bool:
    left, right = fold(said), fold(quote)
    return left in right or right in left


def _is_end(said: str, record: Record, local: str) -> bool:
    entity = next((e for e in record.entities if e.id == local), None)
    return said == local if entity is None else named(entity, said)


def _added(line: Correction, record: Record, text: str | None) -> tuple[Record, bool]:
    span = _place(line.quote, record, text)
    if span is None:
        return record, False
    entities = list(record.entities)
    ends = []
    for name, kind in ((line.subject, line.type), (line.object, line.to)):
        if name == line.object and line.predicate == "addressesTheme":
            ends.append(name)
            continue
        local = next((e.id for e in entities if named(e, name)), None)
        if local is None:
            if not kind:
                return record, False
            local = f"c{line.line}{'s' if name == line.subject else 'o'}"
            mention = Mention(span, name, METHOD, 1.0)
            entities.append(RecordEntity(local, kind, (canonical(name),), (mention,)))
        ends.append(local)
    evidence = Evidence(span, span, line.quote[:200])
    fact = Fact(line.predicate, ends[0], ends[1], evidence, METHOD, 1.0)
    return replace(record, entities=tuple(entities), facts=(*record.facts, fact)), True


def _place(quote: str, record: Record, text: str | None) -> CharSpan | None:
    if text is not None:
        at = text.find(quote)
        return CharSpan(at, at + len(quote)) if at >= 0 else None
    for fact in record.facts:
        if fold(quote) in fold(fact.evidence.quote):
            return fact.evidence.span
    spans = [m.span for e in record.entities for m in e.mentions if fold(m.surface) in fold(quote)]
    return min(spans) if spans else None
