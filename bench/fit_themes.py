"""Fit the theme model on gold records: `python -m bench.fit_themes GOLD DOCS [GOLD DOCS ...] --out data/models/themes.json`.

Logistic regressions with a quadratic penalty, by Newton's method; no chance in it, so the same records give the same file.
The names are the pipeline's own, matched to the gold's as the score does, so that the model knows what it will meet.
Prints figures of six folds: each document was left out of every fit that scored it (the second model of a fold learns from
inner folds of the first). `--folds` stops there.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kg.corpus.score import same_name
from kg.model import Prepared
from kg.nlp import load_pipeline
from kg.nlp.annotate import FACT_RULES, read_scenes, spoken_of
from kg.nlp.facts.themes.rule import PER_SUBJECT, best_pairs, kinds, pair_features, seen
from kg.nlp.facts.themes.sightings import VALUES, Sighting
from kg.nlp.frame import Scene
from kg.nlp.themes import FEATURES, Themed, document_features, document_themes, logistic
from kg.read import read_file
from kg.settings import load_settings
from kg.text import prepare

FOLDS, INNER = 6, 4
WEIGHT = {"marked": 0.5}  # of a folder's documents: the marked ones are annotated more freely than the others
ROUNDS = 4  # the best sighting of a pair is chosen by the fit before
THRESHOLD = 0.32  # past it one more fact lowers the F1 of all facts
Key = tuple[str, str]


@dataclass
class Example:
    """One document: its own text and names, what its record says of themes."""

    group: str
    prepared: Prepared
    scenes: list[Scene]
    record: dict[str, Any]
    themed: Themed
    features: dict[str, tuple[float, ...]]
    truth: dict[Key, int | None]  # 1 told by the gold, None optional
    wanted: int
    sightings: dict[Key, list[tuple[Sighting, int]]]


def load(folders: list[tuple[Path, Path]]) -> list[Example]:
    """Every document with its gold record."""
    settings = load_settings({}, environment={})
    pipeline = load_pipeline(settings)
    examples = []
    for gold, texts in folders:
        for path in sorted(gold.glob("*.json")):
            record = json.loads(path.read_text(encoding="utf-8"))
            source = next(texts.glob(f"{path.stem}.*"))
            prepared = prepare(read_file(source, source=source.name, settings=settings))
            scenes = read_scenes(prepared, pipeline)
            cues = tuple(pipeline.knowledge.cues.find(p.text) for p in prepared.passages)
            themed = Themed(cues, {})
            facts = [f for f in record["facts"] if f["pred"] == "addressesTheme"]
            ours = _matched(record, scenes)
            truth = {
                (ours[f["subj"]], f["obj"]): None if f.get("optional") else 1
                for f in sorted(facts, key=lambda f: not f.get("optional"))
                if f["subj"] in ours
            }
            examples.append(
                Example(
                    gold.parent.name,
                    prepared,
                    scenes,
                    record,
                    themed,
                    document_features(prepared.passages, cues),
                    truth,
                    sum(not f.get("optional") for f in facts),
                    seen(
                        prepared, scenes, themed, spoken_of(f for s in scenes for rule in FACT_RULES for f in rule(s))
                    ),
                )
            )
    return examples


def _matched(record: dict[str, Any], scenes: list[Scene]) -> dict[str, str]:
    """Gold entity id to the document's own, one to one, required ones first."""
    free = list(scenes[0].entities.values()) if scenes else []
    out = {}
    for entity in sorted(record["entities"], key=lambda e: bool(e.get("optional"))):
        hit = next((k for k in free if k.type == entity["type"] and same_name(entity, {"names": k.names})), None)
        if hit is not None:
            free.remove(hit)
            out[entity["id"]] = hit.id
    return out


