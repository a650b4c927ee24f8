"""Facts once with all their evidence, whatever the order; circles broken; wrong types left out and counted."""

import random
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from bench.demo import by_name
from kg.graph.assemble import assemble
from kg.graph.canonical import canonical_lines, theme_ids
from kg.graph.facts import merge_facts
from kg.graph.hierarchy import closing_circles
from kg.graph.labels import sort_key
from kg.model import CharSpan, Evidence, Fact, Record, RecordEntity

Made = Callable[[int], tuple[list[Record], dict[str, str]]]
THEMES = theme_ids()
PROOF = Evidence(CharSpan(0, 4), CharSpan(0, 9), "原文")


def lines(records: list[Record]) -> list[str]:
    sources = {r.document_id: (f"{r.name}.txt",) for r in records}
    quads: tuple[Quad, ...] = assemble(records, by_name(records), sources=sources, themes=THEMES).quads
    return canonical_lines(quads)


def one(document: str, facts: list[Fact], **types: str) -> Record:
    entities = tuple(RecordEntity(key, kind, (f"名称{key}",)) for key, kind in types.items())
    return Record(document * 16, document, None, None, None, entities, tuple(facts), ())


def fact(predicate: str, subject: str, target: str, confidence: float = 0.9, **attributes: str) -> Fact:
    return Fact(predicate, subject, target, PROOF, "test", confidence, tuple(sorted(attributes.items())))


def merged(*records: Record):  # type: ignore[no-untyped-def]
    return merge_facts(records, by_name(list(records)), themes=THEMES)


def test_order_of_records_does_not_matter(made: Made) -> None:
    records, _ = made(6)
    expected = lines(records)
    for seed in range(4):
        random.Random(seed).shuffle(records)
        assert lines(records) == expected


def test_any_choice_of_documents_in_any_order_gives_its_own_graph(made: Made) -> None:
    records, _ = made(7)
    chance = random.Random(3)
    for _ in range(12):
        chosen = chance.sample(records, chance.randrange(1, 7))
        told = lines(chosen)
        assert told == lines(sorted(chosen, key=lambda r: r.document_id))
        graphs = {line.split(" ")[-2].rsplit("/", 1)[1][:-1] for line in told if "/evidence/" in line.split(" ")[0]}
        assert graphs == {r.document_id for r in chosen}
        gone = {r.document_id for r in records} - graphs
        assert not any(document in line for line in told for document in gone)


def test_the_same_fact_in_two_documents_is_one_node_with_two_proofs() -> None:
    types = {"p": "Person", "a": "Award"}
    found = merged(
        one("1", [fact("conferral", "p", "a", 0.6, year="2020")], **types),
        one("2", [fact("conferral", "p", "a", 0.8, year="2020")], **types),
    )
    (only,) = found.facts
    assert len(only.proofs) == 2 and only.confidence == 0.8


def test_a_less_specific_fact_joins_the_one_fuller_fact_and_no_other() -> None:
    types = {"p": "Person", "a": "Award"}
    bare = one("1", [fact("conferral", "p", "a")], **types)
    first = one("2", [fact("conferral", "p", "a", year="2020")], **types)
    second = one("3", [fact("conferral", "p", "a", year="2021")], **types)
    assert [len(f.proofs) for f in merged(bare, first).facts] == [2]
    assert sorted(len(f.proofs) for f in merged(bare, first, second).facts) == [1, 1, 1]


def test_cooperation_is_one_fact_in_either_direction() -> None:
    types = {"c": "Enterprise", "d": "Enterprise"}
    found = merged(
        one("1", [fact("cooperatesWith", "c", "d")], **types), one("2", [fact("cooperatesWith", "d", "c")], **types)
    )
    assert [len(f.proofs) for f in found.facts] == [2]


def test_facts_that_cannot_be_are_left_out_and_counted() -> None:
    types = {"p": "Person", "c": "Enterprise", "a": "Award"}
    facts = [
        fact("holdsPost", "c", "c"),
        fact("subOrganizationOf", "c", "c"),
        fact("addressesTheme", "c", "no-such-theme"),
        fact("conferral", "p", "gone"),
        replace(fact("conferral", "p", "a"), evidence=replace(PROOF, span=CharSpan(2, 2))),
        fact("conferral", "p", "a"),
    ]
    found = merged(one("1", facts, **types))
    assert len(found.facts) == 1 and sum(found.left_out.values()) == 5 and len(found.left_out) == 5


def test_a_known_level_beats_unknown_and_the_most_confident_beats_the_rest() -> None:
    types = {"p": "Person", "a": "Award"}
    found = merged(
        one("1", [fact("conferral", "p", "a", 0.99, level="unknown")], **types),
        one("2", [fact("conferral", "p", "a", 0.7, level="group")], **types),
        one("3", [fact("conferral", "p", "a", 0.8, level="national")], **types),
    )
    assert found.facts[0].details == (("level", "national"),)


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(0.1, 1)), max_size=25), st.randoms())
@settings(max_examples=60, deadline=None)
def test_hierarchy_has_no_circle_and_loses_no_more_than_it_must(
    pairs: list[tuple[int, int, float]], chance: random.Random
) -> None:
    types = {f"c{i}": "Enterprise" for i in range(8)}
    facts = [fact("subOrganizationOf", f"c{a}", f"c{b}", round(c, 3)) for a, b, c in pairs]
    found = merged(one("1", facts, **types)).facts
    closing = closing_circles(found)
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert closing_circles(shuffled) == closing
    up: dict[str, set[str]] = {}
    for f in found:
        if f.iri not in closing:
            up.setdefault(f.subject, set()).add(f.object)

    def above(node: str) -> set[str]:
        seen: set[str] = set()
        todo = list(up.get(node, ()))
        while todo:
            if (here := todo.pop()) not in seen:
                seen.add(here)
                todo += up.get(here, ())
        return seen

    assert not any(node in above(node) for node in up)
    assert all(f.subject in above(f.object) for f in found if f.iri in closing)


def test_years_that_are_no_single_year_are_kept_as_written() -> None:
    types = {"p": "Person", "a": "Award"}
    told = "\n".join(lines([one("1", [fact("conferral", "p", "a", year="2019-2020")], **types)]))
    assert '#period> "2019-2020"' in told and "#year>" not in told


def test_labels_with_anything_in_them_are_stored_exactly() -> None:
    from pyoxigraph import RdfFormat, Store

    nasty = 'a"\\\n<script>{}\x01 名\ud800'
    entity = RecordEntity("c", "Enterprise", (nasty,))
    record = Record("1" * 16, "d", nasty, None, nasty, (entity,), (), ())
    told = lines([record])
    store = Store()
    store.load(input="\n".join(told).encode(), format=RdfFormat.N_QUADS)
    assert canonical_lines(store) == told
    expected = nasty.replace("\ud800", "\ufffd")
    values = {q.object.value for q in store.quads_for_pattern(None, None, None)}
    assert expected in values


def test_surnames_read_as_they_should() -> None:
    assert sort_key("单雄信", person=True).startswith("shan ") and sort_key("令狐冲", person=True) == "ling hu chong"
