"""Attributes of a conferral: rank, level, year, conferrer, count, from the name, the sentence, and what is known."""

from __future__ import annotations

import re

from kg.knowledge import Knowledge
from kg.nlp.awards import words
from kg.nlp.awards.grammar import split_rank

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-—–~至到]+\s*((?:19|20)\d\d|\d\d))?(?=\s*(?:年|年度|[^\d]|$))")
NEXT_RANK = re.compile(rf"[”》\s·“]*(?:（[^（）]{{0,16}}）)?(?:[、和及，]?\s*(?:其中)?)(?P<rank>{words.RANK})")
YEAR_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年)?\s*(?:[-—–~]+|至|到)\s*((?:19|20)\d\d|\d\d)(?!\d)")
ONE_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?=年|度|\s|[^\d年.]|$)")
RELATIVE = re.compile(r"(今年|本年|去年|前年|同年|当年|次年)")
COUNT = re.compile(
    r"^[”》\s]*(?:称号|荣誉|奖项?)?(?:\s*[（(])?(?:各)?(?:共|已达|达到?|共计|累计|已有|总计)?(\d+|[一二两三四五六七八九十])(?:余)?(?:项|个|名|人|枚|块|次|台|家|件|金|尊|座)(?!单位|集体|“)"
)
COUNT_BEFORE = re.compile(
    r"(?:共|有|的)?(\d+|[一二两三四五六七八九十]{1,2})(?:余|多)?(?:项|个|名|人|台|家|件|位)[^，。；、]{0,10}$"
)
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
INDUSTRY = re.compile(
    r"行业|系统|煤炭|电力|机械|石油|石化|化工|化学工业|有色|钢铁|冶金|轻工|酒业|酿酒|白酒|公路|铁路|民航|航空|航天|航海|交通(?!大学)|水利|水力|水电|纺织|船舶|通信(?!集团)|家电|物流|建材|黄金|军工|金融|邮政|测绘|能源|电网|核电|核能|核科普|汽车工业|旅游|气象|海洋|林业|农业|医药|航运|飞行|煤电|火电|机组|施工企业|工程建设|工程建设企业|公路交通|化肥|乳业|水泥|稀土|铝|铜|锌|班组创新"
)
INTERNATIONAL = re.compile(
    r"国际(?!贸易|工程|集团|公司|中心|航空)|世界|全球|亚洲|IWA|FIDIC|菲迪克|Seatrade|MSCI|恒生|IBC|海外|英国|美国|亚太|联合国|APEC|日内瓦|灯塔工厂"
)
NATIONAL = re.compile(
    r"全国|国家|中央企业|央企|中华|中国|国务院|人民|大国|共和国|全军|七一勋章|改革先锋|时代楷模|最美奋斗者|鲁班奖|詹天佑|军工人"
)
GROUP_WORD = re.compile(r"集团(?!军)|总公司|公司系统")


def rank_of(surface: str, after: str) -> tuple[str, ...]:
    """Ranks of an award: fused into its name, or right behind it (several: 特等奖1项、二等奖1项 gives two).

    >>> rank_of("江南专利金奖", ""), rank_of("江南科技进步奖", "特等奖1项、二等奖1项。")
    (('金奖',), ('特等奖', '二等奖'))
    """
    fused = split_rank(surface)[1]
    if fused is not None:
        return (normal_rank(fused),)
    ranks: list[str] = []
    position = 0
    while True:
        hit = NEXT_RANK.match(after, position)
        if hit is None:
            break
        ranks.append(normal_rank(hit["rank"]))
        count = COUNT.match(after[hit.end() :])
        position = hit.end() + (count.end() if count else 0)
    return tuple(ranks)


def normal_rank(rank: str) -> str:
    """A rank as it is written in a record: 一等 → 一等奖."""
    rank = re.sub(r"^(?:专利|项目|类|个人(?!第))", "", rank)
    return rank + "奖" if re.fullmatch(r"[特一二三四五]等", rank) else rank


def number(text: str) -> str | None:
    """A small count as decimal digits.

    >>> number("12"), number("三"), number("十二")
    ('12', '3', '12')
    """
    if text.isdigit():
        return text
    if len(text) == 1 and text in DIGITS:
        return str(DIGITS[text])
    if text.startswith("十") and len(text) == 2:
        return str(10 + DIGITS[text[1]])
    return None


