"""Levels by name, by giver, by what a heading or a column says."""

import pytest

from kg.knowledge import Knowledge
from kg.nlp.facts.conferral.attributes import level_of, told_level
from kg.nlp.facts.conferral.rule import conferrals

NOTHING = Knowledge({}, {}, {}, {}, {}, {}, frozenset(), {})


@pytest.mark.parametrize(
    ("name", "giver", "level"),
    [
        ("河东省先进集体", "", "provincial"),
        ("市级示范工作室", "重庆市总工会", "provincial"),
        ("市级示范工作室", "青云市总工会", "municipal"),
        ("科技进步奖", "中国青云化工有限公司", "group"),
        ("科技进步奖", "中国青云化工有限公司河西分公司", "enterprise"),
        ("科技进步奖", "青云化工集团有限公司", "group"),
        ("上海证券交易所信息披露评价", "", "national"),
        ("MSCI ESG评级", "青云化工集团有限公司", "international"),
    ],
)
def test_by_name_and_giver(name: str, giver: str, level: str) -> None:
    assert level_of(name, giver, NOTHING) == level


@pytest.mark.parametrize(
    ("text", "level"), [("国家级", "national"), ("省部级", "provincial"), ("集团级", "group"), ("一等奖", None)]
)
def test_what_a_cell_says(text: str, level: str | None) -> None:
    assert told_level(text) == level


def test_the_heading_of_a_section(told) -> None:
    text = "荣誉\n一、国家级\n{炉前班/U}　获{绿色班组/A}\n二、公司级荣誉\n{王大力/P}获{岗位标兵/A}"
    assert told(conferrals, text, "level") == [("炉前班", "绿色班组", "national"), ("王大力", "岗位标兵", "enterprise")]
