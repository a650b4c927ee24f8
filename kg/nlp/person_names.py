"""One question: does a person's name begin here, and where does it end?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import cast

from kg.nlp.gate import gated
from kg.nlp.lexicon import HARD, read_lists
from kg.nlp.person_spelling import DOTS, common_tag, dotted_end, sounds, spelled_end
from kg.nlp.words import Words, is_word
from kg.value import value

_HANZI = re.compile("[一-龥]+")
_NOT_GIVEN = frozenset("的了是在与及等对将把被说并也都就不很还或者这那我你他她它们无每某么呢吗吧啊第届")
_DOUBTFUL = frozenset("和向有以其此之从")
_NOT_LAST = frozenset(
    "任获到说被从向将把称曾已则便且并使让给副奖矿厂局所部队厅县镇乡区省滩杯册墙号垭堡业板性期总沟湾坪寨峡港里上站队子坝段工员"
)
_VERB_THIRD = frozenset(
    "说任获被从在率为是向与和及等到对就把将也还又则便的曾已正以用凭靠因于由赴当守站拿称现原时同先副兼任列"
)
_JOINS = frozenset("和等与及的是在为获任代")
# words that may follow a name at once
AFTER_NAME = gated(
    r"说|今年|之一|进厂|入厂|出生|生于|师徒|夫妇|父子|兄弟|一家|毕业|表示|介绍|指出|强调|认为|回忆|透露|告诉|谈到|坦言|感慨|感叹|笑着|指着|始终|任|担任|出任|兼任|现任|历任|当选|荣获|获|获评|被|从|在|率|主持|出席|参加|陪同|致辞|宣读|宣布|"
    r"代表|为|是|向|与|和|同|及|等|同志|先生|女士|一行|来到|走进|深入|赴|到|对|就|把|将|也|还|又|则|便|的|曾|已|正|以|用|凭|靠|因|于|由|分别|先后|领衔|讲话|发言|名列|不再|辞去|卸任|"
    r"会见|会谈|更是|更|蹲|坦言|夺魁|摘金|摘银|分列|会谈|调研|慰问|指导|检查|要求|勉励|感谢|肯定|入选|入职|上榜|登台|捧|摘|夺|斩获|这样|接过|递交|退休|接任|转任|调任|牵头|提出|主动|经常|坚持|身为|作为|包揽|摘得|收获|收到|喜获|"
    r"负责|参与|完成|当|成为|加入|进入|扎根|见证|演示|展示|堪称|就像|记得|盼望|带着|带领|带头|团结|守|站|拿|看着|望着|心里|身上|手里|父亲|母亲|所在|牵挂|感到|发现|开始|研发|设计|操作"
)
CERTAIN = gated(
    r"(?:说(?!明|法)|获(?!奖)|表示|介绍|指出|强调|任|担任|出任|兼任|荣获|获评|获得|同志|先生|女士|等\d|等[一二三四五六七八九十多]+[人名位]|主持|出席|致辞|宣读|会见|辞去|不再担任|入选|当选)"
)
_FIRM_AFTER = re.compile(r"（[一-龥]{2,4}）[一-龥]{0,14}?(?:有限|股份|公司|集团)")
_TITLES = frozenset(
    "老师 师傅 大师 教授 院士 书记 主任 经理 总工 队长 班长 组长 厂长 矿长 段长 站长 所长 院长 部长 处长 科长 局长 校长 行长 主席 董事 总监 医生 护士 先生 女士 "
    "大哥 大姐 大爷 大叔 大妈 阿姨 奶奶 爷爷 老人 老板 同学".split()
)
_ENDS = frozenset({"", *"，、。；：（）\n 　"})
HARD_OR_END = frozenset({"", *HARD})
UNUSUAL = (0.12, 0.35)  # off for one, two characters that given names hardly hold


@value
class Guess:
    """A possible name [start, end) and how well it reads, 0..1; `doubt` was taken off the score because the name or its
    surname is a common word."""

    start: int
    end: int
    score: float
    doubt: float = 0.0


def guesses(words: Words, start: int, surnames: frozenset[str]) -> tuple[Guess, ...]:
    """Names that may begin at a character, best first."""
    found = words.memo.get(start)
    if found is None:
        text = words.text
        opens = text[start : start + 1] in _openers(surnames) or not DOTS.isdisjoint(text[start : start + 6])
        found = words.memo[start] = tuple(_guesses(words, start, surnames)) if opens else ()
    return cast(tuple[Guess, ...], found)


@lru_cache(maxsize=8)
def _openers(surnames: frozenset[str]) -> frozenset[str]:
    """The characters a name without a dot can begin with."""
    return frozenset(surname[0] for surname in surnames) | sounds()


def _guesses(words: Words, start: int, surnames: frozenset[str]) -> Iterator[Guess]:
    text = words.text
    dotted = None if DOTS.isdisjoint(text[start : start + 6]) else dotted_end(text, start)
    if dotted is not None:
        yield Guess(start, dotted, 0.95)
        return
    spelled = spelled_end(text, start)
    if spelled is not None and words.tags[words.at(start)] not in ("ns", "nz", "nt"):
        sure = text[spelled : spelled + 1] in HARD_OR_END or CERTAIN.match(text, spelled) is not None
        if sure or words.border(spelled) or AFTER_NAME.match(text, spelled):
            yield Guess(start, spelled, 0.8 if sure or spelled - start >= 4 else 0.6)
            return
    if text[start : start + 2] in surnames:
        lengths: tuple[int, ...] = (4, 3)
    elif text[start : start + 1] in surnames:
        lengths = (3, 2)
    else:
        return
    found = [_guess(words, start, n, 2 if lengths == (4, 3) else 1) for n in lengths]
    long, short = found
    if lengths == (3, 2) and long.score >= 0.6:
        closed = text[long.end : long.end + 1] in HARD_OR_END and text[start + 2] != "时"
        if not closed and (text[start + 2] == "为" or text[start + 2] in _characters("not-given")):
            found[0] = Guess(start, long.end, long.score - 0.5, long.doubt)
        elif text[start + 2] not in _VERB_THIRD:
            found[1] = Guess(start, short.end, short.score - 0.25, short.doubt)
    if lengths == (4, 3) and max(long.score, short.score) < 0.5 and text[start] in surnames:
        one = _guess(words, start, 2, 1)
        found.append(Guess(start, one.end, one.score - 0.1, one.doubt))
    if lengths == (4, 3) and long.score and text[long.end : long.end + 1] in HARD:
        found[1] = Guess(start, short.end, short.score - 0.3, short.doubt)
    found = [g for g in found if g.score > 0]
    if len(found) > 1:
        found.sort(key=lambda g: (-g.score, -g.end))
    yield from found


def closes(words: Words, end: int) -> bool:
    """True where a name may end: before a mark, a word that follows names, or a verb, adverb, preposition, particle.

    >>> from kg.nlp.words import read_words
    >>> closes(read_words("周启明擦了把汗"), 3), closes(read_words("周家峁煤矿"), 2)
    (True, False)
    """
    text = words.text
    if text[end : end + 1] in HARD_OR_END or AFTER_NAME.match(text, end):
        return True
    if end in words.cuts and text[end] in _characters("not-given"):
        return True
    index = words.at(end)
    return words.starts[index] == end and words.tags[index][:1] in ("v", "d", "p", "c", "u", "r")


def best_name(words: Words, start: int, surnames: frozenset[str], least: float = 0.5) -> Guess | None:
    """The best name that begins at a character, None when none reads well enough."""
    found = guesses(words, start, surnames)
    return found[0] if found and found[0].score >= least else None


def called_name(words: Words, start: int, surnames: frozenset[str], least: float = 0.5) -> Guess | None:
    """As `best_name` where a name must begin, as behind a post: a surname that is a common word counts as any other, and
    so does a noun that a mark or a word sure to follow names ends."""
    found = [_called(words, g) for g in guesses(words, start, surnames)]
    best = max(found, key=lambda g: (g.score, g.end), default=None)
    return best if best is not None and best.score >= least else None


def _called(words: Words, guess: Guess) -> Guess:
    if not guess.doubt:
        return guess
    name = words.text[guess.start : guess.end]
    sure = words.text[guess.end : guess.end + 1] in _ENDS or CERTAIN.match(words.text, guess.end) is not None
    if not sure and (len(name) == 2 or is_word(name)):
        return guess
    if is_word(name) and common_tag(name)[:1] not in ("n", "t", "s", "a", "m"):
        return guess
    return Guess(guess.start, guess.end, guess.score + guess.doubt)


@cache
def not_names() -> frozenset[str]:
    """Words that look like a person's name and are none."""
    return frozenset(read_lists("persons")["not-name"])