def year_in(text: str, *, last: bool = False) -> str | None:
    """The year (or span of years) a stretch of text names; the last one when asked, else the first.

    >>> year_in("2018—2019年度"), year_in("2016年获")
    ('2018-2019', '2016')
    """
    if "19" not in text and "20" not in text:
        return None
    found: list[tuple[int, str]] = []
    spans = []
    for hit in YEAR_SPAN.finditer(text):
        spans.append(hit.span())
        second = hit[2] if len(hit[2]) == 4 else hit[1][:2] + hit[2]
        if 0 < int(second) - int(hit[1]) < 12:
            found.append((hit.start(), f"{hit[1]}-{second}"))
    for hit in ONE_YEAR.finditer(text):
        if not any(a <= hit.start() < b for a, b in spans):
            found.append((hit.start(), hit[1]))
    if not found:
        return None
    found.sort()
    return found[-1 if last else 0][1]


OF_MINISTRY = re.compile(r"[\u4e00-\u9fff]{2,6}部(?:先进|劳动|优秀|模范)")
OF_NATION = re.compile(r"全国|国家|中央企业|央企|中华|国务院|大国|共和国|中国")


def level_of(core: str, giver: str, knowledge: Knowledge, *, company: bool = False) -> str:
    """The level of an award from what is known about it, its name, and the name of who gives it.

    `company`: the name opens with that of an enterprise, whose award it then is.
    """
    known = knowledge.award(core)
    if known is not None and known.level:
        return known.level
    if RATER.match(core):
        return "international"
    if (company and not TRADE.match(core)) or OWN.match(core):
        head = GROUP_WORD.search(core) or core.startswith(("集团", "国家电网", "国网")) or _of_head(core, knowledge)
        return "group" if head and RAILWAY.match(core) is None else "enterprise"
    if INTERNATIONAL.search(core):
        return "international"
    if "证券交易所" in core:
        return "national"
    place = _place_level(core, knowledge)
    if place == "municipal" and re.match(r"[市全]", core) and re.match(r"北京|天津|上海|重庆", giver):
        return "provincial"
    if place:
        return place
    if OF_MINISTRY.match(core):
        return "national"
    by_giver = _by_giver(giver, knowledge)
    strong = OF_NATION.search(core)
    if INDUSTRY.search(core) and not re.match(r"(?:国家|中央企业|国务院)", core):
        return by_giver if by_giver in ("group", "enterprise") and strong is None and "行业" not in core else "industry"
    if strong is not None:
        return "national"
    if GROUP_WORD.search(core):
        return "group"
    if by_giver:
        return by_giver
    return "national" if NATIONAL.search(core) else "unknown"


LEVEL_WORDS = (
    ("international", re.compile(r"国际级?|世界级")),
    ("national", re.compile(r"国家级|全国级")),
    ("provincial", re.compile(r"省部?级|自治区级|省、?部级")),
    ("municipal", re.compile(r"[地州]?市(?:州|厅)?级|区县级")),
    ("industry", re.compile(r"行业级|系统级")),
    ("group", re.compile(r"集团(?:公司)?级|总公司级")),
    ("enterprise", re.compile(r"(?:公司|企业|局|厂|矿)级|二级单位级")),
)
LEVEL_HEAD = re.compile(
    r"[^\u4e00-\u9fff]*(?:[一二三四五六七八九十]{1,2}[、．.])?(?P<word>[\u4e00-\u9fff、]{2,6}级)(?:荣誉|奖项|奖励|表彰|先进|称号|成果|\W)*$"
)


def told_level(text: str) -> str | None:
    """The level a cell or a heading states.

    >>> told_level("省部级"), told_level("一等奖")
    ('provincial', None)
    """
    return next((level for level, words_of in LEVEL_WORDS if words_of.fullmatch(text.strip())), None)


