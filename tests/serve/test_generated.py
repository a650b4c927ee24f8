"""Requests and queries that a generator makes up: the service never answers 5xx for a bug, and it never goes down."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import response_schema_conformance

from kg.serve.server import store_app
from kg.settings import load_settings
from tests.query.world import publish_world

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    root = tmp_path_factory.mktemp("generated") / "store"
    publish_world(root)
    made = store_app(root, load_settings({"store": str(root)}, environment={}, folder=root))
    with TestClient(made, base_url="http://127.0.0.1"):
        yield made


def test_no_request_finds_a_bug(app: FastAPI) -> None:
    api = schemathesis.openapi.from_asgi("/openapi.json", app, headers={"Host": "127.0.0.1"})
    operations = [result.ok() for result in api.get_all_operations()]
    assert len(operations) >= 25
    statuses: Counter[int] = Counter()
    for operation in operations:

        @settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def one(case: schemathesis.Case) -> None:
            answer = case.call(headers={"Host": "127.0.0.1"})
            statuses[answer.status_code] += 1
            assert answer.status_code < 500, (case.as_curl_command(), answer.text)
            case.validate_response(answer, checks=[response_schema_conformance])
            if answer.status_code >= 400:
                assert answer.headers["content-type"][0] == "application/problem+json"
                assert {"error", "detail", "request_id"} <= set(answer.json())

        one()
    assert statuses[200] >= len(operations)


TERM = st.sampled_from(
    ["?a", "?b", "?c", "<http://e/1>", "<http://m/7>", '"x"', "1", "'中'@zh", "_:b", "true", "()", "[]"]
)
PATH = st.sampled_from(["<http://m/n>", "<http://m/p>*", "(<http://m/n>|^<http://m/p>)+", "!<http://m/n>", "?p", "a"])
TRIPLE = st.builds("{} {} {} .".format, TERM, PATH, TERM)
EXPRESSION = st.recursive(
    TERM,
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["+", "/", "=", "<", "&&", "||"]), inner),
        st.builds(
            "{}({})".format, st.sampled_from(["!", "STRLEN", "UCASE", "BOUND", "<http://e/f>", "xsd:int"]), inner
        ),
        st.builds("{} IN ({}, {})".format, inner, inner, inner),
        st.builds("REGEX(STR({}), '^(a+)+$')".format, inner),
    ),
    max_leaves=8,
)
GROUP = st.recursive(
    TRIPLE,
    lambda inner: st.one_of(
        st.builds("{{ {} }} UNION {{ {} }}".format, inner, inner),
        st.builds("OPTIONAL {{ {} {} }}".format, inner, inner),
        st.builds("MINUS {{ {} }}".format, inner),
        st.builds("GRAPH ?g {{ {} }}".format, inner),
        st.builds("{{ SELECT * {{ {} }} LIMIT 3 }}".format, inner),
        st.builds("{} FILTER({})".format, inner, EXPRESSION),
        st.builds("{} BIND({} AS ?new)".format, inner, EXPRESSION),
        st.builds("SERVICE ?a {{ {} }}".format, inner),
        st.builds("VALUES (?a ?b) {{ (1 UNDEF) }} {}".format, inner),
    ),
    max_leaves=10,
)
QUERY = st.one_of(
    st.builds("SELECT * {{ {} }}".format, GROUP),
    st.builds("SELECT (COUNT(*) AS ?n) {{ {} }} GROUP BY ?a ORDER BY ?n".format, GROUP),
    st.builds("ASK {{ {} }}".format, GROUP),
    st.builds("CONSTRUCT {{ ?a ?b ?c }} {{ {} }}".format, GROUP),
    st.builds("DESCRIBE ?a {{ {} }}".format, GROUP),
    st.text(max_size=60),
)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(query=QUERY)
def test_no_query_stops_the_service(http: httpx.Client, query: str) -> None:
    answer = http.post(
        "/sparql", content=query.encode("utf-8", "replace"), headers={"Content-Type": "application/sparql-query"}
    )
    assert answer.status_code in (200, 400, 406, 503), (query, answer.text)
    if answer.status_code == 503:
        assert answer.json()["error"].startswith("limit."), (query, answer.text)
    if answer.status_code == 400:
        assert answer.json()["error"].startswith("query."), (query, answer.text)
    if "SERVICE ?a" in query:
        assert answer.json()["error"] in ("query.federation", "query.syntax"), query


def test_paths_of_the_interface_are_all_there(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    assert len(paths) >= 25 and any(path.startswith("/reconcile") for path in paths)
    assert Path("/") not in paths
    asked = [(path, p) for path, ways in paths.items() for way in ways.values() for p in way.get("parameters", ())]
    silent = [(path, p["name"]) for path, p in asked if p["in"] != "header" and not p.get("description")]
    assert silent == []
