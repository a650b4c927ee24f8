"""The acts of honouring in one clause: receiving, being given, being placed among the honoured, giving."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.nlp.awards.grammar import HEAD
from kg.nlp.facts.conferral.attributes import number
from kg.nlp.facts.conferral.reach import distribute, drafts_of, names_end, objects_end, people_first, runs
from kg.nlp.facts.conferral.state import Draft, Honour, State, award_at, honours_in
from kg.nlp.facts.conferral.subject import NOMINATED, subject
from kg.nlp.facts.conferral.tables import issuer_item
from kg.nlp.facts.conferral.words import RELATIVE
from kg.nlp.facts.conferral.works import reason
from kg.nlp.facts.reading import Group, Reading, group_all, group_before

WEAK_ACTS = frozenset(
    ("成为", "是", "为", "有", "占", "占了", "得了", "取得", "列", "位列", "列入", "名列", "登上", "迎来")
)


ANAPHOR = re.compile(
    r"[了过]?(?:此|该|这[一个]?|上述|同一)(?P<count>[两二三四五六])?(?:项|份|大)?(?:殊荣|奖项?|荣誉|称号)"
)
HANDS_OVER = re.compile(r"(?:代表|者|单位|个人|集体|党员|选手)(?:颁授|颁发|颁奖|佩戴|送上|授牌|献花)")
HOLDER = re.compile(r"[”》]?(?:的)?(?:获得者|得主)")
GIVES_ON = re.compile(r"(?:并|同时|特?决定|分别)*(?:授予|命名|表彰)")
FIRST = re.compile(
    r"(?:各[\u4e00-\u9fff]{1,4}|获得?)?(?P<rank>第一名|前[二两]名|前三名|一等奖)(?:选手|获得者|的?职工|者|的?选手)?(?:由[^，。；]{2,16}(?<!报请))?$"
)
RANKS = {
    "第一名": ("第一名", "冠军"),
    "前二名": ("第一名", "第二名", "冠军", "亚军"),
    "前两名": ("第一名", "第二名", "冠军", "亚军"),
    "前三名": ("第一名", "第二名", "第三名", "冠军", "亚军", "季军"),
    "一等奖": ("一等奖",),
}
COUNTED = re.compile(r"(?:\d+|[两三四五六七八九十]+)余?[名人个家位]")
COUNTED_RELATIVE = re.compile(r"[”》]?(?:称号|荣誉)?的\d+[人名个家](?:[里中])?，?(?:有|包括|是)")


BLAND = re.compile(r"[\u4e00-\u9fff]{0,8}(?:榜单|光荣榜|名单|红榜)")


def receive(reading: Reading, low: int, high: int, stop: int, act: re.Match[str], state: State) -> Iterator[Draft]:
    text = reading.text
    base = state.topic if re.match(r"提名奖|入围", text[act.end() : high]) or act[0].endswith("列") else state.prize
    honours = honours_in(reading, act.end(), objects_end(reading, act.end(), high, stop), base)
    anaphor = ANAPHOR.match(text, act.end(), high)
    if not honours and anaphor is not None and state.topic:
        told = list(state.seen.values())[-int(number(anaphor["count"]) or 1) :] if anaphor["count"] else [state.topic]
        honours = [replace(h, start=act.end(), end=anaphor.end()) for h in told]
    sum_up = re.match(r"(?:了)?(\d+)项", text[act.end() : high])
    if not honours and sum_up is not None and state.prize is not None:
        honours = [replace(state.prize, start=act.end(), end=act.end() + sum_up.end(), count=sum_up[1], rank=None)]
    if act[0] in ("是", "为", "系") and honours and HOLDER.match(text, honours[-1].end):
        pass  # 是某奖获得者
    elif act[0] == "是":
        honours = [
            h
            for h in (honours if honours and honours[0].start - act.end() <= 7 else [])
            if h.start - act.end() <= 60
            and h.rank is None
            and not h.contest
            and not h.core.endswith("奖")
            and HEAD.search(h.core)
        ]
    elif act[0] in WEAK_ACTS:
        honours = [
            h
            for h in honours
            if ((h.rank or h.count or text[h.start - 1] == "“") and (h.rank or HEAD.search(h.core)))
            or (act[0] in ("取得", "列入", "位列", "登上") and not h.contest)
        ]
    honours = [h for h in honours if (h.rank or not BLAND.fullmatch(h.core)) and not NOMINATED.match(text, h.end)]
    if not honours:
        return
    after = text[honours[-1].end : high]
    if HANDS_OVER.search(text, honours[0].end, high):
        return  # 书记为获得某奖章的老党员代表颁授
    counted = COUNTED_RELATIVE.match(text, honours[-1].end, stop)
    if counted is not None:
        end = names_end(reading, max(high, counted.end()), stop)
        group = people_first(group_all(reading, counted.end(), end))
        if group:
            yield from drafts_of(group, honours, low, end, "prose-relative", 0.85, reading)
            state.subject = group
            return
    relative = RELATIVE.match(after)
    if relative is not None:
        group = people_first(group_all(reading, honours[-1].end + relative.end(), high))
        if group and (
            relative[0].endswith(("是", "有", "包括"))
            or reading.between(honours[-1].end, high)[0].start - honours[-1].end < 16
        ):
            yield from drafts_of(group, honours, low, high, "prose-relative", 0.85, reading)
            state.subject = group
            return
    if re.match(r"的", text[act.end() :]) and not any(h.count for h in honours):
        return
    group, count = subject(reading, low, act.start(), state)
    if not group:
        if re.search(r"[\d两三四五六七八九十]+(?:项|个|名|人|家|位)", text[low : act.start()]):
            state.owed = honours
        return
    state.owed = []
    work, shares = reason(reading, low, act.start(), group)
    if work is None and state.reason is not None:
        work, shares = state.reason
    if work is not None and shares:
        yield from drafts_of(Group((work,)), honours, low, high, "prose-reason", 0.8, reading)
    for each in distribute(text[low : act.end()], group, honours):
        yield from drafts_of(
            each[0],
            each[1],
            low,
            max(high, honours[-1].end),
            "prose-receive",
            0.9 if count is None else 0.8,
            reading,
            count=count,
            purpose=work,
        )
    state.subject = group


def passive(reading: Reading, low: int, high: int, stop: int, act: re.Match[str], state: State) -> Iterator[Draft]:
    honours = honours_in(reading, act.end(), objects_end(reading, act.end(), high, stop), state.prize)
    group, count = subject(reading, low, act.start(), state)
    givers = [i for i in reading.within(act.start("giver"), act.end("giver")) if i.kind == "org"]
    if not honours:
        return
    if not group:
        return
    yield from drafts_of(
        group,
        honours,
        low,
        max(high, honours[-1].end),
        "prose-passive",
        0.92,
        reading,
        count=count,
        conferrer=givers,
        purpose=reason(reading, low, act.start(), group)[0] or (state.reason[0] if state.reason else None),
    )
    state.subject = group


def places(reading: Reading, low: int, high: int, stop: int, act: re.Match[str], state: State) -> Iterator[Draft]:
    """甲把乙评为某先进: who is placed among the honoured, by whom."""
    honours = honours_in(reading, act.end(), objects_end(reading, act.end(), high, stop), None)
    givers = reading.between(low, act.start(), "org")[-1:]
    group = group_all(reading, act.start("whom"), act.end("whom"))
    if not group and re.fullmatch(r"我们|我公司|本公司|我集团|公司|集团", act["whom"]):
        group = Group((speaker,)) if (speaker := issuer_item(reading)) is not None else Group()
    elif not group and len(state.subject.items) == 1 and state.subject.items[0] not in givers:
        group = state.subject
    if honours and group:
        yield from drafts_of(group, honours, low, high, "prose-places", 0.85, reading, conferrer=givers)


def give(reading: Reading, low: int, high: int, stop: int, act: re.Match[str], state: State) -> Iterator[Draft]:
    text = reading.text
    end = objects_end(reading, act.end(), high, stop, give=True)
    honours = honours_in(reading, act.end(), end, None)
    before = list(reading.between(low, act.start(), "org"))
    givers = before[-1:] if before and not reading.between(low, act.start(), "award") else []
    jointly = group_before(reading, low, act.start()).items if givers else ()
    if len(jointly) > 1 and all(i.kind == "org" for i in jointly):
        givers = [jointly[0]]  # 省委、省政府授予
    if not before and text.startswith(("决定", "特决定"), low):
        givers = [i for i in reading.within(max(0, low - 24), low) if i.kind == "org" and not i.aside][
            -1:
        ]  # 经某工会研究，决定
    if givers:
        state.giver = (givers[0], low)
    elif state.giver is not None and GIVES_ON.match(text, low) and low - state.giver[1] < 400:
        givers = [state.giver[0]]
    if re.search(r"[把将]", text[low : act.start()]) or not honours:
        given = [award_at(reading, i) for i in reading.between(low, act.start(), "award")]
        given = given or ([] if reading.between(low, act.start()) else state.pending[-1:])
        group = group_all(reading, act.end(), end)
        if given and group:
            yield from drafts_of(
                group,
                given[-1:],
                low,
                end,
                "prose-give",
                0.88,
                reading,
                conferrer=before[-1:] if before and before[-1].end <= given[-1].start else [],
            )
        return
    previous = act.end()
    for honour in runs(honours):
        group = group_all(reading, previous, honour[0].start)
        if group and group.items[-1].kind == "org" and _named_for(reading, group, honour[0]):
            group = Group()  # 授予2019年甲协会、乙学会某奖: whose prize it is
        if not group and re.match(r"(?:其|它|他|她|了?公司|我公司|该)", text[act.end() : act.end() + 4]):
            told = [i for i in reading.within(low - 80, low) if i.kind == "org" and i not in givers]
            if text[act.end()] in "他她" and text[act.end() + 1] != "们" and (one := state.actor or state.hero):
                told, group = [], Group((one,))
            group = group or (Group((told[-1],)) if told and text[act.end()] in "它其" else state.subject)
        if not group and (first := FIRST.search(text, low, act.start())) is not None:
            group = Group(tuple(i for i, rank in state.placed if rank in RANKS[first["rank"]]))
        if not group and COUNTED.search(text, previous, honour[0].start):
            state.owed = state.portraits = honour  # 授予6人“某称号”: the names follow
        elif not group and not givers and text[act.start() : act.end()] == "授予":
            group, _ = subject(reading, low, act.start(), state)
        if group:
            yield from drafts_of(group, honour, low, end, "prose-give", 0.88, reading, conferrer=givers or [])
        previous = honour[-1].end


def _named_for(reading: Reading, group: Group, honour: Honour) -> bool:
    """Whether the organisations right before an honour are joined to the one its name opens with."""
    inside = [
        n for n in reading.nested(honour.start, honour.end, "Institution", "Enterprise") if n.start == honour.start
    ]
    joint = reading.text[group.items[-1].end : honour.start]
    return bool(inside) and joint in ("、", "和", "与") and all(i.name.label == "Institution" for i in group.items)
