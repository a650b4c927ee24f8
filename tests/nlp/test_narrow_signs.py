"""A text typed with narrow punctuation says the same as with wide, and its quotes stay as typed."""

from __future__ import annotations

from tests.nlp.reading import facts, read

WIDE = (
    "华岭集团（以下简称“华岭”）检修车间被江东省总工会授予“江东省工人先锋号”称号，电焊工赵立诚荣获江东省五一劳动奖章；"
    "一等奖：李若涵（炼钢厂）、王启明（轧钢厂）。"
)
NARROW = WIDE.translate(str.maketrans("，；：（）“”", ',;:()""'))


def test_facts_are_those_of_the_wide_form() -> None:
    narrow, wide = read(NARROW), read(WIDE)
    for predicate in ("conferral", "unitOf", "holdsPost"):
        assert facts(narrow, predicate) == facts(wide, predicate)
    assert len(facts(narrow, "conferral")) >= 2


def test_quotes_are_as_typed() -> None:
    assert all(f.evidence.quote in NARROW for f in read(NARROW).facts)
