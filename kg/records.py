"""Records to and from JSON: the format that `kg extract` writes, the cache keeps and the score reads.

The first level holds what the scorer compares (doc, date, entities with names, facts, themes); offsets, methods and
confidences stand beside it. Everything a `Record` holds survives the round trip.
"""

from __future__ import annotations

from typing import Any

from kg.model import CharSpan, Evidence, Fact, Mention, Record, RecordEntity


def to_json(record: Record) -> dict[str, Any]:
    """The record as plain JSON data; keys in a fixed order."""
    return {
        "doc": record.name,
        "document": record.document_id,
        "title": record.title,
        "date": record.date,
        "issuer": record.issuer,
        "pipeline": record.pipeline,
        "entities": [_entity(e) for e in record.entities],
        "facts": [_fact(f) for f in record.facts],
        "themes": list(record.themes),
    }


def from_json(data: dict[str, Any]) -> Record:
    """A record from its JSON; raises KeyError or TypeError where the data is not one."""
    return Record(
        document_id=data["document"],
        name=data["doc"],
        title=data["title"],
        date=data["date"],
        issuer=data["issuer"],
        pipeline=data["pipeline"],
        entities=tuple(_read_entity(e) for e in data["entities"]),
        facts=tuple(_read_fact(f) for f in data["facts"]),
        themes=tuple(data["themes"]),
    )


def _entity(e: RecordEntity) -> dict[str, Any]:
    return {
        "id": e.id,
        "type": e.type,
        "names": list(e.names),
        "owner": e.owner,
        "qualifiers": dict(e.qualifiers),
        "optional": e.optional,
        "mentions": [
            {
                "start": m.span.start,
                "end": m.span.end,
                "surface": m.surface,
                "method": m.method,
                "confidence": m.confidence,
            }
            for m in e.mentions
        ],
    }


def _read_entity(d: dict[str, Any]) -> RecordEntity:
    return RecordEntity(
        id=d["id"],
        type=d["type"],
        names=tuple(d["names"]),
        owner=d["owner"],
        qualifiers=tuple(sorted(d["qualifiers"].items())),
        optional=d["optional"],
        mentions=tuple(
            Mention(CharSpan(m["start"], m["end"]), m["surface"], m["method"], m["confidence"]) for m in d["mentions"]
        ),
    )


_SCORED = ("rank", "level", "year", "conferrer", "for", "count", "post", "role")


def _fact(f: Fact) -> dict[str, Any]:
    known = dict(f.attributes)
    return {
        "pred": f.predicate,
        "subj": f.subject,
        "obj": f.object,
        **{key: known[key] for key in _SCORED if key in known},
        "evidence": f.evidence.quote,
        "start": f.evidence.span.start,
        "end": f.evidence.span.end,
        "sentence": [f.evidence.sentence.start, f.evidence.sentence.end],
        "page": f.evidence.page,
        "method": f.method,
        "confidence": f.confidence,
    }


def _read_fact(d: dict[str, Any]) -> Fact:
    return Fact(
        predicate=d["pred"],
        subject=d["subj"],
        object=d["obj"],
        attributes=tuple(sorted((key, d[key]) for key in _SCORED if key in d)),
        evidence=Evidence(CharSpan(d["start"], d["end"]), CharSpan(*d["sentence"]), d["evidence"], d["page"]),
        method=d["method"],
        confidence=d["confidence"],
    )
