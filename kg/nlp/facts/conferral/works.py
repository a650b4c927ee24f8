"""Honoured works and those behind them: who made them, who is said to have completed them, and honours got for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.facts.conferral.reach import drafts_of, names_end
from kg.nlp.facts.conferral.state import Draft, Honour, State
from kg.nlp.facts.conferral.subject import find, subject
from kg.nlp.facts.conferral.tables import issuer_item
from kg.nlp.facts.reading import Group, Item, Reading, group_all

COMPLETION = re.compile(r"(?:主要|第一|牵头|主|共同)?(?:完成|承担|研制|申报)(?:单位|人(?!民)|者)")
LISTS = re.compile(r"(?:名单|分别)?(?:为|是|有|包括|系)?[：:]?")
COUNTS_AS = re.compile(
    r"(?:是|为|作为|名列|位列|列|系)(?:[该此这本]?(?:项目|成果|工程|课题|奖项|专利)的?|其|唯一|[该此]项?的?)*$"
)
BEHIND = re.compile(r"[”》]?(?:项目|课题|成果|工程|等)?[（(]")
MAKING = re.compile(
    r"[\s、，；：:和与及等（）()]|(?:主要|第一|牵头)?(?:完成|承建|建设|承担|研制|申报|实施|参建|参与)?(?:单位|人|者|部门)?|\d+[人家名]"
)
REASON = re.compile(r"(?P<by>凭借|凭|以|靠|依托)|(?:因|由于)")


def makers_behind(reading: Reading, work: Item) -> list[Item]:
    """Who made a work by the brackets behind its name: 某某技术（甲公司、乙大学）, 某某工程（丙公司承建）."""
    bracket = BEHIND.match(reading.text, work.end, work.end + 6)
    if bracket is None:
        return []
    inside = [i for i in reading.within(bracket.end(), bracket.end() + 90) if i.aside]
    close = min((at for c in "）)" if (at := reading.text.find(c, bracket.end())) >= 0), default=-1)
    inside = [i for i in inside if i.end <= close and i.kind in ("org", "person")]
    rest = reading.text[bracket.end() : close]
    for item in inside:
        rest = rest.replace(reading.text[item.start : item.end], "")
    return inside if not MAKING.sub("", rest) else []


OTHERS = re.compile(r"同榜|同届|同批|同列|同获|还有|另有|此外|兄弟单位")
SAYS_NOTHING = re.compile(
    r"(?:的|项目|成果|课题|专利|论文|作品|工程|技术|名为|为|是|有|凭借?|以|和|与|及|其中|[获奖中出了])$|完成|申报|报送|研|开发|承担|承建|建设|牵头|主导|参与|推进|实施|选送|投资|设计|施工|创新|自主|小组"
)


def another_made_it(text: str, owner: int, work: int) -> bool:
    """True when, between an owner and a work, somebody else is said to have it, known by name or not.

    >>> another_made_it("甲公司获奖，某某制药“缓释片产业化”", 3, 11), another_made_it("甲公司的“缓释片产业化”", 3, 5)
    (True, False)
    """
    if work <= owner:
        return False
    gap = text[owner:work]
    if OTHERS.search(gap):
        return True
    tail = re.split(r"[，。；：、！？\n\s（）《》“”]", gap.rstrip("“《 　"))[-1]
    return (
        len(gap) > len(tail) + 1
        and re.fullmatch(r"[\u4e00-\u9fff]{4,}", tail) is not None
        and not SAYS_NOTHING.search(tail)
    )


def makers_nearby(reading: Reading, draft: Draft, project: Item, low: int, givers: set[str | None]) -> list[Item]:
    """Whose the honoured project is when no word says so: the one enterprise the paragraph named, else who speaks."""
    people = [i for i in draft.group.items if i.kind == "person"]
    if people and draft.method.endswith("roll-entry"):
        return people
    named = [
        i
        for i in reading.between(low, project.start, "org")
        if i.entity not in givers and i.name.label != "Institution"
    ]
    if len({i.entity for i in named}) == 1:
        return named[-1:]
    speaker = issuer_item(reading) if not named and re.search(r":(?:roll|table)", draft.method) else None
    return [speaker] if speaker is not None and speaker.name.label == "Enterprise" else []


def completers(reading: Reading, low: int, high: int, stop: int, state: State) -> Iterator[Draft]:
    """Those who completed the work just honoured: 主要完成人为张三、李四; 甲公司是主要完成单位之一."""
    if state.work is None or (hit := find(COMPLETION, reading, low, high)) is None:
        return
    work, honours = state.work
    text = reading.text
    before = COUNTS_AS.search(text, low, hit.start())
    end = high
    if before is not None:
        group, _ = subject(reading, low, before.start(), state, carry=False)
    else:
        lists = LISTS.match(text, hit.end())
        begin = lists.end() if lists is not None else hit.end()
        end = names_end(reading, high, stop)
        group = group_all(reading, begin, end) if begin > hit.end() else Group()
    group = Group(tuple(i for i in group.items if i.kind != "project"), (), group.start)
    if group:
        yield from drafts_of(group, honours, low, end, "prose-completed", 0.82, reading, purpose=work)


def reason(reading: Reading, low: int, high: int, group: Group) -> tuple[Item | None, bool]:
    """The work somebody is honoured for, named after 凭借, 以, 因 in [low, high), and whether the work shares the honour."""
    for hit in REASON.finditer(reading.text, low, high):
        if reading.named(hit.start()) or reading.bracketed(hit.start()):
            continue
        works = reading.between(hit.end(), high, "project")
        if works and works[0].start - hit.end() <= 24 and works[0] not in group.items:
            return works[0], hit["by"] is not None
    return None, False


def with_work(drafts: list[Draft], state: State) -> None:
    """Remember the work that has just been honoured and with what."""
    for draft in drafts:
        rank = draft.honour.rank
        if rank is not None:
            state.placed += [
                (i, rank) for i in draft.group.items if i.kind == "person" and (i, rank) not in state.placed
            ]
        works = [i for i in draft.group.items if i.kind == "project"]
        work = works[-1] if works else draft.purpose
        if work is not None:
            honours: list[Honour] = [draft.honour]
            state.work = (work, honours)
