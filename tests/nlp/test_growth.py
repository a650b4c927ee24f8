"""Reading four times the text takes about four times the time: nothing is looked for by walking over everything."""

import time

import pytest

from kg.model import Record
from kg.nlp import Pipeline, annotate, load_pipeline
from kg.read import parse_bytes
from kg.settings import load_settings
from kg.text import prepare

SENTENCE = "江南铜业集团党委书记王建国、青云冶炼厂二车间李晓明荣获2019年全国五一劳动奖章，由江南铜业承建的青云大桥工程获评优质工程奖。"
LIMIT = 9.0  # times as long for four times the text: a quadratic step takes sixteen, a busy machine is allowed for


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline(load_settings({}, environment={}))


@pytest.mark.parametrize(
    "piece",
    [SENTENCE, SENTENCE.replace("。", "").replace("，", ""), "王建国、", "江南铜业集团公司", "全国劳动模范、"],
    ids=["sentences", "no-marks", "roll-of-names", "chain-of-heads", "honours"],
)
def test_four_times_the_text_takes_about_four_times_as_long(pipeline: Pipeline, piece: str) -> None:
    short, long = _text(piece, 2_000), _text(piece, 8_000)
    _seconds(pipeline, short[:500])
    assert _seconds(pipeline, long) < LIMIT * _seconds(pipeline, short) + 0.1


def test_a_line_of_heads_without_a_mark_names_no_endless_thing(pipeline: Pipeline) -> None:
    record = _read(pipeline, _text("江南铜业集团公司", 16_000))
    assert all(len(name) < 300 for entity in record.entities for name in entity.names)


def _text(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def _read(pipeline: Pipeline, text: str) -> Record:
    return annotate(prepare(parse_bytes(text.encode(), "growth.txt")), pipeline)


def _seconds(pipeline: Pipeline, text: str) -> float:
    """CPU seconds, the best of three: the machine may be busy."""
    taken = []
    for _ in range(3):
        begin = time.process_time()
        _read(pipeline, text)
        taken.append(time.process_time() - begin)
    return min(taken)
