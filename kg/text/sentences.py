"""Sentences of a re-flowed text: Chinese and Latin punctuation, closing quotes kept, titles and short asides unbroken."""

from __future__ import annotations

import re

from kg.text.chars import BLANK

LONGEST = 600
_END = re.compile(r"[。！？!?]+[”’」』﹄）)】〕》]*|…{1,2}[”’」』]*(?=[\u4e00-\u9fff“])|[.](?=\s+[A-Z“])")
_SAYS = re.compile(r"[^，。！？；：“”]{0,24}?(?:说|道|称|表示|介绍|回忆|坦言|感慨|强调|指出|笑着|写道|告诉)")
SHORT_ASIDE = 80


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of one paragraph `text[start:end]`; together they cover all but white space.

    >>> text = "他说：“走！我们走。”大家走了。（见《走。走》）"
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['他说：“走！我们走。”', '大家走了。（见《走。走》）']
    """
    out: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if stop <= begin or _inside(text, begin, match.start(), stop, end) or _goes_on(text, begin, match, end):
            continue
        _emit(text, begin, stop, out)
        begin = stop
    if begin < end:
        tail = text[begin:end].strip()
        if (
            out
            and tail
            and tail[0] in "（("
            and tail[-1] in "）)"
            and len(tail) <= SHORT_ASIDE
            and out[-1][1] - out[-1][0] < LONGEST
        ):
            begin = out.pop()[0]
        _emit(text, begin, end, out)
    return out


def _inside(text: str, begin: int, mark: int, stop: int, end: int) -> bool:
    """The sign stands inside a title or a short aside that began in this sentence and closes soon after."""
    low = max(begin, mark - 200)
    for opening, closing in (("《", "》"), ("（", "）"), ("(", ")")):
        left = text.rfind(opening, low, mark)
        if left >= 0 and text.rfind(closing, left, mark) < 0:
            right = text.find(closing, mark, min(end, left + SHORT_ASIDE + 1))
            if right >= stop or (right >= 0 and opening == "《"):
                return True
    left = text.rfind("“", low, mark)
    if left < 0 or text.rfind("”", left, mark) >= 0:
        return False
    if "”" in text[mark:stop]:
        return False
    right = text.find("”", stop, min(end, left + SHORT_ASIDE + 1))
    return right >= 0


def _goes_on(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """After a closing quote the sentence may go on: with its speaker, or because the quote is only a part of it."""
    mark = match.group()
    if mark[-1] not in "”’」』﹄" or match.end() >= end or text[match.end()] in "\n（(":
        return False
    if _SAYS.match(text, match.end(), min(end, match.end() + 40)) is not None:
        return True
    left = text.rfind("“", begin, match.start())
    if left < 0:
        return False
    before = text[left - 1] if left > begin else ""
    quote = match.end() - left
    if mark[0] in "！？!?":
        return (before != "" and before not in "：:，,。") or (before == "" and quote <= 20)
    return (
        before not in ("", "：", ":", "，", ",", "。", "—") and quote <= 40 and text[match.end()] in "，、；的等为是称"
    )


def _emit(text: str, start: int, end: int, out: list[tuple[int, int]]) -> None:
    """Add one sentence without its outer white space, cut where it is longer than LONGEST."""
    while start < end and BLANK.match(text[start]):
        start += 1
    while end > start and BLANK.match(text[end - 1]):
        end -= 1
    while end - start > LONGEST:
        cut = _soft(text, start, start + LONGEST)
        out.append((start, cut))
        start = cut
        while start < end and BLANK.match(text[start]):
            start += 1
    if start < end:
        out.append((start, end))


def _soft(text: str, start: int, limit: int) -> int:
    """The best place to cut before `limit`: after ； else ， else 、 else white space, else at the limit."""
    window = text[start + LONGEST // 3 : limit]
    for signs in ("；;", "，,", "、", " "):
        best = max(window.rfind(s) for s in signs)
        if best >= 0:
            return start + LONGEST // 3 + best + 1
    return limit
