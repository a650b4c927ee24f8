"""Generic organisation words mean what the text says, or nothing: labelled cases, and words that mean no one."""

from __future__ import annotations

import csv
import doctest
from pathlib import Path

import pytest

import kg.nlp.anaphora
from kg.nlp.anaphora import Known, Referent, referents


def cases() -> list[dict[str, str]]:
    lines = (Path(__file__).parent / "anaphora.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [{k: (v or "").replace("\\n", "\n") for k, v in row.items()} for row in rows]


def known_in(text: str, names: list[str]) -> list[Known]:
    found: list[Known] = []
    for name in sorted(names, key=lambda n: -len(n)):
        at = text.find(name)
        while at >= 0:
            if not any(k.start <= at < k.end for k in found):
                found.append(Known(at, at + len(name), name))
            at = text.find(name, at + 1)
    return found


def answer(case: dict[str, str]) -> Referent | None:
    at = case["text"].find("«")
    text = case["text"].replace("«", "").replace("»", "")
    parents = dict(pair.split("=") for pair in case["parents"].split())
    known = known_in(text, case["names"].split())
    found = referents(text, known, masthead=case["masthead"] or None, parents=parents)
    return next((r for r in found if r.start <= at < r.end), None) if at >= 0 else None


def test_nine_in_ten_answers_are_right_and_three_in_four_words_are_answered() -> None:
    rows = cases()
    answers = [
        (a.name if a is not None else None, row["expected"].replace("-", "") or None, row)
        for row in rows
        for a in [answer(row)]
    ]
    told = [(name, expected) for name, expected, _ in answers if name is not None]
    right = sum(name == expected for name, expected in told)
    answerable = [name for name, expected, _ in answers if expected is not None]
    assert len(rows) >= 50 and len(answerable) >= 45
    assert right >= 0.9 * len(told), [a for a in answers if a[0] not in (None, a[1])]
    assert sum(name is not None for name in answerable) >= 0.75 * len(answerable)


@pytest.mark.parametrize(
    "text",
    [
        "各公司要抓好落实。",
        "子公司全部完成改制。",
        "这是一家公司。",
        "公司法规定如下。",
        "集团化管控不断加强。",
        "供电公司抢修线路。",
        "公司治理水平提升。",
    ],
)
def test_words_that_mean_no_one_company_are_left_alone(text: str) -> None:
    known = [Known(0, 0, "包头铝业")]
    assert [r for r in referents(text, known, masthead="包头铝业有限公司") if r.name is not None] == []


def test_names_are_no_generic_words_and_an_empty_text_has_none() -> None:
    text = "包头铝业有限公司召开大会。"
    assert referents(text, [Known(0, 8, "包头铝业有限公司")]) == ()
    assert referents("", []) == ()


def test_examples_run() -> None:
    outcome = doctest.testmod(kg.nlp.anaphora)
    assert outcome.attempted > 0 and outcome.failed == 0
