"""REST over the small world: every route answers, pages are stable, one shape of error, the reference is up to date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from kg.errors import NotFound
from kg.graph import open_snapshot
from kg.query import View, plain
from kg.query.awards import awards
from kg.query.neighbourhood import neighbourhood
from kg.serve import problem
from kg.serve.api import Views, router
from kg.serve.api.reference import openapi, reference
from kg.settings import load_settings
from tests.query.world import publish_world

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("rest") / "store"
    publish_world(root, names=("a-2021",))
    publish_world(root)
    return root


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    from kg.serve.server import store_app

    settings = load_settings({"store": str(store)}, environment={}, folder=store)
    with TestClient(store_app(store, settings), base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
        yield opened


def found(client: TestClient, name: str) -> str:
    answer = client.get("/api/v1/search", params={"q": name}).json()
    iri: str = answer["items"][0]["iri"]
    return iri


def test_every_route_answers(client: TestClient, store: Path) -> None:
    group, person = found(client, "星河集团有限公司"), found(client, "曾长行")
    award = client.get("/api/v1/awards").json()["items"][0]
    values = {
        "q": "xh", "iri": group, "source": group, "target": person, "predicate": "subOrganizationOf", "direction": "in",
        "fact": award["fact"], "before": _other(store),
    }  # fmt: skip
    paths = openapi()["paths"]
    assert len(paths) >= 21
    for path, methods in paths.items():
        address = path.replace("{name}", "conferrers")
        address = address.replace("{id}", award["document"]["id"] if "documents" in path else "dual-carbon")
        required = [p["name"] for p in methods["get"].get("parameters", ()) if p.get("required") and p["in"] == "query"]
        answer = client.get(address, params={name: values[name] for name in required})
        assert answer.status_code == 200, (path, answer.text)
        assert (
            path == "/api/v1/queries"
            or path == "/api/v1/snapshots"
            or answer.headers["x-kg-snapshot"] == answer.json().get("snapshot", open_snapshot(store).id)
        )
        if path in ("/api/v1/queries", "/api/v1/snapshots"):
            continue  # not of one snapshot
        again = client.get(answer.request.url, headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304 and not again.content


def test_answers_are_those_of_the_functions(client: TestClient, store: Path) -> None:
    view = View(open_snapshot(store))
    group = found(client, "星河集团有限公司")
    assert client.get("/api/v1/awards").json() == plain(awards(view))
    assert client.get("/api/v1/neighbourhood", params={"iri": group}).json() == plain(neighbourhood(view, group))


def test_a_cursor_stays_with_its_snapshot(client: TestClient, store: Path) -> None:
    old = _other(store)
    page = client.get("/api/v1/awards", params={"limit": 1, "snapshot": old}).json()
    rows = list(page["items"])
    while page["next"]:
        page = client.get("/api/v1/awards", params={"limit": 1, "cursor": page["next"]}).json()
        assert page["snapshot"] == old
        rows += page["items"]
    assert len(rows) == page["total"] == 3 and len({r["fact"] for r in rows}) == 3


@pytest.mark.parametrize(
    "address, status",
    [
        ("/api/v1/search", 422),
        ("/api/v1/search?q=a&limit=9999", 422),
        ("/api/v1/search?q=a&type=Robot", 422),
        ("/api/v1/search?q=a&cursor=%2e%2e", 400),
        ("/api/v1/search?q=a&cursor=!!!", 400),
        ("/api/v1/search?q=a&snapshot=../../etc", 404),
        ("/api/v1/search?q=a&snapshot=ffff", 404),
        ("/api/v1/entity?iri=nothing", 404),
        ("/api/v1/evidence?fact=nothing", 404),
        ("/api/v1/documents/..%2f..%2fetc%2fpasswd", 404),
        ("/api/v1/documents/nothing", 404),
        ("/api/v1/themes/nothing", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/hierarchy?iri=x&as_of=yesterday", 422),
    ],
)
def test_errors_have_one_shape(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "error", "detail", "request_id"} <= answer.json().keys()


def test_nothing_can_be_written(client: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.request(method, "/api/v1/awards").status_code == 405


def test_without_a_graph_it_says_so() -> None:
    def none() -> Any:
        raise NotFound("no snapshot")

    app = FastAPI()
    problem.install(app)
    app.include_router(router(Views(none)))
    assert TestClient(app).get("/api/v1/overview").status_code == 404


def test_the_reference_is_what_the_routes_say() -> None:
    written = (ROOT / "docs" / "rest.md").read_text(encoding="utf-8")
    assert written == reference(openapi()), "run: python -m kg.serve.api.reference > docs/rest.md"


def _other(store: Path) -> str:
    return next(p.name for p in (store / "snapshots").iterdir() if p.name != open_snapshot(store).id)


def test_snapshots_and_what_changed(client: TestClient, store: Path) -> None:
    kept = client.get("/api/v1/snapshots").json()["items"]
    assert [item["current"] for item in kept] == [True, False] and kept[1]["documents"] == 1
    diff = client.get("/api/v1/diff", params={"before": _other(store)}).json()
    totals = {c["key"]: c["count"] for c in diff["totals"]}
    assert totals["document_added"] == 1 and totals["document_removed"] == 0 and totals["fact_added"] == 9
    assert len(diff["facts_added"]) == 9 and diff["facts_added"][0]["evidence"]
    assert client.get("/api/v1/diff", params={"before": "nothing"}).status_code == 404


def test_named_queries_run_in_every_format(client: TestClient) -> None:
    listed = client.get("/api/v1/queries").json()["items"]
    assert len(listed) >= 20 and all(item["zh"] and item["en"] for item in listed)
    address = "/api/v1/queries/recipients-of-award"
    answer = client.get(address, params={"award": "全国工人先锋号"})
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert answer.json()["results"]["bindings"][0]["recipientName"]["value"] == "电解二车间"
    for form, start in (("csv", "year,rank"), ("xml", "<?xml"), ("tsv", "?year")):
        assert client.get(address, params={"award": "全国工人先锋号", "format": form}).text.startswith(start)
    for params, status in (({}, 400), ({"award": "没有"}, 404), ({"award": "全国工人先锋号", "x": "1"}, 400)):
        assert client.get(address, params=params).status_code == status
    assert client.get(address, params={"award": "全国工人先锋号"}, headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/api/v1/queries/nothing").status_code == 404
