"""What a reader keeps in mind while reading of honours: the honour last spoken of, who is spoken of, the section's year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.nlp.awards import words
from kg.nlp.awards.grammar import split_rank
from kg.nlp.facts.conferral.attributes import COUNT, normal_rank, number, rank_of, year_in
from kg.nlp.facts.reading import Group, Item, Reading
from kg.nlp.gate import gated
from kg.value import value

TWO_RANKS = re.compile(
    r"(?:(?<=[获得评列])(?P<prize>[特一二三四五])、(?=[一二三四五]等奖)|(?<=[获得列组])第?(?P<place>[一二三四五])、(?=第?[二三四五六]名)|(?<=[获得夺])(?P<medal>[金银])、(?=[银铜]牌))"
)
PLACE = re.compile(r"(?<=、)第?(?P<place>[二三四五六])名")
BARE_RANK = gated(words.RANK)
LEAD_YEAR = re.compile(
    r"((?:19|20)\d\d(?:年?[-—–~至到]+(?:19|20)?\d\d)?(?:年度|年|度)?)[“《]?(?:第?\w{1,4}[届批])?[^，。；：、（）\n]{0,6}[“《]?$"
)
ASIDE_AFTER = re.compile(r"[”》]?[（(]([^（）\n]{4,40})[）)]")


@value
class Honour:
    """An award as one place names it: the entity, its name without rank, and what stands with it."""

    entity: str
    core: str
    start: int
    end: int
    rank: str | None = None
    count: str | None = None
    year: str | None = None
    conferrer: str | None = None
    contest: bool = False


@value
class Draft:
    """A conferral before its attributes are complete: who, what, where it is said, by which rule."""

    group: Group
    honour: Honour
    start: int
    end: int
    method: str
    confidence: float
    year: str | None = None
    conferrer: str | None = None
    dated: bool = True  # False: 曾获…, where the date of the document says nothing about the award's year
    purpose: Item | None = None  # the work it was got for, when the sentence says so
    level: str | None = None  # what a column or the heading of the section says: 国家级, 省部级


@dataclass
class State:
    """The reader's memory inside one passage."""

    topic: Honour | None = None
    subject: Group = field(default_factory=Group)
    persons: tuple[Item, ...] = ()
    prize: Honour | None = None  # the honour whose ranks are spoken of: a prize or a contest
    people: list[Item] = field(default_factory=list)
    hero: Item | None = None
    owner: Item | None = None  # the organisation a section of a roll tells of: what it made is its own
    portrait: bool = False  # the paragraph opens with a person and tells of no one else
    told: tuple[Item, int] | None = None  # whom the line above introduces, and where it or its points end
    opening: bool = True  # nothing of the paragraph has been read yet: 他 is whom the portrait is about
    waiting: list[tuple[int, int]] = field(default_factory=list)  # clauses of the sentence since the last honour
    previous: tuple[int, int] | None = None  # the clause before, when it named somebody and said nothing else
    actor: Item | None = None
    owed: list[Honour] = field(default_factory=list)
    portraits: list[Honour] = field(default_factory=list)  # given to so many, whom marked lines below then introduce
    pending: list[Honour] = field(default_factory=list)
    work: tuple[Item, list[Honour]] | None = None  # the project honoured last, and with what
    listing: tuple[Honour, int] | None = None  # the honour of which the lines from here on may list more holders
    giver: tuple[Item, int] | None = None  # who was last said to give, and where
    placed: list[tuple[Item, str]] = field(default_factory=list)  # persons and the places they took
    reason: tuple[Item, bool] | None = None  # what the next clause's honour is got for
    seen: dict[str, Honour] = field(default_factory=dict)

    def remember(self, honour: Honour) -> Honour:
        """The honour is what 该奖, 获奖, 一等奖 mean from here on."""
        old = self.seen.get(honour.entity)
        if old is not None and honour.year is None:
            honour = replace(honour, year=old.year, conferrer=honour.conferrer or old.conferrer)
        if self.owed and self.owed[0].entity != honour.entity:
            self.owed = []  # another honour is spoken of: no more names are owed to that one
        self.topic = honour
        if (
            honour.contest
            or honour.core.endswith(("奖", "赛", "评选", "成果", "小组", "展览会", "运动会", "案例"))
            or self.prize is None
        ):
            self.prize = honour
        self.seen[honour.entity] = honour
        return honour

    def mention(self, persons: list[Item]) -> None:
        """Persons just named; the last few are whom 两人, 三人 mean."""
        for person in persons:
            self.people = [p for p in self.people if p.entity != person.entity] + [person]
        self.people = self.people[-12:]


