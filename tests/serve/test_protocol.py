"""The SPARQL 1.1 Protocol and the Graph Store Protocol's reading side, in our own cases, over a real socket."""

import json

import httpx
import pyoxigraph as ox
import pytest

ASK = "ASK { <http://e/1> <http://e/p> 'a' }"
SELECT = "SELECT ?o { <http://e/1> <http://e/p> ?o }"
CONSTRUCT = "CONSTRUCT WHERE { <http://e/1> ?p ?o }"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


def test_a_query_comes_in_three_ways(http: httpx.Client) -> None:
    answers = [
        http.get("/sparql", params={"query": ASK}),
        http.post("/sparql", data={"query": ASK}),
        http.post("/sparql", content=ASK, headers={"Content-Type": QUERY}),
        http.post("/sparql", content=ASK, headers={"Content-Type": QUERY + "; charset=UTF-8"}),
    ]
    assert [a.status_code for a in answers] == [200] * 4
    assert all(a.json()["boolean"] is True for a in answers)
    assert all(a.headers["X-Kg-Snapshot"] and a.headers["ETag"] for a in answers)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
        ("text/*;q=0.3, application/sparql-results+json;q=0.1", "text/csv"),
        ("image/png, */*;q=0.1", "application/sparql-results+json"),
        ("text/turtle, text/csv;q=0.2", "text/csv"),
    ],
)
def test_tables_come_as_asked(http: httpx.Client, accept: str | None, media: str) -> None:
    answer = http.get("/sparql", params={"query": SELECT}, headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, media)
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/n-quads", "application/n-quads"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/sparql-results+json, application/rdf+xml;q=0.5", "application/rdf+xml"),
    ],
)
def test_graphs_come_as_asked(http: httpx.Client, accept: str, media: str) -> None:
    answer = http.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, media)
    form = ox.RdfFormat.from_media_type(media)
    assert form is not None and len(list(ox.parse(answer.content, form))) == 3


def test_what_nobody_can_read_is_406(http: httpx.Client) -> None:
    assert http.get("/sparql", params={"query": SELECT}, headers={"Accept": "image/png"}).status_code == 406
    assert http.get("/sparql", params={"query": SELECT}, headers={"Accept": "text/turtle"}).status_code == 406
    assert http.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": "text/csv"}).status_code == 406
    assert http.get("/sparql", params={"query": SELECT, "format": "csv"}).text.startswith("o\r\n")
    assert http.get("/sparql", params={"query": SELECT, "format": "doc"}).status_code == 400


def test_the_protocol_dataset_overrides_the_query(http: httpx.Client) -> None:
    def ask(text: str, **parameters: str | list[str]) -> bool:
        results = [
            http.get("/sparql", params={"query": text, **parameters}),
            http.post("/sparql", data={"query": text, **parameters}),
            http.post("/sparql", content=text, params=parameters, headers={"Content-Type": QUERY}),
        ]
        (value,) = {r.json()["boolean"] for r in results}
        return bool(value)

    inside, outside = "ASK { <http://e/3> ?p ?o }", "ASK { <http://e/1> ?p ?o }"
    named = "ASK { GRAPH ?g { <http://e/3> ?p ?o } }"
    assert (ask(inside), ask(outside), ask(named)) == (False, True, True)
    graph = {"default-graph-uri": "http://e/g"}
    assert (ask(inside, **graph), ask(outside, **graph), ask(named, **graph)) == (True, False, False)
    assert ask(named, **{"named-graph-uri": "http://e/g"})
    assert ask(inside, **{"default-graph-uri": ["http://e/none", "http://e/g"]})
    assert not ask("ASK FROM <http://e/g> { <http://e/3> ?p ?o }", **{"default-graph-uri": "http://e/none"})
    assert not ask("ASK FROM <file:///etc/passwd> { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("method", "options", "status"),
    [
        ("PUT", {"params": {"query": ASK}}, 405),
        ("DELETE", {"params": {"query": ASK}}, 405),
        ("GET", {"params": [("query", ASK), ("query", ASK)]}, 400),
        ("GET", {"params": {"query": ""}}, 400),
        ("POST", {"data": {}, "headers": {"Content-Type": FORM}}, 400),
        ("POST", {"content": b"query=%C3%28", "headers": {"Content-Type": FORM}}, 400),
        ("POST", {"content": ASK, "headers": {"Content-Type": "text/plain"}}, 415),
        ("POST", {"content": ASK}, 415),
        ("POST", {"content": "query=ASK%7B%7D", "headers": {"Content-Type": QUERY}}, 400),
        ("POST", {"content": ASK.encode("utf-16"), "headers": {"Content-Type": QUERY}}, 400),
        ("POST", {"content": ASK, "headers": {"Content-Type": QUERY + "; charset=utf-16"}}, 415),
        ("GET", {"params": {"query": "SELECT * {"}}, 400),
        ("GET", {"params": {"query": ASK, "default-graph-uri": "not an iri"}}, 400),
    ],
)
def test_wrong_requests_are_refused_in_one_shape(
    http: httpx.Client, method: str, options: dict[str, object], status: int
) -> None:
    answer = http.request(method, "/sparql", **options)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert {"type", "title", "status", "error", "detail", "request_id"} <= set(body)
    assert body["request_id"] == answer.headers["X-Request-Id"] and body["status"] == status


