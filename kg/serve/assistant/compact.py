"""Answers for an assistant: short, without empty fields, every fact with the place that proves it."""

from __future__ import annotations

from typing import Any

from kg.query.answers import EvidenceItem, FactItem, Ref
from kg.query.awards import AwardRow
from kg.query.hierarchy import Box
from kg.query.paths import PathStep

_QUOTE = 300  # characters of a quoted sentence


def node(ref: Ref) -> dict[str, Any]:
    """A node by name."""
    return {"name": ref.label, "type": ref.type, "iri": ref.iri}


def fact(item: FactItem) -> dict[str, Any]:
    """A fact with its details and its evidence."""
    found = {
        "fact": item.iri,
        "says": f"{item.subject.label} {item.predicate} {item.object.label}",
        "year": item.year,
        "level": item.level,
        "rank": item.rank,
        "post": item.post,
        "role": item.role,
        "conferrer": item.conferrer.label if item.conferrer else None,
        "project": item.project.label if item.project else None,
        "confidence": item.confidence,
        "disputed": item.disputed or None,
        "places": item.evidence_count or None,
        "evidence": [citation(e) for e in item.evidence],
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def citation(item: EvidenceItem) -> dict[str, Any]:
    """Where it is said: document, page, characters [start, end) of its text, the sentence."""
    sentence = item.sentence if len(item.sentence) <= _QUOTE else item.sentence[:_QUOTE] + "…"
    found = {
        "document": item.document.title or item.document.id,
        "document_id": item.document.id,
        "date": item.document.date,
        "page": item.page,
        "start": item.start,
        "end": item.end,
        "sentence": sentence,
        "confidence": item.confidence,
    }
    return {key: value for key, value in found.items() if value is not None}


def award(row: AwardRow) -> dict[str, Any]:
    """A line of the awards table with its proof."""
    found: dict[str, Any] = {
        "fact": row.fact,
        "subsidiary": row.subsidiary.label if row.subsidiary else None,
        "parents": [parent.label for parent in row.parents],
        "recipient": row.recipient.label,
        "recipient_type": row.recipient.type,
        "award": row.award.label,
        "rank": row.rank,
        "level": row.level,
        "year": row.year,
        "conferrer": row.conferrer.label if row.conferrer else None,
        "project": row.project.label if row.project else None,
        "document": (row.document.title or row.document.id) if row.document else None,
        "document_id": row.document.id if row.document else None,
        "page": row.page,
        "start": row.start,
        "end": row.end,
        "sentence": row.sentence[:_QUOTE] if row.sentence else None,
        "confidence": row.confidence,
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def tree(box: Box) -> dict[str, Any]:
    """An organisation and what stands below it; `more` children are not shown."""
    found: dict[str, Any] = {
        **node(box.entity),
        "fact": box.fact,
        "awards": box.awards_total or None,
        "children": [tree(child) for child in box.children],
        "more": box.more or None,
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def step(hop: PathStep) -> dict[str, Any]:
    """One hop of a path, with the fact behind it."""
    return {
        "from": hop.source.label,
        "to": hop.target.label,
        "relation": hop.relation if hop.forward else f"inverse of {hop.relation}",
        **fact(hop.fact),
    }
