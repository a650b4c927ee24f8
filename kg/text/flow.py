"""Which lines belong together: wrapped lines are joined again, over page breaks and column breaks too.

A line goes on in the next one when its sentence is open and the line is as wide as its neighbours (it was full, so the
break says nothing), or when the sentence is plainly cut (a comma, an open bracket). Lists, rows and headings stay apart.
"""

from __future__ import annotations

import re

from kg.text.chars import HAN, width
from kg.text.dates import is_only_date
from kg.text.furniture import is_editor_line
from kg.text.layout import SIGNS, WIDEST, Layout, first_word
from kg.text.marks import is_byline, is_caption, is_heading_like, is_marked, numbering, opens_new

_HANGING = "，、。；：！？”’）》"
_PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"), ("〔", "〕"))
_LABEL = re.compile(f"[{HAN}]{{2,6}}(?:[（(][^（()）]{{1,8}}[）)])?[：:]")
_ITEM = re.compile(r"\d{1,2}[.．]\s*\D")
_SALUTATION = re.compile(r"(?:(?:集团|公司|总部|局|厂|院)?(?:所属)?各|全体|所属|机关|尊敬的)[^。；，]{1,40}[：:]")
_OPENING = re.compile(r"(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日)?[，、上下]|近日|日前|近期")
_NAME_END = re.compile(
    r"(?:公司|集团|局|厂|院|所|部|处|室|队|组|会|站|段|车间|中心|班|报|刊|版|简报|视窗|专刊|之窗|通讯|通知|公告|决定|通报|纪要|名单|报告|奖|号|状|章)$"
)
_FILE_NUMBER = re.compile(
    f"[{HAN}]{{2,10}}[〔［\\[（(](?:19|20)\\d\\d[〕］\\]）)](?:第)?\\d{{1,4}}号"
)  # 某组字〔2023〕21号
_NEW_START = re.compile(r"关于|——|—|（|\(|第[一二三四五六七八九十\d]|(?:19|20)\d\d年|《")


def joins(layout: Layout) -> list[bool]:
    """For each line whether it goes on the paragraph of the line before it."""
    out = [False] * len(layout.lines)
    for i in range(1, len(out)):
        if _is_new(layout, i, out[i - 1]):
            continue
        line = layout.lines[i]
        out[i] = (
            _goes_on_apart(layout, i, out[i - 1]) if line.gap or line.after_cut else _goes_on(layout, i, out[i - 1])
        )
    return out


def _is_new(layout: Layout, i: int, started: bool) -> bool:
    """Line i begins something new by its looks, or line i - 1 is complete by its looks."""
    a, b = layout.lines[i - 1], layout.lines[i]
    last = a.text[-1]
    wide, done = layout.full[i - 1], layout.done[i - 1]
    if (
        a.row
        or b.row
        or layout.row[i]
        or len(a.parts) > 1
        or len(b.parts) > 1
        or (layout.row[i - 1] and not _is_rest_of_row(layout, i))
    ):
        return True
    if last in "：:；;" and (not wide or numbering(b.text) or (not started and (last in "：:" or layout.done[i]))):
        return True
    if (
        opens_new(b.text)
        or _FILE_NUMBER.fullmatch(a.text)
        or _FILE_NUMBER.fullmatch(b.text)
        or _SALUTATION.fullmatch(b.text)
        or (b.width > WIDEST and last not in "，、")
        or (a.text[0] == "【" and last == "】")
    ):
        return True
    step = b.indent - a.indent
    if step >= 4 or (b.indent >= 2 and step >= 2 and (done or not wide)):
        return True
    if not started and (is_byline(a.text) or (done and is_caption(a.text)) or is_editor_line(a.text)):
        return True
    if wide and started:
        return _is_signature(layout, i)
    if _is_cut(a.text) or _is_rest_of_item(layout, i, started):
        return False
    if _LABEL.match(b.text) and (not wide or _LABEL.match(a.text)):
        return True
    if not started and _OPENING.match(b.text) and is_heading_like(a.text) and a.text[-1] not in "于在至从自和、，":
        return True
    if not started and is_heading_like(a.text) and _narrower(layout, i) and not (b.after_cut and "，" in a.text):
        return True
    return _is_signature(layout, i)


def _goes_on(layout: Layout, i: int, started: bool) -> bool:
    """Line i follows directly on line i - 1."""
    a, b = layout.lines[i - 1], layout.lines[i]
    wide, prose = layout.full[i - 1], layout.prose[i - 1]
    numbered = numbering(b.text)
    if layout.done[i - 1]:
        if not (layout.done[i] or layout.full[i]):
            return False
        if not (wide and prose) or numbered is not None or _first_like(layout, i):
            return False
        short = _widest(layout, i - 1) - a.width
        return short <= 5 if started else short <= 6 and b.width >= a.width + short - 2
    if wide and prose:
        return numbered is None or not (is_heading_like(a.text) or _is_item(b.text, numbered))
    if numbered is not None or a.text[-1] in "；;":
        return False
    if _is_rest_of_item(layout, i, started) or layout.row[i - 1]:
        return True
    if _is_cut(a.text) or (started and SIGNS.search(b.text) and not is_heading_like(b.text)):
        return True
    if "，" in a.text and (a.width >= 40 or len(layout.lines) == 2) and layout.done[i]:
        return not is_marked(a.text) and numbering(a.text) is None
    return _is_two_line_head(layout, i)


