"""Who a clause speaks of: the names before its verb, a pronoun, or the one carried on from before."""

from __future__ import annotations

import re

from kg.nlp.facts.conferral_attributes import COUNT_BEFORE, number
from kg.nlp.facts.conferral_state import Draft, State, award_at
from kg.nlp.facts.conferral_words import ADVERB_HEAD, PRONOUN, UNKNOWN
from kg.nlp.facts.reading import ADVERB, POST, Group, Reading, group_before


def find(pattern: re.Pattern[str], reading: Reading, low: int, high: int) -> re.Match[str] | None:
    """The first match in the clause that lies in no name and in no bracket."""
    for hit in pattern.finditer(reading.text, low, high):
        if not any(i.start <= hit.start() < i.end for i in reading.items) and not any(
            a <= hit.start() < b for a, b in reading.asides
        ):
            return hit
    return None


def subject(reading: Reading, low: int, high: int, state: State, *, carry: bool = True) -> tuple[Group, str | None]:
    """Who the clause speaks of before its verb; the subject carried on when the clause names none of its own."""
    text = reading.text
    low = _skip_place(reading, low, high)
    group = group_before(reading, low, high)
    if group:
        tail = text[group.items[-1].end : high]
        count = COUNT_BEFORE.search(_cut(tail)) if group.items[-1].kind == "org" else None
        if re.search(r"公布|发布|召开|举行|举办|宣布|推荐|组织评选|设立|颁奖|印发|主办|承办", tail) or (
            re.match(r"[”》]?的(?![“《])", tail) and not count and len(tail) > 8
        ):
            return Group(), None
        if re.search(r"等\d+|共\d+", tail) and group.items[-1].kind == "org":
            count = None
        return group, number(count[1]) if count else None
    lead = text[low:high]
    spoken = ADVERB.sub("", lead, count=1) if ADVERB.match(lead) else lead
    several = re.match(r"(两|二|三|四|五|六|七|八|九|十|\d+)人", spoken)
    if several is not None and (n := int(number(several[1]) or 0)) <= len(state.people):
        return Group(tuple(state.people[-n:])), None
    pronoun = PRONOUN.match(spoken)
    if pronoun is not None:
        if pronoun[0][0] in "他她":
            if pronoun[0][1:2] == "们":
                return Group(state.persons), None
            opens = text[max(0, low - 1) : low] in ("", "\n") or "\n" in text[max(0, low - 14) : low]
            actor = state.hero if opens and state.hero else (state.actor or state.hero)
            return (Group((actor,)) if actor else Group()), None
        return (state.subject, None) if carry else (Group(), None)
    among = re.match(
        r"(?:另有|其中|还有|另)(\d+)(?:家单位|人|名[\u4e00-\u9fff]{0,4}|个集体|项[\u4e00-\u9fff]{0,4}|个单位)$", lead
    )
    if among is not None and state.subject and state.subject.items[0].kind == "org":
        return state.subject, among[1]
    if not carry or UNKNOWN.search(ADVERB.sub("", lead)):
        return Group(), None
    left = ADVERB.sub("", lead)
    return (state.subject, None) if len(left) <= 1 else (Group(), None)


def _cut(tail: str) -> str:
    return re.split(r"在|，|于", tail)[0]


def _skip_place(reading: Reading, low: int, high: int) -> int:
    """Past 在X竞赛中，在X上: names of the occasion get nothing."""
    hit = re.match(
        r"[^，。；]{0,12}在[^，。；]{2,44}?(?:中|上|里|期间|时|召开)(?=[\u4e00-\u9fff“《]|，)", reading.text[low:high]
    )
    return low + hit.end() if hit is not None and not reading.between(low, low + 2) else low


def carry(reading: Reading, low: int, high: int, state: State, drafts: list[Draft], year: str | None) -> None:
    """What the next clause may take for granted."""
    for item in reading.between(low, high, "award"):
        state.remember(award_at(reading, item))
    if year:
        state.year = year
    persons = reading.between(low, high, "person")
    if persons:
        state.persons = tuple(persons)
        state.mention(persons)
    if drafts:
        winner = next((i for d in drafts for i in d.group.items if i.kind == "person"), None)
        state.actor = winner or state.actor
        return
    text = reading.text
    items = [i for i in reading.between(low, high) if i.kind != "award"]
    if not items or re.match(
        r"[“]?(?:在|于|由|经|据|从|对|向|为|受|把|将|与|同|当|随着|按|根据|依据|作为|除了?)",
        ADVERB_HEAD.sub("", text[low:high]),
    ):
        return
    last = items[-1]
    if not text[last.end : high].strip("”》“ 　") and not re.search(
        r"公布|发布|表彰|召开|举行|见证|出席|参加", text[low : last.start]
    ):
        group = group_before(reading, low, high)  # the clause is nothing but its subject: 这项由X申报的“Y”，…
        if group and (group.items[-1].kind != "org" or items[0].start - low <= 6):
            state.subject = group
            return
    first = items[0]
    lead = ADVERB.sub("", text[low : first.start])
    if len(lead) > (10 if first.kind == "person" else 5) or (
        first.kind == "project" and low > 0 and text[low - 1] not in "。\n"
    ):
        return
    if re.search(r"[由被从向对让请据与]$", lead):
        return
    leading = [first]
    for item in items[1:]:
        gap = text[leading[-1].end : item.start]
        if (
            item.kind == "person"
            and leading[-1].kind == "org"
            and len(gap) <= 16
            and not re.search(r"[与和同被由]", gap)
        ):
            leading[-1] = item
        elif re.fullmatch(r"(?:所属|旗下|下属)", gap):
            leading = [item]
        elif re.fullmatch(r"[、和与及]", gap):
            leading.append(item)
        else:
            break
    if leading[-1].kind == "org" and POST.search(text[leading[-1].end : high]) and high - leading[-1].end < 20:
        return  # 甲公司总经理，…: an employer in apposition to someone named before
    if (
        leading[-1].kind == "org"
        and state.subject
        and state.subject.items[0].kind == "person"
        and text[max(0, low - 1) : low] == "，"
    ):
        return
    state.subject = Group(tuple(leading))
    if leading[-1].kind == "person":
        state.actor = leading[-1]
