"""Persons whose place in a row tells them: a column of names in lines (第一名 展鹏飞 炼铁厂), names behind a label
(完成人：丛林 闵大海), names set wide inside a line (研发总院姜 山摘金)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.nlp.gate import gated
from kg.nlp.lexicon import HARD, lexicon
from kg.nlp.person_names import AFTER_NAME, CERTAIN, Guess, called_name, not_names
from kg.nlp.person_spelling import dotted_end, spelled
from kg.nlp.words import Words, is_word

_FIELD = re.compile(r"[^ 　\t|｜\n]+")
_LABEL = gated(
    r"(?:完成人员?|发明人|设计人|主创人员)(?:为|有|是)?[：:]? ?"
    r"|(?:作者|获奖者|获得者|获奖人员?|教练员?|裁判长|联系人|负责人|责任人|参赛选手|选手|队员|成员|主讲人?|讲师|导师|受表彰者|任命人选)(?:为|有|是|名单)?[：:] ?"
)
_SEPARATOR = re.compile(r"[、，；]| (?=[一-龥])|和(?=[一-龥])")
_NAME = re.compile(
    r"[一-龥](?: [一-龥](?![一-龥])|[一-龥]{1,2}(?![一-龥])|[一-龥]{2,3}(?![一-龥]))|[一-龥]{1,5}(?:·[一-龥]{1,6}){1,3}"
)
_WIDE = re.compile(r"(?:^|(?<=[一-龥A-Za-z、，：；”》\n])) ?(?P<name>[一-龥] [一-龥])(?=[一-龥、，。；：（” \n]|$)")
_ALONE = re.compile(r"(?m)^(?:[一-龥]{2,4}|[一-龥]{1,5}·[一-龥]{1,6})$")
_LISTS = re.compile(
    r"(?:[一二三特金银铜]等?奖|第[一二三四五六七八九十]+名|冠军|亚军|季军|个人|[标尖]兵|能手|模范|工匠|先锋|楷模|员工|名单|获得者|获奖者|状元|党员|工作者)"
    r"(?:（[^（）\n]{1,8}）)?[：:]?$"
)
_CALLED = frozenset("工员师长手匠任理记席事监生人部队班组")
_NUMBERS = frozenset("一二三四五六七八九十")
_LEAST = 2  # lines that make a column


def row_names(words: Words, surnames: frozenset[str]) -> Iterator[tuple[Guess, str]]:
    """Names told by their place in a row, with the rule."""
    text = words.text
    yield from _columns(text, surnames)
    yield from _alone(words, surnames)
    for label in _LABEL.finditer(text):
        for start, end in _listed(text, label.end(), surnames):
            yield Guess(start, end, 0.85), "label"
    for match in _WIDE.finditer(text) if " " in text else ():
        start, end = match.span("name")
        joined = text[start] + text[end - 1]
        after = text[end : end + 1]
        goes_on = after in HARD or not after or words.border(end) or AFTER_NAME.match(text, end) is not None
        goes_on = goes_on and words.border(start) and text[start - 1 : start] not in _NUMBERS
        called = text[start - 1 : start] in _CALLED or CERTAIN.match(text, end) is not None
        common = (is_word(joined) or joined in not_names()) and not called
        if text[start] in surnames and goes_on and not common:
            yield Guess(start, end, 0.85), "wide"


def _alone(words: Words, surnames: frozenset[str]) -> Iterator[tuple[Guess, str]]:
    """Lines of nothing but a name under a line that says whom it lists: 一等奖, 先进个人（3名）, 劳动模范："""
    text, told = words.text, -1
    for line in _ALONE.finditer(text):
        above = text.rfind("\n", 0, max(0, line.start() - 1)) + 1
        if above != told and not _LISTS.search(text, above, max(above, line.start() - 1)):
            continue
        guess = called_name(words, line.start(), surnames)
        if guess is not None and guess.end == line.end():
            told = line.start()
            yield guess, "alone"


def _listed(text: str, start: int, surnames: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Names from `start` on, while marks part them."""
    while (match := _NAME.match(text, start)) is not None and _reads(match.group(), surnames):
        yield match.span()
        mark = _SEPARATOR.match(text, match.end())
        if mark is None:
            return
        start = mark.end()


def _columns(text: str, surnames: frozenset[str]) -> Iterator[tuple[Guess, str]]:
    """Runs of lines whose field at one place, counted from the left or the right, reads as a name in each."""
    rows: list[list[tuple[int, int]]] = []
    start = 0
    for line in [*text.split("\n"), ""]:
        fields = _fields(line, start) if 0 < len(line) <= 60 and "。" not in line else []
        start += len(line) + 1
        if len(fields) >= 2:
            rows.append(fields)
        elif line:
            yield from _names_of(text, rows, surnames)
            rows = []
    yield from _names_of(text, rows, surnames)


def _fields(line: str, start: int) -> list[tuple[int, int]]:
    found = [(start + m.start(), start + m.end()) for m in _FIELD.finditer(line)]
    merged: list[tuple[int, int]] = []
    for a, b in found:
        if merged and b - a == 1 and merged[-1][1] - merged[-1][0] == 1 and a - merged[-1][1] <= 2:
            merged[-1] = (merged[-1][0], b)
        else:
            merged.append((a, b))
    return merged


def _names_of(text: str, rows: list[list[tuple[int, int]]], surnames: frozenset[str]) -> Iterator[tuple[Guess, str]]:
    told: set[int] = set()
    for place in (0, 1, -1, -2):
        run: list[tuple[int, int]] = []
        for fields in [*rows, []]:
            field = fields[place] if -len(fields) <= place < len(fields) else None
            if field is not None and _reads(text[field[0] : field[1]], surnames):
                run.append(field)
                continue
            if len(run) >= _LEAST and 2 * sum(is_word(re.sub(" ", "", text[a:b])) for a, b in run) <= len(run):
                for a, b in run:
                    if a not in told:
                        told.add(a)
                        yield Guess(a, b, 0.9), "column"
            run = [] if field is None or not fields else run if _empty(text[field[0] : field[1]]) else []
    return


@cache
def _heads() -> tuple[str, ...]:
    return tuple(head for head in lexicon().kind if len(head) > 1)


def _empty(field: str) -> bool:
    return field in ("空缺", "/", "—", "-", "无")


def _reads(field: str, surnames: frozenset[str]) -> bool:
    """True when a field may be a person's name."""
    name = field.replace(" ", "")
    if name.endswith(_heads()):
        return False
    if dotted_end(name, 0) == len(name) or (2 <= len(name) <= 6 and spelled(name)):
        return True
    if not all("一" <= c <= "龥" for c in name):
        return False
    return (name[:1] in surnames and 2 <= len(name) <= 3) or (name[:2] in surnames and 3 <= len(name) <= 4)
