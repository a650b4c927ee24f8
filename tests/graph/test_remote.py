"""One contract over the embedded store and a real `oxigraph serve`; pushing sends what changed and nothing else."""

import io
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyoxigraph import DefaultGraph, NamedNode, QueryBoolean, QuerySolutions

from bench.demo import by_name
from kg.cli.query import query
from kg.errors import LimitExceeded, QueryError, StoreError
from kg.graph import Snapshot, open_snapshot
from kg.graph.addresses import is_remote
from kg.graph.assemble import assemble
from kg.graph.build import build
from kg.graph.canonical import store_lines, theme_ids
from kg.graph.publish import prepare_store, publish
from kg.graph.push import Pushed, push
from kg.graph.remote import connect, marker
from kg.ids import DEFAULT_BASE
from kg.model import Record
from kg.query import PREFIXES, View, build_tables
from kg.records import to_json
from kg.settings import load_settings

Made = Callable[[int], tuple[list[Record], dict[str, str]]]
PROGRAM = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
needs_server = pytest.mark.skipif(PROGRAM is None, reason="pip install oxigraph brings the server")


def put(root: Path, records: list[Record], texts: dict[str, str]) -> Snapshot:
    sources = {r.document_id: (f"{r.name}.txt",) for r in records}
    quads = assemble(records, by_name(records), sources=sources, themes=theme_ids()).quads
    documents = {r.document_id: {"title": r.title, "text": texts[r.document_id], "record": to_json(r)} for r in records}
    return publish(prepare_store(root), quads, documents=documents, manifest={"base": DEFAULT_BASE})


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of an `oxigraph serve` of its own."""
    assert PROGRAM is not None
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [PROGRAM, "serve", "--location", str(tmp_path / "ox"), "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(params=["embedded", pytest.param("remote", marks=needs_server)])
def snapshot(request: pytest.FixtureRequest, made: Made, tmp_path: Path) -> Snapshot:
    """The same graph, embedded or behind HTTP."""
    records, texts = made(3)
    local = put(tmp_path / "store", records, texts)
    if request.param == "embedded":
        return local
    remote = connect(request.getfixturevalue("server"), base=DEFAULT_BASE)
    push(local, remote, base=DEFAULT_BASE)
    return replace(local, remote=remote)


def test_contract_answers(snapshot: Snapshot) -> None:
    store = snapshot.store()
    rows = store.query("SELECT ?d ?t WHERE { ?d a kg:Document ; dcterms:title ?t } ORDER BY ?t", prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)
    assert [row["t"].value for row in rows] == [f"样例简报第{n}期" for n in range(3)]
    yes = store.query("ASK { GRAPH ?d { ?e kg:quote ?q } }", prefixes=PREFIXES)
    assert isinstance(yes, QueryBoolean) and yes
    built: Any = store.query("CONSTRUCT { ?d a kg:Document } WHERE { ?d a kg:Document }", prefixes=PREFIXES)
    assert len(list(built)) == 3


def test_contract_counts_are_not_inflated(snapshot: Snapshot) -> None:
    rows = snapshot.store().query("SELECT (COUNT(*) AS ?n) WHERE { ?c a kg:Conferral }", prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)
    assert int(next(rows)["n"].value) == snapshot.manifest["counts"]["classes"]["Conferral"]


def test_contract_errors(snapshot: Snapshot) -> None:
    with pytest.raises((QueryError, SyntaxError)):
        snapshot.store().query("SELECT WHERE")


def test_contract_patterns_and_whole_graph(snapshot: Snapshot) -> None:
    store = snapshot.store()
    documents = {f"{DEFAULT_BASE}document/{d['id']}" for d in snapshot.documents()}
    assert documents <= {str(g.value) for g in store.named_graphs()}
    iri = NamedNode(sorted(documents)[0])
    local = replace(snapshot, remote=None).store()
    for pattern in [
        (iri, None, None, None),
        (None, NamedNode(f"{PREFIXES['kg']}supports"), None, None),
        (None, None, None, iri),
        (None, None, None, DefaultGraph()),
        (None, None, NamedNode(f"{PREFIXES['kg']}Document"), DefaultGraph()),
        (iri, NamedNode(f"{PREFIXES['rdf']}type"), NamedNode(f"{PREFIXES['kg']}Document"), None),
        (None, NamedNode(f"{PREFIXES['kg']}start"), None, iri),
    ]:
        found = sorted(map(str, store.quads_for_pattern(*pattern)))
        assert found == sorted(map(str, local.quads_for_pattern(*pattern))) and found
    assert store_lines(store) == store_lines(local) and len(store) == len(local)


def test_contract_tables_and_exports(snapshot: Snapshot, tmp_path: Path) -> None:
    from kg.export.rdf import write_rdf

    ends = []
    for number, one in enumerate((snapshot, replace(snapshot, remote=None))):
        tables = build_tables(one, tmp_path / f"{number}.db")
        exported = io.BytesIO()
        write_rdf(one, exported, form="nq")
        ends.append((tables.stat().st_size, View(one).value("SELECT count(*) FROM fact"), exported.getvalue()))
    assert ends[0] == ends[1]


@needs_server
def test_push_sends_what_changed_and_nothing_else(made: Made, tmp_path: Path, server: str) -> None:
    records, texts = made(4)
    remote = connect(server, base=DEFAULT_BASE)
    remote.put("https://elsewhere.example/graph", ["<x:a> <x:b> <x:c> ."])
    first = put(tmp_path / "s", records[:3], texts)
    assert push(first, remote, base=DEFAULT_BASE).replaced == 4
    assert push(first, remote, base=DEFAULT_BASE) == Pushed(0, 0, 0)
    second = put(tmp_path / "s", records[1:], texts)
    sent = push(second, remote, base=DEFAULT_BASE)
    assert 2 <= sent.replaced < 4 and sent.dropped == 1  # the facts, the new document, one whose evidence moved
    remote.delete("https://elsewhere.example/graph")
    assert store_lines(replace(second, remote=remote).store()) == store_lines(second.store())
    remote.delete(f"{DEFAULT_BASE}snapshot")  # as after a push that was cut off
    assert marker(remote, DEFAULT_BASE) is None
    assert push(second, remote, base=DEFAULT_BASE).replaced == 4


@needs_server
def test_build_query_and_open_over_an_address(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "样例铜业有限公司荣获2023年全国五一劳动奖状。张三任样例铜业有限公司董事长。\n", encoding="utf-8"
    )
    monkeypatch.setenv("KG_MIRROR", str(tmp_path / "mirror"))
    settings = load_settings({"store": server})
    report = build([folder], settings=settings)
    assert report.pushed is not None and report.pushed["replaced"] == 2
    opened = open_snapshot(server)
    assert opened.id == report.snapshot and opened.remote is not None
    assert store_lines(opened.store()) == store_lines(open_snapshot(tmp_path / "mirror").store())
    run = CliRunner()
    ask = "SELECT ?l WHERE { ?p a kg:Enterprise ; skos:prefLabel ?l } ORDER BY ?l"
    for form in ("table", "csv", "json", "tsv", "xml"):
        answers = [run.invoke(query, [ask, "--store", s, "--format", form]) for s in (server, str(tmp_path / "mirror"))]
        assert answers[0].exit_code == 0 and "样例铜业有限公司" in answers[0].output, answers[0].exception
        assert form in ("json", "xml") or answers[0].output == answers[1].output
    for question in ("ASK { ?p a kg:Enterprise }", "ASK { ?p a kg:Nothing }"):
        answers = [run.invoke(query, [question, "--store", s]) for s in (server, str(tmp_path / "mirror"))]
        assert answers[0].output == answers[1].output != ""
    graph = run.invoke(
        query,
        ["CONSTRUCT { ?p a kg:Enterprise } WHERE { ?p a kg:Enterprise }", "--store", server, "--format", "ntriples"],
    )
    assert graph.exit_code == 0 and graph.output.strip().endswith("#Enterprise> .")
    wrong = run.invoke(query, ["SELECT WHERE", "--store", server])
    assert isinstance(wrong.exception, QueryError)
    again = build([folder], settings=settings)
    assert again.pushed == {"replaced": 0, "dropped": 0, "triples": 0} and again.quads_written == 0
    connect(server).delete(f"{DEFAULT_BASE}snapshot")
    with pytest.raises(StoreError, match="holds no whole graph"):
        open_snapshot(server)


def test_addresses() -> None:
    assert is_remote(Path("http://127.0.0.1:7878")) and not is_remote("C:/kg") and not is_remote("kg-store")
    remote = connect("fuseki+https://me:s%40e@host:3030/kg/")
    assert (remote.secure, remote.host, remote.path, remote.kind) == (True, "host:3030", "/kg", "fuseki")
    assert remote.authorization is not None and remote.authorization.startswith("Basic ")
    assert connect("virtuoso+http://h:8890", base="http://b/").facts == "http://b/graph/facts"
    assert connect("http://h", token="t").authorization == "Bearer t"
    for wrong in ("nosuch+http://h", "ftp://h", "folder"):
        with pytest.raises(StoreError):
            connect(wrong)


def test_a_store_that_is_not_there_or_does_not_answer() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        port = deaf.getsockname()[1]
        with pytest.raises(StoreError, match="refused"):
            connect(f"http://127.0.0.1:{port}").query("ASK {}")
        deaf.listen()
        with pytest.raises(LimitExceeded):
            connect(f"http://127.0.0.1:{port}", seconds=0.2).query("ASK {}")
