"""What documents get from a theme model that has not seen them: `python -m bench.held_out [--shared DIR] [--set NAME …] [--unseen]`.

Six folds over all annotated documents (and the notes, which only help): the model is fitted on the others, the fold is read with it,
and `score.py` scores the records set by set. `--unseen` leaves the names of the documents of a fold out of the gazetteers, too.
The shipped model has seen all of them: `bench.accuracy` flatters it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.accuracy import SETS, folders, load, names_of, record_of
from bench.fit_themes import FOLDS, THRESHOLD, fit, themes_of
from bench.theme_examples import NOTES
from bench.theme_examples import load as load_examples
from kg.nlp import load_pipeline
from kg.settings import load_settings

SHOWN = ("fact:addressesTheme", "theme:document", "entities", "facts", "awards")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--set", choices=[*SETS, "marked"], action="append", help="score only these")
    parser.add_argument("--unseen", action="store_true", help="leave the names of each fold out of the gazetteers")
    parser.add_argument("--notes", type=Path, default=Path("data/gold/themes"))
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    parser.add_argument("--out", type=Path, help="keep the records here")
    args = parser.parse_args()
    sets = {name: folders(name, args.shared) for name in (*SETS, "marked")}
    settings = load_settings()
    pipeline = load_pipeline(settings)
    examples = load_examples([(gold, docs) for docs, gold in sets.values()], args.notes, pipeline)
    themes = themes_of(examples)
    stems = [(name, path) for name, (_, gold) in sets.items() for path in sorted(gold.glob("*.json"))]
    out = args.out or Path(tempfile.mkdtemp())
    for fold in range(FOLDS):
        rest = [e for i, e in enumerate(examples) if e.group == NOTES or i % FOLDS != fold]
        model = replace(fit(rest, themes), threshold=args.threshold)
        part = [(name, gold) for name, gold in stems[fold::FOLDS] if not args.set or name in args.set]
        if args.unseen:
            left_out = frozenset(n for _, gold in part for n in names_of([gold], gold.parent))
            pipeline = load_pipeline(settings, without=left_out)
        reader = replace(pipeline, themes=model)
        for name, gold in part:
            (out / name / "gold").mkdir(parents=True, exist_ok=True)
            source = next(sets[name][0].glob(f"{gold.stem}.*"))
            record = json.dumps(record_of(load(source), reader), ensure_ascii=False, indent=1)
            (out / name / gold.name).write_text(record, encoding="utf-8")
            (out / name / "gold" / gold.name).write_bytes(gold.read_bytes())
    for name in args.set or sets:
        command = [sys.executable, args.shared / "eval/score.py", out / name / "gold", out / name]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print(f"== {name}, held out{', unseen' if args.unseen else ''}")
        print("\n".join(line for line in said.splitlines() if line.startswith(SHOWN)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
