"""Chains of units, short names, left borders: with companies that do not exist."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.knowledge import load_knowledge
from kg.nlp import annotate
from kg.read import parse_bytes
from kg.text import prepare
from tests.nlp.reading import facts, names, pipeline, read


def test_a_chain_is_every_link_with_its_owner() -> None:
    record = read("云岭锦昌有色集团有限公司（以下简称“锦昌集团”）通报，锦昌集团第二冶炼厂熔铸车间丙班获得表扬。")
    assert {"第二冶炼厂", "熔铸车间", "丙班"} <= names(record, "Unit")
    assert {("熔铸车间", "第二冶炼厂", ""), ("第二冶炼厂", "锦昌集团", "")} <= facts(record, "unitOf")


def test_a_verb_or_preposition_ends_the_name() -> None:
    record = read("近日，由锦昌新能源有限公司承办的比赛结束，抄送：锦昌新能源有限公司。")
    assert names(record, "Enterprise") == {"锦昌新能源有限公司"}


def test_a_declared_short_name_is_the_same_thing() -> None:
    record = read("江北远策重工股份有限公司（以下简称“远策重工”）成立。远策重工开展培训。")
    assert [set(e.names) for e in record.entities] == [{"江北远策重工股份有限公司", "远策重工"}]


def test_a_declaration_of_nothing_declares_nothing() -> None:
    record = read("“（）”指的是空括号。江北远策重工股份有限公司成立。")
    assert names(record, "Enterprise") == {"江北远策重工股份有限公司"}


def test_reading_works_without_any_gazetteer(tmp_path: Path) -> None:
    bare = replace(pipeline(), knowledge=load_knowledge(folder=tmp_path))
    text = "远策重工股份有限公司（以下简称“远策重工”）铸造车间投产。"
    record = annotate(prepare(parse_bytes(text.encode(), "test.txt")), bare)
    assert "远策重工" in names(record, "Enterprise") and "铸造车间" in names(record, "Unit")


def test_the_same_text_gives_the_same_record() -> None:
    text = "北岭锦昌集团有限公司（以下简称“锦昌集团”）第二冶炼厂厂长周启明、副厂长刘海涛出席，锦昌物流参加。"
    assert read(text) == read(text)


def test_a_mine_before_group_is_one_company() -> None:
    assert names(read("大岭煤矿集团董事长周启明出席。"), "Enterprise") == {"大岭煤矿集团"}


def test_committees_of_a_company_are_its_units() -> None:
    record = read("江北远策重工股份有限公司（以下简称“公司”）设立可持续发展委员会和可持续发展管理部。")
    assert {"可持续发展委员会", "可持续发展管理部"} <= names(record, "Unit")


def test_a_department_of_the_party_committee_is_one_unit() -> None:
    record = read("江北远策重工股份有限公司（以下简称“远策重工”）举办培训。远策重工党委组织部编印。")
    assert ("党委组织部", "远策重工", "") in facts(record, "unitOf")


def test_a_site_is_named_by_its_place_and_a_distinction_is_none() -> None:
    record = read("江北远策重工股份有限公司（以下简称“远策重工”）池州基地入选国家级绿色工厂。")
    assert names(record, "Unit") >= {"池州基地"} and not any("绿色工厂" in n for n in names(record, "Unit"))


def test_names_behind_a_word_of_ownership_go_on_in_a_list() -> None:
    record = read("江北远策重工股份有限公司旗下宁泰锐捷、卓川恒达等参加签约。")
    assert {"宁泰锐捷", "卓川恒达"} <= names(record, "Enterprise")


def test_a_works_before_its_party_branch_is_a_unit_of_its_own() -> None:
    record = read("江北远策重工股份有限公司（以下简称“远策重工”）简讯。选矿厂党委建立清单。")
    assert {("党委", "选矿厂", "")} <= facts(record, "unitOf")


def test_the_second_name_plate_in_brackets_is_no_unit() -> None:
    record = read("江北远策重工股份有限公司（以下简称“远策重工”）人力资源部（党委组织部）主任周启明出席。")
    assert "党委组织部" not in names(record, "Unit")


def test_a_unit_in_quotation_marks_belongs_to_what_stands_before_it() -> None:
    record = read("江北远策重工股份有限公司（以下简称“远策重工”）检修部“周启明劳模创新工作室”成立。")
    assert ("周启明劳模创新工作室", "检修部", "") in facts(record, "unitOf")


def test_a_foundation_of_a_company_is_an_institution() -> None:
    record = read("江北远策重工股份有限公司（以下简称“远策重工”）成立远策重工慈善基金会。")
    assert "远策重工慈善基金会" in names(record, "Institution")


def test_what_a_unit_does_stands_before_its_head() -> None:
    record = read("海东石化公司乙烯厂裂解车间班长王明、海东石化公司炼油运行一部催化班班长李强发言。")
    assert "海东石化公司乙烯厂裂解车间" in names(record, "Unit")
    assert "海东石化公司炼油运行一部催化班" in names(record, "Unit")
    told = read("海东石化公司乙烯厂召开班组长会议。海东石化公司拍了一部电影。")
    assert names(told, "Unit") <= {"海东石化公司乙烯厂", "乙烯厂"}


def test_a_kind_of_works_or_society_is_no_name() -> None:
    record = read("近日，各先进电厂与铝产业协会代表参加，“共筑铝业新生态”“开·新之局”成为主题。")
    assert not names(record, "Enterprise") | names(record, "Institution")


def test_that_company_is_the_one_that_acts() -> None:
    text = "江北远策重工股份有限公司生产新材料。产品长期供应卓川铝业，市场看好。2020年该公司党委获得表扬。"
    assert "江北远策重工股份有限公司党委" in names(read(text), "Unit")


def test_a_workshop_belongs_to_the_mine_the_text_is_about() -> None:
    text = "大岭金矿安全简报\n江北远策集团有限公司大岭金矿开展演练，大岭金矿全员参加。\n选矿车间查出隐患。\n"
    assert ("选矿车间", "大岭金矿", "") in facts(read(text), "unitOf")


def test_a_bureau_of_a_place_is_no_part_of_the_company_before_it() -> None:
    record = read("江北远策重工股份有限公司（以下简称“远策重工”）成立。远策重工为职工与恩施市教体局解决入学问题。")
    assert names(record, "Institution") >= {"恩施市教体局"}


def test_a_village_that_signs_is_an_institution_with_its_branch() -> None:
    record = read("江北远策重工股份有限公司（以下简称“远策重工”）成立。远策重工与恩施市白杨镇洞口村党支部结对。")
    assert any(n.endswith("洞口村") for n in names(record, "Institution"))


def test_a_brand_inside_a_legal_name_alone_is_no_mention_of_the_group() -> None:
    alone = read("签约的有中国航发商用航空发动机有限责任公司等企业。")
    assert not any("中国航空发动机集团有限公司" in e.names for e in alone.entities)
    both = read("中国航发召开会议，中国航发商用航空发动机有限责任公司等企业参加。")
    assert any("中国航空发动机集团有限公司" in e.names for e in both.entities)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("平凡岗位显身手\n——记上林供电公司周启明\n", "上林供电公司"),
        ("由周启明代行北岭分公司总经理职责。", "北岭分公司"),
        ("建议免去其通源集团董事长职务。", "通源集团"),
        ("在2023年岚桥集团工作会议上表彰。", "岚桥集团"),
        ("五一劳动奖章获得者桑树坪煤矿职工周启明。", "桑树坪煤矿"),
    ],
)
def test_what_a_segmenter_glues_to_a_name_is_cut_off(text: str, found: str) -> None:
    record = read(text)
    assert found in names(record, "Enterprise") | names(record, "Unit")