def test_a_syntax_error_says_where(http: httpx.Client) -> None:
    body = http.get("/sparql", params={"query": "SELECT *\n{ ?s ?p }"}).json()
    assert body["error"] == "query.syntax" and "at 2:" in body["detail"] and len(body["detail"]) < 400
    said = {
        text: http.get("/sparql", params={"query": text}).json()["detail"]
        for text in ("", "SELECT * { ?s kg:level ?o }", "DELETE WHERE { ?s ?p ?o }")
    }
    assert said[""] == "the query is empty"
    assert "prefix is not declared" in said["SELECT * { ?s kg:level ?o }"]
    assert "reads only" in said["DELETE WHERE { ?s ?p ?o }"]


UPDATES = [
    "INSERT DATA { <http://e/x> <http://e/p> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
    "CLEAR DEFAULT",
    "LOAD <http://127.0.0.1:1/>",
    "CREATE GRAPH <http://e/new>",
    "COPY DEFAULT TO <http://e/g>",
    "WITH <http://e/g> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("update", UPDATES)
def test_every_update_is_refused_and_changes_nothing(http: httpx.Client, update: str) -> None:
    before = http.get("/store", headers={"Accept": "application/n-quads"}).content
    answers = [
        http.post("/sparql", data={"update": update}),
        http.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"}),
        http.get("/sparql", params={"update": update}),
        http.get("/sparql", params={"query": update}),
        http.post("/sparql", content=update, headers={"Content-Type": QUERY}),
    ]
    assert [a.status_code for a in answers] == [403, 403, 403, 400, 400]
    assert http.get("/store", headers={"Accept": "application/n-quads"}).content == before


def test_graphs_are_read_by_their_names(http: httpx.Client) -> None:
    whole = http.get("/store", headers={"Accept": "application/n-quads"})
    default = http.get("/store?default", headers={"Accept": "application/n-triples"})
    named = http.get("/store", params={"graph": "http://e/g"})
    assert whole.status_code == default.status_code == named.status_code == 200
    assert named.headers["Content-Type"].startswith("text/turtle")
    count = {n: len(list(ox.parse(a.content, f))) for n, a, f in (
        ("whole", whole, ox.RdfFormat.N_QUADS),
        ("default", default, ox.RdfFormat.N_TRIPLES),
        ("named", named, ox.RdfFormat.TURTLE),
    )}  # fmt: skip
    assert count["whole"] == count["default"] + count["named"] and count["named"] == 2
    head = http.head("/store", params={"graph": "http://e/g"})
    assert head.status_code == 200 and head.content == b""
    assert http.get("/store", params={"graph": "http://e/none"}).status_code == 404
    assert http.get("/store?graph=").status_code == 400
    assert http.get("/store?default&graph=http://e/g").status_code == 400
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        refused = http.request(method, "/store?default", content=b"")
        assert refused.status_code == 405 and refused.headers["Allow"] == "GET, HEAD"


def test_the_service_describes_what_is_there(http: httpx.Client) -> None:
    answer = http.get("/sparql", headers={"Accept": "text/turtle"})
    triples = list(ox.parse(answer.content, ox.RdfFormat.TURTLE))
    sd = "http://www.w3.org/ns/sparql-service-description#"
    said = {(t.predicate.value.removeprefix(sd), getattr(t.object, "value", "")) for t in triples}
    assert ("endpoint", str(http.base_url) + "/sparql") in {(p, str(o)) for p, o in said}
    assert ("name", "http://e/g") in said and ("supportedLanguage", sd + "SPARQL11Query") in said
    assert not any("Update" in str(o) or "Federated" in str(o) for _, o in said)
    assert json.loads(http.get("/sparql", headers={"Accept": "application/ld+json"}).text)
    assert http.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_an_unchanged_answer_is_304(http: httpx.Client) -> None:
    first = http.get("/sparql", params={"query": SELECT})
    again = http.get("/sparql", params={"query": SELECT}, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and again.content == b""
    other = http.get("/sparql", params={"query": ASK}, headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200
