"""Punctuation typed in its narrow (ASCII) form between Chinese words, read as the wide form it stands for.

Web pages, forms and office files print 公司,集团(简称"甲")获奖; every later rule knows one form, ，（“”）. One character
stands for one, so no position moves; numbers, times, addresses and Latin words keep their signs.
"""

from __future__ import annotations

import re

from kg.text.chars import HAN

_WIDE = str.maketrans(",;:!?", "，；：！？")
_NARROW = re.compile(r"[,;:!?(\"＂]")
_BESIDE = rf"{HAN}”’》】）)\"、。，"
_SIGN = re.compile(rf"(?<=[{_BESIDE}])[,;:!?]|(?<!\d)[,;:!?](?=[{HAN}“《（(\"])|(?<=\d)[,;!?](?=[{HAN}“《])")
_BRACKET = re.compile(r"(?<!\])\(((?:[^()\n]|\([^()\n]{0,40}\)){0,80})\)")
_HAN = re.compile(f"[{HAN}]")
_QUOTES = re.compile(r"[\"＂]")


def wide(text: str) -> str:
    """The text with narrow signs beside Chinese made wide; the same length, line by line.

    >>> wide('甲公司(简称"甲")获奖,共3,000元;10:30开会, see (a, b).')
    '甲公司（简称“甲”）获奖，共3,000元；10:30开会， see (a, b).'
    """
    if _NARROW.search(text) is None or _HAN.search(text) is None:
        return text
    text = _quoted(text) if _QUOTES.search(text) else text
    if "(" in text:
        text = _BRACKET.sub(_bracketed, text)
    return _SIGN.sub(lambda m: m[0].translate(_WIDE), text)


def _bracketed(hit: re.Match[str]) -> str:
    """A pair of brackets around Chinese, or behind Chinese."""
    before = hit.string[max(0, hit.start() - 1) : hit.start()]
    inner = _BRACKET.sub(_bracketed, hit[1]) if "(" in hit[1] else hit[1]
    return f"（{inner}）" if _HAN.search(hit[1]) or _HAN.search(before) else f"({inner})"


def _quoted(text: str) -> str:
    """Straight marks in turn opening and closing; a line with one left over hands it to the next line."""
    out, opened = [], False
    for line in text.split("\n"):
        count = len(_QUOTES.findall(line))
        if not count or _HAN.search(line) is None:
            out.append(line)
            opened = opened and bool(line.strip()) and not count
            continue
        parts = _QUOTES.split(line)
        pieces = [parts[0]]
        for part in parts[1:]:
            opened = not opened
            pieces.append(("“" if opened else "”") + part)
        out.append("".join(pieces))
    return "\n".join(out)
