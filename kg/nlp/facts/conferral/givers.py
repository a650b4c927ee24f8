"""Who gives an honour: part of its name, beside it, known for it, of its kind, or said to give it nearby."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.nlp.awards import words
from kg.nlp.facts.conferral.attributes import ONE_YEAR
from kg.nlp.facts.conferral.context import GIVES, Context, Giving
from kg.nlp.facts.conferral.house import decided_by, house_of, own_honour_of
from kg.nlp.facts.conferral.kinds import giver_by_kind
from kg.nlp.facts.conferral.state import Draft
from kg.nlp.facts.reading import Item, Reading

EDITION = re.compile(
    r"(?:(?:19|20)\d\d(?:[-—–至]\d+)?年?度?|第[一二三四五六七八九十\d]{1,3}[届次]|首[届批]|年度|的|两级)*[“《]?"
)
PROVINCE = re.compile(words.PROVINCES)
DOES = re.compile(r"[^，；）]{0,6}(?:参建|承建|参与|完成|申报|推荐|所属|获|获得|[项个人])")


def giver_of(context: Context, draft: Draft, low: int) -> str | None:
    """Local id of who gives the honour: part of its name, beside it, known for it, or said to give it nearby."""
    honour, reading = draft.honour, context.reading
    if draft.conferrer is not None or honour.conferrer:
        return draft.conferrer or honour.conferrer
    taken = {i.entity for i in draft.group.items} | {o.entity for _, o in draft.group.owners}
    prefix = context.prefixes.get(honour.entity)
    if prefix is not None and (told := _announces(context, honour.entity, prefix.entity, taken)) is not None:
        return told
    if prefix is not None and not (_nickname(reading, prefix) and _told_giver(context, honour.entity, taken)):
        return prefix.entity
    if (
        honour.core.startswith(("集团", "公司"))
        and (own := own_honour_of(reading.scene, honour.core, {i.entity for i in context.prefixes.values()}))
        is not None
    ):
        return own
    mentions = context.mentions.get(honour.entity, [])[:12]
    for start, end in [(honour.start, honour.end), *mentions]:
        if (beside := _beside(reading, start, end, low if start == honour.start else 0, taken)) is not None:
            return beside.entity
    if (named := _named_in(reading, honour.core, taken)) is not None:
        if (told := _announces(context, honour.entity, named, taken)) is not None:
            return told
        joint = next(
            (
                g
                for g in context.givings
                if named in {i.entity for i in g.jointly} and (honour.entity in g.awards or not g.awards)
            ),
            None,
        )
        return joint.item.entity if joint is not None and joint.item.entity not in taken else named
    names = reading.scene.entities[honour.entity].names if honour.entity in reading.scene.entities else (honour.core,)
    free = [g for g in context.givings if g.item.entity not in taken and _fits(reading, g.item, honour.core)]
    free = [g for g in free if honour.entity in g.awards or not _another_gives(reading, g, honour.core)]
    placed = [
        g for g in free if any(_same_place(reading.text[g.item.start : g.item.end], n) for n in (honour.core, *names))
    ]
    same = [g for g in free if honour.entity in g.awards]
    before = [g for g in free if g.item.start < max(honour.start, honour.end)]
    near = [g for g in before if low <= g.start]
    if (kind := giver_by_kind(reading, honour.core, taken)) is not None:
        return _first_of(reading, kind, taken)
    if placed:
        return (next((g for g in placed if g in near), None) or placed[0]).item.entity
    if same:
        return _fitting(reading, next((g for g in same if g.item.start < honour.end), None) or same[0], honour.core)
    if (known := _known_giver(reading, honour.core)) is not None:
        joint = next(
            (g for g in context.givings if known in {i.entity for i in g.jointly} and honour.entity in g.awards), None
        )
        return (
            joint.item.entity
            if joint is not None and joint.item.entity not in taken
            else _first_of(reading, known, taken)
        )
    issuer = decided_by(reading.scene, context.signer, honour.core) if context.decision else None
    if issuer is not None and issuer not in taken:
        return issuer
    if not draft.dated:
        return None  # 曾获…: who gives today's honours is not who gave that one
    national = re.match(r"(?:全国|国家|中华|中央)", honour.core) is not None
    if draft.method.startswith("conferral.v1:prose"):  # who is said to give one honour gives no other paragraph's
        near, before, free = (
            [g for g in some if not g.awards or honour.entity in g.awards or _one_occasion(reading, g, honour.start)]
            for some in (near, before, free)
        )
    for candidates in (near, before if not national or draft.method.startswith("conferral.v1:roll") else []):
        chosen = next((g for g in reversed(candidates) if not national or _high(reading, g.item)), None)
        if chosen is not None:
            return _fitting(reading, chosen, honour.core)
    if len({g.item.entity for g in free}) == 1 and not national:
        return free[0].item.entity
    return house_of(reading.scene, draft, taken)


def _announces(context: Context, award: str, inside: str, taken: set[str]) -> str | None:
    """Who makes honours known in the paragraph, where the body in the honour's name is named nowhere else.

    某技术协会发文通报行业先进。“全国某行业工会先进单位”有…: the words before 先进单位 tell the field more than the giver.
    """
    reading = context.reading
    if any(i.kind == "org" and i.entity == inside for i in reading.items):
        return None
    for start, _ in context.mentions.get(award, [])[:4]:
        for g in reversed(context.givings):
            near = g.item.start < start and "\n" not in reading.text[g.item.end : start]
            if near and g.item.name.label == "Institution" and g.item.entity not in taken:
                return g.item.entity
    return None


def _first_of(reading: Reading, giver: str, taken: set[str]) -> str:
    """Who is named first of those that give together: 党中央、国务院授予. A union or league gives what is of its kind."""
    if any(n.endswith(("工会", "委", "团中央", "妇联")) for n in reading.scene.entities[giver].names):
        return giver
    for before, item in pairwise(reading.items):
        if item.entity == giver and before.kind == "org" and before.name.label == "Institution":
            joined = reading.text[before.end : item.start] in ("、", "和", "与")
            if joined and before.entity not in taken and GIVES.match(reading.text, item.end, item.end + 60):
                return before.entity
    return giver


def _one_occasion(reading: Reading, giving: Giving, at: int) -> bool:
    """Whether both stand in one paragraph, with no year of its own before the honour in the same sentence."""
    text = reading.text
    clause = text.rfind("；", giving.end, at)
    if clause >= 0 and "。" not in text[giving.end : at] and ONE_YEAR.search(text, clause, at):
        return False
    return "\n" not in text[min(giving.end - 1, at) : max(giving.start, at)]


def _nickname(reading: Reading, prefix: Item) -> bool:
    """中国电力 of 中国电力楷模: four characters that are a trade as well as a company."""
    return re.fullmatch(r"中国[\u4e00-\u9fff]{2}", reading.text[prefix.start : prefix.end]) is not None


def _told_giver(context: Context, award: str, taken: set[str]) -> bool:
    """Whether the text says of an institution that it gives this honour."""
    return any(
        award in g.awards and g.item.name.label == "Institution" and g.item.entity not in taken for g in context.givings
    )


def _fitting(reading: Reading, giving: Giving, core: str) -> str:
    """Of organisations that give jointly the one the honour's name fits (中央企业… comes from 国资委), else the first."""
    if core.startswith(("中央企业", "央企")):
        for item in giving.jointly:
            if re.search(r"国资委|国有资产", reading.text[item.start : item.end]):
                return item.entity
    return giving.item.entity


