"""Bad requests, heavy queries and rude clients (rows 39 to 55 of the list of bad inputs): the service answers on."""

import concurrent.futures
import contextlib
import socket
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
import pytest

from tests.serve.conftest import serving

pytestmark = pytest.mark.slow

SMALL = {"query": "SELECT ?o { <http://e/1> <http://e/label> ?o }"}
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } #"
HEAVY = [
    PRODUCT,
    "SELECT (COUNT(*) AS ?n) { ?a (<http://m/n>|^<http://m/n>|!<http://e/x>)* ?b . ?c <http://m/p> ?d }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c LIMIT 1",
    "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
    "SELECT (GROUP_CONCAT(STR(?a)) AS ?x) { ?a ?b ?c . ?d ?e ?f }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '^(a+)+$')) }",
]
DEEP = {
    "parentheses": "ASK { FILTER(" + "(" * 5_000 + "1" + ")" * 5_000 + ") }",
    "braces": "ASK " + "{" * 6_000 + "}" * 6_000,
    "lists": "ASK { ?s ?p " + "(" * 100 + ")" * 100 + " }",
    "optionals": "ASK { " + "OPTIONAL { ?s ?p ?o " * 500 + "}" * 501,
    "not": "ASK { FILTER(" + "!" * 16_000 + "true) }",
    "plus": "ASK { FILTER(" + "1+" * 8_000 + "1) }",
    "minus": "ASK { FILTER(" + "-" * 16_000 + "1) }",
    "union": "ASK { {}" + "UNION{}" * 2_300 + " }",
    "values": "ASK { " + "VALUES ?x {1} " * 1_100 + "}",
    "long": "ASK { VALUES ?x { " + "1 " * 50_000 + "} }",
}


def alive(http: httpx.Client) -> None:
    """A small query is answered; the client's own time-out is the bound, so that a slow machine is no failure."""
    answer = http.get("/sparql", params=SMALL)
    for _ in range(40):
        if answer.status_code != 503:
            break
        time.sleep(0.25)
        answer = http.get("/sparql", params=SMALL)
    assert answer.status_code == 200 and "中国铝业" in answer.text


@pytest.mark.parametrize("name", DEEP)
def test_deep_and_long_queries(http: httpx.Client, name: str) -> None:
    answer = http.post("/sparql", content=DEEP[name], headers={"Content-Type": "application/sparql-query"})
    assert answer.status_code in (200, 400, 503)
    assert answer.status_code == 200 or answer.json()["error"].startswith(("query.", "limit."))
    alive(http)


@pytest.mark.parametrize("query", HEAVY)
def test_heavy_queries_end_and_say_so(http: httpx.Client, query: str) -> None:
    answer = http.get("/sparql", params={"query": query})
    assert answer.status_code == 503
    assert answer.json()["error"] in ("limit.time", "limit.bytes", "limit.rows", "limit.memory")
    if answer.json()["error"] == "limit.time":
        assert "time limit 2 s" in answer.json()["detail"] and int(answer.headers["Retry-After"]) > 0
    alive(http)


def test_small_queries_and_health_go_on_beside_heavy_ones(files: list[Path]) -> None:
    def heavy(address: str, number: int) -> int:
        return httpx.get(f"{address}/sparql", params={"query": PRODUCT + str(number)}, timeout=60).status_code

    arguments = [part for file in files for part in ("--rdf", str(file))]
    with (
        serving(*arguments, environment={"KG_QUERY_SECONDS": "6"}) as (address, _, _),
        httpx.Client(base_url=address, timeout=60) as http,
        concurrent.futures.ThreadPoolExecutor(12) as threads,
    ):
        ends = [threads.submit(heavy, address, i) for i in range(12)]
        answered = 0
        while not all(end.done() for end in ends):
            assert http.get("/health").status_code == 200
            alive(http)
            answered += 1
        assert {end.result() for end in ends} == {503}
    assert answered >= 4  # all heavy ones end 6 s after they came: who waited behind them would be answered once


