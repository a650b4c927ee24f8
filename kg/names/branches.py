"""Branches and institutes whose short name skips the owner between: 国网南京供电公司, 大庆石化公司, 中国电科五十四所."""

from __future__ import annotations

import re

from kg.names import places as geo
from kg.names import words
from kg.names.forms import contracted, tail_key
from kg.names.link import Segment, plain_place, same_ordinals, segment, split_trades
from kg.names.parse import OrganizationParts
from kg.names.pieces import pieces
from kg.names.sameness import same_link


def province_dropped(p: OrganizationParts, q: OrganizationParts) -> str | None:
    """国网南京供电公司 = 国网江苏省电力有限公司南京供电分公司: a group has one company in a province, one branch in a city."""
    for short, full in ((p, q), (q, p)):
        if carrier(short.name, full.name):
            return "owner-prefix"
        if len(full.segments) < 2 or not full.segments[1].places or full.root.form not in (words.LIMITED, "公司"):
            continue
        row = pieces(full.root.text)[0]
        if len(row) < 2 or [x.kind for x in row[:2]] != ["brand", "place"] or any(x.kind == "word" for x in row):
            continue
        if plain_place(row[1].text) not in geo.PROVINCES:
            continue
        rest = "".join(s.text for s in full.segments[1:])
        brands = [form for how, form in row[0].written() if form]
        if any(branch_key(brand + rest) == branch_key(short.name) for brand in brands):
            return "owner-prefix"
    return None


_CARRIERS = {"移动": "中国移动", "联通": "中国联合网络", "电信": "中国电信"}


def carrier(short: str, full: str) -> bool:
    """江苏移动 = 中国移动通信集团江苏有限公司: the three carriers have one company or branch in a province."""
    short = re.sub("^中国(移动|联通|电信)(.{2,3})分?公司$", r"\2\1", short)
    said = re.fullmatch("([\u4e00-\u9fff]{2,3})(移动|联通|电信)(?:公司)?", short)
    if not said or said.group(1) not in geo.PROVINCES or not full.startswith(_CARRIERS[said.group(2)]):
        return False
    return (
        re.search(f"(?:集团|公司){said.group(1)}(?:省|市|{'|'.join(geo.SUFFIXES)})?(?:有限公司|分公司)$", full)
        is not None
    )


def branch_key(name: str) -> str:
    return same_ordinals(contracted(name)).replace("分公司", "公司")


def branch_name(short: OrganizationParts, owner: Segment, inner: Segment) -> bool:
    """大庆石化, 大庆石化公司, 中国石油大庆石化公司 = 中国石油天然气股份有限公司大庆石化分公司: a branch with a trade of its own."""
    body = contracted(inner.text.removesuffix(inner.head))
    if inner.kind != "branch" or not split_trades(body, frozenset())[1] or len(body) < 4:
        return False
    said = contracted(short.name).removesuffix("公司").removesuffix("分")
    above = said.removesuffix(body)
    return above == "" or (said != above and len(above) >= 2 and same_link(segment(above), owner) is not None)


def institute(short: OrganizationParts, owner: Segment, inner: Segment) -> bool:
    """中国电科五十四所 = 中国电子科技集团公司第五十四研究所: the group's short name and the number."""
    key = tail_key(inner)
    said = same_ordinals(short.name)
    above = said.removesuffix(key)
    if not re.fullmatch("[一二三四五六七八九十]+[所院]", key) or len(above) < 2 or above == said:
        return False
    row = pieces(owner.text)[0]
    return row[0].kind == "brand" and any(above == form for _, form in row[0].written())
