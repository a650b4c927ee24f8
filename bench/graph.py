"""Writing a graph against the store's own bulk load of the same quads: python -m bench.graph [--documents N] [--factor F]

Made-up records of 21 facts a document go through assembly, canonical form, bulk load, shapes and flush; beside it, in
the same run, the bare `bulk_load` + `optimize` of the same N-Quads. Prints JSON lines; CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from bench.demo import by_name
from kg.graph.assemble import assemble
from kg.graph.canonical import canonical_lines, graph_hash, store_lines, theme_ids
from kg.graph.layout import write_layout
from kg.graph.publish import prepare_store, publish
from kg.model import CharSpan, Evidence, Fact, Mention, Record, RecordEntity


def record(number: int, companies: int) -> Record:
    """One document about 8 of `companies` enterprises, 5 people, 4 awards, 3 projects; pure in its arguments."""
    chance = random.Random(number)
    names: list[tuple[str, str]] = [
        *(("Enterprise", f"样例第{chance.randrange(companies)}有限公司") for _ in range(8)),
        *(("Person", f"职工{chance.randrange(companies * 5)}号") for _ in range(5)),
        *(("Award", f"样例奖{chance.randrange(200)}") for _ in range(4)),
        *(("Project", f"样例工程{chance.randrange(companies)}") for _ in range(3)),
    ]
    entities = tuple(
        RecordEntity(f"e{i}", kind, (name,), (Mention(CharSpan(i * 20, i * 20 + 8), name, "bench", 0.9),))
        for i, (kind, name) in enumerate(names)
    )
    facts = []
    for place in range(21):
        span = CharSpan(place * 40, place * 40 + 30)
        proof = Evidence(span, CharSpan(span.start, span.end + 5), f"样例公司荣获样例奖{place}的原文片段" + "文" * 12)
        company, person = f"e{chance.randrange(8)}", f"e{8 + chance.randrange(5)}"
        year = str(chance.randrange(2000, 2025))
        fact = [
            ("conferral", person, f"e{13 + chance.randrange(4)}", (("level", "national"), ("year", year))),
            ("holdsPost", person, company, (("post", "经理"),)),
            ("undertakes", company, f"e{17 + chance.randrange(3)}", (("role", "leads"),)),
        ][place % 3]
        facts.append(Fact(fact[0], fact[1], fact[2], proof, "bench", 0.9, fact[3]))
    return Record(f"{number:016x}", f"d{number}", f"文档{number}", "2024", None, entities, tuple(facts), ("safety",))


def timed(work: Callable[[], object]) -> tuple[float, float, object]:
    """CPU seconds, wall seconds and outcome."""
    cpu, wall = time.process_time(), time.perf_counter()
    outcome = work()
    return time.process_time() - cpu, time.perf_counter() - wall, outcome


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument(
        "--factor", type=float, default=3.0, help="the bar: publish at most this many times the bulk load"
    )
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="kg-bench-"))
    try:
        records = [record(n, max(options.documents // 4, 10)) for n in range(options.documents)]
        sources = {r.document_id: (f"{r.name}.txt",) for r in records}
        cpu, wall, resolution = timed(lambda: by_name(records))
        cpu, wall, built = timed(lambda: assemble(records, resolution, sources=sources, themes=theme_ids()))
        quads = built.quads  # type: ignore[attr-defined]
        say("assemble", cpu, wall, len(quads))
        documents = {r.document_id: {"title": r.title, "text": ""} for r in records}
        root = prepare_store(folder / "store")
        cpu, wall, snapshot = timed(
            lambda: publish(root, quads, documents=documents, manifest={}, hooks=[write_layout])
        )
        total = snapshot.manifest["quads"]  # type: ignore[attr-defined]
        say("publish (canonical, load, shapes, layout, documents)", cpu, wall, total)
        whole = cpu
        cpu, wall, _ = timed(lambda: publish(root, quads, documents=documents, manifest={}))
        say("publish the same graph again (0 quads written)", cpu, wall, total)
        lines = store_lines(snapshot.store())  # type: ignore[attr-defined]
        data = "\n".join(lines).encode()
        bare, bare_wall, _ = timed(lambda: bulk_load(folder / "bare", data))
        say("bare bulk_load + optimize + flush", bare, bare_wall, total)
        part, part_wall, _ = timed(lambda: bulk_load(folder / "part", "\n".join(canonical_lines(quads)).encode()))
        say("canonical lines + bulk_load (the store write)", part, part_wall, total)
        ratio = part / bare
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        outcome = {"store_write_over_bulk_load": round(ratio, 2), "publish_over_bulk_load": round(whole / bare, 2)}
        bar = {"bar": options.factor, "ok": max(ratio, whole / bare) <= options.factor}
        print(json.dumps({**outcome, **bar, "peak_mb": round(peak), "hash": graph_hash(lines)[:16]}))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def bulk_load(path: Path, data: bytes) -> None:
    """What a user would call instead: the store's own loader."""
    store = Store(str(path))
    store.bulk_load(input=data, format=RdfFormat.N_QUADS)
    store.optimize()
    store.flush()


def say(what: str, cpu: float, wall: float, quads: int) -> None:
    print(
        json.dumps(
            {
                "what": what,
                "cpu_s": round(cpu, 2),
                "wall_s": round(wall, 2),
                "quads": quads,
                "quads_per_cpu_s": round(quads / cpu),
            },
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()
