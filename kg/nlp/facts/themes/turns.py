"""Turns: the stretches of a paragraph that speak of one subject.

A paragraph falls into clauses (sentences, cut again at ；). A clause that opens with a name begins that name's turn, which
lasts until another name opens a clause; of names that own each other (集团党委书记张三) the last one leads, names joined to
it (甲、乙和丙开展…) share the turn, names further inside have their clause only. A leader's quoted speech belongs to nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import TypeVar

from kg.knowledge.cues import Cue
from kg.model import Paragraph
from kg.nlp.frame import Name, Scene
from kg.nlp.themes import Mass, weigh
from kg.value import value

TYPES = ("Enterprise", "Unit", "Person", "Project", "Institution")
OPENING = 14  # characters within which a name opens a clause or paragraph
SECTION = 14  # characters; a longer heading is an article's, not a section's
_SPEECH = re.compile(r"习近平|总书记|重要讲话|摘自《|讲话摘录")
_ROLL = re.compile(r"奖|模范|能手|荣誉|先锋|工匠|标兵|最美|[（(]\d")  # a heading of honours lists winners, not doings
_CUT = re.compile(r"[；;]")
_JOINED = re.compile(r"[、和与及]|以及|（[^）]{1,20}）")
_OWNED = re.compile(  # between a name and the one it owns, which leads: 集团党委书记张三, 【首钢】炼钢部, 集团所属二矿区党委
    r"(?:[】　 ：]|\d+[月日]|所属|下属|旗下|直属|党[委组]|副|书记|总?经理|董事[长会]?|总裁|主席|主任|部长|厂长|院长|矿长|校长|行长|局长|组?成员"
    r"|处长|科长|[班队站所区组]长|院士|专家|总?工程师|总会计师|工会|团委|纪委|技师|高级|首席|职工|员工|工人|技术员|[、兼])*"
)
_start = attrgetter("start")
Placed = TypeVar("Placed", Name, Cue)


@dataclass(slots=True)
class Turn:
    """Its leader, all who share it, its clauses: start, end, names, cues."""

    leader: str | None
    group: set[str]
    clauses: list[tuple[int, int, Sequence[Name], Sequence[Cue]]] = field(default_factory=list)


@dataclass(slots=True)
class Place:
    """Where a paragraph stands: its passage's and headings' themes and names."""

    scene: Scene
    mass: Mass
    most: float
    rank: dict[str, int]
    often: Counter[str]
    top: str | None
    title: frozenset[str] = frozenset()
    lent: Mass = field(default_factory=Mass)  # of the title
    heading: Mass = field(default_factory=Mass)
    section: bool = False
    running: str | None = None
    paragraphs: int = 0
    subjects: int = 1


@value
class Told:
    """One paragraph with its turns; `title`: it is a title or heading, `speech`: it holds words of a state leader."""

    paragraph: Paragraph
    cues: Sequence[Cue]
    turns: Sequence[Turn]
    title: bool
    speech: bool


def ranks(mass: Mapping[str, float]) -> dict[str, int]:
    """Place of each theme, the heaviest at 0."""
    return {theme: i for i, theme in enumerate(sorted(mass, key=lambda t: (-mass[t], t)))}


def outermost(names: Sequence[Name]) -> list[Name]:
    """Names that can be subjects, without those inside another, in order."""
    kept: list[Name] = []
    last = -1
    for name in names:
        if name.label in TYPES and name.start >= last:
            kept.append(name)
            last = name.end
    return kept


def walk(scene: Scene, names: Sequence[Name], cues: Sequence[Cue]) -> Iterator[tuple[Place, Told]]:
    """The paragraphs that a theme can stand in; `Place` changes from one to the next."""
    mass, often = weigh(cues), Counter(name.entity for name in names)
    top = min(often, key=lambda e: (-often[e], e), default=None)
    place = Place(scene, mass, max(mass.values(), default=1.0), ranks(mass), often, top)
    place.subjects = max(1, len(often))
    for paragraph in scene.passage.paragraphs:
        place.paragraphs += paragraph.kind not in ("title", "heading", "byline")
        here = within(names, paragraph.start, paragraph.end)
        near = within(cues, paragraph.start, paragraph.end)
        opens = bool(here) and here[0].start - paragraph.start <= OPENING
        title = paragraph.kind in ("title", "heading")
        if title:
            _head(place, paragraph, here, near)
        elif paragraph.kind == "byline":
            continue
        elif opens:
            place.running = None
        if not near and not place.lent and not place.heading:
            place.running = here[-1].entity if opens else place.running
            continue
        speech = not title and _SPEECH.search(scene.passage.text, paragraph.start, paragraph.end) is not None
        if speech and not opens:
            place.running = None
        yield place, Told(paragraph, near, _turns(place, paragraph, here, near), title, speech)


def _head(place: Place, paragraph: Paragraph, here: Sequence[Name], near: Sequence[Cue]) -> None:
    """A title or heading: what follows stands under it."""
    if paragraph.kind == "title":
        place.lent, place.heading = weigh(near), Mass()
        place.title = frozenset(name.entity for name in here)
    else:
        place.heading = weigh(near)
    short = paragraph.kind == "heading" and paragraph.end - paragraph.start <= SECTION and not here
    place.section = short and not _ROLL.search(place.scene.passage.text, paragraph.start, paragraph.end)
    place.running = here[0].entity if here else None if paragraph.kind == "title" else place.running


def _turns(place: Place, paragraph: Paragraph, here: Sequence[Name], near: Sequence[Cue]) -> list[Turn]:
    text, sentences = place.scene.passage.text, place.scene.passage.sentences
    turns: list[Turn] = []
    for a, b in sentences[bisect_left(sentences, (paragraph.start, -1)) : bisect_left(sentences, (paragraph.end, -1))]:
        cuts = [a, *(m.end() for m in _CUT.finditer(text, a, b)), b]
        for x, y in pairwise(cuts):
            if x == y:
                continue
            names = within(here, x, y)
            if names and names[0].start - x <= OPENING:
                group = _leaders(text, names)
                place.running = group[0].entity
                if not turns or turns[-1].leader != place.running or len(group) > 1:
                    turns.append(Turn(place.running, {name.entity for name in group}))
            elif place.running is not None and x == a and _SPEECH.search(text, x, y):
                place.running = None
                turns.append(Turn(None, set()))
            elif not turns or turns[-1].leader != place.running:
                turns.append(Turn(place.running, {place.running} if place.running else set()))
            turns[-1].clauses.append((x, y, names, within(near, x, y)))
    return turns


def _leaders(text: str, names: Sequence[Name]) -> list[Name]:
    """The name that leads a clause, the owned one after its owners, and those joined to it."""
    at = 0
    while at + 1 < len(names) and names[at].label != "Person":
        between = names[at].end, names[at + 1].start
        if _JOINED.fullmatch(text, *between) or not _OWNED.fullmatch(text, *between):
            break
        at += 1
    group = [names[at]]
    for name in names[at + 1 :]:
        if not _JOINED.fullmatch(text, group[-1].end, name.start):
            break
        group.append(name)
    return group


def within(items: Sequence[Placed], start: int, end: int) -> Sequence[Placed]:
    """The items that begin in [start, end)."""
    return items[bisect_left(items, start, key=_start) : bisect_left(items, end, key=_start)]
