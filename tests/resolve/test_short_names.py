"""Names met in several documents: short names cut piece by piece, spellings of one site, of one award."""

from __future__ import annotations

import pytest

from kg.resolve import resolve
from tests.resolve.make import entity, record


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("Enterprise", "中车株洲电力机车有限公司", "中车株机"),
        ("Enterprise", "中铁三局集团第四工程有限公司", "中铁三局四公司"),
        ("Project", "长江三峡枢纽工程", "三峡枢纽工程"),
        ("Project", "甘泉至青山±800千伏输电工程", "甘泉—青山±800千伏输电工程"),
        ("Award", "中国质量奖", "中建一局第二届中国质量奖"),
        ("Institution", "中华全国总工会", "全国总工会"),
    ],
)
def test_two_spellings_in_two_documents_are_one_node(kind: str, first: str, second: str) -> None:
    records = [record(name, [entity("e1", kind, name)]) for name in (first, second)]
    assert len(resolve(records).entities) == 1
    assert len(resolve(records[::-1]).entities) == 1


def test_a_short_name_that_two_companies_can_be_cut_to_stays_by_itself() -> None:
    names = ["中车唐山机车有限公司", "中车唐海机车有限公司", "中车唐机"]
    assert len(resolve([record(n, [entity("e1", "Enterprise", n)]) for n in names[::2]]).entities) == 2 - 1
    assert len(resolve([record(n, [entity("e1", "Enterprise", n)]) for n in names]).entities) >= 2
