"""Which lines belong together: wrapped lines are joined again, over page breaks and column breaks too.

A line goes on in the next one when its sentence is open and the line is as wide as its neighbours (it was full, so the
break says nothing), or when the sentence is plainly cut (a comma, an open bracket). Lists, rows and headings stay apart.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.text.chars import HAN, width
from kg.text.dates import is_only_date
from kg.text.furniture import is_editor_line
from kg.text.lines import Line
from kg.text.marks import (
    TABLE_NAME,
    is_byline,
    is_caption,
    is_heading_like,
    is_marked,
    is_masthead,
    numbering,
    opens_new,
)
from kg.text.spaces import cells, is_slashed

NEAR = 6
SLACK = 3
NARROWEST, WIDEST = 18, 130
_DONE = re.compile(r"[。！？!?…][”’」』﹄）)】〕\]\"']*$")
_HANGING = "，、。；：！？”’）》"
_SIGNS = re.compile("[，。；！？]")
_WORD_START = re.compile(r"[0-9A-Za-z.%‰/°℃-]+")
_LABEL = re.compile(f"[{HAN}]{{2,6}}(?:[（(][^（）()]{{1,8}}[）)])?[：:]")
_NAME_END = re.compile(
    r"(?:公司|集团|局|厂|院|所|部|处|室|队|组|会|站|段|车间|中心|班|报|刊|版|简报|视窗|专刊|之窗|通讯|通知|公告|决定|通报|纪要|名单|报告|奖|号|状|章)$"
)
_NEW_START = re.compile(r"关于|——|—|（|\(|第[一二三四五六七八九十\d]|(?:19|20)\d\d年|《")


def unspace(lines: list[Line]) -> list[Line]:
    """Undo a layout in which every line is followed by an empty one: there one blank line means nothing.

    Only where most lines have one width, as wrapped text has; paragraphs set apart by blank lines differ in length.
    """
    if len(lines) < 8:
        return lines
    spaced = sum(1 for n in lines[1:] if n.gap)
    if spaced < 0.8 * (len(lines) - 1):
        return lines
    widths = sorted(n.width for n in lines)
    top = widths[int(len(widths) * 0.9)]
    full = sum(1 for w in widths if top - 6 <= w <= top + 2)
    if full < 0.5 * len(lines) or top > WIDEST:
        return lines
    return [replace(n, gap=max(0, n.gap - 1)) for n in lines]


def joins(lines: list[Line]) -> list[bool]:
    """For each line whether it goes on the paragraph of the line before it."""
    full = _full(lines)
    prose = _prose(lines)
    laid = rows(lines)
    out = [False] * len(lines)
    for i in range(1, len(lines)):
        out[i] = _joins(lines, i, out[i - 1], full, prose, laid)
    return out


def _joins(lines: list[Line], i: int, started: bool, full: list[bool], prose: list[bool], laid: list[bool]) -> bool:
    a, b = lines[i - 1], lines[i]
    last = a.text[-1]
    if last in "：:；;" and (not full[i - 1] or numbering(b.text)):
        return False
    if laid[i] or laid[i - 1] or is_marked(b.text) or len(a.parts) > 1 or len(b.parts) > 1:
        return False
    if a.text[0] == "【" and last == "】":
        return False
    done = _DONE.search(a.text, max(0, len(a.text) - 6)) is not None
    wide = full[i - 1]
    if b.indent - a.indent >= 4 or (b.indent >= 2 and b.indent - a.indent >= 2 and (done or not wide)):
        return False
    if opens_new(b.text) or (
        len(a.text) <= 64 and (is_byline(a.text) or (is_caption(a.text) and done) or is_editor_line(a.text))
    ):
        return False
    if b.width > WIDEST and last not in "，、":
        return False
    pause = last in "，、,—" or _open(a.text)
    if not pause and _LABEL.match(b.text) and (not wide or _LABEL.match(a.text)):
        return False
    if i + 1 < len(lines) and is_heading_like(b.text) and is_only_date(lines[i + 1].text):
        return False
    if (
        not pause
        and not started
        and is_heading_like(a.text)
        and _narrower(lines, i)
        and not (b.after_cut and "，" in a.text)
    ):
        return False
    if b.after_cut or b.gap:
        if done or last in "；;：:" or numbering(b.text) or b.gap > 3:
            return False
        if _alone(lines, i) and is_heading_like(b.text) and not pause:
            return False
        if b.after_cut:
            return started or pause or (wide and prose[i - 1]) or "，" in a.text
        in_run = (
            started
            or ("，" in a.text and a.width >= 40 and b.width >= a.width - 10)
            or (i >= 2 and not a.gap and not _is_head(lines[i - 2], a))
        )
        return pause or (wide and ((prose[i - 1] and in_run) or (prose[i] and _cut_first_line(lines, i))))
    if done:
        return wide and started and prose[i - 1] and not _first_like(lines, i) and numbering(b.text) is None
    if last in "；;" and not wide:
        return False
    if wide and prose[i - 1]:
        return numbering(b.text) is None or (not is_heading_like(a.text) and not _item(b.text))
    if pause and numbering(b.text) is None:
        return True
    if started and _SIGNS.search(b.text) and not is_heading_like(b.text):
        return numbering(b.text) is None
    if "，" in a.text and (a.width >= 40 or len(lines) == 2) and _DONE.search(b.text) and not is_marked(a.text):
        return numbering(a.text) is None and numbering(b.text) is None
    return _two_line_head(lines, i, prose)


def _full(lines: list[Line]) -> list[bool]:
    """A line is full when neighbours end at the same column.

    It may be shorter by a Latin word that did not fit, or by an indent that was lost, and longer by a hanging sign.
    """
    widths = [n.width for n in lines]
    sizes = [len(n.text) for n in lines]
    out = []
    for i, w in enumerate(widths):
        if not NARROWEST <= w <= WIDEST:
            out.append(False)
            continue
        slack = SLACK
        if i + 1 < len(lines):
            slack += _word(lines[i + 1].text)
        if lines[i].gap or i == 0 or widths[i - 1] < w - 8 or _DONE.search(lines[i - 1].text):
            slack += 2 + w // 20
        over = 2 * SLACK
        near = widths[max(0, i - NEAR) : i] + widths[i + 1 : i + 1 + NEAR]
        size = sizes[i]
        out.append(
            any(-over <= v - w <= slack for v in near if v >= NARROWEST)
            or any(
                -1 <= v - size <= slack // 2
                for v in sizes[max(0, i - NEAR) : i] + sizes[i + 1 : i + 1 + NEAR]
                if v > 12
            )
        )
    return out


def _prose(lines: list[Line]) -> list[bool]:
    """A line stands in prose when enough lines around it, in the same block, hold a comma or full stop."""
    total = [0]
    for n in lines:
        total.append(total[-1] + (_SIGNS.search(n.text) is not None))
    out, start, stop = [], 0, 0
    for i, n in enumerate(lines):
        if n.gap:
            start = i
        if stop <= i:
            stop = i + 1
        while stop < len(lines) and stop - i < NEAR + 2 and not lines[stop].gap:
            stop += 1
        first = max(start, i - NEAR)
        out.append((total[stop] - total[first]) * 4 >= stop - first)
    return out


def rows(lines: list[Line]) -> list[bool]:
    """Lines laid out in columns: two and more cells, and a neighbour that looks the same."""
    counts = [_cell_count(n) for n in lines]
    out = []
    for i, c in enumerate(counts):
        near = (i > 0 and _alike(c, counts[i - 1]) and lines[i].gap <= 1) or (
            i + 1 < len(counts) and _alike(c, counts[i + 1]) and lines[i + 1].gap <= 1
        )
        out.append(near or (c >= 3 and numbering(lines[i].text) == "digit"))
    return out


def _alike(count: int, other: int) -> bool:
    """Two rows of wide gaps or bars; two rows of slashes (negative) only with as many cells."""
    return (count >= 2 and other >= 2) or (count <= -3 and count == other)


def _cell_count(line: Line) -> int:
    text = line.text
    barred = "｜" in text or "|" in text or "│" in text
    if line.width <= 120 and is_slashed(text):
        return -len(cells(text))
    if line.width > 240 or not (barred or "\u3000" in text or "  " in text or "\t" in text):
        return 0
    if TABLE_NAME.match(text) or is_masthead(text) or is_byline(text):
        return 0
    found = len(cells(text))
    if found < 3 and (is_marked(text) or (not barred and _SIGNS.search(text) is not None)):
        return 0
    return found


def _word(text: str) -> int:
    """Length of the Latin word or number a line opens with."""
    match = _WORD_START.match(text)
    return min(len(match[0]), 12) if match else 0


def _barred(text: str) -> bool:
    return "｜" in text or " | " in text or "│" in text


def _open(text: str) -> bool:
    """An opening bracket or quote without its other half near the end of the line."""
    tail = text[-WIDEST:]
    return any(tail.rfind(o) > tail.rfind(c) for o, c in ("（）", "()", "《》", "“”", "〔〕"))


def _alone(lines: list[Line], i: int) -> bool:
    """A block of one line."""
    return i + 1 == len(lines) or bool(lines[i + 1].gap)


def _first_like(lines: list[Line], i: int) -> bool:
    """A first line whose indent of two characters was lost is that much shorter than the full lines after it."""
    if i + 1 >= len(lines) or lines[i + 1].gap or _DONE.search(lines[i].text):
        return False
    return 3 <= lines[i + 1].width - lines[i].width <= 6


def _item(text: str) -> bool:
    """A numbered item proper, not a sentence that goes on with 3、4号机组 or （2023年版）."""
    return numbering(text) in ("han", "chapter", "hanround", "grand") or bool(re.match(r"\d{1,2}[.．]\s*\D", text))


def _narrower(lines: list[Line], i: int) -> bool:
    """Line i - 1 is too short to be the first line of the block that begins with line i."""
    column = lines[i].width - (2 if lines[i].text[-1] in _HANGING else 0)
    if i + 1 < len(lines) and not lines[i + 1].gap and column - 8 <= lines[i + 1].width:
        column = min(column, lines[i + 1].width)
    return column > lines[i - 1].width + 6 + column // 16 + _word(lines[i].text)


def _cut_first_line(lines: list[Line], i: int) -> bool:
    """A block of one line as wide as the first line of a paragraph set like the block after it."""
    a, b = lines[i - 1], lines[i]
    return (
        not _alone(lines, i)
        and 0 <= b.width - a.width <= 5
        and a.width >= 24
        and " " not in a.text
        and numbering(a.text) is None
    )


def _is_head(before: Line, line: Line) -> bool:
    return is_heading_like(before.text) and before.width < line.width - 8


def _two_line_head(lines: list[Line], i: int, prose: list[bool]) -> bool:
    """A title broken in two: two lines alone, of a kind, the first not complete in itself."""
    a, b = lines[i - 1], lines[i]
    lonely = (i == 1 or a.gap > 0) and _alone(lines, i)
    if not lonely or prose[i - 1] or not (is_heading_like(a.text) and is_heading_like(b.text)):
        return False
    if _NAME_END.search(a.text) or _NEW_START.match(b.text) or numbering(a.text) or is_marked(a.text):
        return False
    return 14 <= a.width <= 60 and b.width <= a.width + 2 and width(b.text) >= 6 and "　" not in b.text