def honours_in(reading: Reading, low: int, high: int, topic: Honour | None) -> list[Honour]:
    """The honours named in [low, high): awards with their ranks and counts; bare ranks of the honour spoken of."""
    text = reading.text
    found: list[Honour] = []
    awards = reading.between(low, high, "award")
    base = topic
    position = low
    for index, item in enumerate(awards):
        if (
            index
            and text[awards[index - 1].end : item.start] in ("“", "·")
            and text[awards[index - 1].end - 1] in "奖赛"
        ):
            rank = text[item.start : item.end]  # 某工程奖“杰出奖”: the second says which of the first
            found[-1:] = [replace(h, rank=rank, end=item.end) for h in found[-1:] if h.rank is None] or found[-1:]
            position = item.end
            continue
        found += _bare(reading, position, item.start, base)
        stop = awards[index + 1].start if index + 1 < len(awards) else high
        here = _award(reading, item, stop)
        contest = here[0].contest
        if not contest or here[0].rank is not None:
            found += here
        base = here[0]
        position = here[-1].end if here else item.end
        if contest and here[0].rank is None:
            continue
    found += _bare(reading, position, high, base, before=found)
    return found


def award_at(reading: Reading, item: Item) -> Honour:
    """The honour an award's name stands for, with the year and rank the name itself brings."""
    return _award(reading, item, item.end + 24)[0]


def _award(reading: Reading, item: Item, stop: int) -> tuple[Honour, ...]:
    """The honour of a place, once for each rank that stands before `stop`; read once."""
    key = ("award", item.start, item.end, item.entity, stop)
    found: tuple[Honour, ...] | None = reading.memo.get(key)
    if found is None:
        found = reading.memo[key] = tuple(_ranked(reading, item, stop))
    return found


def _ranked(reading: Reading, item: Item, stop: int) -> Iterator[Honour]:
    text = reading.text
    surface = text[item.start : item.end]
    core, _ = split_rank(surface)
    before = text[max(0, item.start - 26) : item.start]
    lead = LEAD_YEAR.search(before)
    year = year_in(surface) or (year_in(lead[1]) if lead else None)
    aside = ASIDE_AFTER.match(text, item.end, item.end + 44)
    if year is None and aside is not None:
        year = year_in(aside[1])
    contest = item.name.method.endswith("contest")
    after = text[item.end : min(len(text), max(stop, item.end))]
    ranks = rank_of(surface, after)
    if not ranks:
        count = COUNT.match(after)
        yield Honour(
            item.entity, core, item.start, item.end, None, number(count[1]) if count else None, year, None, contest
        )
        return
    position = item.end
    for rank in ranks:
        at = text.find(rank if rank in text[position:stop] else rank.rstrip("奖"), position, stop)
        end = at + len(rank) if at >= 0 else position
        count = COUNT.match(text[end:stop])
        yield Honour(
            item.entity,
            core,
            item.start,
            max(end, item.end),
            rank,
            number(count[1]) if count else None,
            year,
            None,
            contest,
        )
        position = end


def _bare(
    reading: Reading, low: int, high: int, base: Honour | None, *, before: list[Honour] | None = None
) -> Iterator[Honour]:
    """Ranks that stand alone and speak of the honour already named."""
    if base is None or low >= high:
        return
    text = reading.text
    for hit in TWO_RANKS.finditer(text, low, high):
        told = f"{hit['prize']}等奖" if hit["prize"] else f"第{hit['place']}名" if hit["place"] else f"{hit['medal']}牌"
        yield replace(base, start=hit.start(), end=hit.end() - 1, rank=told, count=None)
        if hit["place"] and (second := PLACE.match(text, hit.end())):
            yield replace(base, start=hit.end(), end=second.end(), rank=f"第{second['place']}名", count=None)
    for hit in BARE_RANK.finditer(text, low, high):
        if reading.named(hit.end() - 1):
            continue
        if before and any(h.start < hit.end() <= h.end for h in before):
            continue
        count = COUNT.match(text[hit.end() : high])
        yield Honour(
            base.entity,
            base.core,
            hit.start(),
            hit.end(),
            normal_rank(hit[0]),
            number(count[1]) if count else None,
            base.year,
            base.conferrer,
        )
