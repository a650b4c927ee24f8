"""Lines of a page to blocks in reading order: columns are read one after the other, headlines across them first.

The order follows T. Breuel, High Performance Document Layout Analysis (2003): a block comes before another when it stands
above it in the same column, or to its left with nothing between them, in height, that spans both.
"""

from __future__ import annotations

from kg.read.pdf.columns import Gutter, find_gutters, lone_headlines
from kg.read.pdf.lines import Line, alike

Block = list[Line]
_REACH = 2.5  # type heights over which a column may go on after a paragraph's end
_INDENTED = 2.2  # type heights a first line is set in by, at most
_MAX_BLOCKS = 250  # more pieces than this are a form or a chart: read from the top


def reading_order(lines: list[Line]) -> list[Block]:
    """The lines in blocks, both in reading order."""
    ordered: list[Block] = []
    gutters = find_gutters(lines)
    for zone in zones(lines, gutters):
        blocks = _blocks(zone)
        ordered += blocks if len(blocks) > _MAX_BLOCKS else _ordered(blocks, gutters)
    return ordered


def zones(lines: list[Line], gutters: tuple[Gutter, ...]) -> list[list[Line]]:
    """The page cut at the white bands across it where no column goes on: what is above is read before what is below."""
    found: list[list[Line]] = []
    bottom = 0.0
    left, right = min((s.x0 for s in lines), default=0.0), max((s.x1 for s in lines), default=0.0)
    centred = {s for s in lone_headlines(lines) if abs(s.x0 + s.x1 - left - right) < 3 * s.size}
    for line in sorted(lines, key=lambda s: (-s.middle, s.x0, s.text)):
        inside = any(gutter.holds_at((line.y1 + bottom) / 2) for gutter in gutters)
        below = found and line.y1 < bottom and not inside
        if below and (line in centred or found[-1][-1] in centred or not _goes_on_below(found[-1], lines, bottom)):
            found.append([])
        if not found:
            found.append([])
        bottom = line.y0 if len(found[-1]) == 0 else min(bottom, line.y0)
        found[-1].append(line)
    return found


def _goes_on_below(zone: list[Line], lines: list[Line], bottom: float) -> bool:
    """True when some column has a line above and a line below a white band that belong together: near each other, and of
    one size, or a headline over its text."""
    below = [line for line in lines if bottom - _REACH * line.size * 2 < line.y1 < bottom]
    above = [line for line in zone if line.y0 < bottom + _REACH * line.size]
    near = [line for line in zone if line.y0 < bottom + 8 * line.size]
    if any(all(_x_overlap(line, other) <= 0 for other in near) for line in zone):
        return True  # a column that ended high up: it comes after the ones that still run
    return any(
        0 < upper.y0 - lower.y1 < _REACH * lower.size and upper.size / (lower.size or 1) > 0.9 and _under(upper, lower)
        for upper in above
        for lower in below
    )


def _blocks(lines: list[Line]) -> list[Block]:
    """Lines joined downwards where each has exactly one neighbour above and below, near, and of about its size."""
    below: dict[int, list[int]] = {i: [] for i in range(len(lines))}
    above: dict[int, list[int]] = {i: [] for i in range(len(lines))}
    for i, line in enumerate(lines):
        for j in range(i + 1, len(lines)):
            other = lines[j]
            if line.middle - other.middle > 2.6 * max(line.size, other.size) and line.y0 - other.y1 > 2 * line.size:
                break
            if _neighbours(line, other) and not any(
                _neighbours(lines[k], other) and _x_overlap(lines[k], line) > 0 for k in below[i]
            ):
                below[i].append(j)
                above[j].append(i)
    blocks: list[Block] = []
    home: dict[int, Block] = {}
    for i, line in enumerate(lines):
        ups = above[i]
        if len(ups) == 1 and len(below[ups[0]]) == 1 and alike(lines[ups[0]], line):
            block = home[ups[0]]
            block.append(line)
        else:
            block = [line]
            blocks.append(block)
        home[i] = block
    return blocks


def _neighbours(upper: Line, lower: Line) -> bool:
    """True when `lower` is a line right below `upper`, with no room for another between them."""
    gap = upper.y0 - lower.y1
    size = min(upper.size, lower.size)
    if gap >= 1.1 * size or upper.middle - lower.middle <= 0.5 * size:
        return False
    return _under(upper, lower)


