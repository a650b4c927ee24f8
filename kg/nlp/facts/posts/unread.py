"""Whether words that nobody read as a name stand right before a post: 远洋工业总经理助理 is a post at a company this reading
does not know, and none at the company named before."""

from __future__ import annotations

from bisect import bisect_left

from kg.nlp.frame import Scene
from kg.nlp.lexicon import HARD, lexicon
from kg.nlp.organizations.borders import may_stand
from kg.nlp.survey import GENERIC
from kg.nlp.words import is_word, read_words

_LOOK = 16  # characters before a post
_QUALIFIER = 3  # characters of common words that may stand before a post of their own: 安全副矿长
_TAKES = frozenset("已任 改任 续任 升任 继任".split())
_TRADE = 4  # the same before a trade: 湿法冶炼高级技师


def name_unread(scene: Scene, start: int, end: int) -> bool:
    """True when the words between the last name or mark and the post [start, end) may be a name."""
    first = bisect_left(scene.names, start - 2 * _LOOK, key=lambda n: n.start)
    if (
        start < end and scene.passage.text[end - 1] in "师员工手"
    ):  # a trade has qualifiers of any length: 湿法冶炼高级技师
        return False
    ends = (n.end for n in scene.names[first:] if n.end <= start)
    return reads_unread(scene.passage.text, max(ends, default=0), start, end)


def reads_unread(text: str, begin: int, start: int, end: int) -> bool:
    """True when [begin, start) ends in words that may be a name: more than a qualifier of common words.

    >>> reads_unread("会见远洋工业总经理助理周启明", 0, 6, 11), reads_unread("安全副矿长周启明", 0, 2, 5)
    (True, False)
    """
    left = start
    while left > max(begin, start - _LOOK) and text[left - 1] not in HARD:
        left -= 1
    if left == start:
        return False
    words, lists = read_words(text[left:end]), lexicon()
    stop, common = start - left, True
    begin = stop
    while begin:
        index = words.at(begin - 1)
        word = words.text[words.starts[index] : min(words.ends[index], stop)]
        if word in GENERIC or word in _TAKES or not may_stand(word, words.tags[index], lists):
            break
        if lists.kind.get(word) == "institution":  # 管委会副主任: whose, nobody says
            return True
        common = common and is_word(word)
        begin = words.starts[index]
    return stop - begin > (_TRADE if text[end - 1] in "师员工手" else _QUALIFIER) or not common