SOCIETY = re.compile(r"(?:协会|学会|联合会|研究会|促进会|工会)$")


def _named_in(reading: Reading, core: str, taken: set[str]) -> str | None:
    """某业协会 of 某业科技突出贡献奖: the association whose field opens the honour's name."""
    for known in reading.scene.entities.values():
        if known.type != "Institution" or known.id in taken:
            continue
        for name in known.names:
            field = SOCIETY.sub("", name)
            if field != name and len(field) >= 4 and core.startswith(field):
                return known.id
    return None


def _fits(reading: Reading, giver: Item, core: str) -> bool:
    """False when the honour's name opens with another province than the giver's."""
    own = PROVINCE.match(core)
    other = PROVINCE.match(reading.text, giver.start, giver.end) if own is not None else None
    return own is None or other is None or own[0] == other[0]


def _high(reading: Reading, item: Item) -> bool:
    return item.name.label != "Enterprise" and bool(
        re.search(r"全国|国家|国务院|中央|中华|部$|中国|总工会|协会", reading.text[item.start : item.end])
    )


def _same_place(giver: str, core: str) -> bool:
    return giver[:2] == core[:2] and giver[:2] not in ("中国", "全国", "中华", "国家", "中央")


ASIDE_BEHIND = re.compile(r"[”》]?[（(]([^（）\n]{4,60})[）)]")


def _beside(reading: Reading, start: int, end: int, low: int, taken: set[str]) -> Item | None:
    """国资委“先进集体”; 先进集体（2020年12月，某协会）."""
    text = reading.text
    orgs = [
        i
        for i in reading.within(max(0, start - 40), end + 64)
        if i.kind == "org" and i.name.label != "Unit" and i.entity not in taken
    ]
    for item in orgs:
        if (
            low <= item.start
            and item.end <= start
            and start - item.end <= 16
            and EDITION.fullmatch(text[item.end : start])
        ):
            return item
    aside = ASIDE_BEHIND.match(text[end : end + 64])
    if aside is not None:
        inside = [i for i in orgs if end <= i.start and i.end <= end + aside.end()]
        return next((i for i in inside if not DOES.match(text, i.end)), None)
    return None


def _another_gives(reading: Reading, giving: Giving, core: str) -> bool:
    """Whether the gazetteer knows who gives the honour, and it is none of those who are said to give others here."""
    known = reading.scene.knowledge.award(core)
    if known is None or not known.conferrer:
        return False
    entities = reading.scene.entities
    return all(known.conferrer not in entities[i.entity].names for i in giving.jointly or (giving.item,))


def _known_giver(reading: Reading, core: str) -> str | None:
    """The giver the gazetteer knows, when the document names it."""
    known = reading.scene.knowledge.award(core)
    if known is None or not known.conferrer:
        return None
    return next((k.id for k in reading.scene.entities.values() if known.conferrer in k.names), None)
