"""Company names that only their place tells: what stands alone between a mark and a top post that a person follows
(佛山公控董事长叶剑明, TCL首席运营官杜娟)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.knowledge import Knowledge
from kg.nlp.borders import may_stand
from kg.nlp.coined import Anchor
from kg.nlp.lexicon import HARD, Lexicon
from kg.nlp.person_names import best_name
from kg.nlp.posts import find_posts
from kg.nlp.survey import GENERIC
from kg.nlp.words import Words, is_word

_TOP = re.compile(r"(?:高级|常务|执行|联席)?副?(?:董事长|总经理|总裁)|首席(?:执行|运营|财务|技术)官")
_LONGEST = 8  # characters; a clipped name is short, a long one has a head of its own
_ASKED = re.compile(r"[一-龥A-Za-z0-9]{2,8}")
_GENERAL = re.compile(
    r"(?:公司|集团|企业|单位|股东|代表|事业|行业|领导|客户|银行|股份|项目|工程|基地|板块|原|前|新|副|届)$|^(?:原|前|新|该|时|兼|副)|[年月日号届名位家]"
)


def posted_anchors(words: Words, knowledge: Knowledge, lists: Lexicon) -> Iterator[Anchor]:
    """Short names before a top post and a person, where a mark or 和, 与 stands before; told wherever they stand again."""
    text = words.text
    names = dict.fromkeys(_posted(words, knowledge, lists))
    for name in names:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if words.border(start) and (words.border(end) or _TOP.match(text, end)):
                yield Anchor(start, end, "Enterprise", "posted_v1", 0.7)
            start = text.find(name, end)


def _posted(words: Words, knowledge: Knowledge, lists: Lexicon) -> Iterator[str]:
    text = words.text
    for post in find_posts(text, knowledge):
        if post.kind == "title" or not _TOP.match(text, post.start):
            continue
        start = post.start
        while start > post.start - _LONGEST - 1 and start and text[start - 1] not in HARD:
            start -= 1
        while start < post.start and text[start] in "和与及" and start in words.cuts:
            start += 1
        name = text[start : post.start]
        if not _ASKED.fullmatch(name) or _GENERAL.search(name) or name in GENERIC or name in knowledge.places:
            continue
        if lists.head.search(name) or (
            is_word(name) and words.tags[words.at(start)][:2] not in ("nz", "nt", "nr", "ns")
        ):
            continue
        if not _stand(words, start, post.start, lists) or best_name(words, post.end, knowledge.surnames, 0.5) is None:
            continue
        yield name


def _stand(words: Words, start: int, end: int, lists: Lexicon) -> bool:
    """True when no word of [start, end) is one that names do not hold."""
    position = start
    while position < end:
        index = words.at(position)
        stop = min(words.ends[index], end)
        if not may_stand(words.text[position:stop], words.tags[index], lists):
            return False
        position = stop
    return True
