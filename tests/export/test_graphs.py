"""Graphs re-read by a second library are the same graph; the same snapshot gives the same bytes in any process."""

import os
import subprocess
import sys
from pathlib import Path

import networkx
import pytest
import rdflib
from pyoxigraph import DefaultGraph, RdfFormat, parse
from rdflib.compare import isomorphic

from kg.errors import UsageError
from kg.export import save_graph, to_networkx
from kg.export.graphs import GRAPHS
from kg.graph import Snapshot
from kg.query import View

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns about its own parsers
ROOT = Path(__file__).parents[2]
RDFLIB = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
OX = {
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
DATASETS = ("trig", "nq", "jsonld")


def written(snapshot: Snapshot, form: str, folder: Path) -> Path:
    path = folder / f"g.{form}"
    save_graph(snapshot, path)
    return path


@pytest.mark.parametrize("form", list(OX))
@pytest.mark.parametrize("which", ["snapshot", "hostile"])
def test_rdf_is_the_same_graph_for_two_parsers(form: str, which: str, out: Path, request) -> None:
    snapshot: Snapshot = request.getfixturevalue(which)
    path = written(snapshot, form, out)
    quads = set(snapshot.store().quads_for_pattern(None, None, None, None))
    assert len(quads) > 1000
    again = set(parse(path=str(path), format=OX[form]))
    if form in DATASETS:
        assert again == quads
    else:
        triples = {q.triple for q in quads}
        if form == "rdf" and which == "hostile":
            assert len(again) == len(triples)  # control characters are gone there, and counted
        else:
            assert {q.triple for q in again} == triples
    second = rdflib.Dataset()
    second.parse(path, format=RDFLIB[form])
    assert sum(len(graph) for graph in second.graphs()) == len(again)
    if form in ("nt", "rdf", "ttl") and which == "snapshot":
        first = rdflib.Graph().parse(data=snapshot_triples(snapshot), format="nt")
        assert isomorphic(rdflib.Graph().parse(path, format=RDFLIB[form]), first)


def snapshot_triples(snapshot: Snapshot) -> str:
    return "".join(f"{q.triple} .\n" for q in snapshot.store().quads_for_pattern(None, None, None, None))


def test_without_evidence_only_the_default_graph(snapshot: Snapshot, out: Path) -> None:
    save_graph(snapshot, out / "g.nq", evidence=False)
    expected = set(snapshot.store().quads_for_pattern(None, None, None, DefaultGraph()))
    assert set(parse(path=str(out / "g.nq"), format=RdfFormat.N_QUADS)) == expected


def test_control_characters_are_removed_and_counted(hostile: Snapshot, out: Path) -> None:
    assert save_graph(hostile, out / "g.rdf") == 2
    assert save_graph(hostile, out / "g.graphml") >= 2
    assert save_graph(hostile, out / "g.gexf") >= 2
    assert save_graph(hostile, out / "g.ttl") == 0
    assert "曾长行\n二世" in {d["label"] for _, d in networkx.read_graphml(out / "g.graphml").nodes(data=True)}


def test_networkx_is_whole(view: View) -> None:
    graph = to_networkx(view)
    assert graph.number_of_nodes() == view.value("SELECT count(*) FROM entity")
    assert graph.number_of_edges() == view.value("SELECT count(*) FROM fact")
    edge = next(d for _, _, d in graph.edges(data=True) if d.get("conferrer"))
    assert edge["predicate"] == "conferral" and edge["conferrer"] == "中华全国总工会" and edge["quote"]
    assert None not in [v for _, _, d in graph.edges(data=True) for v in d.values()]


@pytest.mark.parametrize("which", ["snapshot", "hostile"])
@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_graphml_and_gexf_come_back(which: str, form: str, out: Path, request) -> None:
    snapshot: Snapshot = request.getfixturevalue(which)
    graph = to_networkx(View(snapshot))
    path = written(snapshot, form, out)
    again = networkx.read_graphml(path, force_multigraph=True) if form == "graphml" else networkx.read_gexf(path)
    assert set(again.nodes) == set(graph.nodes)
    labels = {n: "".join(ch for ch in d["label"] if ch >= " " or ch == "\n") for n, d in graph.nodes(data=True)}
    assert {n: d["label"] for n, d in again.nodes(data=True)} == labels
    facts = sorted((u, v, d["fact"], d["predicate"], d["confidence"]) for u, v, d in graph.edges(data=True))
    assert sorted((u, v, d["fact"], d["predicate"], d["confidence"]) for u, v, d in again.edges(data=True)) == facts


def test_same_bytes_in_every_process(snapshot: Snapshot, out: Path) -> None:
    script = (
        "import sys, hashlib; from pathlib import Path; from kg.graph import open_snapshot; from kg.export import save_graph\n"
        "from kg.export.graphs import GRAPHS\n"
        "for form in GRAPHS:\n"
        "    path = Path(sys.argv[2]) / f'g.{form}'; save_graph(open_snapshot(sys.argv[1]), path)\n"
        "    print(form, hashlib.sha256(path.read_bytes()).hexdigest())\n"
    )
    store = str(snapshot.path.parent.parent)
    answers = [
        subprocess.run(
            [sys.executable, "-c", script, store, str(out / seed)],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert answers[0] == answers[1] and answers[0].count("\n") == len(GRAPHS) >= 8


def test_unknown_format(snapshot: Snapshot, out: Path) -> None:
    with pytest.raises(UsageError):
        save_graph(snapshot, out / "g.dot")


def test_json_ld_uses_the_short_names(snapshot: Snapshot, out: Path) -> None:
    import json

    data = json.loads(written(snapshot, "jsonld", out).read_text(encoding="utf-8"))
    conferral = next(node for node in data["@graph"] if "kg:Conferral" in node.get("type", ()))
    assert {"id", "recipient", "award", "confidence"} <= set(conferral) and "@context" in data
