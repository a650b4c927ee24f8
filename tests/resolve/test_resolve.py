"""One node per real thing, never two things in one node, whatever the order of the documents."""

from __future__ import annotations

import random
from urllib.parse import unquote

import pytest

from kg.ids import canonical, decode_iri, entity_iri
from kg.knowledge import Knowledge, KnownAward, KnownOrganization, load_knowledge
from kg.model import Entity, Record, Resolution
from kg.resolve import resolve
from tests.resolve.make import entity, fact, record


def labels(resolution: Resolution, kind: str) -> list[str]:
    return sorted(e.label for e in resolution.entities if e.type == kind)


def one(resolution: Resolution, document: Record, local: str) -> Entity:
    iri = resolution.iri_of(document.document_id, local)
    return next(e for e in resolution.entities if e.iri == iri)


def test_short_and_full_names_of_a_company_are_one_node() -> None:
    a = record("a", [entity("e1", "Enterprise", "包头铝业有限公司", "包头铝业")])
    b = record("b", [entity("e1", "Enterprise", "包头铝业")])
    c = record("c", [entity("e1", "Enterprise", "包头铝业有限责任公司")])
    found = resolve([a, b, c])
    assert len(found.entities) == 1
    assert found.entities[0].members == tuple(sorted((r.document_id, "e1") for r in (a, b, c)))
    assert found.entities[0].label.startswith("包头铝业有限")


def test_sister_companies_and_group_and_listed_company_stay_apart() -> None:
    names = ["中国铝业集团有限公司", "中国铝业股份有限公司", "中铝山东有限公司", "中铝山东新材料有限公司", "中铝山东"]
    found = resolve([record(n, [entity("e1", "Enterprise", n)]) for n in names])
    assert labels(found, "Enterprise") == sorted(names[:4])


def test_a_short_name_that_can_mean_two_stays_by_itself() -> None:
    a = record("a", [entity("e1", "Enterprise", "海宏新材料有限公司", "海宏")])
    b = record("b", [entity("e1", "Enterprise", "海宏铝业有限公司", "海宏")])
    c = record("c", [entity("e1", "Enterprise", "海宏")])
    assert len(resolve([a, b, c]).entities) == 3
    assert len(resolve([a, c]).entities) == 1


def test_branches_are_one_under_one_owner_in_any_spelling() -> None:
    a = record(
        "a",
        [
            entity("e1", "Enterprise", "中国铝业股份有限公司", "中铝股份"),
            entity("e2", "Enterprise", "贵州分公司", owner="e1"),
        ],
    )
    b = record("b", [entity("e1", "Enterprise", "中铝股份贵州分公司")])
    c = record("c", [entity("e1", "Enterprise", "中国铝业股份有限公司广西分公司")])
    d = record("d", [entity("e1", "Enterprise", "贵州分公司")])
    found = resolve([a, b, c, d])
    assert found.iri_of(a.document_id, "e2") == found.iri_of(b.document_id, "e1")
    assert len({found.iri_of(r.document_id, "e1") for r in (b, c, d)}) == 3
    assert one(found, b, "e1").label == "中国铝业股份有限公司贵州分公司"


def test_the_same_plant_under_two_owners_is_two() -> None:
    a = record(
        "a", [entity("e1", "Unit", "青海分公司电解厂"), entity("e2", "Unit", "连城分公司电解厂")], issuer="中铝股份"
    )
    b = record("b", [entity("e1", "Enterprise", "中铝股份青海分公司"), entity("e2", "Unit", "电解厂", owner="e1")])
    found = resolve([a, b])
    assert found.iri_of(a.document_id, "e1") != found.iri_of(a.document_id, "e2")
    assert "电解厂@中铝股份青海分公司" in decode_iri(found.iri_of(b.document_id, "e2"))


def test_units_without_known_owner_are_never_one_across_documents() -> None:
    a, b = (record(n, [entity("e1", "Unit", "财务部")]) for n in "ab")
    found = resolve([a, b])
    assert len(found.entities) == 2 and len({e.iri for e in found.entities}) == 2


def test_a_circle_of_owners_does_not_hang() -> None:
    a = record("a", [entity("e1", "Unit", "一车间", owner="e2"), entity("e2", "Unit", "二车间", owner="e1")])
    assert len(resolve([a]).entities) == 2


@pytest.mark.parametrize("predicate", ["holdsPost"])
def test_the_same_name_in_two_companies_is_two_people(predicate: str) -> None:
    def man(name: str, employer: str) -> Record:
        return record(
            name,
            [entity("e1", "Person", "王伟"), entity("e2", "Enterprise", employer)],
            [fact("e1", predicate, "e2", post="党委书记")],
        )

    a, b, c = man("a", "兰州铝业有限公司"), man("b", "包头铝业有限公司"), man("c", "兰州铝业")
    found = resolve([a, b, c])
    assert found.iri_of(a.document_id, "e1") != found.iri_of(b.document_id, "e1")
    assert found.iri_of(a.document_id, "e1") == found.iri_of(c.document_id, "e1")


