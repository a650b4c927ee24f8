"""The gate against regression: figures on annotated documents may rise, and fall no lower than this."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.marked import write
from kg.corpus.score import Score, score
from kg.nlp import annotate, load_pipeline
from kg.read import parse_bytes
from kg.records import to_json
from kg.settings import load_settings
from kg.text import prepare

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def measured(gold: Path, docs: Path) -> Score:
    """The score of every document of a folder that has a gold record."""
    pipeline = load_pipeline(load_settings({}, environment={}))
    pairs = []
    for path in sorted(gold.glob("*.json")):
        source = next(docs.glob(f"{path.stem}.*"))
        record = annotate(prepare(parse_bytes(source.read_bytes(), source.name)), pipeline)
        pairs.append((json.loads(path.read_text(encoding="utf-8")), to_json(record)))
    return score(pairs)


def held(result: Score, floors: dict[str, float]) -> None:
    """Every headline figure stands at its floor or above."""
    figures = {name: round(count.figures[2], 3) for name, count in result.headline().items()}
    assert all(figures[name] >= floor for name, floor in floors.items()), figures


def test_the_open_gold_set() -> None:
    result = measured(ROOT / "data" / "gold" / "records", ROOT / "data" / "gold" / "docs")
    assert result.documents >= 90
    held(result, {"entities": 0.91, "facts": 0.82, "awards": 0.87, "themes": 0.69})
    right, of = result.attributes["level"]
    assert right / of >= 0.87


def test_the_marked_documents(tmp_path: Path) -> None:
    assert write(ROOT / "data" / "gold" / "marked", tmp_path) == 0
    held(measured(tmp_path / "records", tmp_path / "docs"), {"entities": 0.88, "facts": 0.68, "awards": 0.76})


@pytest.mark.shared
def test_real_newsletters() -> None:
    gold = SHARED / "eval" / "gold"
    if not gold.is_dir():
        pytest.skip("the real newsletters are not here (they do not travel with the product)")
    held(measured(gold, SHARED / "seeds"), {"entities": 0.92, "facts": 0.81, "awards": 0.94, "themes": 0.80})
