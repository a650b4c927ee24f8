"""The frozen answers of the query functions: what pages, JSON, CSV and the commands all show.

`plain` turns any of them into dicts and lists for JSON. Offsets are half-open, characters of the document's text.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, cast


@dataclass(frozen=True, slots=True)
class Ref:
    """A node by name: enough to show it and to go there. `type` is an entity type or PolicyTheme."""

    iri: str
    type: str
    label: str


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document by name; `id` is its content hash, `date` ISO as far as known."""

    id: str
    iri: str
    title: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch of a document (half-open) that names a node or is the proof; `role`: subject, object, other, proof."""

    start: int
    end: int
    iri: str | None
    role: str


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """Where a document says so: the proof [start, end), the sentence around it as it stands, what to highlight."""

    iri: str
    document: DocumentRef
    page: int | None
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    sentence: str
    quote: str | None
    method: str | None
    confidence: float | None
    highlights: tuple[Highlight, ...] = ()


@dataclass(frozen=True, slots=True)
class FactItem:
    """One fact with what is known about it; `object` of a conferral is the award, of addressesTheme the theme.

    A conferral told for a period (2020-2021) has `period` as written and its first year; `disputed` marks a hierarchy
    that would close a circle. `first_date` and `last_date`: the earliest and latest document that says so.
    """

    iri: str
    predicate: str
    subject: Ref
    object: Ref
    confidence: float | None = None
    year: int | None = None
    period: str | None = None
    level: str | None = None
    rank: str | None = None
    post: str | None = None
    role: str | None = None
    count: int | None = None
    disputed: bool = False
    conferrer: Ref | None = None
    project: Ref | None = None
    first_date: str | None = None
    last_date: str | None = None
    evidence_count: int = 0
    evidence: tuple[EvidenceItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things of one kind."""

    key: str
    count: int


def plain(answer: Any) -> Any:
    """The answer as dicts, lists and scalars, in the order of the fields.

    >>> plain((Count("a", 1),))
    [{'key': 'a', 'count': 1}]
    """
    kind = type(answer)
    if kind is str or kind is int or kind is float or answer is None or kind is bool:
        return answer
    if kind is tuple or kind is list:
        return [plain(item) for item in answer]
    names = _field_names(cast(Hashable, kind))
    if names:
        return {name: plain(getattr(answer, name)) for name in names}
    if isinstance(answer, dict):
        return {key: plain(value) for key, value in answer.items()}
    return answer


@cache
def _field_names(kind: Hashable) -> tuple[str, ...]:
    """The fields of a dataclass in their order; () for anything else."""
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()
