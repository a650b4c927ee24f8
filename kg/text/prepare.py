"""The front of the stage: a Document in, its re-flowed passages out, every character accounted for."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from kg.model import CharSpan, Document, Paragraph, Passage, Prepared
from kg.text.articles import split_articles
from kg.text.bounds import bound_articles, bound_paragraphs
from kg.text.bridge import bridge
from kg.text.compose import Draft, compose, row_cells
from kg.text.dates import find_dates, is_only_date, iso_date
from kg.text.flattened import mark_rows, row_of
from kg.text.flow import joins
from kg.text.furniture import split_furniture
from kg.text.issuer import find_issuer
from kg.text.kinds import label
from kg.text.layout import measure, unspace
from kg.text.lines import Line, Parts, join_upright, split_lines, undouble
from kg.text.marks import is_masthead
from kg.text.sentences import sentences
from kg.text.signs import wide
from kg.text.stated import stated_drafts

_WHEN = re.compile("(?:时间|日期|发布时间|印发日期)[：:]")
_ISSUE = re.compile(r"((?:19|20)\d\d)\s*年?\s*(?:第\s*\S{1,3}\s*期|.{0,6}专刊)")


def prepare(document: Document) -> Prepared:
    """Re-flow a document and find its articles, paragraphs, sentences, title, date and issuer.

    Linear in the length of the text; the same document gives the same result.

    >>> d = Document("0" * 16, "", ("a.txt",), "text/plain", "近日，李锋\\n帆获奖。")
    >>> prepare(d).passages[0].text
    '近日，李锋帆获奖。'
    """
    text = wide(document.text)
    left_out: Parts
    if document.blocks:
        drafts, _, left_out = stated_drafts(document, text)
    else:
        lines = undouble(join_upright(split_lines(text, frozenset(p.span.start for p in document.pages))))
        lines = mark_rows(lines)
        lines, furniture = split_furniture(lines)
        drafts = bridge(_drafts(text, unspace(lines)))
        left_out = tuple(p for n in furniture for p in (*n.parts, *n.doubled)) + tuple(
            p for n in lines for p in n.doubled
        )
    drafts = bound_paragraphs(drafts)
    label(drafts)
    articles = bound_articles(split_articles(drafts))
    date = _date(document, drafts)
    passages = tuple(_passage(text, a, date) for a in articles)
    title = _title(document, drafts)
    if len(passages) == 1 and title is not None and not any(d.kind == "title" for d in drafts):
        passages = (replace(passages[0], title=title),)
    return Prepared(
        document, passages, title, date, find_issuer(drafts, title, alone=len(articles) < 2), _spans(left_out)
    )


def _title(document: Document, drafts: list[Draft]) -> str | None:
    """The title as set, else as the file states it, else the masthead, else the first heading."""
    stated = next((v.strip() for k, v in document.metadata if k.lower() == "title" and v.strip()), None)
    for kinds in (("title",), ("byline",), ("heading",)):
        if kinds == ("byline",) and stated:
            return stated
        scope = drafts[:3] if kinds == ("byline",) else drafts
        found = next((d.text for d in scope if d.kind in kinds), None)
        if found is not None:
            return found
    return stated


def _drafts(text: str, lines: list[Line]) -> list[Draft]:
    layout = measure(lines)
    joined = joins(layout)
    out: list[Draft] = []
    i = 0
    while i < len(lines):
        j = i + 1
        while j < len(lines) and (joined[j] or lines[i].row == lines[j].row > 0):
            j += 1
        flat = lines[i].row > 0
        draft = row_of([compose(text, [n]) for n in lines[i:j]]) if flat else compose(text, lines[i:j])
        if not flat and layout.row[i] and len(lines[i].parts) == 1:
            draft.row = True
            draft.cells = row_cells(lines[i], draft)
        if draft.text:
            out.append(draft)
        i = j
    return out


def _passage(original: str, drafts: list[Draft], date: str | None) -> Passage:
    pieces: list[str] = []
    origin: list[int] = []
    paragraphs: list[Paragraph] = []
    for d in drafts:
        if pieces:
            pieces.append("\n")
            origin.append(min(origin[-1] + 1, len(original) - 1))
        start = len(origin)
        pieces.append(d.text)
        origin.extend(d.origin)
        shifted = tuple((a + start, b + start) for a, b in d.cells)
        paragraphs.append(Paragraph(start, len(origin), d.kind, d.level, shifted))
    text = "".join(pieces)
    found: list[tuple[int, int]] = []
    for p in paragraphs:
        found.extend(sentences(text, p.start, p.end))
    heads = [d.text for d in drafts if d.kind == "title"] or [d.text for d in drafts if d.kind == "heading"]
    bylines = [d.text for d in drafts if d.kind == "byline"]
    own = next((iso for b in bylines if (iso := iso_date(b)) is not None and len(iso) > 4), None)
    return Passage(
        text,
        tuple(origin),
        tuple(paragraphs),
        tuple(found),
        heads[0] if heads else None,
        own or date,
        bylines[-1] if bylines else None,
    )


def _date(document: Document, drafts: list[Draft]) -> str | None:
    """Signature or masthead first, then what the file says about itself, last the year of an issue number."""
    body = next((i for i, d in enumerate(drafts) if d.kind in ("body", "list_item", "table_row")), len(drafts))
    head = [d.text for d in drafts[: min(6, body)] if d.kind == "byline" or is_masthead(d.text) or is_only_date(d.text)]
    head += [d.text for d in drafts[:6] if _WHEN.match(d.text)]
    tail = [d.text for d in drafts[-4:] if d.kind == "byline" and d.text[0] not in "（("]
    signed = [
        d.text
        for before, d in pairwise(drafts[body:])
        if d.kind == "byline" and before.kind == "byline" and is_only_date(d.text) and d.text[0] not in "（("
    ]
    for text in [*signed[:1], *tail[::-1], *head]:
        for found in find_dates(text):
            if found.stated and len(found.iso) >= 7:
                return found.iso
    for key, value in document.metadata:
        if key == "date" and (iso := iso_date(value)) is not None:
            return iso
    for d in drafts[:4]:
        if d.kind != "body" and (match := _ISSUE.search(d.text)):
            return match[1]
    return None


def _spans(parts: Parts) -> tuple[CharSpan, ...]:
    return tuple(CharSpan(a, b) for a, b in sorted(parts))
