"""Accuracy on annotated documents: reads them, writes their records, prints what `score.py` of the gold says.

    python -m bench.accuracy [--shared DIR] [--set seeds|dev|marked] [--unseen] [--errors] [--per-doc] [--out DIR] [STEM…]

`--unseen` scores each document with its own names left out of the gazetteers (five folds): what a group nobody has heard
of will feel. The history of the figures is in accuracy.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.marked import write
from kg.model import Document
from kg.nlp import Pipeline, annotate, load_pipeline
from kg.read import parse_bytes
from kg.records import to_json
from kg.settings import load_settings
from kg.text import prepare

FOLDS = 5
SETS = {"seeds": ("seeds", "eval/gold"), "dev": ("dev/docs", "dev/gold")}
MARKED = Path(__file__).parents[1] / "data" / "gold" / "marked"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--set", choices=[*SETS, "marked"], action="append")
    parser.add_argument("--unseen", action="store_true", help="leave the names of each fold out of the gazetteers")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--per-doc", action="store_true")
    parser.add_argument("--out", type=Path, help="keep the records here")
    parser.add_argument("stems", nargs="*", help="only these documents")
    args = parser.parse_args()
    for name in args.set or ["seeds", "dev"]:
        docs, gold = folders(name, args.shared)
        if not gold.is_dir():
            print(f"{name}: no gold in {gold}", file=sys.stderr)
            return 2
        out = (args.out or Path(tempfile.mkdtemp())) / name
        run(sorted(docs.glob("*.txt")), gold, out, unseen=args.unseen, stems=args.stems)
        flags = [f"--{flag}" for flag in ("errors", "per-doc") if getattr(args, flag.replace("-", "_"))]
        print(f"== {name}{' unseen' if args.unseen else ''}")
        subprocess.run([sys.executable, args.shared / "eval/score.py", out / "gold", out, *flags], check=True)
    return 0


def folders(name: str, shared: Path) -> tuple[Path, Path]:
    """The documents and the gold records of a set; the marked documents of this project are written out first."""
    if name != "marked":
        docs, gold = (shared / part for part in SETS[name])
        return docs, gold
    out = Path(tempfile.mkdtemp()) / "marked"
    write(MARKED, out)
    return out / "docs", out / "records"


def run(paths: list[Path], gold: Path, out: Path, *, unseen: bool = False, stems: list[str] | None = None) -> None:
    """Write the records of the documents (and links to their gold) into `out`; prints the speed."""
    (out / "gold").mkdir(parents=True, exist_ok=True)
    settings = load_settings()
    chosen = [p for p in paths if (gold / f"{p.stem}.json").is_file() and (not stems or p.stem in stems)]
    characters = 0
    seconds = 0.0
    for fold in range(FOLDS if unseen else 1):
        part = chosen[fold::FOLDS] if unseen else chosen
        pipeline = load_pipeline(settings, without=names_of(part, gold) if unseen else frozenset())
        for path in part:
            document = load(path)
            begin = time.process_time()
            record = record_of(document, pipeline)
            seconds += time.process_time() - begin
            characters += len(document.text)
            (out / f"{path.stem}.json").write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
            (out / "gold" / path.name).with_suffix(".json").write_bytes((gold / f"{path.stem}.json").read_bytes())
    print(f"{characters} characters, {characters / max(seconds, 1e-9) / 1000:.0f} k characters per CPU second")


def load(path: Path) -> Document:
    """One file as a document."""
    return parse_bytes(path.read_bytes(), path.name)


def record_of(document: Document, pipeline: Pipeline) -> dict[str, object]:
    """The record of one document as JSON data."""
    return to_json(annotate(prepare(document), pipeline))


def names_of(paths: list[Path], gold: Path) -> frozenset[str]:
    """All names of the entities of these documents."""
    return frozenset(
        name
        for path in paths
        for entity in json.loads((gold / f"{path.stem}.json").read_text(encoding="utf-8"))["entities"]
        for name in entity["names"]
    )


if __name__ == "__main__":
    sys.exit(main())
