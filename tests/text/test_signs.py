"""Narrow signs between Chinese words are read as the wide form they stand for, position by position."""

from __future__ import annotations

import pytest

from kg.read import parse_bytes
from kg.text import prepare, wide
from kg.text.account import problems


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("甲厂获奖,乙厂(下称乙)也获奖;共2项:一等奖!", "甲厂获奖，乙厂（下称乙）也获奖；共2项：一等奖！"),
        ('被授予"先进集体"称号,"工匠"2名', "被授予“先进集体”称号，“工匠”2名"),
        ("2021年,公司产量3,000吨,10:30开会", "2021年，公司产量3,000吨，10:30开会"),
        ("见https://a.cn/b,c(d)和f(x, y)", "见https://a.cn/b,c(d)和f(x, y)"),
        ("The group (Beijing), founded 1999: ok", "The group (Beijing), founded 1999: ok"),
        ("甲(集团)公司(含乙(丙))", "甲（集团）公司（含乙（丙））"),
    ],
)
def test_signs_take_the_form_of_the_words_beside_them(typed: str, read: str) -> None:
    assert wide(typed) == read
    assert len(read) == len(typed)


def test_a_mark_left_open_at_the_end_of_a_line_closes_on_the_next() -> None:
    assert wide('获"全国质量\n信得过班组"称号') == "获“全国质量\n信得过班组”称号"
    assert wide('屏幕24"宽\n\n获"金奖"').endswith("获“金奖”")


def test_positions_stay_and_quotes_are_as_printed() -> None:
    document = parse_bytes('甲公司(简称"甲")获奖,共3项。'.encode(), "a.txt")
    prepared = prepare(document)
    assert problems(prepared) == []
    assert prepared.passages[0].text == "甲公司（简称“甲”）获奖，共3项。"
    assert prepared.passages[0].original(3, 9).start == 3


def test_long_lines_of_signs_take_linear_time() -> None:
    assert len(wide("(，(中" * 40_000)) == 160_000
