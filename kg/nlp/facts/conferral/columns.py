"""Lines of a roll set in columns of blank space, without a header: X　奖项　授予单位; 第一名　姓名　单位; 奖项　姓名."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Paragraph
from kg.nlp.awards import words
from kg.nlp.awards.table_columns import columns_of
from kg.nlp.facts.conferral.attributes import normal_rank
from kg.nlp.facts.conferral.colon import Roll
from kg.nlp.facts.conferral.state import Draft, Honour, State, honours_in
from kg.nlp.facts.reading import ASIDE, Group, Item, Reading, group_all

RANK = re.compile(rf"(?:[（(]?\d{{0,2}}[）).、．]?)[\u4e00-\u9fff]{{0,10}}?(?P<rank>{words.RANK}|[特一二三]等)[：:]?")
AROUND = re.compile(r"[\s“”《》：:、，。；]|称号|荣誉|获得者|等次|\d{1,2}[.、．]")


def read_columns(reading: Reading, line: Paragraph, roll: Roll, state: State) -> list[Draft] | None:
    """The conferrals of a line in columns; None when it is none, or says nothing of an honour."""
    cells = columns_of(reading.text, line)
    if not 2 <= len(cells) <= 6 or line.end - line.start > 120:
        return None
    named = [reading.between(a, b) for a, b in cells]
    kinds = [_kind(reading, cell, items) for cell, items in zip(cells, named, strict=True)]
    high = line.end
    if kinds.count("award") == 1 and (at := kinds.index("award")) > 0:
        group = _people(group_all(reading, cells[0][0], cells[at - 1][1]))
        honours = honours_in(reading, *cells[at], None)
    elif kinds[0] == "award" and "person" in kinds[1:] and "award" not in kinds[1:]:
        at = 0
        group = _people(group_all(reading, cells[1][0], high))
        honours = honours_in(reading, *cells[0], None)
    elif kinds[0] == "rank" and "award" not in kinds:
        at = len(kinds)
        base = roll.honours[0] if roll.honours else state.prize
        group, honours = (
            _made(named[1:]) or _people(group_all(reading, cells[1][0], high)),
            _ranked(reading, cells[0], base),
        )
    elif roll.open and kinds[0] == "other" and len(named[0]) == 1 and named[0][0].kind == "project":
        at, honours = len(kinds), list(roll.honours)
        group = _made(named)
    else:
        return None
    if not group or not honours:
        return None
    giver = next((i for items in named[at + 1 :] for i in items if i.kind == "org" and i not in group.items), None)
    conferrer = giver.entity if giver else None
    return [Draft(group, h, line.start, high, "conferral.v1:roll-columns", 0.86, None, conferrer) for h in honours]


def _kind(reading: Reading, cell: tuple[int, int], items: list[Item]) -> str:
    text = reading.text[slice(*cell)]
    awards = [i for i in items if i.kind == "award"]
    if awards and len(awards) == len(items):
        rest = ASIDE.sub("", text)
        for item in awards:
            rest = rest.replace(reading.text[item.start : item.end], "")
        return "award" if len(re.sub(words.RANK, "", AROUND.sub("", rest))) <= 2 else "prose"
    if not items and RANK.fullmatch(text):
        return "rank"
    return "person" if any(i.kind == "person" for i in items) else "other" if items else "word"


def _people(group: Group) -> Group:
    """The person of a line rather than the unit beside them."""
    people = tuple(i for i in group.items if i.kind == "person")
    works = any(i.kind == "project" for i in group.items)
    return Group(people, (), group.start) if people and not works else group


def _made(cells: list[list[Item]]) -> Group:
    """A work that fills one cell, with those in the other cells as its makers."""
    works = [cell[0] for cell in cells if len(cell) == 1 and cell[0].kind == "project"]
    if len(works) != 1:
        return Group()
    makers = [i for cell in cells for i in cell if i.kind in ("org", "person")]
    return Group((works[0],), tuple((works[0], maker) for maker in makers), works[0].start)


def _ranked(reading: Reading, cell: tuple[int, int], base: Honour | None) -> list[Honour]:
    hit = RANK.fullmatch(reading.text, *cell)
    if base is None or hit is None:
        return []
    rank = hit["rank"] if hit["rank"].endswith("等") else normal_rank(hit["rank"])
    return [replace(base, start=cell[0], end=cell[1], rank=rank, count=None)]
