"""One organisation link brought to its canonical form, and the short names that follow from a full one.

`canonical` evens out spellings of one name (legal-form variants, contractions, abbreviated group brands). `derived`
lists what may be left out of a full name, each with the rule that allows it; what tells sister companies apart (place
or trade behind a group brand) never falls away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.names import places as geo
from kg.names import words
from kg.names.link import Segment, leading_places, plain_place, same_ordinals

_PROVINCE = re.compile(
    "(?<=.)(" + "|".join(sorted(p for p in geo.PROVINCES if p not in geo.AMBIGUOUS)) + ")(?:省|市|壮族自治区|自治区)"
)
_NUMBER_INSTITUTE = re.compile("^([一二三四五六七八九十]{1,4})研究([所院])$")
NATIONAL = ("中国", "国家", "全国", "中华全国", "中华")


@dataclass(frozen=True, slots=True)
class Form:
    """What two spellings of one company share: core (contracted, brand spelt out), group marker, class of legal form."""

    core: str
    group: bool
    form: str


def registered(s: Segment) -> bool:
    """Whether the link is a complete legal name: a company has one such name at a time."""
    return s.form in (words.LIMITED, words.SHARES) and not s.text.endswith(("股份", "股份公司"))


@lru_cache(maxsize=100_000)
def contracted(text: str) -> str:
    """Long words for trades and offices cut down to their usual contraction.

    >>> contracted("国务院国有资产监督管理委员会"), contracted("云南省发展和改革委员会")
    ('国务院国资委', '云南省发改委')
    """
    for long, short in words.CONTRACTIONS:
        if long in text:
            text = text.replace(long, short)
    return text


def bare_places(s: Segment) -> str:
    """The core with the suffixes of leading places dropped (北京市燃气 → 北京燃气), kept where two places share a name."""
    rest = s.core
    done = ""
    for place in s.places:
        if not rest.startswith(place):
            break
        plain = plain_place(place)
        done += place if plain in geo.AMBIGUOUS or (place.endswith(("县", "区")) and len(place) < 4) else plain
        rest = rest[len(place) :]
    return done + rest


@lru_cache(maxsize=100_000)
def canonical(s: Segment) -> Form:
    """The canonical form of a company link.

    >>> from kg.names.link import segment
    >>> canonical(segment("中铝股份")) == canonical(segment("中国铝业股份有限公司"))
    True
    """
    core = bare_places(s).replace("（", "").replace("）", "") if s.kind in ("company", "name") else s.core
    core = contracted(_PROVINCE.sub(r"\1", core))
    if s.group and "控股" in s.text[len(s.core) :]:  # 航天科技控股集团 is not 航天科技集团
        return Form(core, s.group, s.form)
    return Form(_brand(core, marked=s.group or bool(s.form)), s.group, s.form)


def _brand(core: str, *, marked: bool) -> str:
    """Abbreviated brand that is the whole core spelt out, where a marker (集团, 股份) or its own word makes it safe."""
    full = words.BRANDS.get(core)
    if full is None:
        return core
    full = contracted(full)
    if marked or core.startswith("中国") or core in words.ONE_COMPANY or not ends_in_trade(full):
        return full
    return core


def ends_in_trade(core: str) -> bool:
    return any(core.endswith(t) for t in words.TRADES)


def own_brand(s: Segment) -> str:
    """The word that is this company's own: its brand unless that is 中国 or a group's brand with a place behind it."""
    if s.brand in NATIONAL or s.brand in geo.AREAS:
        return ""
    return s.brand


def group_brand(text: str) -> str:
    """The group brand that opens a core and goes on with something else, "" when none does."""
    for size in range(min(6, len(text) - 1), 1, -1):
        if text[:size] in words.GROUP_BRANDS:
            return text[:size]
    return ""


def fits(short: Form, full: Form, *, complete: bool = False) -> bool:
    """Whether two forms with one core can be one company: markers may be left out, never exchanged.

    `complete`: both are complete legal names. 集团 alone is no company of the same core without it.
    """
    if short.core != full.core:
        return False
    if short == full:
        return True
    if short.group != full.group:
        a, b = (full, short) if short.group else (short, full)
        if complete or a.form or a.core.startswith("中国中"):
            return False
        if b.form == words.SHARES:
            return not _bare(a.core)
        if a.core in words.GROUP_BRANDS or a.core.endswith("投"):
            return not ends_in_trade(a.core) or a.core.endswith("投")
        if group_brand(a.core) and a.core not in words.BRANDS:
            return True  # 中建安装集团: a daughter behind a group's brand
        rest = leading_places(a.core, frozenset())[1]
        if rest != a.core and 2 <= len(rest) <= 3 and rest not in words.GROUP_BRANDS and not ends_in_trade(rest):
            return rest[-1:] not in words.TRADE_INITIALS or rest[-1:] == "冶"  # 上海宝冶
        return not (
            ends_in_trade(a.core) or a.core[-1:] in words.TRADE_INITIALS or leading_places(a.core, frozenset())[0]
        )
    a, b = (short, full) if len(short.form) <= len(full.form) else (full, short)
    if a.group:
        return {a.form, b.form} <= {"", "公司", words.LIMITED, "总公司"} or (not a.form and b.form == words.SHARES)
    if not a.form:
        return not _bare(a.core) if b.form != "公司" else not a.core.startswith("中国")
    return {a.form, b.form} <= {"公司", words.LIMITED}


def _bare(core: str) -> bool:
    """A group's brand standing alone: X股份 is then a daughter of X."""
    return core in words.GROUP_BRANDS and not ends_in_trade(core) and not core.startswith("中国中")


def without_country(text: str) -> str:
    """秘鲁特罗莫克铜矿 → 特罗莫克铜矿: the country before a site with a name of its own.

    >>> without_country("秘鲁特罗莫克铜矿"), without_country("秘鲁铜矿")
    ('特罗莫克铜矿', '秘鲁铜矿')
    """
    for country in geo.COUNTRIES:
        rest = text.removeprefix(country)
        if rest != text and len(rest) >= 4 and not rest.startswith(("分", "代表", "办事", "有限", "项目")):
            return rest
    return text


def tail_key(s: Segment) -> str:
    """Key of a unit or branch link: contractions and numbers evened out.

    >>> from kg.names.link import segment
    >>> tail_key(segment("第二车间")) == tail_key(segment("2车间"))
    True
    """
    text = without_country(s.text) if s.kind == "unit" else s.text
    text = _NUMBER_INSTITUTE.sub(r"\1\2", same_ordinals(contracted(text)))
    return text.removesuffix("有限公司") if s.form == words.LIMITED else text