def _under(upper: Line, lower: Line) -> bool:
    """True when `lower` stands in the column of `upper`; the last line of a paragraph may end before its first begins."""
    left = upper.x0 - (_INDENTED * lower.size if alike(upper, lower) else 0.0)
    return min(upper.x1, lower.x1) - max(left, lower.x0) > 0.3 * min(upper.x1 - upper.x0, lower.x1 - lower.x0)


def _x_overlap(a: Line, b: Line) -> float:
    return min(a.x1, b.x1) - max(a.x0, b.x0)


class _Box:
    """A block with its bounds; `left` and `right` tell by bits the gutters it stands beside."""

    __slots__ = ("block", "left", "middle", "right", "wide", "x0", "x1", "y0", "y1")

    def __init__(self, block: Block, gutters: tuple[Gutter, ...]) -> None:
        self.block = block
        self.x0, self.x1 = min(s.x0 for s in block), max(s.x1 for s in block)
        self.y0, self.y1 = min(s.y0 for s in block), max(s.y1 for s in block)
        self.middle = (self.y0 + self.y1) / 2
        self.wide = False
        beside = [(1 << i, g.x) for i, g in enumerate(gutters) if g.holds_at(self.middle)]
        self.left = sum(bit for bit, x in beside if self.x1 <= x)
        self.right = sum(bit for bit, x in beside if self.x0 >= x)

    def spans(self, other: _Box) -> bool:
        """True when the two share more of their width than a hair."""
        return min(self.x1, other.x1) - max(self.x0, other.x0) > 2.0


def _ordered(blocks: list[Block], gutters: tuple[Gutter, ...]) -> list[Block]:
    """Column by column where a gutter parts all blocks, else from above and the left."""
    low, high = min(b[-1].y0 for b in blocks), max(b[0].y1 for b in blocks)
    for gutter in gutters:
        left = [b for b in blocks if all(line.x1 <= gutter.x for line in b)]
        right = [b for b in blocks if all(line.x0 >= gutter.x for line in b)]
        tall = 2 * (min(high, gutter.top) - max(low, gutter.bottom)) > high - low
        if tall and left and right and len(left) + len(right) == len(blocks):
            return _ordered(left, gutters) + _ordered(right, gutters)
    return _sorted(blocks, gutters)


def _sorted(blocks: list[Block], gutters: tuple[Gutter, ...]) -> list[Block]:
    boxes = [_Box(block, gutters) for block in blocks]
    count = len(boxes)
    for box in boxes:
        box.wide = _is_wide(box, boxes)
    waiting = [0] * count
    after: list[list[int]] = [[] for _ in boxes]
    for i, a in enumerate(boxes):
        for j, b in enumerate(boxes):
            if i != j and _before(a, b, boxes):
                after[i].append(j)
                waiting[j] += 1
    done: list[Block] = []
    left = set(range(count))
    while left:
        free = [i for i in left if waiting[i] == 0]
        pool = free or left
        # of those that may come now the leftmost, then the topmost; on a circle (overlapping boxes) the topmost
        pick = min(pool, key=lambda i: (boxes[i].x0, -boxes[i].y1, i) if free else (-boxes[i].y1, boxes[i].x0, i))
        left.discard(pick)
        done.append(boxes[pick].block)
        for j in after[pick]:
            waiting[j] -= 1
    return done


def _before(a: _Box, b: _Box, boxes: list[_Box]) -> bool:
    if a.left & b.right or a.right & b.left:
        return bool(a.left & b.right)
    if a.spans(b):
        return a.middle > b.middle
    if _heads(a, b, boxes):
        return True
    if a.x1 > b.x0 + 2.0 or _heads(b, a, boxes):
        return False
    low, high = min(a.middle, b.middle), max(a.middle, b.middle)
    return not any(low < c.middle < high and c.spans(a) and c.spans(b) for c in boxes if c is not a and c is not b)


def _heads(headline: _Box, block: _Box, boxes: list[_Box]) -> bool:
    """True when a headline over two columns or more stands above a block beside its own width, which begins below it."""
    if not headline.wide or headline.y0 < block.y1 - 1.0:
        return False
    return not any(c.middle > block.middle and c.y0 < headline.y1 and c.spans(block) for c in boxes if c is not block)


def _is_wide(box: _Box, boxes: list[_Box]) -> bool:
    """True for a block of a few large lines with blocks below it that stand side by side."""
    if box.y1 - box.y0 > 5 * max(line.size for line in box.block):
        return False
    below = [c for c in boxes if c.y1 < box.y0 + 1.0 and box.spans(c)]
    return any(not c.spans(d) for c in below for d in below)
