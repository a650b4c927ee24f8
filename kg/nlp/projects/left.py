"""Where the name of a project begins: left of its head, after the last word that no name of an undertaking holds."""

from __future__ import annotations

import re

from kg.nlp.awards import words
from kg.nlp.gate import gate
from kg.nlp.lexicon import lexicon
from kg.nlp.words import Words, is_word

REACH = 40
# Verbs, modes and measures that stand before a project's name, never in it.
_VERBS = (
    r"经历|制定|编制|出台|传达|严控|嵌入|送到|落地|投运|演绎|代表(?!性)|引进|有限公司|有限责任公司|承建|参建|承揽|中标|筹建|援建|建设(?=[\u4e00-\u9fff]{4}|年产|\d)|承担|参与|参加|实施|推进|完成|研发(?!项目|课题|平台|中心|基地|与|及)|开发(?=[\u4e00-\u9fff]{6})|攻克|投资|打造|牵头|负责|主持"
    r"|承办|主办|协办|依托|围绕|聚焦|突破|掌握|采用|应用(?=[\u4e00-\u9fff]{4})|创造|提出|搭建|构建|启动|签署|签订|签约|调研|视察|走进|担任|在建|随着|位于|标志着|助力|点赞|全力|抓好|抓紧|抓实|抓牢|深化|深入|纵深|持续"
    r"|组建|建成|产出|介绍|展示|投产|开工|竣工|完工|交付|保障|保供|关于|针对|现场|汇报|使用|涉及|全面|当年|今年|去年|明年|这座|这条|这项|这个|那座|对于|期间|规划|主导|设计(?=[\u4e00-\u9fff]{4})|监理(?=[\u4e00-\u9fff]{4})|最[长大高深][\u4e00-\u9fff]{0,6}?(?:隧道|大桥|电站|铁路|公路|枢纽)(?=[\u4e00-\u9fff]{2})|总结|新建(?=[\u4e00-\u9fff]{2})|投入到|投身到?|(?:中[铁建交冶核]|中国水电|水电|葛洲坝|能建|电建|铁建)[一二三四五六七八九十\u4e00-\u9fff]{0,8}?(?:局(?:集团)?|公司|集团|电建)(?=[\u4e00-\u9fff]{6})|中国(?:电建|能建|铁建|交建|中铁|中冶|化学)(?=[\u4e00-\u9fff]{6})|(?:下穿|上跨|跨越|穿越|临近|邻近|途经)(?=[\u4e00-\u9fff]{2})|总承包(?=[\u4e00-\u9fff]{3})|(?:控制性|重难点|标志性|样板|龙头)(?:工程|项目)(?=[\u4e00-\u9fff“])|项目为|名为|全名叫|叫做|包括|包含|分别|不含|整体|带领|率领"
    r"|围着|支援|瞄准|抢抓|来到|看望|前往|赶赴|奔赴|赴(?!前)|两[套座条]|进入|驻(?!马)|亮相|上马|利用(?=[\u4e00-\u9fff]{6})|争取|力争|世界(?=首)|我国(?=首)|出席|察看|查看|走访|到访|参观|慰问|听取|观摩|巡视|检查(?!站|井)|督导|指导|陪同|做好|干好|建好|用好|管好|配合|协助|参评|审议|审查|批准|核准|批复"
    r"|验收|通过|顺利|成功|圆满|加快|加速|扎实|稳步|有序|积极|大力|努力|确保|力保|如期|按期|提前|即将|正在|曾经|已经|先后|陆续|相继|继续|不断|着力|强力|统筹|谋划|布局|落实|贯彻|见证|攻关对象|潜心|摸索|比(?=\d)|是(?=[±\d])|所辖|所属|旗下|下属|推荐|同志任|兼任|任(?=项目|课题)|出任|入围|拥有|(?<!生产)经营(?!性|管理)|出资|畅通|(?:修建|修筑|修)(?=铁路|公路|桥)|搬[进到]|开进|送进|搬上|推广(?!应用|中心|项目|工程|示范)|展开|联手|对象|下列|上述|以下|下称|简称|每一个|每个|其中的|(?:首|第一|又一|唯一一?)[个座条项]|单独|我国|记者|获悉|据悉|了解到|近日|日前|日上午|日下午|同时|以及|包揽|瞄向|贯通"
    r"|[从因对着过到暨](?=[\u4e00-\u9fff“])|[▎▍◎※◇△▲▼►▸]"
)
# … and the places behind a company or a date
VERBS = re.compile(
    rf"{gate(_VERBS)}|(?<=[\u4e00-\u9fff]{{2}}公司)(?=[\u4e00-\u9fff]{{4}})|(?<=\d[月日])"
    r"|(?<=在[\u4e00-\u9fff]{2})(?:投资)?(?:建设|修建|兴建)(?=[\u4e00-\u9fff]{2})|(?<=在[\u4e00-\u9fff]{3})(?:投资)?(?:建设|修建|兴建)(?=[\u4e00-\u9fff]{2})"
)
# What looks like such a word and is part of a longer one.
NOT_A_BORDER = re.compile(
    r"共和国|埃及|普及|被动|并网|并行|并购|有轨|有源|有载|有机|等离子|等温|等级|在线|在役|在藏|在川|[给][水料排煤]|[补供自]给|[公华千万英海]里|里程|[定双纵横径轴侧正反转导取][向]|向家坝|联合(?:循环|站|装置|体|厂房|运行)|组织工程"
    r"|连续(?![一二三四五六七八九十两多几\d])|[反相绝校应面针][对]|对[外接流置冲撞]|对二甲苯|[通超跨越经]过|过程|过[滤热渡河江海冷载磷]|[原基成起]因|因子|到[达货]|[顺服]从|以[太色]|与[共]|为[民]|得[荣]|[公]共|将[军台]|由[度]|于[田都洪]|[自有]有|[国私共][有]|各[向]|[一二三四五六七八九十]等|设计院|设计研究"
)
NUMBERED = re.compile(r"(?:19|20)\d\d$")
UNIT_NEXT = re.compile(r"[万千百亿吨MmGkK兆公升立毫]")
TRIM = re.compile(
    r"^(?:任(?!务)|所属|旗下|自主|联合(?!循环|站)|共同|年(?!产|处理|加工|均|\d)|月|日|第(?![一二三四五六七八九十\d])|由|对|其|项(?!目)|的|在(?![线役藏])|与|和|公司|集团|我国|全省|新的|重点(?!实验室)|等(?!离子)|暨|了|起(?![重升爆])|座|条|个|为|是|有|出|及其?|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[\s　\u2580-\u27bf])+"
)
CONTINUES = re.compile(
    r"(?:其)?(?:配套|附属|辅助|辅机|系列产品|产能|协同|优化|金属结构|机电|设备|装备|安装|相关|冶炼|加工|工艺|一期|二期|三期|外送|送出|储能|示范|推广|\d+(?:\.\d+)?(?:万|千|GW|MW|吨|兆瓦))"
)
ENDS_A_THING = re.compile(
    r"(?:公司|集团|局|院|厂|所|部|政府|委|市|县|区|省|大学|学院|矿|行|站|桥|路|项目|工程|技术|系统|平台|基地|电站|铁路|装置|生产线)$"
)


