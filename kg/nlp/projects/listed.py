"""Projects told by their place: what someone made, what stands in a list of works, what has a chief designer, the first of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.gate import gated
from kg.nlp.projects.heads import HEAD
from kg.nlp.projects.kinds import GENERIC, only_kind
from kg.nlp.projects.left import left_border
from kg.nlp.spans import RuleSpan
from kg.nlp.words import Words

MADE = re.compile(
    r"(?:技术|工艺|系统|平台|装置|装备|机器人|大模型|软件|小程序|产线|示范线|试验线|模型|材料|设备)"
    r"(?=[，。；、！？（）\n”]|$|[和与及等并在已获]|成功|实现|投[入用运产]|上线|研[发制究]|开发|应用|推广|建设|升级|迭代|正式|顺利|通过|填补|打破)"
)
MAKING = re.compile(
    r"(?<!中心)(?:研发|研制|开发|首创|独创|发明|攻克|突破|建成|搭建|构建|打造|上线|推出|创立|创造|设计|自研|推进|试制)(?:了|出|的|成功|完成|投用|一[套种项个台条]|[\d两三四五]+[套台条项种个]|以|\s)*[“]?$"
)
# A system or platform of its own that goes to work or is being built, whoever made it.
AT_WORK = re.compile(
    r"(?<=平台|系统|模型)(?:正式|成功|全面|顺利|已)*(?:上线|投运|投用|投入(?:使用|运行)|启用|建设推进|研发办公室|通过验收)"
)
PLAIN = re.compile(
    r"(?:智能|智慧|信息|数字|网络|在线|管理|监控|监测|控制|服务|综合|协同|安全|生产|关键|核心|先进|前沿|创新|高效|自动|远程|多项|多种|一批|系列|新型?|自主|专有|专利|工业|互联网|大数据|云|物联网|人工|信息化|产品|产业|业务|企业|集团|公司|办公|电子|视频|共享|开放|合作|交流|学习|培训|教育|宣传|党建|人才|体系|制度|流程|考核|评价|保障|支撑|技术|系统|平台|装备|设备|工艺|材料|模型|软件|化|型|级|类|的|等|和|及|与|高|大|小|好|优|强|双)+"
)
# …代表性工程有：甲大桥、乙隧道、丙中心: a row behind what calls its members works.
LIST_OPEN = re.compile(
    r"(?:工程|项目|建筑|场馆|作品|业绩)(?:主要)?(?:有|包括|为|是)?[：:](?=[^，。；：！？\n]{6,160}[。；\n])|(?:先后|相继|累计|还|曾)(?:承建|参建|建成|承担|完成)了?(?=[^，。；：！？\n]{6,160}[。；，\n])"
)
LIST_END = re.compile(
    r"(?:等[^，。；、：！？\n“”（）]{0,14}?(?:工程|项目|建筑|桥梁|场馆|电站|课题)|[两三四五六七八九十\d]+[座条个项](?:[大巨]型|梯级|重[大点])?(?:水?电站|铁路|大桥|隧道|工程|项目))"
    r"(?!部|师|公司|局|院|组|参|负责|经理|合作|管理|法人|资料|单位)"
)
STOPS = re.compile(r"[，。；：！？\n]")
CUT = re.compile(r"[、]|(?<!总)和(?!谐|平|田)|(?<!参)与|以及|及(?!其)")
DOING = re.compile(r"(?:参与|参加|参建|承建|承担|建设|实施|投资|完成|负责|推进|中标|承揽|签下|打造|包括|在|了|的)$")
ORGANIZATION = re.compile(
    r"(?:公司|集团|局|院|厂|所|部|协会|大学|党委|支部|班组?|队|单位|企业|行业|领域|地区|国家|人|员|者|奖|号|方面|环节|工作)$"
)
# Houses that are built, though their names end as those of organisations do.
HOUSE = re.compile(
    r"(?:水厂|电厂|污水厂|医院|学校|[小中]学|车站|客运站|气站|泵站|换电站|充电站|变电所|派出所|法院|院区|校区)$"
)
HEADED_BY = gated(r"(?:首席|常务)?副?(?:总设计师|总指挥长?|总师|首席科学家)")
LED = re.compile(
    r"(?:系统|工程|项目|探测器|卫星|飞船|火箭|客机|飞机|大桥|电站|基地|任务|航母|装置|专项|[一二三四五六七八九十百\d]号)$"
)
FIRST = re.compile(
    r"(?:国内|国际|世界|全球|全国|我国|行业|亚洲|省内|全省|全市|集团|公司)(?:国产)?(?:第一|首)[台套条座艘款辆架个](?:套)?(?:(?:自主(?:研制|研发|设计|建造|知识产权)|具有[^，。]{2,14})的|国产化?)?(?P<name>[^，。；：、！？\n（）“”的]{2,24}?(?:机|车|炉|器|泵|船|轮|艇|舰|装置|装备|系统|平台|机器人|生产线|产线|机组|工厂|窑|仪|飞机|电站|变压器))(?=[，。；、！？（）\n”]|$|[在于由的并已]|成功|顺利|正式|投|下线|落户|试|建成|通过|获|交付)"
)
SAID = re.compile(r"(?:项目|工程|装置|机组|电站|平台)[是为系]$")  # 该项目为全球首套…装置
BUILT = re.compile(
    r"(?:承建|参建|施工|总承包|援建|代建|承揽|投资建设|(?:负责|承担|参与|总承包)(?:建设|施工)|设计建造|捐建|投建|(?:承建|建设|投资)(?:并|和|、)(?:负责)?运营|投资[^，。；、的]{1,10}(?:建设|兴建|新建))的(?!项目|工程|标段|任务|各|\d|多|一)(?P<name>[^，。；：、！？\n“”（）]{4,32}?)"
    r"(?=(?:[A-Z]\d?|[一二三四五六七八九十\d]+号?)(?:座|楼|栋|标段)|主塔|主体|标志塔|项目部|首[件桩台段联片座]|全[部线面桥]|主[塔体跨墩]"
    r"|封顶|通车|竣工|完工|开工|投产|并网|贯通|合龙|成功|顺利|正式|圆满|提前|如期|近日|日前|迎来|完成|实现|进入|荣?获|入选|通过|建成|上线|投用|启用|移交|揭牌|包括|包含|全长|全线|总投资|占地|位于|投入|交付|获得|通水|供[水电热气]|发电|截流|下闸|蓄水|受电|带电|具备|在|(?<![终位等关对由至])于|[，。；、（）\n]|$)"
)
# The last word of a structure: what a told name runs on with behind it (…隧道终于, …水库下闸仪式) is no part of it.
# 建设的, 修建的 alone: only with what happens to a work behind the name.
RAISED = re.compile(
    r"(?:建设|修建|兴建|新建|捐建|打造)的(?!项目|工程|标段|任务|各|\d|多|一)(?P<name>[^，。；：、！？\n“”（）的]{4,28}?(?:[一二三四五六七八九十]期)?)"
    r"(?=主体|(?:正式|成功|顺利|全面|如期)*(?:封顶|通车|竣工|完工|开工|投产|投运|并网|贯通|合龙|投用|启用|移交|开园|开馆|开业|供水|落成|揭牌))"
)
ENDS_A_WORK = re.compile(
    r"(?:项目|工程|隧道|大桥|水库|电站|枢纽|铁路|公路|高速|[\d一二三四五六七八九十]号线|航站楼|机场|码头|大厦|酒店|医院|体育[场馆]|会展中心|厂房|车站|停车场|管廊|管道|泵站|水厂|变电站|换流站|风电场|焦炉|生产线|产线|煤矿|矿井|选煤厂|小区|广场|公园|学校|船闸|大坝|渠道|地铁站)"
    r"(?:[一二三四五六七八九十\d]+(?:期|标段?)|（[^（）]{1,10}）)?(?!部|[\u4e00-\u9fff\d]{0,10}(?:项目|工程|中心|基地|段|线|站|厂|楼|区|桥|路|标|期|[一二三四五六七八九十\d]号)$)"
)
MADE_BY = re.compile(
    r"(?:研发|研制|试制|自制|制造|开发|设计建造|自主设计)的(?P<name>[\u4e00-\u9fffA-Za-z\d.×·/+-]{4,26}?(?:系统|装置|设备|支架|平台|发动机|机器人|机车|列车|汽轮机|燃气轮机|起重机|盾构机|掘进机|反应堆|压力容器|技术|软件|模型|电池|合金|特种钢|疫苗|注射液|颗粒|胶囊|新药|芯片|处理器|操作系统|数据库|服务器|传感器|无人机|客机|邮轮|盾构|航电))"
    r"(?=[，。、；：！？）”\n]|$|[获在已由于和与及等也为是将把被]|控制|成功|正式|下线|交付|投|用[于在]|应用|实现|通过|填补|保障|监测|打通|接入|完成|首次|批量|连续|稳定|达到|达产|运行|亮相|问世|启航|入列|取得|突破|解决)"
)
MADE_ANY = re.compile(
    r"(?:研发|研制|试制|自主开发|培育|首创|发明|设计制造|自制)的(?P<name>[\u4e00-\u9fffA-Za-z\d.×·/+-]{4,22}?)"
    r"(?=获批|上市|交付|投用|下线|亮相|通过|荣获|获得|获[^得]|实现|成功|填补|打破|正式|投入|入选|在[\u4e00-\u9fff]{2,10}(?:落地|应用|投)|首飞|问世|量产)"
)
HONOURED = re.compile(
    r"(?:完成|申报|报送|选送|承担|牵头|主持|实施|研发|研制|开发|创作|提出|设计|负责|主导)的(?P<name>[^，。；：！？“”《》\n]{6,40}?)(?:项目|课题|成果)?"
    r"(?=(?:喜|荣|斩|捧|双双|分别|先后|再|又|均|一举)?(?:获|摘|夺得|入选|通过[^，。；]{0,8}(?:验收|鉴定|评审)|被评为|被认定|列入|达到(?:国际|国内)|整体技术))"
)
CHANGED = re.compile(
    r"(?:实施|完成|推进|启动|投资|负责|开展|主持|牵头|参与)(?:了|的)?(?P<name>[^，。；：！？“”《》、\n]{5,28}?(?:改造|技改|升级|扩建|迁建|修复|综合治理|整治|国产化|一体化))"
    r"(?=[，。；、！？\n]|$|后|等|并|顺利|如期|圆满|成功|获|通过)"
)
LABELLED = re.compile(
    r"(?:(?:项目|成果|课题|专利|作品|工程|案例)(?:名称|题目)|QC课题|获奖(?:项目|成果))[：:][\s　]*[“《]?(?P<name>[^\n；。：:“”《》]{4,60}?)[”》]?"
    r"(?=[\n；。]|[\s　]{2,}|[\s　]*(?:奖励|获奖|等级|奖项|主?要?完成|申报|承担|负责|单位|专利权|发明人|所属)|$)"
)


def told_by_place(read: Words) -> Iterator[RuleSpan]:
    """Every reading of this file, in no order."""
    text = read.text
    yield from _made(text)
    yield from _in_a_list(text)
    yield from _headed_by(text)
    for rule, pattern in (
        ("built", BUILT),
        ("built", RAISED),
        ("made-by", MADE_BY),
        ("made-any", MADE_ANY),
        ("honoured", HONOURED),
        ("changed", CHANGED),
        ("labelled", LABELLED),
    ):
        for hit in pattern.finditer(text):
            name = hit["name"]
            if re.search(r"了|进行|开展|该|^第?[一二三四五六七八九十\d]+(?:[座个条项]|工区|分部|标)", name):
                continue
            if rule == "built" and (ends := [m.end() for m in ENDS_A_WORK.finditer(name)]):
                name = name[: ends[-1]]
            start, end = hit.start("name"), hit.start("name") + len(name.rstrip())
            kind = GENERIC.fullmatch(name) or GENERIC.fullmatch(
                name.removesuffix("项目").removesuffix("工程") or "项目"
            )
            house = rule == "built" and HOUSE.search(name) is not None
            if kind or PLAIN.fullmatch(name) is not None or (ORGANIZATION.search(name) and not house):
                continue
            if rule != "built" or not only_kind(read, start, end):
                yield RuleSpan(start, end, rule, 0.65)
    for hit in (
        m
        for m in FIRST.finditer(text)
        if len(m["name"]) >= 5
        and SAID.search(text, max(0, m.start() - 6), m.start()) is None
        and not m["name"].startswith("同类")
        and GENERIC.fullmatch(m["name"]) is None
    ):
        yield RuleSpan(hit.start("name"), hit.end("name"), "first", 0.6)


def _made(text: str) -> Iterator[RuleSpan]:
    """自主研发光伏直流接入铝电解技术: a technology or a system that someone made."""
    last = -1
    for head in MADE.finditer(text):
        start = left_border(text, head.start(), joined=False)
        stem = text[start : head.start()]
        if len(stem) < 4 or len(stem) > 26 or PLAIN.fullmatch(stem) or GENERIC.fullmatch(stem):
            continue
        row = last >= 0 and text[last:start] in ("、", "和", "与", "及", "”“", "”、“")
        if row or MAKING.search(text, max(0, start - 12), start) or AT_WORK.match(text, head.end()):
            yield RuleSpan(start, head.end(), "made", 0.55)
            last = head.end()


def _in_a_list(text: str) -> Iterator[RuleSpan]:
    """参建甲大厦、乙体育场等重点工程: the members of a list of works.

    >>> text = "先后参与东湖国际中心、南岭客运站等20座建筑的施工"
    >>> [text[s.start:s.end] for s in _in_a_list(text)]
    ['东湖国际中心', '南岭客运站']
    """
    yield from _opened_list(text)
    for end in LIST_END.finditer(text):
        low = max(0, end.start() - 120)
        for stop in STOPS.finditer(text, low, end.start()):
            low = stop.end()
        parts = _parts(text, low, end.start())
        if len(parts) < 2:
            continue
        first = left_border(text, parts[0][1], joined=False)
        parts[0] = (max(first, parts[0][0]), parts[0][1])
        lead = text[max(low, parts[0][0] - 6) : parts[0][0]]
        stands = DOING.search(lead) or any(_structure(text[a:b]) for a, b in parts)
        if stands and all(_name(text, *p) for p in parts):
            for a, b in parts:
                yield RuleSpan(a, b, "in-list", 0.6)


def _opened_list(text: str) -> Iterator[RuleSpan]:
    for lead in LIST_OPEN.finditer(text):
        stop = STOPS.search(text, lead.end())
        end = stop.start() if stop is not None else len(text)
        parts = _parts(text, lead.end(), end)
        if len(parts) > 1 and all(_name(text, *p) for p in parts) and any(_structure(text[a:b]) for a, b in parts):
            for a, b in parts:
                yield RuleSpan(max(a, left_border(text, b, joined=False)), b, "in-list", 0.6)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The members of a row, between what joins them."""
    edges = [start, *(edge for cut in CUT.finditer(text, start, end) for edge in cut.span()), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _name(text: str, start: int, end: int) -> bool:
    name = text[start:end].strip("“”《》 　")
    return (
        3 <= len(name) <= 28
        and not ORGANIZATION.search(name)
        and GENERIC.fullmatch(name) is None
        and PLAIN.fullmatch(name) is None
    )


def _structure(name: str) -> bool:
    return any(m.end() == len(name) for m in HEAD.finditer(name))


def _headed_by(text: str) -> Iterator[RuleSpan]:
    """嫦娥五号探测器系统总指挥: what has a chief designer or commander is a project."""
    for post in HEADED_BY.finditer(text):
        start = left_border(text, post.start(), joined=False)
        name = text[start : post.start()]
        if (
            4 <= len(name) <= 24
            and LED.search(name)
            and GENERIC.fullmatch(name) is None
            and not name.startswith(("“", "《"))
        ):
            yield RuleSpan(start, post.start(), "headed", 0.6)
