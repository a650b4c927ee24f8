"""Of the candidates that overlap, which are names: persons against each other, persons and awards against organisations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from operator import attrgetter

from spacy.tokens import Doc

from kg.nlp.frame import Candidate, Name, candidates, passage_of
from kg.nlp.persons.component import byline_spans

_NO_PERSON = re.compile(r"大学|（[一-龥]{2,4}）[一-龥]{2,16}?公司")  # 萨格勒布大学, 高诺（衡阳）发展有限公司
_WHOLE = 0.75
_start = attrgetter("start")


def resolve_overlaps(doc: Doc) -> tuple[Name, ...]:
    """The accepted names of a passage in order of (start, -end); nested organisation names stay."""
    proposed = candidates(doc)
    text = passage_of(doc).text
    bylines = byline_spans(text)
    listed = {(c.start, c.end) for c in proposed if c.method.endswith(":in-list")}  # 白鹤滩、乌东德等四座水电站
    persons = _persons(
        [
            c
            for c in proposed
            if c.label == "Person"
            and (c.start, c.end) not in listed
            and not _inside(c, bylines)
            and not _NO_PERSON.match(text, c.end)
        ]
    )
    starts = [p.start for p in persons]
    named = {p.start: p.end for p in persons}
    things = [
        c
        for c in proposed
        if c.label in ("Award", "Project")
        and not (c.method.endswith(":structure") and named.get(c.start, c.end) < c.end)  # 周启明任江北铁路
    ]
    begins = [t.start for t in things]
    longest = max((t.end - t.start for t in things), default=0)
    kept = list(persons)
    kept += _things(things)
    taken = bytearray(len(text) + 1)
    for k in kept:
        taken[k.start : k.end] = b"\1" * (k.end - k.start)
    for c in proposed:
        if c.label in ("Person", "Award", "Project"):
            continue
        if 1 not in taken[c.start : c.end]:
            kept.append(c)
            continue
        near = persons[max(0, bisect_right(starts, c.start) - 1) : bisect_left(starts, c.end)]
        if any(p.start < c.end and c.start < p.end and not (c.start <= p.start and p.end < c.end) for p in near):
            continue
        beside = things[bisect_left(begins, c.start - longest) : bisect_left(begins, c.end)]
        if any(_crosses(c, t) or _is_the_work(c, t) for t in beside):
            continue
        if c.label == "Unit" and any(
            t.label == "Project" and _within(c, t) and text[t.start - 1] in "“《" for t in things
        ):
            continue
        kept.append(c)
    best: dict[tuple[int, int, str], Candidate] = {}
    for c in kept:
        rival = best.get((c.start, c.end, c.label))
        if rival is None or (c.score, c.method) > (rival.score, rival.method):
            best[(c.start, c.end, c.label)] = c
    ordered = sorted(best.values(), key=lambda c: (c.start, -c.end, c.label))
    return tuple(Name(c.start, c.end, c.label, c.method, c.score, c.names, c.owner) for c in ordered)


def _persons(found: list[Candidate]) -> list[Candidate]:
    """The best-scored of persons that overlap, in the order of their places; 邬海涛 before 海涛 where both read well."""
    whole: dict[int, int] = {}
    for c in found:
        if c.score >= _WHOLE:
            whole[c.end] = min(whole.get(c.end, c.start), c.start)
    found = [c for c in found if whole.get(c.end, c.start) >= c.start]
    kept: list[Candidate] = []
    taken = bytearray(max((c.end for c in found), default=0))
    for c in sorted(found, key=lambda c: (-c.score, c.start, -c.end, c.method)):
        if 1 not in taken[c.start : c.end]:
            taken[c.start : c.end] = b"\1" * (c.end - c.start)
            kept.append(c)
    return sorted(kept, key=lambda c: c.start)


def _things(found: list[Candidate]) -> list[Candidate]:
    """Awards and projects: of two with one span the surer, of crossing ones the longer; nested ones stay."""
    kept: list[Candidate] = []
    longest = max((c.end - c.start for c in found), default=0)
    for c in sorted(found, key=lambda c: (-(c.end - c.start), -c.score, c.start, c.label, c.method)):
        first = bisect_left(kept, c.start - longest, key=_start)
        last = bisect_left(kept, c.end, key=_start)
        if not any(_crosses(c, k) or (c.start, c.end) == (k.start, k.end) for k in kept[first:last]):
            insort(kept, c, key=_start)
    return kept


def _crosses(a: Candidate, b: Candidate) -> bool:
    return a.start < b.end and b.start < a.end and not _within(a, b) and not _within(b, a)


def _is_the_work(organization: Candidate, thing: Candidate) -> bool:
    """承建的X大厦: what somebody is said to have built is no organisation, nor is what is won: 获“最佳零售银行”."""
    same = (organization.start, organization.end) == (thing.start, thing.end)
    if same and thing.label == "Award":
        return ":quoted" in thing.method
    return same and thing.label == "Project" and thing.method.endswith((":built", ":made-by", ":labelled"))


def _within(a: Candidate, b: Candidate) -> bool:
    return b.start <= a.start and a.end <= b.end


def _inside(c: Candidate, spans: list[tuple[int, int]]) -> bool:
    return any(start <= c.start and c.end <= end for start, end in spans)
