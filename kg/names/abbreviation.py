"""Short names of complete company names, read piece by piece: 中车株机, 中国航发黎明, 电建华东院, 大唐国际, 张家峁矿业公司.

A short name keeps the pieces in their order, whole, contracted or by one character. Which pieces may fall away together is
the grammar here: the company's own word never, a place only beside an own word, a trade only where what is left tells no
sister company apart (a stock exchange lists a short name once; a main trade behind a group's brand and an own word).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.names import places as geo
from kg.names import words
from kg.names.forms import NATIONAL, contracted
from kg.names.link import plain_place, split_trades
from kg.names.pieces import CUT, ONE, OUT, WHOLE, Piece, brand_at, pieces

_ENDINGS = ("集团股份公司", "集团公司", "股份公司", "集团", "股份", "公司", "")
_SUPPLY = frozenset({"发电", "电力", "供电"})
_SMELTER = re.compile("(?:中国)?[一二三四五六七八九十]+冶")
_RUN = frozenset({"运营", "经营", "管理", "联合", "合营", "总"})
Reading = tuple[str, ...]


@lru_cache(maxsize=100_000)
def abbreviates(short: str, full: str) -> bool:
    """Whether a short name is one of a complete company name's; both folded.

    >>> abbreviates("中车株机", "中车株洲电力机车有限公司"), abbreviates("中车株机", "中车大同电力机车有限公司")
    (True, False)
    >>> abbreviates("一汽解放", "一汽解放青岛汽车有限公司")
    False
    """
    if len(short) >= len(full) or len(short) < 3 or len(full) > 60 or sum(c not in full for c in short) > 2:
        return False
    row, group, form = pieces(full)
    if not form or not row or len(row) > 12:
        return False
    ending = next(e for e in _ENDINGS if short.endswith(e) and len(short) - len(e) >= 2)
    body = contracted(short[: len(short) - len(ending)].replace("（", "").replace("）", ""))
    listed = form == words.SHARES
    if ("集团" in ending and not group) or ("股份" in ending and not listed):
        return False
    bracketed = "（集团）" in full and row[0].kind == "word" and body == row[0].text and len(body) >= 4
    bureau = row[-1].kind == "head"
    if _SMELTER.fullmatch(body) and "".join(p.text for p in row).removeprefix("中国") == body.removeprefix("中国"):
        return True
    if (
        group
        and not listed
        and ((ending == "公司" and "（集团）" not in full) or (not ending and not bracketed and not bureau))
    ):
        return False
    if body in words.GENERIC or body in words.GROUP_BRANDS or not split_trades(body, frozenset())[0]:
        return False
    marked = "集团" in ending or "股份" in ending
    if bracketed or (ending == "公司" and "（集团）" in full and body == "".join(p.text for p in row)):
        return True
    return any(_allowed(row, how, body, ending, marked, listed) for how in _readings(row, 0, body))


def _readings(row: tuple[Piece, ...], at: int, text: str) -> Iterator[Reading]:
    """Every way in which the text is written from the pieces, in their order."""
    if at == len(row):
        if not text:
            yield ()
        return
    for how, form in row[at].written():
        if text.startswith(form):
            for rest in _readings(row, at + 1, text[len(form) :]):
                yield (how, *rest)


def _allowed(row: tuple[Piece, ...], how: Reading, body: str, ending: str, marked: bool, listed: bool) -> bool:
    def of(kind: str) -> list[tuple[Piece, str]]:
        return [(p, h) for p, h in zip(row, how, strict=True) if p.kind == kind]

    brand = any(h in (WHOLE, CUT) for _, h in of("brand"))
    word = "".join(p.text for p, h in of("word") if h == WHOLE)
    place = [h for _, h in of("place")]
    nation = any(h == WHOLE for _, h in of("nation"))
    if of("number"):
        bare = [h for _, h in of("trade")[:1]] == [ONE] and [p.text for p, _ in of("head")] == ["局"]  # 二航局
        return (brand or bare) and _numbered(of("trade"), of("head"), word, place, ending)
    if any(h == OUT for _, h in of("word")) or (len(word) < 2 and WHOLE in [h for _, h in of("word")]):
        return False
    if word in words.ANYONES or word in geo.AREAS:
        return False
    trades = of("trade")
    if any(h == CUT for _, h in trades) and not (listed and brand):
        return False
    ones = [h for _, h in (*trades, *of("word")) if h == ONE]
    if of("brand") and not brand:
        return _without_brand(row, how, word, trades, ending)
    if of("nation") and not nation:
        return False
    if ONE in place or ones:
        return _by_characters(row, how, brand, marked, listed, trades, place)
    if nation and word in words.COMMON:
        return False
    if OUT in place and ([p.text for p, _ in of("head")] == ["局"] or not _place_may_go(row, how, word)):
        return False
    gone = [p.text for p, h in trades if h == OUT]
    kept = [p.text for p, h in trades if h == WHOLE]
    if listed and ending == "公司" and not word:
        return False
    if not gone:
        return brand or bool(word) or nation or bool(of("head")) or _kept(place)
    if gone[-1] in words.KEPT_TRADES and (word == "" or kept or not listed):
        return False
    if "集团" in ending:
        return bool(word) and bool(place) and not listed and not of("brand") and not set(gone) & words.SIDE_TRADES
    if any(p.kind == "head" for p in row):
        return (brand or nation) and (_kept(place) or bool(word))
    if ending == "公司" and brand and not word and _kept(place) and not kept:
        return set(gone) <= _SUPPLY or gone in (["机车", "车辆"], ["轨道", "客车"])
    if ending == "公司" and not word and kept and _kept(place) and set(gone) <= _RUN and not brand:
        return True
    if listed:
        soft = set(gone) <= words.PLAIN_ENDS | words.SOFT_TRADES
        last = max((i for i, (_, h) in enumerate(trades) if h == WHOLE), default=-1)
        after = [p.text for p, _ in trades[last + 1 :]]
        if word:
            side = bool(kept) and bool(set(after) & (words.SIDE_TRADES - words.SOFT_TRADES))
            side = side or bool(after and after[-1] in words.KEPT_TRADES)
            return not side and (len(body) >= 4 or (len(word) >= 3 and not brand and (soft or bool(place))))
        leading = last + 1 == len(kept)  # what is left out stands behind what is kept
        return bool(kept) and leading and len(body) >= 4 and (brand or (soft and (_kept(place) or nation)))
    if brand and kept and not word and all(t in words.PLAIN_ENDS for t in gone) and trades[0][1] == WHOLE:
        return True  # 中铝资产
    if nation and not word and gone == ["工程"] and len(kept) == 1 and len(kept[0]) == 2:
        return True  # 中国港湾
    if word and (brand or _kept(place) or nation):
        return not kept and len(word) <= 4 and not set(gone) & words.SIDE_TRADES
    return False


def _numbered(
    trades: list[tuple[Piece, str]], head: list[tuple[Piece, str]], word: str, place: list[str], ending: str
) -> bool:
    """中铁四局一公司 = 中铁四局集团第一工程有限公司, 中建三局, 中交二公院: the number stays, building words may go."""
    if word or place:
        return False
    if head:
        return not trades or trades[0][1] in (WHOLE, ONE) or all(p.text in words.SURVEY for p, _ in trades)
    if not ending and len(trades) == 1 and trades[0][1] == ONE:
        return trades[0][0].text == "建设"  # 中化三建
    return ending == "公司" and all(h == OUT and p.text in words.BUILDING for p, h in trades)


def _kept(place: list[str]) -> bool:
    return WHOLE in place


def _place_may_go(row: tuple[Piece, ...], how: Reading, word: str) -> bool:
    """A place falls away beside an own word; one that opens the name also before the brand that is made from it."""
    for at, (piece, said) in enumerate(zip(row, how, strict=True)):
        if piece.kind != "place" or said != OUT or word:
            continue
        after = next((p for p in row[at + 1 :] if p.kind == "brand"), None)
        marks = geo.STANDS_FOR.get(plain_place(piece.text), frozenset())
        if after is None or after.text[0] not in marks:
            return False
    return True


def _without_brand(
    row: tuple[Piece, ...], how: Reading, word: str, trades: list[tuple[Piece, str]], ending: str
) -> bool:
    """张家峁矿业公司 of 陕煤集团神木张家峁矿业有限公司: own word and every trade stay; 上海局 of 中国铁路上海局集团."""
    if ONE in how:
        return False
    first = next(p.text for p in row if p.kind == "brand")
    if first == "中国铁路" and row[-1].text == "局":
        return all(h == WHOLE for p, h in zip(row, how, strict=True) if p.kind != "brand")
    if row[-1].kind == "head" and trades and any(p.kind == "place" for p in row):
        return all(h == WHOLE for p, h in zip(row, how, strict=True) if p.kind not in ("brand", "group"))
    if (
        len(word) >= 3
        and ending == "公司"
        and word not in words.JOINT_BRANDS
        and all(p.text not in words.SIDE_TRADES for p, _ in trades)
    ):
        return brand_at(word) == ""  # 张家峁公司
    city = next((p.text for p in row if p.kind == "place"), "") in geo.CITIES and not word
    if city and ending == "公司" and trades and trades[-1][0].text not in words.SIDE_TRADES:
        return all(h == WHOLE for p, h in zip(row, how, strict=True) if p.kind != "brand")  # 克拉玛依石化公司
    if (
        len(word) >= 4
        and len(trades) == 1
        and trades[0][0].text not in words.SIDE_TRADES
        and not ending
        and word not in words.JOINT_BRANDS
    ):
        return brand_at(word) == ""  # 黄埔文冲
    if any(h == OUT for _, h in trades) or not trades or len(word) < 2 or word in words.JOINT_BRANDS:
        return False
    if brand_at(word + "某"):
        return False
    return not word.startswith(NATIONAL)


def _by_characters(
    row: tuple[Piece, ...],
    how: Reading,
    brand: bool,
    marked: bool,
    listed: bool,
    trades: list[tuple[Piece, str]],
    place: list[str],
) -> bool:
    """Places and trades by one character each: 中车株机, 中交路建, 中国核建, 山能集团, 郑煤机."""
    said = [h for _, h in trades]
    whole_word = any(p.kind == "word" and h == WHOLE for p, h in zip(row, how, strict=True))
    if whole_word:
        return False
    body = [(p, h) for p, h in zip(row, how, strict=True) if p.kind in ("trade", "word", "head")]
    if not body:
        return False
    if brand:
        if not place:
            return len(said) >= 2 and all(h == ONE for h in said) and not any(p.kind == "word" for p, _ in body)
        if row[0].kind == "place" and place[0] == OUT:
            place = place[1:]  # 湖南华菱湘潭钢铁
        if OUT in place or ONE not in place:
            return False
        last = body[-1]
        return last[1] in (ONE, CUT) and (last[0].kind == "head" or len(trades) >= 1)
    if any(p.kind == "nation" for p in row):
        return False
    one_place = [p for p, h in zip(row, how, strict=True) if p.kind == "place" and h == ONE]
    first = next((h for p, h in body if p.text != "国际"), OUT)
    if (
        len(one_place) != 1
        or place[:-1] not in ([], [OUT])
        or place[-1] != ONE
        or first != ONE
        or any(h == WHOLE for _, h in body)
    ):
        return False
    many = sum(h == ONE for _, h in body) >= 2
    if one_place[0].text[0] in geo.CROWDED and not many:
        return False
    said_all = all(h == ONE or p.text in words.PLAIN_ENDS or p.text == "国际" for p, h in body)
    return said_all and (marked or (many and listed))


__all__ = ["abbreviates"]
