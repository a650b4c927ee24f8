"""Honour rolls: a heading names the award, the lines below who got it; ranks as sub-headings; honours of one person."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Paragraph
from kg.nlp.awards import words
from kg.nlp.facts.conferral.attributes import normal_rank, year_in
from kg.nlp.facts.conferral.colon import FIELD, MAKERS, Roll, colon_pairs, dated, ranked
from kg.nlp.facts.conferral.columns import read_columns
from kg.nlp.facts.conferral.entries import bio, entry, portrait
from kg.nlp.facts.conferral.headings import RESIDUE, Line, acts_in, boxed, introduces
from kg.nlp.facts.conferral.prose import read_sentence
from kg.nlp.facts.conferral.state import Draft, State, award_at, honours_in
from kg.nlp.facts.reading import ASIDE, Group, Item, Reading

BULLET = re.compile(
    r"[\s　]*(?:(?:附件|附表|附录|附|表)?\s*[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?!\d|年|月|日|名|人|个|项|家|\.\d))[）)、.．:：]?(?:[\s　]+|(?<=[）)、.．:：]))|附件\d*[:：]?|[①-⑳❶-❿]|[☆★▌▍●○◆■▪•▎◇※▲△►➤✓◎□]+|[—–-]{1,2}(?=[\u4e00-\u9fff])|[【〔\[])*[\s　]*"
)
HEADING_MARK = re.compile(
    r"[\s　]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|附件|附表|附：|附录|【|▌|▍|■|◆|●|▎|▇|□|[①-⑳]|喜报)"
)
HONOURS_OF = re.compile(r"荣誉|获奖|奖项|奖励(?!等级)|光荣簿|荣誉簿|所获|荣誉称号")
BLAND = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:榜单?|光荣榜|名单|目录)|[\u4e00-\u9fff]{0,3}奖状?|工匠|劳模|QC小组成果光荣榜)"
)
DOT = re.compile(r"[\s　]*[☆★▌▍●○◆■▪•◇※▲△►➤✓◎□·]")
POINT = re.compile(r"[\s　]*(?:[-–—·•●◆■▪☆★○◇※➤✓]|[（(]?\d{1,2}[）).、．])")
ELSE = re.compile(r"同时，|此外|另外|另悉|据悉|据了解|截至|会上|会后|希望")
RANK_HEAD = re.compile(
    rf"[“”\s　]*(?P<rank>{words.RANK})(?:[（(][^（）]{{0,14}}[）)]|获得者|获奖名单|名单|\d+[项名个]|\s)*[：:]?$"
)


def read_line(reading: Reading, paragraph: Paragraph, roll: Roll, state: State) -> list[Draft]:
    """The conferrals of a paragraph: as a line of a roll where it is one, else as prose."""
    line = _line(reading, paragraph)
    if not reading.text[line.start : line.high].strip():
        return []
    line = boxed(reading, line, roll, state)
    introduces(reading, line, roll)
    drafts = _of_owner(reading, line, roll)
    if drafts is None and not line.acts:
        drafts = read_columns(reading, paragraph, roll, state)
    if drafts is None and _opens(reading, line, roll, state):
        drafts = []
    if drafts is None and (not line.acts or _labelled(reading, line)):
        drafts = list(colon_pairs(reading, line.start, line.high, roll, state)) or None
    if drafts is None:
        drafts = _below(reading, paragraph, line, roll, state)
    return _prose(reading, line, state) if drafts is None else drafts


def _line(reading: Reading, paragraph: Paragraph) -> Line:
    low, high = paragraph.start, paragraph.end
    bullet = BULLET.match(reading.text, low, high)
    start = bullet.end() if bullet else low
    marked = HEADING_MARK.match(reading.text, low, high) is not None
    names = reading.between(low, high)
    awards = [i for i in names if i.kind == "award"]
    others = [i for i in names if i.kind != "award"]
    return Line(
        low, start, high, marked, paragraph.kind in ("heading", "title"), awards, others, acts_in(reading, start, high)
    )


MORE_TOLD = re.compile(r"等\d+[个名家位项人]|如下|名单")
LABELLED = re.compile(r"^【?[^】]{0,14}】")


def _prose(reading: Reading, line: Line, state: State) -> list[Draft]:
    state.opening = True
    first = min([*line.awards, *line.others], key=lambda i: i.start, default=None)
    lead = LABELLED.sub("", reading.text[line.start : first.start]) if first is not None else ""
    state.portrait = (
        first is not None
        and first.kind == "person"
        and len(lead) <= 1
        and reading.text[first.end : first.end + 1] in "，（—"
    )
    if state.portrait and first is not None:
        state.subject, state.actor = Group((first,)), first
    if state.subject and state.subject.items[0].kind != "org" and state.subject.items[0].start < line.low:
        state.subject = Group((state.hero,)) if state.hero else Group()
    if state.portrait and first is not None:
        state.told = (first, line.high)
    elif state.told is not None and state.told[1] == line.low - 1 and POINT.match(reading.text, line.low):
        state.subject, state.actor = Group((state.told[0],)), state.told[0]  # the points below a portrait's line
        state.told = (state.told[0], line.high)
    drafts = [
        draft
        for low, high in reading.scene.sentences(line.low, line.high)
        for draft in read_sentence(reading, low, high, state)
    ]
    given = {
        d.honour.entity: replace(d.honour, conferrer=d.honour.conferrer or d.conferrer)
        for d in drafts
        if d.method.endswith(("give", "places", "passive", "receive", "wins"))
    }
    more = MORE_TOLD.search(reading.text[line.low : line.high])
    state.listing = (replace(next(iter(given.values())), count=None), line.high) if len(given) == 1 and more else None
    return drafts


def _of_owner(reading: Reading, line: Line, roll: Roll) -> list[Draft] | None:
    """A line of nothing but honours below 张三主要荣誉."""
    if not (roll.owner and line.awards and not line.acts and not line.marked):
        return None
    if [i for i in line.others if i.start < line.awards[0].start or i.start > line.awards[-1].start]:
        return None
    rest = reading.text[line.start : line.high]
    for item in line.awards:
        rest = rest.replace(reading.text[item.start : item.end], "")
    if len(RESIDUE.sub("", re.sub(r"[（(][^（）()]*[）)]", "", rest))) > 24:
        return None
    year = year_in(reading.text[line.low : line.awards[0].start])
    honours = honours_in(reading, line.low, line.high, None)
    return [
        Draft(roll.owner, h, line.low, line.high, "conferral.v1:roll-honours", 0.85, year, None, False) for h in honours
    ]


def _opens(reading: Reading, line: Line, roll: Roll, state: State) -> bool:
    """True for a heading that names honours or a rank: the lines below are its entries."""
    rank = RANK_HEAD.fullmatch(reading.text[line.start : line.high])
    base = roll.honours[0] if roll.honours else state.prize
    if rank is not None and not line.awards and base is not None:
        roll.honours, roll.open = (ranked(base, normal_rank(rank["rank"])),), True
        return True
    if not line.awards or line.acts or not _is_heading(reading, line):
        return False
    before = [i for i in line.others if i.kind == "org" and i.end <= line.awards[0].start]
    giver = before[0].entity if len(before) == 1 and before[0].name.label != "Unit" else None
    roll.honours = tuple(
        replace(honour, count=None, conferrer=honour.conferrer or giver)
        for honour in (state.remember(dated(award_at(reading, i), roll.year)) for i in line.awards)
    )
    roll.open, roll.owner = True, Group()
    roll.strict = (line.marked or line.heading) and line.low > reading.scene.passage.paragraphs[0].start
    return True


def _below(reading: Reading, paragraph: Paragraph, line: Line, roll: Roll, state: State) -> list[Draft] | None:
    """A line below a heading: an entry, a portrait, or a new heading that ends the roll."""
    text = reading.text
    body = text[line.start : line.high]
    if HONOURS_OF.search(body) and len(body) < 30 and not line.acts and not line.awards:
        people = [i for i in line.others if i.kind == "person"] or line.others
        roll.honours, roll.open = (), False
        roll.owner = (
            Group(tuple(people[:1])) if people else Group(state.persons[-1:]) if state.persons else state.subject
        )
        return None
    if (
        state.portraits
        and DOT.match(text, line.low)
        and line.others
        and line.others[0].kind == "person"
        and not line.acts
    ):
        who = Group((line.others[0],))
        if (
            line.others[0].start - line.start <= 2
            and text[line.others[0].end : line.others[0].end + 1] in "：:，、 （\n"
        ):
            state.subject, state.actor = who, line.others[0]
            return [Draft(who, h, line.low, line.high, "conferral.v1:roll-owed", 0.8) for h in state.portraits]
    if roll.open and ELSE.match(body):
        roll.honours, roll.open = (), False
        return None
    if roll.open and _signature(reading, paragraph, line.others):
        return []
    running = (
        body.rstrip("。").count("。")
        + body.count("？")
        + body.count("，") // 3
        + (body.endswith("。") and len(body) > 60)
    )
    if roll.open and line.others and not line.acts and not line.awards and not running:
        if line.heading and len(body) > 12 and len(line.others) < 2 and not _work(reading, line):
            roll.honours, roll.open = (), False
            return None
        return list(entry(reading, line.start, line.high, roll, state))
    cut = reading.text.find("；", line.start, line.high)
    first = reading.between(line.start, cut) if cut > 0 else []
    if (
        roll.open
        and line.acts
        and first
        and not acts_in(reading, line.start, cut)
        and not any(i.kind == "award" for i in first)
    ):
        return [*entry(reading, line.start, cut, roll, state), *_prose(reading, line, state)]
    if roll.open and roll.strict and line.others and (who := bio(reading, line.start, line.high)):
        state.subject = who
        state.persons = tuple(i for i in who.items if i.kind == "person") or state.persons
        state.owner = next((i for i in who.items if i.kind == "org"), None)
        end = min(line.high, who.items[-1].end + 20)
        drafts = [Draft(who, h, line.low, end, "conferral.v1:roll-bio", 0.85) for h in roll.honours]
        for low, high in reading.scene.sentences(end, line.high):  # portraits that the layout has run together
            if (one := portrait(reading, low, high)) is not None:
                drafts += [Draft(Group((one,)), h, low, high, "conferral.v1:roll-bio", 0.8) for h in roll.honours]
        return drafts + _prose(reading, line, state)
    if state.listing is not None and state.listing[1] == line.low - 1 and _names_only(reading, line):
        roll.honours, roll.open, roll.strict = (state.listing[0],), True, False
        return list(entry(reading, line.start, line.high, roll, state))
    if line.marked or line.heading:
        roll.honours, roll.open, roll.owner = (), False, Group()
        state.owner = None
        roll.year = year_in(body) if len(body) < 16 else roll.year
    return None


def _names_only(reading: Reading, line: Line) -> bool:
    """True for a line of names and little more, below a sentence that names the first of so many winners."""
    if line.acts or line.awards or not line.others or line.high - line.start > 90:
        return False
    rest = ASIDE.sub("", reading.text[line.start : line.high])
    for item in line.others:
        rest = rest.replace(reading.text[item.start : item.end], "")
    return len(re.sub(r"[\s、，；。]", "", rest)) <= 4 * len(line.others)


def _labelled(reading: Reading, line: Line) -> bool:
    """True for a line of labelled fields: 获奖单位：甲公司; 完成人：张三 only where the line opens with it."""
    field = FIELD.search(reading.text, line.low, line.high)
    return field is not None and (field.start() <= line.start + 1 or MAKERS.match(field[0]) is None)


def _work(reading: Reading, line: Line) -> bool:
    """True for a line that is the name of a work or a unit and little more."""
    only = line.others[0]
    length = len(ASIDE.sub("", reading.text[line.start : line.high]))
    return only.end - only.start > (0.7 if only.kind == "project" else 0.9) * length


def _signature(reading: Reading, line: Paragraph, others: list[Item]) -> bool:
    """True for the office that signs a notice: a line of its own right above the date."""
    if len(others) != 1 or line.end - line.start > 24 or others[0].kind != "org":
        return False
    after = reading.text[line.end : line.end + 24].strip()
    last = line.start >= reading.scene.passage.paragraphs[-1].start
    return bool(re.match(r"(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?", after)) or (
        last
        and bool(re.search(r"(?:部|办公室|工会|委员会|党委|团委)[编印]?$", reading.text[line.start : line.end].strip()))
    )


def _is_heading(reading: Reading, line: Line) -> bool:
    """True when the line says little more than the names of honours."""
    text, start, high = reading.text, line.start, line.high
    if (
        high - start > 70
        or [i for i in line.others if i.start >= line.awards[-1].end]
        or text[high - 1 : high] in "。；，"
    ):
        return False
    if [i for i in line.others if i.kind in ("person", "project")]:
        return False
    if all(BLAND.fullmatch(text[i.start : i.end]) for i in line.awards):
        return False
    rest = text[start:high]
    for item in [*line.awards, *line.others]:
        rest = rest.replace(text[item.start : item.end], "")
    rest = re.sub(r"[（(][^（）()]*[）)]", "", rest)
    rest = RESIDUE.sub("", re.sub(words.RANK, "", rest))
    return len(rest) <= (6 if line.marked or text[high - 1] in "：:】" else 2)
