"""Corrections that change what a document says: facts and entities accepted, rejected, added, retyped.

The records go in as they were read and come out corrected; the record cache keeps them as read, so that a line taken
out of the file takes its effect back. Merge, split and rename act across documents, in `kg.resolve.pipeline`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.ids import canonical
from kg.model import CharSpan, Evidence, Fact, Mention, Record, RecordEntity, Resolution
from kg.names import fold
from kg.resolve.corrections import Correction

RECORD_ACTIONS = ("accept", "reject", "retype", "add")
METHOD = "correction.v1"


def correct_records(
    records: Iterable[Record],
    corrections: Sequence[Correction],
    *,
    text_of: Callable[[str], str | None] | None = None,
    resolution: Resolution | None = None,
) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    """The corrected records, and the lines that found nothing or whose document is gone or changed (told, not dropped).

    `text_of` gives a document's text by its id; without it an added fact must quote a passage that the record holds.
    `resolution` is that of the uncorrected records: with it a line may call a thing by its label in the graph.
    """
    if not corrections:
        return tuple(sorted(records, key=lambda r: r.document_id)), ()
    labels = {m: (e.label, *e.aliases) for e in resolution.entities for m in e.members} if resolution else {}
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
            changed, found = _apply(line, _Names(record, labels), text_of)
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


@dataclass(frozen=True, slots=True)
class _Names:
    """A record whose entities are also known by their labels in the graph."""

    record: Record
    labels: Mapping[tuple[str, str], tuple[str, ...]]

    def has(self, entity: RecordEntity, name: str, kind: str = "") -> bool:
        """Whether an entity has this name (any spelling) and, when given, this type."""
        also = self.labels.get((self.record.document_id, entity.id), ())
        return (not kind or entity.type == kind) and fold(name) in {fold(n) for n in (*entity.names, *also)}


def _apply(line: Correction, names: _Names, text_of: Callable[[str], str | None] | None) -> tuple[Record, bool]:
    record = names.record
    if line.label:
        return _entities(line, names)
    if line.action == "add":
        return _added(line, names, text_of(record.document_id) if text_of else None)
    facts: list[Fact] = []
    found = False
    for fact in record.facts:
        if not _means(line, names, fact):
            facts.append(fact)
            continue
        found = True
        if line.action == "accept":
            facts.append(replace(fact, confidence=1.0))
    return (replace(record, facts=tuple(facts)) if found else record), found


def _entities(line: Correction, names: _Names) -> tuple[Record, bool]:
    record = names.record
    meant = {e.id for e in record.entities if names.has(e, line.label, line.type)}
    if line.action == "retype":
        meant |= {e.id for e in record.entities if names.has(e, line.label, line.to)}
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
        elif entity.id in meant and not names.has(entity, line.to):
            entity = replace(entity, names=(*entity.names, canonical(line.to)))
        changed.append(entity)
    return replace(record, entities=tuple(changed)), True


def _without(fact: Fact, gone: set[str]) -> Fact:
    """The fact without attributes that point to a rejected entity."""
    kept = tuple((k, v) for k, v in fact.attributes if k not in ("for", "conferrer") or v not in gone)
    return replace(fact, attributes=kept)


def _means(line: Correction, names: _Names, fact: Fact) -> bool:
    if fact.predicate != line.predicate:
        return False
    if line.quote and not _overlap(line.quote, fact.evidence.quote):
        return False
    return _is_end(line.subject, names, fact.subject) and _is_end(line.object, names, fact.object)


def _overlap(said: str, quote: str) -> bool:
    left, right = fold(said), fold(quote)
    return left in right or right in left


def _is_end(said: str, names: _Names, local: str) -> bool:
    entity = next((e for e in names.record.entities if e.id == local), None)
    return said == local if entity is None else names.has(entity, said)


def _added(line: Correction, names: _Names, text: str | None) -> tuple[Record, bool]:
    record = names.record
    span = _place(line.quote, record, text)
    if span is None:
        return record, False
    entities = list(record.entities)
    ends = []
    for name, kind in ((line.subject, line.type), (line.object, line.to)):
        if name == line.object and line.predicate == "addressesTheme":
            ends.append(name)
            continue
        local = next((e.id for e in entities if names.has(e, name)), None)
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
