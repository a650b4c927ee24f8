"""Plain text and Markdown: characters as they stand; form feeds are page ends, Markdown headings are blocks."""

from __future__ import annotations

import re

from kg.model import Block, CharSpan, Page
from kg.read.decode import decode
from kg.read.parsed import Options, Parsed, too_long

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t　]+(.+?)(?:[ \t]+#+)?[ \t]*$")
_ITEM = re.compile(r"^[ \t　]*(?:[-*+]|\d{1,9}[.)])[ \t]+(\S.*)$")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_RULE = re.compile(r"^ {0,3}(?:[-*_=][ \t]*){3,}$")
_DELIMITER_ROW = re.compile(r"^[ \t]*\|?[ \t:|-]*-[ \t:|-]*\|?[ \t]*$")


def parse_text(data: bytes, options: Options) -> Parsed:
    """Text as it stands: line ends become a newline, a form feed ends a page."""
    decoded = decode(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\x85", "\n")
    if len(text) > options.max_chars:
        raise too_long(options.max_chars)
    return Parsed(
        text=text.replace("\f", "\n"),
        pages=_pages(text),
        encoding=decoded.encoding,
        warnings=decoded.warnings,
    )


def parse_markdown(data: bytes, options: Options) -> Parsed:
    """Markdown: the source text, with headings, list items and table rows told as blocks.

    Blocks cover the words, not the marks: `## 一、荣誉` gives a heading of level 2 over `一、荣誉`.
    """
    parsed = parse_text(data, options)
    blocks: list[Block] = []
    at, fenced, paragraph = 0, False, None
    lines = parsed.text.split("\n")
    for number, line in enumerate(lines):
        start, at = at, at + len(line) + 1
        if _FENCE.match(line):
            fenced, paragraph = not fenced, None
            continue
        found = None if fenced else _block(line, start)
        underline = _underlined(lines, number) if not fenced and found is None and line.strip() else 0
        if found is not None:
            blocks.append(found)
            paragraph = None
        elif not line.strip() or _RULE.match(line) or _DELIMITER_ROW.match(line):
            paragraph = None
        elif underline:
            blocks.append(Block("heading", _trimmed(line, start), underline))
            paragraph = None
        elif paragraph is None:
            paragraph = len(blocks)
            blocks.append(Block("paragraph", _trimmed(line, start)))
        else:
            blocks[paragraph] = Block("paragraph", CharSpan(blocks[paragraph].span.start, start + len(line.rstrip())))
    return Parsed(parsed.text, parsed.pages, tuple(blocks), (), parsed.encoding, parsed.warnings)


def _pages(text: str) -> tuple[Page, ...]:
    """Pages as pdftotext leaves them: each ends with a form feed, the last one may be empty."""
    if "\f" not in text:
        return ()
    parts = text.split("\f")
    pages, at = [], 0
    for number, part in enumerate(parts, 1):
        end = min(at + len(part) + 1, len(text))
        if number < len(parts) or part.strip() or end > at:
            pages.append(Page(number, CharSpan(at, end)))
        at = end
    return tuple(pages)


def _block(line: str, start: int) -> Block | None:
    heading = _HEADING.match(line)
    if heading:
        return Block("heading", CharSpan(start + heading.start(2), start + heading.end(2)), len(heading[1]))
    if line.lstrip().startswith("|") and line.count("|") > 1 and not _DELIMITER_ROW.match(line):
        cells = _cells(line, start)
        return Block("table_row", CharSpan(cells[0].start, cells[-1].end), 0, cells) if cells else None
    item = _ITEM.match(line)
    if item and not _RULE.match(line):
        return Block("list_item", CharSpan(start + item.start(1), start + len(line.rstrip())))
    return None


def _cells(line: str, start: int) -> tuple[CharSpan, ...]:
    """The spans between the bars, trimmed; an empty cell is an empty span."""
    bars = [i for i, ch in enumerate(line) if ch == "|" and (i == 0 or line[i - 1] != "\\")]
    ends = bars[1:] if line[bars[-1] + 1 :].strip() == "" else [*bars[1:], len(line)]
    spans = []
    for left, right in zip(bars, ends, strict=False):
        inner = line[left + 1 : right]
        lead = len(inner) - len(inner.lstrip()) if inner.strip() else 0
        begin = start + left + 1 + lead
        spans.append(CharSpan(begin, begin + len(inner.strip())))
    return tuple(spans)


def _underlined(lines: list[str], number: int) -> int:
    """1 or 2 when the next line underlines this one with = or -."""
    following = lines[number + 1].strip() if number + 1 < len(lines) else ""
    if len(following) < 2 or set(following) - {"=", "-"} or len(set(following)) != 1:
        return 0
    return 1 if following[0] == "=" else 2


def _trimmed(line: str, start: int) -> CharSpan:
    lead = len(line) - len(line.lstrip())
    return CharSpan(start + lead, start + len(line.rstrip()))
