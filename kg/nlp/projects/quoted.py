"""Projects named in marks: 《…》 of a work that won or is worked at, “…” before or after a word of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.nlp.projects.kinds import SLOGAN
from kg.nlp.spans import RuleSpan

TITLE = re.compile(r"《([^《》\n]{5,80})》")
QUOTED = re.compile(r"“([^“”\n]{2,60}(?:‘[^’\n]{2,30}’[^“”\n]{0,40})?)”")
# Titles of papers, rules, media: 《…》 that is no undertaking.
PAPERWORK = re.compile(
    r"(?:报|日报|晚报|周刊|杂志|简讯|视窗|专刊|工作|办法|规定|规则|决定|通知|意见|条例|方案|规划|纲要|公约|制度|法|准则|决议|公报|公告|章程|协议|协议书|合同|责任书|建议|说明|讲话|选集|文选|党章|手册|歌|故事|节目|百年|力量|责任报告|白皮书|年鉴|名录|名单|目录|榜单|榜|财富|专篇|初步设计|施工图|可研|图纸|环评|论述|摘编|读本|新闻|见闻|标准|规范|定额|条件|水平)$"
    r"|(?:标准|规范|GB|水平|限额)"
)
RESULT = re.compile(
    r"(?:技术|技艺|研究|研究与实践|应用|示范|研制|研发|装备|开发|产业化|项目|工程|系统|体系|方法|方法及系统|装置|平台|工艺|机组|控制|设计|改造|模式|制备|优化|推广|建设|机制|行动|计划|课题|措施|时间|温度|率|产量|消耗|材料|标准|模型|指标|设备|创新|分析|操作法|工作法|法|流程|生产线|转向架|电机|航母|集成)$"
)
SOLID = re.compile(r"^[^—、]*(?:技术|研究|应用|装备|平台|系统|工程|项目|方法|装置|产业化|研制)$")
KIND_AFTER = re.compile(
    r"”?(?:等)?(?:重点|重大|科技|科研|攻关|示范|公益|建设|主题|品牌|合理化|职工|党建|志愿|创新|QC|质量|专项|系列|主题党日|宣传教育|综合业务知识技能|劳模|智能|数智)*(?:项目|工程|课题|成果|技术|专利|系统|平台|活动|行动|计划|操作法|工作法|程序|大模型|模型|模式|号(?![召称码令])|机制|党建品牌|品牌|宣讲|技艺|实践体系|体系|建议评选|专场活动|[\u4e00-\u9fff]{1,10}(?:活动|专项行动|行动计划|培养计划|培养工程|助学计划|帮扶计划|公益计划|训练营)|(?:(?![为以是等和与的成])[\u4e00-\u9fff]){1,8}(?:平台|系统|大模型|机器人)(?=[，。；、接上投正成获通在入已为的]|$)|[^的，。；]{0,6}(?:帮扶|攻坚|整治|提升|服务)行动|专项整治|志愿服务(?!队|站|中心|组织|体系|精神|先进|总队|团|品牌|岗|者))"
)
CALLED = re.compile(r"(?:等)?(?:\d+|[一二两三四五六七八九十]+)?[项个]?(?:项目|成果|课题|专利)")
# 甲公司《P》、乙公司《Q》…获二等奖: a roll of titles with their rank behind.
ROLL = re.compile(
    r"(?:、[^。；\n《》]{2,30}《[^《》\n]{4,60}》){1,20}[^。；，\n《》]{0,12}?(?:荣?获|评为)[^。；\n]{0,14}?奖"
)
ROW = re.compile(
    r"(?:“[^“”\n]{2,40}”[、和]?){2,12}(?:[^，。；：“”\n]{2,10}、?){0,4}等[^，。；：“”\n]{0,12}?(?:项目|行动|工程|课题|成果|技术|系统|平台|装置)(?!部|组|经理)"
)
PRIZE_NEAR = re.compile(r"^[^。；\n]{0,40}(?:奖|获|入选|荣获|称号|上榜|[一二三]等|第[一二三四五六]名|并列|名列)")
# 完善甲、优化乙、提高丙: a row of duties.
DUTIES = re.compile(r"(?:完善|加强|提高|优化|强化|坚持|落实|推进|深化|抓好|做好|提升)[^、]*、[^、]*、")
WORK_NEAR = re.compile(
    r"(?:项目|成果|课题|论文|专利|小组|研究|技术|作品|案例|完成|研发|攻关|申报|承担|参与|研制|开发)[^。；\n]{0,14}$"
)
# What a person or a team made and gave a name in marks: “跳焊降温法”.
CRAFT = re.compile(
    r"(?:法|工艺|技术|装置|机构|结构|系统|方法|机制|模式|工具|工装|夹具|流程|软件|程序|平台|机器人|器|机|架|车|台|仪|泵|阀|方案|体系|模型|研究|应用|诀|经)$"
)
CRAFTED = re.compile(
    r"(?:归纳|总结|提炼|摸索|琢磨|发明|自制|研制|创造|创新|独创|首创|原创|设计|改造|改进|开发|研发|推出|提出|形成|编制|搭建|打造|建成|实施|创立|完成|攻下|攻克|推广|命名|立项|承担|负责|为了|攻关|围绕)(?:出来|出|的|了|成|为|下)?(?:一[种套项个])?$"
)
WITH = re.compile(r"(?:凭借?|靠|以|因|的)$")
USING = re.compile(r"(?:用|按照?|靠|运用|采用)$")
WON = re.compile(r"[^。；，\n]{0,12}?(?:获|领奖|上榜|榜上有名|入选|夺|摘|捧|斩|得了|得奖)")
WON_PRIZE = re.compile(
    r"(?:项目|成果|课题|专利|技术)?(?:喜|荣|斩|捧|双双)?(?:获|摘得|夺得|拿下|入选|斩获|得了|拿了|捧回)[^。；，\n]{0,30}?(?:奖|成果|专利|案例)"
)
# 二等奖两项：“甲的确定”“乙研究与示范”
RANKED = re.compile(r"[特一二三四]等奖(?:[\d一二三四五六七八九十两]+[项个]|的[有是]?|[有是为归])?[：:]?$")
FIELDED = re.compile(
    r"(?:技术)?(?:攻关|课题|项目|创新|研发)(?:小组|组|团队|专班)|[（(](?:专利权人|发明人|设计人|主要?完成|完成人|完成单位|申报单位|课题组|第一完成)"
)
# 修建“同心路”, 建成22间“青云书屋”; 两艘船分别命名为“甲”和“乙”; 这艘名为“丙”的船.
GIVEN = re.compile(r"(?:修建|捐建|援建|建成|建起|打造|架设)(?:了|起|的)?(?:\d+[间座条所个处])?$")
HUMBLE = re.compile(r"(?:路|桥|渠|井|池|书屋|书室|小学|广场|课堂|驿站|超市|食堂|图书室|爱心屋)$")
CHRISTENED = re.compile(r"(?:[艘架列台船轮][^。；\n]{0,40}?命名为(?:“[^”\n]{2,24}”[和、])?|[艘架列台]名为)$")
PROGRAMME = re.compile(
    r"(?:研发计划|重大专项|重点专项|科技专项|攻关计划|科研项目|科技项目|科研课题|示范课题)(?:项目|课题|任务)?$"
)
CAMPAIGN = re.compile(r"[\u4e00-\u9fffA-Za-z\d·+]{2,12}(?:行动|工程|计划|项目|课题|平台|系统|大模型)$")
LAUNCHED = re.compile(
    r"(?:启动|推出|发布|上线|实施|发起|推行|创立|建成|首创|研发|研制|开发)(?:了|出|的)?(?:首[个款批]|全[省国市]首[个款])?$"
)
UNFIT = re.compile(
    r"[，。；：！？]|[不要让把将就也都很]|^[一二三四五六七八九十\d]+[大个项]|机制$|理念$|原则$|问题|制度$|战略$"
)
NO_CAMPAIGN = re.compile(
    r"^(?:[一二三四五六七八九十头首]号|一把手|重点|民心|民生|样板|精品|示范|标志性?|面子|形象|豆腐渣|菜篮子|系统|关键|核心|五年|三年|年度|工作|本周|下周|实事|改革|国企|统一|信息|管理|智能|智慧|数字)+(?:行动|工程|计划|项目|课题|平台|系统)$"
)
NOT_A_WORK = re.compile(
    r"(?:公司|集团|厂|院|所|部|局|队|班|组|车间|中心|党委|支部|站|段|矿|处|科|室|会|校|区|厅|委|单位|集体|个人|人|者|员|师|手|奖|称号|号|模范|标兵|先锋|能手|工匠|企业|品牌|精神|口号|主题|岗|家|星|杯|榜|指数|工作室|劳模|园|城市|村|户|店)$"
)


def crafted(text: str) -> Iterator[RuleSpan]:
    """Works in marks that someone is said to have made, won with, or signed as inventor; campaigns by their last word.

    >>> [text[s.start:s.end] for text in ["他归纳出“听音辨漏法”，凭“深井泵房无人值守”首次上榜"] for s in crafted(text)]
    ['听音辨漏法', '深井泵房无人值守']
    """
    for hit in QUOTED.finditer(text):
        inner, size = hit[1], len(hit[1])
        given = GIVEN.search(text, max(0, hit.start() - 12), hit.start()) and HUMBLE.search(inner) and size >= 3
        if given or CHRISTENED.search(text, max(0, hit.start() - 70), hit.start()):
            yield RuleSpan(hit.start(1), hit.end(1), "quoted-made", 0.65)
            continue
        if size < 4 or NOT_A_WORK.search(inner) or SLOGAN.search(inner):
            continue
        before, after = text[max(0, hit.start() - 14) : hit.start()], text[hit.end() : hit.end() + 50]
        made = CRAFT.search(inner) is not None and CRAFTED.search(before) is not None
        used = inner.endswith("法") and USING.search(before) is not None
        won = size >= 6 and (
            (WITH.search(before) is not None and WON.match(after) is not None) or WON_PRIZE.match(after) is not None
        )
        launched = LAUNCHED.search(before) is not None and UNFIT.search(inner) is None and size <= 16
        signed = FIELDED.match(after) is not None
        planned = PROGRAMME.search(before) is not None and "，" not in inner
        if made or used or won or signed or planned:
            yield RuleSpan(hit.start(1), hit.end(1), "quoted-made", 0.7)
        elif launched:
            yield RuleSpan(hit.start(1), hit.end(1), "quoted-launched", 0.55)
        elif CAMPAIGN.fullmatch(inner) and NO_CAMPAIGN.match(inner) is None:
            yield RuleSpan(hit.start(1), hit.end(1), "quoted-campaign", 0.6)


def titled(text: str) -> Iterator[RuleSpan]:
    for hit in TITLE.finditer(text):
        inner = hit[1]
        if PAPERWORK.search(inner) and not CALLED.match(text, hit.end()):
            continue
        won = PRIZE_NEAR.match(text[hit.end() : hit.end() + 60]) or ROLL.match(text, hit.end())
        near = won or WORK_NEAR.search(text[max(0, hit.start() - 30) : hit.start()])
        if near or RESULT.search(inner):
            rule = "titled-won" if won and RESULT.search(inner) else "titled"
            yield RuleSpan(hit.start(1), hit.end(1), rule, 0.85 if near else 0.6)


def quoted(text: str) -> Iterator[RuleSpan]:
    found = list(_quoted_alone(text))
    found += [one for one in _in_a_row(text) if not any(o.start <= one.start < o.end for o in found)]
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
            yield RuleSpan(other.start(1), other.end(1), "quoted-row", 0.65)
    for other, one in pairwise(reversed(chain)):
        if (
            text[one.end() : other.start()] in ("", "、", "和", "与", "及")
            and other.start() in known
            and one.start() not in known
        ):
            known.add(one.start())
            yield RuleSpan(one.start(1), one.end(1), "quoted-row", 0.65)


def _in_a_row(text: str) -> Iterator[RuleSpan]:
    """“甲”、“乙”、走访慰问等七大志愿服务项目: the names in marks of a row that says what its members are."""
    for row in ROW.finditer(text):
        for hit in QUOTED.finditer(text, row.start(), row.end()):
            if NOT_A_WORK.search(hit[1]) is None and SLOGAN.search(hit[1]) is None and DUTIES.match(hit[1]) is None:
                yield RuleSpan(hit.start(1), hit.end(1), "quoted-row", 0.65)


def _quoted_alone(text: str) -> Iterator[RuleSpan]:
    for hit in QUOTED.finditer(text):
        inner = hit[1]
        after = text[hit.end() : hit.end() + 60]
        kind = KIND_AFTER.match(after)
        if (kind is not None and SLOGAN.search(inner)) or DUTIES.match(inner):
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
                RuleSpan(hit.start(), end, "quoted-kind", 0.7)
                if len(inner) < 8
                else RuleSpan(hit.start(1), hit.end(1), "quoted-kind", 0.75)
            )
        elif (
            len(inner) >= 8
            and "，" not in inner[:-4]
            and NOT_A_WORK.search(inner) is None
            and RANKED.search(text, max(0, hit.start() - 10), hit.start())
        ):
            yield RuleSpan(hit.start(1), hit.end(1), "quoted-won", 0.7)
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
            yield RuleSpan(hit.start(1), hit.end(1), "quoted-result", 0.75)
