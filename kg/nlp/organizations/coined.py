"""Names that nobody listed: a place or a coined word before a trade (包头铝业, 里伍铜业), 中国 and a coined pair (中国能建), studios
named after a person (曾牧创新工作室)."""

from __future__ import annotations

import re

from kg.knowledge import Knowledge
from kg.nlp.lexicon import HARD, Lexicon
from kg.nlp.organizations.borders import may_stand
from kg.nlp.person_names import best_name
from kg.nlp.words import Words, is_word
from kg.value import value

AFTER_WORD = re.compile(r"[一-龥]{2}(?:处理|利用|排放)|废|渣|液|气|产量|价格")
AFTER_TRADE = re.compile(
    r"(?<=地铁)\d|进出口|运销|[一二三四五六七八九十]+[期号]|航天|板材|电站|电厂|管网|管道|轮机|升船|炼化一体化|集控|交易|行业|产业|市场|基地|项目|工程|产品|生产线|企业(?!发展部|管理部|文化部)|领域|设施|技术|体系|系统|服务|装备|设备|改革|建设(?!集团|公司|部|中心)|发展(?!公司|集团|部)|安全|结构|保供|供应|板块|世界|时代|革命|转型|消费|大会|论坛|合作|标准|学院|大学|协会|学会|工业"
)
_FUNCTION = frozenset("之的了是在和与及对把被从为由向等个各我本该这其有新老大小第一二三四五六七八九十两全总")
_WIDE = frozenset("中国 全国 我国 海洋 南粤 华东 华南 华北 西北 西南 东北 亚洲 世界 国际 全球".split())
_CLIPPED = re.compile(
    "[京津冀晋蒙辽沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵滇陕陇鞍攀首马沙包酒武宝本太莱济唐邯韶柳东北南][钢铝铜煤投航汽药锡]"
)
_NUMBERED = re.compile(  # 五冶, 二十冶, 中国十七冶
    r"(?:中国)?(?<![第年月一二三四五六七八九十])(?:[一二三四五六七八九]|十[一二三四五六七八九]?|二十[一二三]?)冶(?!金|炼)(?:集团)?"
)
_HEADED = re.compile(r"(?m)^[●◆■▲○◇▎▍]?\s?(?:(?<=[●◆■▲○◇▎▍ ])|【)(?P<name>[一-龥]{2,6})(?=[】 　：:])")
_UNION = re.compile(
    r"(?P<of>中国|全国|[一-龥]{2,3}[省市](?:总工会)?|(?<![一-龥])[省市])"
    r"(?:能源|化学|地质|机械|冶金|建材|国防|邮电|财贸|轻工?|纺织?|化纺?|烟草|海员|建设|农林|水利|气象|教科文卫体|教育|科技|文化|卫生|体育|金融|铁路|民航|产业|石化|石油|煤炭|交通|运输|电力|电子|信息|直机关)+"
    r"(?:行业|系统|产业)?工会(?:全国委员会|工作委员会|委员会)?"
)
_PARTY = re.compile(
    r"(?:与|和|同|携手|联合)(?P<name>[一-龥]{4,8}?)(?=(?:正式|成功|在[^，。]{1,8})?(?:签|达成|结成|举行|共同|联合))"
)
_STUDIO = re.compile("工作室|工作站|井组")
_STUDIO_BODY = re.compile(
    r"[一-龥]{0,6}?(?:国家级|省级|市级|全国|省|市|首席|技能大师|劳模|职工|工匠|技师|青年|党员|人才|高技能|和|创新|创效)*"
)
CLAUSE_NEXT = re.compile(
    r"[，。、；：“”（）《\s]|党委|党组|工会|团委|集团|公司|股份|所属|旗下|下属|董事|总经理|副总|总裁|总会计师|总工程师|纪检|首席|在|与|和|与|获|荣获|将|已|的|为|是|以|对|从|向|由|承建|投资|建设|职工|员工|各|驻|等|举办|召开|[一-龥]{2,4}(?:局|院|分公司|公司)"
)


def opens_clause(text: str, position: int) -> bool:
    """True where a mark, a verb or another word stands that may follow a company's name, or the text ends."""
    return position == len(text) or CLAUSE_NEXT.match(text, position) is not None


@value
class Anchor:
    """A name with both borders known."""

    start: int
    end: int
    label: str
    method: str
    score: float
    names: tuple[str, ...] = ()


def head_goes_on(words: Words, tail: int, stop: int, lists: Lexicon) -> bool:
    """True when a head begins in the tail or right after it and ends later: 中国旅游研究|院, 东航山西|分公司."""
    for start in range(tail, stop + 1):
        end = words.head(start)
        if end > stop:
            kind = lists.kind[words.text[start:end]]
            if start < stop or kind != "unit":
                return kind != "party"
    return False


def headed_anchors(words: Words, knowledge: Knowledge, known: frozenset[str]) -> list[Anchor]:
    """Items of a round-up that open with an enterprise (【云南建投】…, ●国网岳阳　…): where most openings are known, all are."""
    found = [m for m in _HEADED.finditer(words.text) if not is_word(m["name"]) and m["name"] not in knowledge.places]
    sure = [m for m in found if m["name"] in known or m["name"] in knowledge.organization_names]
    if len(found) < 3 or 2 * len(sure) < len(found):
        found = sure
    return [Anchor(m.start("name"), m.end("name"), "Enterprise", "headed_v1", 0.7) for m in found]


