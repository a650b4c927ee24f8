"""Rolls as they stand in documents, read by the whole pipeline: columns, ranks, tables, fields of honoured works."""

from __future__ import annotations

import pytest

from kg.model import Document
from kg.nlp import annotate, load_pipeline
from kg.settings import load_settings
from kg.text import prepare


@pytest.fixture(scope="module")
def told():
    pipeline = load_pipeline(load_settings())

    def rows(text: str, *keys: str) -> set[tuple[str | None, ...]]:
        record = annotate(prepare(Document("0" * 16, "0" * 64, ("x.txt",), "text/plain", text)), pipeline)
        names = {e.id: e.names[0] for e in record.entities}
        return {
            (names[f.subject], names[f.object], *(names.get(f.get(k) or "", f.get(k)) for k in keys))
            for f in record.facts
            if f.predicate == "conferral"
        }

    return rows


def test_rank_person_unit(told) -> None:
    text = (
        "江南集团第五届职工技能大赛成绩公报\n\n本届大赛设两个工种，现将前三名公布如下：\n\n电解工\n"
        "第一名　展鹏飞　江南铝业炼铁厂\n第二名　火兴荣　河西铜业公司\n第三名　空缺\n\n检验员\n第一名　苟建文　江南铝业公司\n"
    )
    rows = told(text, "rank")
    assert {(r[0], r[2]) for r in rows} == {("展鹏飞", "第一名"), ("火兴荣", "第二名"), ("苟建文", "第一名")}


def test_post_before_the_name(told) -> None:
    text = "光荣榜\n\n江东奖章\n江南机务段动车组司机　穆军\n江南工务段桥隧工　武二虎\n河西车站调车长　司马进\n"
    assert {r[0] for r in told(text)} == {"穆军", "武二虎", "司马进"}


def test_unit_honour_giver(told) -> None:
    text = (
        "获奖情况汇总\n\n一、国家级\n1. 江南铝业有限公司　国家级绿色工厂　工业和信息化部\n"
        "2. 河西材料有限公司　专精特新“小巨人”企业（第四批）　工业和信息化部\n3. 青云矿业有限公司　国家级绿色矿山（复核通过）\n"
    )
    assert told(text, "conferrer") == {
        ("江南铝业有限公司", "国家级绿色工厂", "工业和信息化部"),
        ("河西材料有限公司", "专精特新“小巨人”企业", "工业和信息化部"),
        ("青云矿业有限公司", "国家级绿色矿山", None),
    }


def test_years_as_columns_and_givers_nobody_knows(told) -> None:
    text = (
        "青云矿业股份有限公司2023年社会责任报告\n\n外部评级\n\n评级机构　　评级名称　　2022　　2023\n"
        "明昊评估　　明昊ESG评级　　B　　BB\n东洲指数　　企业可持续发展评估　　46分　　57分\n"
    )
    rows = told(text, "rank", "year", "conferrer")
    assert {r[1:] for r in rows} == {
        ("明昊ESG评级", "B", "2022", "明昊评估"),
        ("明昊ESG评级", "BB", "2023", "明昊评估"),
        ("企业可持续发展评估", "46分", "2022", "东洲指数"),
        ("企业可持续发展评估", "57分", "2023", "东洲指数"),
    }


def test_columns_of_money_and_tonnes_are_no_honours(told) -> None:
    text = (
        "生产情况\n\n单位　　2022　　2023\n江南铝业有限公司　　46万吨　　57万吨\n河西铜业有限公司　　12亿元　　13亿元\n"
    )
    assert told(text) == set()


def test_a_nomination_in_a_table_is_no_honour(told) -> None:
    text = (
        "青云港口有限公司年度报告\n\n荣誉名称　　颁发机构　　获奖主体　　结果\n最佳ESG奖　　江东投资协会　　青云港口有限公司　　获奖\n"
        "亚洲品质港口　　江东港口协会　　青云港口有限公司　　提名\n"
    )
    assert {r[1] for r in told(text)} == {"最佳ESG奖"}


def test_fields_of_honoured_works(told) -> None:
    text = (
        "科技简报\n\n一、江东铁道学会科学技术奖揭晓\n\n近日，江东铁道学会公布2023年度科学技术奖。三项成果榜上有名：\n\n"
        "1．项目名称：高寒隧道机械化快速施工关键技术\n奖励等级：一等奖\n完成单位：青云隧道局集团有限公司、江南交通大学\n主要完成人：王大力、李小山\n\n"
        "2．项目名称：重载箱梁运架一体机研制与应用\n奖励等级：二等奖\n完成单位：河西四局集团有限公司\n主要完成人：赵小川、钱多福\n"
    )
    rows = told(text, "rank", "for")
    assert ("高寒隧道机械化快速施工关键技术", "江东铁道学会科学技术奖", "一等奖", None) in rows
    assert ("重载箱梁运架一体机研制与应用", "江东铁道学会科学技术奖", "二等奖", None) in rows
    assert ("江南交通大学", "江东铁道学会科学技术奖", "一等奖", "高寒隧道机械化快速施工关键技术") in rows
    assert ("钱多福", "江东铁道学会科学技术奖", "二等奖", "重载箱梁运架一体机研制与应用") in rows


