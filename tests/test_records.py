"""A record survives its JSON."""

import json

from kg.model import CharSpan, Evidence, Fact, Mention, Record, RecordEntity
from kg.records import from_json, to_json


def test_round_trip() -> None:
    proof = Evidence(CharSpan(2, 9), CharSpan(0, 12), "云铝获奖", 3)
    record = Record(
        "0123456789abcdef",
        "a",
        "标题",
        "2021-04",
        None,
        (
            RecordEntity(
                "e1",
                "Enterprise",
                ("云铝",),
                (Mention(CharSpan(2, 4), "云铝", "m.v1", 0.9),),
                None,
                (("place", "云南"),),
            ),
            RecordEntity("e2", "Award", ("绿色工厂",)),
        ),
        (Fact("conferral", "e1", "e2", proof, "conferral.v1", 0.8, (("level", "national"), ("year", "2021"))),),
        ("dual-carbon",),
        "p1",
    )
    assert from_json(json.loads(json.dumps(to_json(record), ensure_ascii=False))) == record
