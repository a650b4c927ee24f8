"""Who belongs to whom, as texts state it and as names carry it: with companies that do not exist."""

import pytest

from kg.nlp.facts.membership import headed, stated
from kg.nlp.facts.owners import owner_nearby
from tests.nlp.reading import facts, names, read

PART, GROUP = "远策重工有限公司", "锦昌集团"


@pytest.mark.parametrize(
    "text",
    [
        f"{PART}是{GROUP}全资子公司。",
        f"{PART}系{GROUP}骨干企业。",
        f"{PART}为{GROUP}二级单位。",
        f"{PART}（{GROUP}全资子公司）投产。",
        f"{PART}母公司{GROUP}董事长徐平出席。",
        f"{PART}公告，暂停收购控股股东{GROUP}的资产。",
        f"{GROUP}通过受让，成为{PART}控股股东。",
        f"{GROUP}持有{PART}51%的股权。",
        f"{GROUP}子公司{PART}投产。",
        f"{GROUP}成员企业{PART}投产。",
        f"{GROUP}权属企业{PART}、江北水泥有限公司投产。",
        f"{GROUP}下设江北水泥有限公司、{PART}等企业。",
        f"经批准，{PART}整体并入{GROUP}，成为其全资子企业。",
        f"江北水泥有限公司、{PART}整体划入{GROUP}。",
        f"远策重工有限公司（以下简称远策重工）是{GROUP}下属的总装中心。",
    ],
)
def test_a_statement_of_who_owns_whom(text: str) -> None:
    record = read(text)
    assert {PART, GROUP} <= names(record, "Enterprise")
    told = facts(record, "subOrganizationOf")
    assert {(PART, GROUP, ""), ("远策重工", GROUP, "")} & told
    assert not {(GROUP, PART, ""), (GROUP, "远策重工", "")} & told


@pytest.mark.parametrize(
    "text",
    [
        f"{GROUP}持有{PART}12%的股权。",
        f"{GROUP}控股股东不变，{PART}参会。",
        f"{GROUP}总经理李明参观了{PART}。",
        f"{PART}与{GROUP}共同出资组建合资公司。",
        f"{GROUP}旗下炭素企业划归{PART}。",
        f"{GROUP}所属企业，曾参加{PART}建设。",
        f"{GROUP}、中岭旅控股、{PART}参加。",
    ],
)
def test_no_statement_no_fact(text: str) -> None:
    assert facts(read(text), "subOrganizationOf") == set()


def test_two_groups_each_with_its_own_company() -> None:
    record = read("江北控股旗下江北机场集团与辽东方圆集团旗下海北航空集团举行签约仪式。")
    expected = {("江北机场集团", "江北控股", ""), ("海北航空集团", "辽东方圆集团", "")}
    assert facts(record, "subOrganizationOf") == expected


def test_a_list_of_owned_companies_goes_on_over_long_names() -> None:
    record = read(f"客人参观了{GROUP}所属远策电仪、江北水泥有限公司、德昌电瓷和宝阳股份等企业。")
    parts = {part for part, whole, _ in facts(record, "subOrganizationOf") if whole == GROUP}
    assert parts == {"远策电仪", "江北水泥有限公司", "德昌电瓷", "宝阳股份"}


@pytest.mark.parametrize(
    ("group", "stock"),
    [("锦昌集团", "锦昌股份"), ("云岭锡业集团（控股）有限责任公司", "云岭锡业股份有限公司")],
)
def test_the_stock_company_belongs_to_the_group_of_its_brand_and_never_the_other_way(group: str, stock: str) -> None:
    assert facts(read(f"{group}与{stock}共同参加展会。"), "subOrganizationOf") == {(stock, group, "")}


def test_several_that_are_all_daughters_of_one(told) -> None:
    text = (
        "{甲铝业有限公司/E}、{乙铝业有限公司/E}和{丙铜业有限公司/E}都是{青云股份有限公司/E}（以下简称“青云”）的子公司。"
    )
    assert told(stated, text) == [
        ("丙铜业有限公司", "青云股份有限公司"),
        ("乙铝业有限公司", "青云股份有限公司"),
        ("甲铝业有限公司", "青云股份有限公司"),
    ]
    assert told(stated, "{甲铝业有限公司/E}和{乙铝业有限公司/E}都是{青云股份有限公司/E}的客户。") == []


def test_a_head_that_shortens_the_name_behind_it_tells_nothing(told) -> None:
    assert told(headed, "【{青云/E}】{青云集团有限公司/E}所属企业增产。") == []
    assert told(headed, "【{青云/E}】{江东铝厂有限公司/E}增产。") == [("江东铝厂有限公司", "青云")]


def test_who_wrote_the_text_is_no_part_of_whom_it_tells_of(told) -> None:
    text = "{青云集团有限公司/E}增产。来源：{年鉴编写组/U}"
    assert told(owner_nearby, text) == []
    assert told(owner_nearby, "{青云集团有限公司/E}增产，本版编辑 {新闻组/U}") == []
    assert told(owner_nearby, "{青云集团有限公司/E}的{炉前班组/U}增产。") == [("炉前班组", "青云集团有限公司")]


def test_two_groups_of_the_states_own_list_are_not_part_of_each_other() -> None:
    assert facts(read("中煤集团、中煤科工、中煤总局等央企代表参加。"), "subOrganizationOf") == set()


def test_what_is_handed_over_to_a_group_becomes_the_groups(told) -> None:
    text = "省国资委向{青云集团有限公司/E}划转{江东铝厂有限公司/E}51%的股权。"
    assert told(stated, text) == [("江东铝厂有限公司", "青云集团有限公司")]
    assert told(stated, text.replace("51%", "20%")) == []
    assert told(stated, "{江东铝厂有限公司/E}划入{青云集团有限公司/E}。") == [("江东铝厂有限公司", "青云集团有限公司")]
