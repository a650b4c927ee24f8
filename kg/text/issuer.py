"""Who puts a document out, as its red head, signature or masthead says."""

from __future__ import annotations

import re

from kg.text.chars import HAN
from kg.text.compose import Draft
from kg.text.dates import DATE, is_only_date

_HEADS = "公司|集团|厂|局|院|所|部|委|会|室|中心|处|办公厅|银行|站|矿|报社|编辑部|组"
_NAME = re.compile(
    rf"([{HAN}（）()·A-Za-z\d]{{1,40}}(?:{_HEADS}))(?:[\s\u3000]*(?:编印|编|供稿|整理|主办|印发|宣|文/图))?"
)
_RED = re.compile(rf"([{HAN}（）()·]{{3,40}})文件")
_OF = re.compile(rf"([{HAN}（）()·A-Za-z]{{3,40}}?(?:{_HEADS}))关于")
_LABEL = re.compile(r"(?:编印|主办|来源|供稿|投稿|印发|发布|出品)[单位]*\s*[:：]\s*")
_TOO_PLAIN = re.compile(r"本[刊报版]|本简报|编辑部$|记者|通讯员|以下|节选")


def find_issuer(drafts: list[Draft], title: str | None, *, alone: bool) -> str | None:
    """The organisation that puts the document out, verbatim; None where the document does not say.

    Order of trust: a title of the kind X关于…的通知, a red head X文件, the signature before the closing date, the masthead, and in a
    document of one article (`alone`) its closing byline.
    """
    if title and (match := _OF.match(title)):
        return match[1]
    red = next((m for d in drafts[:3] if d.kind == "byline" and (m := _RED.fullmatch(d.text))), None)
    if red is not None:
        return red[1]
    body = next((i for i, d in enumerate(drafts) if d.kind in ("body", "list_item")), len(drafts))
    first = body if alone else max(body, len(drafts) - 4)
    for i in range(first + 1, len(drafts)):
        if not is_only_date(drafts[i].text):
            continue
        for d in drafts[max(first, i - 2) : i][::-1]:
            if d.kind == "byline" and (name := _name(d.text)):
                return name
    for d in drafts[:6]:
        if d.kind in ("body", "list_item"):
            break
        if d.kind == "byline" and (name := _name(DATE.sub("", d.text))):
            return name
    if alone and len(drafts) > 1:
        for d in drafts[:-4:-1]:
            if d.kind == "byline" and (name := _name(d.text)):
                return name
    return None


def _name(text: str) -> str | None:
    plain = _LABEL.sub("", text.strip(" \u3000"))
    if plain[:1] in "（(" and plain[-1:] in "）)":
        plain = plain[1:-1].strip()
    match = _NAME.fullmatch(plain)
    return match[1] if match is not None and _TOO_PLAIN.search(plain) is None else None
