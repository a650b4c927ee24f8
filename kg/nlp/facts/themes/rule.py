"""addressesTheme: which subject acts on which theme.

Two logistic models, fitted by `python -m bench.fit_themes`. The first weighs every sighting of a subject near a theme
(`kg.nlp.facts.themes.sightings`); the best one stands for the pair. The second looks at the pair among the others of the document:
its rank for its subject and for its theme, how much the document is about the theme, and what each theme is like.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from operator import itemgetter

from kg.model import Prepared
from kg.nlp.facts.themes.sightings import VALUES, Count, Sighting, sightings
from kg.nlp.facts.themes.turns import outermost
from kg.nlp.frame import Found, Scene
from kg.nlp.themes import Themed, ThemeModel, dot, logistic
from kg.value import value

METHOD = "themes.v2"
PER_SUBJECT = 6  # themes told of one subject; a page's main company has as many
_LENGTH, _MAIN, _INNER, _OPENS = (VALUES.index(v) for v in ("length", "main", "inner", "opens"))
_kinds = itemgetter(*(VALUES.index(kind) for kind in ("Person", "Project", "Unit", "Enterprise")))


@value
class Pair:
    """A subject and a theme: the value of its best sighting, that sighting, its passage, and how many there are."""

    value: float
    best: Sighting
    passage: int
    sightings: int


def theme_facts(
    prepared: Prepared, scenes: Sequence[Scene], themed: Themed, model: ThemeModel | None, used: Set[str]
) -> Iterator[tuple[int, Found]]:
    """(index of the passage, fact) of every subject and theme that the model holds for likelier than its threshold.

    `used`: the entities that other facts speak of; a project nobody undertakes and no award honours addresses nothing.
    """
    if model is None:
        return
    pairs = best_pairs(seen(prepared, scenes, themed, used), model.sighting)
    told: Counter[str] = Counter()
    ranked = sorted((-probability, key) for key, probability in probabilities(pairs, themed, model).items())
    for negative, key in ranked:
        subject, theme = key
        if -negative < model.threshold or told[subject] >= PER_SUBJECT:
            continue
        told[subject] += 1
        best = pairs[key].best
        found = Found("addressesTheme", subject, theme, best.start, best.end, METHOD, -negative)
        yield pairs[key].passage, found


def seen(
    prepared: Prepared, scenes: Sequence[Scene], themed: Themed, used: Set[str]
) -> dict[tuple[str, str], list[tuple[Sighting, int]]]:
    """The sightings of each subject and theme with their passages' indexes."""
    names = [[n for n in outermost(s.names) if n.label != "Project" or n.entity in used] for s in scenes]
    often = Counter(name.entity for found in names for name in found)
    entities = scenes[0].entities if scenes else {}
    enterprises = [e for e in often if entities[e].type == "Enterprise"]
    main = min(enterprises, key=lambda e: (-often[e], e), default=None)
    characters = sum(len(passage.text) for passage in prepared.passages)
    count = Count(often, main, math.log(max(100, characters) / 800), math.log1p(len(often)) - 3)
    out: dict[tuple[str, str], list[tuple[Sighting, int]]] = {}
    for number, (scene, found, cues) in enumerate(zip(scenes, names, themed.cues, strict=True)):
        for sighting in sightings(scene, found, cues, count):
            out.setdefault((sighting.entity, sighting.theme), []).append((sighting, number))
    return out


def best_pairs(
    found: dict[tuple[str, str], list[tuple[Sighting, int]]], weights: tuple[float, ...]
) -> dict[tuple[str, str], Pair]:
    """Each pair by its best sighting; the last weight is for the logarithm of how many there are."""
    pairs, own = {}, weights[:-1]
    for key, places in found.items():
        values = [dot(own, sighting.values) for sighting, _ in places]
        best = values.index(max(values))
        value = values[best] + weights[-1] * math.log(len(places))
        pairs[key] = Pair(value, *places[best], len(places))
    return pairs


def probabilities(
    pairs: dict[tuple[str, str], Pair], themed: Themed, model: ThemeModel
) -> dict[tuple[str, str], float]:
    """The probability of each pair."""
    return {
        key: logistic(dot(model.pair, features) + dot(model.theme.get(key[1], ()), (1.0, *kinds(pairs[key]))))
        for key, features in pair_features(pairs, themed).items()
    }


def kinds(pair: Pair) -> tuple[float, ...]:
    """1 for the type of the pair's subject, 0 for the three others; all 0 for an institution."""
    found: tuple[float, ...] = _kinds(pair.best.values)
    return found


def pair_features(pairs: dict[tuple[str, str], Pair], themed: Themed) -> dict[tuple[str, str], tuple[float, ...]]:
    """The pair among the others of its document."""
    by_subject: dict[str, list[float]] = {}
    by_theme: dict[str, list[float]] = {}
    for (subject, theme), pair in pairs.items():
        by_subject.setdefault(subject, []).append(pair.value)
        by_theme.setdefault(theme, []).append(pair.value)
    every = sorted(pair.value for pair in pairs.values())
    for values in (*by_subject.values(), *by_theme.values()):
        values.sort()
    features: dict[tuple[str, str], tuple[float, ...]] = {}
    subjects = max(1, len(by_subject))
    for (subject, theme), pair in pairs.items():
        value, best = pair.value, pair.best.values
        beside, against = by_subject[subject], by_theme[theme]
        own, rival = len(beside) - bisect_right(beside, value), len(against) - bisect_right(against, value)
        place = len(every) - bisect_right(every, value)
        probability = min(max(themed.probability.get(theme, 0.0), 0.003), 0.997)
        odds = math.log(probability / (1 - probability))
        length, main = best[_LENGTH], best[_MAIN]
        person, project, unit, _ = kinds(pair)
        dense = (
            math.log(len(pairs)) - length - 3.5
        )  # pairs to choose from in so much text: a list of names says little of each
        features[subject, theme] = (
            1.0, value, 1 / (1 + own), float(own == 0), 1 / (1 + rival), float(rival == 0), float(own == rival == 0),
            1 / (1 + place), float(place == 0), float(place < 3), value - every[-1], probability, odds, main * odds, main,
            length, length * probability, math.log(pair.sightings), person * odds, project * odds, unit * odds,
            best[_INNER] * value, length * value, math.log(len(by_theme[theme])), math.log(len(by_subject[subject])),
            float(len(by_theme[theme]) >= 4) * best[_OPENS], max(0.0, value + 2), max(0.0, value + 1), max(0.0, value),
            dense, dense * value, math.log(subjects), dense * main, dense * project,
        )  # fmt: skip
    return features
