"""Nothing grows without limit: a paragraph of a megabyte and an article of a book are cut where it hurts least."""

from __future__ import annotations

from kg.text.compose import Draft

PARAGRAPH = 8_000
PASSAGE = 24_000


def bound_paragraphs(drafts: list[Draft]) -> list[Draft]:
    """Paragraphs over PARAGRAPH characters are cut after a sentence, else after a comma, else at the limit."""
    if all(len(d.text) <= PARAGRAPH for d in drafts):
        return drafts
    out: list[Draft] = []
    for d in drafts:
        position = 0
        while len(d.text) - position > PARAGRAPH:
            cut = _cut(d.text, position)
            out.append(Draft(d.text[position:cut], d.origin[position:cut], d.lines, d.gap, d.width, d.column))
            position = cut
        if position:
            rest = Draft(d.text[position:], d.origin[position:], d.lines, 0, d.width, d.column)
            out += [rest] if rest.text else []
        else:
            out.append(d)
    return out


def bound_articles(articles: list[list[Draft]]) -> list[list[Draft]]:
    """Articles over PASSAGE characters are cut before a heading, else between paragraphs."""
    out: list[list[Draft]] = []
    for article in articles:
        start = 0
        while start < len(article):
            stop = _last_fitting(article, start)
            out.append(article[start:stop])
            start = stop
    return out


def _cut(text: str, start: int) -> int:
    stop = start + PARAGRAPH
    for signs in ("。！？", "；，、 "):
        best = max(text.rfind(s, start + PARAGRAPH // 2, stop) for s in signs)
        if best >= 0:
            return best + 1
    return stop


def _last_fitting(article: list[Draft], start: int) -> int:
    """Where the passage ends: before the last heading in its second half, else where it is full."""
    size, best = 0, 0
    for k in range(start, len(article)):
        d = article[k]
        if k > start and size + len(d.text) > PASSAGE:
            return best or k
        if d.kind == "heading" and size > PASSAGE // 2:
            best = k
        size += len(d.text)
    return len(article)
