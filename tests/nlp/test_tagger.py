"""The trained tagger: same bytes in every process, names it was taught, and a program that runs without it."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.nlp import load_pipeline
from kg.nlp.training import Gold, Line, exchange, label, make_pool, spans, without
from kg.resources import resource
from kg.settings import Settings, load_settings
from tests.nlp.reading import names, read

ROOT = Path(__file__).parents[2]
TAUGHT = ("晟达瑞", "启宏盛", "鼎泰欣", "华峻腾", "嘉润祥", "恒晖远", "博纳森", "瑞禾兴", "盛景阳", "信泰宏")
SENTENCE = "记者日前从{}获悉，这里的生产线运行平稳，产量稳步提高。"


def settings(**values: object) -> Settings:
    return load_settings(values, environment={})


def kg(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=env, timeout=120)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two models of one small gold set, each trained by a process of its own."""
    folder = tmp_path_factory.mktemp("tagger")
    (folder / "gold").mkdir()
    (folder / "docs").mkdir()
    for number, name in enumerate(TAUGHT):
        (folder / "docs" / f"t{number}.txt").write_text(SENTENCE.format(name) * 3, encoding="utf-8")
        record = {"doc": f"t{number}", "entities": [{"id": "e1", "type": "Enterprise", "names": [name]}], "facts": []}
        (folder / "gold" / f"t{number}.json").write_text(json.dumps(record), encoding="utf-8")
    made = [folder / "a.crf", folder / "b.crf"]
    for seed, out in enumerate(made):
        done = kg("train", folder / "gold", folder / "docs", "--out", out, "--copies", 1, PYTHONHASHSEED=str(seed + 1))
        assert done.returncode == 0, done.stderr
    return made


def test_training_twice_gives_the_same_bytes_and_a_card_that_names_them(models: list[Path]) -> None:
    first, second = (path.read_bytes() for path in models)
    card = json.loads(models[0].with_suffix(".json").read_text(encoding="utf-8"))
    assert first == second and card["sha256"] == hashlib.sha256(first).hexdigest()
    assert card["documents"] == len(TAUGHT) and set(card["held_out"]) == set(card["labels"]) and "date" not in card


def test_a_name_it_was_taught_is_proposed(models: list[Path]) -> None:
    text = SENTENCE.format("恒晖远")
    taught = load_pipeline(settings(tagger_model=str(models[0])))
    assert "恒晖远" in names(read(text, taught), "Enterprise")
    assert "恒晖远" not in names(read(text, load_pipeline(settings(tagger=False))), "Enterprise")


def test_the_model_is_part_of_the_version_and_can_be_switched_off(models: list[Path]) -> None:
    own = str(models[0])
    bare, taught = load_pipeline(settings(tagger=False)), load_pipeline(settings(tagger_model=own))
    assert taught.version.startswith(bare.version + "+")
    assert load_pipeline(settings(tagger=False, tagger_model=own)).version == bare.version


def test_the_pipeline_runs_without_a_model() -> None:
    shipped = resource("data", "models", "tagger.crf").is_file()
    assert ("tagger_v1" in load_pipeline(settings()).nlp.pipe_names) == shipped
    assert "中国铝业" in names(read("中国铝业召开会议。", load_pipeline(settings(tagger=False))), "Enterprise")


def test_a_model_that_is_not_what_its_card_says_is_refused(models: list[Path], tmp_path: Path) -> None:
    model, card = models[0].read_bytes(), models[0].with_suffix(".json").read_bytes()
    cases = {"none": (None, card), "cut": (model[:-9], card), "nocard": (model, None), "badcard": (model, b"[]")}
    cases["old"] = (model, card.replace(b'"features": "1"', b'"features": "0"'))
    for name, (data, about) in cases.items():
        path = tmp_path / f"{name}.crf"
        for place, content in ((path, data), (path.with_suffix(".json"), about)):
            if content is not None:
                place.write_bytes(content)
        with pytest.raises(InputError, match=path.name) as told:
            load_pipeline(settings(tagger_model=str(path)))
        assert told.value.code == "model.broken"


def test_names_are_exchanged_everywhere_for_others_of_their_make() -> None:
    gold = Gold("a", "张伟在晟达瑞说，晟达瑞很好。", (("Person", "张伟"), ("Enterprise", "晟达瑞")))
    pool = make_pool([gold, Gold("b", "", (("Person", "李明"), ("Enterprise", "启宏盛")))], load_pipeline(settings()))
    pool = {make: tuple(n for n in found if n in gold.text or n in "李明启宏盛") for make, found in pool.items()}
    other = exchange(gold, pool, seed=1)
    assert other.text == "李明在启宏盛说，启宏盛很好。" and other.names == (
        ("Person", "李明"),
        ("Enterprise", "启宏盛"),
    )
    assert exchange(gold, pool, seed=1) == other


def test_labels_are_longest_first_and_held_out_names_leave_training() -> None:
    marks = label(
        "中铝山东氧化铝厂", [("Enterprise", "中铝"), ("Enterprise", "中铝山东"), ("Unit", "中铝山东氧化铝厂")]
    )
    assert list(spans(marks)) == [(0, 4, "Enterprise"), (4, 8, "Unit")]
    lines = [Line(stem, text, [], [], own=True) for stem, text in (("a", "甲"), ("b", "到晟达瑞去"), ("c", "乙"))]
    assert [line.stem for line in without(lines, [Gold("a", "", (("Enterprise", "晟达瑞"),))])] == ["c"]