def left_border(text: str, head: int, *, joined: bool = True) -> int:
    """Where the name whose head begins at `head` starts; `joined`: it may run on over 及, 与, 和 to its left.

    >>> text = "江南路桥顺利推进青云水利枢纽及配套灌区工程"
    >>> text[left_border(text, text.index("工程")):]
    '青云水利枢纽及配套灌区工程'
    """
    low = max(0, head - REACH)
    start = _start(text, low, head)
    if joined and start > low + 2 and text[start - 1] in "及与和、" and _goes_on(text, low, start, head):
        start = _start(text, low, start - 1)
    trim = TRIM.match(text[start:head])
    if trim is not None:
        start += trim.end()
    if start > low and text[start - 1] == "”" and (opening := text.rfind("“", max(0, start - 30), start)) >= 0:
        start = opening
    return start


def _start(text: str, low: int, head: int) -> int:
    start = low
    for hit in words.LEFT_BOUNDARY.finditer(text, low, head):
        if hit[0] in "—－" and "—" not in text[max(0, hit.start() - 1) : hit.start()] + text[hit.end() : hit.end() + 1]:
            continue  # 昌吉—古泉: one dash joins the ends of a line
        if NUMBERED.match(hit[0]) and UNIT_NEXT.match(text, hit.end()):
            continue  # 2000万吨 is no year
        if hit[0] in "（）" and _short_bracket(text, hit.start(), head):
            continue
        if not _inside_word(text, hit.start()):
            start = hit.end()
    for hit in VERBS.finditer(text, start, head):
        if not _inside_word(text, hit.start()):
            start = hit.end()
    return start


