"""A graph of gold records conforms, every edge has its evidence, and a rerun is the same snapshot."""

from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean

from kg.graph import open_snapshot
from kg.graph.canonical import graph_hash, store_lines

GOLD = Path(__file__).parents[3] / "shared" / "dev"
PREFIXES = "PREFIX kg: <https://kg.example/ontology#> PREFIX org: <http://www.w3.org/ns/org#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>"
UNPROVEN = f"""{PREFIXES} ASK {{
    VALUES ?p {{ org:subOrganizationOf org:unitOf org:memberOf kg:received kg:undertakes kg:cooperatesWith kg:addressesTheme }}
    ?s ?p ?o
    FILTER NOT EXISTS {{
        {{ ?f rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }} UNION {{ ?f rdf:subject ?o ; rdf:predicate ?p ; rdf:object ?s }}
        UNION {{ ?f org:member ?s ; org:organization ?o }} UNION {{ ?f kg:recipient ?s ; kg:award ?o }}
        GRAPH ?d {{ ?e kg:supports ?f ; kg:start ?start ; kg:end ?end }}
    }} }}"""


@pytest.mark.shared
@pytest.mark.skipif(not GOLD.is_dir(), reason=f"development documents are not at {GOLD}")
def test_gold_graph_is_whole_and_the_same_again(tmp_path: Path) -> None:
    from bench.demo import demo

    made = demo(GOLD / "gold", GOLD / "docs", tmp_path / "store", limit=12)
    assert made.manifest["shacl"]["conforms"] and len(made.documents()) == 12
    store = made.store()
    assert graph_hash(store_lines(store)) == made.manifest["hash"]
    answer = store.query(UNPROVEN)
    assert isinstance(answer, QueryBoolean) and not answer
    again = demo(GOLD / "gold", GOLD / "docs", tmp_path / "other", limit=12)
    assert again.id == made.id
    one = open_snapshot(tmp_path / "store").document(made.documents()[0]["id"])
    fact = one["record"]["facts"][0]
    assert "".join(one["text"][fact["start"] : fact["end"]].split()) == "".join(fact["evidence"].split())
