"""Fit the theme model on gold records: `python -m bench.fit_themes GOLD DOCS [GOLD DOCS ...] --out data/models/themes.json`.

Logistic regressions with a quadratic penalty, by Newton's method; no chance in it, so the same records give the same file.
`--folds` prints figures of six folds instead: each document was left out of every fit that scored it (the second model of a fold
learns from inner folds of the first). The notes (`data/gold/themes`) help every fit and are never scored; how freely they were
annotated is a weight of its own that the model leaves out.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from bench.theme_examples import NOTES, Example, Key, beside, load
from kg.nlp import load_pipeline
from kg.nlp.facts.themes.rule import PER_SUBJECT, best_pairs, kinds, pair_features
from kg.nlp.facts.themes.sightings import VALUES
from kg.nlp.themes import FEATURES, Themed, ThemeModel, document_themes, logistic
from kg.settings import load_settings

FOLDS, INNER = 6, 4
ROUNDS = 4  # the best sighting of a pair is chosen by the fit before
WEIGHT = {"marked": 0.5}  # of a folder's documents for their own themes: the marked ones have more of them than others
FREE = 0.1  # penalty of the weight that says a document is one of the notes
THRESHOLD = 0.32  # past it one more fact lowers the F1 of all facts


def newton(x: np.ndarray, y: np.ndarray, penalty: np.ndarray, weight: np.ndarray | None = None) -> np.ndarray:
    """Logistic regression; `penalty` of each column's squared weight, halved, `weight` of each row (1)."""
    weight = np.ones(len(y)) if weight is None else weight
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
        if e.group != NOTES
        for t, f in e.features.items()
    ]
    x = np.zeros((len(rows), FEATURES + len(themes)))
    for i, (features, theme, *_) in enumerate(rows):
        x[i, :FEATURES] = features
        x[i, FEATURES + theme] = 1
    spread = np.ones(x.shape[1])
    spread[1:FEATURES] = x[:, 1:FEATURES].std(0)
    penalty = np.array([1e-3, *[3.0] * (FEATURES - 1), *[4.0] * len(themes)])
    truth, weight = (np.array([r[k] for r in rows], float) for k in (2, 3))
    w = newton(x / spread, truth, penalty, weight) / spread
    return list(w[:FEATURES]), {t: float(v) for t, v in zip(themes, w[FEATURES:], strict=True)}


def told_of(example: Example, document: tuple[list[float], dict[str, float]]) -> Themed:
    """The example with the probabilities that this fit gives its themes."""
    w, bias = document
    return Themed(
        example.themed.cues,
        {t: logistic(float(np.dot(w, f)) + bias[t]) for t, f in example.features.items()},
    )


def fit_sighting(examples: list[Example]) -> tuple[float, ...]:
    """Weights of the first model: a pair stands by its best sighting at the gold's evidence, falls by its best of all."""
    groups = []
    for e in examples:
        for key, places in sorted(e.sightings.items()):
            truth = e.truth.get(key, 0)
            if truth is not None:
                told = beside(e, key) if truth else [s for s, _ in places]
                x = np.array([s.values for s in told])
                more = np.tile((math.log(len(places)), e.group == NOTES), (len(x), 1))
                groups.append((np.c_[x, more], float(truth)))
    y = np.array([truth for _, truth in groups])
    own, opens = VALUES.index("own"), VALUES.index("opens")
    best = [int(np.argmax(x[:, own] * (0.3 + x[:, opens]))) for x, _ in groups]
    w = np.zeros(len(VALUES) + 1)
    for _ in range(ROUNDS):
        chosen = np.array([x[i] for (x, _), i in zip(groups, best, strict=True)])
        w = newton(chosen, y, np.array([1e-6, *[4.0] * (len(VALUES) - 1), FREE]))
        best = [int(np.argmax(x @ w)) for x, _ in groups]
    return tuple(float(v) for v in w[:-1])


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
                    rows.append((np.append(x, e.group == NOTES), truth))
    x, y = (np.array([r[k] for r in rows], float) for k in range(2))
    spread = np.maximum(x.std(0), 0.5)  # a rare column counts no less than that
    spread[0] = 1
    return (newton(x / spread, y, np.array([1e-6, *[3.0] * (x.shape[1] - 2), FREE])) / spread)[:-1]


def fit(examples: list[Example], themes: list[str]) -> ThemeModel:
    """The whole model, rounded as it is written."""
    document, bias = fit_document(examples, themes)
    pair = fit_pair(examples, themes)
    split = len(pair) - 5 * len(themes)
    each = pair[split:].reshape(len(themes), 5)
    return ThemeModel(
        tuple(round(float(v), 4) for v in document),
        {t: round(v, 4) for t, v in bias.items()},
        tuple(round(v, 4) for v in fit_sighting(examples)),
        tuple(round(float(v), 4) for v in pair[:split]),
        {t: tuple(round(float(v), 4) for v in row) for t, row in zip(themes, each, strict=True)},
        THRESHOLD,
    )


def themes_of(examples: list[Example]) -> list[str]:
    """The ids of every theme that a cue or a record names."""
    return sorted({t for e in examples for t in (*e.features, *e.record["themes"])})


def folds(examples: list[Example], themes: list[str]) -> None:
    """Print what held-out documents get."""
    scored: list[tuple[float, int, Key, int | None]] = []
    documents: dict[str, Counter[str]] = {}
    for fold in range(FOLDS):
        rest = [e for i, e in enumerate(examples) if e.group == NOTES or i % FOLDS != fold]
        first, document, pair = fit_sighting(rest), fit_document(rest, themes), fit_pair(rest, themes)
        for i, e in enumerate(examples):
            if e.group != NOTES and i % FOLDS == fold:
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
    parser.add_argument("--notes", type=Path, default=Path("data/gold/themes"))
    parser.add_argument("--folds", action="store_true", help="only the figures of the folds")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    pipeline = load_pipeline(load_settings({}, environment={}))
    examples = load(list(zip(args.folders[::2], args.folders[1::2], strict=True)), args.notes, pipeline)
    themes = themes_of(examples)
    if args.folds or args.out is None:
        folds(examples, themes)
        return
    about = {"about": "theme model, fitted by bench/fit_themes.py on gold records", "documents": len(examples)}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    model = json.dumps(about | asdict(fit(examples, themes)), ensure_ascii=False, indent=1)
    args.out.write_text(model + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
