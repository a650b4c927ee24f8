"""addressesTheme: which subject acts on which theme, read off cue words near the subject and weighed by a fitted model.

A subject of a sentence is a name in it, or the subject that runs on from the sentence before in the same section. For
each (subject, theme) of the document the best of its sentences gives the features; the model gives the probability.
A leader's quoted speech says nothing of the enterprises: subjects don't run on into it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeVar

from kg.knowledge.cues import Cue
from kg.model import Paragraph, Prepared
from kg.nlp.frame import Found, Name, Scene
from kg.nlp.themes import CUE_WEIGHT, Themed, ThemeModel, dot, logistic

_start = attrgetter("start")
Placed = TypeVar("Placed", Name, Cue)
METHOD = "themes.v1"
TYPES = ("Enterprise", "Unit", "Person", "Project", "Institution")
OPENING = 14  # characters within which a name opens a sentence or paragraph
NAMES, THEMES, PER_SUBJECT = 4, 5, 3  # looked at in one sentence; told of one subject
PROOF = 80
SECTION = 14  # characters; a longer heading is an article's, not a section's
HEADED, UNDER_HEADING = 17, 0.6  # the value that says so; a subject that opens an item under a heading naming the theme
NAMED = 12  # four times the weight of a cue that names the theme: a heading of this mass gives its theme to its items
UNLIKELY = 0.3  # a theme below this in the document needs a cue that names it
_SPEECH = re.compile(r"习近平|总书记|重要讲话|摘自《|讲话摘录")
_ROLL = re.compile(r"奖|模范|能手|荣誉|先锋|工匠|标兵|最美|[（(]\d")  # a heading of honours lists winners, not doings
_CLAUSE = re.compile(r"[，；：。！？]")


@dataclass(slots=True)
class Pair:
    """A (subject, theme) as it gathers over the document: running maxima of what its sentences say."""

    values: list[float] = field(default_factory=lambda: [0.0] * 19)
    mass: float = 0.0
    pull: float = 0.0
    sentences: int = 0
    best: tuple[float, int, int, int] = (-1.0, 0, 0, 0)  # score, scene, start, end


def theme_facts(
    prepared: Prepared, scenes: Sequence[Scene], themed: Themed, model: ThemeModel | None
) -> Iterator[tuple[int, Found]]:
    """(index of the passage, fact) of every subject and theme that the model holds for likelier than its threshold."""
    if model is None:
        return
    told: Counter[str] = Counter()
    ranked = []
    pairs = gather(scenes, themed)
    for key, features in pair_features(prepared, scenes, themed, pairs).items():
        probability = logistic(dot(model.subject, features))
        if pairs[key].values[HEADED] >= 1:
            probability = max(probability, UNDER_HEADING)
        if probability >= model.threshold:
            ranked.append((-probability, key))
    for negative, key in sorted(ranked):
        subject, theme = key
        if told[subject] < PER_SUBJECT:
            told[subject] += 1
            _, scene, start, end = pairs[key].best
            yield scene, Found("addressesTheme", subject, theme, start, end, METHOD, -negative)


def gather(scenes: Sequence[Scene], themed: Themed) -> dict[tuple[str, str], Pair]:
    """Every (subject, theme) that shares a sentence, with what those sentences say."""
    pairs: dict[tuple[str, str], Pair] = {}
    for number, (scene, cues) in enumerate(zip(scenes, themed.cues, strict=True)):
        names = _outermost(scene.names)
        heading: Counter[str] = Counter()
        section = False
        running: str | None = None
        name_at = cue_at = sentence_at = 0
        sentences = scene.passage.sentences
        for paragraph in scene.passage.paragraphs:
            name_at, here = _slice(names, name_at, paragraph.end)
            cue_at, near = _slice(cues, cue_at, paragraph.end)
            title = paragraph.kind in ("title", "heading")
            if title:
                heading = Counter()
                section = paragraph.kind == "heading" and paragraph.end - paragraph.start <= SECTION and not here
                section = section and not _ROLL.search(scene.passage.text, paragraph.start, paragraph.end)
                for cue in near:
                    heading[cue.theme] += int(4 * CUE_WEIGHT[cue.weight])
                running = here[0].entity if here else None if paragraph.kind == "title" else running
            elif here and here[0].start - paragraph.start <= OPENING:
                running = None
            if not near:
                if here and here[0].start - paragraph.start <= OPENING:
                    running = here[0].entity
                continue
            if (
                not title
                and _SPEECH.search(scene.passage.text, paragraph.start, paragraph.end)
                and not (here and here[0].start - paragraph.start <= OPENING)
            ):
                running = None
            standing = _standing(near, heading, here, paragraph, title, section)
            while sentence_at < len(sentences) and sentences[sentence_at][1] <= paragraph.start:
                sentence_at += 1
            at = sentence_at
            while at < len(sentences) and sentences[at][0] < paragraph.end:
                running = _sentence(pairs, number, scene, sentences[at], here, near, running, standing)
                at += 1
    return {
        key: pair
        for key, pair in pairs.items()
        if pair.values[0] or pair.values[9] >= 1 or themed.probability.get(key[1], 0.0) > UNLIKELY
    }


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a paragraph lends its sentences: mass and rank of its themes, its heading's themes, its first subject."""

    mass: Counter[str]
    rank: dict[str, int]
    heading: Counter[str]
    first: str | None
    title: bool
    section: bool


