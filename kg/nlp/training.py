"""Training the tagger from gold records: located names, exchanged names, a model and the card that says what it is.

Annotated documents are few, so each is also read with its names exchanged for others of the same make (from the
gazetteers and the other documents): the model learns places in a sentence, not names. What the rules propose is a
feature; it is computed with the document's own names left out of the gazetteers, as on a group nobody has heard of.
Recipe: averaged perceptron (Collins 2002) on BIO labels; the same input gives the same bytes in a fresh process.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycrfsuite
from spacy.tokens import Doc

from kg.errors import InputError, OutputError, UsageError
from kg.nlp.annotate import Pipeline, load_pipeline, read_passages
from kg.nlp.frame import candidates
from kg.nlp.tag_features import LABELS, VERSION, features, lines
from kg.nlp.tagger import Tagger
from kg.nlp.words import words_of
from kg.read import parse_bytes
from kg.settings import Settings
from kg.text import prepare

ITERATIONS = 15
MIN_FREQUENCY = 5
FOLDS = 5
COPIES = 3
_COMPANY = re.compile(r"(?:有限公司|责任公司|公司|集团)$")
_ORDER = {"Enterprise": 0, "Institution": 1, "Person": 2, "Unit": 3}


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated document: `names` holds (type, name) of its organisations and people, in the record's order."""

    stem: str
    text: str
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line: its words, features and BIO labels, and whether its names are the document's own."""

    stem: str
    text: str
    seen: list[list[str]]
    labels: list[str]
    own: bool


def read_gold(records: Path, documents: Path) -> tuple[Gold, ...]:
    """The annotated documents that are in both folders. Raises InputError when there are none."""
    by_stem = {p.stem: p for p in sorted(documents.iterdir()) if p.is_file()}
    found = []
    for path in sorted(records.glob("*.json")):
        if path.stem in by_stem:
            record = json.loads(path.read_text(encoding="utf-8"))
            source = by_stem[path.stem]
            text = parse_bytes(source.read_bytes(), source.name).text
            found.append(Gold(path.stem, text, _names(record)))
    if not found:
        raise InputError(
            f"{records}: 没有与文档对应的标准答案 no gold record of a document in {documents}", code="gold.empty"
        )
    return tuple(found)


