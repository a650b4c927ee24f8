"""A source text as paragraphs, for those who set it into files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a source: its kind, its text as it stands, its cells when it is a table row."""

    kind: str
    text: str
    cells: tuple[str, ...] = ()


Story = tuple[Paragraph, ...]
