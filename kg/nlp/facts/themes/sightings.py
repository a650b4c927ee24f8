"""Sightings: how a subject and a theme look in one turn, as the values that `kg.nlp.facts.themes.rule` weighs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.knowledge.cues import Cue
from kg.nlp.facts.themes.turns import OPENING, TYPES, Place, Told, Turn, ranks, walk
from kg.nlp.frame import Name, Scene
from kg.nlp.gate import gated
from kg.nlp.themes import CUE_WEIGHT, Mass, weigh
from kg.value import value

THEMES, INNER, PROOF = 6, 4, 80  # themes looked at in one turn; names looked at inside it; characters
STRONG = CUE_WEIGHT[3]  # a heading or topic sentence of this mass lends its theme to what stands below
_PARTY = re.compile(r"(党委|党组|党支部|党总支|党小组|支部|委员会|先锋队|突击队)$")
_LEAGUE = re.compile(r"团委|团支部|团总支|共青团")
_PARTY_THEMES = {"party-building", "party-history-education", "theory-study", "strict-governance", "grassroots-party"}
_ACTS = gated(
    r"(?:党委|党组|工会|团委|党支部|各?[级单位部门]+|全体|干部|职工|员工|近日|日前|今年|持续|积极|深入|全面|大力|认真|\d+[年月日]|[，、“”]){0,4}"
    r"(?:开展|举办|召开|举行|组织|推进|推动|实施|坚持|聚焦|围绕|践行|落实|贯彻|打造|建设|创建|加强|加快|强化|深化|构建|探索|开发|研发|完成|实现|投入"
    r"|建成|启动|发布|签署|签订|承办|主办|赴|参加|邀请|走访|慰问|捐|送|把|将|以|通过|始终|充分|着力|努力|致力|瞄准|锚定|发挥|学习|传达|部署"
    r"|提升|提高|优化|降低|获|荣获|入选)"
)
_LEADERS = re.compile(r"习近平|毛泽东|邓小平|周恩来")
_OF_TYPE = {kind: tuple(float(kind == t) for t in TYPES) for kind in (*TYPES, "Award")}
_OBJECT = "在与向对由被赴到给从为和于受据"  # before a name: it is not the one that acts
VALUES = (
    "one", "own", "after", "inside", "rank in turn", "first in turn", "share of turn", "not in turn", "in paragraph",
    "rank in paragraph", "heading", "under heading", "rank in passage", "mass in passage", "joined", "inner", "carried", "opens",
    "object", "acts", "first of paragraph", "in title line", "in title", "main of passage", "main", "frequency",
    "frequency in passage", "alone", "length of turn", "length of paragraph", "speech", "length", "entities", "item",
    *TYPES, "party", "party elsewhere", "league", "model", "model person", "innovation", "construction",
    "construction project", "project named", "project hinted", "person headed",
    "theme in title", "title leads", "title leads for the titled", "topic and main", "topic and leader", "section and leader",
    "clause", "near", "early", "few subjects", "few themes", "lead and rank", "unit leads", "project leads", "person leads",
    "lent alone", "sightings",
)  # fmt: skip


@value
class Sighting:
    """One subject near one theme: the values (as `VALUES`, the last one left out) and the proof in the passage."""

    entity: str
    theme: str
    values: tuple[float, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Count:
    """What the whole document lends its sightings: how often each entity is named, the main one, two measures of length."""

    often: Counter[str]
    main: str | None
    length: float
    entities: float


def sightings(scene: Scene, names: Sequence[Name], cues: Sequence[Cue], count: Count) -> Iterator[Sighting]:
    """Every subject and theme that share a turn of this passage."""
    for place, told in walk(scene, names, cues):
        yield from _paragraph(place, told, count)


def _paragraph(place: Place, told: Told, count: Count) -> Iterator[Sighting]:
    paragraph, turns = told.paragraph, told.turns
    mass = weigh(told.cues)
    rank = ranks(mass)
    topic = weigh(turns[0].clauses[0][3]) if turns else Mass()
    above = {t: place.lent[t] + place.heading[t] for t in (*place.lent, *place.heading)}
    headed = [t for mass_of in (above, topic) for t, m in mass_of.items() if m >= STRONG]
    first = turns[0].leader if turns else None
    length = math.log1p((paragraph.end - paragraph.start) / 100)
    item = paragraph.kind in ("list_item", "table_row")
    lent = max(place.lent, key=lambda t: (place.lent[t], t), default=None)
    early = 1 / (1 + place.paragraphs)
    for turn in turns:
        cues = [cue for *_, found in turn.clauses for cue in found]
        own, strong = weigh(cues), {cue.theme for cue in cues if cue.weight >= 2}
        if not strong and not (headed and turn.group):
            continue
        placed, whole = ranks(own), sum(own.values()) or 1.0
        long = math.log1p((turn.clauses[-1][1] - turn.clauses[0][0]) / 50)
        subjects = _subjects(turn)
        standing: dict[str, tuple[float, ...]] = {}  # what holds of a theme whoever its subject is
        for entity, (name, x, y, names, found) in subjects.items():
            member = entity in turn.group
            told_here = weigh(found)
            local = own if member else told_here
            themes = strong if member else {cue.theme for cue in found if cue.weight >= 2}
            chosen = sorted(themes, key=lambda t: (-own[t], t))[:THEMES]
            if member:
                chosen = list(dict.fromkeys([*chosen, *headed]))
            if not chosen:
                continue
            text = place.scene.passage.text
            known = place.scene.entities[entity]
            kind, surface = known.type, text[name.start : name.end] if name else known.names[0]
            if kind == "Institution" or _LEADERS.search(surface):
                continue
            following = y if name is None else next((n.start for n in names if n.start >= name.end), y)
            party, leads = _PARTY.search(surface) is not None, entity == turn.leader
            project, person, unit = kind == "Project", kind == "Person", kind == "Unit"
            about = (
                member and not leads, not member, name is None,
                name is not None and name.start - x <= OPENING,
                name is not None and name.start > x and text[name.start - 1] in _OBJECT,
                name is not None and _ACTS.match(text, name.end, name.end + 24) is not None,
                first == entity, told.title, entity in place.title, entity == place.top,
                entity == count.main, math.log(max(1, count.often[entity])), math.log1p(place.often[entity]),
                1 / len(subjects), long, length, told.speech, count.length, count.entities, item,
                *_OF_TYPE[kind],
            )  # fmt: skip
            for theme in chosen:
                if theme not in standing:
                    standing[theme] = (
                        1 / (1 + placed[theme]) if theme in placed else 0.0, placed.get(theme) == 0,
                        own[theme] / whole, theme not in own, math.log1p(mass[theme]),
                        1 / (1 + rank[theme]) if theme in rank else 0.0, math.log1p(place.heading[theme]),
                        place.section and place.heading[theme] >= STRONG,
                        1 / (1 + place.rank[theme]) if theme in place.rank else 0.0,
                        place.mass[theme] / max(1.0, place.most),
                    )  # fmt: skip
                mine = [cue for cue in found if cue.theme == theme]
                after = inside = 0.0
                if name is not None:
                    for cue in mine:
                        if name.end <= cue.start < following:
                            after += CUE_WEIGHT[cue.weight]
                        elif name.start <= cue.start < name.end:
                            inside += CUE_WEIGHT[cue.weight]
                model, built, foremost = (
                    theme == "model-workers",
                    theme == "project-construction",
                    placed.get(theme) == 0,
                )
                entitled, main = theme == lent, place.rank.get(theme) == 0
                values = (
                    1.0, math.log1p(local[theme]), math.log1p(after), math.log1p(inside),
                    *standing[theme], *about,
                    party and theme in _PARTY_THEMES, party and theme not in _PARTY_THEMES,
                    theme == "youth-league" and _LEAGUE.search(surface) is not None,
                    model, model and person, theme == "innovation", built, built and project,
                    project and inside >= STRONG, project and inside >= 1,
                    person and place.lent[theme] + place.heading[theme] >= STRONG,
                    math.log1p(place.lent[theme]), entitled, entitled and entity in place.title,
                    main and entity == place.top, main and leads, leads and place.heading[theme] >= STRONG,
                    math.log1p(told_here[theme]), _near(name, mine), early,
                    1 / place.subjects, 1 / max(1, len(place.mass)),
                    leads and foremost, leads and foremost and unit, leads and foremost and project,
                    leads and foremost and person, theme not in own and not mine,
                )  # fmt: skip
                every = mine or [cue for cue in cues if cue.theme == theme]
                yield Sighting(entity, theme, values, *_proof(name, every, x, y))


def _near(name: Name | None, cues: Sequence[Cue]) -> float:
    """1 where a cue stands beside the name, less the farther away it is, 0 without any in the clause."""
    if name is None or not cues:
        return 0.0
    return max(1 / (1 + (max(c.start - name.end, name.start - c.end, 0) / 20)) for c in cues)


def _subjects(turn: Turn) -> dict[str, tuple[Name | None, int, int, Sequence[Name], Sequence[Cue]]]:
    """Each subject of a turn with its first name there and that clause; at most `INNER` that don't share the turn."""
    found: dict[str, tuple[Name | None, int, int, Sequence[Name], Sequence[Cue]]] = {}
    inner = 0
    for x, y, names, cues in turn.clauses:
        for name in names:
            if name.entity in found:
                continue
            inner += name.entity not in turn.group
            if name.entity in turn.group or inner <= INNER:
                found[name.entity] = (name, x, y, names, cues)
    if turn.leader is not None and turn.leader not in found:
        x, y, names, cues = turn.clauses[0]
        found[turn.leader] = (None, x, y, names, cues)
    return found


def _proof(name: Name | None, cues: Sequence[Cue], start: int, end: int) -> tuple[int, int]:
    """The shortest stretch from the subject to its strongest cue in their clause, else the cue alone or the clause's beginning."""
    if not cues:
        begin = name.start if name is not None else start
        return begin, min(max(begin + PROOF, name.end if name else 0), end)
    at = name.start if name is not None else start
    cue = cues[0] if len(cues) == 1 else max(cues, key=lambda c: (c.weight, -abs(c.start - at), -c.start))
    if name is None or not start <= cue.start < end:
        return cue.start, cue.end
    first, last = min(name.start, cue.start), max(name.end, cue.end)
    return first, min(last, first + PROOF, end) if last - first > PROOF else last
