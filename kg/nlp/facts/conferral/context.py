"""What surrounds an honour: who gives it, when, on which occasion — read once per passage, looked up per conferral."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.nlp.awards import words
from kg.nlp.facts.conferral.attributes import ONE_YEAR
from kg.nlp.facts.conferral.house import decided_by, house_of, own_honour_of, signer_of
from kg.nlp.facts.conferral.kinds import giver_by_kind
from kg.nlp.facts.conferral.state import Draft, award_at
from kg.nlp.facts.reading import Item, Reading, group_before

GIVES = re.compile(
    r"[”》]?(?:（[^（）]{0,40}）)?(?:办公室|等(?:单位|部门)?|党组|党委)?(?:近日|日前|今日|正式|分别|每年|连续第?\w{1,3}[年次届]|去年|今年|又|还|将|决定|联合|共同|一致|在[^，。；]{1,14}|(?:19|20)\d\d年|\d{1,2}月|\d{1,2}日)*"
    r"[^，。；、\n]{0,26}?(?:公布|发布|表彰|印发|通报|评选|颁发|颁授|颁奖|命名|主办|举办|组织|揭晓|授予|设立|下发|推出|宣布|评出|选出|选树|评定|发文|授牌|创立|开展|(?:召开|举行)[^，。；]{0,40}(?:表彰|颁奖|奖励|总结|大会|评选))"
)
STRONG = re.compile(r"授予|奖励大?会|表彰|评选|命名|颁发|颁奖|公布|评出|选出|选树|评定|通报|主办|举办|印发|设立")
TAKES = re.compile(r"被|收到|荣获|获得|获|参加|出席|得|捧回|入选|收获")
BY = re.compile(r"(?:由|被|经|从|[是为：:])\s*$")
EDITION = re.compile(
    r"(?:(?:19|20)\d\d(?:[-—–至]\d+)?年?度?|第[一二三四五六七八九十\d]{1,3}[届次]|首[届批]|年度|的|两级)*[“《]?"
)
STOP = re.compile(r"[，。；\n]")
PASSIVELY = re.compile(
    r"[^，。；\n]{0,44}?(?:授予|颁发|评选|主办|组织|评为|命名|表彰|设立|举办|认定|实施|发布|传来|捧回|捧得|拿到|夺得)"
)
PROVINCE = re.compile(words.PROVINCES)
DECISION = re.compile(
    r"关于(?:表彰|表扬|命名|授予|奖励|公布)[^\n]{2,60}的?(?:决定|通报|通知)|(?:经|现)[^。\n]{0,60}(?:研究|批准|同意)[^。\n]{0,20}决定[^。\n]{0,20}(?:授予|表彰|给予)"
)
DOES = re.compile(r"[^，；）]{0,6}(?:参建|承建|参与|完成|申报|推荐|所属|获|获得|[项个人])")
ANNUAL = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?=度|[^，。]{0,12}(?:表彰|名单|评选|获奖|先进|奖))")
CLOSING_DATE = re.compile(
    r"[（(][^（）()\n]{0,10}?((?:19|20)\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?[^（）()\n]{0,4}[）)]\s*$"
)


@dataclass(frozen=True, slots=True)
class Giving:
    """An organisation said to give honours, between [start, end) of its sentence, and the honours named there."""

    item: Item
    start: int
    end: int
    awards: frozenset[str]
    jointly: tuple[Item, ...] = ()  # with whom it gives, itself included


@dataclass
class Context:
    """Everything a passage says about givers, years and occasions."""

    reading: Reading
    givings: list[Giving] = field(default_factory=list)
    prefixes: dict[str, Item] = field(default_factory=dict)
    years: dict[str, set[str]] = field(default_factory=dict)
    mentions: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    closing: str | None = None
    decision: bool = False  # the document is a decision to honour
    signer: str | None = None  # who signs it
    titled: str | None = None  # 关于表彰2023年度先进的决定


RANKING = re.compile(r"\d强$|榜单?$")


def context_of(reading: Reading) -> Context:
    """Reads the passage for givers, explicit years of honours, and the date it closes with."""
    context = Context(reading)
    text = reading.text
    outside = {i.entity for i in reading.items if i.kind == "org"}
    for item in reading.items:
        if item.kind != "award":
            continue
        context.mentions.setdefault(item.entity, []).append((item.start, item.end))
        if RANKING.search(text[item.start : item.end]) is None:
            opening = [
                n
                for n in reading.nested(item.start, item.end, "Enterprise", "Institution")
                if n.start - item.start <= 1 and n.end < item.end and n.entity
            ]
            name = next((n for n in opening if n.entity in outside), opening[0] if opening else None)
            if name is not None:
                context.prefixes.setdefault(item.entity, Item(name.start, name.end, "org", name))
        year = award_at(reading, item).year
        if year is not None:
            context.years.setdefault(item.entity, set()).add(year)
    for item in reading.items:
        if item.kind != "org" or (
            item.name.label == "Unit"
            and not text[item.start : item.end].endswith(("工会", "委员会", "团委", "党委", "工委"))
        ):
            continue
        stops = (m.end() for m in STOP.finditer(text, item.end, item.end + 80) if not reading.bracketed(m.start()))
        gives = GIVES.match(text, item.end, min(next(stops, len(text)), item.end + 80))
        named_by = BY.search(text, max(0, item.start - 3), item.start)
        passive = named_by is not None and PASSIVELY.match(text, item.end)
        if gives and (TAKES.search(gives[0]) or reading.between(item.end, gives.end(), "org")):
            gives = None
        if gives and item.name.label != "Institution" and not STRONG.search(gives[0]):
            gives = None
        if not gives and not passive:
            continue
        sentence = _clause(reading, item)
        first = group_before(reading, max(sentence[0], item.start - 60), item.end)
        chosen = first.items[0] if first and first.items[0].kind == "org" and first.items[-1] is item else item
        awards = frozenset(i.entity for i in reading.within(*sentence) if i.kind == "award")
        context.givings.append(Giving(chosen, sentence[0], sentence[1], awards, first.items))
    closing = CLOSING_DATE.search(text[-60:])
    title = next((p for p in reading.scene.passage.paragraphs[:4] if p.kind == "title"), None)
    annual = ANNUAL.search(text, title.start, title.end) if title is not None else None
    context.decision = DECISION.search(text) is not None
    context.signer = signer_of(reading) if context.decision else None
    context.titled = annual[1] if annual is not None else None
    context.closing = closing[1] if closing is not None else None
    return context


def giver_of(context: Context, draft: Draft, low: int) -> str | None:
    """Local id of who gives the honour: part of its name, beside it, known for it, or said to give it nearby."""
    honour, reading = draft.honour, context.reading
    if draft.conferrer is not None or honour.conferrer:
        return draft.conferrer or honour.conferrer
    taken = {i.entity for i in draft.group.items} | {o.entity for _, o in draft.group.owners}
    prefix = context.prefixes.get(honour.entity)
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
        joint = next((g for g in context.givings if named in {i.entity for i in g.jointly}), None)
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
        return kind
    if placed:
        return (next((g for g in placed if g in near), None) or placed[0]).item.entity
    if same:
        return _fitting(reading, next((g for g in same if g.item.start < honour.end), None) or same[0], honour.core)
    if (known := _known_giver(reading, honour.core)) is not None:
        joint = next(
            (g for g in context.givings if known in {i.entity for i in g.jointly} and honour.entity in g.awards), None
        )
        return joint.item.entity if joint is not None and joint.item.entity not in taken else known
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


def _clause(reading: Reading, item: Item) -> tuple[int, int]:
    """The part of the sentence between semicolons in which the organisation stands: it gives what is named there."""
    low, high = reading.scene.sentence(item.start) or (item.start, item.end)
    text = reading.text
    low = max(low, text.rfind("；", low, item.start) + 1)
    end = text.find("；", item.end, high)
    return low, end if end >= 0 else high


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
