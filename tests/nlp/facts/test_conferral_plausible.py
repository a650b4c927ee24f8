"""A giver whose reach contradicts the honour's name is none."""

import pytest

from kg.knowledge import Knowledge, load_knowledge
from kg.nlp.facts.conferral.plausible import plausible


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(
    ("honour", "giver", "kind"),
    [
        ("宿迁市劳动模范", "江苏省总工会", "Institution"),
        ("贵州省五一劳动奖状", "中华全国总工会", "Institution"),
        ("黄石五一劳动奖章", "黄河日报社", "Institution"),
        ("全国技术能手", "江海石化有限公司", "Enterprise"),
        ("全国工人先锋号", "湖北省总工会", "Institution"),
    ],
)
def test_contradicted(honour: str, giver: str, kind: str, knowledge: Knowledge) -> None:
    assert not plausible(honour, giver, kind, knowledge)


@pytest.mark.parametrize(
    ("honour", "giver", "kind"),
    [
        ("湖北省工人先锋号", "湖北省总工会", "Institution"),
        ("全国技术能手", "人力资源社会保障部", "Institution"),
        ("江海集团劳动模范", "江海集团", "Enterprise"),
        ("先进集体", "江海集团", "Enterprise"),
        ("中国有色金属工业科学技术奖", "中国有色金属学会", "Institution"),
        ("山东省科技进步奖", "山东省人民政府", "Institution"),
    ],
)
def test_believed(honour: str, giver: str, kind: str, knowledge: Knowledge) -> None:
    assert plausible(honour, giver, kind, knowledge)
