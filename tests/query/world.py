"""A small invented world in the format of gold records: one group, two companies, a branch, a workshop, people, awards."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from kg.graph.assemble import assemble
from kg.graph.canonical import theme_ids
from kg.graph.lock import hold
from kg.graph.publish import prepare_store, publish
from kg.graph.snapshot import Snapshot
from kg.model import Record
from kg.records import to_json

TEXTS = {
    "a-2021": """星河集团表彰先进
星河铝业股份有限公司是星河集团有限公司的控股子公司。星河铝业重庆分公司隶属于星河铝业股份有限公司。
重庆分公司电解二车间荣获2021年度全国工人先锋号。
重庆分公司电解二车间主任曾长行被中华全国总工会授予2021年全国五一劳动奖章。
星河铝业“绿水电解节能改造项目”获2020年中国有色金属工业科学技术奖一等奖，该项目由星河铝业牵头实施。
星河铝业与蓝海大学签署战略合作协议，推进碳达峰碳中和。
""",
    "b-2022": """2022年星河集团工作简报
星河铜业有限公司是星河集团有限公司的子公司。星河集团有限公司入选2022年中国企业500强。
曾长行任星河铝业重庆分公司副总经理。曾长行荣获2022年重庆市劳动模范。
星河铜业承担绿水电解节能改造项目的配套工程。星河铜业荣获集团先进单位。
重庆分公司电解二车间获2021年度全国工人先锋号，受到通报。
绿水电解节能改造项目投运后，节能降耗成效显著。
友好企业远山钢铁有限公司荣获2021年重庆市质量奖。
2022年远山钢铁有限公司荣获重庆市质量奖。
""",
}


def _entity(number: int, kind: str, *names: str) -> dict[str, Any]:
    return {"id": f"e{number}", "type": kind, "names": list(names)}


def _fact(pred: str, subj: int, obj: int | str, evidence: str, **more: Any) -> dict[str, Any]:
    return {
        "pred": pred,
        "subj": f"e{subj}",
        "obj": obj if isinstance(obj, str) else f"e{obj}",
        "evidence": evidence,
        **more,
    }


_SHARED = [
    _entity(1, "Enterprise", "星河集团有限公司", "星河集团"),
    _entity(2, "Enterprise", "星河铝业股份有限公司", "星河铝业"),
    _entity(3, "Enterprise", "星河铝业重庆分公司", "重庆分公司"),
    _entity(4, "Unit", "电解二车间"),
    _entity(5, "Person", "曾长行"),
    _entity(6, "Award", "全国工人先锋号"),
    _entity(8, "Project", "绿水电解节能改造项目"),
]
GOLD: dict[str, dict[str, Any]] = {
    "a-2021": {
        "doc": "a-2021",
        "date": "2021-05-01",
        "entities": [
            *_SHARED,
            _entity(7, "Award", "全国五一劳动奖章"),
            _entity(9, "Award", "中国有色金属工业科学技术奖"),
            _entity(10, "Institution", "中华全国总工会"),
            _entity(11, "Institution", "蓝海大学"),
        ],
        "facts": [
            _fact("subOrganizationOf", 2, 1, "星河铝业股份有限公司是星河集团有限公司的控股子公司"),
            _fact("subOrganizationOf", 3, 2, "星河铝业重庆分公司隶属于星河铝业股份有限公司"),
            _fact("unitOf", 4, 3, "重庆分公司电解二车间"),
            _fact("conferral", 4, 6, "电解二车间荣获2021年度全国工人先锋号", year="2021", level="national"),
            _fact("holdsPost", 5, 4, "电解二车间主任曾长行", post="主任"),
            _fact(
                "conferral",
                5,
                7,
                "曾长行被中华全国总工会授予2021年全国五一劳动奖章",
                year="2021",
                level="national",
                conferrer="e10",
            ),
            _fact(
                "conferral",
                8,
                9,
                "“绿水电解节能改造项目”获2020年中国有色金属工业科学技术奖一等奖",
                rank="一等奖",
                year="2020",
                level="industry",
                **{"for": "e8"},
            ),
            _fact("undertakes", 2, 8, "该项目由星河铝业牵头实施", role="leads"),
            _fact("cooperatesWith", 2, 11, "星河铝业与蓝海大学签署战略合作协议"),
            _fact("addressesTheme", 2, "dual-carbon", "推进碳达峰碳中和"),
        ],
        "themes": ["dual-carbon", "model-workers"],
    },
    "b-2022": {
        "doc": "b-2022",
        "date": "2022-12-30",
        "entities": [
            *_SHARED,
            _entity(12, "Enterprise", "星河铜业有限公司", "星河铜业"),
            _entity(13, "Award", "中国企业500强"),
            _entity(14, "Award", "重庆市劳动模范"),
            _entity(15, "Award", "集团先进单位"),
            _entity(16, "Enterprise", "远山钢铁有限公司"),
            _entity(17, "Award", "重庆市质量奖"),
        ],
        "facts": [
            _fact("subOrganizationOf", 12, 1, "星河铜业有限公司是星河集团有限公司的子公司"),
            _fact("unitOf", 4, 3, "重庆分公司电解二车间"),
            _fact("conferral", 1, 13, "星河集团有限公司入选2022年中国企业500强", year="2022", level="national"),
            _fact("holdsPost", 5, 3, "曾长行任星河铝业重庆分公司副总经理", post="副总经理"),
            _fact("conferral", 5, 14, "曾长行荣获2022年重庆市劳动模范", year="2022", level="provincial"),
            _fact("undertakes", 12, 8, "星河铜业承担绿水电解节能改造项目的配套工程", role="participates"),
            _fact("conferral", 12, 15, "星河铜业荣获集团先进单位", level="group"),
            _fact("conferral", 4, 6, "电解二车间获2021年度全国工人先锋号", year="2021", level="national"),
            _fact("addressesTheme", 8, "energy-saving", "绿水电解节能改造项目投运后，节能降耗成效显著"),
            _fact("conferral", 16, 17, "远山钢铁有限公司荣获2021年重庆市质量奖", year="2021", level="provincial"),
            _fact("conferral", 16, 17, "2022年远山钢铁有限公司荣获重庆市质量奖", year="2022", level="provincial"),
        ],
        "themes": ["model-workers"],
    },
}
UNSURE = "星河铜业荣获集团先进单位"


# what should only ever be shown, as names, titles and sentences
HOSTILE = (
    "<img src=x onerror=window.hit=1>",
    '"><script>window.hit=1</script>',
    "</script><script>window.hit=1</script>",
    "<!--<script>window.hit=1",
    "<a href=javascript:window.hit=1>href</a>",
    "<svg/onload=window.hit=1>",
    "{{ 7*7 }}{% raw %}",
    "${window.hit=1}",
    "\u202e倒\u200b写\u2028行",
    "'-window.hit=1-'",
    "&lt;b&gt;&quot;&amp;",
    "]]>\\u003cscript\\u003e",
    "𠮷野集团",
)


def hostile_world() -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Gold and texts in which everything that can be named is hostile."""
    entities, facts, lines = [_entity(0, "Enterprise", "靶子集团")], [], []
    for number, name in enumerate(HOSTILE, 1):
        entities += [_entity(number, "Enterprise", name + "公司"), _entity(100 + number, "Award", name + "奖")]
        lines.append(f"{name}公司隶属于靶子集团，荣获{name}奖{name}等奖。")
        facts.append(_fact("subOrganizationOf", number, 0, f"{name}公司隶属于靶子集团"))
        facts.append(
            _fact("conferral", number, 100 + number, f"荣获{name}奖{name}等奖", rank=name + "等奖", year="2021")
        )
    gold = {"doc": "hostile", "date": "2021-01-01", "entities": entities, "facts": facts, "themes": []}
    return {"hostile": gold}, {"hostile": f"{HOSTILE[1]}\n" + "\n".join(lines)}


