"""Glyphs to line segments: runs on one baseline without a gap that could be a gutter."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from kg.read.pdf.glyphs import Glyph

_GUTTER = 0.9  # a gap of this many type heights may part two columns
_WORD_GAP = 0.18  # a gap this wide between letters is a space
_WIDE_GAP = 0.7  # and one this wide an ideographic space
_LATELY = 8  # runs back in the stream to look for the words around a sign
_CLOSING = "）】》」』"  # after these an ideographic space is set half as wide
_LATIN = re.compile(r"[0-9A-Za-z.,;:!?%)\]'\"&/+-]$")
_LATIN_START = re.compile(r"^[0-9A-Za-z(\['\"&$]")


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text on one baseline with its box; `size` is its type height. Several cells of a table row are one."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def segments(found: list[Glyph]) -> list[Line]:
    """Runs of glyphs, in stream order first, then joined where a baseline simply goes on."""
    return joined(runs_of(found))


def line_of(texts: list[str]) -> str:
    """Wrapped lines as one: a space only between Latin words.

    >>> line_of(["中国铝", "业", "ISO", "9001"])
    '中国铝业ISO 9001'
    """
    whole = ""
    for text in texts:
        whole += f" {text}" if _LATIN.search(whole) and _LATIN_START.match(text) else text
    return whole


def runs_of(found: list[Glyph]) -> list[Line]:
    runs: list[list[Glyph]] = []
    for glyph in found:
        if runs and _goes_on(runs[-1], glyph):
            runs[-1].append(glyph)
        elif not glyph.char.isspace():
            runs.append([glyph])
    return [line for line in map(_line, _put_in(runs)) if line.text]


def _put_in(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Signs drawn apart from the words they stand between (quotes from another font, say) put in their place."""
    done: list[list[Glyph]] = []
    for run in runs:
        host = next((r for r in done[:-_LATELY:-1] if len(run) <= 2 and _has_room(r, run)), None)
        if host is None:
            done.append(run)
        else:
            at = next(i for i, glyph in enumerate(host) if glyph.x0 > run[0].x0)
            host[at:at] = run
    return done


def _has_room(host: list[Glyph], run: list[Glyph]) -> bool:
    """True when a short run stands inside another one of its height, where that leaves a gap for it."""
    first, last = run[0], run[-1]
    if not host[0].x0 < first.x0 < last.x1 < host[-1].x1 or abs(host[0].height - first.height) > 0.2 * first.height:
        return False
    if abs(host[0].y0 - first.y0) > 0.2 * first.height:
        return False
    slack = 0.25 * first.height
    return any(
        a.x1 - slack < first.x0 and last.x1 < b.x0 + slack and a.x0 < first.x0 < b.x0
        for a, b in itertools.pairwise(host)
    )


def upright_of(runs: list[Line]) -> set[Line]:
    """Single characters set one below the other, larger than the text around or close together: upright headlines."""
    sizes = sorted(run.size for run in runs)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    single = sorted((r for r in runs if len(r.text) == 1), key=lambda r: (round(r.x0 + r.x1), -r.middle))
    found: set[Line] = set()
    chain: list[Line] = []
    for run in [*single, None]:
        last = chain[-1] if chain else None
        if run is not None and last is not None and abs((last.x0 + last.x1) - (run.x0 + run.x1)) < 0.6 * run.size:
            pitch = last.middle - run.middle
            if 0.7 * run.size < pitch < 1.9 * run.size and 0.85 < last.size / (run.size or 1) < 1.18:
                chain.append(run)
                continue
        if len(chain) >= 3:
            tight = chain[0].middle - chain[-1].middle <= 1.2 * chain[0].size * (len(chain) - 1)
            if chain[0].size >= 1.25 * usual or tight:
                found.update(chain)
        chain = [run] if run is not None else []
    return found


def _goes_on(run: list[Glyph], glyph: Glyph) -> bool:
    last = run[-1]
    size, large = last.height, glyph.height
    if size > large:
        size, large = large, size
    size = max(size, 0.1)
    if large > 1.6 * size or overlap(last.y0, last.y1, glyph.y0, glyph.y1) < 0.5 * size:
        return False
    return -0.6 * size < glyph.x0 - last.x1 < _GUTTER * size


