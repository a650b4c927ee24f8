"""Honours told in sentences: A荣获X, A被B授予X, B授予A X, 获X的A, title before a name; who carries on over clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.awards import words
from kg.nlp.facts.conferral.acts import give, passive, places, receive
from kg.nlp.facts.conferral.colon import Roll, colon_pairs
from kg.nlp.facts.conferral.reach import distribute, drafts_of, names_end, one_act_each, people_first
from kg.nlp.facts.conferral.state import Draft, State, award_at, honours_in
from kg.nlp.facts.conferral.subject import carry, find
from kg.nlp.facts.conferral.titles import titles
from kg.nlp.facts.conferral.winners import TOTAL, members, totals, wins
from kg.nlp.facts.conferral.words import (
    FALLS,
    GIVE,
    LISTED,
    MEMBERS,
    NAMED_AS,
    PASSIVE,
    PLACES,
    RANK_LEAD,
    RECEIVE,
    WINS,
)
from kg.nlp.facts.conferral.works import completers, reason, with_work
from kg.nlp.facts.reading import ADVERB, NOBODY, Group, Item, Reading, group_all, group_before
from kg.nlp.gate import gated


def read_sentence(reading: Reading, low: int, high: int, state: State) -> Iterator[Draft]:
    """The conferrals of one sentence; `state` is read and brought forward."""
    skip = low
    colon = _award_colon(reading, low, high)
    if colon is not None:
        yield from colon_pairs(reading, low, high, Roll(), state)
        return
    for start, end in [part for clause in reading.clauses(low, high) for part in one_act_each(reading, *clause)]:
        if start < skip:
            continue
        listed = _rank_list(reading, start, end, high, state)
        if listed:
            yield from listed
            skip = max(d.end for d in listed)
            for item in reading.between(start, skip, "award"):
                state.remember(award_at(reading, item))
            continue
        drafts = list(_clause(reading, start, end, high, state))
        yield from drafts
        skip = max([skip, *(d.end for d in drafts if d.method.endswith(("listed", "members")))])
        state.waiting = [] if drafts else [*state.waiting, (start, end)]
        carry(reading, start, end, state, drafts)
        with_work(drafts, state)  # the next clause may name who completed it
        state.reason = None if drafts else _reason(reading, start, end) or state.reason
        state.previous = None if drafts else (start, end)
    state.pending, state.reason, state.waiting = [], None, []


RANK_SIGNS = frozenset("奖牌军等名位榜级第A")  # every rank holds one of them
HALT = re.compile(r"[；。\n]")
IN_BRACKETS = re.compile(
    rf"(?:项目|工程|成果)?(?:[（(](?P<rank>{words.RANK})[）)]|》[”]?(?:并列|名列|列|排名)?(?P<place>{words.RANK})(?=[，。；]|$))"
)
ANAPHORA = gated(
    f"{words.RANK}|[一二三四五]、[二三四五六]名|{WINS.pattern}|{TOTAL.pattern}|殊荣|该奖|此奖|这个奖|入选|当选",
)


def _rank_list(reading: Reading, low: int, high: int, stop: int, state: State) -> list[Draft]:
    """一等奖2名，X（甲厂）、Y（乙厂）；or 一等奖：X；— names behind a rank, to the next semicolon."""
    text = reading.text
    if RANK_SIGNS.isdisjoint(text[low : min(stop, high + 8)]):
        return []
    lead = RANK_LEAD.search(text, low, min(stop, high + 8))
    if lead is None or reading.named(lead.start("rank")) or not low <= lead.start() < min(high, low + 60):
        return []
    if RECEIVE.search(text, low, lead.start()) or reading.between(low, lead.start(), "person", "org", "project"):
        return []
    end = next(
        (m.start() for m in HALT.finditer(text, lead.end(), stop) if not _aside(reading, m.start())),
        stop,
    )
    honours = honours_in(reading, low, lead.end(), state.prize)
    group = group_all(reading, lead.end(), end)
    first = group.items[0] if group else None
    if (
        not honours
        or first is None
        or RECEIVE.search(re.sub(r"名列其中|位列其中|榜上有名", "", text[lead.end() : end]))
    ):
        return []
    opens = next(iter(reading.within(lead.end(), lead.end() + 90)), first)
    if opens.start - lead.end() > 8 and not text.startswith("授予", lead.end()):
        return []
    shares = distribute("", group, honours[-1:])
    return [Draft(each, h, low, end, "conferral.v1:prose-ranks", 0.88) for each, hs in shares for h in hs]


def _aside(reading: Reading, position: int) -> bool:
    return reading.bracketed(position)


def _award_colon(reading: Reading, low: int, high: int) -> int | None:
    """Where 第十九届某质量奖（2020年，某协会）：甲工程 has its colon; None for any other sentence."""
    first = next(iter(reading.between(low, high)), None)
    if first is None or first.kind != "award" or first.start - low > 14 or first.name.method.endswith("contest"):
        return None
    hit = re.compile(r"[”》]?(?:（[^（）]{0,40}）)?[：:]").match(reading.text, first.end, high)
    if hit is None or find(RECEIVE, reading, hit.end(), high) is not None or not reading.between(hit.end(), high):
        return None
    return hit.end() - 1


def _reason(reading: Reading, low: int, high: int) -> tuple[Item, bool] | None:
    work, shares = reason(reading, low, high, NOBODY)
    return (work, shares) if work is not None else None


def _clause(reading: Reading, low: int, high: int, stop: int, state: State) -> Iterator[Draft]:
    text = reading.text
    clause = text[low:high]
    awards = reading.between(low, high, "award")
    if not awards and not (
        state.topic
        and (
            clause.startswith("其中")
            or (state.work and "完成" in clause)
            or MEMBERS.search(text, low, min(stop, high + 6))
            or ANAPHORA.search(clause)
        )
    ):
        return
    if not awards and (counted := list(totals(reading, low, high, state))):
        yield from counted
        return
    got = find(RECEIVE, reading, low, high)
    if got is not None and text.startswith(("并", "、"), got.end()):  # 成功入选并斩获…
        got = find(RECEIVE, reading, got.end(), high) or got
    intent = next((m for m in words.INTENT.finditer(clause) if not reading.named(low + m.start())), None)
    if intent is not None and not (got is not None and len(got[0]) > 1 and got.start() < low + intent.start()):
        for item in awards:
            state.seen.setdefault(item.entity, award_at(reading, item))
        return
    given = find(PASSIVE, reading, low, high)
    first_act = min([a.start() for a in (got, given) if a is not None], default=high)
    for item in awards:  # 在X竞赛中获一等奖: the occasion is what the rank belongs to
        if item.end <= first_act and (honour := award_at(reading, item)).core.endswith(
            ("奖", "赛", "运动会", "成果", "展览会", "评级")
        ):
            state.remember(honour)
    giving = find(GIVE, reading, low, high) if given is None else None
    found: list[Draft] = []
    placed = find(PLACES, reading, low, high) if "把" in clause or "将" in clause else None
    placed = placed or (find(NAMED_AS, reading, low, high) if given is None and "为" in clause else None)
    if placed is not None:
        yield from places(reading, low, high, stop, placed, state)
        return
    if given is not None and (got is None or got[0] == "是" or got.start() >= given.start("giver") - 1):
        found = list(passive(reading, low, high, stop, given, state))
    elif giving is not None and (got is None or giving.start() < got.start()):
        found = list(give(reading, low, high, stop, giving, state))
    elif got is not None:
        found = list(receive(reading, low, high, stop, got, state))
    colon = clause.find("：")
    if (
        not found
        and awards
        and colon >= 0
        and awards[-1].end <= low + colon
        and got is None
        and given is None
        and state.prize
    ):
        found = list(_bracketed(reading, low + colon + 1, high, state))
    if (
        not found
        and not awards
        and state.prize is not None
        and (got is None or len(got[0]) < 3)
        and IN_BRACKETS.search(text, low, high)
    ):
        found = list(_bracketed(reading, low, high, state))
    if not found and not awards and "完成" in clause:
        found = list(completers(reading, low, high, stop, state))
    if not found:
        found = list(members(reading, low, high, stop, state))
    if not found and (won := find(WINS, reading, low, high)) is not None:
        found = list(wins(reading, low, high, stop, won, state))
    if (
        not found
        and given is None
        and giving is None
        and (got is None or got[0] in ("为", "是", "有", "成为") or LATE.search(text, low, high))
    ):
        found = list(_verbless(reading, low, high, stop, awards, state))
    yield from found
    yield from titles(reading, low, high, awards)


def _verbless(reading: Reading, low: int, high: int, stop: int, awards: list[Item], state: State) -> Iterator[Draft]:
    """X里有A, X：A; A，X (as in a list of good news)."""
    text = reading.text
    for item in awards:
        honour = award_at(reading, item)
        listed = FALLS.match(text[item.end : high]) or LISTED.match(text[item.end : high])
        if listed is not None:
            end = names_end(reading, high, stop)
            group = people_first(group_all(reading, item.end + listed.end(), end))
            opens = text[item.end + listed.end() : group.items[0].start] if group else ""
            if group and ABOUT_IT.search(opens) is None:
                yield from drafts_of(group, [honour], low, end, "prose-listed", 0.85, reading)
                return
    if state.prize is not None and not awards and (bracketed := list(_bracketed(reading, low, high, state))):
        yield from bracketed
        return
    honours = honours_in(reading, low, high, None)
    if not honours:
        return
    tail = text[honours[-1].end : high]
    others = reading.between(low, high, "org", "person", "project")
    late = LATE.search(text, honours[-1].end, stop)
    if late is not None and not others:
        group = group_all(reading, late.end(), stop) if late["to"] else Group(state.persons[-1:])
        if group:
            yield from drafts_of(group, honours, low, stop, "prose-late", 0.85, reading, dated=False)
            return
    if others:
        return
    lead = text[low : honours[0].start].strip("“《”、　 ")
    rest = tail.strip("”》、　 ")
    if state.previous is not None and not lead and text[low - 1 : low] == "，" and rest in ("", "称号", "荣誉", "奖"):
        group = group_before(reading, *state.previous)
        opening = (
            re.sub(r"^.*[：:]", "", text[state.previous[0] : max(state.previous[0], group.start)]) if group else "长"
        )
        if (
            group
            and len(opening.strip("“☆★ ")) <= 2
            and not text[group.items[-1].end : state.previous[1]].strip("”》 ")
        ):
            yield from drafts_of(group, honours, state.previous[0], high, "prose-pair", 0.85, reading)
            return
    state.pending += honours
    if (state.subject or state.hero or state.persons) and (
        HONOURS_OF.search(lead)
        or (
            not ADVERB.sub("", lead)
            and rest in ("", "称号", "荣誉", "获得者", "等称号", "等荣誉", "等")
            and text[max(0, low - 1) : low] in "，；。、"
            and low > 0
            and text[low - 1] != "\n"
        )
    ):
        who = state.subject
        if HONOURS_OF.search(lead) and (one := state.hero or (state.persons[-1] if state.persons else None)):
            who = state.subject = Group((one,))
        if who:
            yield from drafts_of(who, honours, low, high, "prose-apposition", 0.75, reading, dated=False)


ABOUT_IT = re.compile(r"[经由]|我国|国内|设立|评选|最|面向|旨在")  # the prize is one set up by somebody
HONOURS_OF = re.compile(r"(?:荣誉|称号|奖项|奖状|头衔|光环|证书|奖杯)")
LATE = re.compile(
    r"(?:(?P<to>(?:都|则|一项项)*(?:记在|落到|落在|归于|归属|属于|花落))|(?:称号|荣誉|奖项|奖章)?[^，。]{0,4}(?:他|她)[^，。]{0,8}?(?:一个不少|悉数|都拿|拿到|收入囊中))"
)


def _bracketed(reading: Reading, low: int, high: int, state: State) -> Iterator[Draft]:
    """甲公司（提名奖），乙公司（表彰奖）: the rank in brackets behind each name."""
    for hit in IN_BRACKETS.finditer(reading.text, low, high):
        group = group_before(reading, low, hit.start())
        if group and hit.start() - group.items[-1].end <= 4:
            told = hit.span("rank") if hit["rank"] else hit.span("place")
            for honour in honours_in(reading, *told, state.prize):
                yield from drafts_of(group, [honour], low, hit.end(), "prose-bracket", 0.8, reading)
        low = hit.end()
