"""Which white space inside a line means something and which is padding.

Padding: inside a spaced-out name (赵 桐), between digits and Chinese (4 月 22 日), beside Chinese punctuation.
Meaning: between complete items (梁杰忠 陈伟彬), between Latin words, wide gaps between columns.
"""

from __future__ import annotations

import re

from kg.text.chars import BLANK, CLOSERS, HAN, OPENERS, SURNAMES

SHOWN = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")
_HAN = re.compile(f"[{HAN}]")
_WORD = re.compile(f"[{HAN}0-9A-Za-z]")
_TIGHT_AFTER = frozenset("，、。；：！？" + OPENERS)
_TIGHT_BEFORE = frozenset("，、。；：！？" + CLOSERS)
_CREDIT = frozenset("摄文图绘画作")
_POST = re.compile(r"(?:长|书记|经理|主任|主席|总裁|工程师|技师|秘书|同志|记者|通讯员|总监|员)$")


def inner_spaces(text: str) -> list[tuple[int, int, bool]]:
    """The runs of white space inside a line as (start, end, does it stay as one space).

    >>> [keep for _, _, keep in inner_spaces("4 月 22 日，□ 赵 桐 李 哲 梁杰忠 陈伟彬")]
    [False, False, False, False, False, True, False, True, True]
    """
    if " " not in text and text.isprintable():
        return []
    gaps = [m.span() for m in BLANK.finditer(text)]
    if not gaps:
        return []
    bounds = [0, *(p for gap in gaps for p in gap), len(text)]
    tokens = [text[bounds[i] : bounds[i + 1]] for i in range(0, len(bounds), 2)]
    keep = [_stays(tokens[k], tokens[k + 1], _columns(text, *gaps[k])) for k in range(len(gaps))]
    _pair_singles(tokens, [_columns(text, *g) for g in gaps], keep)
    return [(a, b, k and SHOWN.search(text, a, b) is not None) for (a, b), k in zip(gaps, keep, strict=True)]


def cells(text: str) -> list[tuple[int, int]]:
    """The cells of a line laid out as a table row: parts between bars or wide gaps that are no padding of a name.

    >>> [[t[a:b] for a, b in cells(t)] for t in ("奖级 | 小组 | 课题", "陈　香　炼钢工")]
    [['奖级', '小组', '课题'], ['陈　香', '炼钢工']]
    """
    cuts = [m.span() for m in (_SLASH if is_slashed(text) else _BAR).finditer(text)]
    cuts += [(a, b) for a, b, keep in inner_spaces(text) if keep and _columns(text, a, b) >= 2]
    out, position = [], 0
    for start, end in [*sorted(cuts), (len(text), len(text))]:
        if start > position:
            out.append((position, start))
        position = max(position, end)
    return out


def is_slashed(text: str) -> bool:
    """True for a line of three and more short parts between slashes that is no address, date or sentence.

    >>> is_slashed("荣誉名称/授予单位/年份"), is_slashed("2021/4/30"), is_slashed("文/图")
    (True, False, False)
    """
    return text.count("/") >= 2 and _SLASHED.fullmatch(text) is not None and _HAN.match(text) is not None


_SLASH = re.compile(r"/")
_SLASHED = re.compile(r"[^/，。；：:]{2,30}(?:/[^/，。；：:]{1,30}){2,9}")
_BAR = re.compile(r"[\s]*[|｜│┃][\s]*")


def _columns(text: str, start: int, end: int) -> int:
    return (end - start) + text.count("\u3000", start, end) + 3 * text.count("\t", start, end)


def _stays(left: str, right: str, columns: int) -> bool:
    """The rule for one gap, single Chinese characters aside."""
    a, b = left[-1:], right[:1]
    if not a or not b:
        return False
    if a in _TIGHT_AFTER or b in _TIGHT_BEFORE:
        return False
    wide = columns >= 2
    if a.isascii() and b.isascii():
        if a.isdigit() and b.isdigit():
            return wide or not _groups(left, right)
        return a.isalnum() or b.isalnum() or wide
    if a in CLOSERS or b in OPENERS or not _WORD.match(a) or not _WORD.match(b):
        return wide
    if _HAN.match(a) and _HAN.match(b):
        return not (a in SURNAMES and _POST.search(left[:-1]) is not None and _lone(right) and columns <= 2)
    return wide


def _lone(right: str) -> bool:
    return right[0] not in _CREDIT and right[0] not in "一二三四五六七八九十"


def _groups(left: str, right: str) -> bool:
    """1 300 or 10 000: thousands set apart."""
    tail = re.search(r"(?<![\d.])\d{1,3}$", left)
    return tail is not None and re.match(r"\d{3}(?!\d)", right) is not None


def _pair_singles(tokens: list[str], columns: list[int], keep: list[bool]) -> None:
    """Decide the gaps between single Chinese characters: names of two, spaced-out words, credits."""
    k = 0
    while k < len(keep):
        if not (_ends_single(tokens[k]) and _starts_single(tokens[k + 1])):
            k += 1
            continue
        last = k
        while (
            last + 1 < len(keep)
            and len(tokens[last + 1]) == 1
            and _HAN.match(tokens[last + 1])
            and _starts_single(tokens[last + 2])
        ):
            last += 1
        run = [tokens[k][-1], *(t[0] for t in tokens[k + 1 : last + 2])]
        if len(run) > 2 and run[-1] in _CREDIT:
            keep[last] = True
            _decide(run[:-1], columns[k:last], keep, k)
        else:
            _decide(run, columns[k : last + 1], keep, k)
        k = last + 1


def _decide(run: list[str], columns: list[int], keep: list[bool], first: int) -> None:
    paired = len(run) >= 4 and len(run) % 2 == 0 and all(c in SURNAMES for c in run[::2])
    uneven = len(set(columns)) > 1
    for i in range(len(run) - 1):
        keep[first + i] = (i % 2 == 1) if paired else (uneven and columns[i] > min(columns))


def _ends_single(token: str) -> bool:
    return bool(_HAN.match(token[-1:])) and (len(token) == 1 or not _WORD.match(token[-2]))


def _starts_single(token: str) -> bool:
    return bool(_HAN.match(token[:1])) and (len(token) == 1 or not _WORD.match(token[1]))