def _names(record: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    pairs = [(e["type"], n) for e in record["entities"] if e["type"] in LABELS for n in e["names"] if len(n) >= 2]
    return tuple(dict.fromkeys(pairs))


def exchange(gold: Gold, pool: Mapping[str, Sequence[str]], *, seed: int) -> Gold:
    """The document with its companies, institutions and people under other names of the same make."""
    chance = random.Random(f"{gold.stem}:{seed}")
    swaps: dict[str, str] = {}
    for label, name in gold.names:
        others = [o for o in pool.get(_make(label, name), ()) if o != name]
        if label != "Unit" and others and name not in swaps:
            swaps[name] = chance.choice(others)
    if not swaps:
        return gold
    pattern = re.compile("|".join(re.escape(n) for n in sorted(swaps, key=lambda n: (-len(n), n))))
    text = pattern.sub(lambda m: swaps[m.group()], gold.text)
    return Gold(
        gold.stem,
        text,
        tuple((label, swaps.get(name, pattern.sub(lambda m: swaps[m.group()], name))) for label, name in gold.names),
    )


def _make(label: str, name: str) -> str:
    """What a name may be exchanged for: companies by legal form and length, people by length, institutions by last character."""
    if label == "Enterprise":
        form = _COMPANY.search(name)
        return f"E{form.group() if form else min(len(name), 6)}"
    return f"{label[0]}{min(len(name), 5) if label == 'Person' else name[-1]}"


def make_pool(gold: Iterable[Gold], pipeline: Pipeline) -> dict[str, tuple[str, ...]]:
    """Names to exchange: of the gazetteers and of all the documents, by make."""
    names = {pair for one in gold for pair in one.names}
    for row in pipeline.knowledge.organizations.values():
        names |= {(row.type, n) for n in (row.name, *row.aliases) if row.type in LABELS and len(n) >= 2}
    pool: dict[str, list[str]] = {}
    for label, name in sorted(names):
        pool.setdefault(_make(label, name), []).append(name)
    return {make: tuple(found) for make, found in pool.items()}


def examples(gold: Sequence[Gold], settings: Settings, *, copies: int) -> list[Line]:
    """All labelled lines: every document as it is and `copies` times with exchanged names."""
    plain = Settings({**settings.values, "tagger": False})
    pool = make_pool(gold, load_pipeline(plain))
    found: list[Line] = []
    for copy in range(copies + 1):
        told = [exchange(one, pool, seed=copy) if copy else one for one in gold]
        for fold in range(FOLDS):
            part = told[fold::FOLDS]
            pipeline = load_pipeline(plain, without=frozenset(name for one in part for _, name in one.names))
            for one in part:
                prepared = prepare(parse_bytes(one.text.encode(), f"{one.stem}.txt"))
                for doc in read_passages(prepared, pipeline):
                    found += labelled(doc, one, own=copy == 0)
    return found


def labelled(doc: Doc, gold: Gold, *, own: bool) -> list[Line]:
    """The lines of one passage with features and labels."""
    words = words_of(doc)
    seen = features(words, [c for c in candidates(doc) if c.label in LABELS])
    labels = label(words.text, gold.names)
    return [
        Line(gold.stem, words.text[a:b], seen[a:b], labels[a:b], own)
        for a, b in lines(words.text)
        if words.text[a:b].strip()
    ]


def label(text: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """BIO labels of a text: longest names first, units after the organisations they begin with.

    >>> label("遵义铝业氧化铝厂", [("Enterprise", "遵义铝业"), ("Unit", "遵义铝业氧化铝厂")])[3:6]
    ['I-Enterprise', 'B-Unit', 'I-Unit']
    """
    marks = ["O"] * len(text)
    for kind, name in sorted(set(names), key=lambda p: (p[0] == "Unit", -len(p[1]), p[1], _ORDER[p[0]])):
        start = text.find(name)
        while start >= 0:
            begin, end = start, start + len(name)
            while kind == "Unit" and begin < end and marks[begin] != "O":
                begin += 1
            if begin < end and all(m == "O" for m in marks[begin:end]):
                marks[begin:end] = ["B-" + kind] + ["I-" + kind] * (end - begin - 1)
            start = text.find(name, end)
    return marks


def spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The half-open spans of BIO labels.

    >>> list(spans(["O", "B-Unit", "I-Unit"]))
    [(1, 3, 'Unit')]
    """
    begin, kind = 0, ""
    for position, mark in enumerate([*labels, "O"]):
        if kind and mark != "I-" + kind:
            yield begin, position, kind
            kind = ""
        if mark.startswith("B-"):
            begin, kind = position, mark[2:]


def fit(found: Iterable[Line], out: Path) -> None:
    """Write the model of these lines. Byte-identical on every run only in a fresh process."""
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    trainer.set_params(
        {"max_iterations": ITERATIONS, "feature.minfreq": MIN_FREQUENCY, "feature.possible_transitions": True}
    )
    for line in found:
        trainer.append(line.seen, line.labels)
    trainer.train(str(out))


def without(found: Iterable[Line], held: Sequence[Gold]) -> list[Line]:
    """The lines that are of no held-out document and hold none of their names of three characters or more."""
    stems = {one.stem for one in held}
    names = sorted({name for one in held for _, name in one.names if len(name) >= 3})
    pattern = re.compile("|".join(map(re.escape, names)) or r"(?!)")
    return [line for line in found if line.stem not in stems and not pattern.search(line.text)]


def held_out(found: Sequence[Line], gold: Sequence[Gold], folder: Path) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 by type of exact spans in lines no model has seen, five folds; models go to `folder`."""
    right, told, wanted = Counter[str](), Counter[str](), Counter[str]()
    for fold in range(FOLDS):
        held = gold[fold::FOLDS]
        model = folder / f"fold{fold}.crf"
        fit(without(found, held), model)
        tagger = Tagger(model)
        stems = {one.stem for one in held}
        for line in found:
            if line.own and line.stem in stems:
                ours = {(a, b, kind) for a, b, kind, _ in tagger.spans(line.seen)}
                theirs = set(spans(line.labels))
                for counter, of in ((right, ours & theirs), (told, ours), (wanted, theirs)):
                    counter.update(kind for _, _, kind in of)
    scores = {}
    for kind in LABELS:
        p, r = right[kind] / max(1, told[kind]), right[kind] / max(1, wanted[kind])
        f = 2 * p * r / (p + r) if p + r else 0.0
        scores[kind] = {"precision": round(p, 4), "recall": round(r, 4), "f1": round(f, 4)}
    return scores


def train(
    records: Path, documents: Path, out: Path, *, settings: Settings, copies: int = COPIES, date: str | None = None
) -> dict[str, Any]:
    """Train a model, write it to `out` and its card beside it (`.json`); returns the card.

    `date` goes into the card as given. Raises InputError without gold, UsageError when model and card would be one
    file, OutputError when `out` can't be written.
    """
    if out.suffix == ".json":
        raise UsageError(f"{out}: 卡片用 .json，模型请用别的后缀 .json is the card's name", hint="--out model.crf")
    gold = read_gold(records, documents)
    found = examples(gold, settings, copies=copies)
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary) / "model.crf"
        fit(found, made)  # before the folds: the trainer's random numbers go on from one training to the next
        model = made.read_bytes()
        scores = held_out(found, gold, Path(temporary))
    card = {
        "about": "character CRF that proposes organisations, made by `kg train`",
        "command": f"kg train {records} {documents} --out {out} --copies {copies}",
        **({"date": date} if date else {}),
        "documents": len(gold),
        "characters": sum(len(one.text) for one in gold),
        "copies": copies,
        "lines": len(found),
        "labels": list(LABELS),
        "features": VERSION,
        "recipe": f"averaged perceptron, {ITERATIONS} iterations, minimum frequency {MIN_FREQUENCY}",
        "held_out": scores,
        "bytes": len(model),
        "sha256": hashlib.sha256(model).hexdigest(),
    }
    try:
        out.write_bytes(model)
        out.with_suffix(".json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"{out}: {error.strerror}", hint="换一个可写的文件夹 choose a folder that can be written"
        ) from error
    return card
