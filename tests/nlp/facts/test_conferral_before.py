"""A prize named in one passage and spoken of in the next."""

from __future__ import annotations

import pytest

from kg.nlp import Pipeline, annotate, load_pipeline
from kg.read import parse_bytes
from kg.settings import load_settings
from kg.text import prepare

OPENING = (
    "有色科技奖·旧报新读\n\n▇ 2008年　开头的话\n从旧报里找出几件往事，说给新来的同事听，也记下各家当年怎样动手。\n（科技环保部　供稿）\n\n▇ 2010年　海州的一条路\n7月25日，2010年度海州有色金属科学技术奖专业组评审会在海州举行，"
    "各家的代表先后答辩，专家逐项提问。“青云矿区循环经济园区建设”获特等奖，同时取得推荐资格。\n\n"
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline(load_settings())


def won(text: str, pipeline: Pipeline) -> set[tuple[str, str, str | None]]:
    prepared = prepare(parse_bytes(text.encode(), "a.txt"))
    assert len(prepared.passages) > 1
    record = annotate(prepared, pipeline)
    names = {entity.id: entity.names[0] for entity in record.entities}
    return {
        (names[f.subject], names[f.object], dict(f.attributes).get("rank"))
        for f in record.facts
        if f.predicate == "conferral"
    }


def test_the_same_session_means_the_prize_of_the_passage_before(pipeline: Pipeline) -> None:
    text = OPENING + (
        "▇ 2010年　德水两项\n同一届评选，德水矿业集团得奖两项。二等奖一项：“深部煤层底板灰岩水防治指标的确定”；"
        "三等奖一项：“巷道支护技术研究与示范”。\n"
    )
    found = won(text, pipeline)
    prize = "海州有色金属科学技术奖"
    assert ("深部煤层底板灰岩水防治指标的确定", prize, "二等奖") in found
    assert ("巷道支护技术研究与示范", prize, "三等奖") in found


def test_a_rank_without_a_word_that_refers_back_wins_nothing(pipeline: Pipeline) -> None:
    text = (
        OPENING
        + "▇ 2011年　德水夺冠\n职工篮球赛上，德水矿业集团得奖两项。二等奖一项：“深部煤层底板灰岩水防治指标的确定”。\n"
    )
    assert not any(name.startswith("深部煤层") for name, _, _ in won(text, pipeline))


def test_an_honour_of_its_own_is_what_a_passage_means(pipeline: Pipeline) -> None:
    text = OPENING + "▇ 2011年　德水省奖\n德水矿业集团“巷道支护技术研究”获海州省科技进步奖，该奖二等奖同届还有五项。\n"
    assert not any("海州有色" in award and name.startswith("巷道") for name, award, _ in won(text, pipeline))
