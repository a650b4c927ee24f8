"""Where a text names an undertaking or its result: titled and quoted works, works by their head, makings, lists, machines."""

from __future__ import annotations

from collections.abc import Iterator

from kg.nlp.projects.heads import headed, machines
from kg.nlp.projects.listed import told_by_place
from kg.nlp.projects.quoted import crafted, quoted, titled
from kg.nlp.spans import RuleSpan, apart
from kg.nlp.words import Words, read_words


def project_spans(text: str, read: Words | None = None) -> Iterator[RuleSpan]:
    """All places of `text` that may name an undertaking or its result, not overlapping, in order.

    >>> [text[s.start:s.end] for text in ["江南路桥承建的青云大桥、《高寒隧道防冻关键技术研究》获奖。"] for s in project_spans(text)]
    ['青云大桥', '高寒隧道防冻关键技术研究']
    """
    found: list[RuleSpan] = []
    taken = bytearray(len(text) + 2)
    for reader in (titled, quoted):
        found += reader(text)
    found += [one for one in crafted(text) if not any(o.start <= one.start < o.end for o in found)]
    for one in found:
        first = max(0, one.start - 1)
        taken[first : one.end + 1] = b"\1" * (one.end + 1 - first)
    words = read_words(text) if read is None else read
    for reading in (headed(words), told_by_place(words), machines(text)):
        found += [one for one in reading if not taken[one.end - 1] and not taken[one.start]]
    yield from apart(found)
