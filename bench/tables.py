"""Tables, search and the page functions at scale: python -m bench.tables [--documents 1000] [--store DIR]

Makes records of an invented group (40 facts a document, four levels of companies), publishes them, and prints one JSON
line a figure: seconds and bytes of the tables, then CPU milliseconds (median and 95th percentile) of each function.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.demo import by_name
from kg.graph import Snapshot, open_snapshot
from kg.graph.assemble import assemble
from kg.graph.canonical import theme_ids
from kg.graph.lock import hold
from kg.graph.publish import prepare_store, publish
from kg.model import CharSpan, Evidence, Fact, Mention, Record, RecordEntity
from kg.query import View, build_tables, plain
from kg.query.awards import AwardFilters, award_rows, awards
from kg.query.documents import document
from kg.query.entity import entity
from kg.query.hierarchy import hierarchy, roots
from kg.query.matrix import matrix
from kg.query.neighbourhood import neighbourhood
from kg.query.overview import overview
from kg.query.paths import paths
from kg.query.search import search
from kg.records import to_json

PLACES = "北京上海天津重庆河北山西辽宁吉林江苏浙江安徽福建江西山东河南湖北湖南广东海南四川贵州云南陕西甘肃青海"
TRADES = ("铝业", "铜业", "矿业", "电力", "物流", "科技", "新材料", "铅锌", "稀土", "碳素")
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰长重行乐"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗曾单"
AWARDS = ("劳动模范", "五一劳动奖章", "科技进步奖", "先进集体", "质量奖", "绿色工厂", "工人先锋号", "专利金奖")
LEVELS = ("national", "provincial", "industry", "municipal", "group")


def record(number: int, companies: int, chance: random.Random) -> tuple[Record, str]:
    """One document: people, awards, projects of a few companies, with a sentence for each fact."""
    entities: dict[tuple[str, str], RecordEntity] = {}
    facts: list[Fact] = []
    lines: list[str] = []
    at = 0

    def node(kind: str, name: str, owner: str | None = None) -> str:
        key = (kind, name)
        if key not in entities:
            span = CharSpan(at, at + len(name))
            mention = Mention(span, name, "bench", 0.9)
            entities[key] = RecordEntity(f"e{len(entities) + 1}", kind, (name,), (mention,), owner)
        return entities[key].id

    def say(text: str, predicate: str, subject: str, value: str, **more: str) -> None:
        nonlocal at
        span = CharSpan(at, at + len(text))
        proof = Evidence(span, span, text[:200])
        facts.append(
            Fact(predicate, subject, value, proof, "bench", 0.5 + chance.random() / 2, tuple(sorted(more.items())))
        )
        lines.append(text)
        at += len(text) + 1

    for _ in range(10):
        place = chance.randrange(companies)
        name, parent = company(place), company((place - 1) // 8) if place else None
        firm = node("Enterprise", name)
        if parent:
            say(f"{name}是{parent}的子公司。", "subOrganizationOf", firm, node("Enterprise", parent))
        person = chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN)
        who = node("Person", person, firm)
        say(f"{name}总经理{person}出席。", "holdsPost", who, firm, post="总经理")
        award = chance.choice(PLACES) + chance.choice(AWARDS)
        year, level = str(chance.randrange(2010, 2026)), chance.choice(LEVELS)
        say(
            f"{person}获{year}年{award}。",
            "conferral",
            chance.choice((who, firm)),
            node("Award", award),
            year=year,
            level=level,
        )
        project = f"{chance.choice(TRADES)}{chance.randrange(400)}号技改项目"
        say(f"{name}实施{project}。", "undertakes", firm, node("Project", project), role="undertakes")
    say(f"{name}推进碳达峰碳中和。", "addressesTheme", firm, "dual-carbon")
    text = "\n".join(lines)
    key = f"{number:016x}"
    found = Record(
        key,
        f"d{number}",
        f"第{number}期简报",
        f"{2010 + number % 15}-06-01",
        None,
        tuple(entities.values()),
        tuple(facts),
        ("dual-carbon",),
        "bench",
    )
    return found, text


def company(number: int) -> str:
    """The name of a company; number 0 is the group, its children are 8n+1 to 8n+8."""
    if number == 0:
        return "星河集团有限公司"
    place = PLACES[2 * (number % 25) : 2 * (number % 25) + 2]
    return f"星河{place}{TRADES[number // 25 % 10]}第{number}有限公司"


def world(root: Path, documents: int) -> Snapshot:
    """Publish the invented group."""
    chance = random.Random(7)
    pairs = [record(n, max(50, documents * 2), chance) for n in range(documents)]
    records = [r for r, _ in pairs]
    sources = {r.document_id: (f"{r.name}.txt",) for r in records}
    bodies = {
        r.document_id: {
            **{"title": r.title, "date": r.date, "issuer": None, "sources": list(sources[r.document_id])},
            **{
                "media_type": "text/plain",
                "text": t,
                "pages": [],
                "encoding": "utf-8",
                "warnings": [],
                "record": to_json(r),
            },
        }
        for r, t in pairs
    }
    built = assemble(records, by_name(records), sources=sources, themes=theme_ids())
    prepare_store(root)
    with hold(root):
        return publish(root, built.quads, documents=bodies, manifest={"pipeline": "bench", "left_out": {}})


def timed(name: str, call: Callable[[], Any], times: int = 30) -> None:
    """Print CPU milliseconds of a call, its answer made plain as REST does."""
    spent = []
    for _ in range(times):
        started = time.process_time()
        plain(call())
        spent.append((time.process_time() - started) * 1000)
    spent.sort()
    show(name, cpu_ms=round(spent[len(spent) // 2], 2), p95=round(spent[int(len(spent) * 0.95) - 1], 2))


def show(name: str, **figures: float) -> None:
    """One line of the result."""
    print(json.dumps({"what": name, **figures}, ensure_ascii=False), flush=True)


def measure(snapshot: Snapshot) -> None:
    """Every figure."""
    started = time.process_time()
    path = build_tables(snapshot)
    show(
        "tables",
        cpu_s=round(time.process_time() - started, 1),
        bytes=path.stat().st_size,
        quads=snapshot.manifest["quads"],
    )
    show("memory", peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    view = View(snapshot)
    show("entities", count=view.value("SELECT count(*) FROM entity"), facts=view.value("SELECT count(*) FROM fact"))
    group = search(view, company(0)).items[0].iri
    leaf = search(view, company(150)).items[0].iri
    other = search(view, company(77)).items[0].iri
    person = view.value("SELECT iri FROM entity WHERE type = 'Person' ORDER BY degree DESC")
    key = snapshot.documents()[5]["id"]
    for typed in (
        "星河集团有限公司",
        "星河",
        "有限公司",
        "铝业",
        "王",
        "xhjt",
        "xinghejituan",
        "zhanghang",
        "星河 铝业",
        "河第公司",
    ):
        timed(f"search {typed}", lambda typed=typed: search(view, typed))  # type: ignore[misc]
    timed("entity (group)", lambda: entity(view, group))
    timed("entity (person)", lambda: entity(view, person))
    timed("neighbourhood (group, 1 hop)", lambda: neighbourhood(view, group))
    timed("neighbourhood (leaf, 2 hops)", lambda: neighbourhood(view, leaf, hops=2))
    timed("paths", lambda: paths(view, leaf, other), 5)
    timed("roots", lambda: roots(view))
    timed("hierarchy (group, 3 levels)", lambda: hierarchy(view, group, depth=3))
    timed("hierarchy (as of 2015)", lambda: hierarchy(view, group, depth=2, as_of="2015"))
    timed("awards (first 100)", lambda: awards(view))
    timed("awards of the group", lambda: awards(view, AwardFilters(enterprise=group)))
    timed("awards (all rows)", lambda: sum(1 for _ in award_rows(view)), 2)
    timed("matrix by year, rolled up", lambda: matrix(view, roll_up=True), 5)
    timed("overview", lambda: overview(view), 10)
    timed("document", lambda: document(view, key))


def main() -> None:
    """Read the arguments, make the world unless the store holds one, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--store", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = options.store or Path(folder) / "store"
        measure(open_snapshot(root) if (root / "current").exists() else world(root, options.documents))


if __name__ == "__main__":
    main()
