"""Honours the text states without telling who got them are entities; wishes, meetings and generic titles are none."""

import pytest

from kg.nlp import Pipeline, annotate, load_pipeline
from kg.read import parse_bytes
from kg.settings import load_settings
from kg.text import prepare


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline(load_settings())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("荣誉接踵而至：2015年湖北省劳动模范，2018年火车头奖章。", "湖北省劳动模范"),
        ("五月又被团委授予“青春建功先锋号”，大家都很高兴。", "青春建功先锋号"),
        ("站台上挂着“海州工匠”获得者的照片。", "海州工匠"),
    ],
)
def test_stated(pipeline: Pipeline, text: str, name: str) -> None:
    assert name in awards(pipeline, text)


@pytest.mark.parametrize(
    "text",
    [
        "公司正在申报湖北省科学技术奖，力争明年有所突破。",
        "大会表彰了先进集体和先进个人。",
        "会议提出发挥“党员先锋岗”的作用。",
        "本届海州市职工技能大赛历时三天。",
    ],
)
def test_not_stated(pipeline: Pipeline, text: str) -> None:
    assert awards(pipeline, text) == []


def awards(pipeline: Pipeline, text: str) -> list[str]:
    record = annotate(prepare(parse_bytes(text.encode(), "a.txt")), pipeline)
    return [name for entity in record.entities if entity.type == "Award" for name in entity.names]
