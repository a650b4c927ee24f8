"""One link of an organisation name taken apart: place, brand, trades, legal form or head; numbers written one way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.names import places as geo
from kg.names import words
from kg.names.keys import fold

_ORDINAL = re.compile(r"第?([零一二三四五六七八九十百两]+|[0-9]+|[甲乙丙丁戊])(?:号)?")


@dataclass(frozen=True, slots=True)
class Segment:
    """One link of the chain. `core` is the text without legal form, group marker and head; `places` stand before the
    brand, `place_after` behind it (中铝｜山东); `trades` in their order; `form` a class of `words.LEGAL_FORMS` or "";
    `head` the word that says what it is (分公司 厂 车间 党委 …), "" for companies; `kind`: company branch unit party
    institution name."""

    text: str
    kind: str
    core: str = ""
    places: tuple[str, ...] = ()
    brand: str = ""
    place_after: str = ""
    trades: tuple[str, ...] = ()
    group: bool = False
    form: str = ""
    head: str = ""
    ordinal: str = ""


@lru_cache(maxsize=100_000)
def ends_with_head(text: str) -> str:
    """The longest head that ends a text, "" when none does."""
    best = ""
    for group in (
        words.BRANCH_HEADS,
        words.PARTY_HEADS,
        words.UNIT_HEADS,
        words.INSTITUTION_HEADS,
        words.COMPANY_FORMS,
        ("集团",),
    ):
        for head in group:
            if len(head) > len(best) and text.endswith(head):
                best = head
    if len(best) == 1 and len(text) > 1:
        if text[-2] in words.NOT_BEFORE.get(best, ""):
            return ""
        if best == "区" and text[-2] not in words.ORDINAL:
            return ""
    return best


def head_of(name: str) -> str:
    """The head that ends a name (分公司, 车间, 党委 …), "" when it has none.

    >>> head_of("炭素厂成型区域"), head_of("包头铝业")
    ('区域', '')
    """
    return ends_with_head(fold(name))


@lru_cache(maxsize=100_000)
def segment(text: str, *, places: frozenset[str] = frozenset(), trades: frozenset[str] = frozenset()) -> Segment:
    """One link taken apart; `text` is folded."""
    core, form, group = text, "", False
    for written, kind in words.LEGAL_FORMS:
        if core.endswith(written) and len(core) > len(written) and not core.endswith(tuple(words.BRANCH_HEADS)):
            core, form = core[: -len(written)], kind
            break
    for marker in words.GROUP_MARKERS:
        if core.endswith(marker) and (len(core) > len(marker)):
            core, group = core[: -len(marker)], True
            break
    head = "" if form or group else ends_with_head(core)
    if head in ("公司", "集团"):
        head = ""
    kind = "company" if form or group else _kind(head)
    body = core[: -len(head)] if head else core
    where, rest = leading_places(body, places)
    brand, found = split_trades(rest, trades)
    after = ""
    for size in range(min(len(brand) - 1, 5), 1, -1):
        if len(brand) - size >= 2 and (
            plain_place(brand[-size:]) in geo.PROVINCES or plain_place(brand[-size:]) in geo.CITIES
        ):
            after = brand[-size:]
            break
    ordinal = _ORDINAL.match(body)
    return Segment(
        text, kind, core, where, brand, after, found, group, form, head, ordinal.group(1) if ordinal and head else ""
    )


def _kind(head: str) -> str:
    if not head:
        return "name"
    if head in words.BRANCH_HEADS:
        return "branch"
    if head in words.PARTY_HEADS and head != "党委":
        return "party"
    if head in words.UNIT_HEADS:
        return "unit"
    return "party" if head == "党委" else "institution"


def plain_place(place: str) -> str:
    for suffix in geo.SUFFIXES:
        if place.endswith(suffix) and len(place) - len(suffix) >= 2:
            return place[: -len(suffix)]
    if place.endswith(geo.SHORT_SUFFIXES) and len(place) > 2 and place not in geo.CITIES:
        return place[:-1]
    return place


@lru_cache(maxsize=100_000)
def leading_places(text: str, more: frozenset[str]) -> tuple[tuple[str, ...], str]:
    """The places that open a text, and the rest."""
    found: list[str] = []
    rest = text
    while rest:
        size = _place_length(rest, more)
        if not size or (size == len(rest) and not found and len(rest) < 2):
            break
        found.append(rest[:size])
        rest = rest[size:]
    return tuple(found), rest


def _place_length(text: str, more: frozenset[str]) -> int:
    """How many characters at the start of a text are a place with its suffix, 0 for none."""
    for size in range(min(5, len(text)), 1, -1):
        word = text[:size]
        if word in geo.PROVINCES or word in geo.CITIES or word in more:
            for suffix in (*geo.SUFFIXES, *geo.SHORT_SUFFIXES):
                if text.startswith(suffix, size) and not text.startswith(
                    ("区域", "区间", "市场", "市政", "州际"), size
                ):
                    return size + len(suffix)
            return size
    match = re.match(r"[\u4e00-\u9fff]{2,3}?(?:省|市|自治州|自治县|县)(?![场政委长级])", text)
    return match.end() if match and not text.startswith(("中国", "中共", "全国")) else 0


def split_trades(text: str, more: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """A text without the trades that end it, and these in their order."""
    found: list[str] = []
    rest = text
    while rest:
        for size in range(min(6, len(rest)), 0, -1):
            if rest[-size:] in words.TRADES or rest[-size:] in more:
                found.append(rest[-size:])
                rest = rest[:-size]
                break
        else:
            break
    return rest, tuple(reversed(found))


@lru_cache(maxsize=100_000)
def same_ordinals(text: str) -> str:
    """A unit's name with its numbers written one way: 第一车间, 1车间, 1号车间 → 一车间.

    >>> same_ordinals("第2车间")
    '二车间'
    """
    text = re.sub(r"第(?=[零一二三四五六七八九十百0-9])", "", text)
    return re.sub(r"[0-9]+", lambda m: _number(int(m.group())) if len(m.group()) < 3 else m.group(), text)


def _number(value: int) -> str:
    units = "〇一二三四五六七八九"
    if value < 10:
        return units[value]
    tens, ones = divmod(value, 10)
    return ("" if tens == 1 else units[tens]) + "十" + (units[ones] if ones else "")


def places_in(text: str) -> bool:
    """Whether a text names a place anywhere.

    >>> places_in("中铝|南沙"), places_in("冶金")
    (True, False)
    """
    return any(
        text[i : i + size] in geo.CITIES or text[i : i + size] in geo.PROVINCES
        for i in range(len(text))
        for size in (2, 3)
    )
