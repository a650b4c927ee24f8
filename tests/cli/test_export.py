"""`kg export` as a user runs it."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.export import export
from tests.query.world import publish_world


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("cli-export") / "store"
    publish_world(root)
    return str(root)


def run(*arguments: str) -> str:
    done = CliRunner().invoke(export, arguments, catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_awards_of_an_enterprise_by_name_year_and_level(store: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("awards", "--store", store, "--enterprise", "星河铝业"))))
    assert {r["所属企业"] for r in rows} == {"星河铝业股份有限公司", "星河铝业重庆分公司"} and len(rows) == 4
    assert [r["年份"] for r in csv.DictReader(io.StringIO(run("awards", "--store", store, "--year", "2020")))] == [
        "2020"
    ]
    rows = list(csv.DictReader(io.StringIO(run("awards", "--store", store, "--level", "group", "--lang", "en"))))
    assert [(r["subsidiary"], r["level"]) for r in rows] == [("星河铜业有限公司", "group")]
    confident = run("awards", "--store", store, "--level", "group", "--min-confidence", "0.5")
    assert len(confident.splitlines()) == 1


def test_files(store: str, tmp_path: Path) -> None:
    for name in ("awards.csv", "awards.xlsx", "awards.jsonl", "awards.parquet"):
        run("awards", "--store", store, "--out", str(tmp_path / name))
    run("facts", "--store", store, "--out", str(tmp_path / "facts.jsonl"))
    for form in ("ttl", "trig", "nq", "nt", "rdf", "jsonld", "graphml", "gexf"):
        run("graph", "--store", store, "--out", str(tmp_path / f"g.{form}"))
    assert len([p for p in tmp_path.iterdir() if p.stat().st_size > 500]) == 13
    fact = json.loads((tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert fact["evidence"][0]["sentence"]


def test_mistakes_are_told(store: str, tmp_path: Path) -> None:
    from kg.errors import KgError

    for arguments in (
        ("awards", "--store", store, "--enterprise", "查无此名"),
        ("awards", "--store", store, "--year", "去年"),
        ("awards", "--store", store, "--format", "xlsx"),
        ("graph", "--store", store),
        ("graph", "--store", str(tmp_path), "--format", "ttl"),
    ):
        done = CliRunner().invoke(export, arguments)
        assert isinstance(done.exception, KgError), arguments
