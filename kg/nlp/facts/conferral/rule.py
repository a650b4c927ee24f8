"""The rule for `conferral`: reads a passage line by line, rolls and tables by their layout, the rest as sentences.

Each conferral gets its rank, level, year, conferrer, what it was for, and how many; a project's prize also goes to its
maker (with `for`), and the maker undertakes the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.nlp.awards.table_columns import roles_of
from kg.nlp.facts.conferral.attributes import SCOPE_BEFORE, level_of, number
from kg.nlp.facts.conferral.before import told_before
from kg.nlp.facts.conferral.colon import Roll
from kg.nlp.facts.conferral.context import Context, context_of
from kg.nlp.facts.conferral.givers import giver_of
from kg.nlp.facts.conferral.lists import read_line
from kg.nlp.facts.conferral.plausible import plausible
from kg.nlp.facts.conferral.state import Draft, Honour, State, award_at
from kg.nlp.facts.conferral.tables import read_row, table_rows
from kg.nlp.facts.conferral.works import another_made_it, makers_behind, makers_nearby, with_work
from kg.nlp.facts.conferral.years import occasion_of, year_of
from kg.nlp.facts.reading import Item, Reading, read
from kg.nlp.facts.undertaking.fields import by_fields
from kg.nlp.facts.undertaking.roles import role_of
from kg.nlp.frame import Found, Scene


def conferrals(scene: Scene) -> Iterator[Found]:
    """Who received which honour, with its attributes."""
    prize = told_before(scene)
    if prize is None and not any(n.label == "Award" for n in scene.names):
        return
    reading = read(scene)
    state, roll = State(topic=prize, prize=prize), Roll()
    state.hero = _hero(reading)
    rows = table_rows(reading)
    context = context_of(reading)
    same = short_names(reading)
    body: list[Found] = []
    headlines: list[Found] = []
    for line in scene.passage.paragraphs:
        if line.kind == "byline":
            continue
        row = rows.get(line.start)
        if row is None and len(line.cells) > 1 and roles_of([reading.text[a:b] for a, b in line.cells]):
            continue  # a table's header names no one
        above = line.kind in ("title", "heading") and not roll.owner
        drafts = read_row(reading, row, state) if row else read_line(reading, line, roll, state)
        with_work(drafts, state)
        if roll.level is not None:
            drafts = [replace(d, level=d.level or roll.level) for d in drafts]
        if roll.giver is not None:
            drafts = [
                replace(d, conferrer=roll.giver) if d.conferrer is None and ":roll" in d.method else d for d in drafts
            ]
        for draft in drafts:
            kept = headlines if above and ":prose" in draft.method else body
            kept += _found(
                context,
                draft if draft.honour.entity not in same else _renamed(draft, same),
                line.start,
                roll,
                state.owner,
            )
    body = _given_by_others(scene, body)
    yield from _distinct(body)
    told = {f.subject for f in body if f.predicate == "conferral"}
    yield from (f for f in headlines if f.subject not in told)  # a headline shortens what the text then says in full


def _given_by_others(scene: Scene, found: list[Found]) -> list[Found]:
    """Without a company as giver that receives the very same honour."""
    received = {(f.subject, f.object) for f in found if f.predicate == "conferral" and _company(scene, f.subject)}
    return [
        replace(f, attributes=tuple(a for a in f.attributes if a[0] != "conferrer" or (a[1], f.object) not in received))
        for f in found
    ]


def _company(scene: Scene, entity: str) -> bool:
    known = scene.entities.get(entity)
    return known is not None and known.type == "Enterprise"


def _distinct(found: list[Found]) -> list[Found]:
    """Without the vaguer of two that say the same: no year, no count, no purpose, where another has them."""
    rich: dict[tuple[str, ...], list[Found]] = {}
    for f in found:
        values = dict(f.attributes)
        rich.setdefault((f.predicate, f.subject, f.object, values.get("rank", ""), values.get("for", "")), []).append(f)
    kept = []
    for same in rich.values():
        dated = [f for f in same if dict(f.attributes).get("year")]
        kept += (
            dated if dated and len(dated) < len(same) and not any("count" in dict(f.attributes) for f in same) else same
        )
    return kept


SHORT = re.compile(r"(省|市|全国|自治区|集团)(?:级)?([\u4e00-\u9fff]{2,6})")
GENERIC = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}(?:先进|优秀|模范)[\u4e00-\u9fff]{2,6}|劳动模范|[\u4e00-\u9fff]{0,4}(?:标兵|能手|奖章|奖状)|科技进步奖)"
)


def short_names(reading: Reading) -> dict[str, Honour]:
    """省奖章, 市劳模, 改革先锋奖章: other names of honours that the passage names in full or by the title."""
    honours = [award_at(reading, i) for i in reading.items if i.kind == "award"]
    full = list({(h.entity, h.core): h for h in reversed(honours)}.values())[::-1]  # each once, by its last place
    found: dict[str, Honour] = {}
    for honour in full:
        scope, tail = "", honour.core
        if (title := next((h for h in full if honour.core == f"{h.core}奖章"), None)) is not None:
            found[honour.entity] = title  # 授予改革先锋称号，颁授改革先锋奖章: the medal is the title's
            continue
        if (short := SHORT.fullmatch(honour.core)) is not None:
            scope, tail = short[1], short[2].replace("劳模", "劳动模范")
        elif GENERIC.fullmatch(honour.core) is None:
            continue
        meant = {
            h.entity: h
            for h in full
            if h.core.endswith(tail) and scope in h.core[:-2] and len(h.core) > len(honour.core)
        }
        if len(meant) == 1:
            found[honour.entity] = next(iter(meant.values()))
    return found


def _renamed(draft: Draft, same: dict[str, Honour]) -> Draft:
    meant = same[draft.honour.entity]
    return replace(draft, honour=replace(draft.honour, entity=meant.entity, core=meant.core))


def _hero(reading: Reading) -> Item | None:
    """Whom a portrait is about: a person its title or first sentence names, named again later."""
    paragraphs = reading.scene.passage.paragraphs
    opening = next((p.end for p in paragraphs if p.kind == "body"), 80)
    signed = [p for p in paragraphs if p.kind == "byline"]
    persons = [i for i in reading.items if i.kind == "person" and not any(p.start <= i.start < p.end for p in signed)]
    for person in persons:
        if person.start < min(opening, 240) and sum(p.entity == person.entity for p in persons) >= 3:
            return person
    return None


OWN_WORK = re.compile(r"[，。；](?:其|参与|牵头|主持|独立)?(?:完成|研发|承担|申报|研制)的[“《]?$")
EACH = re.compile(r"各[^，。；、]{0,6}?(\d{1,3}|[一二两三四五六七八九十])[项个名枚块][“《]?$")
PERSONAL = re.compile(r"(?:劳动模范|劳模|技术能手|先进个人|先进工作者|大师|杰出青年|劳动奖章|巾帼奖章)(?:称号)?$")
COLLECTIVE = re.compile(
    r"(?:先锋号|先进集体|模范集体|先进单位|文明单位|文明号|劳动奖状|示范岗|先进班组|党支部)(?:称号)?$"
)


def _suits(item: Item, honour: Honour, *, counted: bool) -> bool:
    """False for a person's honour that a company is said to have (unless it has so many), and the other way round."""
    if item.kind == "person":
        return COLLECTIVE.search(honour.core) is None
    return counted or item.kind != "org" or PERSONAL.search(honour.core) is None


