"""What only says of which kind a work is (国家重点项目, 第二长隧道, 两个光伏项目) and names none."""

from __future__ import annotations

import re

from kg.nlp.words import Words, is_word

GENERIC = re.compile(
    r"(?:[一二两三四五六七八九十几百\d]+|余|该|本|此|这个|这些|这|各|多|某|其|一批|一系列|重点|重大|重要|国家|全国|省级|市级|示范|优质|精品|建设|科研|科技|攻关|创新|技改|技术|改造|在建|新建|扩建|试点|工业|公益|服务|合作|主体|配套|单项|系统|子项|民生|样板|品牌|标志性|标杆|核心|关键|相关|有关|类似|大型|中型|小型|海外|国内|国外|境外|境内|获奖|参赛|申报|参评|投资|民心|前|同一|每|无人|面子|里子|海内外|两国|两地|首条|首批|全套|国字号|后续|延链|补链|强链|专业|金奖|银奖|全部|其他|一体化|万吨|高质量|高标准|数字化|智能化|自动化|绿色|基础设施|投产|主要|世界|最大|新能源|清洁能源|可再生能源|志愿|生产|先进|自主|独有|成熟|应用|多个|若干|同类|首个|第一个|首座|座|条|个|项|处|大|小|新|老|期|一期|二期|的|等|和|及|与"
    r"|土建|土木|安装|施工|水利|水电|交通|建筑|市政|公路|铁路|桥梁|隧道|电力|能源|环保|节能|光伏|风电|火电|核电|储能|水电|煤电|发电|矿山|冶金|冶炼|化工|炼化|炼油|系列|整体|总体|全省|全市|我国|中国|集团|公司|企业|党建|党委|支部|青年|职工|人才|质量|安全|管理|改革|发展|战略|民营|国有|央企|省|市|县|区|地方|当地|所在|在线|线上|线下|现有|原有|既有|传统|常规|普通|特高压|超高压|高压|城市|农村|乡村|农田|工艺|设备|产业|产品|研发|研究|课题|实验|试验|单位|竣工|完工|优秀|品质|匠心|良心|放心|暖心|实事|为民|亮点|特色|专项|综合|土石方|收尾|附属|样本|标准化|规模|规模化|电解铝|氧化铝|铝电解|沉管|海底|海上|陆上|山区|高原|跨海|跨江|越江|过江|高速|公寓|住宅|房建|地产|商业|保障房|安置房|棚改|供热|供水|供电|供暖|引水|治污|治水|EPC|PPP|BOT|EMC|BIM|QC|AI|ESG|IT|特等奖|[一二三]等奖|国企改革|改革深化|生命|上游|下游|输送|跨省区?|热轧|冷轧|连铸|相关|集装箱|[一二三四五六七八九十]+级|基因|生物|遗传|系统|软件|土木|机械|希望|班组|制定|编制|优秀|五小|对标)+$"
)
# “青字号”品牌, “党建+项目”模式, “卡脖子”技术: kinds, not names.
SLOGAN = re.compile(
    r"字号$|[+＋](?:项目|工程|生产|经营|班组|业务|安全|创新|服务|N)?$|^(?:卡脖子|一把手|立改废|废改立|四不两直|三重一大|非遗|高精尖|急难愁盼|立改废|废改立|四不两直|三重一大|五小|小发明|双碳|一带一路|十[二三四五]五|面子|里子|互联网|智慧|数字化|样板|品牌|精品|民生|民心|暖心|龙头|明星|拳头)$"
)
# A work counted, ranked or praised by its class: told of a work named elsewhere.
CLASSED = re.compile(
    r"第[一二三四五六七八九十\d]+(?:[座条个项长大高深]|$)|最(?:[大长高深新早后重]|先进|关键)|(?:首|唯一|第一)[个座条套批台]|重[点大要难]|龙头(?![山镇乡村寨岭沟河])|标[杆志]|示范|样板|代表性?|控制性|骨干|[家界国]级|[省市州区]级"
    r"|一[个座条]|[两三四五六七八九十多几]+[个座条]|\d+座|高风险|单线|双线|优质|精品|民[生心]|境[内外]|合资|中型|露天|双向|单洞|双洞|创新性|典范|实事|所有|交通集群"
)
# … and where no place is named.
PART = re.compile(r"完整|主体|附属|剩余|全部|大型")
# Praise right before the last word: whose ever work it is, this is no name of it.
PRAISED = re.compile(
    r"最[大长高深]|[两三四五六七八九十几多](?:余)?[个座条项位名](?!代表)|^(?:[一二三四五六七八九十]期)?\d+(?:\.\d+)?(?:万|亿)?(?:兆瓦|千瓦|吨|公里|米)$|(?:第[一二三四五六七八九十\d]+[长大高深]|最[大长高深]|重难点|控制性|关键性|标志性|代表性|创新性|龙头|标杆|样板|骨干|典范|优质|精品|重点|重大|民生|高风险|所有主体|一流|阳光|廉洁|[特一二三]等奖|[金银铜]奖|获奖)$"
)
# A number with a unit, words in marks, a model, a stage: a name of its own.
OWN = re.compile(
    r"[“”‘’《》A-Za-z]|\d+(?:\.\d+)?(?:万|亿|千)*(?:吨|千?瓦|兆瓦|公里|平方?米|立方米?|方|米|千伏|亩|头|辆|台|套|桶)|号|[一二三四五六七八九十\d]期|年产"
)
KINDS = re.compile(r"EPC|PPP|BOT|BOO|PC(?=工程|项目|$)")
ADMINISTERED = ("省", "市", "县", "区", "州", "国")
# Tags of words that may carry a name: organisations, other names, foreign letters (and all words no dictionary has).
NAMING = ("nt", "nz", "x", "eng")


