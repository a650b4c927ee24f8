"""How far an act of honouring reaches: over which clauses, to which of several names, with which honours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.nlp.awards import words
from kg.nlp.facts.conferral.state import Draft, Honour
from kg.nlp.facts.conferral.subject import find
from kg.nlp.facts.conferral.words import RECEIVE
from kg.nlp.facts.reading import Group, Item, Reading


def names_end(reading: Reading, high: int, stop: int) -> int:
    """The end of an enumeration that runs on over commas: 甲厂张三，乙厂李四，丙厂王五."""
    end = (
        next((b for a, b in reading.clauses(high, stop)), high)
        if high < stop and reading.text[high] not in "，；。"
        else high
    )
    while end < stop and reading.text[end] == "，":
        upto = next((b for a, b in reading.clauses(end + 1, stop) if b > end + 1), stop)
        named = reading.between(end + 1, upto, "person", "org", "project")
        if not named or reading.between(end + 1, upto, "award") or find(RECEIVE, reading, end + 1, upto):
            break
        tail = reading.text[named[-1].end : upto]
        if len(tail) > 8 or len(reading.text[end + 1 : named[0].start]) > 6:
            break
        end = upto
    return end


def people_first(group: Group) -> Group:
    """Persons only, when an enumeration names persons with their units."""
    persons = tuple(i for i in group.items if i.kind == "person")
    return Group(persons, (), group.start) if persons else group


def objects_end(reading: Reading, start: int, high: int, stop: int, *, give: bool = False) -> int:
    """The end of what is received: to the end of the clause, and on over clauses that only name more honours or ranks."""
    end = high
    while end < stop and reading.text[end] in "，；" and not give:
        following = re.compile(r"[，；。！？\n]").search(reading.text, end + 1, stop)
        upto = following.start() if following else stop
        part = reading.text[end + 1 : upto]
        names = reading.between(end + 1, upto, "person", "org", "project")
        ranked = re.match(rf"\s*(?:其中)?[“]?(?:{words.RANK})", part) or (
            any(i.start - end <= 2 for i in reading.between(end + 1, upto, "award"))
            and re.search(r"\d[项个枚块]", part)
        )
        if names or not ranked or re.search(r"获|得|授|由", part[:12]):
            break
        end = upto
    return end


def runs(honours: list[Honour]) -> Iterator[list[Honour]]:
    """Honours that follow each other directly go to the same people."""
    run: list[Honour] = []
    for honour in honours:
        if run and honour.start - run[-1].end > 4:
            yield run
            run = []
        run.append(honour)
    if run:
        yield run


FIRST_FEW = re.compile(r"(团体|个人)?前([二两三四五六])名")
FEW = "〇一二三四五六"


def distribute(lead: str, group: Group, honours: list[Honour]) -> list[tuple[Group, list[Honour]]]:
    """分别获X、Y: one each, in order; else everybody gets everything."""
    first = FIRST_FEW.fullmatch(honours[0].rank or "") if len(honours) == 1 else None
    if first is not None and len(group.items) == FEW.index(first[2].replace("两", "二")) and not honours[0].count:
        told = [replace(honours[0], rank=f"{first[1] or ''}第{'一二三四五六'[i]}名") for i in range(len(group.items))]
        return [(Group((item,)), [h]) for item, h in zip(group.items, told, strict=True)]
    ranks = {h.rank for h in honours}
    each = (
        len({h.entity for h in honours}) == 1
        and len(ranks) == len(honours)
        and None not in ranks
        and not any(h.count for h in honours)
    )
    if (each or re.search(r"分别|分获|分列", lead)) and len(group.items) == len(honours) > 1:
        return [
            (Group((item,), tuple(o for o in group.owners if o[0] is item)), [h])
            for item, h in zip(group.items, honours, strict=True)
        ]
    return [(group, honours)]


def drafts_of(
    group: Group,
    honours: list[Honour],
    low: int,
    high: int,
    method: str,
    confidence: float,
    reading: Reading,
    *,
    count: str | None = None,
    conferrer: list[Item] | None = None,
    dated: bool = True,
    purpose: Item | None = None,
) -> Iterator[Draft]:
    giver = conferrer[0].entity if conferrer else None
    dated = dated and not re.search(r"曾|此前|先后|还获得过|得过", reading.text[low : honours[0].start])
    if group.items[-1].end <= low and method in ("prose-receive", "prose-passive", "prose-give"):
        method, confidence = f"{method}-carried", confidence - 0.12  # who it is about was said in a clause before
    for honour in honours:
        if count is not None and honour.count is None:
            honour = replace(honour, count=count)
        start = min([low, honour.start])
        yield Draft(
            group,
            honour,
            start,
            max(high, honour.end),
            f"conferral.v1:{method}",
            confidence,
            None,
            giver,
            dated,
            purpose,
        )


PRAISED = re.compile(r"[^，。；：]{2,60}(?:表彰|表扬|奖励)[^，。；：]{2,40}：")
ASIDE_CUT = re.compile(r"——(?=此前|他|她|它|其|这|该|而)")


def one_act_each(reading: Reading, low: int, high: int) -> list[tuple[int, int]]:
    """A clause cut where two acts meet: 甲党委荣获X、乙支部被授予Y; 集团表彰先进：X授予甲公司."""
    opened = PRAISED.match(reading.text, low, high)
    if opened is not None and any(i.kind == "award" for i in reading.between(opened.end(), high)):
        low = opened.end()
    colon = reading.text.find("：", low, high)
    if 0 < colon < high - 4 and not reading.bracketed(colon) and not reading.named(colon):
        behind = reading.between(colon + 1, high)
        if (
            behind
            and behind[0].kind != "award"
            and behind[0].start - colon <= 3
            and RECEIVE.search(reading.text, behind[0].end, high)
            and not reading.between(low, colon, "award")
        ):
            low = colon + 1  # 取得优异成绩：张三夺得…
    aside = ASIDE_CUT.search(reading.text, low, high)
    if aside is not None and not reading.bracketed(aside.start()) and not reading.named(aside.start()):
        return [(low, aside.start()), *one_act_each(reading, aside.end(), high)]
    if not reading.between(low, high, "award"):
        return [(low, high)]
    acts = [a for a in RECEIVE.finditer(reading.text, low, high) if len(a[0]) > 1 and not reading.named(a.start())]
    for first, second in pairwise(acts):
        between = reading.between(first.end(), second.start())
        if len(between) >= 2 and between[0].kind == "award" and between[-1].kind in ("org", "person"):
            cut = next(
                (
                    i
                    for i in range(between[-1].start, first.end(), -1)
                    if reading.text[i] in "、和" and not any(n.start <= i < n.end for n in between)
                ),
                None,
            )
            if cut is not None:
                return [(low, cut), *one_act_each(reading, cut + 1, high)]
    return [(low, high)]
