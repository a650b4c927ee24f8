"""A gated pattern finds what it would find without its gate: the gate holds every character a match can begin with."""

from __future__ import annotations

import re
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

from kg.nlp.award_grammar import CONTEST, HEAD, RANK
from kg.nlp.award_persons import RECEIVES
from kg.nlp.award_told import TOLD
from kg.nlp.facts.conferral_colon import FIELD
from kg.nlp.facts.conferral_prose import ANAPHORA
from kg.nlp.facts.conferral_words import GIVE, RANK_LEAD, RECEIVE

DIGITS = set("0123456789")


def beginnings(parts) -> tuple[set[str], bool]:
    """The characters a match can begin with, and whether it can be empty."""
    found: set[str] = set()
    for op, value in parts:
        name, empty = str(op), False
        if name == "LITERAL":
            more: set[str] = {chr(value)}
        elif name == "IN":
            more = set()
            for kind, what in value:
                if str(kind) == "LITERAL":
                    more.add(chr(what))
                elif str(kind) == "RANGE":
                    more |= {chr(c) for c in range(what[0], what[1] + 1)}
                else:
                    more |= DIGITS
        elif name == "SUBPATTERN":
            more, empty = beginnings(value[-1])
        elif name == "BRANCH":
            each = [beginnings(branch) for branch in value[1]]
            more, empty = set().union(*(chars for chars, _ in each)), any(e for _, e in each)
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            more, empty = beginnings(value[2])
            empty = empty or value[0] == 0
        else:
            more, empty = set(), True  # a look around, a place
        found |= more
        if not empty:
            return found, False
    return found, True


@pytest.mark.parametrize("pattern", [CONTEST, HEAD, RANK, RECEIVES, TOLD, FIELD, ANAPHORA, GIVE, RANK_LEAD, RECEIVE])
def test_the_gate_lets_every_match_through(pattern: re.Pattern[str]) -> None:
    gate = re.match(r"\(\?=\[((?:\\.|[^\]])+)\]\)", pattern.pattern)
    assert gate is not None
    allowed = set(re.sub(r"\\(.)", r"\1", gate[1]))
    first, _ = beginnings(parser.parse(pattern.pattern[gate.end() :]))
    assert first <= allowed, "".join(sorted(first - allowed))
