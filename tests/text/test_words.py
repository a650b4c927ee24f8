"""The small readers of kg.text: numerals, dates, spaces, sentences, marks; their examples run here too."""

import doctest
import importlib

import pytest

from kg.text import find_dates, parse_int
from kg.text.sentences import LONGEST, sentences
from kg.text.spaces import inner_spaces

MODULES = ("chars", "numerals", "dates", "lines", "furniture", "spaces", "marks", "sentences", "prepare")


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"kg.text.{name}"))
    assert result.attempted and not result.failed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三千五百九十四万", 35_940_000),
        ("6.4万", 64_000),
        ("十余", 10),
        ("两万余", 20_000),
        ("一百零五", 105),
        ("一万二", 12_000),
        ("二〇二一", 2021),
        ("3,594", 3594),
        ("１２", 12),
        ("第十八", 18),
        ("近百", 100),
        ("1.6亿", 160_000_000),
        ("数十", None),
        ("", None),
        ("万达", None),
    ],
)
def test_numerals(text: str, value: int | None) -> None:
    assert parse_int(text) == value


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2021 年 6月 11日", ["2021-06-11"]),
        ("二〇二一年四月三十日", ["2021-04-30"]),
        ("2018年1月21日开会，2月，卢东亮出任，3月27日", ["2018-01-21", "2018-02", "2018-03-27"]),
        ("2022至2023年度", ["2022"]),
        ("去年12月24日，今年3月", ["2023-12-24", "2024-03"]),
        ("近日", ["2024-05-28"]),
        ("12年来10余项2.73万吨", []),
    ],
)
def test_dates(text: str, dates: list[str]) -> None:
    assert [d.iso for d in find_dates(text, anchor="2024-05-28")] == dates


def test_relative_dates_need_an_anchor() -> None:
    assert find_dates("近日，4月22日") == ()


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("□ 赵 桐", "□赵桐"),
        ("张　勇、李　明", "张勇、李明"),
        ("在董事长张　勇陪同下", "在董事长张勇陪同下"),
        ("梁杰忠 陈伟彬 李 哲 邹正周", "梁杰忠 陈伟彬 李哲 邹正周"),
        ("赵 桐 李 哲", "赵桐 李哲"),
        ("李 鑫 摄", "李鑫 摄"),
        ("4 月 22 日", "4月22日"),
        ("职工心向党 奋进新征程", "职工心向党 奋进新征程"),
        ("七期工程　十四台机组", "七期工程 十四台机组"),
        ("Boffa project 10 000 吨", "Boffa project 10000吨"),
        ("中\u200b铝", "中铝"),
    ],
)
def test_spaces(line: str, shown: str) -> None:
    for start, end, keep in reversed(inner_spaces(line)):
        line = line[:start] + (" " if keep else "") + line[end:]
    assert line == shown


@pytest.mark.parametrize(
    "parts",
    [
        ["他鼓舞大家“越是艰难越向前，大家跟我一起走！”并组织团员青年成立突击队。", "这支队伍敢打。"],
        ["“智能制造不是推翻过去，而是让历史积淀焕发新生。”张荣旺说。", "东轻在变。"],
        ["《管理办法（试行）。修订》印发。", "各单位执行；违者通报。"],
        ["获奖了！", "真好。"],
    ],
)
def test_sentences(parts: list[str]) -> None:
    text = "".join(parts)
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == parts


def test_text_without_signs_is_cut_by_length() -> None:
    text = "铝" * 5000
    spans = sentences(text, 0, len(text))
    assert max(b - a for a, b in spans) <= LONGEST and sum(b - a for a, b in spans) == 5000