def test_units_and_bracketed_people_below_a_heading(told) -> None:
    text = (
        "江南电力一批集体和个人受表彰\n\n名单如下：\n\n◆江东工人先锋号\n江南长山供电公司配电抢修班\n\n◆江东五一劳动奖章（3名）\n"
        "田应权（土家族，江南西山供电公司供电中心）、石　岚（女，江南怀水供电公司）、龙再兴（江南建设公司项目三部）\n"
    )
    assert {r[0] for r in told(text)} == {"江南长山供电公司配电抢修班", "田应权", "石岚", "龙再兴"}


def test_a_table_of_people_below_the_honour_it_is_about(told) -> None:
    text = (
        "江东市总工会日前命名95人为2022年“江东工匠”。青云电气有五名职工入选。\n\n姓名　　单位　　岗位\n"
        "童天一　　江东汽轮机厂有限公司　　数控镗铣床操作工\n支晓芳　　江东锅炉厂有限公司　　焊接技师\n"
    )
    assert {("童天一", "江东工匠"), ("支晓芳", "江东工匠")} <= told(text)
    text = "江东市总工会部署“江东工匠”推荐工作。\n\n姓名　　单位　　电话\n童天一　　江东汽轮机厂有限公司　　八一二三\n支晓芳　　江东锅炉厂有限公司　　八一二四\n"
    assert told(text) == set()


def test_a_decision_of_ones_own(told) -> None:
    text = (
        "关于表彰2022年度先进集体和先进个人的决定\n\n各单位：\n\n经研究，决定授予炼铁厂高炉车间“先进集体”称号。\n\n"
        "附件：名单\n\n一、先进集体（1个）\n炼铁厂高炉车间\n\n二、先进个人（3名）\n炼铁厂：王建国　李志强\n动力厂：孙立新　周海涛\n物流公司：陈国强\n\n青云钢铁集团有限公司\n2023年1月20日\n"
    )
    rows = told(text, "conferrer", "year")
    assert ("炼铁厂高炉车间", "先进集体", "青云钢铁集团有限公司", "2022") in rows
    assert ("王建国", "先进个人", "青云钢铁集团有限公司", "2022") in rows


def test_a_list_below_a_sentence_that_names_the_first(told) -> None:
    text = (
        "青云集团工会关于命名工人先锋号的通知\n\n各单位工会：\n\n经研究，决定命名炼铁厂高炉车间等3个集体为“青云集团工人先锋号”。\n"
        "1. 炼铁厂高炉车间\n2. 焦化厂化产车间\n3. 江南铝业有限公司电解二车间\n\n希望再接再厉。\n"
    )
    assert {r[0] for r in told(text)} == {"炼铁厂高炉车间", "焦化厂化产车间", "江南铝业有限公司电解二车间"}
    text = "炼铁厂高炉车间等3个集体荣获“青云集团工人先锋号”。\n1. 焦化厂化产车间正在大修，全体职工加班加点，安全平稳\n"
    assert {r[0] for r in told(text)} == {"炼铁厂高炉车间"}


def test_who_signs_a_decision_gives_what_it_decides(told) -> None:
    text = (
        "关于表彰先进班组的决定\n\n各车间：\n\n经研究，决定授予高炉班“先进班组”称号。\n\n附件：先进班组名单\n\n先进班组（2个）\n"
        "高炉班\n检修班\n\n青云铝业有限公司\n2022年5月6日\n"
    )
    assert {r[2] for r in told(text, "conferrer")} == {"青云铝业有限公司"}


def test_an_honour_before_the_name_of_a_studio(told) -> None:
    assert ("张建国", "全国劳模") in told("全国劳模张建国创新工作室走进青云铝业有限公司。张建国现场授课。\n")
    assert told("青云铝业有限公司的“技能大师张建国工作室”挂牌。张建国现场授课。\n") == set()


def test_entries_set_like_headings_count_beside_what_the_portraits_tell(told) -> None:
    text = (
        "江东电机功臣榜\n\n6月28日，江东总工会授予6人“功勋员工”称号。本期先刊二人。\n\n◎王大力：工地上的活图纸\n"
        "2020年12月，王大力荣获江东省五一劳动奖章，驻守工地一千六百多天。\n\n◎李小山：给机组体检的焊工\n李小山荣获江东省技术能手称号，带出徒弟三十多人。\n"
    )
    assert {("王大力", "功勋员工"), ("李小山", "功勋员工")} <= told(text)
