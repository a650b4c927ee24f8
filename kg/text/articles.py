"""Paragraphs grouped into articles: one passage each, with its title, byline and date."""

from __future__ import annotations

import re
from collections import Counter

from kg.text.chars import BULLETS
from kg.text.compose import Draft
from kg.text.marks import is_byline, is_masthead, numbering
from kg.text.titles import assign_titles

REPORT = re.compile(r"(?:本报讯|又讯|本刊讯|本网讯|综合消息)")
AUTHOR = re.compile(r"□|(?:本报|本刊|本网|特约)?(?:记者|通讯员)[\s\u3000：:]|作者[：:]|文[/／]")
CLOSING = re.compile(
    r"[（(](?:[\u4e00-\u9fff·、/／\s]{2,24}|[\u4e00-\u9fff·、/／\s]{0,16}(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?)[）)]$"
)
_LABELLED = re.compile(r"【[^】]+】.")
LONG = 40
MOST = 60
_COLUMN = re.compile(r"[\u4e00-\u9fff]{1,4}[·・][\u4e00-\u9fff]{1,6}|.*(?:专栏|专题)$")


def split_articles(drafts: list[Draft]) -> list[list[Draft]]:
    """Cut a document into its articles. A document with no sign of several articles is one."""
    ends = [_closes(drafts, i) for i in range(len(drafts))]
    last = max((i for i, d in enumerate(drafts) if d.kind != "byline"), default=0)
    inner_ends = sum(ends[:last])
    styles = Counter(_style(d) for d in drafts if d.kind == "heading")
    styled = {s for s in ("columns", "labelled") if styles[s] >= 2}
    if inner_ends and styles["bullet"] >= 2:
        styled.add("bullet")
    heads = [
        i
        for i, d in enumerate(drafts)
        if i and d.kind == "heading" and _style(d) == "plain" and drafts[i - 1].kind != "heading"
    ]
    if sum(ends[i - 1] for i in heads) * 2 >= len(heads) >= 2:
        styled.add("plain")
    reports = sum(1 for d in drafts if REPORT.match(d.text))
    authored = sum(1 for i, d in enumerate(drafts) if d.kind in ("title", "heading") and _is_authored(drafts, i))
    if reports < 2 and inner_ends < 2 and authored < 2 and not styled - {"plain"}:
        return [drafts] if drafts else []
    out: list[list[Draft]] = [[]]
    ended = has_body = False
    for i, d in enumerate(drafts):
        if has_body and _starts(drafts, i, ended, styled):
            out.append([])
            has_body = False
        elif has_body and REPORT.match(d.text):
            out.append(_pull_title(out[-1]))
            has_body = False
        elif has_body and ended and reports >= 2 and d.kind == "body" and len(d.text) >= LONG:
            out.append([])
            has_body = False
        out[-1].append(d)
        solid = d.kind in ("body", "list_item", "table_row")
        has_body = has_body or solid
        ended = ends[i] or (ended and not solid)
    return assign_titles([a for a in out if a]) if reports >= 2 and len(out) <= MOST else [a for a in out if a]


def _style(d: Draft) -> str:
    if _COLUMN.fullmatch(d.text):
        return "columns"
    if _LABELLED.match(d.text):
        return "labelled"
    if d.text[0] in BULLETS:
        return "bullet"
    return "plain"


def _starts(drafts: list[Draft], i: int, ended: bool, styled: set[str]) -> bool:
    d = drafts[i]
    if d.kind == "title":
        return True
    if d.kind != "heading" or (numbering(d.text) and not ended):
        return False
    if ended or _style(d) in styled:
        return True
    after = drafts[i + 1] if i + 1 < len(drafts) else None
    if after is None:
        return False
    return after.text.startswith("——") or _is_authored(drafts, i) or REPORT.match(after.text) is not None


def _is_authored(drafts: list[Draft], i: int) -> bool:
    """The bylines under a heading name its author."""
    for d in drafts[i + 1 : i + 4]:
        if d.kind != "byline":
            return False
        if AUTHOR.match(d.text):
            return True
    return False


def _closes(drafts: list[Draft], i: int) -> bool:
    """A byline after body text, or body text that ends with one in brackets."""
    d = drafts[i]
    if d.kind == "byline":
        return i > 0 and drafts[i - 1].kind in ("body", "list_item", "table_row") and not is_masthead(d.text)
    if d.kind != "body":
        return False
    match = CLOSING.search(d.text[-30:])
    return match is not None and (is_byline(match.group()) or "月" in match.group())


def _pull_title(article: list[Draft]) -> list[Draft]:
    """The headings that stand last in an article belong to the report that follows."""
    k = len(article)
    while k > 1 and article[k - 1].kind == "heading" and article[k - 1].level <= 2:
        k -= 1
    pulled = article[k:]
    del article[k:]
    return pulled
