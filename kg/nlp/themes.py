"""Policy themes: which themes a document is substantially about, by cue words weighed by a small fitted model.

A theme's features in a document: how many strong, middling and weak cues, its share of the strongest theme's mass,
its rank, cues in titles and headings, density. One set of weights for all themes and a bias for each, fitted by
`python -m bench.fit_themes` on the gold records (logistic regression); `data/models/themes.json` holds them.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import mul
from pathlib import Path

from kg.knowledge.cues import Cue, ThemeCues
from kg.model import Passage, Prepared

CUE_WEIGHT = {3: 3.0, 2: 1.0, 1: 0.25}
FEATURES = 8  # of a theme in a document
LEAST, MOST, SURE = 4, 8, 0.28
OPENING = 80  # characters of a document's beginning that count like a heading


@dataclass(frozen=True, slots=True)
class ThemeModel:
    """Fitted weights: `document` and `bias` for a theme of a document; for a theme of one of its subjects `sighting`,
    `pair`, `theme` (the bias of each theme and of the types of its subjects) and the probability that suffices."""

    document: tuple[float, ...]
    bias: Mapping[str, float]
    sighting: tuple[float, ...]
    pair: tuple[float, ...]
    theme: Mapping[str, tuple[float, ...]]
    threshold: float


@dataclass(frozen=True, slots=True)
class Themed:
    """What the theme rules share about a document: the cues of each passage and each theme's probability."""

    cues: tuple[tuple[Cue, ...], ...]
    probability: Mapping[str, float]


def load_model(path: Path) -> ThemeModel | None:
    """The fitted weights, None when the file is not there (then no themes are told)."""
    if not path.is_file():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    return ThemeModel(
        tuple(data["document"]),
        data["bias"],
        tuple(data["sighting"]),
        tuple(data["pair"]),
        {theme: tuple(weights) for theme, weights in data["theme"].items()},
        data["threshold"],
    )


def read_themes(prepared: Prepared, cues: ThemeCues, model: ThemeModel | None) -> Themed:
    """Cues of every passage and the probability of each theme in the document."""
    found = tuple(cues.find(passage.text) for passage in prepared.passages)
    if model is None:
        return Themed(found, {})
    features = document_features(prepared.passages, found)
    return Themed(
        found,
        {t: logistic(dot(model.document, x) + model.bias.get(t, 0.0)) for t, x in features.items()},
    )


def document_themes(themed: Themed) -> tuple[str, ...]:
    """Theme ids of the document, strongest first: those surer than `SURE`, at least `LEAST` and at most `MOST`."""
    ranked = sorted(themed.probability.items(), key=lambda item: (-item[1], item[0]))
    return tuple(t for i, (t, p) in enumerate(ranked[:MOST]) if p >= SURE or (i < LEAST and p > 0.12))


def document_features(
    passages: tuple[Passage, ...], found: tuple[tuple[Cue, ...], ...]
) -> dict[str, tuple[float, ...]]:
    """Eight features of each theme that has a cue."""
    counts: dict[str, list[int]] = {}
    words: dict[str, Counter[tuple[str, int]]] = {}
    heading: Counter[str] = Counter()
    for number, (passage, cues) in enumerate(zip(passages, found, strict=True)):
        heads = [(p.start, p.end) for p in passage.paragraphs if p.kind in ("title", "heading")]
        for cue in cues:
            counts.setdefault(cue.theme, [0, 0, 0])[cue.weight - 1] += 1
            words.setdefault(cue.theme, Counter())[cue.word, cue.weight] += 1
            at = bisect_right(heads, (cue.start, len(passage.text))) - 1
            if (number == 0 and cue.start < OPENING) or (at >= 0 and cue.start < heads[at][1]):
                heading[cue.theme] += int(4 * CUE_WEIGHT[cue.weight])
    mass = {
        theme: sum(CUE_WEIGHT[weight] * (1 + math.log(n)) for (_, weight), n in seen.items())
        for theme, seen in words.items()
    }
    strongest = max(mass.values(), default=1.0)
    ranked = sorted(mass, key=lambda theme: (-mass[theme], theme))
    length = max(300, sum(len(passage.text) for passage in passages))
    return {
        theme: (
            1.0,
            math.log1p(counts[theme][2]),
            math.log1p(counts[theme][1]),
            math.log1p(counts[theme][0]),
            mass[theme] / strongest,
            math.log1p(heading[theme] / 4),
            1 / (1 + rank),
            math.log1p(mass[theme] * 1000 / length),
        )
        for rank, theme in enumerate(ranked)
    }


class Mass(dict[str, float]):
    """The mass of themes, 0 for those without any (a Counter costs ten times as much to make)."""

    def __missing__(self, theme: str) -> float:
        return 0.0


def weigh(cues: Iterable[Cue]) -> Mass:
    """The mass of each theme."""
    mass = Mass()
    for cue in cues:
        mass[cue.theme] += CUE_WEIGHT[cue.weight]
    return mass


def dot(weights: tuple[float, ...], features: tuple[float, ...]) -> float:
    """Sum of products; both have the same length."""
    return float(sum(map(mul, weights, features)))


def logistic(value: float) -> float:
    """1 / (1 + e^-value), safe for large values."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