def test_the_same_name_in_two_branches_is_two_people() -> None:
    people = [
        record(n, [entity("e1", "Person", "王伟", owner="e2"), entity("e2", "Enterprise", f"中铝股份{n}分公司")])
        for n in ("贵州", "广西")
    ]
    assert len(labels(resolve(people), "Person")) == 2


def test_a_stated_transfer_and_a_unique_award_join_namesakes() -> None:
    a = record("a", [entity("e1", "Person", "王伟", owner="e2"), entity("e2", "Enterprise", "兰州铝业有限公司")])
    b = record("b", [entity("e1", "Person", "王伟", owner="e2"), entity("e2", "Enterprise", "包头铝业有限公司")])
    moved = record(
        "m",
        [
            entity("e1", "Person", "王伟"),
            entity("e2", "Enterprise", "兰州铝业"),
            entity("e3", "Enterprise", "包头铝业"),
        ],
        [fact("e1", "holdsPost", "e2", post="厂长"), fact("e1", "holdsPost", "e3", post="总经理")],
    )
    assert len(labels(resolve([a, b]), "Person")) == 2
    assert len(labels(resolve([a, b, moved]), "Person")) == 1

    def decorated(name: str, employer: str, year: str) -> Record:
        return record(
            name,
            [
                entity("e1", "Person", "李强国", owner="e2"),
                entity("e2", "Enterprise", employer),
                entity("e3", "Award", "全国劳动模范"),
            ],
            [fact("e1", "conferral", "e3", level="national", year=year)],
        )

    same = resolve([decorated("a", "兰州铝业有限公司", "2020"), decorated("b", "甘肃铝业集团有限公司", "2020")])
    other = resolve([decorated("a", "兰州铝业有限公司", "2020"), decorated("b", "甘肃铝业集团有限公司", "2015")])
    assert len(labels(same, "Person")) == 1 and len(labels(other, "Person")) == 2


def test_a_title_the_gazetteer_knows_as_national_joins_namesakes() -> None:
    def decorated(name: str, employer: str) -> Record:
        people = [entity("e1", "Person", "李强国", owner="e2"), entity("e2", "Enterprise", employer)]
        return record(name, [*people, entity("e3", "Award", "改革闯将")], [fact("e1", "conferral", "e3", year="2018")])

    both = [decorated("a", "兰州铝业有限公司"), decorated("b", "甘肃铝业集团有限公司")]
    award = KnownAward("改革闯将", (), "national")
    knowledge = Knowledge({}, {}, {"改革闯将": award}, {"改革闯将": ("改革闯将",)}, {}, {}, frozenset(), {})
    assert len(labels(resolve(both, knowledge=knowledge), "Person")) == 1
    assert len(labels(resolve(both), "Person")) == 2


def test_awards_are_series_and_generic_ones_belong_to_who_gives_them() -> None:
    a = record(
        "a",
        [entity("e1", "Award", "2021年全国五一劳动奖章"), entity("e2", "Award", "先进个人")],
        issuer="首钢集团有限公司",
    )
    b = record(
        "b",
        [entity("e1", "Award", "全国五一劳动奖章"), entity("e2", "Award", "2022年度先进个人")],
        issuer="鞍钢集团有限公司",
    )
    c = record("c", [entity("e1", "Award", "全国五一劳动奖状"), entity("e2", "Award", "先进个人")], issuer="首钢集团")
    found = resolve([a, b, c])
    assert labels(found, "Award") == sorted(["先进个人", "先进个人", "全国五一劳动奖状", "全国五一劳动奖章"])
    assert found.iri_of(a.document_id, "e1") == found.iri_of(b.document_id, "e1")
    assert found.iri_of(a.document_id, "e2") == found.iri_of(c.document_id, "e2") != found.iri_of(b.document_id, "e2")


def test_projects_meet_by_name_and_generic_ones_do_not() -> None:
    a = record("a", [entity("e1", "Project", "云铜锌业搬迁项目"), entity("e2", "Project", "二期工程")])
    b = record("b", [entity("e1", "Project", "《云铜锌业搬迁》项目"), entity("e2", "Project", "二期工程")])
    assert len(labels(resolve([a, b]), "Project")) == 3


