"""Pinyin for search: every reading of every character, full spelling and initials, matched without a dictionary of words.

`zhongguolv`, `zhongguolü` and `zgl` find 中国铝; 长 answers to `chang` and `zhang`. Candidates come from an index of
windows (`spellings`, `initials`); `matches` then checks a candidate exactly, over all readings.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

WINDOW = 4
INITIAL_WINDOW = 8
_COMBINATIONS = 12
_LETTERS = re.compile(r"[a-z]+")
_NOISE = re.compile(r"[\s'’`·\-\d]+")


def latin_key(query: str) -> str:
    """A query as bare letters: tones, spaces and apostrophes gone, ü as v; empty when it holds anything else.

    >>> latin_key("Zhōngguó lü")
    'zhongguolv'
    >>> latin_key("中国lv")
    ''
    """
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", query).lower())
    text = text.replace("u\u0308", "v").replace("u:", "v")
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _NOISE.sub("", text).replace("lyu", "lv").replace("nyu", "nv")
    text = text.replace("lve", "lue").replace("nve", "nue")
    return text if _LETTERS.fullmatch(text) else ""


@lru_cache(maxsize=20_000)
def readings(character: str) -> tuple[str, ...]:
    """Every toneless reading of one character, the usual one first; a letter or digit reads as itself.

    >>> readings("长")
    ('zhang', 'chang')
    """
    from pypinyin import Style, pinyin

    if character.isascii():
        return (character.lower(),) if character.isalnum() else ()
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    options = found[0] if found else []
    plain = [o.replace("ü", "v").replace("lve", "lue").replace("nve", "nue") for o in options]
    return tuple(dict.fromkeys(o for o in plain if _LETTERS.fullmatch(o)))


@lru_cache(maxsize=10_000)
def syllables(name: str) -> tuple[tuple[str, ...], ...]:
    """The readings of each character of a name that has any (brackets and marks are passed over)."""
    return tuple(r for r in (readings(c) for c in unicodedata.normalize("NFKC", name)) if r)


def spellings(name: str) -> str:
    """Tokens of `WINDOW` syllables from each place of the name, over all readings, for prefix search."""
    return _windows(syllables(name), WINDOW)


def initials(name: str) -> str:
    """Tokens of `INITIAL_WINDOW` initials from each place of the name, over all readings, for prefix search."""
    letters = tuple(tuple(dict.fromkeys(r[0] for r in options)) for options in syllables(name))
    return _windows(letters, INITIAL_WINDOW)


def _windows(options: tuple[tuple[str, ...], ...], width: int) -> str:
    found: dict[str, None] = {}
    for start in range(len(options)):
        for combination in islice(product(*options[start : start + width]), _COMBINATIONS):
            found["".join(combination)] = None
        for alternative in options[start][1:]:  # beyond the cap at least each reading of the first character
            usual = "".join(o[0] for o in options[start + 1 : start + width])
            found[alternative + usual] = None
    return " ".join(found)


def matches(name: str, key: str, *, by_initials: bool = False) -> int | None:
    """Place (in syllables) where `key` begins inside the name, None when it does not occur; the last may be cut short.

    >>> matches("中国铝业", "guolv"), matches("中国铝业", "gly", by_initials=True), matches("中国铝业", "lvzhong")
    (1, 1, None)
    """
    options = syllables(name)
    if by_initials:
        options = tuple(tuple(dict.fromkeys(r[0] for r in o)) for o in options)
    for start in range(len(options)):
        if _fits(options, start, key):
            return start
    return None


def spelled(name: str, key: str) -> bool:
    """True when `key` spells the whole name, in full or by initials, nothing left over.

    >>> spelled("中国铝业", "zhongguolvye"), spelled("中国铝业", "zgly"), spelled("中国铝业", "zgl")
    (True, True, False)
    """
    options = syllables(name)
    for choice in (options, tuple(tuple(r[0] for r in o) for o in options)):
        reach = {0}
        for readings_here in choice:
            reach = {at + len(r) for at in reach for r in readings_here if key.startswith(r, at)}
        if len(key) in reach:
            return True
    return False


def _fits(options: tuple[tuple[str, ...], ...], place: int, key: str) -> bool:
    reach = {0}  # positions of `key` that can be reached before syllable `place`
    while place < len(options) and reach:
        following = set()
        for at in reach:
            rest = key[at:]
            for option in options[place]:
                if option.startswith(rest):
                    return True
                if rest.startswith(option):
                    following.add(at + len(option))
        reach = following
        place += 1
    return False
