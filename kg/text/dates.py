"""Dates in Chinese text as ISO strings, and the date of a document. Own patterns: no library reads this genre right.

A date without a year takes the year last named before it, else the anchor's (the document's date). Relative words
(今年, 去年, 近日) need an anchor. Ranges carry their end in `until`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.text.numerals import DIGITS, parse_int

_S = r"[ \t\u3000]*"
_CN = "〇零○一二三四五六七八九"
_YEAR = rf"(?:(?<!\d)(?:19|20)\d\d|[一二][{_CN}]{{3}})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_DASH = r"[-—–~～至到]"
DATE = re.compile(
    rf"(?P<y>{_YEAR}){_S}(?:年{_S}(?:度|初|末|底)?)?{_S}{_DASH}+{_S}(?P<y2>{_YEAR}){_S}年(?:{_S}度)?"
    rf"|(?P<y3>{_YEAR}){_S}年{_S}(?:(?P<m3>{_MONTH}){_S}月(?:{_S}份)?(?:{_S}(?P<d3>{_DAY}){_S}[日号](?:{_S}{_DASH}{_S}"
    rf"(?:(?P<m4>{_MONTH}){_S}月{_S})?(?P<d4>{_DAY}){_S}[日号])?)?|度)?"
    rf"|(?P<y5>(?<![\d.])(?:19|20)\d\d)(?P<sep>[-./])(?P<m5>1[0-2]|0?[1-9])(?P=sep)(?P<d5>[12]\d|3[01]|0?[1-9])(?![\d.])"
    rf"|(?P<rel>今年|去年|前年|明年|同年|当年|次年|翌年|近日|日前|今天|昨天)(?:{_S}(?P<m6>{_MONTH}){_S}月(?:份)?(?:{_S}(?P<d6>{_DAY}){_S}[日号])?)?"
    rf"|(?<![\d.年])(?P<m7>{_MONTH}){_S}月(?:{_S}(?P<d7>{_DAY}){_S}[日号](?:{_S}{_DASH}{_S}"
    rf"(?:(?P<m8>{_MONTH}){_S}月{_S})?(?P<d8>{_DAY}){_S}[日号])?|份|(?={_S}[，,、—至初底上中下]))"
)
_SHIFT = {"今年": 0, "去年": -1, "前年": -2, "明年": 1}
_DATE_LAST = frozenset("日月号）)一二三四五六天编印发版0123456789")
_HINT = re.compile(r"[12年月]|近日|日前")


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date at `text[start:end]`: `iso` is yyyy, yyyy-mm or yyyy-mm-dd; `stated` is False when the year was inferred."""

    start: int
    end: int
    iso: str
    until: str | None = None
    stated: bool = True


def find_dates(text: str, *, anchor: str | None = None) -> tuple[DateSpan, ...]:
    """All dates of a text in order; `anchor` is the ISO date of the document.

    >>> [(d.iso, d.until) for d in find_dates("2021年4月30日，2022至2023年度，5月2日", anchor="2024-06")]
    [('2021-04-30', None), ('2022', '2023'), ('2023-05-02', None)]
    """
    if _HINT.search(text) is None:
        return ()
    year = int(anchor[:4]) if anchor else None
    found = []
    for match in DATE.finditer(text):
        span, year = _read(match, year, anchor)
        if span is not None:
            found.append(span)
    return tuple(found)


def iso_date(text: str) -> str | None:
    """The first fully stated date of a text, None when there is none.

    >>> iso_date("二〇二一年四月三十日")
    '2021-04-30'
    """
    return next((d.iso for d in find_dates(text) if d.stated), None)


def is_only_date(text: str) -> bool:
    """True when a line holds a date with at least its month and nothing else but a weekday or place of printing.

    >>> is_only_date("2022年12月25日 星期日"), is_only_date("2022年，公司")
    (True, False)
    """
    if len(text) > 40 or text[0] not in "（(12一二" or text[-1] not in _DATE_LAST or _HINT.search(text) is None:
        return False
    match = DATE.search(text)
    if match is None or not any(match[k] for k in ("m3", "m5")):
        return False
    rest = text[: match.start()] + text[match.end() :]
    return re.fullmatch(r"[\s（）()]*(?:(?:星期|周)[一二三四五六日天])?(?:编?印发?|出版)?[\s（）()]*", rest) is not None


def _read(match: re.Match[str], year: int | None, anchor: str | None) -> tuple[DateSpan | None, int | None]:
    g = match.group
    start, end = match.span()
    if g("y"):
        first, last = _year(g("y")), _year(g("y2"))
        return DateSpan(start, end, str(first), str(last)), last
    if g("y3"):
        year = _year(g("y3"))
        iso, until = _join(year, g("m3"), g("d3")), None
        if g("d4"):
            until = _join(year, g("m4") or g("m3"), g("d4"))
        return DateSpan(start, end, iso, until), year
    if g("y5"):
        year = int(g("y5"))
        return DateSpan(start, end, _join(year, g("m5"), g("d5"))), year
    if g("rel"):
        word = g("rel")
        if word in _SHIFT or word in ("近日", "日前", "今天", "昨天"):
            base = int(anchor[:4]) if anchor else None
            if base is None:
                return None, year
            if word not in _SHIFT:
                return DateSpan(start, end, anchor or "", stated=False), year
            year = base + _SHIFT[word]
        elif year is None:
            return None, year
        elif word in ("次年", "翌年"):
            year += 1
        return DateSpan(start, end, _join(year, g("m6"), g("d6")), stated=False), year
    if year is None:
        return None, year
    until = _join(year, g("m8") or g("m7"), g("d8")) if g("d8") else None
    return DateSpan(start, end, _join(year, g("m7"), g("d7")), until, stated=False), year


def _year(text: str) -> int:
    return int("".join(str(DIGITS[c]) if c in DIGITS else c for c in text))


def _join(year: int, month: str | None, day: str | None) -> str:
    iso = f"{year:04d}"
    for part in (month, day):
        if part is None:
            break
        iso += f"-{parse_int(part) or 0:02d}"
    return iso
