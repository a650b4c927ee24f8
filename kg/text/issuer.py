"""Who puts a document out, as its red head, signature or masthead says."""

from __future__ import annotations

import re

from kg.text.chars import HAN
from kg.text.compose import Draft
from kg.text.dates import DATE, is_only_date

_NAME = re.compile(
    rf"[（(]?([{HAN}（）()·A-Za-z]{{2,40}}?(?:公司|集团|厂|局|院|所|部|委|会|室|中心|组|处|团委|党委|工会|办公厅|董事会))(?:[\s\u3000]*(?:编印?|供稿|整理|主办|印发|宣)?[）)]?)"
)
_OF = re.compile(rf"^([{HAN}（）()·A-Za-z]{{4,40}}?(?:公司|集团|厂|局|院|委|会|党委|工会|党组))关于")
_MAST = re.compile(
    rf"^《?([{HAN}]{{2,12}}?)(?:简报|简讯|视窗|之窗|通讯|史志简报|青年|党群工作|要闻|报)》?(?:[\s\u3000]|$|[^{HAN}])"
)


def find_issuer(drafts: list[Draft], title: str | None) -> str | None:
    """The organisation that puts the document out, verbatim; None where the document does not say.

    Order of trust: a title of the kind X关于…的通知, the signature before the closing date, the masthead.
    """
    if title and (match := _OF.match(title)):
        return match[1]
    dated = [i for i, d in enumerate(drafts[-4:], max(0, len(drafts) - 4)) if is_only_date(d.text)]
    if dated:
        for d in drafts[max(0, dated[0] - 2) : dated[0]][::-1]:
            if d.kind == "byline" and (match := _NAME.fullmatch(d.text)):
                return match[1]
    for d in drafts[:6]:
        if d.kind in ("body", "list_item"):
            break
        text = DATE.sub("", d.text).strip()
        if d.kind == "byline" and (match := _NAME.fullmatch(text)):
            return match[1]
    last = drafts[-1] if drafts else None
    if last is not None and last.kind == "byline" and (match := _NAME.fullmatch(last.text)):
        return match[1]
    return None
