"""The short names that follow from a complete company name, each with the rule that allows it.

What tells sister companies apart (place or trade behind a group's brand) never falls away. A company limited by shares
may drop more: a stock exchange lists each short name once.
"""

from __future__ import annotations

from functools import lru_cache

from kg.names import places as geo
from kg.names import words
from kg.names.forms import NATIONAL, Form, canonical, contracted, fits, group_brand, own_brand
from kg.names.link import Segment, plain_place

_SOFT = ("科技发展", "信息技术", "科技", "技术", "发展")
_METALS = tuple(metal + "业" for metal in "铝铜锌铅锡镍钛锂镁钨钼")
_ANYONES = frozenset(
    (
        "国际",
        "海外",
        "国内",
        "全球",
        "环球",
        "联合",
        "第一",
        "第二",
        "第三",
        "新型",
        "特种",
        "精密",
        "现代",
        "先进",
        "商用",
    )
)
_SHARP = ("智能", "智能制造", "信息", "数据", "软件", "网络", "自动化")


@lru_cache(maxsize=100_000)
def derived(s: Segment) -> tuple[tuple[Form, str], ...]:
    """Short names of a complete company name, with the rule of each; what may not fall away is not there.

    >>> from kg.names.link import segment
    >>> sorted({r for f, r in derived(segment("云南驰宏锌锗股份有限公司")) if f.core == "驰宏锌锗"})
    ['place-drop']
    >>> any(f.core == "海螺水泥" for f, _ in derived(segment("芜湖海螺水泥有限公司")))
    False
    """
    return (*_without_place(s), *_without_trade(s), *_listed(s), *_clipped(s), *_without_nation(s), *_initials(s))


def stands_for(short: Form, form: Form, rule: str) -> bool:
    """Whether a name's form is a derived one; two characters alone are the group: 潍柴 is no 潍柴动力股份有限公司."""
    if not short.form and (rule == "listed-drop" or (rule == "place-and-trade-drop" and len(form.core) < 3)):
        return False
    return fits(short, form)


def _grouped(s: Segment) -> bool:
    return s.brand in words.GROUP_BRANDS or bool(group_brand(s.brand)) or s.place_after != ""


def _without_place(s: Segment) -> list[tuple[Form, str]]:
    """云南驰宏锌锗股份有限公司 → 驰宏锌锗, 安徽海螺集团 → 海螺集团, 福建福清核电 → 福清核电."""
    if not s.places:
        return []
    found: list[tuple[Form, str]] = []
    own = own_brand(s)
    listed = s.form == words.SHARES
    rest = contracted(s.core[len("".join(s.places)) :]).replace("（", "").replace("）", "")
    province = all(plain_place(p) in geo.PROVINCES for p in s.places)
    if len(own) >= 2 and len(rest) >= 4 and (listed or (province and (s.group or not _grouped(s) or _nested(s)))):
        found += [(Form(rest, s.group, s.form), "place-drop"), (Form(rest, s.group, ""), "place-drop")]
        if s.group and listed:
            found.append((Form(rest, False, ""), "place-drop"))
    elif len(own) >= 2 and ((not s.trades and (s.group or listed)) or (s.group and not _grouped(s))):
        found.append((Form(rest, s.group, s.form), "place-drop"))
        if s.group:
            found.append((Form(rest, True, ""), "place-drop"))
    if len(s.places) == 2 and plain_place(s.places[0]) in geo.PROVINCES:
        below = contracted(s.core[len(s.places[0]) :])
        found += [(Form(below, s.group, s.form), "higher-place-drop"), (Form(below, s.group, ""), "higher-place-drop")]
    return found


def _without_trade(s: Segment) -> list[tuple[Form, str]]:
    """山西华兴铝业有限公司 → 山西华兴, 隆基绿能科技股份有限公司 → 隆基绿能, 中铝智能科技发展有限公司 → 中铝智能."""
    found: list[tuple[Form, str]] = []
    own = own_brand(s)
    listed = s.form == words.SHARES
    core = canonical(s).core
    side = len(s.trades) > 1 and s.trades[-1] in words.SIDE_TRADES
    if side and not listed:
        return []
    if s.places and s.trades and 2 <= len(own) <= 4 and not _grouped(s) and not s.group and len(s.trades) <= 2:
        found.append((Form("".join(plain_place(p) for p in s.places) + own, False, ""), "trade-drop"))
        if listed and len(own) == 4:
            found.append((Form(own, False, ""), "place-and-trade-drop"))
    if s.group:
        return found
    primary = bool(s.trades) and (s.trades[-1].endswith("业") or s.trades[-1] in ("有色金属", "有色", "钢铁"))
    if s.places and len(s.trades) == 1 and primary and own in words.GROUP_BRANDS:
        found.append((Form("".join(plain_place(p) for p in s.places) + own, False, ""), "trade-drop"))
    national = not s.places and own.startswith(NATIONAL[0]) and len(own) == 4 and own[2] != "中"
    if (
        national and s.trades and not {own, own[2:]} & (words.GROUP_BRANDS | words.COMMON)
    ):  # 中国恩菲工程技术有限公司 → 中国恩菲
        found.append((Form(own, False, ""), "trade-drop"))
    if listed and s.trades and s.trades[-1] == "科技" and len(core) >= 6 and core[:-2] not in words.GROUP_BRANDS:
        found.append((Form(core[:-2], False, ""), "trade-drop"))
    for soft in _SOFT:
        if core.endswith(soft) and core[: -len(soft)].endswith(_SHARP) and len(core) - len(soft) >= 4:
            found.append((Form(core[: -len(soft)], False, ""), "trade-drop"))
            break
    return found