ADVERBS = frozenset("d c p u ud ul uv uz zg".split())
SHORT_BRACKET = re.compile(
    r"（(?:[A-Z+]{2,6}|[一二三四五六七八九十\d]+期|(?![左右中上下前后图摄记通甲乙丙]|以下|简称|下称)(?:[\u4e00-\u9fff]{1,3}|[\u4e00-\u9fff]{1,4}(?:部分|[段期])))）(?=[\u4e00-\u9fff])"
)
PLACED = ("ns", "nt", "nr")
# Verbs of trades and processes, which open a name: 混合, 分离; and years cut from their end: 2020年|底.
OPENS = re.compile(r"混合|分离|移动|虚拟|重载|加氢|采掘|抽水|发射|储能|蓄能|退役|替代|超低|退城|转炉|[引调输]")
SEASON = re.compile(r"(?<=年)[初底末中内](?=[\u4e00-\u9fff]{3})")


def after_verbs(read: Words, start: int, head: int) -> int:
    """`start`, or where the name begins behind the verbs and adverbs that stand before it and that no list knows.

    >>> from kg.nlp.words import read_words
    >>> text = "极大地补齐滇西北地区铁路"
    >>> text[after_verbs(read_words(text), 0, len(text) - 2):]
    '滇西北地区铁路'
    """
    season = SEASON.match(read.text, start)
    start = season.end() if season is not None else start
    index = read.at(start)
    if read.starts[index] != start:
        return start
    cut, opening = start, True
    while index < len(read.starts) and read.ends[index] < head - 1:
        word, tag, verb = read.word(index), read.tags[index], _verb(read, index)
        adverb = (tag in ADVERBS and len(word) > 1 and is_word(word)) or word in ("他", "她", "我们", "他们")
        following = read.tags[index + 1] if index + 1 < len(read.tags) else ""
        verb = verb or (tag == "l" and word[-1] in "起到着出")
        if tag == "uv" or (verb and following in PLACED) or (opening and (verb or adverb)):
            cut = read.ends[index]
            if read.text[cut] in "起到着了过出好":
                cut, index = cut + 1, read.at(cut)
        else:
            opening = False
        index += 1
    return cut


def acted_on(read: Words, head: int) -> bool:
    """下穿铁路, 克服隧道涌水: the word before the last word of a structure is what is done to it."""
    index = read.at(head - 1)
    return read.ends[index] == head and _verb(read, index)


def _verb(read: Words, index: int) -> bool:
    word = read.word(index)
    plain = read.tags[index] == "v" and len(word) > 1 and is_word(word)
    return plain and word[-1] != "化" and OPENS.match(word) is None and word not in lexicon().name_verbs


def _short_bracket(text: str, at: int, head: int) -> bool:
    """设计施工（EPC）总承包项目, 中粮（新港）基地项目: a short remark between two words of a name."""
    first = text.rfind("（", max(0, at - 11), at + 1)
    if first < 2 or text[first - 1] in "，。；：、）”\n 　":
        return False
    remark = SHORT_BRACKET.match(text, first)
    return remark is not None and remark.end() <= head


def _inside_word(text: str, at: int) -> bool:
    longer = NOT_A_BORDER.match(text, at) or NOT_A_BORDER.match(text, max(0, at - 1))
    return longer is not None and longer.end() > at


def _goes_on(text: str, low: int, start: int, head: int) -> bool:
    """A及B工程 is one name when B alone names nothing of its own and A is no name that ends there."""
    after = text[start:head]
    if text[start - 1] == "、":
        return after[:1].isdigit() and text[start - 2].isdigit()
    before = text[low : start - 1]
    if CONTINUES.match(after):
        return after[0] in "配附辅" or after.startswith("系列产品") or ENDS_A_THING.search(before) is None
    return (
        text[start - 1] == "及"
        and len(after) <= 8
        and re.search(r"[\u4e00-\u9fff]{3}$", before) is not None
        and ENDS_A_THING.search(before) is None
    )
