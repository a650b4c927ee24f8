"""Every named query answers over the small world, quickly, with bound values; `kg query` prints it in every format."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from pyoxigraph import QuerySolutions

from kg.cli import cli
from kg.errors import KgError, NotFound, UsageError
from kg.graph import Snapshot
from kg.query import PREFIXES, View
from kg.query.search import search
from kg.query.sparql.binding import bind
from kg.query.sparql.named import KINDS, NamedQuery, bindings, named_queries, named_query

QUERIES = named_queries()
VALUES = {
    "enterprise": "星河集团有限公司", "organization": "星河铝业重庆分公司", "person": "曾长行", "theme": "ecology",
    "entity": "星河铝业", "project": "绿水电解节能改造项目", "award": "全国工人先锋号", "text": "星河",
}  # fmt: skip
ROWS = {
    "awards-of-enterprise": 7, "subsidiary-level-year": 4, "people-and-posts": 2, "posts-of-person": 2,
    "projects-of-theme": 2, "evidence-of-fact": 1, "honoured-more-than-once": 2, "conferrers": 1,
    "partners-of-enterprise": 1, "awards-through-people": 4, "documents-about": 2, "top-recipients": 3,
    "people-in-several-organisations": 1, "hierarchy-below": 1, "hierarchy-above": 2, "themes-of-enterprise": 1,
    "awards-for-project": 1, "low-confidence": 1, "conflicting-years": 1, "projects-of-enterprise": 2,
    "recipients-of-award": 1, "awards-by-year": 5, "names-of-entity": 2, "documents-of-theme": 1, "units-honoured": 1,
    "facts-of-document": 10, "entities-by-name": 7, "without-parent": 1,
}  # fmt: skip


def given(query: NamedQuery, view: View) -> dict[str, str]:
    values = dict(VALUES)
    values["fact"] = view.value("SELECT iri FROM fact WHERE predicate = 'undertakes' ORDER BY iri")
    values["document"] = view.value("SELECT key FROM document WHERE date = '2021-05-01'")
    return {p.name: values[p.name] for p in query.parameters if p.default is None}


def asked(view: View, query: NamedQuery, values: dict[str, str]) -> list[dict[str, str]]:
    from kg.query.sparql.evaluate import evaluate
    from kg.query.sparql.guard import Limits
    from kg.query.sparql.workers import Query

    bound = tuple(bindings(query, values, view).items())
    request = Query("", query.text, bindings=bound, prefixes=tuple(PREFIXES.items())).request(Limits())
    meta, body = evaluate(view.snapshot.store(), request)
    assert meta["ok"], meta
    return [{k: v["value"] for k, v in row.items()} for row in json.loads(body)["results"]["bindings"]]


def test_there_are_enough_and_they_are_described() -> None:
    assert len(QUERIES) >= 20 and len({q.zh for q in QUERIES}) == len(QUERIES)
    assert set(ROWS) == {q.name for q in QUERIES}
    for query in QUERIES:
        assert query.about_zh and query.about_en and all(p.type in KINDS for p in query.parameters), query.name


@pytest.mark.parametrize("query", QUERIES, ids=[q.name for q in QUERIES])
def test_each_answers_in_stable_order(query: NamedQuery, view: View) -> None:
    rows = asked(view, query, given(query, view))
    assert len(rows) == ROWS[query.name], rows
    assert rows == asked(view, query, given(query, view))
    assert "ORDER BY" in query.text and "MINUS" not in query.text
    for inner in re.findall(r"OPTIONAL \{ (?:GRAPH \?\w+ \{)?([^}]*)\}", query.text):
        assert ";" not in inner and " . " not in inner, f"several triples in one OPTIONAL: {inner}"


def test_an_answer_is_right(view: View) -> None:
    rows = asked(view, named_query("subsidiary-level-year"), {"enterprise": "星河集团"})
    counts = {(r["subsidiaryName"], r.get("level"), r.get("year")): r["awards"] for r in rows}
    assert counts["星河铝业重庆分公司", "national", "2021"] == "2"
    found = asked(view, named_query("facts-of-document"), given(named_query("facts-of-document"), view))
    starts = [int(r["start"]) for r in found]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "name, values, error",
    [
        ("awards-of-enterprise", {}, UsageError),
        ("awards-of-enterprise", {"enterprise": "没有这家公司"}, NotFound),
        ("awards-of-enterprise", {"enterprise": "星河"}, UsageError),
        ("awards-of-enterprise", {"enterprise": "星河集团", "x": "1"}, UsageError),
        ("top-recipients", {"level": "galactic"}, UsageError),
        ("awards-by-year", {"from": "2020 } DROP"}, UsageError),
        ("low-confidence", {"below": "a"}, UsageError),
        ("evidence-of-fact", {"fact": "x> ?s ?p ?o"}, UsageError),
        ("nothing", {}, NotFound),
    ],
)
def test_wrong_values_are_refused(view: View, name: str, values: dict[str, str], error: type[KgError]) -> None:
    with pytest.raises(error):
        bindings(named_query(name), values, view)


def test_a_theme_may_be_named_in_chinese(view: View) -> None:
    query = named_query("documents-of-theme")
    assert bindings(query, {"theme": "生态文明"}, view) == bindings(query, {"theme": "ecology"}, view)


def test_a_value_is_bound_never_pasted(view: View) -> None:
    hostile = '") } DROP ALL # \\" 中'
    rows = asked(view, named_query("entities-by-name"), {"text": hostile})
    assert rows == []


def test_a_subsidiary_is_found_from_the_bound_side_quickly(view: View) -> None:
    query = named_query("awards-of-enterprise")
    term = f"<{search(view, '星河集团').items[0].iri}>"
    started = time.process_time()
    answer = view.snapshot.store().query(bind(query.text, {"enterprise": term}), prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions) and len(list(answer)) == 7
    assert time.process_time() - started < 5  # a walk from the free side takes minutes


def run(snapshot: Snapshot, *arguments: str) -> Any:
    store = str(snapshot.path.parent.parent)
    return CliRunner().invoke(cli, ["query", *arguments, "--store", store], standalone_mode=False)


def test_the_command_prints_every_format(snapshot: Snapshot, tmp_path: Path) -> None:
    named = ("--name", "recipients-of-award", "--set", "award=全国工人先锋号")
    table = run(snapshot, *named)
    assert table.exception is None, table.exception
    assert "电解二车间" in table.output and "1 行" in table.output
    rows = list(csv.DictReader(io.StringIO(run(snapshot, *named, "--format", "csv").output)))
    assert rows[0]["recipientName"] == "电解二车间" and rows[0]["year"] == "2021"
    assert json.loads(run(snapshot, *named, "--format", "json").output)["results"]["bindings"]
    assert ElementTree.fromstring(run(snapshot, *named, "--format", "xml").output).tag.endswith("sparql")
    file = tmp_path / "问.rq"
    file.write_text("CONSTRUCT { ?s a kg:Enterprise } WHERE { ?s a kg:Enterprise }", encoding="utf-8")
    out = tmp_path / "答.ttl"
    assert run(snapshot, str(file), "--format", "turtle", "--out", str(out)).exception is None
    assert out.read_text(encoding="utf-8").count("a kg:Enterprise") == 5
    assert run(snapshot, "ASK { ?s a kg:Person }").output.strip() == "true"
    own = run(snapshot, "SELECT ?s { ?s skos:prefLabel ?n }", "--set", "n=曾长行", "--format", "csv")
    assert "%E6%9B%BE" in own.output


def test_the_command_says_what_is_wrong(snapshot: Snapshot) -> None:
    for arguments in (
        (),
        ("SELECT", "--name", "conferrers"),
        ("nofile.rq",),
        ("SELECT {",),
        ("--name", "x"),
        ("ASK {}", "--set", "a"),
    ):
        assert isinstance(run(snapshot, *arguments).exception, KgError), arguments


def test_the_command_lists_the_questions() -> None:
    output = CliRunner().invoke(cli, ["query", "--list"], standalone_mode=False).output
    assert all(query.name in output and query.zh in output for query in QUERIES)


def test_the_page_of_the_questions_is_up_to_date() -> None:
    from kg.query.sparql.named import reference

    written = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
    assert written == reference(), "run: python -m kg.query.sparql.named > docs/queries.md"
