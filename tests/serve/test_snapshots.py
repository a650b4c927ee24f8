"""A new snapshot while serving: the next request sees it, no request is dropped, every answer names its snapshot."""

import threading
from pathlib import Path

import httpx

from tests.query.world import publish_world
from tests.serve.conftest import serving

COUNT = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"}


def test_a_new_snapshot_is_picked_up_without_dropping_a_request(tmp_path: Path) -> None:
    root = tmp_path / "store"
    first = publish_world(root, names=("a-2021",))
    with serving("--store", str(root)) as (address, _, _):
        seen: list[tuple[int, str, str]] = []
        stop = threading.Event()

        def ask() -> None:
            with httpx.Client(base_url=address, timeout=120) as client:
                while not stop.is_set():
                    answer = client.get("/sparql", params=COUNT)
                    seen.append((answer.status_code, answer.headers.get("X-Kg-Snapshot", ""), answer.text))

        thread = threading.Thread(target=ask)
        thread.start()
        try:
            second = publish_world(root)
            with httpx.Client(base_url=address) as client:
                fresh = client.get("/sparql", params=COUNT)
                assert fresh.headers["X-Kg-Snapshot"] == second.id != first.id
                assert client.get("/health").headers["X-Kg-Snapshot"] == second.id
                same = client.get("/sparql", params=COUNT, headers={"If-None-Match": fresh.headers["ETag"]})
                assert same.status_code == 304
        finally:
            stop.set()
            thread.join()
    assert {status for status, _, _ in seen} == {200}
    of_snapshot = {snapshot: text for _, snapshot, text in seen}
    assert set(of_snapshot) <= {first.id, second.id}
    assert all(of_snapshot[snapshot] == text for _, snapshot, text in seen), "one snapshot, one answer"


def test_things_are_found_under_their_addresses(tmp_path: Path) -> None:
    root = tmp_path / "store"
    publish_world(root)
    with serving("--store", str(root)) as (address, _, _), httpx.Client(base_url=address) as client:
        query = "SELECT ?s { ?s a kg:Enterprise } LIMIT 1"
        refused = client.get("/sparql", params={"query": query})
        assert refused.status_code == 400, "no prefix is declared in secret"
        answer = client.get("/sparql", params={"query": query, "prefixes": "on"})
        assert "kg: <" in answer.headers["X-Kg-Prefixes"]
        iri = answer.json()["results"]["bindings"][0]["s"]["value"]
        path = "/id/" + iri.split("/id/", 1)[1]
        thing = client.get(path, headers={"Accept": "text/turtle"})
        assert thing.status_code == 200 and thing.headers["Content-Type"].startswith("text/turtle")
        assert "kg:Enterprise" in thing.text and thing.headers["X-Kg-Snapshot"]
        page = client.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
        assert page.status_code in (200, 303)
        assert client.get("/id/enterprise/nobody", headers={"Accept": "text/turtle"}).status_code == 404
        assert client.get(path, headers={"Accept": "image/png"}).status_code == 406
        assert client.get("/id/enterprise/..%2f..%2fetc").status_code == 404
