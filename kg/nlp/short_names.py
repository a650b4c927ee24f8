"""Names that need no grammar: gazetteer names, declared short names, brand + word (首钢京唐), place + trade (包头铝业)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.knowledge import Knowledge
from kg.nlp.borders import gap_holds, may_stand
from kg.nlp.frame import knowledge_of
from kg.nlp.lexicon import HARD, Lexicon, lexicon
from kg.nlp.person_names import best_name
from kg.nlp.survey import GENERIC, Survey, survey_of
from kg.nlp.words import Words, is_word, words_of

_VAGUE = re.compile(r"[一-龥]{2,3}(?:公司|分公司|局|厂|院)$")
_AFTER_TRADE = re.compile(
    r"电站|电厂|管网|管道|轮机|升船|炼化一体化|集控|交易|行业|产业|市场|基地|项目|工程|产品|生产线|企业|领域|设施|技术|体系|系统|服务|装备|设备|改革|建设|发展|安全|结构|保供|供应|板块|世界|时代|革命|转型|消费|大会|论坛|合作|标准|学院|大学|协会|学会|工业"
)


_FUNCTION = frozenset("的了是在和与及对把被从为由向等个各我本该这其有新老大小第一二三四五六七八九十两全总")
_STUDIO = re.compile("工作室|工作站|井组")
_STUDIO_BODY = re.compile(
    r"[一-龥]{0,6}?(?:国家级|省级|市级|全国|省|市|首席|技能大师|劳模|职工|工匠|技师|青年|党员|人才|高技能|和|创新|创效)*"
)
_LEGAL = re.compile(
    r"[一-龥]{0,12}?(?P<head>(?:股份|集团|控股)?有限(?:责任)?公司|股份公司|发电厂|热电厂|电厂|供电局|电业局)"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A name with both borders known."""

    start: int
    end: int
    label: str
    method: str
    score: float
    names: tuple[str, ...] = ()


def known_anchors(words: Words, knowledge: Knowledge, known: Survey) -> dict[int, Anchor]:
    """Start -> the name that begins there; longest wins, no overlaps."""
    text, lists = words.text, lexicon()
    found: list[Anchor] = []
    for hit in knowledge.find(text):
        if hit.kind == "organization" and _borders(words, hit.start, hit.end) and not _vague(hit.key, knowledge):
            row = knowledge.organization(hit.key)
            meant = knowledge.organization_names[hit.key]
            label = row.type if row else knowledge.organizations[meant[0]].type
            names = (row.name,) if row else ()
            start = _wider(text, hit.start, knowledge) if label == "Institution" else hit.start
            if start < hit.start:
                names = ()
            found.append(Anchor(start, hit.end, label, "gazetteer_v1", 0.95, names))
    if known.short is not None:
        for match in known.short.finditer(text):
            if _borders(words, match.start(), match.end()):
                label = declared_label(match.group())
                found.append(Anchor(match.start(), match.end(), label, "alias_v1", 0.95))
    if known.brand is not None:
        for match in known.brand.finditer(text):
            anchor = _branded(words, match.start(), match.end(), lists, knowledge)
            if anchor is not None:
                found.append(anchor)
    found += _placed(words, knowledge, lists)
    found += _studios(words, knowledge)
    found += _coined(words, knowledge, lists)
    return _longest(found)


def _coined(words: Words, knowledge: Knowledge, lists: Lexicon) -> list[Anchor]:
    """里伍铜业, 天彭电力: a word no dictionary knows before a strong trade."""
    found, text = [], words.text
    for match in lists.strong_trade.finditer(text):
        start, end = match.span()
        if (
            end not in words.edges
            or _AFTER_TRADE.match(text, end)
            or start < 2
            or _head_goes_on(text, start, end, lists)
        ):
            continue
        for size in (2, 3, 4):
            begin = start - size
            word = text[begin:start]
            if begin < 0 or any(c in HARD for c in word) or not words.border(begin):
                continue
            before = words.at(begin - 1) if begin else -1
            opens = (
                begin == 0 or text[begin - 1] in HARD or not may_stand(words.word(before), words.tags[before], lists)
            )
            if opens and not _spelled(word) and word not in knowledge.places:
                found.append(Anchor(begin, end, "Enterprise", "coined_v1", 0.6))
                break
    return found


def _spelled(word: str) -> bool:
    """True when words of the dictionary spell it."""
    return (
        is_word(word)
        or any(is_word(word[i : i + 2]) for i in range(len(word) - 1))
        or any(c in _FUNCTION for c in word)
    )


def _studios(words: Words, knowledge: Knowledge) -> list[Anchor]:
    """曾牧创新工作室, 房芳劳模创新工作室: a person's name opens the name."""
    found, text = [], words.text
    for match in _STUDIO.finditer(text):
        floor = max(0, match.start() - 16)
        for position in range(match.start() - 1, floor, -1):
            if text[position] in HARD:
                floor = position + 1
                break
        for start in range(floor, match.start() - 1):
            if text[start] not in knowledge.surnames or not words.border(start):
                continue
            guess = best_name(words, start, knowledge.surnames, 0.6)
            if guess is None or guess.end > match.start() or not _STUDIO_BODY.fullmatch(text, guess.end, match.start()):
                continue
            found.append(Anchor(start, match.end(), "Unit", "studio_v1", 0.85))
            break
    return found


def anchors_of(doc: Doc) -> dict[int, Anchor]:
    """The anchors of a passage, found once."""
    found: dict[int, Anchor] | None = doc.user_data.get("anchors")
    if found is None:
        found = known_anchors(words_of(doc), knowledge_of(doc), survey_of(doc))
        doc.user_data["anchors"] = found
    return found


