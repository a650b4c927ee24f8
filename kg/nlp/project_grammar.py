"""Where a text names an undertaking or its result: titled works, quoted names, projects and works with a name of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.nlp import award_words as words

REACH = 40
TITLE = re.compile(r"《([^《》\n]{5,80})》")
QUOTED = re.compile(r"“([^“”\n]{2,60}(?:‘[^’\n]{2,30}’[^“”\n]{0,40})?)”")
# Titles of papers, rules, media: 《…》 that is no undertaking.
PAPERWORK = re.compile(
    r"(?:报|日报|晚报|周刊|杂志|简讯|视窗|专刊|工作|办法|规定|规则|决定|通知|意见|条例|方案|规划|纲要|公约|制度|法|准则|决议|公报|公告|章程|协议|协议书|合同|责任书|建议|说明|讲话|选集|文选|党章|手册|歌|故事|节目|百年|力量|责任报告|白皮书|年鉴|名录|名单|目录|榜单|榜|财富|论述|摘编|读本|新闻|见闻|标准|规范|定额|条件|水平)$"
    r"|(?:标准|规范|GB|水平|限额)"
)
RESULT = re.compile(
    r"(?:技术|技艺|研究|研究与实践|应用|示范|研制|研发|装备|开发|产业化|项目|工程|系统|体系|方法|方法及系统|装置|平台|工艺|机组|控制|设计|改造|模式|制备|优化|推广|建设|机制|行动|计划|课题|措施|时间|温度|率|产量|消耗|材料|标准|模型|指标|设备|创新|分析|操作法|工作法|法|流程|生产线|转向架|电机|航母|集成)$"
)
SOLID = re.compile(r"^[^—、]*(?:技术|研究|应用|装备|平台|系统|工程|项目|方法|装置|产业化|研制)$")
KIND_AFTER = re.compile(
    r"”?(?:等)?(?:重点|重大|科技|科研|攻关|示范|公益|建设|主题|品牌|合理化|职工|党建|志愿|创新|QC|质量|专项|系列|主题党日|宣传教育|综合业务知识技能|劳模|智能|数智)*(?:项目|工程|课题|成果|技术|专利|系统|平台|活动|行动|计划|操作法|工作法|程序|大模型|模型|模式|号|机制|党建品牌|品牌|宣讲|技艺|实践体系|体系|建议评选|专场活动|[\u4e00-\u9fff]{1,10}(?:活动|专项行动|行动计划))"
)
PRIZE_NEAR = re.compile(r"^[^。；\n]{0,40}(?:奖|获|入选|荣获|称号|上榜|[一二三]等)")
WORK_NEAR = re.compile(
    r"(?:项目|成果|课题|论文|专利|小组|研究|技术|作品|案例|完成|研发|攻关|申报|承担|参与|研制|开发)[^。；\n]{0,14}$"
)
HEAD = re.compile(
    r"(?P<work>(?<![万千百立工])(?:项目|工程)(?:(?:[一二三四五六七八九十\d]+)期|一期|第[一二三四五六七八九十\d]+合同段|[一二三四五六七八九十\d]+标段?)?(?:工程|项目)?(?:（[一二三四五六七八九十\d期变更境内外续改扩新建先行标段]{1,8}）)?(?!师|院|局|公司|部(?!分)|学|勘察|技术|处|管理|化|建设者|经理|助理|组|工区|监理|咨询|承包|量|施工|类|总|奖|单位|竞赛|团队|验收|指挥|代建|协调|中心|股份|有限|集团))"
    r"|(?P<structure>特大桥|大桥|水电站|抽水蓄能电站|蓄能电站|核电站|燃气电站|电站|水利枢纽|升船机|(?<!公)(?<!里)高速公路|铁路(?!局|职|公司|集团|系统|行业|人|部|工|运|先|学|推|总|家|1|专)|输电线路|输电工程|(?:原油|天然气|成品油|输气|输油|外输)管道(?:[A-Z]线)?|管廊|隧道(?!股份|局|公司)|通道(?!县)|运河|合同段|首台|生产线|产线|能源基地|生产基地|综合能源基地|新能源基地|产业园(?!区)|大厦|航站楼|航母)(?!工程|项目|建设者|公司|集团|有限|局|有|管理|运营|总|站长|[一二三四五六七八九\d]+号机组|建设(?!项)|技术)"
    r"|(?P<result>(?:关键|成套|核心|回收|制备|焊接|安装|处理|铝电解槽|生产|配套|防护|降碳|工艺|冶炼|控制|拜耳法|FHEST|高品质氧化铝|取样|勘察|治理)技术(?!人员|骨干|员|工人|部|中心|能手|团队|难题|攻关|领域|创新|改造|水平|研究院|大赛|有限|公司|奖|支撑|指标|突破)(?:研究|应用|迭代)*(?:与应用|及应用)?)"
    r"|(?P<act>(?:专项行动|提升行动|攻坚行动|浸润工程|提升工程|惠民工程|培育工程|三年行动|轮训工作|操作法|工作法|宣教活动))"
)
GENERIC = re.compile(
    r"(?:[一二两三四五六七八九十几百\d]+|余|该|本|此|这个|这些|这|各|多|某|其|一批|一系列|重点|重大|重要|国家|全国|省级|示范|优质|精品|建设|科研|科技|攻关|创新|技改|技术|改造|在建|新建|扩建|试点|工业|公益|服务|合作|主体|配套|单项|系统|子项|民生|样板|品牌|标志性|标杆|核心|关键|相关|有关|类似|大型|海外|国内|国外|境外|境内|获奖|参赛|申报|参评|投资|民心|前|同一|每|无人|面子|海内外|首条|首批|全套|国字号|后续|延链|专业|金奖|银奖|全部|其他|一体化|万吨|高质量|高标准|数字化|智能化|绿色|基础设施|投产|主要|世界|最大|新能源|清洁能源|志愿|生产|先进|自主|独有|成熟|应用|多个|若干|同类|首个|第一个|首座|座|条|个|项|大|小|新|老|期|一期|二期|的|等|和|及)+$"
)
EXTRA_BOUNDARY = re.compile(
    r"经历|传达|严控|嵌入|送到|落地|投运|演绎|代表(?!性)|引进|有限公司|有限责任公司|承建|参建|建设(?=[\u4e00-\u9fff]{4})|承担|参与|参加|实施|推进|完成|研发|开发|攻克|投资|打造|牵头|负责|承办|主办|组织|依托|围绕|聚焦|突破|掌握|采用|应用(?=[\u4e00-\u9fff]{4})|创造|提出|搭建|构建|服务|启动|签署|调研|视察|走进|担任|在建|随着|位于|标志着|助力|点赞|全力|抓好|抓紧|深化|深入|纵深|持续|组建|建成|产出|介绍|展示|投产|开工|保障|关于|针对|现场|汇报|使用|涉及|全面|当年|今年|去年|这座|这条|这项|对于|期间|规划|主导|设计|总承包|项目为|名为|全名叫|包括|分别|不含|整体|带领|围着|支援|担当|瞄准|抢抓|来到|看望|前往|两套|两座|进入|驻|亮相|竣工|上马|利用|争取|力争|世界(?=首)|我国(?=首)"
)
TRIM = re.compile(
    r"^(?:所属|旗下|自主|联合|共同|年|月|日|第|由|对|其|项|的|在|与|和|公司|集团|我国|全省|新的|重点|等|暨|了|座|条|个|为|\d+[.．、]|[\s　])+"
)


@dataclass(frozen=True, slots=True)
class ProjectSpan:
    """A place that names an undertaking: [start, end) without the outer quotes, rule, how sure (0..1)."""

    start: int
    end: int
    rule: str
    score: float


def project_spans(text: str) -> Iterator[ProjectSpan]:
    """All places of `text` that may name an undertaking or its result, not overlapping, in order.

    >>> [text[s.start:s.end] for text in ["江南路桥承建的青云大桥、《高寒隧道防冻关键技术研究》获奖。"] for s in project_spans(text)]
    ['青云大桥', '高寒隧道防冻关键技术研究']
    """
    found = [*_titled(text), *_quoted(text)]
    taken = bytearray(len(text) + 2)
    for one in found:
        first = max(0, one.start - 1)
        taken[first : one.end + 1] = b"\1" * (one.end + 1 - first)
    for head in HEAD.finditer(text):
        if taken[head.start()]:
            continue
        span = _headed(text, head.start(), head.end(), head.lastgroup or "")
        if span is not None:
            found.append(span)
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
    last = -1
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if span.start >= last:
            yield span
            last = span.end


def _titled(text: str) -> Iterator[ProjectSpan]:
    for hit in TITLE.finditer(text):
        inner = hit[1]
        if PAPERWORK.search(inner):
            continue
        near = PRIZE_NEAR.match(text[hit.end() : hit.end() + 60]) or WORK_NEAR.search(
            text[max(0, hit.start() - 30) : hit.start()]
        )
        if near or RESULT.search(inner):
            yield ProjectSpan(hit.start(1), hit.end(1), "titled", 0.85 if near else 0.6)


def _quoted(text: str) -> Iterator[ProjectSpan]:
    found = list(_quoted_alone(text))
    yield from found
    ends = {s.end + 1 for s in found}
    starts = {s.start - 1 for s in found}
    chain = list(QUOTED.finditer(text))
    known = {m.start() for m in chain if m.start() in starts or m.end() in ends}
    for one, other in pairwise(chain):  # “甲装置”“乙装置”“丙技术”: what stands in one row with a result is one
        if (
            text[one.end() : other.start()] in ("", "、", "和", "与", "及")
            and one.start() in known
            and other.start() not in known
        ):
            known.add(other.start())
            yield ProjectSpan(other.start(1), other.end(1), "quoted-row", 0.65)
    for other, one in pairwise(reversed(chain)):
        if (
            text[one.end() : other.start()] in ("", "、", "和", "与", "及")
            and other.start() in known
            and one.start() not in known
        ):
            known.add(one.start())
            yield ProjectSpan(one.start(1), one.end(1), "quoted-row", 0.65)


def _quoted_alone(text: str) -> Iterator[ProjectSpan]:
    for hit in QUOTED.finditer(text):
        inner = hit[1]
        after = text[hit.end() : hit.end() + 60]
        kind = KIND_AFTER.match(after)
        if (
            kind is not None
            and re.search(r"[、+＋]", inner)
            and len(inner) < 14
            and not kind[0].endswith(("操作法", "工作法"))
        ):
            continue
        if (kind is not None and len(inner) >= 2 and not kind[0].endswith(("号", "体系", "机制"))) or (
            kind is not None and len(inner) >= 4
        ):
            end = hit.end() + kind.end()
            yield (
                ProjectSpan(hit.start(), end, "quoted-kind", 0.7)
                if len(inner) < 8
                else ProjectSpan(hit.start(1), hit.end(1), "quoted-kind", 0.75)
            )
        elif (
            len(inner) >= 8
            and RESULT.search(inner)
            and "，" not in inner[:-4]
            and (
                PRIZE_NEAR.match(after)
                or WORK_NEAR.search(text[max(0, hit.start() - 30) : hit.start()])
                or SOLID.search(inner)
            )
        ):
            yield ProjectSpan(hit.start(1), hit.end(1), "quoted-result", 0.75)


def _headed(text: str, head: int, end: int, kind: str) -> ProjectSpan | None:
    low = max(0, head - REACH)
    start = low
    for hit in words.LEFT_BOUNDARY.finditer(text, low, head):
        if hit[0] in "—－" and "—" not in text[max(0, hit.start() - 1) : hit.start()] + text[hit.end() : hit.end() + 1]:
            continue  # 昌吉—古泉: one dash joins the ends of a line
        start = hit.end()
    for hit in EXTRA_BOUNDARY.finditer(text, start, head):
        start = hit.end()
    trim = TRIM.match(text[start:head])
    if trim is not None:
        start += trim.end()
    if start > low and text[start - 1 : start] == "”" and (opening := text.rfind("“", max(0, start - 30), start)) >= 0:
        start = opening
    stem = text[start:head]
    if len(stem) < 2 or GENERIC.fullmatch(stem) or not re.search(r"[\u4e00-\u9fffA-Za-z]", stem):
        return None
    if kind in ("work", "act") and len(stem) < 3:
        return None
    return ProjectSpan(start, end, kind, {"work": 0.7, "structure": 0.7, "result": 0.6, "act": 0.6}[kind])