RATER = re.compile(r"MSCI|明晟|富时|标普|标准普尔|晨星|CDP|EcoVadis|恒生指数")  # houses that rate all the world
RAILWAY = re.compile(r"[\u4e00-\u9fff]{2,8}局集团")  # the bureaus below the railway group
NO_PLACE = ("共和国", "友谊", "兴业", "江山", "民权")  # words that are also the names of counties
SCOPE_BEFORE = re.compile(  # 全国钢铁行业“清洁生产环境友好企业”
    r"(?:^|[获为予授入得到、，了是的和与及评度年届])(?P<scope>全国[\u4e00-\u9fff]{0,6}|国家级?|全省|省级?|全市|市级|[\u4e00-\u9fff]{2,3}(?:省|市|自治区)|(?:中国)?[\u4e00-\u9fff]{2,6}(?:行业|系统))[“《]$"
)
HEADS = re.compile(
    r"集团|国家电网|国网|国家能源|国家电投|中国(?!电力|质量|工业|建筑工程)"
)  # what a group at the head of many is called
TRADE = re.compile(  # opens like a company's short name and means the trade
    r"中国(?:电力|质量|工业|建筑(?!劳)|机械|专利|旅游|煤炭|有色|钢铁|化工|汽车|航空|航天|船舶|交通|能源|物流|青年|企业|品牌|证券|安全|土木|核|黄金|稀土|酿酒|酒业|轻工|纺织)(?!集团|公司)"
)
OWN = re.compile(r"(?:集团|公司|总公司|本公司|我公司|厂级|公司级)(?!级?别)")
PROVINCE_OPENS = re.compile(r"(?:省|全省|自治区|首都)")
CITY_OPENS = re.compile(r"(?:市(?!政)|全市|区级?|县级?|全县)(?![场域])")
PROVINCE_NAMED = re.compile(r"[\u4e00-\u9fff]{2,3}省(?![级部外内电])")
CITY_NAMED = re.compile(r"[\u4e00-\u9fff]{2,3}(?:市|县|区)(?![场域])")
OLD_NAMES = re.compile(r"三晋|齐鲁|八闽|荆楚|燕赵|江淮|中原|岭南|南粤|三秦|巴渝|云岭|富民兴鲁|天府|龙江|湖湘")


def _place_level(core: str, knowledge: Knowledge) -> str | None:
    """provincial or municipal when the name opens with a place (or 全省, 市级)."""
    if PROVINCE_OPENS.match(core):
        return "provincial"
    if CITY_OPENS.match(core):
        return "municipal"
    province = re.match(f"(?:{words.PROVINCES})(?:省|市|维吾尔自治区|壮族自治区|回族自治区|自治区)?", core)
    if province is not None:
        rest = core[province.end() :]
        inner = next((rest[:n] for n in (5, 4, 3, 2) if knowledge.places.get(rest[:n]) in ("prefecture", "county")), "")
        return (
            "municipal"
            if inner and rest[: len(inner)] != "" and inner.endswith(("市", "县", "区", "州"))
            else "provincial"
        )
    for size in (6, 5, 4, 3, 2):
        level = None if core.startswith(NO_PLACE) else knowledge.places.get(core[:size])
        if level and len(core) > size:
            return "provincial" if level == "province" else "municipal" if level in ("prefecture", "county") else None
    if PROVINCE_NAMED.match(core):
        return "provincial"
    if CITY_NAMED.match(core) and not core.startswith(("旅游城", "文明城")):
        return "municipal"
    return "provincial" if OLD_NAMES.match(core) else None


def _of_head(core: str, knowledge: Knowledge) -> bool:
    """True for 中国建筑劳动模范: four characters that are a group's short name, and no one owns that group."""
    head = knowledge.organization(core[:4]) if core.startswith("中国") else None
    return (
        head is not None
        and head.parent is None
        and not head.name.endswith("银行股份有限公司")
        and "银行" not in core[:8]
    )


def _by_giver(name: str, knowledge: Knowledge) -> str | None:
    if not name:
        return None
    if INTERNATIONAL.search(name):
        return "international"
    if re.search(r"证券交易所|上交所|深交所|北交所|证监会|上市公司协会", name):
        return "national"
    place = _place_level(name, knowledge)
    if re.search(r"协会|学会|联合会|促进会|研究会|商会|研究院$", name):
        return place or ("industry" if INDUSTRY.search(name) else "national")
    if re.search(r"公司|集团|股份|银行|铝业|矿业|石化|钢铁(?!工业)|有色|[电铝钢冶]厂$|油田|电网", name[:24]):
        head = re.search(r"集团|总公司|银行$", name) or (
            HEADS.match(name) and not re.search(r"分公司|[厂局院所部]$", name)
        )
        return "group" if head else "enterprise"
    if place:
        return place
    if re.search(r"民航|铁路|国防科技工业|能源局|邮政局|烟草", name):
        return "industry"
    if re.search(r"中央|国务院|国家|全国|中华|[\u4e00-\u9fff]{2,}部$|总工会|中宣部|党中央", name):
        return "national"
    return None
