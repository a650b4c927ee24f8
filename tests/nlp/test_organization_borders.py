"""Where names of organisations begin and end: places read as verbs, run-ons, lists, industries' unions; nothing here exists."""

import pytest

from tests.nlp.reading import names, read


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("国网宁波市奉化区供电公司开展活动。", "Enterprise", "国网宁波市奉化区供电公司"),
        ("近日，国网湖南电科院荣获一等奖。", "Enterprise", "国网湖南电科院"),
        ("北方特钢集团此次与上海大学签订协议。", "Enterprise", "北方特钢集团"),
        ("黑龙江地勘一院日前开展活动。", "Institution", "黑龙江地勘一院"),
        ("省能源化学地质工会副主席赵新忠到矿调研。", "Institution", "省能源化学地质工会"),
        ("中国机械冶金建材工会全国委员会授予称号。", "Institution", "中国机械冶金建材工会全国委员会"),
        ("协调彝良县教体局开展助学活动。", "Institution", "彝良县教体局"),
        ("临江省云岭锡业股份有限公司、云岭锡业股份有限公司参会。", "Enterprise", "云岭锡业股份有限公司"),
        ("锦昌集团与延安远策（集团）农业有限公司签约。", "Enterprise", "延安远策（集团）农业有限公司"),
        ("控股子公司乐山锦和稀土有限公司签约。", "Enterprise", "乐山锦和稀土有限公司"),
        ("中乾株洲机车有限公司获奖。", "Enterprise", "中乾株洲机车有限公司"),
        ("中乾青岛四方机车车辆股份有限公司获奖。", "Enterprise", "中乾青岛四方机车车辆股份有限公司"),
        ("摘自中国远策建设集团有限公司官网。", "Enterprise", "中国远策建设集团有限公司"),
        ("见证中国远策工程股份有限公司发展。", "Enterprise", "中国远策工程股份有限公司"),
        ("工程由八冶承建，二十二冶集团参建。", "Enterprise", "二十二冶集团"),
        ("与斯梅格勒布大学土木工程学院签约。", "Institution", "斯梅格勒布大学土木工程学院"),
        ("金昌市纪委监委开展活动，神木市委文明办主任出席。", "Institution", "金昌市纪委监委"),
        ("神木市委文明办命名一批单位。", "Institution", "神木市委文明办"),
        ("这里指贵州锦昌（集团）有限责任公司。", "Enterprise", "贵州锦昌（集团）有限责任公司"),
        ("她已任锦昌集团有限公司董事长。", "Enterprise", "锦昌集团有限公司"),
        ("后者中有中国远策沈阳局集团有限公司。", "Enterprise", "中国远策沈阳局集团有限公司"),
        ("1982年入职锦昌建设有限公司。", "Enterprise", "锦昌建设有限公司"),
        ("竞赛由市金融工会组织。", "Institution", "市金融工会"),
        ("国家能源局南方局发文。", "Institution", "国家能源局南方局"),
        ("东阳三建获奖。", "Enterprise", "东阳三建"),
        ("集团所属河北中石油江北医院获奖。", "Enterprise", "河北中石油江北医院"),
        ("锦昌集团旗下锦昌教育、锦昌股份参加。", "Enterprise", "锦昌教育"),
        (
            "获奖的有：高诺（衡阳）园区发展有限责任公司首席技术专家何绪强。",
            "Enterprise",
            "高诺（衡阳）园区发展有限责任公司",
        ),
        ("锦昌电力有限公司不停电管控中心作业班获奖。", "Unit", "锦昌电力有限公司不停电管控中心作业班"),
        ("苏华　锦江大学附属第一医院重症医学科医生", "Institution", "锦江大学附属第一医院"),
        ("国家税务总局江北市税务局第二税务分局获奖。", "Institution", "国家税务总局江北市税务局第二税务分局"),
        ("国网安徽锦江电建公司接连中标。", "Enterprise", "国网安徽锦江电建公司"),
        ("锦昌集团董事长徐明与中岭创投董事长王大明签署了协议。", "Enterprise", "中岭创投"),
    ],
)
def test_the_whole_name_is_read(text: str, kind: str, name: str) -> None:
    assert name in names(read(text), kind)


@pytest.mark.parametrize(
    "text",
    [
        "这是全省最大的钢铁企业集团。",
        "公司生产的铝基新材料畅销。",
        "面对百年未有之大变局，确保“十四五”开好局。",
        "各直属（控股）公司参加。",
        "长期以来学校关心职工子女。",
        "双方共同出资组建合资公司。",
    ],
)
def test_general_words_name_nobody(text: str) -> None:
    record = read(text)
    assert not names(record, "Enterprise") | names(record, "Institution")


def test_two_bodies_joined_by_and_are_not_one() -> None:
    assert "四勘院与四大队" not in names(read("四勘院与四大队立足地质工作。"), "Unit")


def test_a_trade_of_the_province_is_no_company_before_its_group() -> None:
    assert names(read("山西煤炭进出口集团借壳上市。"), "Enterprise") == {"山西煤炭进出口集团"}


def test_we_are_the_company_that_says_so() -> None:
    record = read("“集团”“我们”均指远策磷化集团有限公司。我们获得认可。")
    assert [set(e.names) for e in record.entities if e.type == "Enterprise"] == [{"远策磷化集团有限公司"}]


def test_a_part_of_the_shares_is_no_company() -> None:
    record = read("甲方收购海州铝业股份有限公司（以下简称“海铝股份”）部分股份的交易完成，海铝股份成为其子公司。")
    assert "部分股份" not in names(record, "Enterprise")
