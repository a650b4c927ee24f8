"""Honours as company pages tell them: put forward by whom, brackets behind names, examples, whose prize it is."""

from __future__ import annotations

import pytest

from kg.model import Record
from tests.nlp.reading import read


def won(record: Record) -> set[tuple[str, str, str]]:
    """(recipient, honour, rank) of each conferral, by first names."""
    first = {e.id: e.names[0] for e in record.entities}
    return {
        (first[f.subject], first[f.object], f.get("rank") or "") for f in record.facts if f.predicate == "conferral"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "江东机务段检修车间探伤班等18个集体经铁路推荐获得全国工人先锋号荣誉称号。",
            ("江东机务段检修车间探伤班", "全国工人先锋号", ""),
        ),
        ("全国劳模、“中华技能大奖”获得者刘维兴如今已年近七旬。", ("刘维兴", "全国劳模", "")),
        (
            "今年1月，11名职工被江东省总工会授予“最美江东人”称号。他们中有埋头苦干的华岭集团有限公司炼钢厂炼钢工蒋海涛。",
            ("蒋海涛", "最美江东人", ""),
        ),
        (
            "第七届中国工业大奖（企业）\n华岭集团股份有限公司（大奖）\n江东酒业股份有限公司（表彰奖）",
            ("江东酒业股份有限公司", "中国工业大奖", "表彰奖"),
        ),
        ("2004年，江东煤业集团荣获全国“五一”劳动奖状。", ("江东煤业集团", "全国“五一”劳动奖状", "")),
        ("授予中铁二院工程师曾永安四川省杰出青年科学技术创新奖。", ("曾永安", "四川省杰出青年科学技术创新奖", "")),
        (
            "中国轻工业联合会公布2023年度科学技术奖，江东电器股份有限公司的“平嵌冰箱节能技术创新”获一等奖。",
            ("平嵌冰箱节能技术创新", "中国轻工业联合会科学技术奖", "一等奖"),
        ),
    ],
)
def test_told(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in won(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "中国工业大奖是经国务院批准设立的我国工业领域最高奖项，由中国工业经济联合会牵头组织实施。",
        "奖励委员会决定授予2019年中国钢铁工业协会、中国金属学会冶金科学技术奖。",
        "江东电力集团获得四项全国大奖，取得创新成果27项。",
        "江东风电股份有限公司出席“绿叶2022优秀企业社会责任报告”发布会。",
        "江东养护分公司经公司推荐参加评选，江东绿化分公司公布先进集体名单。",
    ],
)
def test_not_told(text: str) -> None:
    assert won(read(text)) == set()


def test_a_number_of_those_named_is_no_number_of_honours() -> None:
    record = read("江东养护分公司、江东绿化分公司和江东市政分公司党支部3个基层党组织获得“优秀基层党组织”称号。")
    assert len(won(record)) == 3
    assert not any(f.get("count") for f in record.facts)