def _line(run: list[Glyph]) -> Line:
    while run and run[-1].char.isspace():
        run.pop()
    inner = _usual_gap(run)
    text, end, blank = run[0].char if run else "", run[0].x1 if run else 0.0, False
    for glyph in run[1:]:
        if glyph.char.isspace():
            blank = True
            continue
        text += _space(text[-1], glyph, glyph.x0 - end, inner, blank=blank) + glyph.char
        end, blank = glyph.x1, False
    sizes = sorted(g.height for g in run)
    return Line(
        text.strip(),
        min((g.x0 for g in run), default=0.0),
        min((g.y0 for g in run), default=0.0),
        max((g.x1 for g in run), default=0.0),
        max((g.y1 for g in run), default=0.0),
        sizes[len(sizes) // 2] if sizes else 0.0,
    )


def wide_space(gap: float, size: float) -> str:
    """The ideographic spaces that fill a gap: one for each type height, one to four."""
    return "\u3000" * min(4, max(1, round(gap / max(size, 0.1))))


def _space(before: str, glyph: Glyph, gap: float, inner: float, *, blank: bool) -> str:
    """The white space between two characters: drawn (`blank`) or, as some programs leave spaces out, a gap."""
    size = max(glyph.height, 0.1)
    if _is_han(before) and _is_han(glyph.char):
        if gap - inner > _WIDE_GAP * size:
            return wide_space(gap - inner, size)
        return " " if blank or gap - inner > _WORD_GAP * size else ""
    if _LATIN.search(before) and _LATIN_START.match(glyph.char):
        return " " if blank or gap > _WORD_GAP * size else ""
    if gap > _WIDE_GAP * size or (before in _CLOSING and gap - inner > 0.5 * _WIDE_GAP * size and _is_han(glyph.char)):
        return wide_space(gap, size)
    return " " if blank else ""


def _usual_gap(run: list[Glyph]) -> float:
    """What the Chinese characters of a run are usually set apart by: the median, 0 when they touch as a rule."""
    gaps = sorted(b.x0 - a.x1 for a, b in itertools.pairwise(run) if _is_han(a.char) and _is_han(b.char))
    return max(0.0, gaps[len(gaps) // 2]) if gaps else 0.0


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def joined(lines: list[Line]) -> list[Line]:
    """Segments that touch on one baseline made one, whatever order the file draws them in (a change of type, say)."""
    done: list[Line] = []
    for row in rows_of(lines):
        kept: list[Line] = []
        for line in row:
            gap = line.x0 - kept[-1].x1 if kept else 0.0
            size = min(kept[-1].size, line.size) if kept else 0.0
            if kept and _is_padded(kept[-1], line) and _WIDE_GAP * size < gap < 1.35 * size:
                kept[-1] = union(kept[-1], line, "\u3000")
            elif kept and (gap < 0.5 * size or (_spaced_letters(kept[-1], line) and gap < 4 * size)):
                kept[-1] = union(kept[-1], line, "" if gap < _WORD_GAP * size else " ")
            else:
                kept.append(line)
        done += kept
    return done


def _spaced_letters(left: Line, right: Line) -> bool:
    """Two large single characters side by side: a spaced-out headline such as 喜 报."""
    single = len(right.text) == 1 and all(len(part) == 1 for part in left.text.split(" "))
    return single and right.text.isalpha() and abs(left.size - right.size) < 0.2 * right.size and right.size > 16


def _is_padded(left: Line, right: Line) -> bool:
    """A name of two characters set as wide as one of three, such as 沈　洁."""
    alike = abs(left.size - right.size) < 0.1 * right.size
    return alike and len(left.text) == 1 and _is_han(left.text) and _is_han(right.text[0])


def rows_of(lines: list[Line], *, near: float = 0.35) -> list[list[Line]]:
    """Segments grouped by baseline (within `near` type heights), from the top; in each row from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda s: (-s.middle, s.x0, s.text)):
        row = rows[-1] if rows else []
        if row and abs(row[0].middle - line.middle) < near * min(row[0].size, line.size):
            row.append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda s: (s.x0, s.text)) for row in rows]


def alike(upper: Line, lower: Line) -> bool:
    """True when two lines are of about one type height."""
    return 0.8 < (upper.size or 1) / (lower.size or 1) < 1.25


def union(a: Line, b: Line, between: str) -> Line:
    return Line(
        f"{a.text}{between}{b.text}",
        min(a.x0, b.x0),
        min(a.y0, b.y0),
        max(a.x1, b.x1),
        max(a.y1, b.y1),
        max(a.size, b.size),
    )


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    return min(a1, b1) - max(a0, b0)
