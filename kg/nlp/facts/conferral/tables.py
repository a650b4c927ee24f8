"""Tables of honours: the header says which column is the award, who got it, when, from whom, in which rank."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Paragraph
from kg.nlp.awards import words
from kg.nlp.awards.table_columns import tables
from kg.nlp.facts.conferral.attributes import normal_rank, number, told_level, year_in
from kg.nlp.facts.conferral.state import Draft, Honour, State, award_at
from kg.nlp.facts.reading import Group, Item, Reading, group_all
from kg.nlp.frame import Name

Row = tuple[dict[str, int], tuple[tuple[int, int], ...]]
RANK = re.compile(words.RANK)
TIMES = re.compile(r"连续(\d+|[一二两三四五六七八九十]+)[年届次]")
ANNOUNCED = re.compile(r"入选|名单|命名|授予|表彰|获评|上榜|当选|荣获|获奖|获得")
NOT_GOT = re.compile(r"\s*(?:提名|入围|申报中?|未获.*|公示中?|待定)\s*")
NO_RANK = re.compile(r"入选|获奖|纳入|上榜|获评|获得|通过|—|-|^$|[\d.]+亿?元|首次")


def table_rows(reading: Reading) -> dict[int, Row]:
    """The rows of tables with a header, by the start of their line."""
    return {p.start: (roles, cells) for roles, p, cells in tables(reading.scene.passage) if roles}


def read_row(reading: Reading, row: Row, state: State) -> list[Draft]:
    """The conferrals of one row; the organisation that speaks when the table names no recipient."""
    roles, cells = row
    low, high = cells[0][0], cells[-1][1]

    def cell(role: str) -> tuple[int, int]:
        index = roles.get(role)
        return cells[index] if index is not None and index < len(cells) else (low, low)

    if roles.keys().isdisjoint(("award", "rank", "project")):
        topic = state.topic if state.topic and _announced(reading, state.topic, low) else None
        honours = [replace(topic, start=low, end=low, count=None)] if topic else []
    else:
        honours = _honours(reading, cell("award"), cell("rank"), state)
    if not honours or NOT_GOT.fullmatch(reading.text, *cell("rank")):
        return []
    year = year_in(reading.text[slice(*cell("year"))])
    givers = [i for i in reading.within(*cell("giver")) if i.kind == "org"]
    giver = (
        givers[0].entity
        if givers
        else ""
        if reading.text[slice(*cell("giver"))].strip("-—–/ ") and "giver" in roles
        else None
    )
    makers = _recipients(reading, cell("recipient"), cell("with"), work="project" in roles)
    projects = group_all(reading, *cell("project"))
    if projects:
        works = tuple(i for i in projects.items if i.kind == "project") or projects.items
        group = Group(works, tuple((work, maker) for work in works for maker in makers.items))
    elif makers:
        group = makers
    elif "recipient" in roles or "project" in roles or (speaker := issuer_item(reading)) is None:
        return []
    else:
        group = Group((speaker,))
    level = told_level(reading.text[slice(*cell("rank"))])
    if level is not None:
        honours = [replace(h, rank=None) if told_level(h.rank or "") else h for h in honours]
    yearly = [(role[1:], reading.text[slice(*cell(role))].strip()) for role in roles if role.startswith("@")]
    if yearly:  # one result a year, each in its column
        return [
            Draft(group, replace(h, rank=told), low, high, "conferral.v1:table", 0.88, when, giver)
            for h in honours
            for when, told in yearly
            if told.strip("-—–/")
        ]
    dated = "year" not in roles
    return [Draft(group, h, low, high, "conferral.v1:table", 0.88, year, giver, dated, None, level) for h in honours]


def _recipients(reading: Reading, first: tuple[int, int], second: tuple[int, int], *, work: bool) -> Group:
    """Who a row names: units and people of a work both; a person's own honour is not that of the unit beside."""
    one, two = group_all(reading, *first), group_all(reading, *second)
    if work and two:
        return Group((*one.items, *two.items), (*one.owners, *two.owners))
    return two if any(i.kind == "person" for i in two.items) and all(i.kind == "org" for i in one.items) else one


def _announced(reading: Reading, honour: Honour, low: int) -> bool:
    """True when the honour named last is said to have been given, shortly before a table of people."""
    return low - honour.start < 300 and ANNOUNCED.search(reading.text, max(0, honour.start - 60), low) is not None


def _honours(reading: Reading, award: tuple[int, int], rank: tuple[int, int], state: State) -> list[Honour]:
    """The honours of a row: the award cell, or the honour the table is about; one for each rank."""
    items = [i for i in reading.within(*award) if i.kind == "award"]
    bases = [award_at(reading, i) for i in items]
    if not bases and award[0] == award[1]:
        bases = [state.prize] if state.prize else [award_at(reading, i) for i in _in_title(reading)[:1]]
    written = re.sub(r"[（(]连续[^（）]*[）)]", "", reading.text[slice(*rank)])
    times = TIMES.search(reading.text[slice(*rank)])
    count = number(times[1]) if times is not None else None
    ranks = [normal_rank(m[0]) for m in RANK.finditer(written)]
    if not ranks and items and written.strip() and not NO_RANK.search(written):
        ranks = [part.strip() for part in re.split(r"[；;]", written) if 2 <= len(part.strip()) <= 14]
    found = []
    for base in bases:
        start, end = base.start, base.end
        if award[0] == award[1]:
            start, end = rank
        each: str | None
        for each in ranks or (base.rank or _titled(reading, base, award, rank),):
            found.append(
                Honour(base.entity, base.core, start, end, each, count or base.count, base.year, base.conferrer)
            )
    return found


def _title(reading: Reading) -> Paragraph | None:
    return next((p for p in reading.scene.passage.paragraphs[:3] if p.kind == "title"), None)


def _in_title(reading: Reading) -> list[Item]:
    """The honours that the title of a document names."""
    title = _title(reading)
    return [] if title is None else [i for i in reading.within(title.start, title.end) if i.kind == "award"]


def _titled(reading: Reading, honour: Honour, award: tuple[int, int], rank: tuple[int, int]) -> str | None:
    """The rank of a table that is all of one rank, as its document's title says: 某科技进步奖特等奖一览."""
    if award != rank:  # the table has a column for one of the two
        return None
    title = _title(reading)
    named = title and re.search(
        re.escape(honour.core) + f"(?P<rank>{words.RANK})", reading.text[title.start : title.end]
    )
    return normal_rank(named["rank"]) if named else None


def issuer_item(reading: Reading) -> Item | None:
    """A stand-in for the organisation that speaks, where a table leaves it out."""
    scene = reading.scene
    if scene.issuer is None or scene.issuer not in scene.entities:
        title = next((p for p in scene.passage.paragraphs if p.kind == "title"), None)
        named = [i for i in reading.within(title.start, title.end) if i.name.label == "Enterprise"] if title else []
        return replace(named[0], start=0, end=0) if len(named) == 1 else None  # whose report it is
    known = scene.entities[scene.issuer]
    return Item(0, 0, "org", Name(0, 0, known.type, "issuer", 0.6, (), None, known.id))