def declared_label(name: str) -> str:
    """Type of a declared short name by its tail; a bare brand is an enterprise."""
    if re.search(r"(?:总工会|协会|学会|联合会|政府|委|厅|局|大学|学院|中心\b)$", name) and not name.endswith(
        ("电业局", "供电局")
    ):
        return "Institution"
    if re.search(r"(?:车间|采油厂|[一二三四五六七八九十]厂|工区|项目部|小组|班组)$", name):
        return "Unit"
    return "Enterprise"


def _borders(words: Words, start: int, end: int) -> bool:
    return (
        end - start >= 5
        or (words.border(start) and words.border(end))
        or not is_word(words.text[start - 1 : start + 1])
    )


def _wider(text: str, start: int, knowledge: Knowledge) -> int:
    """Where a local body's name begins: 江西省｜国资委, 省｜国资委 are not the national one."""
    for size in (8, 7, 6, 5, 4, 3, 2):
        if start >= size and text[start - size : start] in knowledge.places:
            return start - size
    return start - 1 if start and text[start - 1] in "省市州县区" else start


def _vague(name: str, knowledge: Knowledge) -> bool:
    """山东公司, 贵州分公司: every group has one."""
    return bool(_VAGUE.match(name)) and (
        name.removesuffix("分公司").removesuffix("公司") in knowledge.places or name in GENERIC
    )


def _branded(words: Words, start: int, end: int, lists: Lexicon, knowledge: Knowledge) -> Anchor | None:
    """Brand + trade, place or an unknown word of two characters."""
    text = words.text
    if start and not words.border(start):
        return None
    for size in (4, 3, 2):
        tail = text[end : end + size]
        if len(tail) < size or any(c in HARD for c in tail):
            continue
        if tail in lists.trades or tail in knowledge.places:
            stop = end + size
            more = text[stop : stop + 2]
            if tail in knowledge.places and more in lists.trades:
                stop += 2
            head = lists.head.match(text, stop)
            unit = head is not None and lists.kind[head.group()] in ("unit", "institute")
            if tail not in lists.strong_trades and (unit or _AFTER_TRADE.match(text, stop)):
                return None
            if _full_name_goes_on(words, stop, lists) or _head_goes_on(text, end, stop, lists):
                return None
            return Anchor(start, stop, "Enterprise", "brand_v1", 0.8)
    tail = text[end : end + 2]
    if text[start:end].endswith(tuple(lists.trades)) or text[start:end] in knowledge.places:
        return None
    if len(tail) == 2 and not any(c in HARD for c in tail) and _unknown(words, end, knowledge):
        return Anchor(start, end + 2, "Enterprise", "brand_v1:unknown", 0.7)
    return None


def _head_goes_on(text: str, tail: int, stop: int, lists: Lexicon) -> bool:
    """True when a head begins in the tail or right after it and ends later: 中国旅游研究|院, 东航山西|分公司."""
    for start in range(tail, stop + 1):
        match = lists.head.match(text, start)
        if match is not None and match.end() > stop and (start < stop or lists.kind[match.group()] != "unit"):
            return lists.kind[match.group()] != "party"
    return False


def _full_name_goes_on(words: Words, position: int, lists: Lexicon) -> bool:
    """True when a legal form or a plant's head follows soon: the whole is one name for the grammar."""
    match = _LEGAL.match(words.text, position)
    return match is not None and gap_holds(words, position, match.start("head"), lexicon=lists, soft=frozenset())


def _unknown(words: Words, start: int, knowledge: Knowledge) -> bool:
    """True when two characters are no dictionary word, begin none, no person, and a word begins after them."""
    text = words.text
    index = words.at(start)
    if words.starts[index] == start and words.tags[index].startswith("nr") and text[start] in knowledge.surnames:
        return False
    pair = text[start : start + 2]
    if is_word(pair) or not all("一" <= c <= "龥" for c in pair):
        return False
    if is_word(text[start + 1 : start + 3]) or is_word(text[start + 1 : start + 4]):
        return False
    singles = {
        "在",
        "的",
        "和",
        "与",
        "为",
        "由",
        "是",
        "将",
        "从",
        "向",
        "对",
        "等",
        "获",
        "任",
        "第",
        "两",
        "一",
        "以",
        "也",
        "已",
        "被",
        "把",
        "及",
        "副",
        "总",
        "原",
        "前",
        "党",
        "厂",
        "院",
        "所",
        "部",
    }
    return not (set(pair) & singles)


def _placed(words: Words, knowledge: Knowledge, lists: Lexicon) -> list[Anchor]:
    """Place + strong trade (包头铝业), where nothing before or after makes it a general phrase."""
    found = []
    text = words.text
    for index, start in enumerate(words.starts):
        tag = words.tags[index]
        if tag not in ("ns", "nr", "nz", "n", "nt", "j", "x", "nrt"):
            continue
        for size in (2, 3):
            place = text[start : start + size]
            if place not in knowledge.places:
                continue
            for tail in (4, 3, 2):
                trade = text[start + size : start + size + tail]
                stop = start + size + tail
                if (
                    trade in lists.strong_trades
                    and not _AFTER_TRADE.match(text, stop)
                    and not _head_goes_on(text, start + size, stop, lists)
                ):
                    found.append(Anchor(start, start + size + tail, "Enterprise", "place_v1", 0.7))
                    break
    return found


def _longest(found: list[Anchor]) -> dict[int, Anchor]:
    kept: dict[int, Anchor] = {}
    last = 0
    for anchor in sorted(found, key=lambda a: (a.start, -a.end, -a.score)):
        if anchor.start >= last:
            kept[anchor.start] = anchor
            last = anchor.end
    return kept
