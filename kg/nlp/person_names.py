"""One question: does a person's name begin here, and where does it end?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

import rjieba

from kg.nlp.lexicon import HARD, lexicon, read_lists
from kg.nlp.words import Words, is_word

ETHNIC = re.compile(r"[一-龥]{1,4}(?:[·•・][一-龥]{1,8}){1,3}")
_DOTS = frozenset("·•・")
_HANZI = re.compile("[一-龥]+")
SPACED = re.compile(r"[一-龥][ 　]{1,2}[一-龥](?![一-龥])|[一-龥][ 　]{1,2}[一-龥](?=[ 　，、（：]|$)")
_NOT_GIVEN = frozenset("的了是在与及等对将把被从说并也都就不很还或者这那我你他她它们无每某么呢吗吧啊第届")
_DOUBTFUL = frozenset("和向有以其此之")
_NOT_LAST = frozenset(
    "任获到说被从向将把称曾已则便且并使让给副奖矿厂局所部队厅县镇乡区省滩杯册墙号垭堡业板性期总沟湾坪寨峡港里上站队子"
)
_VERB_THIRD = frozenset(
    "说任获被从在率为是向与和及等到对就把将也还又则便的曾已正以用凭靠因于由赴当守站拿称现原时同先副兼任列"
)
_SPELLING = frozenset(
    "喀呷吉克齐斯琴图苏和特达木娜仁高娃朝鲁孟呼赫乌云毕宝音那顺敖登满都"
    "艾尼瓦尔买提古丽木热孜阿布都拉力江吐逊库依明卡迪斯帕巴图格日勒扎西才旦卓玛仁青多吉次沙马哈里提合曼苏努肉汗别克塔娜其"
)
_FOREIGN = _SPELLING | frozenset(
    "阿埃爱安奥巴拜班邦保鲍贝本比彼毕宾波伯勃博查达戴丹道德登邓狄蒂顿恩费芬夫弗福盖甘冈戈格葛贡古瓜圭哈海汉豪赫亨洪胡霍基吉加贾杰金卡凯坎"
    "康考科克肯孔莱赖兰朗劳勒雷里理林琳伦罗洛吕麦芒毛门蒙米密莫默姆木穆纳奈南内尼涅宁纽努诺欧潘庞佩彭皮蒲普奇齐契恰乔钦琼丘曲屈荣茹儒瑞萨"
    "塞赛桑瑟山沃茨韦诺维奇舍施士史舒斯思松苏索泰坦汤唐陶特腾廷托瓦万维韦魏温文沃乌西希锡辛雅亚延耶叶伊因英尤约扎泽赞朱祖佐茨丽艾力买买琴图苏云其罕仁满"
)
_JOINS = frozenset("和等与及的是在为获任代")
# words that may follow a name at once
AFTER_NAME = re.compile(
    r"说|表示|介绍|指出|强调|认为|回忆|透露|告诉|谈到|坦言|感慨|感叹|笑着|指着|始终|任|担任|出任|兼任|现任|历任|当选|荣获|获|获评|被|从|在|率|主持|出席|参加|陪同|致辞|宣读|宣布|"
    r"代表|为|是|向|与|和|同|及|等|同志|先生|女士|一行|来到|走进|深入|赴|到|对|就|把|将|也|还|又|则|便|的|曾|已|正|以|用|凭|靠|因|于|由|分别|先后|领衔|讲话|发言|名列|不再|辞去|卸任|"
    r"会见|会谈|更是|更|蹲|坦言|夺魁|摘金|摘银|分列|会谈|调研|慰问|指导|检查|要求|勉励|感谢|肯定|入选|入职|上榜|登台|捧|摘|夺|斩获|这样|接过|递交|退休|接任|转任|调任|牵头|提出|主动|经常|坚持|身为|作为|包揽|摘得|收获|收到|喜获|"
    r"负责|参与|完成|当|成为|加入|进入|扎根|见证|演示|展示|堪称|就像|记得|盼望|带着|带领|带头|团结|守|站|拿|看着|望着|心里|身上|手里|父亲|母亲|所在|牵挂|感到|发现|开始|研发|设计|操作"
)
CERTAIN = re.compile(
    r"(?:说(?!明|法)|获(?!奖)|表示|介绍|指出|强调|任|担任|出任|兼任|荣获|获评|获得|同志|先生|女士|等\d|等[一二三四五六七八九十多]+[人名位]|主持|出席|致辞|宣读|会见|辞去|不再担任|入选|当选)"
)
UNUSUAL = (0.12, 0.35)  # off for one, two characters that given names hardly hold


@dataclass(frozen=True, slots=True)
class Guess:
    """A possible name [start, end) and how well it reads, 0..1."""

    start: int
    end: int
    score: float


def guesses(words: Words, start: int, surnames: frozenset[str]) -> tuple[Guess, ...]:
    """Names that may begin at a character, best first."""
    found = words.memo.get(start)
    if found is None:
        found = words.memo[start] = tuple(_guesses(words, start, surnames))
    return cast(tuple[Guess, ...], found)


def _guesses(words: Words, start: int, surnames: frozenset[str]) -> Iterator[Guess]:
    text = words.text
    ethnic = None if _DOTS.isdisjoint(text[start : start + 6]) else ETHNIC.match(text, start)
    if ethnic is not None and _foreign(text[start : _dotted_end(text, ethnic)]):
        yield Guess(start, _dotted_end(text, ethnic), 0.95)
        return
    run = start
    while run < start + 6 and text[run : run + 1] in _SPELLING:
        run += 1
    if 3 <= run - start <= 5 and text[run : run + 1] not in _DOTS and spelled(text[start:run]):
        yield Guess(start, run, 0.8)
        return
    if text[start : start + 2] in surnames:
        lengths: tuple[int, ...] = (4, 3)
    elif text[start : start + 1] in surnames:
        lengths = (3, 2)
    else:
        return
    found = [Guess(start, start + n, _score(words, start, start + n, n)) for n in lengths]
    if lengths == (3, 2) and found[0].score >= 0.6 and text[start + 2] not in _VERB_THIRD:
        found[1] = Guess(start, start + 2, found[1].score - 0.25)
    if lengths == (4, 3) and text[start] in surnames:
        found.append(Guess(start, start + 2, _score(words, start, start + 2, 2) - 0.1))
    found = [g for g in found if g.score > 0]
    if len(found) > 1:
        found.sort(key=lambda g: (-g.score, -g.end))
    yield from found


@lru_cache(maxsize=2_000)
def _foreign(name: str) -> bool:
    """True when no part of a name with a dot is made of common words."""
    if name[-1] in _NOT_LAST:
        return False
    return not any(
        len(w) > 1 and not common_tag(w).startswith("nr") and not set(w) <= _FOREIGN
        for w in rjieba.cut(re.sub("[·•・]", " ", name), False)
    )


def spelled(name: str) -> bool:
    """True for a name made of characters that spell Mongolian, Tibetan, Uyghur or foreign sounds: 斯琴图, 苏和巴特尔."""
    return set(name) <= _FOREIGN and not is_word(name) and common_tag(name)[:2] in ("", "nr", "ns", "nz")


def _dotted_end(text: str, match: re.Match[str]) -> int:
    """Where a name with dots ends: before a mark or a word that follows names, with the sounds that spell it, else
    after four characters."""
    dot = max(text.rfind(mark, match.start(), match.end()) for mark in "·•・")
    for end in range(dot + 2, match.end() + 1):
        if end == len(text) or text[end] in HARD or (end > dot + 2 and CERTAIN.match(text, end)):
            return end
    end = dot + 1
    while end < match.end() and text[end] in _FOREIGN:
        end += 1
    return end if end > dot + 1 else min(match.end(), dot + 5)


def best_name(words: Words, start: int, surnames: frozenset[str], least: float = 0.5) -> Guess | None:
    """The best name that begins at a character, None when none reads well enough."""
    found = guesses(words, start, surnames)
    return found[0] if found and found[0].score >= least else None


@cache
def not_names() -> frozenset[str]:
    """Words that look like a person's name and are none."""
    return frozenset(read_lists("persons")["not-name"])


