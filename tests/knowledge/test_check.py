"""`kg gazetteer check` names every problem with its line; a Turtle file gives the same rows as the CSV."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.knowledge import load_knowledge
from kg.knowledge.check import check_gazetteer
from kg.knowledge.turtle import turtle_rows

BAD = """name,type,aliases,parent,place,source
甲集团有限公司,Enterprise,甲集团|甲,,北京,t
甲股份有限公司,Company,甲集团,甲集团有限公司,,t
,Enterprise,,,,t
乙有限公司,Enterprise,,丙有限公司,,
丁有限公司,Enterprise,,戊有限公司,,t
戊有限公司,Enterprise,,丁有限公司,,t
甲集团有限公司,Enterprise,,,,t
短行,Enterprise
"""

TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix kg: <https://kg.example/ontology#> .
<urn:a> a kg:Enterprise ; skos:prefLabel "甲集团有限公司"@zh ; skos:altLabel "甲集团"@zh .
<urn:b> a kg:Unit ; skos:prefLabel "甲集团炼钢厂"@zh ; org:unitOf <urn:a> .
"""


def kinds(path: Path) -> list[tuple[int, str]]:
    return [(p.line, p.kind) for p in check_gazetteer(path)[1]]


def test_every_problem_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(BAD, encoding="utf-8")
    found = kinds(path)
    for expected in [
        (2, "alias.short"),
        (3, "type.unknown"),
        (4, "name.missing"),
        (5, "parent.unknown"),
        (5, "source.missing"),
        (6, "parent.circle"),
        (7, "parent.circle"),
        (8, "name.twice"),
        (9, "cells"),
    ]:
        assert expected in found
    assert "alias.ambiguous" in [kind for _, kind in found]


def test_the_shipped_gazetteers_have_no_errors() -> None:
    knowledge = load_knowledge()
    files = sorted((Path(__file__).parents[2] / "data" / "gazetteer").glob("organizations*.csv"))
    assert len(files) >= 4
    for path in files:
        assert [p for p in check_gazetteer(path, knowledge)[1] if p.error] == []


def test_turtle_gives_rows_and_is_loaded_like_csv(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    rows = list(turtle_rows(path))
    assert [(r["name"], r["type"], r["parent"]) for r in rows] == [
        ("甲集团有限公司", "Enterprise", ""),
        ("甲集团炼钢厂", "Unit", "甲集团有限公司"),
    ]
    known = load_knowledge(path).organization("甲集团")
    assert known is not None and known.name == "甲集团有限公司"


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text("<urn:a> <urn:b", encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.ttl"):
        check_gazetteer(path)
