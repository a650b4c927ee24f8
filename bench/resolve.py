"""How the time of resolution grows with the number of mentions: made-up groups, companies, plants, people, awards.

    python -m bench.resolve [--mentions 10000 100000 1000000] [--json]

Prints seconds, microseconds a mention and peak memory for each size; near linear means that a mention costs about the
same at every size.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import time

from kg.model import CharSpan, Evidence, Fact, Mention, Record, RecordEntity
from kg.resolve import resolve

PLACES = ["山西", "贵州", "云南", "广西", "甘肃", "青海", "包头", "兰州", "遵义", "抚顺", "洛阳", "宝鸡"]
TRADES = ["铝业", "铜业", "新材料", "矿业", "电力", "物流"]
CHARS = "华兴远海金川宏达云顶盛泰恒丰瑞安鼎新凯越昌明天元德润"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟明强芳敏静丽勇艳杰娟涛超秀英霞平刚桂兰建国华志文玉"
UNITS = ["电解厂", "一车间", "二车间", "工会", "财务部", "检修中心", "质量管理部", "炭素厂"]
AWARDS = ["全国劳动模范", "全国五一劳动奖章", "先进个人", "先进集体", "省级工人先锋号", "科技进步奖"]
ENTITIES, MENTIONS = 20, 5


def corpus(mentions: int, *, seed: int = 1) -> list[Record]:
    """Records with so many mentions in all: 20 entities a document, 5 mentions each; companies grow with the corpus."""
    rng = random.Random(seed)
    documents = max(1, mentions // (ENTITIES * MENTIONS))
    companies = [
        f"{rng.choice(PLACES)}{''.join(rng.choices(CHARS, k=rng.choice((2, 3))))}{rng.choice(TRADES)}"
        for _ in range(max(5, documents // 2))
    ]
    return [_record(number, rng, companies) for number in range(documents)]


def _record(number: int, rng: random.Random, companies: list[str]) -> Record:
    entities: list[RecordEntity] = []
    facts: list[Fact] = []

    def add(kind: str, names: tuple[str, ...], owner: str | None = None) -> str:
        local = f"e{len(entities) + 1}"
        start = len(entities) * 100
        spans = [CharSpan(start + 12 * i, start + 12 * i + len(names[-1])) for i in range(MENTIONS)]
        entities.append(
            RecordEntity(local, kind, names, tuple(Mention(s, names[-1], "bench", 0.9) for s in spans), owner)
        )
        return local

    def fact(subject: str, predicate: str, target: str, **attributes: str) -> None:
        span = CharSpan(0, 10)
        facts.append(
            Fact(predicate, subject, target, Evidence(span, span, "原文"), "bench", 0.9, tuple(attributes.items()))
        )

    own = []
    for _ in range(4):
        short = rng.choice(companies)
        full = short + rng.choice(("有限公司", "有限公司", "股份有限公司"))
        own.append(add("Enterprise", rng.choice(((full, short), (full,), (short,)))))
    while len(entities) < ENTITIES:
        company = rng.choice(own)
        kind = rng.random()
        if kind < 0.3:
            add("Unit", (rng.choice(UNITS),), company)
        elif kind < 0.7:
            person = add("Person", (rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=2)),), company)
            fact(person, "holdsPost", company, post="厂长")
        else:
            award = add("Award", (rng.choice(AWARDS),))
            fact(company, "conferral", award, level="national", year=str(rng.randint(2015, 2024)))
    issuer = entities[0].names[0]
    return Record(f"{number:016x}", f"d{number}", None, "2021-04-30", issuer, tuple(entities), tuple(facts), ())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = []
    for size in options.mentions:
        records = corpus(size)
        gc.collect()
        before = time.process_time()
        found = resolve(records)
        seconds = time.process_time() - before
        mentions = sum(len(e.mentions) for r in records for e in r.entities)
        rows.append(
            {
                "mentions": mentions,
                "entities_in": sum(len(r.entities) for r in records),
                "nodes": len(found.entities),
                "cpu_seconds": round(seconds, 2),
                "microseconds_per_mention": round(1e6 * seconds / mentions, 2),
                "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
        if not options.json:
            print("  ".join(f"{k} {v}" for k, v in rows[-1].items()), flush=True)
        del records, found
    if options.json:
        print(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
