"""The trained tagger: names the rules did not propose, from a small character CRF that `kg train` makes.

It speaks last: only where no rule proposes anything, only enterprises and institutions, and only when it is sure.
Without a model file the pipeline has no such component and nothing else changes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pycrfsuite
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import InputError
from kg.knowledge import Knowledge
from kg.nlp.frame import Candidate, candidates, knowledge_of, propose
from kg.nlp.survey import GENERIC
from kg.nlp.tag_features import LABELS, VERSION, features, lines
from kg.nlp.words import words_of
from kg.resources import resource
from kg.settings import Settings

NAME = "tagger_v1"
PROPOSES = frozenset(("Enterprise", "Institution"))  # a unit without its owner is no gain: bench/tagger.md
SURE = 0.999  # marginals of a perceptron lie close to 0 or 1
SCORE = 0.6
_NAME = re.compile(r"(?![A-Za-z0-9]+$)(?![一二三四五六七八九十两几多各该本此]|其他)[一-龥A-Za-z0-9·&]{3,40}")


class Tagger:
    """A spaCy component around one model file."""

    def __init__(self, model: Path) -> None:
        self._crf = pycrfsuite.Tagger()
        self._crf.open(str(model))

    def __call__(self, doc: Doc) -> Doc:
        """Add the proposals of the model."""
        propose(doc, tuple(self.predict(doc)))
        return doc

    def predict(self, doc: Doc) -> Iterator[Candidate]:
        """Names where no rule proposed one."""
        words, ruled, knowledge = words_of(doc), candidates(doc), knowledge_of(doc)
        taken = bytearray(len(words.text))
        for c in ruled:
            taken[c.start : c.end] = b"\1" * (c.end - c.start)
        seen = features(words, [c for c in ruled if c.label in LABELS])
        for begin, end in lines(words.text):
            for start, stop, label, sure in self.spans(seen[begin:end]):
                start, stop = begin + start, begin + stop
                name = words.text[start:stop]
                whole = words.border(start) and words.border(stop) and 1 not in taken[start:stop]
                if label in PROPOSES and sure >= SURE and whole and _holds(name, knowledge):
                    yield Candidate(start, stop, label, NAME, SCORE)

    def spans(self, seen: list[list[str]]) -> Iterator[tuple[int, int, str, float]]:
        """Spans of one line, half-open, with their label and the least marginal probability of their characters."""
        marks = self._crf.tag(seen)
        position = 0
        while position < len(marks):
            mark = marks[position]
            if mark == "O":
                position += 1
                continue
            begin, label = position, mark[2:]
            position += 1
            while position < len(marks) and marks[position] == "I-" + label:
                position += 1
            yield begin, position, label, min(self._crf.marginal(marks[i], i) for i in range(begin, position))


def _holds(name: str, knowledge: Knowledge) -> bool:
    """True for what can be a name: whole characters, no generic word, no bare place."""
    return bool(_NAME.fullmatch(name)) and name not in GENERIC and name not in knowledge.places


@Language.factory(NAME, default_config={"model": ""})
def tagger_factory(nlp: Language, name: str, model: str) -> Tagger:
    """The component for a model file. Raises InputError when `checked` does."""
    return Tagger(checked(Path(model)))


def tagger_model(settings: Settings) -> Path | None:
    """The model these settings ask for: the user's own, else ours where it lies; None when switched off."""
    ours = resource("data", "models", "tagger.crf")
    if not settings.tagger or not (settings.tagger_model or ours.is_file()):
        return None
    return checked(Path(settings.tagger_model)) if settings.tagger_model else ours


def checked(model: Path) -> Path:
    """The file itself when it is the one its card (`.json` beside it) describes: the library that reads models trusts
    what it reads, so a damaged one would end the process. Raises InputError when file or card are missing or differ."""
    try:
        card = json.loads(model.with_suffix(".json").read_text(encoding="utf-8"))
        known = card["sha256"] == sha256(model.read_bytes()).hexdigest() and card["features"] == VERSION
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"{model}: 模型或其卡片不能读 model or its card can't be read: {error}"
        raise InputError(problem, hint="kg train", code="model.broken") from error
    if not known:
        problem = f"{model}: 与卡片不符或由别的版本训练 differs from its card, or of another version"
        raise InputError(problem, hint="kg train", code="model.broken")
    return model


def digest(model: Path) -> str:
    """The first twelve hex digits of a model's SHA-256: part of the pipeline's version."""
    return sha256(model.read_bytes()).hexdigest()[:12]
