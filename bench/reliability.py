"""What a confidence is worth: of the facts a rule found on annotated documents, how many are right.

    python -m bench.reliability [--shared DIR] [--set seeds|dev] [--records DIR] [--least N]

Prints a row per method (predicate, right, defensible, wrong, share right, mean confidence stated) and per bin of
confidence. `--records` reads the records that `bench.accuracy --out DIR` left instead of reading the documents again.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.accuracy import SETS, load, record_of
from kg.nlp import load_pipeline
from kg.settings import load_settings

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--set", choices=sorted(SETS), action="append")
    parser.add_argument("--records", type=Path, help="records already written by bench.accuracy --out")
    parser.add_argument("--least", type=int, default=1, help="only methods with this many facts")
    args = parser.parse_args()
    score = load_score(args.shared / "eval" / "score.py")
    pipeline = None if args.records else load_pipeline(load_settings())
    verdicts: list[tuple[str, str, float, str]] = []
    for name in args.set or sorted(SETS):
        docs, gold = (args.shared / part for part in SETS[name])
        for path in sorted(gold.glob("*.json")):
            told = json.loads(path.read_text(encoding="utf-8"))
            if pipeline is None:
                record = json.loads((args.records / name / path.name).read_text(encoding="utf-8"))
            else:
                record = record_of(load(docs / f"{path.stem}.txt"), pipeline)
            verdicts += judge(score, told, record)
    table("method", [(f"{method:44s}", sure, verdict) for _, method, sure, verdict in verdicts], args.least)
    table("predicate", [(f"{predicate:44s}", sure, verdict) for predicate, _, sure, verdict in verdicts], args.least)
    table("confidence", [(f"{bin_of(sure):44s}", sure, verdict) for _, _, sure, verdict in verdicts], args.least)
    return 0


def load_score(path: Path) -> ModuleType:
    """The scorer that lies beside the gold records, as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge(score: ModuleType, gold: dict[str, Any], record: dict[str, Any]) -> list[tuple[str, str, float, str]]:
    """(predicate, method, confidence, verdict) of every fact of a record; verdict right, defensible or wrong."""
    ge = {e["id"]: e for e in gold["entities"]}
    se = {e["id"]: e for e in record["entities"]}

    def end(g: str, s: str) -> bool:
        return score.same_name(ge[g], se[s]) if g in ge and s in se else score.norm(str(g)) == score.norm(str(s))

    def agrees(g: dict[str, Any], s: dict[str, Any]) -> bool:
        straight = end(g["subj"], s["subj"]) and end(g["obj"], s["obj"])
        turned = g["pred"] in score.SYMMETRIC and end(g["subj"], s["obj"]) and end(g["obj"], s["subj"])
        key = {"conferral": "rank", "holdsPost": "post"}.get(g["pred"])
        if key is None or not g.get(key) or not s.get(key):
            return straight or turned
        a, b = score.norm(g[key]), score.norm(s[key])
        return straight and (a == b or (key == "post" and (a in b or b in a)))

    found = []
    for predicate in sorted({f["pred"] for f in record["facts"]}):
        told = [f for f in gold["facts"] if f["pred"] == predicate]
        said = [f for f in record["facts"] if f["pred"] == predicate]
        pairs, _, extra = score.match(told, said, agrees)
        for g, s in pairs:
            verdict = "defensible" if g.get("optional") else "right"
            found.append((predicate, s.get("method", "?"), float(s.get("confidence", 0)), verdict))
        found += [(predicate, s.get("method", "?"), float(s.get("confidence", 0)), "wrong") for s in extra]
    return found


def bin_of(confidence: float) -> str:
    """The bin a confidence falls into, as text."""
    low = max(b for b in BINS if b <= confidence)
    high = min(b for b in BINS if b > confidence)
    return f"{low:.1f}–{min(high, 1.0):.1f}"


def table(title: str, rows: list[tuple[str, float, str]], least: int) -> None:
    """Prints right, defensible, wrong, the share that is not wrong, and the mean confidence, by the rows' first field."""
    groups: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for key, sure, verdict in rows:
        groups[key].append((sure, verdict))
    print(f"{title:44s}{'right':>7s}{'def.':>6s}{'wrong':>7s}{'share':>7s}{'said':>7s}")
    for key, members in sorted(groups.items()):
        if len(members) < least:
            continue
        counts = [sum(v == kind for _, v in members) for kind in ("right", "defensible", "wrong")]
        share = (counts[0] + counts[1]) / len(members)
        said = sum(sure for sure, _ in members) / len(members)
        print(f"{key}{counts[0]:7d}{counts[1]:6d}{counts[2]:7d}{share:7.2f}{said:7.2f}")
    print()


if __name__ == "__main__":
    sys.exit(main())
