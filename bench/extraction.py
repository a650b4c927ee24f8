"""Extraction beside what a user would take instead, on the same text in the same run: `python -m bench.extraction [DOCS]`.

Prints characters per CPU second of reading for facts (`prepare` + `annotate`), of jieba's part-of-speech tagging and of a
blank spaCy pipeline, each the best of three rounds taken in turn so that a busy machine slows all alike; what share of the
reading each stage takes; peak memory; the start of `kg --help`; a first and a second build of the same folder.
"""

from __future__ import annotations

import gc
import logging
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.nlp import annotate, load_pipeline
from kg.nlp.annotate import read_passages, read_scenes
from kg.read import parse_bytes
from kg.settings import load_settings
from kg.text import prepare

ROOT = Path(__file__).parents[1]


def main(arguments: list[str]) -> int:
    """Measure and print; exit status 0."""
    folder = Path(arguments[0]) if arguments else ROOT / "data" / "gold" / "docs"
    documents = [parse_bytes(p.read_bytes(), p.name) for p in sorted(folder.glob("*.txt"))]
    text = [d.text for d in documents]
    characters = sum(map(len, text))
    pipeline = load_pipeline(load_settings({}, environment={}))

    def ours() -> None:
        for document in documents:
            annotate(prepare(document), pipeline)

    import jieba.posseg
    import spacy

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    blank = spacy.blank("zh")

    def tagging() -> None:
        for each in text:
            for _ in jieba.posseg.cut(each):
                pass

    def spacy_blank() -> None:
        for each in text:
            blank(each)

    gc.freeze()  # as a worker does once the pipeline is loaded

    print(
        f"{platform.processor() or platform.machine()}, Python {platform.python_version()}; {len(text)} documents, {characters} characters"
    )
    best = rounds({"extraction": ours, "jieba.posseg": tagging, "spacy.blank": spacy_blank})
    for name, seconds in best.items():
        print(
            f"{name:14} {characters / seconds / 1000:8.0f} k characters per CPU second, {best['jieba.posseg'] / seconds:5.2f} x jieba.posseg"
        )
    prepared = [prepare(d) for d in documents]
    upto = rounds(
        {
            "text repair": lambda: [prepare(d) for d in documents],
            "names proposed": lambda: [read_passages(p, pipeline) for p in prepared],
            "names linked": lambda: [read_scenes(p, pipeline) for p in prepared],
            "facts and themes": lambda: [annotate(p, pipeline) for p in prepared],
        }
    )
    whole, before = upto["text repair"] + upto["facts and themes"], 0.0
    for name, seconds in upto.items():
        print(f"{name:18} {100 * (seconds - before) / whole:4.0f} % of the reading")
        before = 0.0 if name == "text repair" else seconds
    print(
        f"peak memory    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB with jieba and spaCy loaded too"
    )
    starts = [wall([sys.executable, "-m", "kg", "--help"]) for _ in range(5)]
    print(f"kg --help      {min(starts):8.2f} s")
    with tempfile.TemporaryDirectory() as store:
        command = [sys.executable, "-m", "kg", "build", str(folder), "--store", store]
        first, second = wall(command), wall(command)
        print(f"first build    {first:8.1f} s")
        print(f"second build   {second:8.1f} s, nothing changed")
    return 0


def rounds(work: dict[str, Callable[[], object]], times: int = 3) -> dict[str, float]:
    """CPU seconds of each piece of work, the best of `times` rounds in which they take turns."""
    best = dict.fromkeys(work, float("inf"))
    for _ in range(times):
        for name, do in work.items():
            begin = time.process_time()
            do()
            best[name] = min(best[name], time.process_time() - begin)
    return best


def wall(command: list[str]) -> float:
    """Seconds a command takes."""
    begin = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
