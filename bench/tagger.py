"""The trained tagger end to end, on groups nobody has seen: five folds, each without and with a model that never saw it.

    python -m bench.tagger [--gold DIR] [--docs DIR] [--copies N]

Per fold the documents' names are left out of the gazetteers, their documents out of training, and so is every training
line that holds one of their names. Prints the scores of `kg score` and the CPU seconds of text and annotation.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from bench.accuracy import load, names_of, record_of
from kg.corpus.score import Count, Score, score
from kg.nlp import Pipeline, load_pipeline
from kg.nlp.tag_features import VERSION
from kg.nlp.training import COPIES, FOLDS, examples, fit, read_gold, without
from kg.settings import load_settings

ROOT = Path(__file__).parents[1]
REPEATS = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=ROOT / "data" / "gold" / "records")
    parser.add_argument("--docs", type=Path, default=ROOT / "data" / "gold" / "docs")
    parser.add_argument("--copies", type=int, default=COPIES)
    args = parser.parse_args()
    gold = read_gold(args.gold, args.docs)
    lines = examples(gold, load_settings(), copies=args.copies)
    pairs: dict[str, list[tuple[dict, dict]]] = {"without": [], "with": []}
    seconds = {"without": 0.0, "with": 0.0}
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(FOLDS):
            held = gold[fold::FOLDS]
            model = Path(folder) / f"{fold}.crf"
            fit(without(lines, held), model)
            card = {"sha256": sha256(model.read_bytes()).hexdigest(), "features": VERSION}
            model.with_suffix(".json").write_text(json.dumps(card), encoding="utf-8")
            paths = [args.docs / f"{one.stem}.txt" for one in held]
            hidden = names_of(paths, args.gold)
            for kind, settings in (
                ("without", load_settings({"tagger": False})),
                ("with", load_settings({"tagger": True, "tagger_model": str(model)})),
            ):
                records, took = annotated(paths, load_pipeline(settings, without=hidden))
                seconds[kind] += took
                wanted = [json.loads((args.gold / f"{p.stem}.json").read_text(encoding="utf-8")) for p in paths]
                now = list(zip(wanted, records, strict=True))
                pairs[kind] += now
                show(f"fold {fold} {kind}", score(now))
    for kind, found in pairs.items():
        show(f"all {kind}", score(found))
    print(f"CPU seconds {seconds['without']:.2f} without, {seconds['with']:.2f} with the tagger")
    return 0


def annotated(paths: list[Path], pipeline: Pipeline) -> tuple[list[dict], float]:
    """The records of the documents, and the CPU seconds of the quickest of three readings."""
    best, records = float("inf"), []
    for _ in range(REPEATS):
        documents = [load(path) for path in paths]
        begin = time.process_time()
        records = [record_of(document, pipeline) for document in documents]
        best = min(best, time.process_time() - begin)
    return records, best


def show(name: str, result: Score) -> None:
    """One line of figures."""
    parts = [f"{kind} {c.figures[0]:.3f} {c.figures[1]:.3f} {c.figures[2]:.3f}" for kind, c in _chosen(result)]
    print(f"{name:16}" + " | ".join(parts), flush=True)


def _chosen(result: Score) -> list[tuple[str, Count]]:
    headline = result.headline()
    chosen = [(kind, headline[kind]) for kind in ("entities", "facts", "awards")]
    return chosen + [(k, result.counts[f"entity:{k}"]) for k in ("Enterprise", "Institution")]


if __name__ == "__main__":
    sys.exit(main())