MANY_BEHIND = re.compile(r"(?:共|有|的)?(\d+)(?:名|人|个|家|项|位)")


def _found(context: Context, draft: Draft, low: int, roll: Roll, maker: Item | None) -> Iterator[Found]:
    honour = draft.honour
    reading = context.reading
    giver = _believed(context, draft, giver_of(context, draft, low))
    givers = {g.item.entity for g in context.givings}
    year = year_of(context, draft, low, roll.year)
    shared = _attributes(context, draft, giver, year, low)
    each = EACH.search(reading.text, max(0, honour.start - 14), honour.start)
    for item in draft.group.items:
        if item.entity in (giver, honour.entity) or (
            item.start < honour.end and honour.start < item.end and item.start != item.end
        ):
            continue
        start, end = _proof(item, draft)
        attributes = shared
        behind = MANY_BEHIND.match(reading.text[item.end : item.end + 8])
        many = behind[1] if behind else number(each[1]) if each else None
        if item.kind == "org" and many and honour.count is None and (each or len(draft.group.items) == 1):
            attributes = tuple(sorted((*attributes, ("count", many))))
        if not _suits(item, honour, counted="count" in dict(attributes)):
            continue
        purpose = _purpose(context, draft, item)
        told = tuple(sorted((*attributes, ("for", purpose)))) if purpose else attributes
        yield Found("conferral", item.entity, honour.entity, start, end, draft.method, draft.confidence, told)
        if item.kind != "project":
            continue
        owners = [owner for project, owner in draft.group.owners if project is item]
        if not owners:
            owners = makers_behind(reading, item) or ([maker] if maker is not None else [])
            if not owners and OWN_WORK.search(reading.text, max(0, item.start - 10), item.start):
                owners = makers_nearby(reading, draft, item, low, {*givers, giver})
        signed = any(
            who.kind == "org" and role != "participates" and work.entity == item.entity
            for who, work, role in by_fields(reading)
        )
        nearby = makers_nearby(reading, draft, item, low, {*givers, giver})
        nearby = [i for i in nearby if i.kind == "person"] if signed else nearby
        for owner in owners or nearby:
            if owner.entity == giver or another_made_it(reading.text, owner.end, item.start):
                continue
            said = owner.start < owner.end <= item.start and owner is not maker
            role = role_of(reading.text[owner.end : item.start]) if said else "leads"
            sure = 0.85 if owners else 0.6
            first = owner.start if said else item.start
            yield Found(
                "undertakes",
                owner.entity,
                item.entity,
                first,
                item.end,
                "undertaking.v1:maker",
                sure,
                (("role", role),),
            )
            if owners and owner.start < owner.end and (owner.kind == "org" or role == "leads"):
                more = (*attributes, ("for", item.entity))
                sure = draft.confidence - (0.1 if owners else 0.3)
                first = min(owner.start, start) if said else start
                yield Found("conferral", owner.entity, honour.entity, first, end, f"{draft.method}-maker", sure, more)