def records(
    gold: dict[str, dict[str, Any]] | None = None, texts: dict[str, str] | None = None
) -> list[tuple[Record, str, str]]:
    """(record, text, source) of each document; one fact of the usual world is told with little confidence."""
    from bench.demo import gold_record

    gold, found = gold or GOLD, []
    for name, text in (texts or TEXTS).items():
        record = gold_record(json.loads(json.dumps(gold[name])), text)
        assert len(record.facts) == len(gold[name]["facts"]), "every quote stands in the text"
        facts = tuple(dataclasses.replace(f, confidence=0.4) if f.evidence.quote == UNSURE else f for f in record.facts)
        found.append((dataclasses.replace(record, facts=facts), text, f"{name}.txt"))
    return found


def publish_world(root: Path, *, names: tuple[str, ...] = tuple(TEXTS)) -> Snapshot:
    """Publish the world (or some of its documents) into the store `root`."""
    return publish_records(root, [(r, t, s) for r, t, s in records() if r.name in names])


def publish_hostile(root: Path) -> Snapshot:
    """Publish the hostile world."""
    return publish_records(root, records(*hostile_world()))


def publish_records(root: Path, chosen: list[tuple[Record, str, str]]) -> Snapshot:
    """Publish documents as a snapshot of the store `root`."""
    from bench.demo import by_name

    documents = {
        r.document_id: {
            **{"title": r.title, "date": r.date, "issuer": None, "sources": [s], "media_type": "text/plain", "text": t},
            **{"pages": [], "encoding": "utf-8", "warnings": [], "record": to_json(r)},
        }
        for r, t, s in chosen
    }
    only = [r for r, _, _ in chosen]
    built = assemble(only, by_name(only), sources={r.document_id: (s,) for r, _, s in chosen}, themes=theme_ids())
    prepare_store(root)
    with hold(root):
        return publish(root, built.quads, documents=documents, manifest={"pipeline": "world", "left_out": {}})
