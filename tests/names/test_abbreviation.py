"""Short names cut piece by piece: what may fall away falls away, what tells sister companies apart stays."""

from __future__ import annotations

import pytest

from kg.names import compare
from kg.names.abbreviation import abbreviates


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("宁远矿业公司", "海川集团神木宁远矿业有限公司"),
        ("海川明远", "甘肃海川集团明远化工股份有限公司"),
        ("中车唐机", "中车唐山机车有限公司"),
        ("中铁三局四公司", "中铁三局集团第四工程有限公司"),
        ("中建六局", "中国建筑第六工程局有限公司"),
        ("电建贵阳院", "中国电建集团贵阳勘测设计研究院有限公司"),
        ("衡重集团", "衡阳重型机械集团有限公司"),
    ],
)
def test_what_a_reader_of_the_news_leaves_out(short: str, full: str) -> None:
    assert abbreviates(short, full)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("中车唐机", "中车大同机车有限公司"),
        ("中铁三局四公司", "中铁三局集团第五工程有限公司"),
        ("中铁三局四公司", "中铁四局集团第四工程有限公司"),
        ("海川明远", "甘肃海川集团明远物流有限公司"),
        ("宝钢股份", "上海宝钢包装股份有限公司"),
        ("华润水泥", "华润水泥（田阳）有限公司"),
        ("电建贵阳院", "中国电建集团成都勘测设计研究院有限公司"),
        ("中国长城", "中国长城铝业有限公司"),
        ("丰田汽车", "一汽丰田汽车有限公司"),
    ],
)
def test_what_tells_sisters_apart_stays(short: str, full: str) -> None:
    assert not abbreviates(short, full)
    assert compare(short, full).relation != "same"


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("国网衢州供电公司", "国网浙江省电力有限公司衢州供电分公司", "same"),
        ("国网衢州供电公司", "国网浙江省电力有限公司湖州供电分公司", "different"),
        ("锦西石化公司", "中国石油天然气股份有限公司锦西石化分公司", "same"),
        ("中国电科十四所", "中国电子科技集团公司第十四研究所", "same"),
        ("中国电科十四所", "中国电子科技集团公司第四十研究所", "different"),
        ("海川集团有限公司（HCG）", "海川集团有限公司", "same"),
    ],
)
def test_the_owner_between_may_be_left_out(first: str, second: str, relation: str) -> None:
    assert compare(first, second).relation == relation


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("全国技术能手周明", "周明", "same"),
        ("海川矿业有限公司周明", "周明", "same"),
        ("周明高级技师", "周明", "same"),
        ("李周明", "周明", "different"),
    ],
)
def test_a_person_behind_an_honour_an_employer_or_a_title(first: str, second: str, relation: str) -> None:
    assert compare(first, second, type="Person").relation == relation


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("Project", "红水河龙滩大水电站", "龙滩大水电站"),
        ("Project", "3号焦炉大修工程", "三号焦炉大修工程"),
        ("Project", "甘泉至青山输电工程", "甘泉—青山输电工程"),
        ("Award", "海川集团有限公司全国五一劳动奖状", "全国五一劳动奖状"),
        ("Award", "上海市劳动模范", "上海劳动模范"),
        ("Institution", "上海市科学技术委员会", "上海市科委"),
    ],
)
def test_other_things_with_two_spellings(kind: str, first: str, second: str) -> None:
    assert compare(first, second, type=kind).relation == "same"
