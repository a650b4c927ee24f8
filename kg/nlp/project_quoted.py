"""Projects named in marks: 《…》 of a work that won or is worked at, “…” before or after a word of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.nlp.project_heads import SLOGAN, ProjectSpan

TITLE = re.compile(r"《([^《》\n]{5,80})》")
QUOTED = re.compile(r"“([^“”\n]{2,60}(?:‘[^’\n]{2,30}’[^“”\n]{0,40})?)”")
# Titles of papers, rules, media: 《…》 that is no undertaking.
PAPERWORK = re.compile(
    r"(?:报|日报|晚报|周刊|杂志|简讯|视窗|专刊|工作|办法|规定|规则|决定|通知|意见|条例|方案|规划|纲要|公约|制度|法|准则|决议|公报|公告|章程|协议|协议书|合同|责任书|建议|说明|讲话|选集|文选|党章|手册|歌|故事|节目|百年|力量|责任报告|白皮书|年鉴|名录|名单|目录|榜单|榜|财富|论述|摘编|读本|新闻|见闻|标准|规范|定额|条件|水平)$"
    r"|(?:标准|规范|GB|水平|限额)"
)
# Titles of papers, rules, media: 《…》 that is no undertaking.
PAPERWORK = re.compile(
    r"(?:报|日报|晚报|周刊|杂志|简讯|视窗|专刊|工作|办法|规定|规则|决定|通知|意见|条例|方案|规划|纲要|公约|制度|法|准则|决议|公报|公告|章程|协议|协议书|合同|责任书|建议|说明|讲话|选集|文选|党章|手册|歌|故事|节目|百年|力量|责任报告|白皮书|年鉴|名录|名单|目录|榜单|榜|财富|论述|摘编|读本|新闻|见闻|标准|规范|定额|条件|水平)$"
    r"|(?:标准|规范|GB|水平|限额)"
)
RESULT = re.compile(
    r"(?:技术|技艺|研究|研究与实践|应用|示范|研制|研发|装备|开发|产业化|项目|工程|系统|体系|方法|方法及系统|装置|平台|工艺|机组|控制|设计|改造|模式|制备|优化|推广|建设|机制|行动|计划|课题|措施|时间|温度|率|产量|消耗|材料|标准|模型|指标|设备|创新|分析|操作法|工作法|法|流程|生产线|转向架|电机|航母|集成)$"
)
# Titles of papers, rules, media: 《…》 that is no undertaking.
PAPERWORK = re.compile(
    r"(?:报|日报|晚报|周刊|杂志|简讯|视窗|专刊|工作|办法|规定|规则|决定|通知|意见|条例|方案|规划|纲要|公约|制度|法|准则|决议|公报|公告|章程|协议|协议书|合同|责任书|建议|说明|讲话|选集|文选|党章|手册|歌|故事|节目|百年|力量|责任报告|白皮书|年鉴|名录|名单|目录|榜单|榜|财富|论述|摘编|读本|新闻|见闻|标准|规范|定额|条件|水平)$"
    r"|(?:标准|规范|GB|水平|限额)"
)
RESULT = re.compile(
    r"(?:技术|技艺|研究|研究与实践|应用|示范|研制|研发|装备|开发|产业化|项目|工程|系统|体系|方法|方法及系统|装置|平台|工艺|机组|控制|设计|改造|模式|制备|优化|推广|建设|机制|行动|计划|课题|措施|时间|温度|率|产量|消耗|材料|标准|模型|指标|设备|创新|分析|操作法|工作法|法|流程|生产线|转向架|电机|航母|集成)$"
)
SOLID = re.compile(r"^[^—、]*(?:技术|研究|应用|装备|平台|系统|工程|项目|方法|装置|产业化|研制)$")
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


def titled(text: str) -> Iterator[ProjectSpan]:
    for hit in TITLE.finditer(text):
        inner = hit[1]
        if PAPERWORK.search(inner):
            continue
        near = PRIZE_NEAR.match(text[hit.end() : hit.end() + 60]) or WORK_NEAR.search(
            text[max(0, hit.start() - 30) : hit.start()]
        )
        if near or RESULT.search(inner):
            yield ProjectSpan(hit.start(1), hit.end(1), "titled", 0.85 if near else 0.6)


def quoted(text: str) -> Iterator[ProjectSpan]:
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
        if kind is not None and SLOGAN.search(inner):
            continue
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
