"""Who does something with whom: parties told in one row, across a comma, by those who sign; nobody here exists."""

import pytest

from tests.nlp.reading import facts, read

A, B, C = "锦昌集团", "远策重工有限公司", "上海大学"


def _pairs(text: str) -> set[frozenset[str]]:
    return {frozenset((a, b)) for a, b, _ in facts(read(text), "cooperatesWith")}


@pytest.mark.parametrize(
    "text",
    [
        f"{A}此次与{C}、{B}签订战略合作协议。",
        f"会上，{A}分别与{C}、{B}签署合作协议。",
        f"{A}先后与{C}、{B}建立战略合作关系。",
        f"项目由{A}牵头，联合{C}、{B}共同承担。",
        f"项目由{A}牵头，{C}、{B}参与研发。",
        f"矿井热泵技术研究（完成单位：{A}、{C}、{B}）",
        f"{A}、{C}、{B}组成共同“益学堂”党建联盟。",
        f"{A}、{C}和{B}共同组成的示范区联建联盟签约成立。",
        f"以{A}为牵头人，{C}、{B}为成员的联合体成功中标。",
    ],
)
def test_the_first_party_is_found_before_a_row(text: str) -> None:
    assert {frozenset((A, B)), frozenset((A, C))} <= _pairs(text)


@pytest.mark.parametrize(
    "text",
    [
        f"5月15日，{A}—{B}战略合作签约仪式在江北市举行。",
        f"{A}副总经理李永林，{B}副总经理文岗签署协议。",
        f"该项目由{A}和{B}组成的联合体中标。",
        f"{A}与{B}“联姻”，成立联合实验室。",
        f"{A}赴{B}开展党建共建活动。",
    ],
)
def test_two_parties(text: str) -> None:
    assert _pairs(text) == {frozenset((A, B))}


@pytest.mark.parametrize(
    "text",
    [
        f"{A}与{B}就加强合作进行了座谈。",
        f"{A}从{B}采购设备。",
        f"{A}总经理李明赴{B}调研。",
        f"{A}副总经理李永林出席，{B}副总经理文岗介绍情况。",
        f"项目由{A}牵头，{B}负责供货。",
        f"称号由{A}、{B}共同授予。",
    ],
)
def test_no_party(text: str) -> None:
    assert _pairs(text) == set()


def test_the_name_begins_behind_a_preposition_the_dictionary_glued_to_it() -> None:
    assert ("锦昌集团", "江北建工集团", "") in facts(read("项目由锦昌集团牵头，江北建工集团参与。"), "cooperatesWith")