# 项目包括甲工程、乙工程: what a work consists of.
CONSISTS = re.compile(
    r"(?:项目|工程|内容|范围|标段)(?:[\u4e00-\u9fff]{0,6}?)(?:包括|包含|含有|涵盖|分为|涉及|主要有|内容为|[为是](?=新建|建设))[^。；\n]*$"
)

NAMED = re.compile(rf"{OWN.pattern}|[\u4e00-\u9fff]{{2}}[河江湖山岛湾镇村乡](?![地底区体])")


def is_part(words: Words, start: int, head: int) -> bool:
    """True for a member of a list of what a work consists of, when nothing in it is a name.

    >>> from kg.nlp.words import read_words
    >>> text = "该项目包括集电线路工程、接地工程"
    >>> is_part(read_words(text), text.index("集"), text.index("路工程") + 1)
    True
    """
    first = max(words.text.rfind(mark, 0, start) for mark in "。；\n") + 1
    if CONSISTS.search(words.text, max(first, start - 120), start) is None or NAMED.search(words.text, start, head):
        return False
    return not _named(words, start, head, 2)


def _named(words: Words, start: int, head: int, known: int = 1) -> bool:
    """True when a word is a place, a name, or unknown and longer than `known` characters."""
    index = words.at(start)
    while index < len(words.starts) and words.starts[index] < head:
        tag, word = words.tags[index], words.word(index)
        unknown = len(word) > known and tag[0] == "n" and not is_word(word) and CLASSED.search(word) is None
        if tag.startswith(("ns", *NAMING)) or unknown:
            return True
        index += 1
    return False


# 该工程是…的中型水利枢纽工程: what is said of a work names none.
SAID_OF = re.compile(r"(?:(?<![“A-Za-z])[是为系]|成为)(?:[^，。；\n]{0,30}的|[^，。；\n]{0,8}[座条个项])$")


def is_said_of(words: Words, start: int, head: int) -> bool:
    """True for a work that only says what another one is, when nothing in it is a name."""
    first = max(words.text.rfind(mark, 0, start) for mark in "。；，\n") + 1
    if SAID_OF.search(words.text, max(first, start - 44), start) is None or NAMED.search(words.text, start, head):
        return False
    return not _named(words, start, head)


def only_kind(words: Words, start: int, head: int) -> bool:
    """True when [start, head) before the last word of a work has words of its class and nothing that is a name.

    >>> from kg.nlp.words import read_words
    >>> for text in ("国家级石化产业基地龙头项目", "玲龙一号全球首堆示范工程"):
    ...     print(only_kind(read_words(text), 0, len(text) - 2))
    True
    False
    """
    stem = words.text[start:head]
    if PRAISED.search(stem) is not None and "”" not in stem:
        return True
    stem = KINDS.sub("", stem)
    part = CLASSED.search(stem) is None
    if (part and PART.search(stem) is None) or OWN.search(stem) is not None:
        return False
    index, places = words.at(start), 0
    while index < len(words.starts) and words.starts[index] < head:
        tag, word = words.tags[index], words.word(index)[: head - words.starts[index]]
        if CLASSED.search(word) is None and PART.search(word) is None and GENERIC.fullmatch(word) is None:
            if tag.startswith(NAMING) or (len(word) > 1 and tag[0] == "n" and tag != "ns" and not is_word(word)):
                return False
            if tag == "ns":
                places += 1
                if part or places > 1 or not word.endswith(ADMINISTERED):
                    return False
        index += 1
    return True
