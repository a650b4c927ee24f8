"""What surrounds an honour: who gives it, when, on which occasion — read once per passage, looked up per conferral."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.nlp.facts.conferral.house import signer_of
from kg.nlp.facts.conferral.state import award_at
from kg.nlp.facts.reading import Item, Reading, group_before

GIVES = re.compile(
    r"[”》]?(?:（[^（）]{0,40}）)?(?:办公室|等(?:单位|部门)?|党组|党委)?(?:近日|日前|今日|正式|分别|每年|连续第?\w{1,3}[年次届]|去年|今年|又|还|将|决定|联合|共同|一致|在[^，。；]{1,14}|(?:19|20)\d\d年|\d{1,2}月|\d{1,2}日)*"
    r"[^，。；、\n]{0,26}?(?:公布|发布|表彰|印发|通报|评选|颁发|颁授|颁奖|命名|主办|举办|组织|揭晓|授予|设立|下发|推出|宣布|评出|选出|选树|评定|发文|授牌|创立|开展|(?:召开|举行)[^，。；]{0,40}(?:表彰|颁奖|奖励|总结|大会|评选))"
)
STRONG = re.compile(r"授予|奖励大?会|表彰|评选|命名|颁发|颁奖|公布|评出|选出|选树|评定|通报|主办|举办|印发|设立")
TAKES = re.compile(r"被|收到|荣获|获得|获|参加|出席|得|捧回|入选|收获")
BY = re.compile(r"(?:由|被|经|从|[是为：:])\s*$")
STOP = re.compile(r"[，。；\n]")
PASSIVELY = re.compile(
    r"[^，。；\n]{0,44}?(?:授予|颁发|评选|主办|组织|评为|命名|表彰|设立|举办|认定|实施|发布|传来|捧回|捧得|拿到|夺得)"
)
DECISION = re.compile(
    r"关于(?:表彰|表扬|命名|授予|奖励|公布)[^\n]{2,60}的?(?:决定|通报|通知)|(?:经|现)[^。\n]{0,60}(?:研究|批准|同意)[^。\n]{0,20}决定[^。\n]{0,20}(?:授予|表彰|给予)"
)
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


RANKING = re.compile(  # opens with a trade, not with who gives it
    r"\d强$|榜单?$|^(?:\d{4}年?度?)?中国[\u4e00-\u9fff]{2}.{0,8}(?:十大|百强|品牌$|年度人物$|竞争力)"
)


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


def _clause(reading: Reading, item: Item) -> tuple[int, int]:
    """The part of the sentence between semicolons in which the organisation stands: it gives what is named there."""
    low, high = reading.scene.sentence(item.start) or (item.start, item.end)
    text = reading.text
    low = max(low, text.rfind("；", low, item.start) + 1)
    end = text.find("；", item.end, high)
    return low, end if end >= 0 else high
