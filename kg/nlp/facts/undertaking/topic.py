"""Whom and what a clause speaks of without naming it: he, the unit that opened the paragraph; 该项目, 大桥, the work named last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.facts.reading import ADVERB, NOBODY, Group, Item, Reading, group_all
from kg.nlp.facts.undertaking.roles import is_site, role_of

PRONOUN = re.compile(r"[^，。；]{0,8}?[他她](?![们人])")
SUBJECTLESS = re.compile(r"(?:[他她其]的?)?(?:所?在)?(?:QC|科技|创新)?(?:成果|课题|项目|论文|专利|作品|技术|小组)?")
LEAD_IN = re.compile(
    r"(?:[他她它]们?|其|(?:该|这个|这一)?(?:工作室|研究[所院]|车间|班组|小组|项目部|服务队|实验室)|近年来|截至目前|目前|累计|共|公司|团队|由|[也又还就便将要正该曾]|(?:将|于|在|从|为|以|对|把|向|按照?|通过|围绕|针对|根据|随|跟|和|与|带[着领]?|凭借?|利用|经过?)[^，]{1,26}?|用[^，]{1,8}|两年|历时\w{1,6}|先后|积极|主动|大胆|反复|不断|共|团队)*"
)
REFERS = re.compile(
    r"(?:(?<=[。\n，；])|^|该|这个|这一|这座|这条|此)(?:项目|工程|大桥|电站|产线|生产线|隧道|铁路|技术|成果|系统|装置|平台|机组|基地|课题|桥)(?!部|组|经理|公司)"
)
FAR = 300
ACT = r"(?:参与|配合|协助|承建|参建|总承包|设计|施工|研制供货|投资建设|监理|供货|承担施工|参与建设|牵头|建设|制造|建造|研制|研发|自主研发|总体设计|自主安装|现场管理|提供(?:机组|设备|设计支持|技术支持)|供应机组|(?:参与|协助|配合)(?:研发|建设|设计|施工|训练|研制|开发|实施|制作|编制|测试|试验|调试|运营|攻关)|送来[^，。；]{2,10}|(?:承担|负责)[^，。；]{0,8}?(?:设计|施工|监理|供货|安装|调试|建设|勘察|运营|运维|制造|总承包))"
HINT = re.compile(
    r"参与|协助|配合|承[建担]|[参筹]建|[设总统]计|施工|供[货应]|建设|制造|建造|研[制发]|监理|牵头|安装|管理|提供|负责|送来|总[指承包]|项目|联合|会同|协同|携手|承接|中标"
)
OBJECTLESS = re.compile(
    rf"(?P<by>由)?(?P<who>[^，。；]{{2,60}}?)(?:等(?:单位|企业|\d+家单位)?)?(?:负责|承担|自主|共同|联合|分别|全程|总体|组织)*(?P<act>{ACT})(?:和运营|和管理|及运营)?(?=(?:任务|工作)?(?:$|、|和))"
)
JOINED_BY = re.compile(
    r"(?:并)?(?:联合|会同|协同|携手)(?P<who>[^，。；]{2,80}?)(?:等(?:多?家)?(?:单位|企业|高校)?)?(?:组成[^，。；]{0,10})?(?:共同|联合)?(?P<act>承建|建设|研发|研制|攻关|实施|完成|开发|推进)"
)
# 甲公司与乙公司组成联合体再中标该工程储能区项目
REFERRED = re.compile(
    r"(?P<who>[^，。；]{2,60}?)(?:组成的?联合体)?(?:再次?|成功|共同|联合|全程|主要)*(?P<act>承建|中标|参建|承接|承担|投资|总承包|牵头|参与建设|参与)了?(?:该|此|这一?|本)(?:个|座|条|项)?(?:项目|工程|大桥|电站|课题|装置|铁路|隧道)(?!的(?!建设|施工|设计|研发|实施|监理|运营))"
)
CREW = re.compile(
    r"(?:项目(?:执行|生产|商务|副)?(?:总工程师|总工|经理|副经理|书记|总监|安全总监|总经理助理|技术负责人|党支部书记)|参建人员|参建者|项目经理|建设者|项目负责人|总指挥|技术负责人)$"
)


def speaks_of(reading: Reading, start: int, end: int, hero: Item | None) -> Group:
    """The person 他 or 她 of a clause means: who led the last clause that named one."""
    if hero is None or PRONOUN.match(reading.text, start, end) is None:
        return NOBODY
    return Group((hero,), (), start)


TEAM = re.compile(
    r"(?:目前|近年来|截至目前|多年来|据悉|自[^，]{2,10}以来)?，?(?:由)?(?:该|这个|这一)?(?P<kind>工作室|研究所|研究院|车间|班组|小组|项目部|团队|中心|支队|服务队|实验室)(?=[^的，]{0,6}(?:共|累计|先后|自主|完成|研发|研制|开发|承担|攻|开展|组织|参与|牵头|主持|实施|总结|形成|提炼))"
)


def team_meant(reading: Reading, start: int, end: int) -> Group:
    """工作室累计完成…, 该项目部先后承担…: the team of that kind that was named last before."""
    hit = TEAM.match(reading.text, start, end)
    if hit is None:
        return Group()
    for item in reversed(reading.within(max(0, start - 2 * FAR), start)):
        if item.kind == "org" and reading.text[item.start : item.end].rstrip("”").endswith(hit["kind"]):
            return Group((Item(hit.start("kind"), hit.end("kind"), "org", item.name),), (), start)
    return Group()


def carries_on(before: str, verb: re.Pattern[str]) -> str | None:
    """The words of doing when a clause without a subject of its own goes on about what the paragraph spoke of.

    >>> carries_on("将在海西", re.compile("建设")) is None, carries_on("归纳出", re.compile("归纳"))
    (True, '归纳出')
    """
    plain = ADVERB.sub("", before)
    if SUBJECTLESS.fullmatch(plain):
        return before if plain else None
    found = verb.search(plain)
    if found is None or (found.start() > 2 and LEAD_IN.fullmatch(plain[: found.start()]) is None):
        return None
    return before


def goes_straight_on(reading: Reading, lead: Group, before: str, project: Item) -> bool:
    """A clause that opens with the project goes on about the organisation that opened the paragraph, nobody between."""
    if len(lead.items) != 1:
        return False
    last = lead.items[0]
    between = reading.text[last.end : project.start]
    return (
        not ADVERB.sub("", before).strip("《")
        and last.kind == "org"
        and len(between) <= 45
        and between.count("。") <= 1
        and not reading.between(last.end, project.start)
    )


def work_meant(reading: Reading, paragraph: int, low: int, high: int) -> Item | None:
    """The project a clause without one means: the last of its paragraph, or, with 该项目, 大桥, the last before it."""
    near = [i for i in reading.within(paragraph, low) if i.kind == "project" and not is_site(reading.text, i)]
    if near:
        return near[-1]
    if REFERS.search(reading.text, paragraph, high) is None:
        return _only_work(reading, low)
    far = [i for i in reading.within(max(0, low - FAR), low) if i.kind == "project"]
    return far[-1] if far else None


def _only_work(reading: Reading, low: int) -> Item | None:
    """The one project a story is about, when it names no other."""
    if "only work" not in reading.memo:
        projects = [i for i in reading.items if i.kind == "project"]
        alone = len(projects) > 1 and len({i.entity for i in projects}) == 1
        reading.memo["only work"] = projects[0] if alone else None
    found: Item | None = reading.memo["only work"]
    return found if found is not None and found.start < low else None


def without_object(reading: Reading, paragraph: int, low: int, high: int) -> Iterator[tuple[Item, Item, str, str]]:
    """…，由甲公司设计、乙公司承建: (doer, project, role, rule) where the clause leaves the project to the one spoken of."""
    if HINT.search(reading.text, low, high) is None or reading.between(low, high, "project"):
        return
    work = work_meant(reading, paragraph, low, high)
    if work is None:
        return
    text = reading.text
    for hit in OBJECTLESS.finditer(text, low, high):
        who = group_all(reading, hit.start("who"), hit.end("who"))
        if who and (hit["by"] or who.start - hit.start("who") <= 1) and _only(text, hit, who):
            for item in who.items:
                yield item, work, role_of(hit["act"]), "objectless"
    for hit in REFERRED.finditer(text, low, high):
        who = group_all(reading, hit.start("who"), hit.end("who"))
        if who and hit.end("who") - who.items[-1].end <= 10:
            yield from ((item, work, role_of(hit["act"]), "objectless") for item in who.items if item.kind == "org")
    joint = JOINED_BY.match(text, low, high)
    if joint is not None:
        for item in group_all(reading, *joint.span("who")).items:
            if item.kind == "org":
                yield item, work, "participates", "objectless"
    for item in reading.between(low, high, "person"):
        if CREW.search(text[max(low, item.start - 9) : item.start].rstrip("、")):
            for person in (p for p in group_all(reading, item.start, high).items if p.kind == "person"):
                yield person, work, "participates", "crew"
            return


def _only(text: str, hit: re.Match[str], who: Group) -> bool:
    """The doers are all that stands before the act: organisations, or a person with 由."""
    behind = text[who.items[-1].end : hit.end("who")]
    kinds = {i.kind for i in who.items}
    return (kinds == {"org"} or (kinds <= {"org", "person"} and bool(hit["by"]))) and len(behind) <= 12