@cache
def _characters(name: str) -> frozenset[str]:
    """The characters of a list of `persons.txt`."""
    return frozenset("".join(read_lists("persons")[name]))


@lru_cache(maxsize=20_000)
def common_tag(name: str) -> str:
    """Part of speech the dictionary gives a word that stands alone."""
    tagged = rjieba.tag(name)
    return str(tagged[0][1]) if len(tagged) == 1 else ""


def _score(words: Words, start: int, end: int, length: int) -> float:
    text = words.text
    name = text[start:end]
    if len(name) < length or _HANZI.fullmatch(name) is None or not _NOT_GIVEN.isdisjoint(name[1:]):
        return 0.0
    index = words.at(start)
    exact = words.starts[index] == start and words.ends[index] == end
    score = 0.45
    if exact and words.tags[index].startswith("nr"):
        score += 0.25
    if name in not_names():
        return 0.0
    if length == 3 and name[:2] in not_names() and common_tag(name[:2]) and name not in words.text[:start]:
        score -= 0.3
    if is_word(name) and not common_tag(name).startswith("nr"):
        score -= 0.32
    if name[0] in _characters("weak-surname"):
        score -= 0.2
    unusual = sum(c not in _characters("given") for c in name[length - 2 if length > 2 else 1 :])
    if unusual:
        score -= UNUSUAL[unusual - 1]
    if not _DOUBTFUL.isdisjoint(name[1:]) and not (length == 3 and end in words.cuts) and not exact:
        return 0.0
    if length >= 3 and name[-1] in _NOT_LAST:
        return 0.0
    after = text[end : end + 1]
    if end in words.cuts or (
        length == 3
        and after
        and after in _JOINS
        and text[end - 1] not in _VERB_THIRD
        and not AFTER_NAME.match(text, end - 1)
    ):
        score += 0.15
    elif end in words.edges:
        score += 0.05
    else:
        score -= 0.3
    verb = AFTER_NAME.match(text, end - 1) if length == 3 else None
    if verb is not None and verb.end() > end and not is_word(name[1:]):
        score -= 0.4
    if words.starts[index] != start and start not in words.cuts:
        score -= 0.3
    if not after or after in HARD or CERTAIN.match(text, end):
        score += 0.2
    elif AFTER_NAME.match(text, end):
        score += 0.08
    if after and after in "滩岭沟湾坪寨峡港镇村":
        return 0.0
    if after and after not in HARD and lexicon().head.match(text, end):
        score -= 0.35
    return score + (0.13 if length >= 3 else 0.0)
