"""REST over the small world: every route answers, pages are stable, one shape of error, the reference is up to date."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
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
        if "get" not in methods:
            continue
        path = path.replace("graph.{form}", "graph.ttl").replace("{form}", "csv")
        address = path.replace("{name}", "conferrers")
        address = address.replace("{id}", award["document"]["id"] if "documents" in path else "dual-carbon")
        required = [p["name"] for p in methods["get"].get("parameters", ()) if p.get("required") and p["in"] == "query"]
        answer = client.get(address, params={name: values[name] for name in required})
        assert answer.status_code == 200, (path, answer.text)
        if path in ("/api/v1/queries", "/api/v1/snapshots"):
            continue  # not of one snapshot
        assert answer.headers["x-kg-snapshot"] == open_snapshot(store).id
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


def test_a_misspelt_parameter_is_refused(client: TestClient) -> None:
    """Ignored, it would answer with everything."""
    answer = client.get("/api/v1/awards", params={"levle": "national"})
    assert answer.status_code == 400 and "levle" in answer.json()["detail"] and "level" in answer.json()["hint"]
    assert client.get("/api/v1/queries/conferrers", params={"levle": "national"}).status_code == 400


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


def test_tables_come_by_suffix_and_by_accept(client: TestClient) -> None:
    csv_file = client.get("/api/v1/awards.csv", params={"level": "national"})
    assert csv_file.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in csv_file.headers["content-disposition"]
    lines = csv_file.content.decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("所属企业") and len(lines) == 3 + 2
    asked = client.get("/api/v1/awards", params={"level": "national"}, headers={"Accept": "text/csv"})
    assert asked.content == csv_file.content and asked.headers["etag"] != csv_file.headers["etag"]
    book = openpyxl.load_workbook(io.BytesIO(client.get("/api/v1/awards.xlsx").content))
    assert book.worksheets[0].max_row == 9
    pivot = client.get("/api/v1/matrix.csv", params={"by": "level", "roll_up": "true"}).content.decode("utf-8-sig")
    assert pivot.startswith("企业,上级,合计,国家级,省部级") and "星河集团有限公司,,6,3,1" in pivot
    assert len(client.get("/api/v1/awards.json").json()) == 8
    assert client.get("/api/v1/awards", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/api/v1/awards.exe").status_code == 422
    again = client.get(
        "/api/v1/awards.xlsx", headers={"If-None-Match": client.get("/api/v1/awards.xlsx").headers["etag"]}
    )
    assert again.status_code == 304


def test_the_graph_and_the_page_can_be_taken_along(client: TestClient) -> None:
    from pyoxigraph import RdfFormat, parse

    quads = list(parse(client.get("/api/v1/export/graph.nq").content, format=RdfFormat.N_QUADS))
    assert len(quads) > 300
    assert b"<graphml" in client.get("/api/v1/export/graph.graphml").content
    assert client.get("/api/v1/export/facts.jsonl").text.count("\n") >= 19
    page = client.get("/api/v1/page", params={"iri": found(client, "星河铝业")})
    assert page.text.startswith("<!doctype html>") and "'unsafe" not in page.headers["content-security-policy"]
    assert page.headers["content-security-policy"].startswith("default-src 'none'; script-src 'sha256-")
    assert "filename*=UTF-8''%E6%98%9F" in page.headers["content-disposition"]


def test_corrections_need_the_token_and_survive_the_build(store: Path, tmp_path: Path) -> None:
    from kg.resolve.corrections import load_corrections
    from kg.serve.api import routers

    file = tmp_path / "corrections.toml"
    file.write_text(
        '# mine\n[[correction]]\naction = "rename"\ntype = "Person"\nlabel = "甲"\nto = "乙"\n', encoding="utf-8"
    )
    line = {"action": "merge", "type": "Enterprise", "label": "星河\n铝业", "other": '"星河"'}
    for token, sent, status in (("", "", 403), ("", "x", 403), ("geheim", "falsch", 403), ("geheim", "geheim", 200)):
        settings = load_settings({"store": str(store), "token": token, "corrections": str(file)}, environment={})
        app = FastAPI()
        problem.install(app)
        for part in routers(lambda: open_snapshot(store), settings):
            app.include_router(part)
        client = TestClient(app)
        headers = {"Authorization": f"Bearer {sent}"}
        answer = client.post("/api/v1/corrections", json={"corrections": [line]}, headers=headers)
        assert answer.status_code == status, answer.text
    assert answer.json() == {"added": 1, "total": 2, "file": str(file)}
    assert file.read_text(encoding="utf-8").startswith("# mine") and load_corrections(file)[1].label == "星河\n铝业"
    kept = file.read_bytes()
    for body in ([{"action": "explode"}], [{"action": "merge"}], [line, {"action": "split", "type": "Robot"}], []):
        answer = client.post("/api/v1/corrections", json={"corrections": body}, headers=headers)
        assert answer.status_code in (400, 422) and file.read_bytes() == kept


def test_every_parameter_that_must_be_given_has_an_example() -> None:
    for path, methods in openapi()["paths"].items():
        for parameter in methods.get("get", {}).get("parameters", ()):
            schema = parameter["schema"]
            if parameter.get("required") and "enum" not in schema:
                assert schema.get("examples"), (path, parameter["name"])
