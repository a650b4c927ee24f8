"""`python -m bench [NAME …]`: run the measurements one after another; `python -m bench soak` the long one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
GOLD, DOCS = "data/gold/records", "data/gold/docs"
# name -> (module, arguments): what `make bench` runs, in this order
RUNS: dict[str, tuple[str, ...]] = {
    "accuracy": ("kg", "score", GOLD, "--docs", DOCS),
    "themes": ("bench.fit_themes", GOLD, DOCS),
    "reliability": ("bench.reliability", "--set", "dev"),
    "reflow": ("bench.reflow", GOLD, DOCS),
    "reading": ("bench.reading",),
    "formats": ("bench.formats", "--docs", "12"),
    "extraction": ("bench.extraction",),
    "gazetteer": ("bench.gazetteer",),
    "resolve": ("bench.resolve", "--mentions", "10000", "100000"),
    "graph": ("bench.graph", "--documents", "1000"),
    "tables": ("bench.tables", "--documents", "400"),
    "page": ("bench.page", "--documents", "400"),
    "pages": ("bench.pages", "--limit", "60"),
    "serve": ("bench.serve",),
    "soak": ("bench.serve", "--soak", "600"),
}


def main(names: list[str]) -> int:
    """Run the named measurements (all but the soak by default); the exit status of the first that failed, else 0."""
    unknown = sorted(set(names) - set(RUNS))
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(RUNS)}", file=sys.stderr)
        return 2
    for name in names or [n for n in RUNS if n != "soak"]:
        print(f"\n== {name}: python -m {' '.join(RUNS[name])}", flush=True)
        status = subprocess.run([sys.executable, "-m", *RUNS[name]], cwd=ROOT, check=False).returncode
        if status != 0:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
