"""Pinyin: what the index offers, the exact check accepts; nothing that people type breaks either."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.tables.pinyin import INITIAL_WINDOW, WINDOW, initials, latin_key, matches, spelled, spellings, syllables

NAMES = st.text("中国铝业长城重庆银行曾单仇区（）A1 略女厦大", min_size=1, max_size=12)


@pytest.mark.parametrize(
    "typed, key",
    [
        ("zhōng guó", "zhongguo"), ("Lǚ", "lv"), ("lu:", "lv"), ("lyu", "lv"), ("lüe", "lue"), ("lve", "lue"),
        ("xi'an", "xian"), ("ZGLY", "zgly"), ("中lv", ""), ("", ""), ("12", ""), ("ｚｇ", "zg"),
    ],
)  # fmt: skip
def test_keys(typed: str, key: str) -> None:
    assert latin_key(typed) == key


@given(NAMES, st.data())
def test_every_window_of_a_name_is_indexed_and_accepted(name: str, data: st.DataObject) -> None:
    options = syllables(name)
    if not options:
        return
    start = data.draw(st.integers(0, len(options) - 1))
    length = data.draw(st.integers(1, WINDOW))
    # one character in an unusual reading at the most: beyond a cap the index holds those only
    part = [o[0] for o in options[start : start + length]]
    part[0] = data.draw(st.sampled_from(options[start]))
    key = "".join(part)
    assert any(token.startswith(key) for token in spellings(name).split())
    assert matches(name, key) is not None
    letters = "".join(o[0][0] for o in options[start : start + INITIAL_WINDOW])
    assert any(token.startswith(letters) for token in initials(name).split())
    assert matches(name, letters, by_initials=True) is not None


@given(NAMES)
def test_a_name_is_spelled_by_its_own_readings(name: str) -> None:
    options = syllables(name)
    if options:
        assert spelled(name, "".join(o[-1] for o in options))
        assert not spelled(name, "".join(o[-1] for o in options) + "zz")


@given(st.text(max_size=30), st.text("abcdefghijklmnopqrstuvwxyz", max_size=20))
def test_nothing_breaks_it(name: str, key: str) -> None:
    assert matches(name, key) is None or syllables(name)
    assert isinstance(spellings(name), str) and isinstance(latin_key(name), str)
