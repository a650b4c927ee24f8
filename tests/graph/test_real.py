"""Real documents: the graph conforms, every edge has its evidence, and a rerun is the same snapshot."""

from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean, Store

from kg.graph import open_snapshot
from kg.graph.canonical import graph_hash, store_lines

GOLD = Path(__file__).parents[3] / "shared" / "dev"
PREFIXES = "PREFIX kg: <https://kg.example/ontology#> PREFIX org: <http://www.w3.org/ns/org#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>"
# together: no edge without a fact, no fact without evidence, no evidence without a span (one small pattern a filter: the
# store would join the whole of several triples under NOT EXISTS again for each row)
EDGES = "VALUES ?p { org:subOrganizationOf org:unitOf kg:undertakes kg:addressesTheme kg:cooperatesWith }"
UNPROVEN = [
    f"""{PREFIXES} ASK {{ {EDGES} ?s ?p ?o
        FILTER NOT EXISTS {{ ?f rdf:subject ?s ; rdf:object ?o FILTER EXISTS {{ ?f rdf:predicate ?p }} }}
        FILTER NOT EXISTS {{ ?f rdf:subject ?o ; rdf:object ?s FILTER EXISTS {{ ?f rdf:predicate kg:cooperatesWith }} }} }}""",
    f"{PREFIXES} ASK {{ ?s org:memberOf ?o FILTER NOT EXISTS {{ ?f org:member ?s ; org:organization ?o }} }}",
    f"{PREFIXES} ASK {{ ?s kg:received ?o FILTER NOT EXISTS {{ ?f kg:recipient ?s ; kg:award ?o }} }}",
    f"""{PREFIXES} ASK {{ VALUES ?c {{ kg:Statement kg:Membership kg:Conferral }} ?f a ?c
        FILTER NOT EXISTS {{ GRAPH ?d {{ ?e kg:supports ?f }} }} }}""",
    f"{PREFIXES} ASK {{ GRAPH ?d {{ ?e kg:supports ?f FILTER NOT EXISTS {{ ?e kg:start ?a }} }} }}",
    f"{PREFIXES} ASK {{ GRAPH ?d {{ ?e kg:supports ?f FILTER NOT EXISTS {{ ?e kg:end ?a }} }} }}",
]


def assert_proven(store: Store) -> None:
    for question in UNPROVEN:
        answer = store.query(question)
        assert isinstance(answer, QueryBoolean) and not answer, question


@pytest.mark.shared
@pytest.mark.skipif(not GOLD.is_dir(), reason=f"development documents are not at {GOLD}")
def test_gold_graph_is_whole_and_the_same_again(tmp_path: Path) -> None:
    from bench.demo import demo

    made = demo(GOLD / "gold", GOLD / "docs", tmp_path / "store", limit=12)
    assert made.manifest["shacl"]["conforms"] and len(made.documents()) == 12
    store = made.store()
    assert graph_hash(store_lines(store)) == made.manifest["hash"]
    assert_proven(store)
    again = demo(GOLD / "gold", GOLD / "docs", tmp_path / "other", limit=12)
    assert again.id == made.id
    one = open_snapshot(tmp_path / "store").document(made.documents()[0]["id"])
    fact = one["record"]["facts"][0]
    assert "".join(one["text"][fact["start"] : fact["end"]].split()) == "".join(fact["evidence"].split())


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not GOLD.is_dir(), reason=f"development documents are not at {GOLD}")
@pytest.mark.parametrize("name", ["seeds", "dev/docs"])
def test_real_documents_build_conform_and_prove_every_edge(tmp_path: Path, name: str) -> None:
    from kg.graph.build import build
    from kg.settings import load_settings

    settings = [load_settings({"store": str(tmp_path / str(n))}) for n in (0, 1)]
    folder = GOLD.parent / name
    first = build([folder], settings=settings[0])
    assert first.conforms and first.documents >= 4 and not first.skipped and not first.quotes.get("refused")
    assert_proven(open_snapshot(tmp_path / "0").store())
    assert build([folder], settings=settings[1]).snapshot == first.snapshot
    assert build([folder], settings=settings[0]).quads_written == 0
