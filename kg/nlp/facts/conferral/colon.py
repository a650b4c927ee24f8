"""Lines that pair an honour and a name by a colon or a comma: A：X、Y; X：A; X，A; fields such as 获奖单位：X."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.nlp.awards import words
from kg.nlp.facts.conferral.attributes import normal_rank
from kg.nlp.facts.conferral.reach import distribute
from kg.nlp.facts.conferral.state import Draft, Honour, State, award_at, honours_in
from kg.nlp.facts.reading import ASIDE, Group, Item, Reading, group_all
from kg.nlp.gate import gated

FIELD = gated(
    r"(?P<field>授予单位|颁发单位|颁奖单位|表彰单位|评选单位|主办单位|授予方|颁发方|获奖单位|获奖项目|获奖者|获奖个人|获奖人|获奖集体|获奖成果|(?:主要)?完成(?:单位|人|者)|建设单位|承建单位|申报单位|专利权人|发明人|授奖单位)[：:]",
)

OF_RANK = re.compile(rf"[”》]?[，、—\s　]+[“]?(?P<rank>{words.RANK})[”]?\s*")  # 某奖：“甲”，一等奖；“乙”，二等奖
MAKERS = re.compile(r"(?:主要)?完成|建设|承建|申报|专利权|发明")
NEXT_RANK = re.compile(rf"\n[ 　]*(?:奖励|获奖|授奖)?(?:等级|奖级|等次|级别)[：:]\s*(?P<rank>{words.RANK})")
STOP = re.compile(r"[；。]")
COLON = re.compile(r"[：:]")
COUNTED_RANK = gated(rf"(?:{words.RANK})\d+[名项个人]，")


@dataclass
class Roll:
    """The roll being read: the honours its heading names, whether its lines are entries, whose honours it lists."""

    honours: tuple[Honour, ...] = ()
    open: bool = False
    strict: bool = False  # the heading is marked as one: what stands below may run on in sentences
    owner: Group = field(default_factory=Group)
    year: str | None = None
    level: str | None = None  # what the heading of the section says: 二、省部级
    giver: str | None = None  # by whom the honours of the section are given: 由某某颁发的2项：


def dated(honour: Honour, year: str | None) -> Honour:
    return honour if honour.year or not year else replace(honour, year=year)


def ranked(honour: Honour, rank: str) -> Honour:
    return replace(honour, rank=rank, count=None)


def colon_pairs(reading: Reading, low: int, high: int, roll: Roll, state: State) -> Iterator[Draft]:
    """A：X、Y；B：Z in one line, X：A, and X，A."""
    text = reading.text
    position = low
    giver: str | None = None
    last: list[Honour] = []
    running = False
    for end in _stops(reading, low, high):
        field_hit = FIELD.search(text, position, end)
        colon = _colon_at(reading, position, end)
        awards = reading.between(position, end, "award")
        others = [i for i in reading.between(position, end) if i.kind != "award"]
        if field_hit is not None:
            group = group_all(reading, field_hit.end(), end)
            if awards and awards[0].end <= field_hit.start():
                last = [award_at(reading, awards[0])]
                state.remember(last[0])
            if field_hit["field"].startswith(("授予", "颁", "表彰", "评选", "主办", "授奖")):
                giver = group.items[0].entity if group else giver
            elif group and MAKERS.match(field_hit["field"]):
                yield from _made(reading, position, field_hit.start(), group, last, roll, state, (low, end), giver)
            elif group and (last or roll.honours):
                for honour in last or roll.honours:
                    yield Draft(group, honour, low, end, "conferral.v1:roll-field", 0.9, None, giver)
        elif (
            colon is None
            and awards
            and not others
            and awards[0].start - position <= 12
            and not reading.text[awards[-1].end : end].strip("”》 ")
        ):
            last = [award_at(reading, awards[0])]
            state.remember(last[0])
        elif colon is not None and (lead := _lead(reading, position, colon, roll, state)):
            group = group_all(reading, colon + 1, end)
            if group:
                last, running = lead, True
                told = OF_RANK.fullmatch(text, group.items[-1].end, end)
                lead = [ranked(h, normal_rank(told["rank"])) for h in lead] if told is not None else lead
                for each, honours in distribute("", group, lead):
                    yield from (Draft(each, h, position, end, "conferral.v1:roll-colon", 0.9) for h in honours)
            elif awards and end - colon <= 2:
                roll.honours, roll.open, last = tuple(lead), True, lead
            state.remember(lead[0])
        elif (
            colon is not None
            and awards
            and awards[0].start > colon
            and others
            and others[-1].end <= colon + 1
            and len(text[others[-1].end : colon].strip("》”")) <= 1
        ):
            group = group_all(reading, position, colon)
            for honour in honours_in(reading, colon + 1, end, state.topic):
                yield Draft(group, honour, position, end, "conferral.v1:roll-pair", 0.85)
        elif colon is None and last and running and not awards and others and _only(reading, position, end, others):
            group = group_all(reading, position, end)  # A：甲；乙；丙
            for honour in last if group else ():
                yield Draft(group, honour, position, end, "conferral.v1:roll-colon", 0.82)
        elif others and (paired := _paired(reading, position, end, others, state, roll)):
            yield from paired
        position = end + 1


def _made(
    reading: Reading,
    low: int,
    high: int,
    makers: Group,
    last: list[Honour],
    roll: Roll,
    state: State,
    proof: tuple[int, int],
    giver: str | None,
) -> Iterator[Draft]:
    """《乙》，完成单位：甲公司 and 完成人：张三 in a line below the work: the work has the honour, its makers for it."""
    works = reading.between(low, high, "project")
    honours = last or list(roll.honours)
    work = works[-1] if works else None
    if work is None and state.work and (not honours or state.work[1][0].entity == honours[0].entity):
        work, honours = state.work
    for honour in honours:
        if works:
            yield Draft(Group((works[-1],)), honour, *proof, "conferral.v1:roll-entry", 0.9, None, giver)
        yield Draft(makers, honour, *proof, "conferral.v1:roll-field", 0.9, None, giver, True, work)


def _only(reading: Reading, low: int, high: int, names: list[Item]) -> bool:
    """True for a stretch that is names, brackets and little else."""
    rest = ASIDE.sub("", reading.text[low:high])
    for item in names:
        rest = rest.replace(reading.text[item.start : item.end], "")
    return len(re.sub(r"[\s、“”《》]", "", rest)) <= 3


def _lead(reading: Reading, low: int, colon: int, roll: Roll, state: State) -> list[Honour]:
    """The honours named before a colon (or before the count that stands for one)."""
    base = roll.honours[0] if roll.honours else state.prize
    if [i for i in reading.between(low, colon) if i.kind in ("person", "project")]:
        return []
    found = honours_in(reading, low, colon, base)
    text = reading.text[low:colon]
    return [h for h in found if colon - h.end <= 40] if len(text) <= 80 and "。" not in text else []


def _paired(reading: Reading, low: int, high: int, others: list[Item], state: State, roll: Roll) -> list[Draft]:
    """X，A — a line of good news: who, comma, what."""
    text = reading.text
    awards = reading.between(low, high, "award")
    end_of_names = max((i.end for i in others if not awards or i.start < awards[0].start), default=low)
    gap = re.sub(r"[（(][^（）()]*[）)]", "", text[end_of_names : awards[0].start if awards else high])
    lead = re.sub(r"[\s　“”《》]|[\u4e00-\u9fff]{0,6}$", "", text[low : others[0].start])
    if awards:
        if (
            others[-1].start > awards[0].start
            or not re.fullmatch(r"[”》]?(?:等)?\s*[，—\s　]+[“《]?", gap)
            or len(lead) > 4
        ):
            return []
        honours = honours_in(reading, awards[0].start, high, None)
    else:
        base = roll.honours[0] if roll.honours else state.topic
        if base is None or not re.fullmatch(rf"[”》]?[，—\s　]+(?:{words.RANK})[；。，\s]*", gap):
            return []
        honours = honours_in(reading, end_of_names, high, base)
    group = group_all(reading, low, end_of_names)
    return [Draft(group, h, low, high, "conferral.v1:roll-pair", 0.82) for h in honours] if group else []


def _stops(reading: Reading, low: int, high: int) -> list[int]:
    cuts = [
        m.start()
        for m in STOP.finditer(reading.text, low, high)
        if not reading.bracketed(m.start()) and not reading.named(m.start())
    ]
    return [c for c in cuts if c > low] + ([high] if not cuts or cuts[-1] < high - 1 else [])


def _colon_at(reading: Reading, low: int, high: int) -> int | None:
    text = reading.text
    for hit in COLON.finditer(text, low, high):
        if not reading.bracketed(hit.start()) and not reading.named(hit.start()):
            return hit.start()
    ranked = COUNTED_RANK.search(text, low, high)
    return ranked.end() - 1 if ranked is not None else None
