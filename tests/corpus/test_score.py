"""The score counts what nobody proposed, never punishes optional gold, and agrees with the reference scorer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.corpus.score import Count, same_name, score
from kg.corpus.score_report import html_report

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


def entity(id: str, type: str, *names: str, optional: bool = False) -> dict:
    return {"id": id, "type": type, "names": list(names), "optional": optional}


def fact(pred: str, subj: str, obj: str, **more: object) -> dict:
    return {"pred": pred, "subj": subj, "obj": obj, "evidence": "句子", **more}


GOLD = {
    "doc": "a",
    "entities": [
        entity("e1", "Enterprise", "甲公司"),
        entity("e2", "Award", "省科技进步奖"),
        entity("e3", "Person", "李明", optional=True),
    ],
    "facts": [
        fact("conferral", "e1", "e2", rank="一等奖", year="2021"),
        fact("holdsPost", "e3", "e1", post="经理", optional=True),
    ],
    "themes": ["innovation", "safety"],
}


def test_nothing_found_is_everything_missed_but_the_optional() -> None:
    result = score([(GOLD, {})])
    assert result.headline() == {
        "entities": Count(0, 0, 2),
        "facts": Count(0, 0, 1),
        "awards": Count(0, 0, 1),
        "themes": Count(0, 0, 2),
    }
    assert {m.text for m in result.misses} == {"甲公司", "省科技进步奖", "甲公司 → 省科技进步奖"}


def test_found_facts_match_by_names_and_rank_and_attributes_are_counted() -> None:
    record = {
        "entities": [entity("x", "Enterprise", "甲 公司"), entity("y", "Award", "2021年省科技进步奖一等奖")],
        "facts": [fact("conferral", "x", "y", rank="一等奖", year="2020"), fact("conferral", "x", "y", rank="二等奖")],
        "themes": ["innovation", "talent"],
    }
    result = score([(GOLD, record)])
    assert result.counts["fact:conferral"] == Count(1, 1, 0)
    assert result.attributes == {"rank": (1, 1), "year": (0, 1)}
    assert result.counts["theme:document"] == Count(1, 1, 1)


def test_only_awards_and_projects_may_be_merely_close() -> None:
    assert same_name(entity("a", "Project", "600千安铝电解槽技术"), entity("b", "Project", "600千安铝电解槽"))
    assert not same_name(entity("a", "Enterprise", "贵州分公司"), entity("b", "Enterprise", "广西分公司"))


def test_the_page_escapes_what_it_shows() -> None:
    gold = {**GOLD, "entities": [entity("e1", "Enterprise", "<script>alert(1)</script>")], "facts": [], "themes": []}
    page = html_report(score([(gold, {})]), "t")
    assert "<script" not in page and "&lt;script&gt;" in page


def test_the_command_scores_records(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "found").mkdir()
    for folder in ("gold", "found"):
        (tmp_path / folder / "a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    page = tmp_path / "errors.html"
    command = ["score", str(tmp_path / "gold"), "--records", str(tmp_path / "found"), "--html", str(page), "--json"]
    told = CliRunner().invoke(cli, command)
    assert told.exit_code == 0, told.output
    assert json.loads(told.output)["headline"]["facts"] == [1.0, 1.0, 1.0]
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.shared
def test_figures_equal_the_reference_scorer(tmp_path: Path) -> None:
    if not (SHARED / "eval" / "score.py").is_file():
        pytest.skip("the reference scorer is not here (it does not travel with the product)")
    gold = ROOT / "data" / "gold" / "records"
    shifted = sorted(gold.glob("*.json"))[:40]
    for here, there in zip(shifted, [*shifted[1:], shifted[0]], strict=True):
        mixed = json.loads(here.read_text(encoding="utf-8"))
        other = json.loads(there.read_text(encoding="utf-8"))
        mixed["facts"] = mixed["facts"][::2]
        mixed["entities"] = mixed["entities"][1:] + [{**e, "id": f"z{e['id']}"} for e in other["entities"]]
        mixed["themes"] = other["themes"]
        (tmp_path / here.name).write_text(json.dumps(mixed), encoding="utf-8")
    command = [sys.executable, str(SHARED / "eval" / "score.py"), str(gold), str(tmp_path), "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    ours = score(
        (
            json.loads(p.read_text(encoding="utf-8")),
            json.loads((tmp_path / p.name).read_text(encoding="utf-8")) if (tmp_path / p.name).exists() else {},
        )
        for p in sorted(gold.glob("*.json"))
    )
    assert {k: [c.right, c.extra, c.missed] for k, c in ours.counts.items()} == {
        k: v[:3] for k, v in reference["detail"].items()
    }
    assert {k: list(v) for k, v in ours.attributes.items()} == reference["attributes"]
