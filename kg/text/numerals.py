"""Chinese and mixed numerals to integers: 三千五百九十四万, 6.4万, 两万余, 二〇二一, 3,594."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

DIGITS = {
    c: n
    for n, cs in enumerate(("〇零○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in cs
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
CHINESE = "".join(DIGITS) + "".join(UNITS) + "".join(MYRIADS)
_ABOUT = re.compile(r"^[约近超逾达共第]+|[余多来几]")
_GROUPED = re.compile(r"(?<=\d)[,，\s](?=\d{3}(?!\d))")
_ARABIC = re.compile(r"^(\d+(?:\.\d+)?)([十百千万亿]*)$")


def parse_int(text: str) -> int | None:
    """The whole number a numeral stands for (rounded down; 余, 多, 约 set aside), None when it is no numeral.

    >>> [parse_int(t) for t in ("三千五百九十四万", "6.4万", "十余", "二〇二一", "3,594", "两", "公司")]
    [35940000, 64000, 10, 2021, 3594, 2, None]
    """
    plain = _GROUPED.sub("", unicodedata.normalize("NFKC", text).strip())
    plain = _ABOUT.sub("", plain)
    if not plain or len(plain) > 40:
        return None
    arabic = _ARABIC.match(plain)
    if arabic is not None:
        try:
            value = Decimal(arabic[1])
        except InvalidOperation:
            return None
        for unit in arabic[2]:
            value *= UNITS.get(unit) or MYRIADS[unit]
        return int(value)
    if any(c not in CHINESE for c in plain):
        return None
    if all(c in DIGITS for c in plain):
        return int("".join(str(DIGITS[c]) for c in plain))
    return _spoken(plain)


def _spoken(text: str) -> int | None:
    """三千五百九十四万 by its units; None when two digits stand side by side without a unit."""
    total = section = digit = 0
    pending = False
    last_unit = 10
    for c in text:
        if c in DIGITS:
            if pending and digit:
                return None
            digit, pending = DIGITS[c], True
            if digit == 0:
                last_unit = 10
        elif c in UNITS:
            section += (digit if pending else 1) * UNITS[c]
            last_unit, digit, pending = UNITS[c], 0, False
        else:
            total = (total + section + digit) * MYRIADS[c] if MYRIADS[c] > 10**4 else total + (section + digit) * 10**4
            last_unit, section, digit, pending = MYRIADS[c], 0, 0, False
    return total + section + digit * (last_unit // 10 if pending and last_unit > 10 else 1)