@cache
def _characters(name: str) -> frozenset[str]:
    """The characters of a list of `persons.txt`."""
    return frozenset("".join(read_lists("persons")[name]))


def _guess(words: Words, start: int, length: int, surname: int) -> Guess:
    score, doubt = _score(words, start, start + length, length, surname)
    return Guess(start, start + length, score, doubt)


def _score(words: Words, start: int, end: int, length: int, surname: int) -> tuple[float, float]:
    """How well [start, end) reads as a name, and what was taken off because it is a word, or its surname one."""
    text = words.text
    name = text[start:end]
    if len(name) < length or _HANZI.fullmatch(name) is None or not _NOT_GIVEN.isdisjoint(name[1:]):
        return 0.0, 0.0
    after = text[end : end + 1]
    if length >= 3 and name[-1] in _NOT_LAST:
        return 0.0, 0.0
    if after and (
        after in "滩岭沟湾坪坝寨峡港镇村奖·•・" or (after in "矿厂" and text[end + 1 : end + 2] not in ("长", "工"))
    ):
        return 0.0, 0.0
    index = words.at(start)
    exact = words.starts[index] == start and words.ends[index] == end
    if not exact and not _DOUBTFUL.isdisjoint(name[1:]) and not (length == 3 and end in words.cuts):
        return 0.0, 0.0
    certain = CERTAIN.match(text, end) is not None
    score, doubt = 0.45, 0.0
    unusual = sum(map(_characters("not-given").__contains__, name[surname:]))
    usual = _characters("given").issuperset(name[surname:])
    if exact and words.tags[index].startswith("nr"):
        score += 0.25
    elif usual and words.ends[index] == start + surname and words.ends[index + 1 : index + 2] == (end,):
        score += 0.1
    if name in not_names():
        if not certain:
            return 0.0, 0.0
        doubt += 0.5
    if length == 3 and name[:2] in not_names() and common_tag(name[:2]) and text.find(name, 0, start) < 0:
        score -= 0.3
    if is_word(name) and not common_tag(name).startswith("nr"):
        doubt += 0.32
    if name[0] in _characters("weak-surname"):
        doubt += 0.2
        if is_word(text[max(0, start - 1) : start + 1]) or is_word(text[max(0, start - 2) : start + 1]):
            score -= 0.5  # 执行官|周
    if unusual:
        score -= UNUSUAL[min(unusual, 2) - 1]
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
    if length == 3 and not usual and is_word(name[1:]):
        score -= 0.15  # 冷|知识
    if length == 3 and (AFTER_NAME.fullmatch(name[1:]) or name[1:] in _TITLES):
        score -= 0.5  # 阳|表示, 梁|同志, 章|老师
    verb = AFTER_NAME.match(text, end - 1) if length == 3 else None
    if verb is not None and verb.end() > end and not is_word(name[1:]):
        score -= 0.4
    if name[-1] == "可" and words.tags[words.at(end)][:1] == "v":
        score -= 0.4  # 可持续, 可再生
    if words.starts[index] != start and start not in words.cuts:
        score -= 0.3
    if not after or after in HARD or certain:
        score += 0.2
    elif AFTER_NAME.match(text, end):
        score += 0.08
    if after == "（" and _FIRM_AFTER.match(text, end):  # 高诺（衡阳）发展有限公司
        return 0.0, 0.0
    if surname == 2 and start and words.starts[index] != start - 1 and is_word(text[start - 1 : start + 1]):
        score -= 0.5  # 工长|孙文
    if after and after not in HARD and end in words.heads:
        score -= 0.35
    return score + (0.13 if length >= 3 else 0.0) - doubt, doubt


def usual(name: str) -> bool:
    """True when the characters behind a surname of one character are usual in given names."""
    return _characters("given").issuperset(name[1:])
