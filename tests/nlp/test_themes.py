"""Themes: cues are found at their places; a subject near a cue is told with a proof inside its sentence; speeches give none."""

from dataclasses import replace

from kg.knowledge import load_knowledge
from kg.model import Document, Paragraph, Passage, Prepared
from kg.nlp.facts.themes.rule import theme_facts
from kg.nlp.facts.themes.sightings import VALUES
from kg.nlp.facts.themes.turns import outermost, walk
from kg.nlp.frame import Known, Name, Scene
from kg.nlp.themes import FEATURES, document_themes, load_model, read_themes
from kg.resources import resource

TEXT = "东铝公司党委开展党史学习教育，组织党员参观革命纪念馆，重温入党誓词。东铝公司推进绿色工厂建设，清洁生产水平不断提高。"


def prepared_of(text: str) -> Prepared:
    ends = [i + 1 for i, c in enumerate(text) if c == "。"]
    sentences = tuple(zip([0, *ends[:-1]], ends, strict=True))
    passage = Passage(text, tuple(range(len(text))), (Paragraph(0, len(text)),), sentences)
    return Prepared(Document("0" * 16, "0" * 64, ("a.txt",), "text/plain", text), (passage,))


def scene_of(text: str, names: list[tuple[str, str]]) -> Scene:
    known = {name: Known(name, kind, (name,)) for name, kind in names}
    found = [
        Name(i, i + len(name), kind, "test", 1.0, entity=name)
        for i in range(len(text))
        for name, kind in names
        if text.startswith(name, i)
    ]
    outer = outermost(sorted(found, key=lambda name: (name.start, -name.end)))
    return Scene(prepared_of(text).passages[0], tuple(outer), known, load_knowledge())


def told(text: str, names: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    knowledge = load_knowledge()
    model = load_model(resource("data", "models", "themes.json"))
    assert model is not None
    model = replace(model, threshold=0.03)  # what is told at all, likely or not
    prepared = prepared_of(text)
    scene = scene_of(text, names)
    themed = read_themes(prepared, knowledge.cues, model)
    facts = [fact for _, fact in theme_facts(prepared, [scene], themed, model, set())]
    for fact in facts:
        assert any(a <= fact.start < fact.end <= b for a, b in prepared.passages[0].sentences)
    return [(f.subject, f.object, text[f.start : f.end]) for f in facts]


def test_the_subject_of_a_sentence_is_told_with_its_theme() -> None:
    facts = {(s, o) for s, o, _ in told(TEXT, [("东铝公司党委", "Unit"), ("东铝公司", "Enterprise")])}
    assert ("东铝公司党委", "party-history-education") in facts
    assert ("东铝公司", "green-manufacturing") in facts


def test_a_quoted_speech_says_nothing_of_the_enterprise_before_it() -> None:
    text = "东铝公司召开会议。习近平总书记强调，要推动构建人类命运共同体，坚持对外开放。"
    assert not [f for f in told(text, [("东铝公司", "Enterprise")]) if f[1] in ("shared-future", "opening-up")]


def test_document_themes_are_few_and_strongest_first() -> None:
    knowledge = load_knowledge()
    themed = read_themes(prepared_of(TEXT), knowledge.cues, load_model(resource("data", "models", "themes.json")))
    themes = document_themes(themed)
    assert 1 <= len(themes) <= 8 and "party-history-education" in themes[:3]


def test_without_the_model_no_theme_is_told() -> None:
    knowledge = load_knowledge()
    assert document_themes(read_themes(prepared_of(TEXT), knowledge.cues, None)) == ()


def test_a_name_joined_to_the_opening_one_shares_its_turn() -> None:
    text = "东铝公司、西铝公司推进绿色工厂建设。南铝公司组织志愿服务活动；北铝公司开展党史学习教育。"
    names = [(f"{place}铝公司", "Enterprise") for place in "东西南北"]
    facts = {(s, o) for s, o, _ in told(text, names)}
    assert {("东铝公司", "green-manufacturing"), ("西铝公司", "green-manufacturing")} <= facts
    assert ("北铝公司", "party-history-education") in facts
    assert ("南铝公司", "party-history-education") not in facts


def test_the_owned_name_leads_not_its_owner() -> None:
    text = "东铝公司党委书记张三组织党员参观革命纪念馆，重温入党誓词。【西铝】西铝炼钢部党支部开展党史学习教育。"
    names = [("东铝公司", "Enterprise"), ("张三", "Person"), ("西铝", "Enterprise"), ("西铝炼钢部党支部", "Unit")]
    scene = scene_of(text, names)
    cues = load_knowledge().cues.find(text)
    leads = [turn.leader for _, part in walk(scene, scene.names, cues) for turn in part.turns]
    assert leads == ["张三", "西铝炼钢部党支部"]


def test_a_project_no_other_fact_speaks_of_addresses_nothing() -> None:
    assert told("绿色工厂创建工程推进清洁生产，节能降耗。", [("绿色工厂创建工程", "Project")]) == []


def test_the_weights_fit_what_the_rules_measure() -> None:
    model = load_model(resource("data", "models", "themes.json"))
    assert model is not None
    assert len(model.document) == FEATURES and len(model.sighting) == len(VALUES)
    assert all(len(weights) == 5 for weights in model.theme.values())


def test_a_public_body_or_a_state_leader_is_no_subject() -> None:
    text = "省总工会开展安全生产月活动，排查隐患。毛泽东曾到矿区视察。东铝公司排查安全隐患36处。"
    names = [("省总工会", "Institution"), ("毛泽东", "Person"), ("东铝公司", "Enterprise")]
    assert {s for s, _, _ in told(text, names)} == {"东铝公司"}


def test_an_item_takes_the_theme_of_its_section() -> None:
    text = "为群众办实事\n东铝公司为外线岗位加装遮阳棚。\n生产经营\n西铝公司为外线岗位加装遮阳棚。\n"
    paragraphs, at = [], 0
    for line in text.splitlines():
        paragraphs.append(
            Paragraph(at, at + len(line), "body" if "。" in line else "heading", 0 if "。" in line else 2)
        )
        at += len(line) + 1
    passage = Passage(text, tuple(range(len(text))), tuple(paragraphs), tuple((p.start, p.end) for p in paragraphs))
    prepared = Prepared(Document("0" * 16, "0" * 64, ("a.txt",), "text/plain", text), (passage,))
    model, knowledge = load_model(resource("data", "models", "themes.json")), load_knowledge()
    assert model is not None
    scene = replace(scene_of(text, [("东铝公司", "Enterprise"), ("西铝公司", "Enterprise")]), passage=passage)
    facts = theme_facts(prepared, [scene], read_themes(prepared, knowledge.cues, model), model, set())
    helped = [f.subject for _, f in facts if f.object == "practical-service"]
    assert helped == ["东铝公司"]
