"""Whether a head in the text ends an organisation's name, and whether a name without an owner names something."""

from __future__ import annotations

import re

from kg.nlp.lexicon import Lexicon
from kg.nlp.survey import GENERIC
from kg.nlp.words import Words, is_word

_EXEMPT = frozenset("车间 党委 公司 集团 省委 市委 州委 县委 区委 总工会 工会 分行 支行 分公司".split())
_POST_AFTER = re.compile(
    r"(?:第[一二三四]|副|原|常务|总)?(?:书记|主席|委员|常委|成员|秘书|组长|副书记|副主席|换届|会议|常委会|全会|决定|政府)"
)
_BEFORE_SUO = re.compile(r"[0-9一二三四五六七八九十州阳京海]$")
_VILLAGES = frozenset("村 社区 街道".split())
_VILLAGE_NEXT = re.compile(r"党委|党总支|党支部|村委会|签|结对|共建")
_STRICT = frozenset("科处室所")
POST_NEXT = re.compile(
    r"(?:常务|第[一二三])?副?(?:部长|主任|处长|科长|厂长|所长|院长|站长|队长|组长|班长|总?经理|书记|主席|局长|行长|矿长|段长|馆长|校长|会长|秘书长|董事长|总裁|总工程师|工程师|技师|负责人)"
)


LINK_NEXT = re.compile(
    r"(?:机关)?(?:党委|党总支|党支部|团委|团支部|工会)|[一-龥]{2,8}?(?:车间|工区|工段|[一二三四五六七八九十甲乙丙丁]班|分厂|选煤厂)"
)


def is_head(words: Words, start: int, end: int, lists: Lexicon) -> bool:
    """True when the head at [start, end) ends a name: a word ends there, and no post or other word goes on with it."""
    text = words.text
    head = text[start:end]
    index = words.at(end - 1)
    if head in _VILLAGES and not _VILLAGE_NEXT.match(text, end):
        return False
    if head not in _EXEMPT and end not in words.edges:
        rest = text[end : words.ends[index]]
        inside = POST_NEXT.match(text, end) is not None or (
            end in words.cuts and not is_word(words.word(index)) and head not in _STRICT
        )
        if not inside and not (
            len(head) > 1 and len(rest) > 1 and is_word(rest) and is_word(text[words.starts[index] : end])
        ):
            return False
    word = words.word(index)
    if len(head) == 1 and word == head and words.tags[index][:1] not in "nqjkgcz":
        return False
    if len(head) == 1 and _no_head(words, index, end, lists):
        return False
    if len(head) == 1 and word == head and words.tags[index] == "c" and not _BEFORE_SUO.search(text, 0, start):
        return False
    if words.ends[index] == end and len(word) > len(head) and word in lists.not_heads:
        return False
    if (lists.kind[head] == "party" or head in ("董事会", "监事会", "委员会")) and _POST_AFTER.match(text, end):
        return False
    counted = head in ("所", "组") and text[start - 1 : start] in "一二三四五六七八九十两几多"
    goes_on = "一" <= text[end : end + 1] <= "龥" and text[end] not in "获的被和与在为"
    if counted and goes_on and not POST_NEXT.match(text, end):
        return False
    if head == "政府" and text.startswith("特殊", end):
        return False
    if text[start - 1 : start] in ("（", "(") and text[end : end + 1] in ("）", ")"):
        return False
    if text[start:end] in ("集团", "公司") and text[end : end + 1] in ("化", "制", "法", "级", "债", "章"):
        return False
    return text[end : end + 1] != "长" or text[end : end + 2] in ("长期", "长远")


def _no_head(words: Words, index: int, end: int, lists: Lexicon) -> bool:
    """True when the last two or three characters are a word that ends in a head and is none (化工厂 is no 工厂)."""
    text, start = words.text, words.starts[index]
    word = text[end - 3 : end]
    if text[end - 2 : end] == "一部" and text[end - 4 : end - 2] in lists.name_verbs:  # 运行一部, not 一部电影
        return False
    if text[end - 1] in "厂科局院" and is_word(word) and word not in lists.not_heads:
        return False
    if text[end - 3 : end] in lists.not_heads and end - 3 == start:  # 毛坪｜铅锌矿
        return index == 0 or words.tags[index - 1][:2] not in ("ns", "nr", "nz")
    return text[end - 2 : end] in lists.not_heads or text[end - 3 : end] in lists.not_heads


def stands_alone(body: str, name: str, kind: str, lists: Lexicon) -> bool:
    """True when a name without an owner names something: it has a body of its own."""
    if name in lists.not_heads or name in GENERIC:
        return False
    if kind == "party":
        return body in GENERIC or len(body) >= 3
    if len(body) == 1 and kind == "institution":
        return body in "省市县区州" and (name[-1] in "府委会厅局" or name.endswith("政协"))
    if not body:
        return name in ("省委", "市委", "州委", "县委", "区委") or bool(re.fullmatch("[一二三四五六七八九十]+院", name))
    if len(body) == 1:
        return kind in ("unit", "company") and body in "一二三四五六七八九十" and name[-1] in "矿厂院所司区"
    return len(body) >= 2


def whole(length: int, kind: str) -> bool:
    """True for a head that is a name by itself after an owner: 选矿厂, 供电所."""
    return kind == "unit" and length >= 3
