"""Which names are one thing, whose a unit is, what a generic word means; with companies that do not exist."""

from tests.nlp.reading import facts, names, read

GROUP = "北岭锦昌集团有限公司（以下简称“锦昌集团”“集团”）召开会议。"


def test_the_same_workshop_of_two_plants_stays_two() -> None:
    record = read(GROUP + "锦昌集团第一冶炼厂检修车间、锦昌集团第二冶炼厂检修车间获得表扬。")
    units = [e for e in record.entities if "检修车间" in e.names]
    assert len(units) == 2 and len({e.owner for e in units}) == 2


def test_a_generic_word_before_a_unit_is_its_owner() -> None:
    record = read(GROUP + "集团人力资源部发布通知。")
    assert ("人力资源部", "锦昌集团", "") in facts(record, "unitOf")


def test_a_unit_named_with_its_owner_is_meant_by_its_own_part() -> None:
    record = read(GROUP + "锦昌集团第二冶炼厂投产。第二冶炼厂厂长周启明讲话。")
    assert ("周启明", "第二冶炼厂", "厂长") in facts(record, "holdsPost")
    assert sum("第二冶炼厂" in e.names for e in record.entities) == 1


def test_a_brand_carries_the_hierarchy() -> None:
    record = read(GROUP + "\n锦昌集团所属锦昌物流、锦昌重工参加，锦昌重工总经理周启明发言。")
    assert {("锦昌物流", "锦昌集团", ""), ("锦昌重工", "锦昌集团", "")} <= facts(record, "subOrganizationOf")


def test_an_honour_is_no_unit() -> None:
    record = read(GROUP + "锦昌集团团委获全国五四红旗团委，二车间获评“安全示范班组”。")
    assert not {"全国五四红旗团委", "安全示范班组"} & names(record, "Unit")


def test_items_of_a_round_up_open_with_their_enterprise() -> None:
    record = read(
        "各地简讯\n【锦昌集团】集团二公司开展培训。\n【远策重工】远策重工股份有限公司举行比赛。\n【岭东水投】设计院公司表态。\n"
    )
    assert "岭东水投" in names(record, "Enterprise")


def test_where_nobody_signs_the_company_is_the_one_the_title_is_about() -> None:
    text = (
        "江北远策重工股份有限公司迎来客人\n5月8日，江北远策重工股份有限公司接待来宾。宁泰电力集团有限公司、宁泰电力集团有限公司参加。"
        "宁泰电力集团有限公司介绍经验。\n公司党委书记周启明讲话。"
    )
    assert ("周启明", "江北远策重工股份有限公司", "党委书记") in facts(read(text), "holdsPost")
