"""The component `project_v1`: proposes the names of undertakings and their results, from grammar and from layout."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.frame import Candidate, passage_of, propose
from kg.nlp.projects.grammar import project_spans
from kg.nlp.projects.layout import laid_out
from kg.nlp.words import words_of

NAME = "project_v1"
# Rules whose names are an undertaking even where nobody is said to do it.
ALONE = frozenset(
    f"project.v1:{rule}"
    for rule in (
        "structure",
        "titled-won",
        "quoted-result",
        "quoted-made",
        "in-list",
        "headed",
        "made",
        "made-by",
        "built",
        "labelled",
        "numbered",
        "machine",
        "plant",
        "work-own",
        "quoted-kind",
        "act",
        "ranked",
        "listed",
        "first",
    )
)


@Language.component(NAME)
def project(doc: Doc) -> Doc:
    """Adds a candidate for every place that may name a project, an achievement, an activity with a name of its own."""
    propose(doc, predict(doc))
    return doc


def predict(doc: Doc) -> Iterator[Candidate]:
    """The candidates of a passage; changes nothing."""
    text = passage_of(doc).text
    spans = list(project_spans(text, words_of(doc)))
    for span in spans:
        yield Candidate(
            span.start, span.end, "Project", f"project.v1:{span.rule}", span.score, (text[span.start : span.end],)
        )
    for start, end, rule in laid_out(passage_of(doc)):
        if not any(s.start < end and start < s.end and not (start <= s.start and s.end <= end) for s in spans):
            yield Candidate(start, end, "Project", f"project.v1:{rule}", 0.5, (text[start:end],))
