"""A complete company name as the row of pieces its short names are cut from: place, brand, number, own word, trade, head.

Each piece knows how it may be written in a short name (whole, contracted, by one character, left out); which of these
may stand together is judged in `abbreviation.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.names import places as geo
from kg.names import words
from kg.names.forms import NATIONAL, contracted
from kg.names.link import leading_places, plain_place, segment, split_trades

WHOLE, CUT, ONE, OUT = "whole", "cut", "one", "out"
_HEADS = ("设计研究院", "研究设计院", "设计院", "研究院", "研究所", "科学院", "总院", "局", "院", "所")
BUREAU = re.compile("^(?:中铁|中建|中交)[一二三四五六七八九十]+[航公]?局")
_NUMBER = re.compile("^第[一二三四五六七八九十]{1,3}|^[一二三四五六七八九十]{1,3}(?=局)")


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind`: nation place brand group number word trade head; `text` as written in the full name (contracted)."""

    kind: str
    text: str

    def written(self) -> tuple[tuple[str, str], ...]:
        """(how, what stands in the short name), longest first; leaving out is last."""
        found = [(WHOLE, self.text)]
        if self.kind == "place":
            plain = plain_place(self.text)
            found.append((WHOLE, plain))
            marks = geo.STANDS_FOR.get(plain, frozenset()) | {plain[0]}
            found += [(ONE, mark) for mark in sorted(marks)]
        elif self.kind == "brand":
            found += [(CUT, other) for other in _other_brands(self.text)]
        elif self.kind == "number":
            found = [(WHOLE, self.text), (CUT, self.text.removeprefix("第"))]
        elif self.kind == "head":
            found.append((CUT, self.text[-1]))
        elif self.kind in ("trade", "word"):
            if self.kind == "trade" and len(self.text) == 4 and self.text[2:] in words.TRADES:
                found.append((CUT, self.text[2:]))
            found.append((ONE, self.text[0]))
        if self.kind not in ("number", "head"):
            found.append((OUT, ""))
        return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _brand_groups() -> dict[str, tuple[str, ...]]:
    groups: dict[str, set[str]] = {}
    for short, full in (*words.BRANDS.items(), *words.SHORT_BRANDS.items()):
        groups.setdefault(contracted(full), set()).update((short, contracted(full)))
    found: dict[str, set[str]] = {}
    for group in groups.values():
        for name in group:
            found.setdefault(name, set()).update(group)
    return {name: tuple(sorted(group - {name}, key=lambda n: (-len(n), n))) for name, group in found.items()}


def _other_brands(brand: str) -> tuple[str, ...]:
    return _brand_groups().get(brand, ())


def brand_at(text: str) -> str:
    """The group's brand that opens a text, "" when none does; a numbered bureau is one (中铁四局, 中建三局)."""
    bureau = BUREAU.match(text)
    if bureau:
        return bureau.group()
    for size in range(min(8, len(text)), 1, -1):
        if text[:size] in words.GROUP_BRANDS or text[:size] in _brand_groups():
            return text[:size]
    return ""


@lru_cache(maxsize=50_000)
def pieces(full: str) -> tuple[tuple[Piece, ...], bool, str]:
    """The pieces of a folded complete company name, whether it ends in a group marker, and its class of legal form.

    >>> [p.text for p in pieces("中国航发沈阳黎明航空发动机有限责任公司")[0]]
    ['中国航发', '沈阳', '黎明', '航空发动机']
    """
    link = segment(full)
    text = contracted(link.core.replace("（集团）", "集团").replace("（", "").replace("）", ""))
    found: list[Piece] = []
    where, rest = leading_places(text, frozenset())
    if where and len(brand_at(text)) > len("".join(where)):
        where, rest = (), text
    found += [Piece("place", p) for p in where]
    brand = brand_at(rest)
    inner = rest.find("集团")
    if max(2, len(brand)) <= inner <= 6:
        brand = rest[:inner]
    if not brand and not where and rest.startswith(NATIONAL) and len(rest) > 4:
        nation = next(n for n in NATIONAL if rest.startswith(n))
        found.append(Piece("nation", nation))
        rest = rest[len(nation) :]
    if brand:
        found.append(Piece("brand", brand))
        rest = rest[len(brand) :]
        if rest.startswith("集团"):
            found.append(Piece("group", "集团"))
            rest = rest[2:]
    number = _NUMBER.match(rest)
    if number:
        found.append(Piece("number", number.group()))
        rest = rest[number.end() :]
    if brand:
        where, rest = leading_places(rest, geo.AREAS)
        found += [Piece("place", p) for p in where]
    return (*found, *_inside(rest)), link.group, link.form


def starts(full: str) -> frozenset[str]:
    """The first two characters that a short name of a complete name can have.

    >>> sorted(starts("中车株洲电力机车有限公司") & {"中车", "株洲", "株电", "大连"})
    ['中车', '株洲', '株电']
    """
    row = pieces(full)[0]
    found: set[str] = set()
    for at, piece in enumerate(row[:4]):
        for _, form in piece.written():
            if len(form) > 1:
                found.add(form[:2])
            elif form:
                found |= {form + after[0] for p in row[at + 1 : at + 4] for _, after in p.written() if after}
    return frozenset(found)


def _halves(trade: str) -> tuple[str, ...]:
    """国际工程 is 国际 and 工程: either may be kept without the other."""
    for cut in range(2, len(trade) - 1):
        if trade[:cut] in words.TRADES and trade[cut:] in words.TRADES and trade not in words.ONE_TRADE:
            return trade[:cut], trade[cut:]
    return (trade,)


def _inside(text: str) -> tuple[Piece, ...]:
    head = next((h for h in _HEADS if text.endswith(h)), "")
    body = text[: len(text) - len(head)]
    word, trades = split_trades(body, words.MORE_TRADES)
    found = [Piece("word", word)] if word else []
    found += [Piece("trade", part) for t in trades for part in _halves(t)]
    return (*found, *([Piece("head", head)] if head else []))
