"""Projects named by their last word: works, structures, plants, lines, technologies, campaigns; and machines by their model."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.gate import gated
from kg.nlp.projects.kinds import GENERIC, SLOGAN, is_part, is_said_of, only_kind
from kg.nlp.projects.left import acted_on, after_verbs, left_border
from kg.nlp.spans import RuleSpan
from kg.nlp.words import Words, is_word

PHASE = r"(?:(?:[一二三四五六七八九十\d]+)期|一期|第[一二三四五六七八九十\d]+合同段|(?:[A-Z]{0,3}\d*-?)?[一二三四五六七八九十\d]+标段?)"
HEAD = gated(
    rf"(?P<work>(?<![万千百立])(?:项目|工程){PHASE}?(?:工程|项目)?(?:[A-Z]\d标)?(?:（[一二三四五六七八九十\d期变更境内外续改扩新建先行标段]{{1,8}}）)?(?!师|院|局|公司|分[公院局]|部(?!分)|学|勘察|技术|处|管理|化|建设者|经理|助理|组|工区|监理|咨询|承包|量|施工|类|总|奖|单位|竞赛|团队|验收|指挥|代建|协调|中心|股份|有限|集团|机械|设备|车辆|塑料|材料|造价|质量|建设协会|建设质量|建设行业|建设管理|建设领域|建设第?一线|一线|劳动竞赛|大赛|动态|第[一二三\d]|金牌|银牌|冠军|比赛))"
    r"|(?P<structure>特大桥|大桥(?!乡|镇|村|社区|街道|路|头)|人行桥|立交桥|高架桥|斜拉桥|悬索桥|水电站|抽水蓄能电站|蓄能电站|储能电站|核电站|燃气电站|光伏电站|风电场|电站(?!设备|集团|辅机|服务|运维)|水利枢纽|航电枢纽|升船机|(?<!公)(?<!里)高速公路|铁路(?!网|分局|机[辆务]|[车工电]务|供电|[客货]运|物流|局|职|公司|集团|系统|行业|人|部|工|运|先|学|推|总|家|1|专|警|公安)|(?:(?<=地铁)|(?<=轨道交通))[A-Z\d一二三四五六七八九十]+号线(?:[东西南北]?延(?:长|伸)?线|支线)?|输电线路|输电工程|(?:原油|天然气|成品油|输气|输油|外输)管道(?:[A-Z]线)?|管廊|隧道(?!股份|局|公司)|通道(?!县)|运河|合同段|生产线|产线|能源基地|生产基地|风光(?:电)?基地|光伏基地|综合能源基地|新能源基地|大厦|航站楼|航母|自动化码头|(?<=\d)号高炉(?!炉况)|(?<=核电站\d)号机组|(?<=核电[一二三四]期\d)号机组|(?<=\d)号焦炉|(?:裂化|加氢|重整|乙烯|聚丙烯|焦化|常减压|制氢|空分|气化|烷基化|硫磺|芳烃|淡化|电解|合成氨|甲醇|脱硫|脱硝)装置)"
    r"(?!工程|项目|建设者|公司|集团|有限|局|有|管理|运营|总|站长|(?:(?<=核电站)|(?<=核电[一二三四]期))[一二三四五六七八九\d]+号机组|建设(?!项)|技术|控股|股份|党委|党支部|分公司|检修|维护|值班|运维)"
    r"|(?P<site>(?:产|工)业园(?!区)|(?:示范|创新|科技|物流|智造)园(?!区)|(?:数据|智算|超算|算力|转运)中心|再生水厂|污水处理厂|气田|储气库|接收站|储备库|专网|变电站|换流站|泵站|水库|灌区|体育场|体育馆|会展中心|国际中心|博览城|博物馆|科技馆|图书馆|大剧院|客运站|综合楼|(?<=[\u4e00-\u9fff]{2})高铁(?!建设者))(?=[，。、；）\n]|$|[等及和]|项目|工程|主体|通过|封顶|竣工|建成|开工|开通|通车|正式|全线|施工|建设|荣?获)"
    r"|(?P<plant>(?:装置|装备|产线|生产基地|专用线))(?!区|车间|运行|操作)"
    r"|(?P<result>(?:关键|成套|核心|回收|制备|焊接|安装|处理|铝电解槽|生产|配套|防护|降碳|工艺|冶炼|控制|取样|勘察|治理|(?<=[\u4e00-\u9fff]{2})法|(?<=[A-Z]{2})[A-Z])技术(?!人员|骨干|员|工人|部|中心|能手|团队|难题|攻关|领域|创新|改造|水平|研究院|大赛|有限|公司|奖|支撑|指标|突破|交流|比武|标准|路线|服务|支持|优势|储备)(?:研究|应用|迭代)*(?:与应用|及应用)?)"
    r"|(?P<act>(?:攻关(?!克难|团队|组|小组|队|项目|任务|期|阵|难题|课题|能力|创新|战|力量|成果|工作|活动|计划)|专项行动|提升行动|攻坚行动|整治行动|共链行动|三年行动|百日行动|浸润工程|提升工程|惠民工程|培育工程|铸魂工程|强基工程|轮训工作|操作法|工作法|管理法|宣教活动)(?!方案|要求|部署|动员))"
)
MACHINE = re.compile(
    r"(?<![A-Za-z\d])[A-Z]{1,6}[-－]?\d{1,5}[A-Z]{0,3}(?:[-－/]\d{1,4})?(?:型|系列)?[\u4e00-\u9fff]{2,14}?(?:机|机车|动车组|卡车|汽车|矿车|机器人|支架|卫星|火箭|机床|变压器|反应堆|转炉|风机|泵|船|电池)"
    r"(?=[，。、；：！？）”\n]|$|[获在已的由于和与及等]|荣获|成功|正式|下线|交付|首飞|投|研制|项目)"
)
# Works with a name and a number of their own: 嫦娥五号探测器, “深海一号”.
NUMBERED = re.compile(
    r"[“‘](?P<quoted>[\u4e00-\u9fff]{2,4}[一二三四五六七八九十\dIVXⅠⅡⅢⅣⅤ]{1,3}号)[”’](?:[\u4e00-\u9fff]{0,4}(?:气田|能源站|平台|卫星|火箭|探测器|飞船|盾构机|邮轮|钻井船|科考船|示范工程))?"
    r"|(?<=[轮船舰艇机M])“(?P<ship>[\u4e00-\u9fff·]{2,8}号)”|“(?P<bore>[\u4e00-\u9fff]{2,6}号)”(?=盾构|TBM|掘进机|邮轮|起重船|钻井|科考船|无人机)"
    r"|(?P<hull>“[\u4e00-\u9fffA-Za-z ]{2,14}\d{0,4}”)(?=轮(?![岗值胎训换流])|号(?=[完交命首下起，。、]|轮|船|货轮|列车|飞机|平台))"
    r"|(?<=[制发造计付]的)(?P<own>“[\u4e00-\u9fffA-Za-z\d-]{2,8}”(?:无人机|直升机|飞机|卫星|发动机|机器人|芯片|操作系统|大模型|动车组|盾构机|机床|邮轮))"
    r"|(?P<craft>“[\u4e00-\u9fff]{2,4}”\d{1,4}型?[\u4e00-\u9fff]{0,10}?(?:飞机|直升机|无人机|发动机|卫星|火箭|客机))"
    r"|(?P<plain>(?:嫦娥|长征|神舟|天宫|天问|天舟|北斗|玲龙|华龙|国和|蛟龙|风云|海洋|[\u4e00-\u9fff]{2}(?=[一二三四五六七八九十\d]{1,3}号(?:探测器|火箭|卫星|飞船|空间站|任务|潜水器|钻井平台|盾构机)))[一二三四五六七八九十\d]{1,3}号(?:[甲乙丙丁])?(?:遥[一二三四五六七八九十\d]+)?(?:系列)?(?:运载火箭|火箭|探测器|卫星|载人飞船|飞船|空间站|任务|潜水器|钻井平台|盾构机|三代核电|核电机组)?)"
)
MARKED = re.compile(r"号|”(?:轮|\d)|的“")  # every numbered work holds one
CAPACITY = re.compile(
    r"(?<![\d.])\d+(?:\.\d+)?(?:万|亿|百万|千)?(?:吨|立方米|标?方|千瓦|兆瓦|MW|GW|kW|公斤|千克|升|米)|\d万(?:片|台|辆|套|头|支|瓶|只|件)"
)
# What tells a work from its kind: a size, a stage, a number, words in marks.
OWN = re.compile(r"[\dA-Z“]|[一二三四五六七八九十]期|号")
CONTEST = re.compile(r"大赛|竞赛|比赛|比武|锦标赛")
QUOTE = re.compile(r"[“‘]([^”’]+)[”’]?")
BUILDING = re.compile(r"承建|参建|建设|建成|投资|施工|设计|开工|参与|参加|承担|实施|打造|援建|代建|新建|扩建|中标|负责")
BUILT_ON = re.compile(
    r"[^，。；、]{0,6}?(?:建成|竣工|封顶|开工|开通|通车|通水|投产|投用|启用|落成|项目|工程|扩建|建设|上线|完工|[，、][^，。]{2,20}(?:等|建设))"
)
# What is told of a work that stands there, or is being made: a project even where nobody is said to make it.
GOES_ON = re.compile(
    r"[”》]?(?:首[台批座]\w{0,6}?|正式|成功|顺利|全面|如期|提前|近日|日前|昨日|主体|全线|实现|的?建设)*(?:开工|竣工|投[产运用]|并网|通车|通水|封顶|贯通|合龙|建成|落成|启用|签约|揭牌|完工|交付|位于|坐落|占地|总投资|总装机|总建筑|计划(?:总投资|投资))"
)
COUNTED = re.compile(r"[\d一二三四五六七八九十百两几多余][个项座条处](?:重点|重大|大型)?$")
HANDED = re.compile(
    r"(?:负责|主持|牵头|承担|实施|研发|开发|承建|参建|总承包|承包|建设|施工|代建|投建|签约|中标|承揽)的?$"
)
# 泉州工程项目部 is named after a place; 龙山枢纽工程项目部 after its work.
CREW = re.compile(r"项目(?:经理)?部")
BUILT_KIND = re.compile(
    r"枢纽|电站|[大特]桥|隧道|铁路|公路|高速|地铁|号线|水库|机场|大厦|航站|码头|改造|[扩改新]建|改线|搬迁|一体化"
)
# 在焊接项目中夺得第四名: the event of a contest.
PLACED_IN = re.compile(
    r"(?:比赛|决赛)?[中上]?(?:勇?夺|获得?|分[列获]|斩获|取得|摘得)[^，。；\n]{0,8}(?:第[一二三四五六七八九十\d]|名次|[金银铜]牌|[冠亚季]军)"
)
TACKLING = re.compile(r"(?:牵头|主持|承担|开展|参与|参加|负责|推进|实施|领衔|完成)(?:了|的)?$")
SCORES = {"work": 0.7, "structure": 0.7, "site": 0.6, "plant": 0.65, "work-own": 0.7, "result": 0.6, "act": 0.6}


def headed(read: Words) -> Iterator[RuleSpan]:
    """Names that end in a word of works, structures, technologies, campaigns.

    >>> from kg.nlp.words import read_words
    >>> text = "甲公司顺利推进青云河2×30万千瓦机组扩建工程"
    >>> [text[s.start:s.end] for s in headed(read_words(text))]
    ['青云河2×30万千瓦机组扩建工程']
    """
    text = read.text
    for head in HEAD.finditer(text):
        kind = head.lastgroup or ""
        start = left_border(text, head.start())
        if kind in ("work", "structure", "site", "plant"):
            start = after_verbs(read, start, head.start())
            staged = OWN.search(head[0]) is not None
            if (
                kind == "work"
                and head.start() - start < 8
                and COUNTED.search(text, max(0, start - 6), start)
                and not OWN.search(text, start, head.end())
            ):
                continue  # 8个降本增效项目
            if kind in ("work", "structure") and is_said_of(read, start, head.start()):
                continue
            if kind in ("work", "plant") and is_part(read, start, head.start()):
                continue
            if (only_kind(read, start, head.start()) and not staged) or (
                kind == "structure" and acted_on(read, head.start())
            ):
                continue
        stem = text[start : head.start()]
        if len(stem) < 2 or GENERIC.fullmatch(stem) or not re.search(r"[\u4e00-\u9fffA-Za-z]", stem):
            continue
        if stem.endswith(("授奖", "获奖", "得奖", "评奖", "表彰", "奖励")):
            continue
        if kind == "work" and PLACED_IN.match(text, head.end()):
            continue
        if kind == "work" and CREW.match(text, head.end()) and BUILT_KIND.search(stem) is None:
            continue
        if (
            stem[0] in "该本此"
            or stem[-1] in "到着了"
            or (kind == "work" and stem.endswith(("公司", "集团")))
            or stem[-1] == "修"
            or (kind == "work" and CONTEST.search(stem))
        ):
            continue
        if kind == "site" and not (
            BUILDING.search(text, max(0, start - 14), start) or BUILT_ON.match(text, head.end())
        ):
            continue
        if kind == "plant" and CAPACITY.search(stem) is None:
            continue
        marked = QUOTE.match(stem)
        if stem.endswith(("+", "＋")) or (marked is not None and SLOGAN.search(marked[1])):
            continue
        if head[0] == "攻关" and TACKLING.search(text, max(0, start - 6), start) is None:
            continue
        if len(stem) < 3 and (
            kind == "act" or (kind == "work" and is_word(stem) and not is_word(text[start : head.end()]))
        ):
            continue
        if kind == "work" and (
            OWN.search(stem) or GOES_ON.match(text, head.end()) or HANDED.search(text, max(0, start - 6), start)
        ):
            kind = "work-own"
        yield RuleSpan(start, head.end(), kind, SCORES[kind])


def machines(text: str) -> Iterator[RuleSpan]:
    """Products by their model or number: QUY150履带起重机, 嫦娥五号探测器, “深海一号”."""
    for hit in MACHINE.finditer(text):
        yield RuleSpan(hit.start(), hit.end(), "machine", 0.55)
    for hit in NUMBERED.finditer(text) if MARKED.search(text) else ():
        kind = hit.lastgroup or ""
        yield RuleSpan(hit.start(kind), hit.end(kind), "numbered", 0.6)
