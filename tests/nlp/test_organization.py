"""Chains of units, short names, left borders: with companies that do not exist."""

from tests.nlp.reading import facts, names, read


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
