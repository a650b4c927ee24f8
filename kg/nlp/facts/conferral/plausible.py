"""Whether an organisation can be the giver of an honour: who gives must reach as far as the honour's name does.

A city's title is not given by another city or by the province's union, a province's not by a national body nor by a
newspaper, a national one not by a province or by a company that the name does not hold.
"""

from __future__ import annotations

import re

from kg.knowledge import Knowledge

_NATIONAL = re.compile(
    r"全国|国家(?!电网|能源|电投|管网)|中华|国务院|中央企业|大国|共和国|中国(?!石|铝|建|中|铁|华|大唐|电|移|联|核|航|船|兵|交|能|宝|五|海|商|东|南|国)"
)
_NATIONWIDE = re.compile(r"^(?:中国|中华|全国|国家|国务院|中共中央|中央|共青团中央|[\u4e00-\u9fff]{2,8}部$)|总局$")
_PRESS = re.compile(r"(?:报社|日报|晚报|电视台|新闻社|通讯社|杂志社)$")
_SUFFIX = re.compile(r"(?:壮族自治区|维吾尔自治区|回族自治区|自治区|自治州|省|市|县|区|州)$")
_STATE = re.compile(r"总工会|政府|省委|市委|区委|县委|厅|局|团[省市]委|妇联|委员会|国资委|工会联合会")


def plausible(honour: str, giver: str, kind: str, knowledge: Knowledge) -> bool:
    """False where name and reach of the giver (`kind`: its entity type) contradict the honour's name.

    >>> from kg.knowledge import load_knowledge
    >>> k = load_knowledge()
    >>> plausible("宿迁市劳动模范", "江苏省总工会", "Institution", k), plausible("江苏省劳动模范", "江苏省总工会", "Institution", k)
    (False, True)
    """
    if giver and giver in honour:
        return True
    theirs, ours = _place(honour, knowledge), _place(giver, knowledge)
    if theirs:
        if ours:
            return _plain(theirs) == _plain(ours)
        return kind != "Institution" or not (_NATIONWIDE.match(giver) or _PRESS.search(giver)) or "协会" in giver
    if _NATIONAL.match(honour):
        if kind == "Enterprise" or _PRESS.search(giver):
            return False
        return not (ours and _STATE.search(giver))
    return True


def _place(name: str, knowledge: Knowledge) -> str:
    """The province, city or county that a name opens with, "" when none does."""
    for size in range(min(8, len(name)), 1, -1):
        if knowledge.places.get(name[:size]) in ("province", "prefecture", "county"):
            return name[:size]
    return ""


def _plain(place: str) -> str:
    short = _SUFFIX.sub("", place)
    return short if len(short) >= 2 else place
