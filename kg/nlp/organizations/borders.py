"""Where a name may begin: the walk to the left from a head, word by word, until a word that no name holds."""

from __future__ import annotations

import re

from kg.knowledge import Knowledge
from kg.nlp.lexicon import HARD, STOP_TAGS, Lexicon
from kg.nlp.survey import GENERIC
from kg.nlp.words import Words, is_word

_NUMBER = re.compile(
    r"(?:第?[一二三四五六七八九十百零〇]{1,4}号?|第?\d{1,4}(?:千伏|号)?|[A-Za-z]+\d*|\d+-\d+|[一二三四五六七八九十]+[队部院厂所局矿班组])$"
)
_NUMBER_BRAND = re.compile(r"[一二三四五六七八九十百千万][方重星牧合联维环元九]")  # 四方, 一重, 三元
_DIRECTIONS = frozenset("东 西 南 北 中 上 下 左 右 内 外 前 后 新 老 大 小 北方 南方 东方 西部 东部 中部".split())
_LOOSE = frozenset("企业 总部 本部 上市公司 发行人".split())
_DATE = re.compile(r"\d+[年月日]")
_PEOPLE = frozenset(
    "职工 员工 团员 工人 群众 劳模 工匠 集体 荣誉 历史 国有 民营 国企 央企 大型 地方 地区 领域 单位".split()
)
_GLUED = frozenset("由与及对将把被从是获赴到于为向经据给让请以当系")
_PREPOSITIONS = frozenset("由在系被把于赴与为是")  # the dictionary's guess may glue one to a name: 由锦昌
_ONE_WORD = frozenset("可持续 不停电".split())
_MEASURES = frozenset("号 期 线 车 标 部 院 局 所 厂 分 级 队 班 段 天 江 山".split())
_JOINED = re.compile(
    r"（(?:集团|控股|中国|香港|澳门|[一-龥]{2,4})）(?=[一-龥]{0,14}?(?:有限|公司|集团|研究院|学院))"
    r"|[“\"][一-龥A-Za-z0-9]{2,10}[”\"](?=QC|(?:党员|青年|劳模|职工)?(?:创新)?(?:突击队|先锋队|服务队|工作室|班组|小组)|机车组|团队|攻关[组队]|机组)"
)
_NATIONAL = ("中国", "全国", "国家", "中央", "中华", "省", "市", "州", "县", "区", "自治区", "世界", "国际", "亚洲")
_WIDE = ("institution", "institute", "company")
_AND = frozenset("和与及")
_BEARERS = frozenset(
    "院厂局队矿司所站处室段会校"
)  # what stands before 与 and ends so is a name of its own: 四勘院｜与四大队
LONGEST = {"company": 26, "plant": 20, "institute": 24, "institution": 24, "unit": 16, "party": 16}


def soft_marks(text: str) -> frozenset[int]:
    """Positions of brackets and quotation marks that stand inside a name: （集团）有限公司, “海淡创新”QC小组."""
    found: set[int] = set()
    for match in _JOINED.finditer(text):
        found |= {match.start(), match.end() - 1}
    return frozenset(found)


