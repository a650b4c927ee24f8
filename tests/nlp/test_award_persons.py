"""People whom only an honour gives away, found by the whole pipeline."""

from __future__ import annotations

import pytest

from kg.model import Document
from kg.nlp import annotate, load_pipeline
from kg.settings import load_settings
from kg.text import prepare


@pytest.fixture(scope="module")
def people():
    pipeline = load_pipeline(load_settings())

    def names(text: str) -> set[str]:
        document = Document("0" * 16, "0" * 64, ("x.txt",), "text/plain", text)
        record = annotate(prepare(document), pipeline)
        return {name for e in record.entities if e.type == "Person" for name in e.names}

    return names


def test_winners_before_the_verb_and_joined_to_them(people) -> None:
    text = "江南市焊工职业技能竞赛昨日落幕。\n江北区吴明远、江东区陈立夏、江西区何向东获一等奖。\n"
    assert {"吴明远", "陈立夏", "何向东"} <= people(text)


def test_trades_and_verbs_are_no_names(people) -> None:
    assert not people("江南铝业高级工程师团队获江东省科技进步奖一等奖。\n")


def test_winners_behind_units_of_any_kind(people) -> None:
    text = "江南省分行李文剑、河西省分行王燕琳同时获颁江东银行五一劳动奖章。\n"
    assert {"李文剑", "王燕琳"} <= people(text)
    assert {"王建国", "李志强"} <= people("“深井降温技术研究”获江东科技进步奖，主要完成人为王建国、李志强。\n")
    assert not people("台江公司被授予“贵州省五一劳动奖状”。\n")
