"""Honour rolls: a heading names the award, the lines below who got it; A：X、Y; X：A; ranks as sub-headings; honours of one person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import Paragraph
from kg.nlp import award_words as words
from kg.nlp.facts.conferral_attributes import COUNT, normal_rank, year_in
from kg.nlp.facts.conferral_prose import GIVE, PASSIVE, RECEIVE, WINS
from kg.nlp.facts.conferral_state import Draft, Honour, State, award_at, honours_in
from kg.nlp.facts.reading import Group, Item, Reading, group_all

BULLET = re.compile(
    r"[\s　]*(?:(?:附件|附表|附录|附|表)?\s*[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?!\d|年|月|日|名|人|个|项|家|\.\d))[）)、.．:：]?(?:[\s　]+|(?<=[）)、.．:：]))|附件\d*[:：]?|[①-⑳❶-❿]|[☆★▌▍●○◆■▪•▎◇※▲△►➤✓◎□]+|[—–-]{1,2}(?=[\u4e00-\u9fff])|[【〔\[])*[\s　]*"
)
HEADING_MARK = re.compile(r"[\s　]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|附件|附表|附：|附录|【|▌|▍|■|◆|●|▎|▇|□|[①-⑳]|喜报)")
RESIDUE = re.compile(
    r"[\s　“”《》【】〔〕（）()：:；。，、]|(?:19|20)\d\d(?:[-—–](?:19|20)?\d\d)?年?度?|第?[\w]{1,4}届|称号|荣誉|获得者|获奖|名单|名|人|个|项|家|部分|简要|事迹|等|授予|共|\d+|表彰|以下|如下|榜|历年|集团公司|公司|和|与|及|的|一|二|三|四|五|六|七|八|九|十"
)
FIELD = re.compile(r"(?P<field>授予单位|颁发单位|颁奖单位|表彰单位|评选单位|主办单位|授予方|颁发方|获奖单位|获奖项目|获奖者|获奖个人|获奖人|获奖集体|获奖成果|完成单位|建设单位|承建单位|申报单位|授奖单位)[：:]")
HONOURS_OF = re.compile(r"荣誉|获奖|奖项|奖励|光荣簿|荣誉簿|所获|荣誉称号")
BLAND = re.compile(r"(?:[\u4e00-\u9fff]{0,4}(?:榜单?|光荣榜|名单|目录)|[\u4e00-\u9fff]{0,3}奖状?|工匠|劳模|QC小组成果光荣榜)")
RANK_HEAD = re.compile(rf"[“”\s　]*(?P<rank>{words.RANK})(?:[（(][^（）]{{0,14}}[）)]|获得者|获奖名单|名单|\d+[项名个]|\s)*[：:]?$")


@dataclass
class Roll:
    """The roll being read: the honours its heading names, whether its lines are entries, whose honours it lists."""

    honours: tuple[Honour, ...] = ()
    open: bool = False
    strict: bool = False  # the heading is marked as one: what stands below may run on in sentences
    rank: str | None = None
    owner: Group = field(default_factory=Group)
    year: str | None = None


def read_line(reading: Reading, line: Paragraph, roll: Roll, state: State) -> Iterator[Draft] | None:
    """The conferrals of a line that belongs to a roll; None when the line is prose and has to be read as such."""
    low, high = line.start, line.end
    text = reading.text
    bullet = BULLET.match(text, low, high)
    start = bullet.end() if bullet else low
    body = text[start:high]
    if not body.strip():
        return iter(())
    awards = reading.between(low, high, "award")
    others = [i for i in reading.between(low, high) if i.kind != "award"]
    acts = _acts(reading, start, high)
    marked = HEADING_MARK.match(text, low, high) is not None or line.kind in ("heading", "title")
    rank_head = RANK_HEAD.fullmatch(body)
    if rank_head is not None and not awards and (state.topic or roll.honours):
        base = roll.honours[0] if roll.honours else state.topic
        assert base is not None
        roll.honours = (_ranked(base, normal_rank(rank_head["rank"])),)
        roll.open = True
        return iter(())
    if awards and not acts and roll.owner and not marked and not [i for i in others if i.kind != "org" and i.start > awards[0].start]:
        owner = roll.owner
        if owner and not [i for i in others if i.start < awards[0].start or i.start > awards[-1].start]:
            year = year_in(text[low : awards[0].start])
            return iter([Draft(owner, h, low, high, "conferral.v1:roll-honours", 0.85, year, None, False) for h in honours_in(reading, low, high, None)])
    if awards and not acts and _is_heading(reading, low, start, high, awards, others):
        roll.honours = tuple(_dated(award_at(reading, i), roll.year) for i in awards)
        roll.open, roll.owner = True, Group()
        roll.strict = marked and low > reading.scene.passage.paragraphs[0].start
        for honour in roll.honours:
            state.remember(honour)
        return iter(())
    pairs = list(_colon(reading, start, high, roll, state)) if not acts or FIELD.search(text, low, high) else []
    if pairs:
        return iter(pairs)
    if HONOURS_OF.search(body) and len(body) < 30 and not acts and not awards:
        people = [i for i in others if i.kind == "person"] or others
        roll.honours, roll.open = (), False
        roll.owner = Group(tuple(people[:1])) if people else (Group(state.persons[-1:]) if state.persons else state.subject)
        return None
    if roll.open and _signature(reading, line, others):
        return iter(())
    sentences = text[low:high].rstrip("。").count("。") + text[low:high].count("？") + text[low:high].count("，") // 3
    if roll.open and others and not acts and not awards and (not sentences or not HEADING_MARK.match(text, low, high) and high - low < 60 and not sentences):
        if marked and len(body) > 12 and line.kind == "heading":
            roll.honours, roll.open = (), False
            return None
        return _entry(reading, start, high, roll, state)
    if roll.open and roll.strict and others and (bio := _bio(reading, start, high)):
        state.subject = bio
        state.persons = tuple(i for i in bio.items if i.kind == "person") or state.persons
        entry = [Draft(bio, h, low, min(high, bio.items[-1].end + 20), "conferral.v1:roll-bio", 0.85) for h in roll.honours]
        return _then_prose(entry, reading, line, state)
    if marked:
        roll.honours, roll.open, roll.owner = (), False, Group()
        roll.year = year_in(body) if len(body) < 16 else roll.year
    return None


def _signature(reading: Reading, line: Paragraph, others: list[Item]) -> bool:
    """True for the office that signs a notice: a line of its own right above the date."""
    if len(others) != 1 or line.end - line.start > 24 or others[0].kind != "org":
        return False
    after = reading.text[line.end : line.end + 24].strip()
    last = line.start >= reading.scene.passage.paragraphs[-1].start
    return bool(re.match(r"(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?", after)) or last and bool(re.search(r"(?:部|办公室|工会|委员会|党委|团委)[编印]?$", reading.text[line.start : line.end].strip()))


def _then_prose(entry: list[Draft], reading: Reading, line: Paragraph, state: State) -> Iterator[Draft]:
    from kg.nlp.facts.conferral_prose import read_sentence

    yield from entry
    for low, high in reading.scene.passage.sentences:
        if line.start <= low and high <= line.end:
            yield from read_sentence(reading, low, high, state)


def _acts(reading: Reading, low: int, high: int) -> bool:
    for pattern in (RECEIVE, PASSIVE, GIVE, WINS):
        for hit in pattern.finditer(reading.text, low, high):
            if hit[0] in ("为", "是", "有", "列", "得了", "成为", "取得") or any(a <= hit.start() < b for a, b in reading.asides):
                continue
            if not any(i.start <= hit.start() < i.end for i in reading.items) and reading.text[hit.end() : hit.end() + 2] not in ("者：", "名单", "情况", "项目", "单位", "个人", "集体"):
                return True
    return False


def _is_heading(reading: Reading, low: int, start: int, high: int, awards: list[Item], others: list[Item]) -> bool:
    text = reading.text
    if high - start > 70 or [i for i in others if i.start >= awards[-1].end] or text[high - 1 : high] in "。；，":
        return False
    if [i for i in others if i.kind in ("person", "project")]:
        return False
    if all(BLAND.fullmatch(text[i.start : i.end]) for i in awards):
        return False
    rest = text[start:high]
    for item in [*awards, *others]:
        rest = rest.replace(text[item.start : item.end], "")
    rest = re.sub(r"[（(][^（）()]*[）)]", "", rest)
    rest = re.sub(words.RANK, "", rest)
    rest = RESIDUE.sub("", rest)
    return len(rest) <= (6 if HEADING_MARK.match(text, low, high) or text[high - 1] in "：:】" else 2)


def _dated(honour: Honour, year: str | None) -> Honour:
    return honour if honour.year or not year else Honour(honour.entity, honour.core, honour.start, honour.end, honour.rank, honour.count, year, honour.conferrer, honour.contest)


def _ranked(honour: Honour, rank: str) -> Honour:
    return Honour(honour.entity, honour.core, honour.start, honour.end, rank, None, honour.year, honour.conferrer, honour.contest)


def _colon(reading: Reading, low: int, high: int, roll: Roll, state: State) -> Iterator[Draft]:
    """A：X、Y；B：Z in one line, X：A, and X，A."""
    text = reading.text
    position = low
    giver: str | None = None
    last: list[Honour] = []
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
            elif group and (last or roll.honours):
                for honour in last or roll.honours:
                    yield Draft(group, honour, low, end, "conferral.v1:roll-field", 0.9, None, giver)
        elif colon is None and awards and not others and awards[0].start - position <= 12 and not reading.text[awards[-1].end : end].strip("”》 "):
            last = [award_at(reading, awards[0])]
            state.remember(last[0])
        elif colon is not None and (lead := _lead(reading, position, colon, roll, state)):
            group = group_all(reading, colon + 1, end)
            if group:
                last = lead
                for honour in lead:
                    yield Draft(group, honour, position, end, "conferral.v1:roll-colon", 0.9)
            elif awards and end - colon <= 2:
                roll.honours, roll.open, last = tuple(lead), True, lead
            state.remember(lead[0])
        elif colon is not None and awards and awards[0].start > colon and others and others[-1].end <= colon + 1 and len(text[others[-1].end : colon].strip("》”")) <= 1:
            group = group_all(reading, position, colon)
            for honour in honours_in(reading, colon + 1, end, state.topic):
                yield Draft(group, honour, position, end, "conferral.v1:roll-pair", 0.85)
        elif others and (paired := _paired(reading, position, end, others, state, roll)):
            yield from paired
        position = end + 1


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
        if others[-1].start > awards[0].start or not re.fullmatch(r"[”》]?(?:等)?\s*[，—\s　]+[“《]?", gap) or len(lead) > 4:
            return []
        honours = honours_in(reading, awards[0].start, high, None)
    else:
        base = roll.honours[0] if roll.honours else state.topic
        if base is None or not re.fullmatch(rf"[”》]?[，—\s　]+(?:{words.RANK})[；。，\s]*", gap):
            return []
        honours = honours_in(reading, end_of_names, high, base)
    group = group_all(reading, low, end_of_names)
    return [Draft(group, h, low, high, "conferral.v1:roll-pair", 0.82) for h in honours] if group else []


def _entry(reading: Reading, low: int, high: int, roll: Roll, state: State) -> Iterator[Draft]:
    """A line below the heading: names with units and posts."""
    text = reading.text
    group = group_all(reading, low, high)
    persons = tuple(i for i in group.items if i.kind == "person")
    projects = tuple(i for i in group.items if i.kind == "project")
    if high - low > 90 and "，" in text[low:high] and (bio := _bio(reading, low, high)):
        group = bio
    elif persons and len(persons) < len(group.items):
        group = Group(tuple(i for i in group.items if i.kind == "person" or i.kind == "project"), group.owners)
    elif projects and group.items[0].kind == "project":
        group = Group(projects, group.owners)
    if group:
        state.subject = group
        state.persons = persons or state.persons
    for honour in roll.honours:
        if group:
            yield Draft(group, honour, low, high, "conferral.v1:roll-entry", 0.9)


def _bio(reading: Reading, low: int, high: int) -> Group:
    """Who a paragraph below an award heading is about: the person, else the organisation, that opens it."""
    items = [i for i in reading.between(low, min(high, low + 60)) if i.kind in ("org", "person")]
    if not items or items[0].start - low > 3:
        return Group()
    first = items[0]
    for item in items[1:]:
        if first.kind == "org" and item.kind == "person" and "，" not in reading.text[first.end : item.start] and item.start - first.end <= 14:
            return Group((item,))
    return Group((first,))


def _stops(reading: Reading, low: int, high: int) -> list[int]:
    cuts = [
        m.start()
        for m in re.compile(r"[；。]").finditer(reading.text, low, high)
        if not any(a < m.start() < b for a, b in reading.asides) and not any(i.start < m.start() < i.end for i in reading.items)
    ]
    return [c for c in cuts if c > low] + ([high] if not cuts or cuts[-1] < high - 1 else [])


def _colon_at(reading: Reading, low: int, high: int) -> int | None:
    text = reading.text
    for hit in re.compile(r"[：:]").finditer(text, low, high):
        if not any(a < hit.start() < b for a, b in reading.asides) and not any(i.start < hit.start() < i.end for i in reading.items):
            return hit.start()
    ranked = re.compile(rf"(?:{words.RANK})\d+[名项个人]，").search(text, low, high)
    return ranked.end() - 1 if ranked is not None else None


__all__ = ["COUNT", "Roll", "read_line"]
