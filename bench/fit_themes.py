"""Fit the theme model on gold records: `python -m bench.fit_themes GOLD DOCS [GOLD DOCS ...] --out data/models/themes.json`.

Logistic regressions with a quadratic penalty, by Newton's method (subject) and gradient steps (document); no chance in
it, so the same records give the same file. Prints figures of six folds, where each document was left out of the fit.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from kg.knowledge import Knowledge, load_knowledge
from kg.model import Prepared
from kg.nlp.facts.themes import PER_SUBJECT, gather, pair_features
from kg.nlp.frame import Known, Name, Scene
from kg.nlp.themes import LEAST, MOST, SURE, Themed, document_features, logistic
from kg.read import read_file
from kg.settings import load_settings
from kg.text import prepare

FOLDS = 6
THRESHOLD = 0.35  # half the F1 of all facts, about 0.7: past it one more fact raises that F1 (the folds printed show both sides)


def load(folders: list[tuple[Path, Path]], knowledge: Knowledge) -> list[tuple[Prepared, dict, list[Scene]]]:
    """Every document with its gold record and scenes whose names are the gold entities found in the text."""
    settings = load_settings({}, environment={})
    documents = []
    for gold, texts in folders:
        for path in sorted(gold.glob("*.json")):
            record = json.loads(path.read_text(encoding="utf-8"))
            source = next(texts.glob(f"{path.stem}.*"))
            prepared = prepare(read_file(source, source=source.name, settings=settings))
            documents.append((prepared, record, scenes_of(prepared, record, knowledge)))
    return documents


def scenes_of(prepared: Prepared, record: dict, knowledge: Knowledge) -> list[Scene]:
    """Scenes with the gold entities located by name, the longest first."""
    known = {e["id"]: Known(e["id"], e["type"], tuple(e["names"])) for e in record["entities"]}
    scenes = []
    for passage in prepared.passages:
        spots = []
        for entity in record["entities"]:
            for name in {re.sub(r"\s+", "", n) for n in entity["names"]}:
                if len(name) >= 2:
                    spots += [(m.start(), -m.end(), entity["id"]) for m in re.finditer(re.escape(name), passage.text)]
        names = [Name(s, -e, known[i].type, "gold", 1.0, entity=i) for s, e, i in sorted(spots)]
        scenes.append(Scene(passage, tuple(names), known, knowledge))
    return scenes


def fit_subject(x: np.ndarray, y: np.ndarray, penalty: float = 2.0) -> np.ndarray:
    """Newton's method for logistic regression; the first column is the constant and carries no penalty."""
    w = np.zeros(x.shape[1])
    ridge = penalty * np.eye(len(w))
    ridge[0, 0] = 1e-6
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (p - y) + ridge @ w)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w