def small_knowledge() -> Knowledge:
    rows = [
        KnownOrganization("星河冶金集团有限公司", "Enterprise", ("星冶", "星冶集团"), None, None, "test"),
        KnownOrganization("星河铜材股份有限公司", "Enterprise", ("星铜",), "星河冶金集团有限公司", None, "test"),
    ]
    award = KnownAward("星河奖", ("星河科技奖",), "group", None, "test")
    names = {n: (r.name,) for r in rows for n in (r.name, *r.aliases)}
    awards = dict.fromkeys((award.name, *award.aliases), (award.name,))
    return Knowledge({r.name: r for r in rows}, names, {award.name: award}, awards, {}, {}, frozenset(), {})


def test_knowledge_joins_what_grammar_can_not() -> None:
    a = record("a", [entity("e1", "Enterprise", "星冶"), entity("e2", "Award", "星河科技奖")])
    b = record("b", [entity("e1", "Enterprise", "星河冶金集团有限公司"), entity("e2", "Award", "星河奖")])
    found = resolve([a, b], knowledge=small_knowledge())
    assert labels(found, "Enterprise") == ["星河冶金集团有限公司"] and labels(found, "Award") == ["星河奖"]
    assert len(resolve([a, b]).entities) == 4


def test_every_merge_says_its_rule_and_its_place() -> None:
    a = record("a", [entity("e1", "Enterprise", "包头铝业有限公司", "包铝")])
    b = record("b", [entity("e1", "Enterprise", "包头铝业")])
    merges = {m.right: m for m in resolve([a, b]).entities[0].merges}
    assert merges["包头铝业"].rule == "legal-form" and merges["包头铝业"].document_id == b.document_id
    assert merges["包铝"].rule == "document-alias" and merges["包铝"].span is not None


def corpus(seed: int) -> list[Record]:
    rng = random.Random(seed)
    brands = ["华兴", "远海", "金川", "宏达", "云顶"]
    trades = ["铝业", "铜业", "新材料"]
    records = []
    for number in range(24):
        full = f"{rng.choice(['山西', '贵州', '云南'])}{rng.choice(brands)}{rng.choice(trades)}{rng.choice(['有限公司', '股份有限公司'])}"
        short = full.replace("有限公司", "").replace("股份", "")
        entities = [entity("e1", "Enterprise", *rng.choice([(full,), (full, short), (short,), (short[2:],)]))]
        entities.append(entity("e2", "Unit", rng.choice(["电解厂", "一车间", "工会"]), owner=rng.choice(["e1", None])))
        entities.append(entity("e3", "Person", rng.choice(["王伟", "李娜"]), owner=rng.choice(["e1", "e2", None])))
        entities.append(entity("e4", "Award", rng.choice(["先进个人", "全国劳动模范", f"{short}劳动模范"])))
        facts = [fact("e3", "conferral", "e4", year=rng.choice(["2020", "2021"]), level="national")]
        records.append(record(f"d{seed}-{number}", entities, facts, issuer=rng.choice([full, None])))
    return records


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_documents_does_not_matter(seed: int) -> None:
    records = corpus(seed)
    first = resolve(records)
    for _ in range(3):
        random.Random(seed).shuffle(records)
        assert resolve(records).entities == first.entities
    assert len({e.iri for e in first.entities}) == len(first.entities)
    members = [m for e in first.entities for m in e.members]
    assert sorted(members) == sorted({(r.document_id, e.id) for r in records for e in r.entities})


@pytest.mark.parametrize("seed", range(6))
def test_a_subset_never_holds_together_what_all_documents_keep_apart(seed: int) -> None:
    """Nodes with complete names or owners are one or two whatever else is there."""
    records = [r for r in corpus(seed) if "有限公司" in r.entities[0].names[0]]
    everything, half = resolve(records), resolve(records[::2])
    for a in records[::2]:
        for b in records[::2]:
            together = half.iri_of(a.document_id, "e1") == half.iri_of(b.document_id, "e1")
            assert together == (everything.iri_of(a.document_id, "e1") == everything.iri_of(b.document_id, "e1"))


def test_ten_thousand_names_have_ten_thousand_stable_readable_iris() -> None:
    rng = random.Random(7)
    chars = [chr(c) for c in range(0x4E00, 0x4E00 + 3000)]
    names = sorted({"".join(rng.choices(chars, k=rng.randint(2, 9))) for _ in range(10_200)})[:10_000]
    records = [
        record(
            f"d{start}",
            [entity(f"e{i}", "Enterprise", n + "有限公司") for i, n in enumerate(names[start : start + 500])],
        )
        for start in range(0, 10_000, 500)
    ]
    found = resolve(records)
    again = resolve(list(reversed(records)))
    assert len({e.iri for e in found.entities}) == len(found.entities) == 10_000
    assert [e.iri for e in again.entities] == [e.iri for e in found.entities]
    assert all(canonical(e.label).endswith(unquote(e.iri).rsplit("/", 1)[1].split("@")[0]) for e in found.entities)
    assert all(
        entity_iri("Enterprise", wide(n)) == entity_iri("Enterprise", n) for n in ("ABC铝业(集团)123", "中铝 A-1")
    )


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def test_the_gazetteer_never_makes_two_of_its_rows_one() -> None:
    knowledge = load_knowledge()
    rows = [o for o in knowledge.organizations.values() if o.type == "Enterprise"]
    records = [record(f"d{i}", [entity("e1", "Enterprise", row.name)]) for i, row in enumerate(rows)]
    found = resolve(records, knowledge=knowledge)
    assert len(found.entities) == len(rows)


