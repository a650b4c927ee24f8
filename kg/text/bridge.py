"""A paragraph cut in two by a box, a caption or a headline set into its column is made whole; the intruder follows it.

Only where the page shows it: paragraphs begin with an indent (their first line is shorter), the first half ends inside a
sentence, and the second half begins with a full line.
"""

from __future__ import annotations

from kg.text.chars import CLOSERS, TERMINAL
from kg.text.compose import Draft
from kg.text.marks import is_caption, is_heading_like, numbering, opens_new

INTRUDERS = 2
INDENT = 3
_STOPS = frozenset(TERMINAL + CLOSERS + "；;：:")


def bridge(drafts: list[Draft]) -> list[Draft]:
    """The same paragraphs, halves joined over at most two short intruders."""
    if not _indented(drafts):
        return drafts
    out = list(drafts)
    i = 0
    while i < len(out):
        k = _second_half(out, i)
        if k is None:
            i += 1
            continue
        half = out.pop(k)
        whole = out[i]
        whole.text += half.text
        whole.origin += half.origin
        whole.lines += half.lines
    return out


def _indented(drafts: list[Draft]) -> bool:
    """Paragraphs of three and more lines mostly begin with a shorter line."""
    long = [d for d in drafts if d.lines >= 3]
    return len(long) >= 4 and sum(d.column - d.width >= INDENT for d in long) >= 0.6 * len(long)


def _second_half(drafts: list[Draft], i: int) -> int | None:
    first = drafts[i]
    if first.lines < 3 or first.row or first.text[-1] in _STOPS:
        return None
    k = i + 1
    while k < len(drafts) and k - i <= INTRUDERS and len(drafts[k].text) <= 40 and _intrudes(drafts[k].text):
        k += 1
    if k == i + 1 or k >= len(drafts):
        return None
    half = drafts[k]
    full = half.lines >= 2 and half.column - half.width < INDENT and abs(half.column - first.column) <= 4
    return k if full and not half.row and not opens_new(half.text) and numbering(half.text) is None else None


def _intrudes(text: str) -> bool:
    return is_caption(text) or is_heading_like(text)
