"""Policy themes: which themes a document is substantially about."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Prepared
from kg.nlp.frame import Found, Scene


def document_themes(prepared: Prepared, scenes: Sequence[Scene], facts: Sequence[Found]) -> tuple[str, ...]:
    """Theme ids of the document, at most eight, strongest first."""
    return ()
