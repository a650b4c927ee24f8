"""The rule for `conferral`: reads a passage line by line, rolls and tables by their layout, the rest as sentences.

Each conferral gets its rank, level, year, conferrer, what it was for, and how many; a project's prize also goes to its
maker (with `for`), and the maker undertakes the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.nlp.facts.conferral_attributes import level_of, year_in
from kg.nlp.facts.conferral_colon import Roll
from kg.nlp.facts.conferral_lists import read_line
from kg.nlp.facts.conferral_state import Draft, Honour, State, award_at
from kg.nlp.facts.conferral_tables import read_row, table_rows
from kg.nlp.facts.reading import Item, Reading, read
from kg.nlp.facts.undertaking_roles import role_of
from kg.nlp.frame import Found, Scene

GIVER = re.compile(
    r"(?:办公室|等)?(?:正式|联合|共同|近日|日前|等单位)*(?:[^，。；]{0,12})?(?:公布|发布|表彰|印发|通报|评选|颁发|命名|主办|举办|组织|揭晓|授予|设立|颁奖|下发|推出|宣布|组织方)"
)


def conferrals(scene: Scene) -> Iterator[Found]:
    """Who received which honour, with its attributes."""
    if not any(n.label == "Award" for n in scene.names):
        return
    reading = read(scene)
    state, roll = State(), Roll()
    state.hero = _hero(reading)
    rows = table_rows(reading)
    same = short_names(reading)
    body: list[Found] = []
    headlines: list[Found] = []
    for line in scene.passage.paragraphs:
        if line.kind == "byline":
            continue
        row = rows.get(line.start)
        kept = headlines if line.kind in ("title", "heading") else body
        for draft in read_row(reading, row, state) if row else read_line(reading, line, roll, state):
            kept += _found(
                reading, draft if draft.honour.entity not in same else _renamed(draft, same), line.start, roll
            )
    yield from body
    told = {f.subject for f in body if f.predicate == "conferral"}
    yield from (f for f in headlines if f.subject not in told)  # a headline shortens what the text then says in full


def short_names(reading: Reading) -> dict[str, Honour]:
    """省奖章, 市劳模: short names of honours that another name of the passage says in full."""
    full = [award_at(reading, i) for i in reading.items if i.kind == "award"]
    found: dict[str, Honour] = {}
    for honour in full:
        short = re.fullmatch(r"(省|市|全国|自治区|集团)(?:级)?([\u4e00-\u9fff]{2,6})", honour.core)
        if short is None:
            continue
        tail = short[2].replace("劳模", "劳动模范")
        meant = {
            h.entity: h
            for h in full
            if h.core != honour.core
            and h.core.endswith(tail)
            and short[1] in h.core[:-2]
            and len(h.core) > len(honour.core)
        }
        if len(meant) == 1:
            found[honour.entity] = next(iter(meant.values()))
    return found


def _renamed(draft: Draft, same: dict[str, Honour]) -> Draft:
    meant = same[draft.honour.entity]
    return replace(draft, honour=replace(draft.honour, entity=meant.entity, core=meant.core))


def _hero(reading: Reading) -> Item | None:
    """Whom a portrait is about: a person its title or first sentence names, named again later."""
    opening = reading.scene.passage.sentences[1][1] if len(reading.scene.passage.sentences) > 1 else 80
    persons = [i for i in reading.items if i.kind == "person"]
    for person in persons:
        if person.start < min(opening, 140) and sum(p.entity == person.entity for p in persons) >= 3:
            return person
    return None


def _found(reading: Reading, draft: Draft, low: int, roll: Roll) -> Iterator[Found]:
    honour = draft.honour
    giver = draft.conferrer or honour.conferrer or _giver(reading, draft, low)
    year = _year(reading, draft, low, roll)
    for item in draft.group.items:
        if item.entity in (giver, honour.entity) or (
            item.start < honour.end and honour.start < item.end and item.start != item.end
        ):
            continue
        start, end = _proof(item, draft)
        attributes = _attributes(reading, draft, giver, year)
        behind = re.match(r"(?:共|有|的)?(\d+)(?:名|人|个|家|项|位)", reading.text[item.end : item.end + 8])
        if item.kind == "org" and behind is not None and honour.count is None:
            attributes = tuple(sorted((*attributes, ("count", behind[1]))))
        yield Found("conferral", item.entity, honour.entity, start, end, draft.method, draft.confidence, attributes)
        if item.kind != "project":
            continue
        owners = [owner for project, owner in draft.group.owners if project is item]
        for owner in owners:
            if owner.entity == giver:
                continue
            role = role_of(reading.text[owner.end : item.start])
            yield Found(
                "undertakes",
                owner.entity,
                item.entity,
                owner.start,
                item.end,
                "undertaking.v1:maker",
                0.85,
                (("role", role),),
            )
            if owner.kind == "org" or role == "leads":
                more = (*attributes, ("for", item.entity))
                yield Found(
                    "conferral",
                    owner.entity,
                    honour.entity,
                    min(owner.start, start),
                    end,
                    f"{draft.method}-maker",
                    draft.confidence - 0.1,
                    more,
                )


def _proof(item: Item, draft: Draft) -> tuple[int, int]:
    if item.start == item.end:  # an issuer that the line does not name
        return draft.start, draft.end
    near = (min(item.start, draft.honour.start), max(item.end, draft.honour.end))
    if draft.start <= near[0] and near[1] <= draft.end:
        return near if near[1] - near[0] >= 8 else (draft.start, draft.end)
    return min(item.start, draft.start), max(item.end, draft.end)


def _attributes(reading: Reading, draft: Draft, giver: str | None, year: str | None) -> tuple[tuple[str, str], ...]:
    scene = reading.scene
    honour = draft.honour
    giver_name = scene.entities[giver].names[0] if giver and giver in scene.entities else ""
    issuer = scene.entities.get(scene.issuer) if scene.issuer else None
    own = frozenset(issuer.names) if issuer is not None else frozenset()
    names = scene.entities[honour.entity].names if honour.entity in scene.entities else (honour.core,)
    level = next(
        (lv for name in (honour.core, *names) if (lv := level_of(name, giver_name, scene.knowledge, own)) != "unknown"),
        "unknown",
    )
    found = {"level": level, "rank": honour.rank, "year": year, "conferrer": giver, "count": honour.count}
    return tuple((k, v) for k, v in sorted(found.items()) if v)


def _giver(reading: Reading, draft: Draft, low: int) -> str | None:
    """The organisation that gives the honour: glued before its name, in brackets behind it, or who announces it."""
    scene, honour, text = reading.scene, draft.honour, reading.text
    inside = [
        n
        for n in scene.inside(honour.start, honour.end, "Enterprise", "Institution")
        if n.start - honour.start <= 1 and n.end < honour.end
    ]
    if inside and inside[0].entity:
        return inside[0].entity
    before = [
        i
        for i in reading.items
        if i.kind == "org" and i.end <= honour.start and honour.start - i.end <= 1 and i.start >= low
    ]
    if (
        before
        and (text[before[-1].end : honour.start] in ("“", ""))
        and before[-1].entity not in {i.entity for i in draft.group.items}
        and before[-1].name.label != "Unit"
    ):
        return before[-1].entity
    aside = re.match(r"[”》]?[（(]([^（）\n]{4,60})[）)]", text[honour.end : honour.end + 64])
    if aside is not None:
        for item in reading.items:
            if (
                honour.end <= item.start
                and item.end <= honour.end + aside.end()
                and item.kind == "org"
                and item.name.label != "Unit"
            ):
                return item.entity
    recipients = {i.entity for i in draft.group.items} | {o.entity for _, o in draft.group.owners}
    sentence = next((s for s in scene.passage.sentences if s[0] <= honour.start < s[1]), (low, honour.start))
    for item in reversed(
        [i for i in reading.items if low <= i.start and i.end <= honour.start and i.kind == "org" and not i.aside]
    ):
        if item.entity in recipients or item.name.label == "Unit":
            continue
        tail = text[item.end : min(honour.start, item.end + 40)]
        if item.start >= sentence[0] - 90 and GIVER.match(tail):
            return item.entity
    return None


def _year(reading: Reading, draft: Draft, low: int, roll: Roll) -> str | None:
    if draft.year or draft.honour.year:
        return draft.year or draft.honour.year
    text, scene, honour = reading.text, reading.scene, draft.honour
    dated = (scene.date or "")[:4] or None
    sentence = next((s for s in scene.passage.sentences if s[0] <= honour.start < s[1]), (low, honour.end))
    lead = text[max(low, sentence[0]) : honour.start]
    relative = re.findall(r"今年|本年度|去年|同年|当年|次年", lead)
    stated = year_in(lead, last=True)
    if relative and relative[-1] in ("去年", "今年", "本年度") and dated and not stated:
        return str(int(dated) - (relative[-1] == "去年"))
    if stated:
        return (
            str(int(stated[:4]) + 1)
            if relative and relative[-1] == "次年" and lead.rfind("次年") > lead.rfind(stated)
            else stated
        )
    if not draft.dated:
        return None
    around = year_in(text[low : sentence[0]], last=True) if sentence[0] > low else None
    return around or roll.year or dated