def coined_anchors(words: Words, knowledge: Knowledge, lists: Lexicon) -> list[Anchor]:
    """All names that are made, not listed."""
    return [
        *_placed(words, knowledge, lists),
        *_studios(words, knowledge),
        *_coined(words, knowledge, lists),
        *_national(words),
        *_clipped(words),
        *_signing(words, knowledge, lists),
        *_trade_unions(words.text, knowledge),
    ]


def _trade_unions(text: str, knowledge: Knowledge) -> list[Anchor]:
    """Unions of an industry, named by where and of what (中国能源化学地质工会, 省机械冶金工会)."""
    if "工会" not in text:
        return []
    return [
        Anchor(m.start(), m.end(), "Institution", "industry_union_v1", 0.85)
        for m in _UNION.finditer(text)
        if len(m["of"]) < 3 or m["of"][-1] == "会" or m["of"] in knowledge.places
    ]


def _signing(words: Words, knowledge: Knowledge, lists: Lexicon) -> list[Anchor]:
    """A company by what it does: a word no dictionary knows and a trade, right after 与 and before 签订, 达成 (与博远医药签订)."""
    found, text = [], words.text
    for match in _PARTY.finditer(text):
        start, end = match.span("name")
        trade = next((text[end - n : end] for n in (4, 3, 2) if text[end - n : end] in lists.trades), "")
        word = text[start : end - len(trade)]
        own = 2 <= len(word) <= 4 and words.border(start) and not _spelled(word)
        if trade and own and word not in knowledge.places and word not in lists.stops:
            found.append(Anchor(start, end, "Enterprise", "signing_v1", 0.6))
    return found


def _clipped(words: Words) -> list[Anchor]:
    """A place's one letter and a trade's (湘钢, 陕汽, 东航), a number and 冶 (五冶, 二十冶)."""
    text = words.text
    return [
        Anchor(m.start(), m.end(), "Enterprise", "clipped_v1", 0.6)
        for pattern in (_CLIPPED, _NUMBERED)
        for m in pattern.finditer(text)
        if words.border(m.start()) and words.border(m.end()) and opens_clause(text, m.end())
    ]


def _national(words: Words) -> list[Anchor]:
    """中国 + two characters that are no word: 中国能建, 中国一重."""
    found, text = [], words.text
    for match in re.finditer("中国", text):
        start, end = match.end(), match.end() + 2
        pair = text[start:end]
        if (
            len(pair) == 2
            and all("一" <= c <= "龥" for c in pair)
            and not is_word(pair)
            and start + 1 in words.cuts
            and end in words.cuts
            and not any(c in _FUNCTION for c in pair if c not in "一二")
            and not (text[match.start() - 1 : match.start()] == "“" and text[end : end + 1] == "”")
            and opens_clause(text, end)
        ):
            found.append(Anchor(match.start(), end, "Enterprise", "national_v1", 0.7))
    return found


def _placed(words: Words, knowledge: Knowledge, lists: Lexicon) -> list[Anchor]:
    """Place + strong trade (包头铝业), where nothing before or after makes it a general phrase."""
    found = []
    text = words.text
    for trade, stops in lists.strong_openings.ends(text).items():
        places = [p for p in (trade - 2, trade - 3) if p in words.edges and text[p:trade] in knowledge.places]
        for stop in reversed(stops) if places else ():
            if not AFTER_TRADE.match(text, stop) and not head_goes_on(words, trade, stop, lists):
                found += [Anchor(place, stop, "Enterprise", "place_v1", 0.7) for place in places]
                break
    return found


def _coined(words: Words, knowledge: Knowledge, lists: Lexicon) -> list[Anchor]:
    """里伍铜业, 天彭电力: a word no dictionary knows before a strong trade."""
    found, text = [], words.text
    for match in lists.strong_trade.finditer(text):
        start, end = match.span()
        if (
            end not in words.edges
            or AFTER_TRADE.match(text, end)
            or start < 2
            or head_goes_on(words, start, end, lists)
        ):
            continue
        for size in (2, 3, 4):
            begin = start - size
            word = text[begin:start]
            if begin < 0 or any(c in HARD or c in "%％0123456789" for c in word) or not words.border(begin):
                continue
            before = words.at(begin - 1) if begin else -1
            opens = (
                begin == 0 or text[begin - 1] in HARD or not may_stand(words.word(before), words.tags[before], lists)
            )
            named = words.starts[words.at(begin)] == begin and words.tags[words.at(begin)] in (
                "ns",
                "nz",
                "nt",
                "nr",
                "nrt",
            )
            named = (
                named and word not in _WIDE and not (len(word) >= 3 and words.tags[words.at(begin)].startswith("nr"))
            )
            named = named and words.ends[words.at(begin)] >= start and not AFTER_WORD.match(text, end)
            if (
                opens
                and word[-1] not in "基用"
                and (named or not _spelled(word))
                and word not in knowledge.places
                and word not in lists.stops
            ):
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
