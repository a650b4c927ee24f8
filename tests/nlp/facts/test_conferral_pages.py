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
        (
            "江东电力集团QC活动喜获丰收，其中陈永昌荣获“全国质量活动优秀推进者”称号。",
            ("陈永昌", "全国质量活动优秀推进者", ""),
        ),
        (
            "2022年度江东省科技进步奖：“高炉长寿技术研究”，一等奖；“薄带钢工艺开发与应用”，二等奖。",
            ("高炉长寿技术研究", "江东省科技进步奖", "一等奖"),
        ),
        (
            "江东船舶集团马瑞民光荣当选全国劳动模范。\n马瑞民——船坞总装三部部长、党委书记。\n"
            "- 主持建造30万吨超大型油船项目获国家科技进步二等奖；\n- 荣获全国五一劳动奖章；\n",
            ("马瑞民", "全国五一劳动奖章", ""),
        ),
        (
            "其二是临江县项目“战斗机”QC小组的《提高支架一次安装合格率》QC成果被中国施工企业管理协会评为“2017年度优秀质量管理小组一等奖”。",
            ("提高支架一次安装合格率", "2017年度优秀质量管理小组一等奖", "一等奖"),
        ),
        ("江东建工集团承建的临江会展中心工程、临江博物馆工程荣列鲁班奖名单。", ("临江会展中心工程", "鲁班奖", "")),
        (
            "第20届全国青年岗位能手江东省13名人员表彰名单：\n胡希民 中铁三局贵南项目副经理、总工程师",
            ("胡希民", "全国青年岗位能手", ""),
        ),
        (
            "工业和信息化部公布名单，江东海鸥冷却塔股份有限公司上榜第六批制造业单项冠军。",
            ("江东海鸥冷却塔股份有限公司", "制造业单项冠军", ""),
        ),
        (
            "20名工人获得第七届“中华技能大奖”荣誉称号。\n这20名工人分别是：机械司机技师许振起、焊接工高级技师高凤森。",
            ("高凤森", "中华技能大奖", ""),
        ),
        (
            "由江东研究总院有限公司完成的项目《结构诊治关键技术与应用》，由江宝集团有限公司参与完成的项目《体育场建造技术创新与应用》"
            "分获国家科技进步二等奖。",
            ("结构诊治关键技术与应用", "国家科技进步二等奖", "二等奖"),
        ),
        (
            "江东虎峪河项目以《异形盖梁施工技术创新》荣获全国交通企业管理现代化创新成果一等奖。",
            ("江东虎峪河项目", "全国交通企业管理现代化创新成果一等奖", "一等奖"),
        ),
        (
            "江东港航公司荣获“永远跟党走”系列文化活动优秀组织奖。",
            ("江东港航公司", "“永远跟党走”系列文化活动优秀组织奖", ""),
        ),
        (
            "中国上市公司协会揭晓了“中国上市公司董事会优秀实践案例”“上市公司可持续发展优秀实践案例”评选结果。"
            "江东能源股份有限公司凭借优秀的履职能力成功入选并斩获此两项殊荣。",
            ("江东能源股份有限公司", "中国上市公司董事会优秀实践案例", ""),
        ),
        (
            "江东交建集团位列“2021中国企业300强社会责任发展指数”第17名。",
            ("江东交建集团", "2021中国企业300强社会责任发展指数", "第17名"),
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
        "区委书记陈荣生为获得“光荣在党50年”纪念章的老党员代表颁授纪念章。",
        "江东集团公布第六批优秀建设项目获奖名单和先进人员表彰名单。",
        "由江东研究总院有限公司完成的项目《结构诊治关键技术与应用》，已在全国推广。",
        "江东养护分公司经公司推荐参加评选，江东绿化分公司公布先进集体名单。",
    ],
)
def test_not_told(text: str) -> None:
    assert won(read(text)) == set()


def test_a_number_of_those_named_is_no_number_of_honours() -> None:
    record = read("江东养护分公司、江东绿化分公司和江东市政分公司党支部3个基层党组织获得“优秀基层党组织”称号。")
    assert len(won(record)) == 3
    assert not any(f.get("count") for f in record.facts)


def test_so_many_of_the_prize_just_named() -> None:
    record = read(
        "120个工程荣获江东建设工程优质奖。华岭建筑集团有限公司荣获67项、江东建工集团有限公司荣获19项，"
        "临江路桥集团有限公司、临江化建集团有限公司各获4项。临江矿业集团有限公司获得专利12项。"
    )
    first = {e.id: e.names[0] for e in record.entities}
    counts = {first[f.subject]: f.get("count") for f in record.facts if f.predicate == "conferral"}
    assert counts == {
        "华岭建筑集团有限公司": "67",
        "江东建工集团有限公司": "19",
        "临江路桥集团有限公司": "4",
        "临江化建集团有限公司": "4",
    }


@pytest.mark.parametrize(
    ("text", "giver"),
    [
        ("党中央、国务院授予1689人全国劳动模范称号。华岭集团铣工董立涛荣获全国劳动模范称号。", "党中央"),
        (
            "中国酒业协会近日召开会议，临江酒业股份有限公司获“中国酒业科技突出贡献奖”。"
            "由中国轻工业联合会与中国酒业协会联合主办的“中国酿酒大师”颁证大会在京举行。",
            "中国酒业协会",
        ),
    ],
)
def test_giver(text: str, giver: str) -> None:
    record = read(text)
    names = {e.id: e.names for e in record.entities}
    fact = next(f for f in record.facts if f.predicate == "conferral")
    assert giver in names[fact.get("conferrer") or ""]


def test_what_is_won_is_no_organisation() -> None:
    record = read("江东银行临江分行连续三年获“最佳零售银行”，以及首次获“最佳现金管理银行”三大奖项。")
    assert {e.names[0] for e in record.entities if e.type == "Enterprise"} == {"江东银行临江分行", "江东银行"}
    assert len(won(record)) == 2


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("江东集团荣获2021年度全国“安全管理标准化示范班组”。", "national"),
        ("江东集团被评为江东省“诚信示范企业”。", "provincial"),
        ("江东集团荣获全国钢铁行业“清洁生产示范企业”称号。", "industry"),
        ("江东集团荣获“共和国脊梁企业”称号。", "national"),
        ("江东盐业公司荣膺“中国盐业十大品牌”。", "national"),
        ("江东集团荣获“诚信示范企业”称号。", "unknown"),
    ],
)
def test_level_by_what_stands_before_the_title(text: str, level: str) -> None:
    fact = next(f for f in read(text).facts if f.predicate == "conferral")
    assert fact.get("level") == level
