"""The answers over the small world: search, entity, network, paths, tree, awards, matrix, themes, documents, overview."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from kg.errors import NotFound, UsageError
from kg.query import PREFIXES, View, plain
from kg.query.awards import AwardFilters, award_rows, awards
from kg.query.documents import document, documents
from kg.query.entity import conflicts, entity, evidence, facts_about
from kg.query.hierarchy import hierarchy, roots
from kg.query.matrix import matrix
from kg.query.neighbourhood import Filters, neighbourhood
from kg.query.overview import overview, review
from kg.query.paths import paths
from kg.query.search import search
from kg.query.themes import theme, themes
from tests.query.world import GOLD, TEXTS, publish_records, records


def iri(view: View, name: str) -> str:
    return search(view, name).items[0].iri


@pytest.mark.parametrize(
    "typed",
    [
        "星河铝业",
        "星河铝业股份",
        "xhly",
        "xinghelv",
        "xinghelvye",
        "Xīnghé lǚyè",
        "xing he lü",
        "星铝股份",
        "星河 股份",
        "河铝",
    ],
)
def test_search_finds_a_company_by_what_people_type(view: View, typed: str) -> None:
    found = search(view, typed, types=("Enterprise",))
    assert "星河铝业股份有限公司" in [hit.label for hit in found.items]


@pytest.mark.parametrize("typed", ["zengchanghang", "cengzhangxing", "zengchangxing", "zch", "czx", "曾长", "长行"])
def test_search_knows_every_reading_of_a_character(view: View, typed: str) -> None:
    assert "曾长行" in [hit.label for hit in search(view, typed).items]


def test_search_puts_exact_before_prefix_before_inside(view: View) -> None:
    labels = [(hit.match, hit.label) for hit in search(view, "星河集团").items]
    assert labels[0] == ("exact", "星河集团有限公司")
    order = [m for m, _ in labels]
    assert order == sorted(order, key=("exact", "prefix", "inside", "pinyin", "characters").index)


@pytest.mark.parametrize("typed", ["", "   ", '"', "* OR 1", "NEAR(a b)", "星河' --", "《》", "a" * 200, "😀", "\x00"])
def test_search_survives_anything(view: View, typed: str) -> None:
    assert search(view, typed).query == typed


def test_search_refuses_what_it_does_not_know(view: View) -> None:
    for wrong in ({"types": ("Company",)}, {"limit": 0}, {"limit": 10_000}, {"offset": -1}):
        with pytest.raises(UsageError):
            search(view, "星河", **wrong)  # type: ignore[arg-type]


def test_entity_groups_facts_both_ways_with_highlighted_evidence(view: View) -> None:
    answer = entity(view, iri(view, "星河铝业股份有限公司"))
    groups = {(g.predicate, g.direction): g for g in answer.groups}
    assert [p.label for p in answer.parents] == ["星河集团有限公司"]
    assert groups["subOrganizationOf", "in"].items[0].subject.label == "星河铝业重庆分公司"
    fact = groups["subOrganizationOf", "out"].items[0]
    proof = fact.evidence[0]
    text = view.text(proof.document.id)
    assert proof.sentence == text[proof.sentence_start : proof.sentence_end]
    shown = {h.role: text[h.start : h.end] for h in proof.highlights}
    assert shown["subject"] == "星河铝业股份有限公司" and shown["object"] == "星河集团有限公司"
    assert "星河铝业" in answer.aliases


def test_posts_stand_in_the_order_of_the_documents(view: View) -> None:
    posts = entity(view, iri(view, "曾长行")).posts
    assert [(p.post, p.first_date) for p in posts] == [("主任", "2021-05-01"), ("副总经理", "2022-12-30")]


def test_facts_and_evidence_page(view: View) -> None:
    unit = iri(view, "电解二车间")
    group = facts_about(view, unit, predicate="conferral", limit=1)
    assert group.total == 1 and not group.truncated
    fact, proofs = evidence(view, group.items[0].iri)
    assert fact.evidence_count == 2 and len(proofs) == 2
    assert len({p.document.id for p in proofs}) == 2
    assert evidence(view, fact.iri, limit=1, offset=1)[1] == proofs[1:]
    for call in (lambda: entity(view, "https://kg.example/id/none"), lambda: evidence(view, "x")):
        with pytest.raises(NotFound):
            call()


def test_neighbourhood_is_bounded_and_counts_the_rest(view: View) -> None:
    focus = iri(view, "星河铝业股份有限公司")
    whole = neighbourhood(view, focus, hops=1)
    small = neighbourhood(view, focus, hops=1, limit=3)
    assert len(small.nodes) == 3 and small.truncated and small.nodes[0].iri == focus
    assert sum(m.total for m in small.more) == sum(m.total for m in whole.more)
    hidden = next(n for n in small.nodes if n.iri == focus).hidden
    assert hidden == len(whole.nodes) - 3
    shown = {n.iri for n in small.nodes}
    assert all(e.source in shown and e.target in shown for e in small.edges)
    rest = neighbourhood(view, focus, hops=1, limit=60, offset=2)
    assert {n.iri for n in small.nodes} | {n.iri for n in rest.nodes} == {n.iri for n in whole.nodes}


def test_neighbourhood_filters(view: View) -> None:
    focus = iri(view, "曾长行")
    only = neighbourhood(view, focus, filters=Filters(relations=("conferral",), years=(2022, None)))
    assert {n.label for n in only.nodes} == {"曾长行", "重庆市劳动模范"}
    people = neighbourhood(view, iri(view, "电解二车间"), filters=Filters(types=("Person",)))
    assert {n.type for n in people.nodes} == {"Unit", "Person"}
    with pytest.raises(UsageError):
        neighbourhood(view, focus, hops=9)


def test_paths_are_simple_shortest_first_and_carry_facts(view: View) -> None:
    found = paths(view, iri(view, "曾长行"), iri(view, "星河集团有限公司"))
    lengths = [p.length for p in found.paths]
    assert lengths == sorted(lengths) and lengths[0] == 3 and len(found.paths) >= 2
    for path in found.paths:
        nodes = [path.steps[0].source.iri, *(s.target.iri for s in path.steps)]
        assert len(set(nodes)) == len(nodes)
        for step in path.steps:
            ends = {step.fact.subject.iri, step.fact.object.iri, step.fact.conferrer and step.fact.conferrer.iri}
            assert {step.source.iri, step.target.iri} <= ends | {step.fact.project and step.fact.project.iri}
            assert step.fact.evidence
    none = paths(view, iri(view, "蓝海大学"), iri(view, "星河集团有限公司"), relations=("unitOf",))
    assert none.paths == () and not none.truncated
    same = paths(view, iri(view, "曾长行"), iri(view, "曾长行"))
    assert same.paths == ()


def test_hierarchy_unfolds_a_page_at_a_time(view: View) -> None:
    group = iri(view, "星河集团有限公司")
    tree = hierarchy(view, group, depth=3)
    assert [c.entity.label for c in tree.root.children] == ["星河铝业股份有限公司", "星河铜业有限公司"]
    branch = tree.root.children[0].children[0]
    assert branch.entity.label == "星河铝业重庆分公司" and branch.awards == 3
    assert branch.children[0].entity.label == "电解二车间"
    assert tree.root.awards_total == 6 and tree.root.awards == 1
    first = hierarchy(view, group, depth=1, page=1)
    assert first.root.more == 1 and len(first.root.children) == 1
    second = hierarchy(view, group, depth=1, page=1, offset=1)
    assert second.root.more == 0 and second.root.children[0] != first.root.children[0]
    early = hierarchy(view, group, depth=1, as_of="2021")
    assert [c.entity.label for c in early.root.children] == ["星河铝业股份有限公司"] and early.root.awards_total == 3
    assert [b.entity.iri for b in roots(view).items] == [group]


def test_awards_roll_up_to_the_right_subsidiary(view: View) -> None:
    rows = {(r.recipient.label, r.award.label): r for r in award_rows(view, page=2)}
    assert len(rows) == 7
    person = rows["曾长行", "全国五一劳动奖章"]
    assert person.subsidiary is not None and person.subsidiary.label == "星河铝业重庆分公司"
    assert [p.label for p in person.parents] == ["星河铝业股份有限公司", "星河集团有限公司"]
    assert person.conferrer is not None and person.conferrer.label == "中华全国总工会"
    project = rows["绿水电解节能改造项目", "中国有色金属工业科学技术奖"]
    assert project.subsidiary is not None and project.subsidiary.label == "星河铝业股份有限公司"
    assert person.document is not None and person.start is not None and person.end is not None
    assert "".join(view.text(person.document.id)[person.start : person.end].split()) == person.quote


@pytest.mark.parametrize(
    "filters, expected",
    [
        (AwardFilters(levels=("national",)), 3),
        (AwardFilters(years=(2022, None)), 3),
        (AwardFilters(years=(None, 2020)), 1),
        (AwardFilters(types=("Person",)), 2),
        (AwardFilters(award_name="劳动"), 2),
        (AwardFilters(min_confidence=0.5), 7),
    ],
)
def test_awards_filters(view: View, filters: AwardFilters, expected: int) -> None:
    assert awards(view, filters).total == expected == len(list(award_rows(view, filters)))


def test_awards_of_an_enterprise_take_in_all_below(view: View) -> None:
    aluminium = iri(view, "星河铝业股份有限公司")
    assert awards(view, AwardFilters(enterprise=aluminium)).total == 4
    assert awards(view, AwardFilters(enterprise=aluminium, own=True)).total == 1
    with pytest.raises(UsageError):
        awards(view, AwardFilters(levels=("galactic",)))


def test_tables_agree_with_the_graph(view: View) -> None:
    store = view.snapshot.store()
    query = "SELECT ?c ?r ?a ?l WHERE { ?c a kg:Conferral ; kg:recipient ?r ; kg:award ?a ; kg:level ?l }"
    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    graph = {(s["c"].value, s["r"].value, s["a"].value, s["l"].value) for s in found}
    assert graph == {(r.fact, r.recipient.iri, r.award.iri, r.level) for r in award_rows(view)}
    edges = store.query("SELECT ?s ?o WHERE { ?s org:subOrganizationOf|org:unitOf ?o }", prefixes=PREFIXES)
    assert isinstance(edges, QuerySolutions)
    assert len(list(edges)) == view.value("SELECT count(*) FROM parent")


def test_matrix_counts_and_rolls_up(view: View) -> None:
    plain_matrix = matrix(view, by="year")
    assert [c.key for c in plain_matrix.columns] == ["2020", "2021", "2022", "unknown"]
    own = {r.enterprise.label: r.total for r in plain_matrix.rows}
    assert own == {
        "星河铝业重庆分公司": 3,
        "星河铝业股份有限公司": 1,
        "星河集团有限公司": 1,
        "星河铜业有限公司": 1,
        "远山钢铁有限公司": 2,
    }
    rolled = {r.enterprise.label: r.total for r in matrix(view, by="year", roll_up=True).rows}
    assert rolled["星河集团有限公司"] == 6 and plain_matrix.total == 8 and rolled["星河铝业股份有限公司"] == 4
    assert [c.key for c in matrix(view, by="level").columns] == ["national", "provincial", "industry", "group"]
    page = matrix(view, by="award", limit=1, offset=1)
    assert page.truncated and len(page.rows) == 1 and page.row_total == 5


def test_themes_count_what_is_narrower(view: View) -> None:
    items = {t.notation: t for t in themes(view).items}
    assert items["dual-carbon"].facts == 1 and items["ecology"].facts == 0 and items["ecology"].facts_total == 2
    assert items["talent"].documents_total == 2
    answer = theme(view, "ecology")
    assert [f.subject.label for f in answer.facts] == ["绿水电解节能改造项目", "星河铝业股份有限公司"]
    assert "dual-carbon" in [n.notation for n in answer.narrower]


def test_documents_and_one_document(view: View) -> None:
    listed = documents(view)
    assert [d.document.date for d in listed.items] == ["2022-12-30", "2021-05-01"]
    assert documents(view, entity=iri(view, "蓝海大学")).total == 1
    assert documents(view, theme="ecology").total == 1 and documents(view, query="简报").total == 1
    whole = document(view, listed.items[1].document.id)
    assert len(whole.facts) == 10 and not whole.truncated
    for mention in whole.mentions:
        assert whole.text[mention.start : mention.end] == mention.surface
    half = document(view, listed.items[1].document.id, start=60, end=120)
    assert half.text == whole.text[60:120] and half.length == len(whole.text)
    assert all(m.start >= 60 and m.end <= 120 for m in half.mentions)
    with pytest.raises(NotFound):
        document(view, "../../etc/passwd")


def test_overview_and_review(view: View) -> None:
    answer = overview(view)
    assert answer.documents == 2 and {c.key: c.count for c in answer.check}["confidence"] == 1
    assert {c.key: c.count for c in answer.predicates}["conferral"] == 8
    assert review(view).low_confidence[0].confidence == 0.4
    assert [c.kind for c in conflicts(view)] == ["year"]


def test_answers_are_json_and_the_same_again(view: View) -> None:
    again = View(view.snapshot)
    group = iri(view, "星河集团有限公司")
    calls = [
        lambda v: overview(v),
        lambda v: entity(v, group),
        lambda v: neighbourhood(v, group, hops=2),
        lambda v: awards(v),
        lambda v: matrix(v),
        lambda v: hierarchy(v, group),
        lambda v: paths(v, group, iri(v, "曾长行")),
    ]
    for call in calls:
        answer = call(view)  # type: ignore[no-untyped-call]
        assert dataclasses.is_dataclass(answer)
        assert json.dumps(plain(answer)) == json.dumps(plain(call(again)))  # type: ignore[no-untyped-call]


def test_namesakes_are_listed_for_review(tmp_path: Path) -> None:
    gold = json.loads(json.dumps(GOLD))
    other = {"id": "e20", "type": "Unit", "names": ["电解二车间（老）", "电解二车间"]}
    gold["b-2022"]["entities"].append(other)
    found = review(View(publish_records(tmp_path / "store", records(gold, TEXTS)))).duplicates
    assert [{a.label, b.label} for a, b in found] == [{"电解二车间", "电解二车间（老）"}]