def _standing(
    near: Sequence[Cue], heading: Counter[str], here: Sequence[Name], paragraph: Paragraph, title: bool, section: bool
) -> _Standing:
    mass: Counter[str] = Counter()
    for cue in near:
        mass[cue.theme] += int(4 * CUE_WEIGHT[cue.weight])
    rank = {theme: i for i, theme in enumerate(sorted(mass, key=lambda t: (-mass[t], t)))}
    return _Standing(mass, rank, heading, here[0].entity if here else None, title, section)


def _sentence(
    pairs: dict[tuple[str, str], Pair],
    number: int,
    scene: Scene,
    sentence: tuple[int, int],
    here: Sequence[Name],
    near: Sequence[Cue],
    running: str | None,
    standing: _Standing,
) -> str | None:
    """Add one sentence's pairs; the subject that runs on after it."""
    start, end = sentence
    names = here[bisect_left(here, start, key=_start) : bisect_left(here, end, key=_start)]
    cues: dict[str, list[Cue]] = {}
    for cue in near[bisect_left(near, start, key=_start) : bisect_left(near, end, key=_start)]:
        cues.setdefault(cue.theme, []).append(cue)
    subjects = [(n.entity, i, n, False) for i, n in enumerate(names[:NAMES])]
    if names and names[0].start - start <= OPENING:
        running = names[0].entity
    elif (
        running is not None
        and all(running != s[0] for s in subjects)
        and not _SPEECH.search(scene.passage.text, start, end)
    ):
        subjects.append((running, 0, Name(start, start, "", "", 0.0), True))
    strength = {theme: sum(CUE_WEIGHT[c.weight] for c in found) for theme, found in cues.items()}
    share = 1 / max(1, len({s[0] for s in subjects}))
    headed = [t for t, h in standing.heading.items() if h >= NAMED and names and names[0].start - start <= OPENING]
    for theme in dict.fromkeys([*sorted(strength, key=lambda t: (-strength[t], t))[:THEMES], *headed]):
        found = cues.get(theme, [])
        top = max((c.weight for c in found), default=0)
        if top < 2 and theme not in headed:
            continue
        for entity, rank, name, carried in subjects:
            following = names[rank + 1].start if not carried and rank + 1 < len(names) else end
            between = max((c.weight for c in found if name.end <= c.start < following), default=0)
            inside = not carried and any(name.start <= c.start < name.end for c in found)
            clause = not carried and _opens_clause(scene.passage.text, start, name.start)
            first = standing.first == entity
            place = standing.rank.get(theme, len(standing.rank))
            top_theme = place == 0
            values = (
                top == 3, top == 2, between == 3, between == 2, inside, clause and between == 3,
                rank == 0 and not carried and top == 3, any(c.start >= name.end for c in found), not carried,
                min(standing.heading[theme], NAMED) / NAMED, 1 / (1 + place), top_theme and first, first,
                share, standing.title, math.log1p(standing.mass[theme] / 4), top_theme and first and top == 3,
                theme in headed and rank == 0 and first and standing.section, inside and top >= 2 and name.label == "Project",
            )  # fmt: skip
            pair = pairs.get((entity, theme))
            if pair is None:
                pair = pairs[entity, theme] = Pair()
            pair.values = [float(new) if new > old else old for old, new in zip(pair.values, values, strict=True)]
            pair.mass += strength.get(theme, 0.0)
            pull = (
                max(strength.get(theme, 0.0), theme in headed and rank == 0)
                * (0.5 if carried else 1.0)
                * (1.5 if between == 3 else 1.0)
                / (1 + rank)
            )
            pair.pull += pull
            pair.sentences += 1
            if pull > pair.best[0]:
                pair.best = (pull, number, *_proof(name, found, sentence, carried))
    return running