def left_border(
    words: Words, head: int, kind: str, limit: int, *, lexicon: Lexicon, knowledge: Knowledge, soft: frozenset[int]
) -> int:
    """Where the name whose head begins at `head` starts; never left of `limit`. Equals `head` when nothing fits."""
    text, start, fallback, joined = words.text, head, -1, -1
    index = words.at(head - 1) if head > limit else -1
    first = max(limit, head - LONGEST[kind])
    legal = "有限" in text[head : head + 8]
    while index >= 0 and words.ends[index] > first:
        begin = words.starts[index]
        if begin < first:
            break
        word = text[begin : min(words.ends[index], head)]
        if text[begin - 1] + word in _ONE_WORD and begin - 1 >= first:  # 可持续, 不停电 are one word in a name
            start = begin - 1
            index -= 2
            continue
        if (word in GENERIC and word not in _LOOSE and begin - 1 not in soft) or _DATE.match(word):
            break
        if len(word) > 1 and word[0] in _PREPOSITIONS and begin + 1 in words.cuts and not is_word(word):
            start = begin + 1 if begin + 1 < head else start  # 项目｜由锦昌集团
            break
        if kind == "unit" and word in lexicon.soft_stops:
            if head - begin > 8 or word in _PEOPLE:
                break
            start = begin
            index -= 1
            continue
        if word in _AND and start < head and kind in ("unit", "company") and joined < 0:
            joined = start
        elif word in lexicon.soft_stops or (word in _AND and kind == "institution" and start < head):
            fallback = start if fallback < 0 else fallback
        elif (
            not may_stand(word, words.tags[index], lexicon)
            and not within_place(text, begin, min(words.ends[index], head), knowledge)
            and not (len(word) == 1 and begin in soft)
            and not (legal and words.tags[index] == "v" and word not in lexicon.stops)
        ):
            break
        start = begin
        index -= 1
    if start == head:
        for size in (4, 3, 2):
            if head - size >= limit and text[head - size : head] in knowledge.places:
                return head - size
    if joined >= 0 and kind == "company" and _placed_brand(text, start, joined - 1, knowledge):
        joined = -1
    if joined >= 0 and not (
        text[joined - 2] not in _BEARERS
        and head - start <= 9
        and text[start] not in _AND
        and (start == 0 or text[start - 1] in HARD)
        and joined > start + 2
    ):
        start = joined
    if fallback >= 0 and not (kind in _WIDE and _opens(text, start, knowledge)):
        start = fallback
    return _trim(words, start, head, kind, lexicon=lexicon, knowledge=knowledge)


def may_stand(word: str, tag: str, lexicon: Lexicon) -> bool:
    """True when a word may be part of an organisation's name."""
    if word[0] in HARD or word in lexicon.stops:
        return False
    if _NUMBER.match(word) or word in lexicon.name_verbs:
        return True
    if tag == "f":
        return word in _DIRECTIONS or word in ("沿岸", "沿海", "沿江", "沿线")
    if tag == "q":
        return word in _MEASURES
    if tag in ("m", "mq"):
        return bool(_NUMBER.match(word)) or len(word) == 1 or _NUMBER_BRAND.fullmatch(word) is not None
    if len(word) > 1 and tag == "l" and word[0] in "各每该":
        return False
    if tag == "i" or (tag == "l" and word.endswith("以来")):
        return False
    if tag == "t":  # 黎里, 下石节, guessed to be a time
        return len(word) in (2, 3) and not is_word(word) and word[-1] not in "年月日时末初底"
    if tag == "v":
        if len(word) > 1:
            return not is_word(word)
        return len(word) == 1 and "一" <= word <= "龥" and word not in "获任到赴为来去说"
    return tag not in STOP_TAGS


def _placed_brand(text: str, start: int, join: int, knowledge: Knowledge) -> bool:
    """True when 和 belongs to a brand: behind a place (四川｜和源矿业), behind a place and one character (乐山｜盛和)."""
    before = text[start:join]
    return (
        text[join] == "和"
        and (before in knowledge.places or before[:-1] in knowledge.places)
        and not _place_at(text, join + 1, knowledge)
    )


def within_place(text: str, start: int, end: int, knowledge: Knowledge) -> bool:
    """True when [start, end) is a place or stands inside one whose name tells its level (奉化 in 奉化区)."""
    if text[start:end] in knowledge.places:
        return True
    return any(
        text[first : first + size] in knowledge.places
        for first in range(max(0, end - 5), start + 1)
        for size in (3, 4, 5)
        if first + size > end
    )


