"""The component `posted_units_v1`: units that the post behind them tells (远策重工大型厂厂长, 调度所客运调度员).

The grammar of organisations asks for a head that is sure by itself; before its own post any head is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import ORGANIZATION_TYPES
from kg.nlp.frame import Candidate, candidates, knowledge_of, passage_of, propose
from kg.nlp.lexicon import HARD, lexicon
from kg.nlp.posts import find_posts
from kg.nlp.words import Words, words_of

NAME = "posted_units_v1"
_HEAD_OF = re.compile(r"(?:常务|第[一二三四])?副?(?P<head>[厂班队科处部段站所组院局矿区室行社馆校会台])长")
_LED = re.compile(r"(?:常务|第[一二三四])?副?(?:主任|经理|负责人|主管|领班)$")
_LED_HEAD = re.compile(r"(?:[部室科办委处所站区库]|中心|车间|班组|项目)$")
_CHAIRED = re.compile(r"(?:常务|第[一二三四])?副?主席$")
_CHAIRED_HEAD = re.compile(r"(?:工会|政协|妇联|文联|科协|工商联|协会|学会|联合会)$")
_WORKS = re.compile(r"[一-龥]*[工员师手]$|[一-龥]*司机$")
_WORKS_HEAD = re.compile(r"(?:车间|分厂|[班队段所室站组科])")
_LEARNED = re.compile(r"(?:高级|首席|资深|副)?总?(?:[一-龥]{2}师|总监|专家|研究员|设计师)")
_LEARNED_HEAD = re.compile(r"(?:[院部处所厂矿局室科站]|中心|车间)$")
_PART = re.compile(r"[一-龥A-Za-z0-9]{2,12}")
_OF = re.compile(r"(?:所属|下属|直属|旗下)")
_NO_PART = re.compile(r"[的是和与及任为由等该其原前各]|先后|现任|担任")
_TAGS = frozenset("pucrdy")
_LONGEST = 12


@Language.component(NAME)
def posted_units(doc: Doc) -> Doc:
    """Adds units between an organisation and a post."""
    propose(doc, predict(doc))
    return doc


def predict(doc: Doc) -> Iterator[Candidate]:
    """The candidates of a passage; changes nothing."""
    words, text = words_of(doc), passage_of(doc).text
    longest: dict[int, Candidate] = {}
    for c in candidates(doc):
        if c.label in ORGANIZATION_TYPES:
            rival = longest.get(c.end)
            if rival is None or c.start < rival.start:
                longest[c.end] = c
    ends = sorted(longest)
    for post in find_posts(text, knowledge_of(doc)):
        if post.kind == "title" or post.start in longest:
            continue
        nearest = bisect_left(ends, post.start) - 1
        if nearest < 0 or post.start - ends[nearest] > _LONGEST:
            continue
        owner = longest[ends[nearest]]
        end = _unit_end(text, owner.end, post.start, text[post.start : post.end])
        if end is None or not _reads(words, owner.end, end):
            continue
        of = _OF.match(text, owner.end)
        if of is None:
            yield Candidate(owner.start, end, "Unit", NAME, 0.8, (), (owner.start, owner.end))
        elif end - of.end() >= 2:
            yield Candidate(of.end(), end, "Unit", NAME, 0.8)


def _unit_end(text: str, start: int, stop: int, post: str) -> int | None:
    """Where the unit between `start` and a post at `stop` ends: at the post, or at a head before a trade."""
    part = text[start:stop]
    head = _HEAD_OF.fullmatch(post)
    if head is not None:
        return stop if part.endswith(head["head"]) else None
    if _LED.fullmatch(post):
        return stop if _LED_HEAD.search(part) else None
    if _CHAIRED.fullmatch(post):
        return stop if _CHAIRED_HEAD.search(part) else None
    if _LEARNED.fullmatch(post) and _LEARNED_HEAD.search(part):
        return stop
    if _WORKS.fullmatch(post):
        heads = [m for m in _WORKS_HEAD.finditer(part) if m.end() >= 3]
        return start + heads[-1].end() if heads else None
    return None


def _reads(words: Words, start: int, end: int) -> bool:
    """True when [start, end) may be a unit's own part: no mark and no word of grammar in it, and a border at its end."""
    part = words.text[start:end]
    doubled = words.text[end - 1 : end] == words.text[end : end + 1]  # 计划处｜处长
    if _PART.fullmatch(part) is None or _NO_PART.search(part) is not None or not (doubled or words.border(end)):
        return False
    if part in lexicon().not_heads or not HARD.isdisjoint(part):
        return False
    index = words.at(start)
    while index < len(words.starts) and words.starts[index] < end:
        if words.tags[index][:1] in _TAGS and words.ends[index] - words.starts[index] > 1:
            return False
        index += 1
    return True
