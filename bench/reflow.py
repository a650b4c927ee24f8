"""How much of the gold survives re-flow: names of the gold that stand in a document must stand in one passage's text.

Usage: python bench/reflow.py GOLD_DIR DOCS_DIR [GOLD_DIR DOCS_DIR ...]   (gold: NAME.json, documents: NAME.txt)
Prints the share of names found, how many a plain read of the lines would find, every miss, and characters a CPU second.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from kg.model import Document
from kg.text import prepare
from kg.text.account import problems

SPACE = re.compile(r"\s+")


def measure(gold: Path, docs: Path) -> tuple[int, int, int, int, float, int]:
    """Names in the documents, found after re-flow, found in single lines, broken promises, CPU seconds, characters."""
    total = found = plain = broken = characters = 0
    seconds = 0.0
    for path in sorted(gold.glob("*.json")):
        text = (docs / f"{path.stem}.txt").read_text(encoding="utf-8")
        start = time.process_time()
        prepared = prepare(Document("0" * 16, "", (path.name,), "text/plain", text))
        seconds += time.process_time() - start
        characters += len(text)
        broken += len(problems(prepared))
        solid = SPACE.sub("", text)
        lines = text.splitlines()
        passages = [p.text for p in prepared.passages]
        for entity in json.loads(path.read_text(encoding="utf-8"))["entities"]:
            for name in entity["names"]:
                if SPACE.sub("", name) not in solid:
                    continue
                total += 1
                plain += any(name in line for line in lines)
                if any(name in p or SPACE.sub("", name) in p for p in passages):
                    found += 1
                else:
                    print(f"missed  {path.stem}  {entity['type']}  {name}")
    return total, found, plain, broken, seconds, characters


def main() -> None:
    pairs = sys.argv[1:]
    if not pairs or len(pairs) % 2:
        raise SystemExit(__doc__)
    for gold, docs in zip(pairs[::2], pairs[1::2], strict=True):
        total, found, plain, broken, seconds, characters = measure(Path(gold), Path(docs))
        print(
            f"{gold}: {found}/{total} names whole ({100 * found / total:.2f} %), {plain} in single lines"
            f" ({100 * plain / total:.2f} %), broken promises {broken}, {characters / max(seconds, 1e-9):,.0f} characters/CPU s"
        )


if __name__ == "__main__":
    main()
