"""Persons in lists, with brackets, with spaces, after titles; and words that only look like names."""

import pytest

from tests.nlp.reading import facts, names, read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("先进个人（4名）：周启明、刘海涛、宋雅琴、何建平。", {"周启明", "刘海涛", "宋雅琴", "何建平"}),
        ("江北远策重工有限公司党委书记　何　飞", {"何飞"}),
        ("一等奖：周启明（江北远策重工有限公司）；二等奖：宋雅琴（江北远策重工有限公司）。", {"周启明", "宋雅琴"}),
        ("全国劳模宋雅琴说，要把手艺传下去。", {"宋雅琴"}),
        ("车间主任周启明和他的徒弟刘海涛登台。", {"周启明", "刘海涛"}),
        ("江北远策重工有限公司副总经理艾尼瓦尔·买买提出席。", {"艾尼瓦尔·买买提"}),
    ],
)
def test_persons(text: str, found: set[str]) -> None:
    assert found <= names(read(text), "Person")


@pytest.mark.parametrize(
    "text", ["职工荣誉，激励全员。", "党委书记荣获称号。", "和先进单位相比。", "负责人严格要求，从严管理。"]
)
def test_words_that_look_like_names(text: str) -> None:
    assert not names(read(text), "Person")


def test_a_list_of_name_unit_and_post() -> None:
    record = read("名单\n周启明　江北远策重工有限公司铸造车间造型工\n宋雅琴　江北远策重工有限公司质量部部长\n")
    assert {("周启明", "铸造车间", "造型工"), ("宋雅琴", "质量部", "部长")} <= facts(record, "holdsPost")


def test_writers_of_the_paper_are_no_persons_of_the_story() -> None:
    record = read("江北远策重工有限公司举行比赛。（通讯员 周启明）")
    assert not names(record, "Person")