def test_who_leaves_frees_the_worker(address: str, http: httpx.Client) -> None:
    parts = urlsplit(address)
    leavers = []
    for number in range(8):
        leaver = socket.create_connection((parts.hostname, parts.port))
        query = (PRODUCT + f"leaver{number}").replace(" ", "%20").replace("#", "%23").replace("?", "%3F")
        leaver.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        leavers.append(leaver)
    time.sleep(0.6)
    for leaver in leavers:
        leaver.close()
    for _ in range(50):  # 5 s; eight queries that nobody stops take 2 s each
        metrics = http.get("/metrics").text
        if "kg_queries_running 0" in metrics and "kg_queries_waiting 0" in metrics:
            break
        time.sleep(0.1)
    else:
        pytest.fail("the queries of clients that left go on")
    alive(http)


def test_large_bodies_are_not_read(address: str, http: httpx.Client) -> None:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=120) as client:
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 146800640\r\n\r\n"
        )
        assert client.recv(100).startswith(b"HTTP/1.1 413")
    with socket.create_connection((parts.hostname, parts.port), timeout=120) as client:
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        chunk = b"2000\r\n" + b" " * 0x2000 + b"\r\n"
        with pytest.raises((ConnectionError, StopIteration)):
            for _ in range(400):  # 3 MB, and it would go on
                client.sendall(chunk)
                time.sleep(0.001)
            raise StopIteration
        received = client.recv(100)
        assert received.startswith(b"HTTP/1.1 413") or not received
    many = "&".join(f"a{i}=1" for i in range(100_000))
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert http.post("/sparql", content="query=ASK%7B%7D&" + many, headers=form).status_code in (400, 413)
    alive(http)


def test_odd_addresses(address: str, http: httpx.Client) -> None:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=120) as client:
        client.sendall(b"GET /sparql?query=" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 414")
    for path in (
        "/../../etc/passwd",
        "/id/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/id/..%2f..%2fetc/passwd",
        "/vendor/..%2f..%2f..%2fetc%2fpasswd",
        "/export?file=/etc/passwd",
        "//evil.example/",
        "/\\evil.example",
        "/%00",
        "/.git/config",
    ):
        answer = http.send(http.build_request("GET", str(http.base_url) + path))
        assert answer.status_code == 404 and "location" not in answer.headers, path
        assert answer.json()["error"] == "not-found"
    ranges = "bytes=" + ",".join(f"{i}-{i}" for i in range(10_000))
    assert http.get("/sparql", params=SMALL, headers={"Range": ranges}).status_code in (200, 400, 416, 431)
    alive(http)


def test_methods_nobody_knows(http: httpx.Client) -> None:
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "OPTIONS"):
        for path in ("/sparql", "/store", "/", "/nothing"):
            assert http.request(method, path).status_code in (400, 404, 405), (method, path)


def test_foreign_hosts_and_origins(http: httpx.Client) -> None:
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", "169.254.169.254", ""):
        assert http.get("/health", headers={"Host": host}).status_code in (400, 421), host
    assert http.get("/health", headers={"Host": "localhost:1"}).status_code == 200
    foreign = http.get("/sparql", params=SMALL, headers={"Origin": "http://evil.example"})
    assert foreign.status_code == 403 and "access-control-allow-origin" not in foreign.headers
    assert http.get("/sparql", params=SMALL, headers={"Origin": "null"}).status_code == 403
    own = str(http.base_url)
    assert http.get("/sparql", params=SMALL, headers={"Origin": own}).status_code == 200


def test_every_answer_carries_the_guards(http: httpx.Client) -> None:
    for path in ("/", "/sparql", "/nothing", "/health", "/metrics", "/sparql?query=x", "/store?graph=x"):
        headers = http.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["X-Request-Id"], path
        assert "default-src 'self'" in headers["Content-Security-Policy"], path
        assert "unsafe-inline" not in headers["Content-Security-Policy"], path
        assert "server" not in headers, path


def test_markup_in_data_is_data(http: httpx.Client) -> None:
    for form in ("json", "csv", "tsv", "xml"):
        answer = http.get("/sparql", params={"query": "SELECT ?o { GRAPH ?g { ?s ?p ?o } }", "format": form})
        assert "text/html" not in answer.headers["Content-Type"]
        assert form != "xml" or "<script>" not in answer.text
    refused = http.get("/sparql", params={"query": "<script>alert(1)</script>"})
    assert refused.status_code == 400 and refused.headers["Content-Type"] == "application/problem+json"