def test_what_is_left_of_a_compound_name_identifies_no_one() -> None:
    a = record("a", [entity("e1", "Enterprise", "鞍钢集团工程技术有限公司", "工程技术有限公司", "股份有限公司")])
    b = record("b", [entity("e1", "Enterprise", "中色工程技术有限公司", "工程技术有限公司")])
    c = record("c", [entity("e1", "Enterprise", "东方电气股份有限公司", "股份有限公司")])
    assert len(resolve([a, b, c]).entities) == 3


def test_pronouns_are_no_aliases() -> None:
    a = record("a", [entity("e1", "Enterprise", "包头铝业有限公司", "我公司", "公司", "集团", "包头铝业")])
    assert resolve([a]).entities[0].aliases == ("包头铝业",)


def test_a_branch_belongs_to_the_daughter_that_is_written_out() -> None:
    group = [entity("e1", "Enterprise", "星河冶金集团有限公司"), entity("e2", "Enterprise", "青海分公司", owner="e1")]
    daughter = [
        entity("e1", "Enterprise", "星河铜材股份有限公司"),
        entity("e2", "Enterprise", "星河铜材股份有限公司青海分公司", owner="e1"),
        entity("e3", "Enterprise", "星河冶金集团有限公司"),
    ]
    below = [fact("e1", "subOrganizationOf", "e3")]
    a, b = record("a", group), record("b", daughter, below)
    found = resolve([a, b])
    assert found.iri_of(a.document_id, "e2") == found.iri_of(b.document_id, "e2")
    apart = resolve([a, record("b", daughter)])
    assert apart.iri_of(a.document_id, "e2") != apart.iri_of(record("b", daughter).document_id, "e2")


def test_an_issuer_is_no_employer() -> None:
    a = record("a", [entity("e1", "Person", "李四光")], issuer="海川铝业有限公司")
    b = record("b", [entity("e1", "Person", "李四光")], issuer="远山铜业有限公司")
    assert decode_iri(resolve([a]).entities[0].iri).endswith("person/李四光")
    assert len(labels(resolve([a, b]), "Person")) == 2


def test_a_congress_employs_no_delegate() -> None:
    people = [entity("e1", "Person", "李强国"), entity("e2", "Institution", "全国人民代表大会")]
    found = resolve([record("a", people, [fact("e1", "holdsPost", "e2", post="人大代表")])])
    assert "全国人民代表大会" not in next(e.iri for e in found.entities if e.type == "Person")


def test_a_full_name_stands_alone_whatever_word_opens_it() -> None:
    firms = [entity("e1", "Enterprise", "本钢板材股份有限公司"), entity("e2", "Enterprise", "鞍钢集团有限公司")]
    found = resolve([record("a", firms, [fact("e1", "subOrganizationOf", "e2")])])
    assert labels(found, "Enterprise") == ["本钢板材股份有限公司", "鞍钢集团有限公司"]


def test_the_branch_a_group_means_is_the_one_its_gazetteer_knows() -> None:
    rows = (
        KnownOrganization("星河冶金集团有限公司", "Enterprise"),
        KnownOrganization("星河铜材股份有限公司", "Enterprise", (), "星河冶金集团有限公司"),
        KnownOrganization("星河铜材股份有限公司青海分公司", "Enterprise", ("青海分公司",), "星河铜材股份有限公司"),
    )
    names = {n: (row.name,) for row in rows for n in (row.name, *row.aliases)}
    knowledge = Knowledge({row.name: row for row in rows}, names, {}, {}, {}, {}, frozenset(), {})

    def told(group: str) -> list[str]:
        nodes = [entity("e1", "Enterprise", group), entity("e2", "Enterprise", "青海分公司", owner="e1")]
        daughter = record("b", [entity("e1", "Enterprise", "星河铜材股份有限公司")])
        return labels(resolve([record("a", nodes), daughter], knowledge=knowledge), "Enterprise")

    assert "星河铜材股份有限公司青海分公司" in told("星河冶金集团有限公司")
    assert "长岭电力集团有限公司青海分公司" in told("长岭电力集团有限公司")
