"""What a run of text holds for the grammar of organisations: known names and heads in order, sites, second name plates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.knowledge import Knowledge
from kg.nlp.frame import Candidate
from kg.nlp.lexicon import Lexicon
from kg.nlp.organizations.coined import Anchor
from kg.nlp.organizations.heads import is_head
from kg.nlp.words import Words

SITES = frozenset("工厂 基地 厂区".split())  # named only by a place or a number: 池州基地, 061基地
_NO_SITE = re.compile(
    r"教育|国家|级|绿色|智能|灯塔|零碳|数字|工业|能源|资源|产业|储备|文化|[一二三四五六七八九十]大|核电|大"
)
_PLATES = re.compile(r"(?:[一-龥]{2,10}(?:部|室|处|科|委|会|中心|局)、?)+")


def pieces(
    words: Words, start: int, end: int, anchors: dict[int, Anchor], places: Sequence[int], lists: Lexicon
) -> Iterator[Anchor | tuple[int, int, str]]:
    """Known names and heads in order; a head inside a known name is not told. `places`: where either begins, in order."""
    text, last = words.text, start
    for place in places[bisect_left(places, start) : bisect_left(places, end)]:
        if place < last:
            continue
        anchor = anchors.get(place)
        if anchor is not None and anchor.end <= end:
            anchor = _lengthened(anchor, words, lists)
            yield anchor
            last = anchor.end
            continue
        stop = words.head(place, end)
        if stop > 0 and is_head(words, place, stop, lists):
            yield place, stop, lists.kind[text[place:stop]]
            last = stop


def _lengthened(anchor: Anchor, words: Words, lists: Lexicon) -> Anchor:
    """A known name whose tail is the beginning of a company's head: 中国石油股份｜公司."""
    for start in (anchor.end - 2, anchor.end - 1):
        stop = words.head(start)
        if stop > anchor.end and lists.kind[words.text[start:stop]] == "company":
            return replace(anchor, end=stop, names=())
    return anchor


def owner_inside(name: str, knowledge: Knowledge) -> str | None:
    """The group whose name begins a known company's name: 山西焦煤集团 of 山西焦煤集团煤焦销售有限公司."""
    row = knowledge.organization(name)
    above: set[str] = set()
    while row is not None and row.parent is not None and row.parent not in above:
        above.add(row.parent)
        row = knowledge.organizations.get(row.parent)
    for size in range(len(name) - 2, 2, -1):
        first = knowledge.organization(name[:size])
        if first is not None and first.name in above:
            return name[:size]
    return None


def sited(body: str, knowledge: Knowledge) -> bool:
    """True when a place or a number opens a site's own part."""
    placed = any(body[:n] in knowledge.places for n in (2, 3, 4)) or body[:1].isdigit()
    return placed and len(body) <= 6 and _NO_SITE.search(body) is None


def bracketed(text: str, c: Candidate) -> bool:
    """True for a department's second name plate: 人力资源部（党委组织部）."""
    opened = text.rfind("（", max(0, c.start - 14), c.start)
    closed = text.find("）", c.end, c.end + 14)
    if opened < 1 or closed < 0 or text[opened - 1] not in "部室处科委会心":
        return False
    return _PLATES.fullmatch(text, opened + 1, closed) is not None
