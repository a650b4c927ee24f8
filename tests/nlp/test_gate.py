"""A gated pattern finds what it would find without its gate."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.nlp
from kg.nlp.gate import gated

ROOT = Path(__file__).parents[2]
GATE = re.compile(r"\(\?=\[(?:\\.|[^\]\\])+\]\)\(\?:")


def every_gated_pattern() -> dict[str, re.Pattern[str]]:
    modules = [importlib.import_module(m.name) for m in pkgutil.walk_packages(kg.nlp.__path__, "kg.nlp.")]
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and GATE.match(value.pattern)
    }


def test_the_gate_lets_every_match_through() -> None:
    found = every_gated_pattern()
    assert len(found) >= 10
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data/gold/docs").glob("*.txt"))]
    for name, pattern in found.items():
        plain = re.compile(GATE.sub("(?:", pattern.pattern), pattern.flags & ~re.UNICODE)
        for text in texts:
            assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in plain.finditer(text)], name


@pytest.mark.parametrize(
    "pattern",
    ["荣获(?!者)|喜获", r"(?<=甲)\d+|[一-丁]?戊", "(?:甲|乙){0,2}[丙]", r"^[-\]甲]|\s乙", "(?P<a>甲)?(?:乙|丙)+?"],
)
@given(text=st.text("一荣获者喜甲乙丙丁戊0１-] \n^"))
def test_a_gate_changes_no_match(pattern: str, text: str) -> None:
    assert [m.span() for m in gated(pattern).finditer(text)] == [m.span() for m in re.finditer(pattern, text)]


@pytest.mark.parametrize("pattern", ["甲?", "[^甲]乙", ".甲", "(?=甲)"])
def test_a_pattern_without_a_first_character_has_no_gate(pattern: str) -> None:
    with pytest.raises(ValueError, match="no gate"):
        gated(pattern)