def _listed(s: Segment) -> list[tuple[Form, str]]:
    """河南神火煤电股份有限公司 → 神火股份: with 股份 kept, the company's own word is enough."""
    own = own_brand(s)
    if s.form != words.SHARES or not (s.places or s.trades) or not 2 <= len(own) <= 4 or own.startswith(NATIONAL):
        return []
    if own in words.GROUP_BRANDS and not set(s.trades) <= words.SOFT_TRADES | words.PLAIN_ENDS:
        return []  # 宝钢包装 is no 宝钢股份
    if s.place_after or (s.trades and s.trades[-1] in words.KEPT_TRADES):
        return []
    soft = bool(s.places) or set(s.trades) <= words.SOFT_TRADES | words.PLAIN_ENDS
    return [(Form(own, False, words.SHARES), "place-and-trade-drop" if soft else "listed-drop")]


def _clipped(s: Segment) -> list[tuple[Form, str]]:
    """西南铝业（集团） → 西南铝; 一汽解放汽车有限公司 → 一汽解放, where a word of its own stands behind the group's brand."""
    core = canonical(s).core
    if not s.places and len(core) >= 4 and core.endswith(_METALS):
        return [(Form(core[:-1], False, ""), "trade-drop")]
    above = group_brand(s.brand)
    word = s.brand[len(above) :]
    if s.places or s.place_after or s.group or len(s.trades) != 1 or not above or not 2 <= len(word) <= 3:
        return []
    if s.trades[0] in words.KEPT_TRADES or word in geo.COUNTRIES:
        return []
    return [] if word in _ANYONES or word in geo.AREAS else [(Form(s.brand, False, ""), "trade-drop")]


def _without_nation(s: Segment) -> list[tuple[Form, str]]:
    """中国东方电气集团 → 东方电气集团, 中国工商银行 → 工商银行: a brand of its own must be left."""
    core = canonical(s).core
    own = own_brand(s)
    if not core.startswith(NATIONAL[0]) or not own.startswith(NATIONAL[0]) or len(own) < 4:
        return []
    if own[2] == "中" and not (s.form == words.SHARES and len(core) >= 6):
        return []  # 中煤能源 is listed; 中国中车 and 中车 are two
    return [
        (Form(core[2:], s.group, s.form), "national-prefix-drop"),
        (Form(core[2:], s.group, ""), "national-prefix-drop"),
    ]


def _nested(s: Segment) -> bool:
    """云南云铜锌业: the brand itself is made from the place before it, so the place says nothing more."""
    marks = geo.STANDS_FOR.get(plain_place(s.places[-1]), frozenset())
    return bool(s.brand) and s.brand[0] in marks


def _initials(s: Segment) -> list[tuple[Form, str]]:
    """云南铝业股份有限公司 → 云铝股份: place initial + trade initial, with the same marker (集团, 股份) kept."""
    if len(s.places) != 1 or s.brand or not (s.group or s.form == words.SHARES):
        return []
    place, trade = plain_place(s.places[0]), "".join(s.trades)
    shorter = {mark + initial for mark in geo.STANDS_FOR.get(place, ()) for initial in _initial_of(trade)}
    shorter = {usual for usual, full in words.USUAL.items() if full == place + trade} or shorter
    if contracted(trade) != trade:
        shorter |= {mark + contracted(trade) for mark in geo.STANDS_FOR.get(place, ())}
    found = []
    for short in sorted(shorter - words.REGISTERED):
        found.append((Form(short, s.group, s.form), "initials"))
        if s.group and s.form:
            found.append((Form(short, True, ""), "initials"))
    return found


def _initial_of(trade: str) -> list[str]:
    return [initial for initial, trades in words.TRADE_INITIALS.items() if trade in trades]
