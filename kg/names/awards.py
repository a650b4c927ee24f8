"""Award names: series, year, session and rank apart; how two award names relate.

The award of the graph is the series; year and rank belong to the conferral. Two names that both state a year, session or
rank and state it differently are different; a name that leaves it out names the series.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.ids import canonical
from kg.knowledge import Knowledge
from kg.names import places as geo
from kg.names.keys import fold
from kg.names.link import same_ordinals, segment
from kg.names.pieces import brand_at

_CHINESE = {
    "〇": "0",
    "零": "0",
    "○": "0",
    "一": "1",
    "二": "2",
    "三": "3",
    "四": "4",
    "五": "5",
    "六": "6",
    "七": "7",
    "八": "8",
    "九": "9",
}
_YEAR = re.compile(
    r"(?:((?:19|20)\d\d)|([一二]{1}[九〇零○][〇零○一二三四五六七八九]{2}))年?(?:[-—–~至]+((?:19|20)?\d\d))?年?(?:度(?!假))?"
)
_SESSION = re.compile(r"第([一二三四五六七八九十百零\d]+)(?:届|批次|批|次|季|期)(?:次)?|首(?:届|批|次)")
_RANK = re.compile(
    r"(特等奖|[一二三四五]等奖|[金银铜]奖|优秀奖|入围奖|鼓励奖|(?<!国家科学)(?<!国家)最高奖|[一二三四五]等功|"
    r"第[一二三四五六七八九十]名|[1-5一二三四五]a级?|a{2,5}级?|[甲乙丙]级|[abc]级|[一二三四五]星级?|[一二三]等|特等|(?<!单项)冠军|亚军|季军)"
)
_ENDING = re.compile(r"(?:荣誉称号|光荣称号|称号|荣誉|奖项|获得者|得主|榜单|名单|榜|证书|评选|表彰|奖牌)$")
_SYNONYMS = (
    ("中华全国总工会", "全国总工会"), ("科学技术进步奖", "科技进步奖"), ("科学技术进步", "科技进步"), ("科学技术奖", "科技奖"), ("劳动模范", "劳模"),
    ("先进工作者", "先进工作者"), ("国家级", "国家"), ("省级", "省"), ("市级", "市"), ("优质工程奖", "优质工程"), ("年度人物", "人物"),
    ("中国建设工程鲁班奖国家优质工程", "鲁班奖"), ("中国建设工程鲁班奖", "鲁班奖"), ("中国土木工程詹天佑奖", "詹天佑奖"),
    ("公路交通优质工程奖李春奖", "李春奖"), ("中国水利工程优质大禹奖", "大禹奖"), ("何梁何利基金", "何梁何利"),
    ("国家制造业单项冠军", "制造业单项冠军"), ("国家专精特新小巨人", "专精特新小巨人"), ("科学和技术", "科学技术"), ("五一劳动奖状", "五一奖状"), ("五一劳动奖章", "五一奖章"), ("党支部示范", "示范党支部"),
    ("五四红旗团委", "五四红旗团委"), ("质量管理小组", "qc小组"), ("质量控制小组", "qc小组"), ("工业和信息化部", "工信部"),
    ("有限责任公司", ""), ("股份有限公司", "股份"), ("有限公司", ""), ("中国铝业集团", "中铝集团"), ("省份", "省"),
)  # fmt: skip
_MEDALS = ("奖章", "奖状", "奖杯", "奖牌", "奖旗", "勋章", "纪念章")
_NATIONAL = re.compile(
    r"^(.{3,16}?)((?:第[一二三四五六七八九十\d]+届)?(?:全国(?!总工会)|国家(?!电网|能源|电投|管网)|中国|中华(?!全国)).{3,})$"
)
_LAUREATE = re.compile(r"^(?:荣获|获得|获评|获授|被?授予|喜获|斩获|享受|被评为|当选)")
_PLACES = re.compile(r"^([\u4e00-\u9fff]{2,4}?)(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)(?=.{2,})")


@dataclass(frozen=True, slots=True)
class AwardParts:
    """A folded award name taken apart. `series` is its key without year, session, rank and ending; `year` four digits
    (of a span the whole, "2019-2021"), `session` as written ("第四届", "首届"), `rank` as written; "" where not stated."""

    series: str
    year: str = ""
    session: str = ""
    rank: str = ""


def _without_holder(text: str) -> str:
    """中建一局中国质量奖 → 中国质量奖: a company or office before an award of the whole country won or gave it."""
    found = _NATIONAL.match(text)
    if not found:
        return text
    holder, award = found.groups()
    owner = segment(holder)
    held = owner.form or owner.group or owner.kind == "institution" or brand_at(holder) == holder
    return award if held else text


@lru_cache(maxsize=50_000)
def parse_award(name: str) -> AwardParts:
    """An award name's parts.

    >>> parse_award("2021年度中铝集团第四届创新创意大赛一等奖")
    AwardParts(series='中铝集团创新创意大赛', year='2021', session='第四届', rank='一等奖')
    >>> parse_award("全国五一劳动奖章").series == parse_award("全国五一劳动奖状").series
    False
    """
    name = name.replace("金质奖", "金奖").replace("银质奖", "银奖")
    text = _without_holder(_LAUREATE.sub("", fold(name)).replace("（", "").replace("）", ""))
    year = session = rank = ""
    found = _YEAR.search(text)
    if found:
        year = (found.group(1) or "".join(_CHINESE[c] for c in found.group(2))) + (
            f"-{found.group(3)}" if found.group(3) else ""
        )
        text = text[: found.start()] + text[found.end() :]
    found = _SESSION.search(text)
    if found:
        session = found.group()
        text = text[: found.start()] + text[found.end() :]
    text = re.sub("^年度|(?<=[会团司业院厂])年度", "", text)
    ranks = list(_RANK.finditer(text))
    if ranks:
        last = ranks[-1]
        if last.end() >= len(text) - 4 and last.start() > 2:
            rank = last.group()
            kept = "奖" if rank.endswith("奖") and not text[: last.start()].endswith(("奖", "赛", "活动", "杯")) else ""
            text = text[: last.start()] + (kept if last.end() == len(text) else text[last.end() :])
    for long, short in _SYNONYMS:
        text = text.replace(long, short)
    for _ in range(2):
        if len(text) > 4:
            text = _ENDING.sub("", text)
    return AwardParts(text.strip("的·-之"), year, session, rank)


def awards(a: str, b: str, knowledge: Knowledge | None) -> tuple[str, str]:
    """(relation, rule) of two award names."""
    if fold(a) == fold(b):
        return "same", "identical"
    x, y = parse_award(a), parse_award(b)
    for key in ("year", "session", "rank"):
        left, right = (same_ordinals(getattr(parts, key)).removeprefix("第") for parts in (x, y))
        if left and right and left != right:
            return "different", f"award-{key}"
    if x.rank != y.rank and {x.rank, y.rank} & {"金奖", "银奖", "铜奖"}:
        return "different", "award-rank"
    for medal in _MEDALS:
        if (medal in fold(a)) != (medal in fold(b)):
            return "different", "award-kind"
    if x.series == y.series and x.rank == y.rank and len(x.series) >= 2:
        return "same", "award-series"
    if knowledge is not None:
        left_entry, right_entry = (
            knowledge.award(a) or knowledge.award(award_title(a)) or knowledge.award(x.series),
            knowledge.award(b) or knowledge.award(award_title(b)) or knowledge.award(y.series),
        )
        if left_entry is not None and right_entry is not None:
            same = left_entry.name == right_entry.name
            return ("same" if same else "different"), "knowledge"
    if x.series == y.series and len(x.series) >= 2:
        return "same", "award-series"
    if _bare_place(x.series) == _bare_place(y.series) and len(x.series) >= 4:
        return "same", "award-place-suffix"
    for short, full in ((x, y), (y, x)):
        if (
            full.series.removesuffix("奖") == short.series
            and len(short.series) >= 4
            and not short.series.endswith(("章", "状"))
        ):
            return "same", "award-ending"
    return "different", "no-rule"


def _bare_place(series: str) -> str:
    """山东省劳模 and 山东劳模 are one; 吉林省 and 吉林市 stay two."""
    found = _PLACES.match(series)
    if not found or found.group(1) in geo.AMBIGUOUS:
        return series
    plain = found.group(1)
    if plain in geo.PROVINCES or (found.group(2) == "市" and plain in geo.CITIES):
        return plain + series[found.end() :]
    return series


def award_title(name: str) -> str:
    """An award's name as people read it, without year, session and rank.

    >>> award_title("2021年度中铝集团第四届创新创意大赛一等奖"), award_title("“全国工人先锋号”")
    ('中铝集团创新创意大赛', '全国工人先锋号')
    """
    text = canonical(name)
    if text[:1] in '“「《"' and text[-1:] in '”」》"' and not any(c in text[1:-1] for c in '“”「」《》"'):
        text = text[1:-1]
    text = _SESSION.sub("", _YEAR.sub("", text, count=1), count=1)
    text = re.sub("^年度|(?<=[会团司业院厂])年度", "", text)
    rank = re.search("(?:[一二三四五]等|特等)奖$", text)  # 金奖, 优秀奖 stay: without them the name may be nobody's
    if rank and len(text) > 5:
        bare = text[: rank.start()]
        text = bare + ("" if bare.endswith(("奖", "赛", "活动", "杯", "榜")) else "奖")
    return text.strip("的·- ") or canonical(name)