def gap_holds(
    words: Words, start: int, end: int, *, lexicon: Lexicon, soft: frozenset[int], knowledge: Knowledge
) -> bool:
    """True when every word between two heads may stand in a name; 和 may join two words inside, and right before the
    second head any verb of two characters that is not on the list of stops may stand: what a unit does (裂解, 催化)."""
    position = start
    first = words.word(words.at(start)) if start < end else ""
    if first and first[0] in _PREPOSITIONS and start + 1 in words.cuts and not is_word(first):  # 系锦昌 is no word
        return False
    while position < end:
        index = words.at(position)
        stop = min(words.ends[index], end)
        word = words.text[position:stop]
        whole = position == words.starts[index] and stop == words.ends[index]
        joins = word in _AND and position > start and stop < end
        joins = joins or (word in ("不", "不停") and words.text.startswith("不停电", position))
        joins = joins or (word == "附属" and position == start and words.text[start - 1 : start] in ("学", "院"))
        if (
            not joins
            and not may_stand(word, words.tags[index] if whole else "n", lexicon)
            and not (
                stop == end and whole and words.tags[index] == "v" and len(word) == 2 and word not in lexicon.stops
            )
            and not (len(word) == 1 and position in soft)
            and not within_place(words.text, position, stop, knowledge)
        ):
            return False
        position = stop
    return True


def _opens(text: str, start: int, knowledge: Knowledge) -> bool:
    """True when a place or a national word opens the name somewhere before the soft stop."""
    return text.startswith(_NATIONAL, start) or _place_at(text, start, knowledge)


_TAKEN_UP = re.compile(
    r"(?:已|现|时|曾|历|就|出|担|调|转|接|兼|新)任|入职|调入|毕业于"
)  # what a person does stands before a name
_SAID = frozenset("均指 都指 即指 已任 现任 时任 曾任 历任 兼任 担任".split())
_ONE_VERB = frozenset("指任受叫听谈看请找访抵驻陪邀随替帮")
_NATION = re.compile(r"中国(?!际)|全国|中华")
_ITEM = re.compile(r"\d{1,2}[.．]")
_OPENER = re.compile(  # what a segmenter glues to a name: 2015年任｜, 被选为｜, ——记｜, 获得者｜
    r"(?:\d{2,4}年(?:度|初|底)?(?:起?任)?|\d+[人名位][到赴]|被?(?:推选|选举|选|聘|任命|提名)为|当选为?|代行|代管|其(?!他|次|中|余|亚|士)"
    r"|(?<=—)记|(?:参与|爱好)者)(?=[一-龥]{3})"
)


def _trim(words: Words, start: int, head: int, kind: str, *, lexicon: Lexicon, knowledge: Knowledge) -> int:
    """Cut from the left what stands before the name: a place opens a company's or an institution's name."""
    text = words.text
    number = _ITEM.match(text[start:head])
    if number is not None:
        start += number.end()
    opener = _OPENER.match(text, start, head + 2)
    if opener is not None and opener.end() < head:
        start = opener.end()
    while (
        start + 2 < head
        and text[start] in _GLUED
        and start + 1 in words.cuts
        and text[start : start + 2] not in knowledge.places
    ):
        start += 1
    while start < head and (
        text[start] in '（）”"' or (text[start] in "的等某和与及.．" and not _place_at(text, start, knowledge))
    ):
        start += 1
    taken = _TAKEN_UP.search(text, start, head)
    if taken is not None and taken.end() < head:
        start = taken.end()
    if kind in ("company", "institution", "institute", "plant") and start < head:
        alone = text[max(start - 1, 0) : start + 1] in _SAID
        if text[start] in _ONE_VERB and start + 1 < head and (alone or _place_at(text, start + 1, knowledge)):
            start += 1
        nation = _NATION.search(text, start + 1, min(start + 7, head))
        if nation is not None and words.border(nation.start()) and not _place_at(text, start, knowledge):
            return nation.start()  # 后者中有｜中国铁路…
        index = words.at(start)
        position = words.ends[index]
        common = len(words.word(index)) >= 2 and words.tags[index] in ("n", "v", "vn", "b", "an", "s", "l")
        while common and position < head:
            if words.tags[words.at(position)] == "ns" and _place_at(text, position, knowledge):
                brand = text[start:position]
                if brand not in knowledge.organization_names:
                    return position if len(brand) >= 4 or brand in lexicon.name_verbs else start
            index = words.at(position)
            common = words.tags[index] in ("n", "vn", "b", "an", "l")
            position = words.ends[index]
    return start


def _place_at(text: str, position: int, knowledge: Knowledge) -> bool:
    return any(text[position : position + n] in knowledge.places for n in (2, 3, 4, 5, 6))
