"""What the theme model learns from: annotated documents, each with its cues, names and the pairs its record tells.

The names are the pipeline's own, matched to the gold's as the score does, so that the model knows what it will meet.
Newsletters noted for their themes alone (`bench.theme_notes`) are the group `NOTES`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.theme_notes import read_notes
from kg.corpus.score import same_name
from kg.nlp import Pipeline
from kg.nlp.annotate import FACT_RULES, read_scenes, spoken_of
from kg.nlp.facts.themes.rule import seen
from kg.nlp.facts.themes.sightings import Sighting
from kg.nlp.frame import Scene
from kg.nlp.themes import Themed, document_features
from kg.read import parse_bytes
from kg.text import prepare

NOTES = "notes"
NEAR = 30  # characters between a sighting and the evidence that speaks of it
Key = tuple[str, str]


@dataclass
class Example:
    """One document: its own text and names, what its record says of themes."""

    group: str
    record: dict[str, Any]
    themed: Themed
    features: dict[str, tuple[float, ...]]
    truth: dict[Key, int | None]  # 1 told by the gold, None optional
    wanted: int
    sightings: dict[Key, list[tuple[Sighting, int]]]
    proofs: dict[Key, set[tuple[int, int, int]]]  # passage, start, end of the gold's evidence


def beside(example: Example, key: Key) -> list[Sighting]:
    """The sightings of a pair where the gold has its evidence; all of them where none stands there."""
    places = example.sightings[key]
    proofs = example.proofs.get(key, set())
    told = [s for s, n in places if any(n == m and s.start < b + NEAR and a - NEAR < s.end for m, a, b in proofs)]
    return told or [s for s, _ in places]


def load(folders: list[tuple[Path, Path]], notes: Path, pipeline: Pipeline) -> list[Example]:
    """Every document of the folders (gold, texts) with its gold record, then every one of the folder of notes."""
    examples = []
    for gold, texts in folders:
        for path in sorted(gold.glob("*.json")):
            source = next(texts.glob(f"{path.stem}.*"))
            record = json.loads(path.read_text(encoding="utf-8"))
            examples.append(_example(gold.parent.name, source.name, source.read_bytes(), record, pipeline))
    for path in sorted(notes.glob("*.txt")):
        text, record = read_notes(path)
        examples.append(_example(NOTES, path.name, text.encode(), record, pipeline))
    return examples


def _example(group: str, name: str, data: bytes, record: dict[str, Any], pipeline: Pipeline) -> Example:
    prepared = prepare(parse_bytes(data, name))
    scenes = read_scenes(prepared, pipeline)
    cues = tuple(pipeline.knowledge.cues.find(p.text) for p in prepared.passages)
    themed = Themed(cues, {})
    facts = [f for f in record["facts"] if f["pred"] == "addressesTheme"]
    ours = _matched(record, scenes)
    truth = {
        (ours[f["subj"]], f["obj"]): None if f.get("optional") else 1
        for f in sorted(facts, key=lambda f: not f.get("optional"))
        if f["subj"] in ours
    }
    used = spoken_of(f for s in scenes for rule in FACT_RULES for f in rule(s))
    features = document_features(prepared.passages, cues)
    wanted = sum(not f.get("optional") for f in facts)
    proofs: dict[Key, set[tuple[int, int, int]]] = {}
    for fact in facts:
        quote = "".join(fact.get("evidence", "").split())
        if quote and fact["subj"] in ours:
            found = ((n, p.text.find(quote)) for n, p in enumerate(prepared.passages))
            told = {(n, at, at + len(quote)) for n, at in found if at >= 0}
            proofs.setdefault((ours[fact["subj"]], fact["obj"]), set()).update(told)
    return Example(group, record, themed, features, truth, wanted, seen(prepared, scenes, themed, used), proofs)


def _matched(record: dict[str, Any], scenes: list[Scene]) -> dict[str, str]:
    """Gold entity id to the document's own, one to one, required ones first."""
    free = list(scenes[0].entities.values()) if scenes else []
    out = {}
    for entity in sorted(record["entities"], key=lambda e: bool(e.get("optional"))):
        hit = next((k for k in free if k.type == entity["type"] and same_name(entity, {"names": k.names})), None)
        if hit is not None:
            free.remove(hit)
            out[entity["id"]] = hit.id
    return out
