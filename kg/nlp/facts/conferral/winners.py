"""Winners named as examples or as a whole: 他们中有…, 榜上有名, 获奖, so many of a prize each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.nlp.facts.conferral.attributes import number
from kg.nlp.facts.conferral.reach import drafts_of, names_end, objects_end, people_first
from kg.nlp.facts.conferral.state import Draft, State, award_at, honours_in
from kg.nlp.facts.conferral.subject import find, subject
from kg.nlp.facts.conferral.tables import issuer_item
from kg.nlp.facts.conferral.words import MEMBERS
from kg.nlp.facts.reading import ADVERB, Group, Reading, group_all, group_before
from kg.nlp.gate import gated

REMEMBERED = 400  # characters for which a prize is remembered
TOTAL = gated(
    r"(?:荣获|各获|获得|摘得|斩获|摘取|(?<=司|团|局|院|业|建|铁|工|电|能|交)获)(?P<count>\d{1,3}|[一二两三四五六七八九十])[项座](?=[、，。；]|$)"
)
NO_PRIZE = re.compile(r"专利|软件|著作权|标准|工法|论文|授权|资质|订单|合同")
DESCRIBED = re.compile(  # 他们中有埋头苦干的甲公司炼钢工张三、…; 分别是：焊工高级技师张三、…
    r"[^，。；：、\d]{1,24}(?:的[“]?|[员工师长手]|司机|经理|书记|主任)"
)
SUMMARY = re.compile(
    r"(?:这|此)(?:次|回|也|还|已|项荣誉)*是[^，。]*(?:首次|第\w{1,3}次|唯一|最)"
)  # what was told is weighed up


def members(reading: Reading, low: int, high: int, stop: int, state: State) -> Iterator[Draft]:
    """他们当中，有X、Y; 其中甲公司2人：X、Y — names that follow as examples of those honoured."""
    part = re.match(r"其中[“]?", reading.text[low:high])
    orgs = reading.between(low, high)
    if (
        part is not None
        and state.topic is not None
        and len(orgs) == 1
        and orgs[0].kind == "org"
        and orgs[0].start - low <= 3
    ):
        if re.fullmatch(r"\d+(?:人|名|个|项|家|位)(?:职工|单位|集体|员工)?", reading.text[orgs[0].end : high]):
            yield from drafts_of(Group((orgs[0],)), [state.topic], low, high, "prose-share", 0.75, reading)
        return
    hit = find(MEMBERS, reading, low, min(stop, high + 6))
    if hit is None or state.topic is None or hit.start() >= high:
        return
    end = names_end(reading, max(high, hit.end()), stop)
    if reading.between(hit.end(), end, "award"):
        return
    items = reading.within(hit.end(), end)
    if not items or (
        items[0].start - hit.end() > 3 and not DESCRIBED.fullmatch(reading.text, hit.end(), items[0].start)
    ):
        return
    group = people_first(group_all(reading, hit.end(), end))
    if group and all(i.kind == group.items[0].kind for i in group.items):
        yield from drafts_of(group, state.owed or [state.topic], low, end, "prose-members", 0.75, reading)


def totals(reading: Reading, low: int, high: int, state: State) -> Iterator[Draft]:
    """甲公司荣获67项、乙公司荣获19项; 丙集团、丁集团各获4项 — of the prize just named."""
    prize = state.prize
    if prize is None or low - prize.end > REMEMBERED or NO_PRIZE.search(reading.text, low, high):
        return
    for hit in TOTAL.finditer(reading.text, low, high):
        group = group_before(reading, low, hit.start())
        if group and hit.start() - group.items[-1].end <= 2 and group.items[0].kind == "org":
            honour = replace(prize, start=hit.start(), end=hit.end(), rank=None, count=number(hit["count"]))
            yield from drafts_of(group, [honour], group.start, hit.end(), "prose-totals", 0.75, reading)
        low = hit.end()


def wins(reading: Reading, low: int, high: int, stop: int, act: re.Match[str], state: State) -> Iterator[Draft]:
    text = reading.text
    if state.topic is None or SUMMARY.match(text, low, high):
        return
    after = text[act.end() : high]
    if re.match(r"的?(?:还)?有|的还|者(?:是|为)|的是|组织.{0,8}[，含]", after):
        group = group_all(reading, act.end(), high)
        if group:
            yield from drafts_of(group, [state.topic], low, high, "prose-also", 0.75, reading)
        return
    if act[0] == "获奖" and re.match(r"(?:者|的|名单|情况|项目|单位|代表|团队|小组|工程|企业|组织)", after):
        return
    listed = re.match(r"(?:[两三四五六七八九十]|\d+)?[个项]?[：:]", after)
    if listed is not None:
        following = reading.between(high, stop, "award")
        if following and following[0].start - high <= 3:
            return  # 甲公司上榜两个：张三，X奖章；… — pairs, read clause by clause
        end = names_end(reading, high, stop)
        group = people_first(group_all(reading, act.end() + listed.end(), end))
        if (
            group
            and reading.between(act.end(), end)[0].start - act.end() <= 12
            and not reading.between(act.end(), end, "award")
        ):
            yield from drafts_of(group, [state.topic], low, end, "prose-wins-list", 0.78, reading)
            return
    group, count = subject(reading, low, act.start(), state, carry=False)
    if not group and act[0] == "获奖" and re.match(r"\d+项", after) and not ADVERB.sub("", text[low : act.start()]):
        group = state.subject or (Group((speaker,)) if (speaker := issuer_item(reading)) is not None else Group())
    if group:
        dashed = re.match(r"[—–：:“ ]+", after)
        named = [i for i in reading.between(act.end(), stop, "award") if dashed and i.start - act.end() <= dashed.end()]
        topics = [award_at(reading, named[0])] if named else state.pending[-1:] or [state.topic]
        yield from drafts_of(
            group, topics, low, max(high, topics[0].end if named else high), "prose-wins", 0.72, reading, count=count
        )
        state.subject = group
        end = objects_end(reading, act.end(), high, stop)
        ranks = [h for h in honours_in(reading, act.end(), end, state.prize) if h.rank and h.count]
        if ranks:
            yield from drafts_of(group, ranks, low, end, "prose-wins-ranks", 0.8, reading)
