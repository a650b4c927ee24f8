"""Re-flow under stress: documents laid out anew in eight ways (narrow, spaced, paged, mechanical …) and prepared again.

Usage: python bench/relayout.py GOLD_DIR DOCS_DIR
Prints, for each layout, the share of gold names that stand whole in one paragraph and the share of paragraphs (over 20
characters) that come back exactly, white space aside.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from kg.model import Document
from kg.text import prepare

LAYOUTS: dict[str, dict[str, int]] = {
    "20 signs, indents lost, no blank lines": {"columns": 20, "indent": 1, "lost": 1},
    "28 signs, indents, no blank lines": {"columns": 28, "indent": 1},
    "28 signs, indents lost, every line spaced": {"columns": 28, "indent": 1, "lost": 1, "spaced": 1},
    "35 signs, blank line between paragraphs": {"columns": 35, "gap": 1},
    "28 characters, cut mechanically": {"columns": 28, "mechanical": 1},
    "30 signs, pages of 17 lines": {"columns": 30, "indent": 1, "lost": 1, "gap": 1, "page": 17},
    "14 signs, indents lost, blank lines": {"columns": 14, "indent": 1, "lost": 1, "gap": 1},
    "40 signs, indents, pages of 25 lines": {"columns": 40, "indent": 1, "page": 25},
}
HEAD = "企业视窗　第3期"
NO_START = "，。、；：！？”）》"


def solid(text: str) -> str:
    """The text without white space."""
    return re.sub(r"\s+", "", text)


def lay_out(text: str, how: dict[str, int]) -> str:
    """The paragraphs of a text (one a line) wrapped, spaced and paged."""
    lines: list[str] = []
    page = 1
    for paragraph in (p.strip() for p in text.split("\n") if p.strip()):
        for line in _wrap(paragraph, how):
            lines.append(line)
            if how.get("page") and sum(map(bool, lines)) % how["page"] == 0:
                lines += ["", f"— {page} —", HEAD, ""]
                page += 1
        lines += [""] * how.get("gap", 0)
    if how.get("spaced"):
        lines = [x for line in lines if line for x in (line, "")]
    return "\n".join([HEAD, "", *lines] if how.get("page") else lines)


def _wrap(paragraph: str, how: dict[str, int]) -> list[str]:
    mechanical = how.get("mechanical", 0)
    limit = how["columns"] if mechanical else 2 * how["columns"]
    units = list(paragraph) if mechanical else re.findall(r"[A-Za-z0-9.%+-]+|.", paragraph)
    line = "　　" if how.get("indent") and len(paragraph) > how["columns"] else ""
    used = 2 * len(line)
    out = []
    for unit in units:
        size = len(unit) if mechanical else sum(1 if c < "\u2000" else 2 for c in unit)
        if used + size > limit and (mechanical or unit not in NO_START):
            out.append(line)
            line, used = "", 0
        line += unit
        used += size
    out.append(line)
    return [x.lstrip("　") for x in out] if how.get("lost") else out


def paragraphs(text: str) -> list[str]:
    """The prepared paragraphs of a text, without white space."""
    prepared = prepare(Document("0" * 16, "", ("a.txt",), "text/plain", text))
    return [solid(p.text[q.start : q.end]) for p in prepared.passages for q in p.paragraphs]


def reflowed(text: str) -> str:
    """The prepared text, one paragraph a line: what is laid out anew."""
    return "\n".join(p.text for p in prepare(Document("0" * 16, "", ("a.txt",), "text/plain", text)).passages)


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    gold, docs = map(Path, sys.argv[1:])
    for title, how in LAYOUTS.items():
        names = whole = total = same = 0
        for path in sorted(gold.glob("*.json")):
            text = (docs / f"{path.stem}.txt").read_text(encoding="utf-8")
            found = paragraphs(lay_out(reflowed(text), how))
            long = [p for p in paragraphs(text) if len(p) > 20]
            total += len(long)
            same += sum(p in set(found) for p in long)
            for entity in json.loads(path.read_text(encoding="utf-8"))["entities"]:
                for name in map(solid, entity["names"]):
                    if name in solid(text):
                        names += 1
                        whole += any(name in p for p in found)
        print(f"{title:45s} names whole {100 * whole / names:6.2f} %   paragraphs same {100 * same / total:5.1f} %")


if __name__ == "__main__":
    main()
