"""Queries end by their limits, and no query ends more than its own process."""

import asyncio
import contextlib
import itertools
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError, LimitExceeded, QueryError, StoreError
from kg.query.sparql.formats import Wanted
from kg.query.sparql.guard import Limits
from kg.query.sparql.pool import Pool
from kg.query.sparql.workers import Query, run_query

SMALL = "SELECT ?o { <http://e/7> <http://e/p> ?o }"
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HEAVY = {
    "count of a product": PRODUCT,
    "closure": "SELECT (COUNT(*) AS ?n) { ?a (<http://e/next>|^<http://e/next>|!<http://e/x>)* ?b . ?c <http://e/p> ?d }",
    "sort of a product": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c LIMIT 1",
    "distinct of a product": "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
    "concatenation": "SELECT (GROUP_CONCAT(STR(?a)) AS ?x) { ?a ?b ?c . ?d ?e ?f }",
    "pattern over a product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '^(a+)+$')) }",
}
DEEP = {
    "not": "SELECT * { BIND(" + "!" * 200_000 + "true AS ?x) }",
    "plus": "SELECT * { BIND(" + "1+" * 100_000 + "1 AS ?x) }",
    "unary": "SELECT * { BIND(" + "- " * 200_000 + "1 AS ?x) }",
    "union": "SELECT * { {} " + "UNION {}" * 50_000 + " }",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("store")
    store = ox.Store(str(folder))
    p, nxt = ox.NamedNode("http://e/p"), ox.NamedNode("http://e/next")
    nodes = [ox.NamedNode(f"http://e/{i}") for i in range(3000)]
    quads = [ox.Quad(node, p, ox.Literal(str(i % 10))) for i, node in enumerate(nodes)]
    quads += [ox.Quad(a, nxt, b) for a, b in itertools.pairwise(nodes)]
    store.bulk_extend(quads)
    store.optimize()
    store.flush()
    del store
    return str(folder)


@contextlib.contextmanager
def canary() -> Iterator[tuple[int, list[object]]]:
    """A listener on the loopback that keeps whoever calls it."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                with contextlib.suppress(TimeoutError):
                    connection, address = server.accept()
                    connection.close()
                    calls.append(address)

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield server.getsockname()[1], calls
        finally:
            stop.set()
            thread.join()


def test_answers_in_every_format(store: str) -> None:
    answers = {name: run_query(store, SMALL, wanted=Wanted(name, None)).body for name in ("json", "xml", "csv", "tsv")}
    assert answers["csv"] == b"o\r\n7\r\n"
    assert all(b"7" in body for body in answers.values())
    graphs = {
        name: run_query(store, "CONSTRUCT WHERE { <http://e/7> ?p ?o }", wanted=Wanted(None, name)).body
        for name in ("ttl", "nt", "nq", "jsonld", "rdfxml", "trig")
    }
    assert all(b"http://e/7" in body for body in graphs.values())
    assert run_query(store, "ASK { <http://e/7> ?p ?o }").body == b'{"head":{},"boolean":true}'


def test_values_are_bound_not_pasted(store: str) -> None:
    evil = '7" } UNION { ?s ?p ?o } #'
    bound = {"o": ("literal", evil)}
    assert b"bindings" in run_query(store, "SELECT ?s { ?s <http://e/p> ?o }", bindings=bound).body
    assert (
        run_query(store, "SELECT ?s { ?s <http://e/p> ?o }", bindings=bound, wanted=Wanted("tsv", None)).body == b"?s\n"
    )
    count = "SELECT (COUNT(?s) AS ?n) { ?s <http://e/p> ?o }"
    assert b"\n300" in run_query(store, count, bindings={"o": ("literal", "7")}, wanted=Wanted("tsv", None)).body


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_queries_end_at_the_limit(store: str, name: str) -> None:
    started = time.monotonic()
    with pytest.raises(LimitExceeded) as refused:
        run_query(store, HEAVY[name], limits=Limits(seconds=1.0, memory=400_000_000))
    assert refused.value.code in ("limit.time", "limit.memory")
    assert time.monotonic() - started < 60


@pytest.mark.parametrize("name", DEEP)
def test_deep_queries_end_their_process_only(store: str, name: str) -> None:
    limits = Limits(seconds=3.0, chars=10**6)
    with contextlib.suppress(KgError):  # 64 MB of stack answer some of these; the rest is refused
        run_query(store, DEEP[name], limits=limits)
    assert b"7" in run_query(store, SMALL).body


def test_long_and_deep_texts_are_refused_at_once(store: str) -> None:
    with pytest.raises(QueryError, match="characters"):
        run_query(store, SMALL + " " * 20_000)
    with pytest.raises(QueryError, match="brackets"):
        run_query(store, "SELECT * { BIND(" + "(" * 101 + "1" + ")" * 101 + " AS ?x) }")


def test_rows_and_bytes_are_whole_or_refused(store: str) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 1000"
    for name in ("json", "xml", "csv", "tsv"):
        wanted = Wanted(name, None)
        assert run_query(store, query, wanted=wanted, limits=Limits(rows=1000)).body
        with pytest.raises(LimitExceeded) as refused:
            run_query(store, query, wanted=wanted, limits=Limits(rows=999))
        assert refused.value.code == "limit.rows"
    with pytest.raises(LimitExceeded) as refused:
        run_query(store, query, limits=Limits(bytes=10_000))
    assert refused.value.code == "limit.bytes"
    with pytest.raises(LimitExceeded):
        run_query(store, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1000", limits=Limits(rows=999))


def test_memory_ends_the_query(store: str) -> None:
    with pytest.raises(LimitExceeded) as refused:
        run_query(store, HEAVY["sort of a product"], limits=Limits(seconds=30, memory=120_000_000))
    assert refused.value.code == "limit.memory"


SERVICES = [
    "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { service<http://127.0.0.1:PORT/>{ ?s ?p ?o } }",
    "SELECT * { BIND(<http://127.0.0.1:PORT/> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } } } }",
    "ASK { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { FILTER EXISTS { SERVICE <http://localhost:PORT/> { ?s ?p ?o } } }",
    "PREFIX : <http://127.0.0.1:PORT/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "SELECT * { FILTER(1<'> ') SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } #'\n }",
    "PREFIX e: <http://e/> SELECT * { ?s e:a\\# ?o . SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o }\n }",
    "SELECT * { # SERVICE\n SERVICE # x\n <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://[::1]:PORT/> { ?s ?p ?o } }",
    "SELECT * FROM <http://127.0.0.1:PORT/> { ?s ?p ?o }",
    "SELECT * FROM <file:///etc/passwd> FROM NAMED <http://127.0.0.1:PORT/> { GRAPH ?g { ?s ?p ?o } }",
    "LOAD <http://127.0.0.1:PORT/>",
    "DESCRIBE <http://127.0.0.1:PORT/>",
]


def test_nothing_goes_out(store: str) -> None:
    with canary() as (port, calls):
        for text in SERVICES:
            try:
                answer = run_query(store, text.replace("PORT", str(port)))
            except QueryError as error:
                assert error.code in ("query.federation", "query.syntax")
            else:
                assert "FROM" in text or "DESCRIBE" in text
                assert (
                    answer.body in (b'{"head":{"vars":["s","p","o"]},"results":{"bindings":[]}}', b"")
                    or b"[]" in answer.body
                )
        time.sleep(0.2)
        assert not calls
        with socket.create_connection(("127.0.0.1", port)):
            time.sleep(0.3)
        assert calls, "the canary must see a real call"


def test_the_word_service_is_no_crime(store: str) -> None:
    for text in (
        "SELECT ?service { ?service <http://e/p> 'SERVICE' } # SERVICE",
        "PREFIX service: <http://service.example/> ASK { service:SERVICE service:service <http://e/service> }",
    ):
        assert run_query(store, text).body


def test_walls_stand(store: str) -> None:
    from kg.query.sparql.process import Worker

    worker = Worker(memory=10**9, readable=(store,))
    try:
        reply = None
        while reply is None:
            reply = worker.receive()
        assert {"memory", "stack"} <= set(reply.meta["walls"])
    finally:
        worker.kill()
        worker.process.wait()


def test_an_unusable_store_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        run_query(str(tmp_path / "none"), SMALL)


def test_small_queries_go_on_beside_heavy_ones(store: str) -> None:
    async def scene() -> list[object]:
        pool = Pool(Limits(seconds=5.0), small=2, heavy=1, queue=4, readable=(store,))
        pool.start()
        heavy = [asyncio.ensure_future(pool.ask(Query(store, PRODUCT + f" # {i}"))) for i in range(4)]
        await asyncio.sleep(0.9)
        for _ in range(20):
            assert b"7" in (await pool.ask(Query(store, SMALL))).body
        assert not all(task.done() for task in heavy)  # they end 5 s after they came
        ended = await asyncio.gather(*heavy, return_exceptions=True)
        assert pool.state["running"] == 0
        await pool.close()
        return list(ended)

    ended = asyncio.run(scene())
    assert [getattr(e, "code", e) for e in ended] == ["limit.time"] * 4


def test_a_full_queue_refuses_and_a_leaver_frees_its_worker(store: str) -> None:
    async def scene() -> None:
        pool = Pool(Limits(seconds=60.0), small=1, heavy=1, queue=1, readable=(store,))
        pool.start()
        heavy = [asyncio.ensure_future(pool.ask(Query(store, PRODUCT + f" # {i}"))) for i in range(3)]
        done, _ = await asyncio.wait(heavy, timeout=120.0, return_when=asyncio.FIRST_COMPLETED)
        assert [task.exception().code for task in done] == ["limit.queue"]  # type: ignore[union-attr]
        for task in heavy:
            task.cancel()
        await asyncio.wait(heavy)
        started = time.monotonic()
        assert b"7" in (await pool.ask(Query(store, SMALL))).body
        assert time.monotonic() - started < 30  # the heavy ones would have held their workers for 60
        assert not any(pool.state[name] for name in ("running", "heavy", "waiting"))
        await pool.close()

    asyncio.run(scene())


def test_a_worker_that_died_idle_costs_nobody_an_answer(store: str) -> None:
    async def scene() -> None:
        pool = Pool(Limits(), small=2, heavy=1, readable=(store,))
        pool.start()
        query = Query(store, SMALL)
        assert b"7" in (await pool.ask(query)).body
        for worker in pool._idle:
            worker.process.kill()
            worker.process.wait()
        for _ in range(5):
            assert b"7" in (await pool.ask(query)).body
        await pool.close()

    asyncio.run(scene())


def test_a_small_query_taken_for_heavy_is_forgiven(store: str) -> None:
    async def scene() -> None:
        pool = Pool(Limits(), small=1, heavy=1, readable=(store,))
        pool.start()
        query = Query(store, SMALL)
        pool._known[query] = None
        assert b"7" in (await pool.ask(query)).body
        assert query not in pool._known
        await pool.close()

    asyncio.run(scene())
