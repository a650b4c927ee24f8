"""Files of real producers beside their source text: `python -m bench.formats [LAYOUT …] [--docs N]`.

The marked documents are set anew by Chromium (pages printed to PDF in several layouts), python-docx and, where it is
installed, LibreOffice; then read again. Printed for each layout: the share of source paragraphs that come back whole
(white space aside), the likeness of the whole text (difflib), and the share of the facts of the plain source that
extraction still finds.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from bench import producers
from bench.marked import read_marked
from bench.story import Paragraph, Story
from kg.nlp import Pipeline, annotate, load_pipeline
from kg.read import parse_bytes
from kg.settings import load_settings
from kg.text import prepare

MARKED = Path(__file__).parents[1] / "data" / "gold" / "marked"
_LONG = 8  # characters: shorter paragraphs may come back by chance


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one file: paragraphs whole of all, facts kept of all, facts that the source does not give, likeness."""

    whole: int
    paragraphs: int
    kept: int
    facts: int
    new: int
    likeness: float


def solid(text: str) -> str:
    """The text without white space."""
    return re.sub(r"\s+", "", text)


def stories(count: int) -> list[Story]:
    """The marked documents as stories, evenly drawn from all; each paragraph as it stands in the source."""
    paths = sorted(MARKED.glob("*.txt"))
    found = []
    for path in paths[:: max(1, len(paths) // count)][:count]:
        prepared = prepare(parse_bytes(read_marked(path).text.encode(), path.name))
        found.append(
            tuple(
                Paragraph(
                    p.kind,
                    re.sub(r"\s*\n\s*", "", prepared.document.text[s.origin[p.start] : s.origin[p.end - 1] + 1]),
                    tuple(s.text[a:b] for a, b in p.cells),
                )
                for s in prepared.passages
                for p in s.paragraphs
            )
        )
    return found


def facts(data: bytes, name: str, pipeline: Pipeline) -> tuple[set[tuple[str, str, str]], list[str], str]:
    """Facts by names, paragraphs and text of a file as read."""
    prepared = prepare(parse_bytes(data, name))
    record = annotate(prepared, pipeline)
    names = {e.id: e.names[0] for e in record.entities}
    found = {(f.predicate, names.get(f.subject, f.subject), names.get(f.object, f.object)) for f in record.facts}
    paragraphs = [solid(s.text[p.start : p.end]) for s in prepared.passages for p in s.paragraphs]
    return found, paragraphs, "".join(paragraphs)


def score(story: Story, data: bytes, name: str, pipeline: Pipeline) -> Score:
    """One file beside its story."""
    plain = "\n\n".join(p.text for p in story).encode()
    before, _, _ = facts(plain, "a.txt", pipeline)
    after, paragraphs, text = facts(data, name, pipeline)
    source = [solid(p.text) for p in story]
    long = [p for p in source if len(p) >= _LONG]
    likeness = difflib.SequenceMatcher(None, "".join(source), text, autojunk=False).ratio()
    whole = sum(any(p in q for q in paragraphs) for p in long)
    return Score(whole, len(long), len(before & after), len(before), len(after - before), likeness)


def main(arguments: list[str]) -> int:
    """Print one JSON line a layout."""
    parser = argparse.ArgumentParser()
    parser.add_argument("layouts", nargs="*")
    parser.add_argument("--docs", type=int, default=20)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args(arguments)
    pipeline = load_pipeline(load_settings({}, environment={}))
    told = stories(options.docs)
    for name, files in producers.layouts(told, options.layouts):
        scores = []
        for number, (story, suffix, data) in enumerate(files):
            if options.keep:
                (options.keep / f"{name}-{number}{suffix}").write_bytes(data)
            one = score(story, data, f"a{suffix}", pipeline)
            scores.append(one)
            if options.keep:
                print(f"   {number} {one.likeness:.3f} {one.whole}/{one.paragraphs} {one.kept}/{one.facts}+{one.new}")
        row = {
            "layout": name,
            "files": len(scores),
            "paragraphs_whole": round(sum(s.whole for s in scores) / max(1, sum(s.paragraphs for s in scores)), 4),
            "likeness": round(sum(s.likeness for s in scores) / max(1, len(scores)), 4),
            "facts_kept": round(sum(s.kept for s in scores) / max(1, sum(s.facts for s in scores)), 4),
            "facts_new": round(sum(s.new for s in scores) / max(1, sum(s.facts for s in scores)), 4),
        }
        print(json.dumps(row, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
