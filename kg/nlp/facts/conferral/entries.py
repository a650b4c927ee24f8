"""The entries of a roll: who a line or a portrait below a heading of honours is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.awards import words
from kg.nlp.facts.conferral.attributes import normal_rank
from kg.nlp.facts.conferral.colon import NEXT_RANK, Roll, ranked
from kg.nlp.facts.conferral.state import Draft, State
from kg.nlp.facts.reading import POST, Group, Item, Reading, group_all

JOB = re.compile(
    r"(?:部|经理|测量|施工|技术|质量|安全|总工|副)?[^\s，、。]{0,6}(?:[员工师长]|经理|负责人|总工)"
)  # 某项目测量员
BESIDE = re.compile(rf"[”》]?(?:项目|工程)?[（(](?P<rank>{words.RANK})[）)]")  # 某某公司（提名奖）
HOSTED = re.compile(r"(?:由|[是为])[^。；]{2,60}(?:主办|承办|协办|评选|评定)")


def entry(reading: Reading, low: int, high: int, roll: Roll, state: State) -> Iterator[Draft]:
    """A line below the heading: names with units and posts."""
    text = reading.text
    if HOSTED.search(text, low, high):
        return
    group = group_all(reading, low, high)
    persons = tuple(i for i in group.items if i.kind == "person")
    projects = tuple(i for i in group.items if i.kind == "project")
    if not persons:  # 张三 某某项目副经理: the works are where a person works
        persons = tuple(who for work, who in group.owners if who.kind == "person" and JOB.match(text, work.end))
    if high - low > 90 and len(reading.clauses(low, high)) > 1 and (who := bio(reading, low, high)):
        group = who
    elif persons and persons != group.items:
        works = tuple(i for i in projects if not JOB.match(text, i.end))
        group = Group((*works, *persons), tuple(o for o in group.owners if o[0] in works))
    elif projects and group.items[0].kind == "project":
        group = Group(projects, group.owners)
    if group:
        state.subject = group
        state.persons = persons or state.persons
    told = NEXT_RANK.match(text, high) or (BESIDE.match(text, group.items[-1].end, high) if group else None)
    for honour in roll.honours:
        if group:
            honour = ranked(honour, normal_rank(told["rank"])) if told is not None else honour
            yield Draft(group, honour, low, high, "conferral.v1:roll-entry", 0.9)


def portrait(reading: Reading, low: int, high: int) -> Item | None:
    """The person a sentence introduces: 李四，甲厂检修工。"""
    items = reading.between(low, high)
    if not items or items[0].kind != "person" or items[0].start > low + 1:
        return None
    clauses = reading.clauses(items[0].end, high)
    unit = reading.between(*clauses[0], "org") if clauses else []
    return (
        items[0]
        if unit and reading.text[items[0].end] in "，（" and POST.search(reading.text[slice(*clauses[0])])
        else None
    )


def bio(reading: Reading, low: int, high: int) -> Group:
    """Who a paragraph below an award heading is about: the person, else the organisation, that opens it."""
    items = [i for i in reading.between(low, min(high, low + 60)) if i.kind in ("org", "person", "project")]
    if items and items[0].kind == "project":
        plain = items[0].start == low and reading.text[items[0].end : items[0].end + 1] in "。，；（"
        return Group((items[0],), (), items[0].start) if plain else Group()
    items = [i for i in items if i.kind != "project"]
    if not items or items[0].start - low > 3:
        return Group()
    first = items[0]
    stop = re.search(r"[，。；]|$", reading.text[first.end : min(high, first.end + 20)])
    if (
        first.kind == "org"
        and len(items) == 1
        and stop
        and POST.search(reading.text[first.end : first.end + stop.start()])
    ):
        return Group()  # an employer whose post-holder no rule knows
    for item in items[1:]:
        if (
            first.kind == "org"
            and item.kind == "person"
            and "，" not in reading.text[first.end : item.start]
            and item.start - first.end <= 14
        ):
            return Group((item,))
    return Group((first,))
