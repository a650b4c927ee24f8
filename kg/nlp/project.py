"""The component `project.v1`: proposes the names of undertakings and their results."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.frame import Candidate, propose
from kg.nlp.project_grammar import project_spans

NAME = "project_v1"


@Language.component(NAME)
def project(doc: Doc) -> Doc:
    """Adds a candidate for every place that may name a project, an achievement, an activity with a name of its own."""
    propose(doc, predict(doc))
    return doc


def predict(doc: Doc) -> Iterator[Candidate]:
    """The candidates of a passage; changes nothing."""
    text = doc.text
    for span in project_spans(text):
        yield Candidate(
            span.start, span.end, "Project", f"project.v1:{span.rule}", span.score, (text[span.start : span.end],)
        )
