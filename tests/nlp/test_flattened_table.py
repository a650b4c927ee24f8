"""A table of prizes whose cells stand one below the other gives every winner of every row."""

from kg.nlp import annotate, load_pipeline
from kg.read import parse_bytes
from kg.settings import load_settings
from kg.text import prepare

TEXT = """海州集团有限公司
2022年度科学技术奖获奖项目名单

现将获奖项目公布如下。
序号
项目名称
完成单位
主要完成人
等级
1
高纯镁连续结晶工艺
海州镁业有限公司、海州大学
邢金良、孟繁瑞
一等奖
2
尾矿充填关键技术
海州铅锌矿业有限公司
石磊
一等奖
3
井下智能运维系统
海州机电有限公司
丁建湘
二等奖
"""


def test_rows_of_works_units_and_people() -> None:
    record = annotate(prepare(parse_bytes(TEXT.encode(), "a.txt")), load_pipeline(load_settings()))
    names = {entity.id: set(entity.names) for entity in record.entities}
    won = {
        (next(iter(sorted(names[f.subject], key=len))), dict(f.attributes).get("rank"))
        for f in record.facts
        if f.predicate == "conferral" and "科学技术奖" in names[f.object]
    }
    for who, rank in [
        ("海州大学", "一等奖"),
        ("邢金良", "一等奖"),
        ("石磊", "一等奖"),
        ("丁建湘", "二等奖"),
        ("井下智能运维系统", "二等奖"),
    ]:
        assert (who, rank) in won
    assert not any(f.predicate == "conferral" and "海州集团有限公司" in names[f.subject] for f in record.facts)


def test_a_table_of_one_rank_takes_it_from_the_title_and_its_header_wins_nothing() -> None:
    text = (
        "国家科学技术进步奖特等奖（工程类，部分）一览\n\n国家科学技术进步奖由国务院设立，特等奖授予为国家作出特别重大贡献的项目。\n\n"
        "获奖年度\t项目\t主要完成单位（部分）\t所属集团\n2023\t青云大桥工程\t海州机车车辆有限公司\t海州集团有限公司\n"
        "2019\t青云江枢纽工程\t海州水电有限公司\t海州集团有限公司\n"
    )
    record = annotate(prepare(parse_bytes(text.encode(), "a.txt")), load_pipeline(load_settings()))
    names = {entity.id: entity.names for entity in record.entities}
    won = {(names[f.subject][0], dict(f.attributes).get("rank")) for f in record.facts if f.predicate == "conferral"}
    assert {("青云大桥工程", "特等奖"), ("海州水电有限公司", "特等奖")} <= won
    assert not any("完成单位" in name for found in names.values() for name in found)
