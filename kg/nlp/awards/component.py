"""The component `award.v1`: proposes the names of honours of a passage (grammar and gazetteer)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.awards.grammar import award_names, award_spans
from kg.nlp.awards.teams import teams
from kg.nlp.awards.told import cell_spans, giver_cells, told_spans
from kg.nlp.frame import Candidate, candidates, passage_of, propose
from kg.nlp.survey import hits_of

COMPANY = re.compile(r"(?:公司|集团|银行|股份)$")
SHORT = re.compile(r"(?:科学技术|科技进步|技术发明|技术进步|管理创新成果)奖")
SOCIETY = re.compile(
    r"(?:^|[，。；：、\n“]|\d日|近日|日前|时间)([\u4e00-\u9fff]{3,18}(?:协会|学会|联合会|促进会))(?:公布|发布|表彰|颁发|印发)了?(?:(?:19|20)\d\d)?年?度?$"
)
NAME = "award_v1"


@Language.component(NAME)
def award(doc: Doc) -> Doc:
    """Adds a candidate for every place that may name an honour."""
    propose(doc, predict(doc))
    propose(doc, givers(doc))
    organisations = (c for c in candidates(doc) if c.label in ("Enterprise", "Institution", "Unit"))
    propose(doc, teams(passage_of(doc).text, frozenset(c.end for c in organisations)))
    return doc


def givers(doc: Doc) -> Iterator[Candidate]:
    """The cells of a table's column of givers: organisations whatever they are called."""
    passage = passage_of(doc)
    known = {(c.start, c.end) for c in candidates(doc) if c.label in ("Enterprise", "Institution", "Unit")}
    for start, end in giver_cells(passage):
        if (start, end) not in known:
            label = "Enterprise" if COMPANY.search(passage.text, start, end) else "Institution"
            yield Candidate(start, end, label, "award.v1:giver", 0.6, (passage.text[start:end],))


def given_by(text: str, start: int, surface: str) -> tuple[str, ...]:
    """The full name of a society's prize, said as who makes known what: 某协会公布2023年度科学技术奖.

    >>> given_by("江东化工学会公布2023年度科学技术奖", 14, "科学技术奖")
    ('江东化工学会科学技术奖',)
    """
    society = SOCIETY.search(text, max(0, start - 40), start) if SHORT.fullmatch(surface) else None
    return (society[1] + surface,) if society else ()


def predict(doc: Doc) -> Iterator[Candidate]:
    """The candidates of a passage; changes nothing."""
    text = passage_of(doc).text
    known = [h for h in hits_of(doc) if h.kind == "award"]
    spans = list(award_spans(text))
    for span in spans:
        surface = text[span.start : span.end]
        names = (*given_by(text, span.start, surface), *award_names(surface))
        yield Candidate(span.start, span.end, "Award", f"award.v1:{span.rule}", span.score, names)
    taken = bytearray(len(text))
    for span in spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    for hit in known:
        if 1 not in taken[hit.start : hit.end]:
            yield Candidate(hit.start, hit.end, "Award", "award.v1:known", 0.8, (text[hit.start : hit.end],))
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    for span in (*cell_spans(passage_of(doc)), *told_spans(text)):
        if 1 not in taken[span.start : span.end]:
            surface = text[span.start : span.end]
            yield Candidate(span.start, span.end, "Award", f"award.v1:{span.rule}", span.score, award_names(surface))
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
