"""The lines of a text with their place, width and surroundings; vertical lines put together, doubled glyphs undone.

Everything later works on `Line`s. A line keeps the intervals of the original it is made of (`parts`), so that whatever
is joined, left out or moved still maps back.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from kg.text.chars import BLANK, HAN, WHITE, width

Parts = tuple[tuple[int, int], ...]
BREAK = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_EDGES = re.compile(f"^[{WHITE}]+|[{WHITE}]+$")
_UPRIGHT = re.compile(
    f"[{HAN}0-9A-Za-z]|[，、。：；！？“”‘’﹃﹄﹁﹂《》〈〉（）—·…︰﹕□■●◎○△▲◆◇★☆︱｜]|[—…]{{2}}|\\d{{2,4}}|[A-Za-z]{{2}}"
)
MAX_DOUBLED = 400


@dataclass(slots=True)
class Line:
    """One line without its outer white space. `gap`: blank lines before it; `indent`: columns of white space before it;
    `fresh`: a page begins here; `after_cut`: page furniture stood between it and the line before; `row`: the
    number of its row in a table that lost its columns, 0 for none."""

    text: str
    parts: Parts
    width: int
    indent: int = 0
    gap: int = 0
    fresh: bool = False
    after_cut: bool = False
    doubled: Parts = ()
    row: int = 0

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


def split_lines(
    text: str, page_starts: frozenset[int] = frozenset(), *, start: int = 0, stop: int | None = None
) -> list[Line]:
    """The non-blank lines of `text[start:stop]`, in order; `page_starts` are the positions where pages begin.

    >>> [(n.text, n.gap, n.indent) for n in split_lines(" 甲\\n\\n乙 ")]
    [('甲', 0, 1), ('乙', 1, 0)]
    """
    lines: list[Line] = []
    gap, fresh, position = 0, False, start
    end_of_text = len(text) if stop is None else stop
    starts = sorted(page_starts)
    page = 0
    for match in [*BREAK.finditer(text, start, end_of_text), None]:
        end_of_line = match.start() if match else end_of_text
        while page < len(starts) and starts[page] <= position:
            page, fresh = page + 1, True
        raw = text[position:end_of_line]
        content = raw.strip()
        indent, first = 0, position
        if content and (len(content) < len(raw) or not content.isprintable()):
            content = _EDGES.sub("", content)
            first = position + raw.index(content) if content else position
            indent = first - position + raw.count("\u3000", 0, first - position)
        if not content:
            gap += 1
        else:
            lines.append(Line(content, ((first, first + len(content)),), width(content), indent, gap, fresh))
            gap, fresh = 0, False
        if match is not None:
            fresh = fresh or match[0] == "\f"
            position = match.end()
    return lines


def join_upright(lines: list[Line]) -> list[Line]:
    """Runs of three and more lines of one sign each become one line (vertical headlines)."""
    out: list[Line] = []
    i = 0
    while i < len(lines):
        j = i
        while j < len(lines) and len(lines[j].text) <= 4 and (j == i or not lines[j].gap):
            if _UPRIGHT.fullmatch(lines[j].text) is None:
                break
            j += 1
        run = lines[i:j]
        if len(run) >= 3 and sum(len(n.text) == 1 for n in run) * 3 >= len(run) * 2 and _has_han(run):
            text = "".join(n.text for n in run)
            parts = tuple(p for n in run for p in n.parts)
            out.append(replace(run[0], text=text, parts=parts, width=width(text), gap=max(run[0].gap, 1)))
            if j < len(lines) and not lines[j].gap:
                lines[j] = replace(lines[j], gap=1)
            i = j
        else:
            out.extend(lines[i : max(j, i + 1)])
            i = max(j, i + 1)
    return out


def undouble(lines: list[Line]) -> list[Line]:
    """Lines in which every glyph run stands twice (bold made by printing twice) lose the second copy to `doubled`."""
    return [_undouble(n) if _is_even(n.text) else n for n in lines]


def _has_han(run: list[Line]) -> bool:
    return sum(1 for n in run if n.text >= "\u3400") >= 2


def _is_even(text: str) -> bool:
    if not 6 <= len(text) <= MAX_DOUBLED or text.count(text[0]) % 2 or len(set(text)) * 2 > len(text):
        return False
    counts = Counter(text)
    return all(n % 2 == 0 for c, n in counts.items() if not c.isspace() and c.isprintable())


def _undouble(line: Line) -> Line:
    solid = [i for i, c in enumerate(line.text) if BLANK.match(c) is None]
    glyphs = "".join(line.text[i] for i in solid)
    size = len(glyphs)
    if size < 8:
        return line
    longest = _squares(glyphs)
    if longest is None:
        return line
    keep = [False] * size
    position = 0
    for half in longest:
        keep[position : position + half] = [True] * half
        position += 2 * half
    kept: list[int] = []
    dropped: list[int] = []
    dead = {solid[k] for k in range(size) if not keep[k]}
    for i in range(len(line.text)):
        (dropped if i in dead else kept).append(i)
    text = "".join(line.text[i] for i in kept)
    return replace(
        line, text=text, parts=_place(line.parts, kept), doubled=_place(line.parts, dropped), width=width(text)
    )


def _squares(glyphs: str) -> list[int] | None:
    """The text as a chain of immediate repetitions (half lengths), the longest first; None when it is not one."""
    size = len(glyphs)
    step = [0] * (size + 1)
    step[size] = -1
    for i in range(size - 2, -1, -1):
        for half in range((size - i) // 2, 0, -1):
            if step[i + 2 * half] and glyphs.startswith(glyphs[i : i + half], i + half):
                step[i] = half
                break
    if size == 0 or not step[0]:
        return None
    out, position = [], 0
    while position < size:
        out.append(step[position])
        position += 2 * step[position]
    return out


def _place(parts: Parts, indices: list[int]) -> Parts:
    """The intervals of the original that hold the characters at these indices of a line."""
    positions = [p for a, b in parts for p in range(a, b)]
    out: list[tuple[int, int]] = []
    for i in indices:
        p = positions[i]
        if out and out[-1][1] == p:
            out[-1] = (out[-1][0], p + 1)
        else:
            out.append((p, p + 1))
    return tuple(out)
