"""Closed word lists of the grammars, read once from `data/lexicon/*.txt`: heads by kind, trades, verbs, stop words.

General words of the language and the genre only; companies, places and persons are in the gazetteers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.nlp.trie import Openings, any_of
from kg.resources import resource

STOP_TAGS = frozenset("p c cc d df dg u ud ug uj ul uv uz r rr rz rg y e o t tg w i vd vi vq".split())
HARD = frozenset(
    "，。；：！？、“”‘’《》【】〔〕[]{}<>〈〉「」『』…—～~|｜/\\\n\r\t!?;, 　▲▼●◆■□◇○★☆※→▍▎▇①②③④⑤⑥⑦⑧⑨⑩︱┃（）()"
)
KINDS = ("institution", "unit", "party", "institute", "plant", "company")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`kind` maps a head to its list's name; `head` is the pattern of a head, longest first, `heads` finds those of a text
    at once; the sets are the lists of that name."""

    kind: Mapping[str, str]
    head: re.Pattern[str]
    heads: Openings
    bare: frozenset[str]
    not_heads: frozenset[str]
    strong_trades: frozenset[str]
    strong_trade: re.Pattern[str]
    strong_openings: Openings
    trades: frozenset[str]
    trade_tails: tuple[str, ...]
    name_verbs: frozenset[str]
    stops: frozenset[str]
    soft_stops: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lists of `data/lexicon/organization.txt`."""
    lists = read_lists("organization")
    kind = {word: name for name in KINDS for word in lists[name]}
    strong = frozenset(lists["strong-trade"])
    return Lexicon(
        kind=kind,
        head=re.compile(any_of(kind)),
        heads=Openings(kind),
        bare=frozenset(lists["bare"]) | frozenset(lists["party"]),
        not_heads=frozenset(lists["not-head"]),
        strong_trades=strong,
        strong_trade=re.compile(any_of(strong)),
        strong_openings=Openings(sorted(strong)),
        trades=strong | frozenset(lists["weak-trade"]),
        trade_tails=lists["strong-trade"] + lists["weak-trade"],
        name_verbs=frozenset(lists["name-verb"]),
        stops=frozenset(lists["stop"]),
        soft_stops=frozenset(lists["soft-stop"]),
    )


@cache
def read_lists(name: str) -> Mapping[str, tuple[str, ...]]:
    """The word lists of one file: a line `[name]` opens a list, words are split by spaces, `#` starts a note."""
    lists: dict[str, list[str]] = {}
    current: list[str] = []
    for raw in resource("data", "lexicon", f"{name}.txt").read_text(encoding="utf-8").splitlines():
        line = raw.split("#", 1)[0].strip()
        if line.startswith("["):
            current = lists.setdefault(line.strip("[]"), [])
        else:
            current += line.split()
    return {key: tuple(dict.fromkeys(words)) for key, words in lists.items()}
