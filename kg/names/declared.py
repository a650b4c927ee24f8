"""Names that a text itself declares to be one: 以下简称, 原名, 更名为, 又称, 全称, and the short name in brackets."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.names.keys import fold

_SHORT = "(?:以下统称|以下简称|下称|统称|简称|缩写|又称|又名|亦称|也称|别称|俗称|俗名|习称|对外称|全称|全名|原名|原称|曾用名|原|前身|前身为|前身是|即|英文简称)"
_IS = "(?:为|是|叫|:|：|作)?"
_OPEN = "[（,，、;；]?"
_RENAMED = "(?:更名|改名|改称|变更|重组更名|改制更名|更改名称|易名)(?:为|成|作)"
_GAP = "[^。！？!?；;]{0,18}?"


@lru_cache(maxsize=4096)
def declared(a: str, b: str, context: str) -> str | None:
    """The rule by which `context` says that names `a` and `b` are one thing, None when it doesn't say so.

    >>> declared("中国铝业股份有限公司", "中铝股份", "中国铝业股份有限公司（以下简称“中铝股份”）今日发布公告。")
    'declared-alias'
    >>> declared("中国铝业集团有限公司", "中国铝业公司", "2017年，中国铝业公司更名为中国铝业集团有限公司。")
    'declared-rename'
    """
    text, first, second = fold(context), fold(a), fold(b)
    if not first or not second or first == second or first not in text or second not in text:
        return None
    for x, y in ((first, second), (second, first)):
        left, right = re.escape(x), re.escape(y)
        if re.search(f"{left}{_OPEN}{_SHORT}{_IS}{right}(?![\\u4e00-\\u9fff]*(?:公司|集团)的)", text):
            return "declared-alias"
        if re.search(f"{left}的?{_SHORT}{_IS}{right}", text):
            return "declared-alias"
        if len(y) < len(x) and f"{x}（{y}）" in text and _abbreviates(y, x):
            return "declared-bracket"
        if re.search(f"{left}{_GAP}{_RENAMED}{right}", text) and not _negated(text, x):
            return "declared-rename"
    return None


def _abbreviates(short: str, full: str) -> bool:
    """Every character of the short name stands in the full one in this order, or the short name is Latin letters."""
    if re.fullmatch(r"[a-z0-9&\- ]+", short):
        return True
    at = 0
    for char in short:
        at = full.find(char, at) + 1
        if not at:
            return False
    return True


def _negated(text: str, name: str) -> bool:
    return bool(
        re.search(f"(?:未|不|拟|将|计划|申请){_GAP[:-1]}?{_RENAMED}", text[text.find(name) : text.find(name) + 60])
    )