def _proof(name: Name, found: Sequence[Cue], sentence: tuple[int, int], carried: bool) -> tuple[int, int]:
    """The shortest stretch from the subject to its strongest cue, at most `PROOF` characters, inside the sentence."""
    if not found:
        return name.start, min(max(name.end, name.start + PROOF), sentence[1])
    cue = max(found, key=lambda c: (c.weight, -abs(c.start - name.start), -c.start))
    start = cue.start if carried else min(name.start, cue.start)
    end = cue.end if carried else max(name.end, cue.end)
    if end - start > PROOF:
        start, end = (start, start + PROOF) if not carried else (cue.start, cue.end)
    return max(start, sentence[0]), min(max(end, start + 1), sentence[1])


def pair_features(
    prepared: Prepared, scenes: Sequence[Scene], themed: Themed, pairs: dict[tuple[str, str], Pair]
) -> dict[tuple[str, str], tuple[float, ...]]:
    """The features of each pair, those of the subject, the theme and the document with them."""
    often = Counter(n.entity for scene in scenes for n in _outermost(scene.names))
    entities = scenes[0].entities if scenes else {}
    enterprises = [e for e, _ in often.most_common() if entities[e].type == "Enterprise"]
    main = min(enterprises, key=lambda e: (-often[e], e), default=None)
    length = math.log(max(100, sum(len(p.text) for p in prepared.passages)) / 800)
    pulls: dict[str, list[float]] = {}
    rivals: dict[str, list[float]] = {}
    for (entity, theme), pair in pairs.items():
        pulls.setdefault(entity, []).append(pair.pull)
        rivals.setdefault(theme, []).append(pair.pull)
    for ranked in (*pulls.values(), *rivals.values()):
        ranked.sort()
    features = {}
    for (entity, theme), pair in pairs.items():
        kind = entities[entity].type
        probability = themed.probability.get(theme, 0.0)
        own = len(pulls[entity]) - bisect_right(pulls[entity], pair.pull)
        other = len(rivals[theme]) - bisect_right(rivals[theme], pair.pull)
        model_worker = theme == "model-workers"
        features[entity, theme] = tuple(map(float, (
            1.0, *pair.values, math.log1p(pair.mass), math.log1p(pair.sentences), probability, probability > 0.35,
            *(kind == t for t in TYPES), math.log1p(often[entity]), entity == main, (entity == main) * probability,
            model_worker, model_worker and kind == "Person", kind == "Project" and pair.values[4] and pair.values[0],
            length, length * pair.values[16], length * probability, math.log1p(len(often)) - 3,
            1 / (1 + own), own == 0, 1 / (1 + other), own == 0 and other == 0,
            )))  # fmt: skip
    return features


def _outermost(names: Sequence[Name]) -> list[Name]:
    """Names that can be subjects, without those inside another, in order."""
    kept: list[Name] = []
    last = -1
    for name in names:
        if name.label in TYPES and name.start >= last:
            kept.append(name)
            last = name.end
    return kept


def _slice(items: Sequence[Placed], start: int, end: int) -> tuple[int, list[Placed]]:
    """Items from index `start` that begin before `end`, and the index after them."""
    stop = start
    while stop < len(items) and items[stop].start < end:
        stop += 1
    return stop, list(items[start:stop])


def _opens_clause(text: str, start: int, position: int) -> bool:
    """True when at most four characters stand between the clause's border and the position."""
    return bool(_CLAUSE.search(text, max(start, position - 5), position)) or position - start <= 4
