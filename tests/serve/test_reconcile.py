"""Reconciliation 0.2 over the small world: names find their entities, and every answer has the form of the standard."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient
from referencing import Registry, Resource

from kg.serve.server import store_app
from kg.settings import load_settings
from tests.query.world import publish_world

SCHEMAS = Path(os.environ.get("KG_RECONCILE_SCHEMAS", "/nonexistent"))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    root = tmp_path_factory.mktemp("reconcile") / "store"
    publish_world(root)
    settings = load_settings({"store": str(root)}, environment={}, folder=root)
    with TestClient(store_app(root, settings), base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
        yield opened


def ask(client: TestClient, **queries: Any) -> Any:
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    assert client.get("/reconcile", params={"queries": json.dumps(queries)}).json() == answer.json()
    assert answer.headers["X-Kg-Snapshot"]
    return answer.json()


def test_names_find_their_entities(client: TestClient) -> None:
    names = {
        "星河铝业股份有限公司": "星河铝业股份有限公司",
        "星河铝业有限公司": "星河铝业股份有限公司",  # another legal form
        "星河铝业": "星河铝业股份有限公司",  # an alias
        "星河铝业重庆分公司电解二车间": "电解二车间",  # with its owner's name
        "曾长行": "曾长行",
    }
    answers = ask(client, **{f"q{i}": {"query": name} for i, name in enumerate(names)})
    for (name, label), answer in zip(names.items(), answers.values(), strict=True):
        first = answer["result"][0]
        assert (first["name"], first["match"]) == (label, True), name
        assert first["score"] >= 85


def test_what_only_looks_alike_is_no_match(client: TestClient) -> None:
    answers = ask(
        client, a={"query": "星河铝业广西分公司"}, b={"query": "远山"}, c={"query": "无此公司"}, d={"query": "铝业"}
    )
    for answer in answers.values():
        assert not any(c["match"] for c in answer["result"])


def test_types_limits_and_properties(client: TestClient) -> None:
    answers = ask(
        client,
        a={"query": "星河", "type": "Person"},
        b={"query": "星河", "type": ["Enterprise", "Unit"], "limit": 2},
        c={"query": "星河铝业", "properties": [{"pid": "parent", "v": "星河集团"}, {"pid": "label", "v": {"id": "x"}}]},
        d={"query": "星河铝业", "type": "Planet"},
        e={"properties": [{"pid": "label", "v": ["曾长行"]}], "type_strict": "should"},
    )
    assert answers["a"]["result"] == [] == answers["d"]["result"]
    assert len(answers["b"]["result"]) == 2
    features = {f["id"]: f["value"] for f in answers["c"]["result"][0]["features"]}
    assert features["parent"] is True and features["label"] is False
    assert answers["e"]["result"][0]["name"] == "曾长行"


def test_extension_gives_the_values(client: TestClient) -> None:
    found = ask(client, a={"query": "星河铝业"}, b={"query": "曾长行"})
    ids = [found[key]["result"][0]["id"] for key in ("a", "b")]
    proposed = client.get("/reconcile/properties", params={"type": "Enterprise"}).json()["properties"]
    assert {"parent", "award", "subsidiary"} <= {row["id"] for row in proposed}
    every = client.get("/reconcile/properties", params={"limit": 0}).json()["properties"]
    wanted = {"ids": [*ids, "enterprise/nobody"], "properties": [{"id": row["id"]} for row in every]}
    answer = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()
    assert set(answer["rows"]) == {*ids, "enterprise/nobody"}
    assert answer["rows"][ids[0]]["parent"][0]["name"] == "星河集团有限公司"
    assert {v["name"] for v in answer["rows"][ids[1]]["award"]} == {"重庆市劳动模范", "全国五一劳动奖章"}
    assert answer["rows"][ids[1]]["award_count"] == [{"int": 2}]
    assert not any(answer["rows"]["enterprise/nobody"].values())


def test_suggestions_and_previews(client: TestClient) -> None:
    entities = client.get("/reconcile/suggest/entity", params={"prefix": "星河"}).json()["result"]
    assert len(entities) >= 3 and entities[0]["notable"][0]["id"] == "Enterprise"
    later = client.get("/reconcile/suggest/entity", params={"prefix": "星河", "cursor": 1}).json()["result"]
    assert later[0] == entities[1]
    assert client.get("/reconcile/suggest/type", params={"prefix": "企"}).json()["result"][0]["id"] == "Enterprise"
    assert client.get("/reconcile/suggest/property", params={"prefix": "award"}).json()["result"]
    flyout = client.get("/reconcile/flyout/entity", params={"id": entities[0]["id"]}).json()
    assert flyout["id"] == entities[0]["id"] and entities[0]["name"] in flyout["html"]
    preview = client.get("/reconcile/preview", params={"id": entities[0]["id"]})
    assert preview.status_code == 200 and entities[0]["name"] in preview.text
    assert "frame-ancestors http://localhost:*" in preview.headers["Content-Security-Policy"]
    assert client.get("/reconcile/preview", params={"id": "enterprise/<script>"}).status_code == 404
    view = client.get("/reconcile").json()["view"]["url"].replace("{{id}}", entities[0]["id"])
    assert client.get(view, headers={"Accept": "text/turtle"}).status_code == 200


@pytest.mark.parametrize(
    "form",
    [
        {"queries": "{"},
        {"queries": "[]"},
        {"queries": '{"a": {}}'},
        {"queries": '{"a": {"query": 1}}'},
        {"queries": '{"a": {"query": "x", "limit": "many"}}'},
        {"queries": '{"a": {"properties": []}}'},
        {"queries": '{"a": {"query": "x", "properties": [{"p": 1}]}}'},
        {"queries": json.dumps({str(i): {"query": "x"} for i in range(101)})},
        {"queries": "[" * 100_000},
        {"extend": "{}"},
        {"extend": '{"ids": ["a"], "properties": [{"id": "nothing"}]}'},
        {"extend": '{"ids": [1], "properties": []}'},
    ],
)
def test_wrong_requests_are_refused(client: TestClient, form: dict[str, str]) -> None:
    answer = client.post("/reconcile", data=form)
    assert answer.status_code == 400 and answer.json()["error"].startswith("reconcile.")


def test_the_manifest_leads_to_what_is_there(client: TestClient) -> None:
    manifest = client.get("/reconcile").json()
    assert "0.2" in manifest["versions"] and "{{id}}" in manifest["view"]["url"]
    for part in manifest["suggest"].values():
        assert client.get(part["service_url"] + part["service_path"], params={"prefix": "星"}).status_code == 200
    proposal = manifest["extend"]["propose_properties"]
    assert client.get(proposal["service_url"] + proposal["service_path"]).status_code == 200


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the schemas are not here: set KG_RECONCILE_SCHEMAS to 0.2/schemas")
def test_every_answer_validates_against_the_published_schemas(client: TestClient) -> None:
    found = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    named = list(found.items())
    named += [(schema["$id"], schema) for schema in found.values() if "$id" in schema]
    named.append(
        ("http://swagger.io/v2/schema.json", {"definitions": {"securityDefinitions": {"additionalProperties": {}}}})
    )
    resources = [
        (name, Resource.from_contents(schema | {"$schema": "http://json-schema.org/draft-07/schema#"}))
        for name, schema in named
    ]
    registry: Registry[Any] = Registry().with_resources(resources)

    def validate(name: str, answer: Any) -> None:
        schema = found[name] | {"$schema": "http://json-schema.org/draft-07/schema#"}
        jsonschema.Draft7Validator(schema, registry=registry).validate(answer)

    queries = {"a": {"query": "星河"}, "b": {"query": "曾长行", "properties": [{"pid": "employer", "v": "电解二车间"}]}}
    validate("reconciliation-query-batch.json", queries)
    answers = ask(client, **queries)
    validate("reconciliation-result-batch.json", answers)
    validate("manifest.json", client.get("/reconcile").json())
    validate("suggest-entities-response.json", client.get("/reconcile/suggest/entity?prefix=星").json())
    validate("suggest-types-response.json", client.get("/reconcile/suggest/type?prefix=").json())
    validate("suggest-properties-response.json", client.get("/reconcile/suggest/property?prefix=").json())
    validate("data-extension-property-proposal.json", client.get("/reconcile/properties?type=Person").json())
    every = client.get("/reconcile/properties", params={"limit": 0}).json()["properties"]
    ids = [c["id"] for answer in answers.values() for c in answer["result"]]
    extend = {"ids": ids, "properties": [{"id": row["id"]} for row in every]}
    validate("data-extension-query.json", extend)
    validate("data-extension-response.json", client.post("/reconcile", data={"extend": json.dumps(extend)}).json())
