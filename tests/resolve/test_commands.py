"""`kg explain` and `kg review` over a built store: reasons with places, questions whose answers are corrections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.explain import explain
from kg.cli.review import review
from kg.graph.build import build
from kg.resolve import load_corrections
from kg.settings import load_settings

TEXTS = {
    "a.txt": "海川铝业有限公司（以下简称“海川铝业”）党委书记王伟明荣获全国劳动模范称号。\n",
    "b.txt": "近日，海川铝业召开大会。远山铜业有限公司总经理王伟明出席。\n",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    (folder / "documents").mkdir()
    for name, text in TEXTS.items():
        (folder / "documents" / name).write_text(text, encoding="utf-8")
    settings = load_settings(
        {"store": str(folder / "store"), "workers": 1, "corrections": str(folder / "none.toml")}, environment={}
    )
    build([folder / "documents"], settings=settings)
    return folder / "store"


def run(command: object, *arguments: str) -> str:
    outcome = CliRunner().invoke(command, arguments, catch_exceptions=False)  # type: ignore[arg-type]
    assert outcome.exit_code == 0, outcome.output
    return outcome.output


def test_explain_shows_the_rule_and_the_place_of_each_name(store: Path) -> None:
    said = json.loads(run(explain, "海川铝业", "--store", str(store), "--json"))
    assert [one["entity"]["label"] for one in said] == ["海川铝业有限公司"]
    reason = next(r for r in said[0]["reasons"] if r["right"] == "海川铝业")
    assert reason["rule"] == "legal-form" and reason["explanation"] and "海川铝业" in reason["quote"]
    text = TEXTS["a.txt"] if reason["document"]["title"] != "b" else TEXTS["b.txt"]
    assert text[reason["start"] : reason["end"]] == "海川铝业"
    assert "legal-form" in run(explain, "海川铝业有限公司", "--store", str(store))


def test_explain_of_an_unknown_name_says_so(store: Path) -> None:
    outcome = CliRunner().invoke(explain, ["无此公司", "--store", str(store)])
    assert outcome.exception is not None and "无此公司" in str(outcome.exception)


def test_review_asks_and_the_answers_are_corrections(store: Path, tmp_path: Path) -> None:
    found = json.loads(run(review, "--store", str(store), "--json", "--corrections", str(tmp_path / "c.toml")))
    homonym = [d for d in found if d["kind"] == "homonym"]
    assert homonym and "王伟明" in homonym[0]["question"]
    path = tmp_path / "c.toml"
    arguments = ["--store", str(store), "--kind", "homonym", "--ask", "--corrections", str(path)]
    outcome = CliRunner().invoke(review, arguments, input="y\n", catch_exceptions=False)
    assert outcome.exit_code == 0
    lines = load_corrections(path)
    assert [(line.action, line.type, line.label) for line in lines] == [("merge", "Person", "王伟明")]
    assert json.loads(run(review, *arguments[:4], "--json", "--corrections", str(path))) == []


def test_worksheets_say_nothing_until_they_are_filled_in(store: Path, tmp_path: Path) -> None:
    for name in ("sheet.toml", "sheet.csv"):
        path = tmp_path / name
        run(review, "--store", str(store), "--below", "1.1", "--out", str(path))
        assert load_corrections(path) == ()
        text = path.read_text(encoding="utf-8")
        filled = text.replace("\n,", "\naccept,") if name.endswith("csv") else text.replace("\n#[[", "\n[[")
        if name.endswith("toml"):
            filled = "\n".join(row[1:] if row.startswith("#") and " = " in row else row for row in filled.splitlines())
        path.write_text(filled, encoding="utf-8")
        assert load_corrections(path)
