"""Names that spell the sounds of another language: 内纳德·彼得罗维奇, 阿依古丽·买买提, 斯琴高娃, 桑吉卓玛."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import rjieba

from kg.nlp.lexicon import read_lists
from kg.nlp.words import is_word

DOTS = frozenset("·•・")
DOTTED = re.compile(r"[一-龥]{1,5}(?:[·•・][一-龥]{1,8}){1,3}")
_THINGS = frozenset("奖号杯版店牌")  # 乔治·理查德森奖, 爱达·魔都号
_GOES_ON = re.compile(
    r"坦言|坦承|荣获|荣膺|荣立|连续|连夜|连忙|连任|加入|加班|兴奋|多次|曾|特别|特意|达到|强调|利用|列|道"
)
LONGEST = 6  # characters of a name without a dot
_PART = 3  # characters of a part that is not spelled, as in 马·志远


def dotted_end(text: str, start: int) -> int | None:
    """Where a name with dots that begins at a character ends, None where there is none or its parts are common words.

    >>> dotted_end("阿依古丽·买买提在比赛中夺冠", 0), dotted_end("创新·协调", 0)
    (8, None)
    """
    match = DOTTED.match(text, start)
    if match is None:
        return None
    dot = max(text.rfind(mark, match.start(), match.end()) for mark in DOTS)
    end = dot + 1
    while end < match.end() and text[end] in _characters("spelling", "transliteration"):
        if end > dot + 2 and _GOES_ON.match(text, end):
            break
        end += 1
    if end == dot + 1:
        end = min(match.end(), dot + 1 + _PART)
    if text[end - 1] in _THINGS or text[end : end + 1] in _THINGS:
        return None
    return end if _foreign(text[start:end]) else None


def spelled_end(text: str, start: int) -> int | None:
    """Where a name of three to six characters that all spell sounds ends, None where there is none.

    >>> spelled_end("斯琴高娃说", 0), spelled_end("图书馆", 0)
    (4, None)
    """
    spelling = sounds()
    end = start
    while end < start + LONGEST + 1 and text[end : end + 1] in spelling:
        end += 1
    if not 3 <= end - start <= LONGEST or text[end : end + 1] in DOTS:
        return None
    return end if spelled(text[start:end]) else None


def sounds() -> frozenset[str]:
    """The characters that names without a dot are spelled with."""
    return _characters("spelling")


def spells(character: str) -> bool:
    """True for a character that spells sounds."""
    return character in _characters("spelling", "transliteration")


def spelled(name: str) -> bool:
    """True for a name made of characters that spell sounds, and no common word."""
    if not _characters("spelling", "transliteration").issuperset(name):
        return False
    tag = common_tag(name)[:2]
    return tag == "nr" or (not is_word(name) and tag in ("", "ns", "nz"))


@lru_cache(maxsize=20_000)
def common_tag(name: str) -> str:
    """Part of speech the dictionary gives a word that stands alone."""
    tagged = rjieba.tag(name)
    return str(tagged[0][1]) if len(tagged) == 1 else ""


@lru_cache(maxsize=2_000)
def _foreign(name: str) -> bool:
    """True when no part of a name with a dot is made of common words."""
    sounds = _characters("spelling", "transliteration")
    return not any(
        len(w) > 1 and not common_tag(w).startswith("nr") and not sounds.issuperset(w)
        for w in rjieba.cut(re.sub("[·•・]", " ", name), False)
    )


@cache
def _characters(*lists: str) -> frozenset[str]:
    """The characters of lists of `persons.txt`."""
    return frozenset("".join(word for name in lists for word in read_lists("persons")[name]))