def test_half_open_connections_stop_nobody(address: str, http: httpx.Client) -> None:
    parts = urlsplit(address)
    half_open = [socket.create_connection((parts.hostname, parts.port)) for _ in range(600)]
    try:
        for number, connection in enumerate(half_open):
            connection.sendall(b"GET /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nX: y"[: 5 + number % 40])
        stop = threading.Event()

        def drip() -> None:
            while not stop.wait(0.2):
                for connection in half_open[:50]:
                    with contextlib.suppress(OSError):  # the service may end it
                        connection.sendall(b"z")

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            for _ in range(30):
                alive(http)
            with httpx.Client(base_url=address) as fresh:
                alive(fresh)
        finally:
            stop.set()
            thread.join()
    finally:
        for connection in half_open:
            connection.close()


def test_slow_heads_and_endless_heads_are_ended(files: list[Path]) -> None:
    """The limits themselves, made small for the test."""
    import asyncio

    import uvicorn

    from kg.serve import connection

    class Quick(connection.Connection):
        pass

    async def app(scope: object, receive: object, send: object) -> None:
        raise AssertionError("no request was ever whole")

    async def scene() -> tuple[float, bytes]:
        server = uvicorn.Server(uvicorn.Config(app, http=Quick, port=0, lifespan="off", log_level="error"))
        task = asyncio.ensure_future(server.serve())
        while not server.started:
            await asyncio.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HT")
        started = time.monotonic()
        await reader.read()
        slow = time.monotonic() - started
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * 70_000)
        writer.write(b"y" * 400_000)
        try:
            endless = await reader.read(40)
        except ConnectionError:  # closed with bytes on the way
            endless = b""
        server.should_exit = True
        await task
        return slow, endless

    patched = connection.HEAD_SECONDS
    connection.HEAD_SECONDS = 0.5
    try:
        slow, endless = asyncio.run(scene())
    finally:
        connection.HEAD_SECONDS = patched
    assert slow > 0.3
    assert b" 431 " in endless or b" 400 " in endless or endless == b""


def test_a_token_is_needed_beyond_the_loopback(files: list[Path]) -> None:
    rdf = ("--rdf", str(files[0]))
    with serving(*rdf, "--host", "0.0.0.0", "--token", "s3cret-蓝") as (address, _, _):
        local = address.replace("0.0.0.0", "127.0.0.1")
        assert httpx.get(f"{local}/sparql", params=SMALL).status_code == 401
        assert httpx.get(f"{local}/health").status_code == 200
        good = {"Authorization": "Bearer s3cret-蓝".encode()}
        assert httpx.get(f"{local}/sparql", params=SMALL, headers=good).status_code == 200
        assert httpx.get(f"{local}/sparql", params=SMALL, auth=("any", "s3cret-蓝")).status_code == 200
        assert httpx.get(f"{local}/sparql", params=SMALL, auth=("any", "wrong")).status_code == 401
        assert httpx.get(f"{local}/sparql", params=SMALL, headers={"Authorization": "Bearer"}).status_code == 401


def test_cross_site_reading_by_setting_only(files: list[Path]) -> None:
    environment = {"KG_CORS": "http://127.0.0.1:3333", "KG_ALLOW_HOSTS": "graph.example"}
    with serving("--rdf", str(files[0]), environment=environment) as (address, _, _):
        origin = {"Origin": "http://127.0.0.1:3333"}
        answer = httpx.get(f"{address}/sparql", params=SMALL, headers=origin)
        assert answer.headers["access-control-allow-origin"] == "http://127.0.0.1:3333"
        asked = {**origin, "Access-Control-Request-Method": "POST"}
        assert httpx.options(f"{address}/sparql", headers=asked).status_code == 204
        other = httpx.get(f"{address}/sparql", params=SMALL, headers={"Origin": "http://evil.example"})
        assert other.status_code == 403
        assert httpx.get(f"{address}/health", headers={"Host": "graph.example"}).status_code == 200


def test_memory_comes_back(address: str, http: httpx.Client) -> None:
    port = urlsplit(address).port
    (parent,) = {
        c.pid for c in psutil.net_connections("tcp") if c.laddr and c.laddr.port == port and c.status == "LISTEN"
    }
    for query in (HEAVY[5], HEAVY[2]):
        http.get("/sparql", params={"query": query})
    assert psutil.Process(parent).memory_info().rss < 300_000_000
    time.sleep(0.3)
    children = psutil.Process(parent).children()
    assert sum(child.memory_info().rss for child in children) < 300_000_000 * len(children)
