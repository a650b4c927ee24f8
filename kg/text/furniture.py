"""Page furniture: page numbers, rules and running heads, told apart from text and left out of every passage.

A running head is a line that comes back on a later page with the same words (numbers aside), or that stands next to a
page number and repeats words of the document's first lines. Its first appearance stays: it is the masthead.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.text.chars import HAN, ends_sentence
from kg.text.dates import is_only_date
from kg.text.lines import Line

_NUMBER = re.compile(
    r"[-—–―－·•・~～\s.<>〈〉\[\]()（）]*(?:第\s*)?(?:\d{1,4}|[一二三四五六七八九十百]{1,4})\s*(?:页|頁|版)?"
    r"(?:\s*[/／|,，、共of]+\s*(?:第|共)?\s*(?:\d{1,4}|[一二三四五六七八九十百]{1,4})\s*(?:页|頁)?)?[-—–―－·•・~～\s.<>〈〉\[\]()（）]*"
    r"|(?:Page|PAGE|page)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)
_NUMBER_FIRST = frozenset("-—–―－·•・~～ .<>〈〉[]()（）第一二三四五六七八九十百0123456789Pp") | frozenset(
    "０１２３４５６７８９"
)
_RULE = re.compile(r"[-—–―─━═=_＿﹍﹎~～*＊·.…·▬■□◆◇●○★☆\s]{3,}")
_FOLIO = re.compile(r"第?\s*(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s*(?:页|版)|[-—–·]\s*\d{1,4}\s*[-—–·]|\d+")
_BARE = re.compile(f"[^{HAN}A-Za-z]+")
_EDITOR = re.compile(
    r"(?:(?:本版|本期|责任|值班|执行|校对|版面|美术|图片|视觉)*(?:责任)?(?:编辑|责编|美编|校对|组版|版式|排版|审校|检校)[:：\s]|"
    r"(?:邮箱|电子邮箱|投稿邮箱|电话|传真|网址|邮编|地址|印刷|发行|准印证号|内部资料|国内统一刊号)[:：\s]).*"
)
_PAGED = re.compile(r"第\s*\S{1,4}\s*[页版期]|[-—·]\s*\d+\s*[-—·]")
_FOLIO_MARK = re.compile(rf"{_PAGED.pattern}|\d\s*$|^\s*\d")
HEAD_LINES = 5
MAX_HEAD = 60


def is_page_number(text: str) -> bool:
    """True for — 1 —, ·3·, 第2页, 12, 3/10, Page 3.

    >>> [is_page_number(t) for t in ("— 1 —", "·3·", "第2页", "4", "2021年", "十", "3594")]
    [True, True, True, True, False, False, True]
    """
    if len(text) > 24 or text[0] not in _NUMBER_FIRST or _NUMBER.fullmatch(text) is None:
        return False
    return any(c.isdigit() for c in text) or "页" in text or "頁" in text


def is_rule(text: str) -> bool:
    """True for a line drawn with signs.

    >>> is_rule("━━━━━━"), is_rule("——记者")
    (True, False)
    """
    return _RULE.fullmatch(text) is not None


def split_furniture(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Lines of text and lines of furniture. A line after a page number or running head is marked `after_cut`."""
    numbers = [is_page_number(n.text) and _lonely(lines, i) for i, n in enumerate(lines)]
    heads = _running_heads(lines, numbers)
    text: list[Line] = []
    furniture: list[Line] = []
    cut, gap = False, 0
    for i, line in enumerate(lines):
        page = (numbers[i] or i in heads) and not line.row
        if page or is_rule(line.text):
            furniture.append(line)
            cut, gap = cut or page, max(gap, line.gap)
            continue
        if cut:
            line = replace(line, after_cut=bool(text), gap=max(line.gap, gap))
        text.append(line)
        cut, gap = False, 0
    return text, furniture


def _running_heads(lines: list[Line], numbers: list[bool]) -> set[int]:
    """Lines at a page's border, or with a page number in them, whose words stood there before or at the document's head."""
    masthead = [_key(n.text) if len(n.text) <= MAX_HEAD and "，" not in n.text else "" for n in lines[:HEAD_LINES]]
    known = set(masthead[: HEAD_LINES // 2])
    out: set[int] = set()
    for i, line in enumerate(lines):
        if numbers[i] or i < HEAD_LINES // 2 or len(line.text) > MAX_HEAD:
            continue
        border = line.fresh or _beside(lines, numbers, i)
        if not (border or _PAGED.search(line.text)) or ends_sentence(line.text):
            continue
        key = _key(line.text)
        if len(key) < 2:
            continue
        top = (line.fresh or (i > 0 and numbers[i - 1])) and not (
            i + 1 < len(lines) and is_only_date(lines[i + 1].text)
        )
        part = top and any(
            key in h or (len(h) >= 4 and h in key and _FOLIO_MARK.search(line.text))
            for h in masthead[:i]
            if len(h) >= 2
        )
        if key in known or part:
            out.add(i)
        known.add(key)
    return out


def is_editor_line(text: str) -> bool:
    """True for lines of the makers: 编辑：…, 责任校对：…, 投稿邮箱：…"""
    return len(text) <= 80 and _EDITOR.match(text) is not None


def _key(text: str) -> str:
    return _BARE.sub("", _FOLIO.sub("", text))


def _lonely(lines: list[Line], i: int) -> bool:
    """A bare number is a page number when it stands alone, not in a column of numbers (a table read line by line)."""
    text = lines[i].text
    if not text.isdigit():
        return True
    before = i > 0 and lines[i - 1].text.isdigit()
    last = i + 1 == len(lines)
    if len(text) > 3 or before or (not last and lines[i + 1].text.isdigit()):
        return False
    apart = lines[i].gap > 0 or lines[i].fresh
    return apart or i == 0 or last or lines[i + 1].gap > 0 or lines[i + 1].fresh


def _beside(lines: list[Line], numbers: list[bool], i: int) -> bool:
    """Next to a page number, or last before a new page."""
    if i + 1 < len(lines) and (numbers[i + 1] or lines[i + 1].fresh):
        return True
    return i > 0 and numbers[i - 1]
