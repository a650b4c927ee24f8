"""Real name pairs: nothing merged that is two things, nearly everything merged that is one, with and without knowledge."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from kg.knowledge import Knowledge, load_knowledge
from kg.names import compare, same_in_document

MIRROR = {"part_of": "has_part", "has_part": "part_of"}


def pairs() -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted(Path(__file__).parent.glob("pairs*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found += csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return found


@pytest.fixture(scope="module", params=["grammar", "gazetteer"])
def knowledge(request: pytest.FixtureRequest) -> Knowledge | None:
    return load_knowledge() if request.param == "gazetteer" else None


def answers(knowledge: Knowledge | None, relation: str) -> list[tuple[str, str, str]]:
    found = []
    for row in pairs():
        if row["relation"] == relation:
            said = compare(
                row["first"], row["second"], type=row["type"], context=row["context"] or None, knowledge=knowledge
            )
            found.append((said.relation, row["first"], row["second"]))
    return found


def test_no_false_merge(knowledge: Knowledge | None) -> None:
    apart = answers(knowledge, "different") + answers(knowledge, "part_of")
    assert len(apart) >= 150
    assert [pair for pair in apart if pair[0] == "same"] == []


def test_true_merges_are_found(knowledge: Knowledge | None) -> None:
    merges = answers(knowledge, "same")
    assert len(merges) >= 150
    missed = [pair for pair in merges if pair[0] != "same"]
    assert len(missed) <= 0.08 * len(merges), missed


def test_parts_are_parts(knowledge: Knowledge | None) -> None:
    parts = answers(knowledge, "part_of")
    wrong = [pair for pair in parts if pair[0] != "part_of"]
    assert len(parts) >= 20 and len(wrong) <= 0.1 * len(parts), wrong


def test_the_relation_mirrors_when_the_names_change_places() -> None:
    for row in pairs():
        there = compare(row["first"], row["second"], type=row["type"], context=row["context"] or None)
        back = compare(row["second"], row["first"], type=row["type"], context=row["context"] or None)
        assert back.relation == MIRROR.get(there.relation, there.relation), row
        assert there.explanation


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("中国铝业股份有限公司贵州分公司", "中国铝业股份有限公司广西分公司"),
        ("2021年全国劳动模范", "2022年全国劳动模范"),
        ("全国五一劳动奖章", "全国五一劳动奖状"),
        ("中铝山东有限公司", "中铝山东新材料有限公司"),
    ],
)
def test_what_string_similarity_would_merge_stays_apart(first: str, second: str) -> None:
    assert compare(first, second).relation == "different"


@pytest.mark.parametrize(
    ("first", "second"), [("中铝股份", "中国铝业股份有限公司"), ("中铝集团", "中国铝业集团有限公司")]
)
def test_what_string_similarity_would_miss_is_one(first: str, second: str) -> None:
    assert compare(first, second).relation == "same"


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("海川新材有限公司（以下简称“川新”）成立。川新公司发布年报。", "same"),
        ("川新是海川新材有限公司的供应商。", "different"),
        ("", "different"),
    ],
)
def test_a_declared_alias_needs_its_declaration(text: str, relation: str) -> None:
    assert compare("川新", "海川新材有限公司", context=text or None).relation == relation


def test_a_planned_change_of_name_is_none() -> None:
    text = "甲山铝厂拟更名为乙水新材料有限公司。"
    assert compare("甲山铝厂", "乙水新材料有限公司", context=text).relation == "different"


@pytest.mark.parametrize(
    ("short", "full", "others", "same"),
    [
        ("电解厂", "青海分公司电解厂", (), True),
        ("电解厂", "青海分公司电解厂", ("连城分公司电解厂",), False),
        ("横琴热电", "国家电投集团珠海横琴热电有限公司", (), True),
        ("中铝山东", "中铝山东新材料有限公司", (), False),
        ("集团", "中国铝业集团有限公司", (), False),
        ("省国资委", "广东省国资委", ("深圳市国资委",), True),
        ("省国资委", "广东省国资委", ("湖南省国资委",), False),
    ],
)
def test_inside_a_document(short: str, full: str, others: tuple[str, ...], same: bool) -> None:
    assert same_in_document(short, full, others=others) is same


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("王伟（兰州铝业）", "王伟（包头铝业）", "different"),
        ("兰州铝业的王伟", "兰州铝业有限公司王伟", "same"),
        ("包头铝业王伟", "兰州铝业王伟", "different"),
        ("王伟同志", "王伟", "same"),
    ],
)
def test_people_are_told_apart_by_their_employers(first: str, second: str, relation: str) -> None:
    assert compare(first, second, type="Person").relation == relation


def test_a_holding_of_another_group_is_not_the_group() -> None:
    assert compare("航天科技集团", "航天科技控股集团股份有限公司").relation == "different"


def test_odd_strings_are_compared_without_failing() -> None:
    odd = [
        "",
        " ",
        "公司",
        "集团",
        "（",
        "）",
        "（集团）",
        "有限公司",
        "股份",
        "厂",
        "一",
        "A",
        "2021",
        "第",
        "省",
        "中国",
        "奖",
        "\ud800",
        "“”",
    ]
    odd += ["中国" * 40, "分公司分公司", "公司公司公司", "·", "党委党委", "局局局", "有限公司有限公司", "中铝", "国网"]
    for kind in (None, "Enterprise", "Unit", "Institution", "Person", "Award", "Project"):
        for a in odd:
            for b in odd:
                said = compare(a, b, type=kind, context="甲（以下简称乙）")
                assert said.relation in ("same", "part_of", "has_part", "different") and said.explanation
                if a == b:
                    assert said.relation == "same"


@pytest.mark.parametrize("kind", ["Enterprise", "Award", "Project", "Person", "Unit", "Institution"])
def test_random_mixtures_of_name_parts_mirror(kind: str) -> None:
    rng = random.Random(11)
    parts = [
        "中国",
        "山东",
        "贵州",
        "中铝",
        "铝业",
        "股份",
        "有限公司",
        "集团",
        "分公司",
        "电解厂",
        "一",
        "二",
        "车间",
        "（",
        "）",
        "工会",
    ]
    parts += ["2021年", "劳动模范", "奖章", "一等奖", "项目", "二期", "华兴", "新材料", "党委", "研究院", "王伟"]
    for _ in range(1500):
        a, b = ("".join(rng.choices(parts, k=rng.randint(1, 5))) for _ in range(2))
        there, back = compare(a, b, type=kind), compare(b, a, type=kind)
        assert back.relation == MIRROR.get(there.relation, there.relation), (a, b, there, back)
