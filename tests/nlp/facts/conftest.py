"""Scenes built by hand: names stand in the text as {surface/E}, E U I P A J for the six entity types."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kg.knowledge import Knowledge, KnownAward
from kg.model import Paragraph, Passage
from kg.nlp.awards.grammar import award_names
from kg.nlp.frame import Found, Known, Name, Scene

TYPES = {"E": "Enterprise", "U": "Unit", "I": "Institution", "P": "Person", "A": "Award", "J": "Project"}
MARK = re.compile(r"\{([^{}/]+)/([EUIPAJ])\}")


def build(marked: str, date: str | None = None, givers: dict[str, str] | None = None) -> Scene:
    """A scene of one passage, a paragraph a line; `givers`: who is known to give an award."""
    text, names, known, position = "", [], {}, 0
    for hit in MARK.finditer(marked):
        text += marked[position : hit.start()]
        surface, label = hit[1], TYPES[hit[2]]
        aliases = award_names(surface) if label == "Award" else (surface,)
        entity = next(
            (k for k, v in known.items() if v.type == label and set(v.names) & set(aliases)), f"e{len(known) + 1}"
        )
        known.setdefault(entity, Known(entity, label, aliases))
        rule = "award.v1:contest" if surface.endswith("赛") else "project.v1:work" if label == "Project" else "test"
        names.append(Name(len(text), len(text) + len(surface), label, rule, 1.0, aliases, None, entity))
        text += surface
        position = hit.end()
    text += marked[position:]
    paragraphs, sentences, at = [], [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(at, at + len(line)))
        start = at
        for hit in re.finditer(r"[^。！？]+[。！？]?", line):
            sentences.append((at + hit.start(), at + hit.end()))
            start = at + hit.end()
        at = max(start, at + len(line)) + 1
    passage = Passage(text, tuple(range(len(text))), tuple(paragraphs), tuple(sentences))
    awards = {name: KnownAward(name, (), None, giver) for name, giver in (givers or {}).items()}
    knowledge = Knowledge({}, {}, awards, {name: (name,) for name in awards}, {}, {}, frozenset(), {})
    return Scene(passage, tuple(names), known, knowledge, None, date)


@pytest.fixture
def told() -> Callable[..., list[tuple[str, ...]]]:
    """(subject, object, *values of the attributes asked for) of every fact a rule finds in a marked text."""

    def facts(
        rule: Callable[[Scene], object],
        marked: str,
        *keys: str,
        date: str | None = None,
        givers: dict[str, str] | None = None,
    ) -> list[tuple[str, ...]]:
        scene = build(marked, date, givers)
        found: list[Found] = list(rule(scene))  # type: ignore[call-overload]
        names = {k: v.names[0] for k, v in scene.entities.items()}
        rows = set()
        for f in found:
            values = dict(f.attributes)
            rows.add(
                (names[f.subject], names[f.object], *(names.get(values.get(k, ""), values.get(k, "")) for k in keys))
            )
        return sorted(rows)

    return facts