def _goes_on_apart(layout: Layout, i: int, started: bool) -> bool:
    """Blank lines or page furniture stand between the two lines."""
    a, b = layout.lines[i - 1], layout.lines[i]
    if layout.done[i - 1] or a.text[-1] in "；;：:" or b.gap > 3 or numbering(b.text):
        return False
    cut = _is_cut(a.text)
    if _is_alone(layout, i) and is_heading_like(b.text) and not cut:
        return False
    wide, prose = layout.full[i - 1], layout.prose[i - 1]
    if b.after_cut:
        return started or cut or (wide and prose) or "，" in a.text
    in_run = (
        started
        or ("，" in a.text and a.width >= 40 and b.width >= a.width - 10)
        or (i >= 2 and not a.gap and not _is_head(layout, i - 2))
    )
    return cut or (wide and ((prose and in_run) or (layout.prose[i] and _is_first_line(layout, i))))


def _is_cut(text: str) -> bool:
    """The sentence is plainly cut: a comma, a dash, or a bracket or quote without its other half."""
    if text[-1] in "，、,—":
        return True
    tail = text[-WIDEST:]
    return any(o in tail and tail.rfind(o) > tail.rfind(c) for o, c in _PAIRS)


def _is_rest_of_item(layout: Layout, i: int, started: bool) -> bool:
    """Line i - 1 reaches the margin of the text and is not complete: its name, item or heading goes on in line i."""
    a, b = layout.lines[i - 1], layout.lines[i]
    if not layout.margin[i - 1] or layout.done[i - 1] or b.gap or b.after_cut or a.text[-1] in "：:；;":
        return False
    if numbering(b.text) or b.width > a.width + 6:
        return False
    return started or numbering(a.text) is not None or a.text.startswith("本报讯") or _NAME_END.search(a.text) is None


def _is_rest_of_row(layout: Layout, i: int) -> bool:
    """A row that reaches the margin goes on in a line that is no row itself."""
    b = layout.lines[i]
    fits = layout.margin[i - 1] and not layout.done[i - 1] and not (b.gap or b.after_cut)
    return fits and numbering(b.text) is None and b.width <= layout.lines[i - 1].width


def _is_signature(layout: Layout, i: int) -> bool:
    """A short line before a line that is only a date."""
    following = layout.lines[i + 1] if i + 1 < len(layout.lines) else None
    return following is not None and is_only_date(following.text) and is_heading_like(layout.lines[i].text)


def _is_alone(layout: Layout, i: int) -> bool:
    """Line i ends its block."""
    return i + 1 == len(layout.lines) or bool(layout.lines[i + 1].gap)


def _widest(layout: Layout, i: int) -> int:
    """Width of the widest line of the block near line i: after a full stop only that tells a full line from a last one."""
    lines = layout.lines
    widest = lines[i].width
    for k in range(i - 1, max(-1, i - 5), -1):
        if lines[k + 1].gap:
            break
        widest = max(widest, lines[k].width)
    for k in range(i + 1, min(len(lines), i + 4)):
        if lines[k].gap:
            break
        widest = max(widest, lines[k].width)
    return widest


def _first_like(layout: Layout, i: int) -> bool:
    """A first line whose indent of two characters was lost is that much shorter than the full line after it."""
    if layout.done[i] or _is_alone(layout, i):
        return False
    return 3 <= layout.lines[i + 1].width - layout.lines[i].width <= 6


def _is_item(text: str, style: str) -> bool:
    """A numbered item proper, not a sentence that goes on with 3、4号机组 or （2023年版）."""
    return style in ("han", "chapter", "hanround", "grand") or _ITEM.match(text) is not None


def _narrower(layout: Layout, i: int) -> bool:
    """Line i - 1 is too short to be the first line of the block that begins with line i."""
    b = layout.lines[i]
    column = b.width - (2 if b.text[-1] in _HANGING else 0)
    if not _is_alone(layout, i) and column - 8 <= layout.lines[i + 1].width:
        column = min(column, layout.lines[i + 1].width)
    return column > layout.lines[i - 1].width + 6 + column // 16 + first_word(b.text)


def _is_first_line(layout: Layout, i: int) -> bool:
    """Line i - 1 is a block of its own, as wide as the first line of a paragraph set like the block after it."""
    a, b = layout.lines[i - 1], layout.lines[i]
    if a.width < 24 or " " in a.text or _is_alone(layout, i) or numbering(a.text) is not None:
        return False
    return not _narrower(layout, i) if layout.torn else 0 <= b.width - a.width <= 5


def _is_head(layout: Layout, i: int) -> bool:
    before, line = layout.lines[i], layout.lines[i + 1]
    return is_heading_like(before.text) and before.width < line.width - 8


def _is_two_line_head(layout: Layout, i: int) -> bool:
    """A title broken in two: two lines alone, of a kind, the first not complete in itself."""
    a, b = layout.lines[i - 1], layout.lines[i]
    lonely = (i == 1 or a.gap > 0) and _is_alone(layout, i)
    if not lonely or layout.prose[i - 1] or not (is_heading_like(a.text) and is_heading_like(b.text)):
        return False
    if _NAME_END.search(a.text) or _NEW_START.match(b.text) or numbering(a.text) or is_marked(a.text):
        return False
    return 14 <= a.width <= 60 and b.width <= a.width + 2 and width(b.text) >= 6 and "\u3000" not in b.text