def fit_document(x: np.ndarray, y: np.ndarray, themes: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Gradient steps: weights shared by all themes (x: documents × themes × features) and a bias for each theme."""
    w, b = np.zeros(x.shape[2]), np.zeros(len(themes))
    for _ in range(600):
        error = 1 / (1 + np.exp(-(x @ w + b))) - y
        w -= 0.5 * (np.einsum("nk,nkf->f", error, x) / x.shape[0] / len(themes) * 10 + 0.001 * w)
        b -= 0.5 * (error.sum(0) / x.shape[0] + 0.4 * b)
    return w, b


def main(arguments: list[str]) -> int:
    """Fit, print the folds' figures, write the file."""
    out = Path(arguments[arguments.index("--out") + 1]) if "--out" in arguments else None
    paths = [Path(a) for a in arguments if not a.startswith("--") and Path(a) != out]
    knowledge = load_knowledge()
    themes = list(knowledge.cues.themes)
    documents = load(list(zip(paths[::2], paths[1::2], strict=True)), knowledge)
    cues = [tuple(knowledge.cues.find(p.text) for p in prepared.passages) for prepared, _, _ in documents]
    x = np.zeros((len(documents), len(themes), 8))
    for i, (prepared, _, _) in enumerate(documents):
        found = document_features(prepared.passages, cues[i])
        for k, theme in enumerate(themes):
            x[i, k] = found.get(theme, (1.0, *[0.0] * 7))
    y = np.array([[theme in record["themes"] for theme in themes] for _, record, _ in documents], float)
    folds = np.arange(len(documents)) % FOLDS
    probability = np.zeros(y.shape)
    for fold in range(FOLDS):
        w, b = fit_document(x[folds != fold], y[folds != fold], themes)
        probability[folds == fold] = 1 / (1 + np.exp(-(x[folds == fold] @ w + b)))
    print("themes of documents, F1 over folds:", document_f1(probability, y, documents, themes))
    pairs = []  # (document, key, features, truth: 1 gold, 0 not, None optional)
    for i, (prepared, record, scenes) in enumerate(documents):
        themed = Themed(
            cues[i], {t: p for t, p in zip(themes, probability[i], strict=True) if x[i, themes.index(t), 1:].any()}
        )
        told = {
            (f["subj"], f["obj"]): (None if f.get("optional") else 1)
            for f in record["facts"]
            if f["pred"] == "addressesTheme"
        }
        found = pair_features(prepared, scenes, themed, gather(scenes, themed))
        pairs += [(i, key, features, told.get(key, 0)) for key, features in sorted(found.items())]
    print_subject_folds(pairs, folds, documents)
    train = [(f, t) for _, _, f, t in pairs if t is not None]
    subject = fit_subject(np.array([f for f, _ in train]), np.array([t for _, t in train], float))
    w, b = fit_document(x, y, themes)
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        model = {
            "about": "theme model, fitted by bench/fit_themes.py on the gold records named below",
            "documents": len(documents),
            "document": [round(float(v), 4) for v in w],
            "bias": {t: round(float(v), 4) for t, v in zip(themes, b, strict=True)},
            "subject": [round(float(v), 4) for v in subject],
            "threshold": THRESHOLD,
        }
        out.write_text(json.dumps(model, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def document_f1(probability: np.ndarray, y: np.ndarray, documents: list, themes: list[str]) -> float:
    """Micro F1 of the themes told by the rule of `document_themes`."""
    right = told = wanted = 0
    for i, (_, record, _) in enumerate(documents):
        order = np.argsort(-probability[i], kind="stable")[:MOST]
        chosen = {
            themes[k]
            for r, k in enumerate(order)
            if probability[i, k] >= SURE or (r < LEAST and probability[i, k] > 0.12)
        }
        chosen -= set(record.get("themes_optional") or [])
        right += len(chosen & set(record["themes"]))
        told += len(chosen)
        wanted += len(record["themes"])
    return round(2 * right / (told + wanted), 3)


def print_subject_folds(pairs: list, folds: np.ndarray, documents: list) -> None:
    """Print precision, recall, F1 over folds by threshold."""
    scored = []
    for fold in range(FOLDS):
        train = [(f, t) for i, _, f, t in pairs if folds[i] != fold and t is not None]
        w = fit_subject(np.array([f for f, _ in train]), np.array([t for _, t in train], float))
        scored += [(i, k, logistic(float(np.dot(w, f))), t) for i, k, f, t in pairs if folds[i] == fold]
    wanted = sum(
        not f.get("optional") for _, record, _ in documents for f in record["facts"] if f["pred"] == "addressesTheme"
    )
    for threshold in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        told: Counter[tuple[int, str]] = Counter()
        right = wrong = 0
        for i, (subject, _), p, truth in sorted(scored, key=lambda s: -s[2]):
            if p >= threshold and told[i, subject] < PER_SUBJECT:
                told[i, subject] += 1
                right += truth == 1
                wrong += truth == 0
        print(
            f"subjects' themes at {threshold}: P {right / max(1, right + wrong):.3f} R {right / wanted:.3f} F1 {2 * right / (right + wrong + wanted):.3f}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
