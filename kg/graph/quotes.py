"""Does every quote stand where its evidence says? Facts whose quote is not in the document's text are refused.

Re-flow repairs line breaks and leaves page furniture out, so a quote may be shorter than its span and, in vertical or
column print, in another order; it never holds a character that the span doesn't.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.model import CharSpan, Evidence, Fact, Mention, Record


def check_quotes(record: Record, text: str) -> tuple[Record, Counter[str]]:
    """The record without what can't be proven in `text`, and how many proofs were exact, repaired or refused.

    Exact: equal but for white space. Repaired: the quote's characters are all in the span. Spans must lie in the text.
    """
    verdicts: Counter[str] = Counter()
    facts: list[Fact] = []
    for fact in record.facts:
        verdict = _verdict(fact.evidence, text)
        verdicts[verdict] += 1
        if verdict != "refused":
            facts.append(fact)
    entities = []
    for entity in record.entities:
        kept: list[Mention] = []
        for mention in entity.mentions:
            verdict = _compare(mention.surface, mention.span, text)
            verdicts[verdict] += 1
            if verdict != "refused":
                kept.append(mention)
        entities.append(entity if len(kept) == len(entity.mentions) else replace(entity, mentions=tuple(kept)))
    if not verdicts["refused"]:
        return record, verdicts
    return replace(record, facts=tuple(facts), entities=tuple(entities)), verdicts


def _verdict(evidence: Evidence, text: str) -> str:
    sentence = evidence.sentence
    if sentence.end > len(text) or sentence.start >= sentence.end:
        return "refused"
    return _compare(evidence.quote, evidence.span, text)


def _compare(quote: str, span: CharSpan, text: str) -> str:
    if span.start >= span.end or span.end > len(text):
        return "refused"
    told, said = _bare(quote), _bare(span.of(text))
    if told == said or (len(quote) >= 200 and told and said.startswith(told)):
        return "exact"
    return "repaired" if told and Counter(told) <= Counter(said) else "refused"


def _bare(text: str) -> str:
    return "".join(c for c in text if c > " " and not c.isspace())
