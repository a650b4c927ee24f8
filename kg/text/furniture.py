"""Page furniture: page numbers, rules and running heads, told apart from text and left out of every passage.

A running head is a line that comes back on a later page with the same words (numbers aside), or that stands next to a
page number and repeats words of the document's first lines. Its first appearance stays: it is the masthead.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.text.chars import HAN, ends_sentence
from kg.text.lines import Line

_NUMBER = re.compile(
    r"[-—–―－·•・~～\s.<>〈〉\[\]()（）]*(?:第\s*)?(?:\d{1,4}|[一二三四五六七八九十百]{1,4})\s*(?:页|頁|版)?"
    r"(?:\s*[/／|,，、共of]+\s*(?:第|共)?\s*(?:\d{1,4}|[一二三四五六七八九十百]{1,4})\s*(?:页|頁)?)?[-—–―－·•・~～\s.<>〈〉\[\]()（）]*"
    r"|(?:Page|PAGE|page)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)
_RULE = re.compile(r"[-—–―─━═=_＿﹍﹎~～*＊·.…·▬■□◆◇●○★☆\s]{3,}")
_FOLIO = re.compile(r"第?\s*(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s*(?:页|版)|[-—–·]\s*\d{1,4}\s*[-—–·]|\d+")
_BARE = re.compile(f"[^{HAN}A-Za-z]+")
_EDITOR = re.compile(
    r"(?:(?:本版|本期|责任|值班|执行|校对|版面|美术|图片|视觉)*(?:责任)?(?:编辑|责编|美编|校对|组版|版式|排版|审校|检校)[:：\s]|"
    r"(?:邮箱|电子邮箱|投稿邮箱|电话|传真|网址|邮编|地址|印刷|发行|准印证号|内部资料|国内统一刊号)[:：\s]).*"
)
HEAD_LINES = 5
MAX_HEAD = 60


def is_page_number(text: str) -> bool:
    """True for — 1 —, ·3·, 第2页, 12, 3/10, Page 3.

    >>> [is_page_number(t) for t in ("— 1 —", "·3·", "第2页", "4", "2021年", "十", "3594")]
    [True, True, True, True, False, False, True]
    """
    if len(text) > 24 or _NUMBER.fullmatch(text) is None:
        return False
    return any(c.isdigit() for c in text) or "页" in text or "頁" in text


def is_rule(text: str) -> bool:
    """True for a line drawn with signs.

    >>> is_rule("━━━━━━"), is_rule("——记者")
    (True, False)
    """
    return _RULE.fullmatch(text) is not None


def split_furniture(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Lines of text and lines of furniture. A line after furniture is marked `after_cut`."""
    keys = [_key(n.text) if len(n.text) <= MAX_HEAD else "" for n in lines]
    numbers = [is_page_number(n.text) for n in lines]
    heads = [k for k in keys[:HEAD_LINES] if len(k) >= 2]
    first: dict[str, int] = {}
    text: list[Line] = []
    furniture: list[Line] = []
    cut, skipped_gap = False, 0
    for i, line in enumerate(lines):
        out = is_rule(line.text) or (numbers[i] and _lonely(lines, numbers, i))
        key = keys[i]
        if not out and key and len(key) >= 2:
            border = line.fresh or _beside(numbers, lines, i)
            seen = key in first
            folio = _FOLIO.search(line.text) is not None and not ends_sentence(line.text)
            if i >= HEAD_LINES // 2 and not ends_sentence(line.text):
                known = seen or any(key in h or (len(h) >= 4 and h in key and folio) for h in heads if h != key or seen)
                out = known and (border or (seen and folio and _has_folio(line.text)))
            first.setdefault(key, i)
        if out:
            furniture.append(line)
            skipped_gap = max(skipped_gap, line.gap)
            cut = cut or not is_rule(line.text) or cut
            continue
        if cut:
            line = replace(line, after_cut=bool(text), gap=max(line.gap, skipped_gap))
        text.append(line)
        cut, skipped_gap = False, 0
    return text, furniture


def is_editor_line(text: str) -> bool:
    """True for lines of the makers: 编辑：…, 责任校对：…, 投稿邮箱：…"""
    return len(text) <= 80 and _EDITOR.match(text) is not None


def _key(text: str) -> str:
    return _BARE.sub("", _FOLIO.sub("", text))


def _has_folio(text: str) -> bool:
    return re.search(r"第\s*\S{1,4}\s*[页版期]|[-—·]\s*\d+\s*[-—·]|\d+\s*$|^\s*\d+", text) is not None


def _lonely(lines: list[Line], numbers: list[bool], i: int) -> bool:
    """A bare number is a page number when it stands alone, not in a column of numbers (a table read line by line)."""
    text = lines[i].text
    if not text.isdigit():
        return True
    before = i > 0 and numbers[i - 1] and lines[i - 1].text.isdigit()
    after = i + 1 < len(lines) and numbers[i + 1] and lines[i + 1].text.isdigit()
    if before or after:
        return False
    edge = i == 0 or i + 1 == len(lines)
    apart = lines[i].gap > 0 or lines[i].fresh or (i + 1 < len(lines) and (lines[i + 1].gap > 0 or lines[i + 1].fresh))
    return len(text) <= 3 and (edge or apart)


def _beside(numbers: list[bool], lines: list[Line], i: int) -> bool:
    """Next to a page number, or last before a new page."""
    near = (i > 0 and numbers[i - 1]) or (i + 1 < len(lines) and numbers[i + 1])
    return near or (i + 1 < len(lines) and lines[i + 1].fresh)
