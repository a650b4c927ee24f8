"""The reliability table judges facts as the scorer does."""

from types import SimpleNamespace

from bench.reliability import bin_of, judge


def test_verdicts_follow_the_scorer() -> None:
    score = SimpleNamespace(
        same_name=lambda a, b: bool(set(a["names"]) & set(b["names"])),
        norm=lambda text: text,
        SYMMETRIC={"cooperatesWith"},
        match=lambda gold, said, agrees: (
            [(g, s) for g in gold for s in said if agrees(g, s)],
            [],
            [s for s in said if not any(agrees(g, s) for g in gold)],
        ),
    )
    entities = [
        {"id": "e1", "type": "Enterprise", "names": ["甲"]},
        {"id": "e2", "type": "Enterprise", "names": ["乙"]},
    ]
    gold = {"entities": entities, "facts": [{"pred": "cooperatesWith", "subj": "e1", "obj": "e2"}]}
    said = [
        {"pred": "cooperatesWith", "subj": "e2", "obj": "e1", "method": "m", "confidence": 0.9},
        {"pred": "unitOf", "subj": "e1", "obj": "e2", "method": "m", "confidence": 0.6},
    ]
    found = judge(score, gold, {"entities": entities, "facts": said})  # type: ignore[arg-type]
    assert [(p, v) for p, _, _, v in found] == [("cooperatesWith", "right"), ("unitOf", "wrong")]
    assert bin_of(0.9) == "0.9–1.0"
    assert bin_of(0.85) == "0.8–0.9"
