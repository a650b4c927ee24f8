"""Documents to and from JSON: what the reader process answers and the cache keeps; everything survives the round trip."""

from __future__ import annotations

from typing import Any

from kg.model import Block, CharSpan, Document, Page


def document_to_json(document: Document) -> dict[str, Any]:
    """The document as plain JSON data; spans are [start, end]."""
    return {
        "id": document.id,
        "sha256": document.sha256,
        "sources": list(document.sources),
        "media_type": document.media_type,
        "text": document.text,
        "pages": [[p.number, p.span.start, p.span.end] for p in document.pages],
        "blocks": [
            [b.kind, b.span.start, b.span.end, b.level, [[c.start, c.end] for c in b.cells]] for b in document.blocks
        ],
        "metadata": [list(pair) for pair in document.metadata],
        "encoding": document.encoding,
        "warnings": list(document.warnings),
    }


def document_from_json(data: dict[str, Any]) -> Document:
    """A document from its JSON; raises KeyError, TypeError or ValueError where the data is not one."""
    return Document(
        id=data["id"],
        sha256=data["sha256"],
        sources=tuple(data["sources"]),
        media_type=data["media_type"],
        text=data["text"],
        pages=tuple(Page(number, CharSpan(start, end)) for number, start, end in data["pages"]),
        blocks=tuple(
            Block(kind, CharSpan(start, end), level, tuple(CharSpan(*cell) for cell in cells))
            for kind, start, end, level, cells in data["blocks"]
        ),
        metadata=tuple((key, value) for key, value in data["metadata"]),
        encoding=data["encoding"],
        warnings=tuple(data["warnings"]),
    )
