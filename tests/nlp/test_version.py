"""The pipeline's version names all that can change a record: a changed word list or weight is another pipeline."""

from pathlib import Path

import pytest

import kg.nlp.annotate  # noqa: F401 - the module, not the function of the same name
from kg.nlp import pipeline_version
from kg.settings import load_settings


def test_word_lists_and_weights_are_part_of_the_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    module = sys.modules["kg.nlp.annotate"]
    own = tmp_path / "data" / "lexicon"
    own.mkdir(parents=True)
    seen = set()
    monkeypatch.setattr(module, "resource", lambda *parts: tmp_path.joinpath(*parts))
    for text in ("甲", "乙", "甲"):
        (own / "words.txt").write_text(text, encoding="utf-8")
        seen.add(module._data_version())
    assert len(seen) == 2


def test_the_version_is_stable() -> None:
    settings = load_settings({}, environment={})
    assert pipeline_version(settings) == pipeline_version(settings)
