"""Names of honours: where they begin, where they end, what is none."""

import pytest

from kg.nlp.awards.grammar import award_names, award_spans, split_rank


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("江南铝业荣获江东省五一劳动奖状。", ["江东省五一劳动奖状"]),
        ("张三被授予“全国技术能手”称号。", ["全国技术能手"]),
        ("2019年获江南有色金属科学技术奖一等奖", ["江南有色金属科学技术奖"]),
        ("先后获评江东省绿色工厂、国家级绿色工厂", ["江东省绿色工厂", "国家级绿色工厂"]),
        ("入选《江东省先进制造企业名录》", ["江东省先进制造企业名录"]),
        ("检修中心全国劳模李四", ["全国劳模"]),
        ("大会授予他江东先锋称号", ["江东先锋"]),
        ("在第九届全国炼铝行业技能竞赛中获一等奖", ["全国炼铝行业技能竞赛"]),
        ("张三获技术先锋奖，李四获江东标兵奖牌", ["技术先锋奖", "江东标兵"]),
        ("河西省功勋企业、江南创新先锋号", ["河西省功勋企业", "江南创新先锋号"]),
        ("“江东勋章”获得者", ["江东勋章"]),
    ],
)
def test_finds(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in award_spans(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "全国劳动模范表彰大会",
        "弘扬劳模精神",
        "获奖名单",
        "奖励先进",
        "集团重奖劳动者",
        "打造“智慧工地”项目",
        "颁奖仪式举行",
        "给予奖金",
    ],
)
def test_is_no_honour(text: str) -> None:
    assert not list(award_spans(text))


def test_rank_is_kept_apart_from_the_name() -> None:
    assert split_rank("江东专利优秀奖") == ("江东专利奖", "优秀奖")
    assert award_names("江东科技进步一等奖") == ("江东科技进步奖", "江东科技进步一等奖")
    assert split_rank("最佳人气奖") == ("最佳人气奖", None)
