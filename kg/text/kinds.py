"""What each paragraph is: title, heading, byline, body, list item or table row."""

from __future__ import annotations

import re

from kg.text.chars import BULLETS, HAN, SURNAMES, ends_sentence, is_han, width
from kg.text.compose import Draft
from kg.text.dates import is_only_date
from kg.text.marks import (
    LEVELS,
    is_byline,
    is_caption,
    is_heading_like,
    is_imprint,
    is_issue_line,
    is_marked,
    is_masthead,
    is_signed,
    numbering,
)

_ORGANISATION = re.compile(r"(?:公司|集团|局|院|厂|研究所|委员会|协会|总工会|委)$")
_BULLET = re.compile(rf"[{BULLETS}]")
_DATED = re.compile(r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月")
_FIELD = re.compile(rf"[{HAN}]{{2,8}}(?:[（(][^（()）]{{1,8}}[）)])?[：:].")
_ROLL = re.compile(r"(?:名单|名录|一览表?|光荣榜|荣誉榜|目录)(?:[（(].{1,20}[）)])?$|[（(]\d+[名个人项家][）)]$")
HEAD = 8


def label(drafts: list[Draft]) -> None:
    """Give every draft its kind and level; drafts whose role the file states (`stated`) keep it."""
    plain = [d for d in drafts if not d.stated]
    if not plain:
        return
    for i, d in enumerate(drafts):
        if not d.stated:
            d.kind, d.level = _kind(drafts, i)
    _lists(drafts)
    _signature(drafts)
    if not any(d.level == 1 for d in drafts):
        _title(drafts)


def _kind(drafts: list[Draft], i: int) -> tuple[str, int]:
    d = drafts[i]
    text = d.text
    if d.row:
        return "table_row", 0
    if len(text) > 84:
        return ("list_item", 0) if is_marked(text) and _BULLET.match(text) else (_numbered(text), 0)
    if is_caption(text):
        return "body", 0
    if _is_credit(drafts, i):
        return "byline", 0
    kind = numbering(text)
    if text[0] in "（(" and text[-1] in "）)" and kind is None:
        return "body", 0
    if text[0] == "【" and text[-1] == "】":
        return "heading", 2
    k = i + 1
    while k < len(drafts) and is_caption(drafts[k].text):
        k += 1
    after = drafts[k] if k < len(drafts) else None
    headed = after is not None and is_heading_like(text)
    if kind is not None:
        before = drafts[i - 1] if i else None
        sibling = before is not None and before.kind == "list_item" and numbering(before.text) == kind
        same = sibling or (after is not None and numbering(after.text) == kind)
        if headed and (not same or kind in ("han", "chapter", "grand")) and not _ended(after):
            return "heading", LEVELS[kind]
        return _numbered(text), 0
    if _BULLET.match(text):
        if headed and after is not None and _BULLET.match(after.text) is None and not _ended(after):
            return "heading", 3
        return "list_item", 0
    if headed and text[0] in "—-【":
        return "heading", 2
    if headed and after is not None and not is_marked(text):
        return ("list_item", 0) if _is_item(drafts, i) else ("heading", 2)
    return "body", 0


def _is_credit(drafts: list[Draft], i: int) -> bool:
    """Who wrote it, when, for whom: bylines, dates, imprints, a signature under a contribution, a lone name."""
    text = drafts[i].text
    if is_byline(text) or is_only_date(text) or is_imprint(text) or is_issue_line(text):
        return True
    before = drafts[i - 1] if i else None
    if before is None:
        return False
    if is_signed(text) and len(before.text) > 40:
        return not (i + 1 < len(drafts) and is_signed(drafts[i + 1].text))
    return _is_name(text) and before.kind == "body" and ends_sentence(before.text)


def _is_name(text: str) -> bool:
    """A name alone on its line."""
    return 2 <= len(text) <= 3 and text[0] in SURNAMES and all(is_han(c) for c in text)


def _is_item(drafts: list[Draft], i: int) -> bool:
    """A short line that is content: one of several 姓名：张三 lines, or all that stands between two numbered headings."""
    before = drafts[i - 1] if i else None
    after = drafts[i + 1]
    if _FIELD.match(drafts[i].text):
        return (not after.gap and _FIELD.match(after.text) is not None) or (
            before is not None and not drafts[i].gap and _FIELD.match(before.text) is not None
        )
    if before is None or before.kind != "heading" or after is None:
        return False
    style = numbering(before.text)
    return style is not None and numbering(after.text) == style


def _numbered(text: str) -> str:
    kind = numbering(text)
    return "list_item" if kind in ("digit", "digitround", "circle", "hanround") else "body"


def _ended(after: Draft | None) -> bool:
    return after is None or is_byline(after.text) or is_only_date(after.text)


def _lists(drafts: list[Draft]) -> None:
    """Three and more plain short lines in one block are a list, not headings; the first may be its heading."""
    i = 0
    while i < len(drafts):
        j = i
        while j < len(drafts) and _is_list_line(drafts, j) and (j == i or not drafts[j].gap):
            j += 1
        if j - i >= 3 and i > 0:
            first = i
            while first < j - 2 and (_ROLL.search(drafts[first].text) or drafts[first].text.startswith("附")):
                first += 1
            if first == i and drafts[i].gap and drafts[i].text[-1] not in "人名个" and width(drafts[i].text) < 30:
                first += 1
            for d in drafts[first:j]:
                d.kind, d.level = "list_item", 0
        i = max(j, i + 1)


def _is_list_line(drafts: list[Draft], i: int) -> bool:
    d = drafts[i]
    if d.kind == "body":
        return i + 1 == len(drafts) and not d.gap and is_heading_like(d.text) and _is_plain(d)
    return d.kind == "heading" and d.level == 2 and _is_plain(d)


def _is_plain(d: Draft) -> bool:
    return numbering(d.text) is None and not is_marked(d.text) and not d.stated and d.text[0] not in "【—"


def _signature(drafts: list[Draft]) -> None:
    """The names before a closing date are a byline, and so is an organisation alone at the end."""
    body = False
    for i, d in enumerate(drafts):
        body = body or d.kind in ("body", "list_item")
        if not body or d.kind != "byline" or not is_only_date(d.text):
            continue
        k = i - 1
        while i - k <= 3 and drafts[k].kind in ("heading", "list_item") and _is_plain(drafts[k]):
            if width(drafts[k].text) > 60 or (drafts[k].kind == "list_item" and not drafts[k].gap):
                break
            drafts[k].kind, drafts[k].level = "byline", 0
            k -= 1
    last = drafts[-1]
    if last.kind == "heading" and not last.stated:
        last.kind, last.level = ("byline", 0) if _ORGANISATION.search(last.text) else ("body", 0)


def _title(drafts: list[Draft]) -> None:
    """Mastheads become bylines; the first heading that is none becomes the title."""
    head = []
    for i, d in enumerate(drafts[:HEAD]):
        if d.kind in ("body", "list_item", "table_row") and not is_masthead(d.text):
            break
        head.append(i)
    titles = [i for i in head if drafts[i].kind == "heading" and not is_masthead(drafts[i].text)]
    for i in head:
        d = drafts[i]
        if d.stated or d.kind == "table_row":
            continue
        following = drafts[i + 1] if i + 1 < len(drafts) else None
        later = bool(titles) and i < titles[-1]
        if later and (is_masthead(d.text) or (following is not None and _is_paper(d, following))):
            d.kind, d.level = "byline", 0
            continue
        if d.kind != "heading" or numbering(d.text) or d.text[0] in "—【":
            continue
        if following is not None and _ORGANISATION.search(d.text) and _is_title_line(following):
            d.kind, d.level = "byline", 0
            continue
        d.kind, d.level = "title", 1
        return


def _is_paper(d: Draft, following: Draft) -> bool:
    """The name of a paper, known by the issue line under it."""
    return d.kind == "heading" and len(d.text) <= 12 and is_issue_line(following.text)


def _is_title_line(d: Draft) -> bool:
    return d.kind == "heading" and not d.gap and numbering(d.text) is None
