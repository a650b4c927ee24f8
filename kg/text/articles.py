"""Paragraphs grouped into articles: one passage each, with its title, byline and date."""

from __future__ import annotations

import re

from kg.text.compose import Draft
from kg.text.kinds import is_masthead
from kg.text.marks import is_byline, numbering

REPORT = re.compile(r"(?:本报讯|又讯|本刊讯|本网讯|综合消息)")
CLOSING = re.compile(r"[（(][\u4e00-\u9fff·、/／\s]{2,24}[）)]$")
_COLUMN = re.compile(r"[\u4e00-\u9fff]{1,4}[·・][\u4e00-\u9fff]{1,6}|.*(?:专栏|专题)$")


def split_articles(drafts: list[Draft]) -> list[list[Draft]]:
    """Cut a document into its articles. A document with no sign of several articles is one."""
    ends = [_closes(drafts, i) for i in range(len(drafts))]
    reports = sum(1 for d in drafts if REPORT.match(d.text))
    columns = sum(1 for d in drafts if d.kind == "heading" and _COLUMN.fullmatch(d.text))
    inner_ends = sum(1 for i, e in enumerate(ends) if e and any(n.kind != "byline" for n in drafts[i + 1 :]))
    if reports < 2 and inner_ends < 2 and columns < 2:
        return [drafts] if drafts else []
    out: list[list[Draft]] = [[]]
    ended = False
    for i, d in enumerate(drafts):
        has_body = any(n.kind in ("body", "list_item", "table_row") for n in out[-1])
        if has_body and _starts(drafts, i, ended, columns >= 2):
            out.append([])
        elif REPORT.match(d.text) and has_body:
            out.append(_pull_title(out[-1]))
        out[-1].append(d)
        if ends[i]:
            ended = True
        elif d.kind not in ("byline",):
            ended = ended and d.kind not in ("body", "list_item", "table_row")
    return [a for a in out if a]


def _starts(drafts: list[Draft], i: int, ended: bool, columns: bool) -> bool:
    d = drafts[i]
    if d.kind == "title":
        return True
    if d.kind != "heading" or d.level > 3 or (numbering(d.text) and not ended):
        return False
    if ended or (columns and _COLUMN.fullmatch(d.text)):
        return True
    after = drafts[i + 1] if i + 1 < len(drafts) else None
    if after is None:
        return False
    return after.text.startswith(("——", "□")) or REPORT.match(after.text) is not None


def _closes(drafts: list[Draft], i: int) -> bool:
    """A byline after body text, or body text that ends with one in brackets."""
    d = drafts[i]
    if d.kind == "byline":
        return i > 0 and drafts[i - 1].kind in ("body", "list_item", "table_row") and not is_masthead(d.text)
    if d.kind != "body":
        return False
    match = CLOSING.search(d.text[-30:])
    return match is not None and is_byline(match.group())


def _pull_title(article: list[Draft]) -> list[Draft]:
    """The headings that stand last in an article belong to the report that follows."""
    k = len(article)
    while k > 1 and article[k - 1].kind == "heading" and article[k - 1].level <= 2:
        k -= 1
    pulled = article[k:]
    del article[k:]
    return pulled