def _believed(context: Context, draft: Draft, giver: str | None) -> str | None:
    """The giver, unless its name and the honour's contradict each other."""
    known = context.reading.scene.entities.get(giver or "")
    if known is None or giver == draft.conferrer:
        return giver
    names, knowledge = known.names, context.reading.scene.knowledge
    return giver if any(plausible(draft.honour.core, name, known.type, knowledge) for name in names) else None


def _scope(context: Context, honour: Honour) -> str:
    """What stands right before the quotation mark of a title and says whose it is: 江东省“青年文明号”."""
    text = context.reading.text
    before = SCOPE_BEFORE.search(text[max(0, honour.start - 16) : honour.start])
    return before["scope"] if before is not None else ""


def _purpose(context: Context, draft: Draft, item: Item) -> str | None:
    """The project somebody is honoured for: the one beside their name in the line, or the one the honour's name tells."""
    if draft.purpose is not None and draft.purpose.entity != item.entity:
        return draft.purpose.entity
    if item.kind == "project":
        return None
    beside = {i.entity for i in draft.group.items if i.kind == "project"}
    if len(beside) == 1:
        return next(iter(beside))
    spans, text = context.mentions.get(draft.honour.entity, [])[:6], context.reading.text
    return next(
        (
            n.entity
            for a, b in spans
            for n in context.reading.nested(a, b, "Project")
            if n.entity and not text[n.start : n.end].endswith(("活动", "竞赛", "大赛"))
        ),
        None,
    )


def _proof(item: Item, draft: Draft) -> tuple[int, int]:
    if item.start == item.end:  # an issuer that the line does not name
        return draft.start, draft.end
    near = (min(item.start, draft.honour.start), max(item.end, draft.honour.end))
    if draft.start <= near[0] and near[1] <= draft.end:
        return near if near[1] - near[0] >= 8 else (draft.start, draft.end)
    return min(item.start, draft.start), max(item.end, draft.end)


def _attributes(
    context: Context, draft: Draft, giver: str | None, year: str | None, low: int
) -> tuple[tuple[str, str], ...]:
    scene, honour = context.reading.scene, draft.honour
    giver_name = scene.entities[giver].names[0] if giver and giver in scene.entities else ""
    prefix = context.prefixes.get(honour.entity)
    names = scene.entities[honour.entity].names if honour.entity in scene.entities else (honour.core,)
    company = prefix is not None and prefix.name.label == "Enterprise"
    told = (level_of(name, giver_name, scene.knowledge, company=company) for name in (honour.core, *names))
    level = next((each for each in told if each != "unknown"), "unknown")
    if level == "unknown" and draft.level:
        level = draft.level
    if level in ("unknown", "national") and (scope := _scope(context, honour)):
        wider = level_of(scope + honour.core, "", scene.knowledge)
        level = wider if wider != "unknown" else level
    if level == "unknown":
        level = level_of(occasion_of(context, draft, low), giver_name, scene.knowledge)
    found = {"level": level, "rank": honour.rank, "year": year, "conferrer": giver, "count": honour.count}
    return tuple((k, v) for k, v in sorted(found.items()) if v)
