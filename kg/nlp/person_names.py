"""One question: does a person's name begin here, and where does it end?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.nlp.lexicon import HARD
from kg.nlp.words import Words, is_word

ETHNIC = re.compile(r"[一-龥]{1,6}(?:[·•・][一-龥]{1,8}){1,3}")
SPACED = re.compile(r"[一-龥][ 　]{1,2}[一-龥](?![一-龥])|[一-龥][ 　]{1,2}[一-龥](?=[ 　，、（：]|$)")
_NOT_GIVEN = frozenset(
    "的了是在和与及等为对将把被从向说并也都就不很还又或者这那我你他她它们有无们于以至其此该各每某么呢吗吧啊第届年月日元万亿个名位家号"
)
_AFTER_NAME = re.compile(
    r"说|表示|介绍|指出|强调|认为|回忆|透露|告诉|谈|讲|坦言|感慨|感叹|笑|指|始终|任|担任|出任|兼任|现任|历任|当选|荣获|获|获评|被|从|在|带|率|主持|出席|参加|陪同|致辞|宣读|宣布|"
    r"代表|为|是|向|与|和|同|及|等|同志|先生|女士|一行|来到|走进|深入|赴|到|对|就|把|将|也|还|又|则|便|的|曾|已|正|以|用|凭|靠|因|于|由|分别|先后|作|做|领|讲话|发言|"
    r"会见|会谈|调研|慰问|指导|检查|要求|勉励|感谢|肯定|入选|入职|上榜|登台|捧|摘|夺|斩获|这样|接过|递交|不再|辞去|卸任|退休|接任|转任|调任|牵头|领衔|提出|主动|经常|坚持|身为|作为|"
    r"负责|参与|完成|当|成为|加入|进入|扎根|干|工作|见|称|连|刚|常|总|只|最|一|三|二|两|生|今年|演示|展示|用|堪称|就像|看|想|记得|盼望|笑着|摘得|包揽|收获|收到|喜获|居|位|名列|榜上"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A possible name [start, end) and how well it reads, 0..1."""

    start: int
    end: int
    score: float


def guesses(words: Words, start: int, surnames: frozenset[str]) -> Iterator[Guess]:
    """Names that may begin at a character, best first."""
    text = words.text
    ethnic = ETHNIC.match(text, start)
    if ethnic is not None:
        yield Guess(start, ethnic.end(), 0.95)
        return
    if text[start : start + 2] in surnames:
        lengths: tuple[int, ...] = (4, 3)
    elif text[start : start + 1] in surnames:
        lengths = (3, 2)
    else:
        return
    found = [Guess(start, start + n, _score(words, start, start + n, n)) for n in lengths]
    if lengths == (4, 3) and text[start] in surnames:
        found.append(Guess(start, start + 2, _score(words, start, start + 2, 2) - 0.1))
    yield from sorted((g for g in found if g.score > 0), key=lambda g: (-g.score, -g.end))


def best_name(words: Words, start: int, surnames: frozenset[str], least: float = 0.5) -> Guess | None:
    """The best name that begins at a character, None when none reads well enough."""
    best = next(guesses(words, start, surnames), None)
    return best if best is not None and best.score >= least else None


def _score(words: Words, start: int, end: int, length: int) -> float:
    text = words.text
    name = text[start:end]
    if len(name) < length or any(not "一" <= c <= "龥" for c in name) or any(c in _NOT_GIVEN for c in name[1:]):
        return 0.0
    score = 0.5
    index = words.at(start)
    exact = words.starts[index] == start and words.ends[index] == end
    if exact and words.tags[index].startswith("nr"):
        score += 0.25
    elif exact and is_word(name):
        score -= 0.2 if words.tags[index] in ("n", "ns", "nz", "nt", "b", "t", "f", "s") else 0.3
    if end in words.cuts:
        score += 0.15
    elif end in words.edges:
        score += 0.05
    else:
        score -= 0.35
    after = text[end : end + 1]
    if not after or after in HARD:
        score += 0.2
    elif _AFTER_NAME.match(text, end):
        score += 0.12
    if length == 3:
        score += 0.04
    elif (
        length == 2 and end in words.cuts and words.text[end : end + 1] not in HARD and not _AFTER_NAME.match(text, end)
    ):
        score -= 0.05
    return score
