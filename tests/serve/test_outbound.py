"""No outbound connection and no foreign file on behalf of a query: watched in the service's own process, and by a canary."""

import contextlib
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.serve.conftest import ROOT

pytestmark = pytest.mark.slow
# the service with an audit hook: every connection and every file opened is written down
WATCHED = """
import json, os, sys
log = open(sys.argv[1], "w", buffering=1)
def hook(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        log.write(json.dumps([event, repr(arguments[-1] if event != "socket.getaddrinfo" else arguments[0])]) + "\\n")
    elif event == "open" and isinstance(arguments[0], (str, bytes)):
        log.write(json.dumps([event, os.fsdecode(arguments[0])]) + "\\n")
from kg.cli import main
sys.addaudithook(hook)
main(["serve", "--port", "0", "--rdf", sys.argv[2]])
"""
QUERIES = [
    "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { BIND(<http://127.0.0.1:PORT/> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "ASK { { SELECT * { SERVICE <http://[::1]:PORT/> { ?s ?p ?o } } } }",
    "SELECT * { FILTER(1<'> ') SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } #'\n }",
    "SELECT * FROM <http://127.0.0.1:PORT/> { ?s ?p ?o }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <file:///etc/hosts> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { GRAPH <file:///etc/passwd> { ?s ?p ?o } }",
    "LOAD <file:///etc/passwd>",
    "LOAD <http://127.0.0.1:PORT/>",
    "DESCRIBE <http://127.0.0.1:PORT/>",
    "BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }",
]


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    data, log = tmp_path / "data.ttl", tmp_path / "audit.log"
    data.write_text("<http://e/1> <http://e/p> 1 .", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", WATCHED, str(log), str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip(), log
    finally:
        process.terminate()
        process.wait(timeout=120)


def test_no_packet_and_no_file_for_any_query(watched: tuple[str, Path]) -> None:
    address, log = watched
    calls: list[object] = []
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.1)

        def listen() -> None:
            while not stop.is_set():
                with contextlib.suppress(TimeoutError):
                    calls.append(canary.accept()[1])

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            with httpx.Client(base_url=address, timeout=120) as client:
                assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
                before = len(log.read_text(encoding="utf-8").splitlines())
                port = str(canary.getsockname()[1])
                for text in QUERIES:
                    query = text.replace("PORT", port)
                    for answer in (
                        client.get("/sparql", params={"query": query}),
                        client.post("/sparql", data={"query": query}),
                        client.post("/sparql", data={"update": query}),
                    ):
                        refused = answer.status_code in (400, 403)
                        empty = answer.status_code == 200 and "passwd" not in answer.text and "root:" not in answer.text
                        assert refused or empty, query
                for name in ("default-graph-uri", "named-graph-uri"):
                    for graph in ("file:///etc/passwd", f"http://127.0.0.1:{port}/"):
                        answer = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }", name: graph})
                        assert answer.json()["boolean"] is False
                assert client.get("/store", params={"graph": "file:///etc/passwd"}).status_code == 404
            time.sleep(0.3)
        finally:
            stop.set()
            thread.join()
    assert not calls
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()[before:]]
    assert not [e for e in events if e[0].startswith("socket.")]
    opened = [e[1] for e in events if e[0] == "open"]
    harmless = [p for p in opened if p.startswith(("/tmp/", "/dev/null", sys.prefix, sys.base_prefix, str(ROOT)))]
    assert opened == harmless, sorted(set(opened) - set(harmless))