def newton(x: np.ndarray, y: np.ndarray, weight: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    """Logistic regression; `weight` of each row, `penalty` of each column's squared weight, halved."""
    w = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve(
            (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty), x.T @ (weight * (p - y)) + penalty * w
        )
        w -= step
        if np.abs(step).max() < 1e-7:
            break
    return w


def fit_document(examples: list[Example], themes: list[str]) -> tuple[list[float], dict[str, float]]:
    """Weights shared by all themes and a bias for each."""
    rows = [
        (f, themes.index(t), t in e.record["themes"], WEIGHT.get(e.group, 1.0))
        for e in examples
        for t, f in e.features.items()
    ]
    x = np.zeros((len(rows), FEATURES + len(themes)))
    for i, (features, theme, *_) in enumerate(rows):
        x[i, :FEATURES] = features
        x[i, FEATURES + theme] = 1
    spread = np.ones(x.shape[1])
    spread[1:FEATURES] = x[:, 1:FEATURES].std(0)
    penalty = np.array([1e-3, *[3.0] * (FEATURES - 1), *[4.0] * len(themes)])
    w = newton(x / spread, *(np.array([r[k] for r in rows], float) for k in (2, 3)), penalty) / spread
    return list(w[:FEATURES]), {t: float(v) for t, v in zip(themes, w[FEATURES:], strict=True)}


def told_of(example: Example, document: tuple[list[float], dict[str, float]]) -> Themed:
    """The example with the probabilities that this fit gives its themes."""
    w, bias = document
    return Themed(
        example.themed.cues,
        {t: logistic(float(np.dot(w, f)) + bias[t]) for t, f in example.features.items()},
    )


def fit_sighting(examples: list[Example]) -> tuple[float, ...]:
    """Weights of the first model: the pair stands or falls by its best sighting."""
    groups = []
    for e in examples:
        for key, places in sorted(e.sightings.items()):
            truth = e.truth.get(key, 0)
            if truth is not None:
                x = np.array([s.values for s, _ in places])
                groups.append((np.c_[x, np.full(len(x), math.log(len(x)))], float(truth), WEIGHT.get(e.group, 1.0)))
    y, weight = (np.array([g[k] for g in groups]) for k in (1, 2))
    own, opens = VALUES.index("own"), VALUES.index("opens")
    best = [int(np.argmax(x[:, own] * (0.3 + x[:, opens]))) for x, *_ in groups]
    w = np.zeros(len(VALUES))
    for _ in range(ROUNDS):
        chosen = np.array([x[i] for (x, *_), i in zip(groups, best, strict=True)])
        w = newton(chosen, y, weight, np.array([1e-6, *[4.0] * (len(VALUES) - 1)]))
        best = [int(np.argmax(x @ w)) for x, *_ in groups]
    return tuple(float(v) for v in w)


def second(e: Example, weights: tuple[float, ...], document: Any, themes: list[str]) -> dict[Key, np.ndarray]:
    """What the second model sees of each pair: its features, then for each theme 1 and the subject's type."""
    pairs = best_pairs(e.sightings, weights)
    out = {}
    for key, features in pair_features(pairs, told_of(e, document)).items():
        each = np.zeros((len(themes), 5))
        each[themes.index(key[1])] = (1.0, *kinds(pairs[key]))
        out[key] = np.concatenate((features, each.ravel()))
    return out


def fit_pair(examples: list[Example], themes: list[str]) -> np.ndarray:
    """Weights of the second model, on values that the first gave to documents it had not seen."""
    rows = []
    for fold in range(INNER):
        rest = [e for i, e in enumerate(examples) if i % INNER != fold]
        first, document = fit_sighting(rest), fit_document(rest, themes)
        for e in examples[fold::INNER]:
            for key, x in second(e, first, document, themes).items():
                truth = e.truth.get(key, 0)
                if truth is not None:
                    rows.append((x, truth, WEIGHT.get(e.group, 1.0)))
    x, y, weight = (np.array([r[k] for r in rows], float) for k in range(3))
    spread = np.maximum(x.std(0), 0.5)  # a rare column counts no less than that
    spread[0] = 1
    return newton(x / spread, y, weight, np.array([1e-6, *[3.0] * (x.shape[1] - 1)])) / spread


def folds(examples: list[Example], themes: list[str]) -> None:
    """Print what held-out documents get."""
    scored: list[tuple[float, int, Key, int | None]] = []
    documents: dict[str, Counter[str]] = {}
    for fold in range(FOLDS):
        rest = [e for i, e in enumerate(examples) if i % FOLDS != fold]
        first, document, pair = fit_sighting(rest), fit_document(rest, themes), fit_pair(rest, themes)
        for i, e in enumerate(examples):
            if i % FOLDS == fold:
                scored += [
                    (logistic(float(x @ pair)), i, k, e.truth.get(k, 0))
                    for k, x in second(e, first, document, themes).items()
                ]
                told = set(document_themes(told_of(e, document))) - set(e.record.get("themes_optional") or [])
                right = len(told & set(e.record["themes"]))
                documents.setdefault(e.group, Counter()).update(right=right, both=len(told) + len(e.record["themes"]))
    for group, count in documents.items():
        print(f"themes of documents, {group}: F1 {2 * count['right'] / count['both']:.3f}")
    for threshold in (0.2, 0.25, 0.3, 0.35, 0.4):
        line = []
        for group in documents:
            few: Counter[tuple[int, str]] = Counter()
            right = wrong = 0
            for p, i, (subject, _), truth in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
                if examples[i].group == group and p >= threshold and few[i, subject] < PER_SUBJECT:
                    few[i, subject] += 1
                    right, wrong = right + (truth == 1), wrong + (truth == 0)
            wanted = sum(e.wanted for e in examples if e.group == group)
            f1 = 2 * right / max(1, right + wrong + wanted)
            line.append(f"{group} P {right / max(1, right + wrong):.3f} R {right / max(1, wanted):.3f} F1 {f1:.3f}")
        print(f"subjects' themes at {threshold}: " + " | ".join(line))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+", metavar="GOLD DOCS")
    parser.add_argument("--folds", action="store_true", help="only the figures of the folds")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    examples = load(list(zip(args.folders[::2], args.folders[1::2], strict=True)))
    themes = sorted({t for e in examples for t in e.features} | {t for e in examples for t in e.record["themes"]})
    folds(examples, themes)
    if args.folds or args.out is None:
        return
    document, bias = fit_document(examples, themes)
    pair = fit_pair(examples, themes)
    split = len(pair) - 5 * len(themes)
    each = pair[split:].reshape(len(themes), 5)
    model = {
        "about": "theme model, fitted by bench/fit_themes.py on gold records",
        "documents": len(examples),
        "document": [round(float(v), 4) for v in document],
        "bias": {t: round(v, 4) for t, v in bias.items()},
        "sighting": [round(v, 4) for v in fit_sighting(examples)],
        "pair": [round(float(v), 4) for v in pair[:split]],
        "theme": {t: [round(float(v), 4) for v in row] for t, row in zip(themes, each, strict=True)},
        "threshold": THRESHOLD,
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(model, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
