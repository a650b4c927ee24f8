"""The rule for `undertakes`: who builds, runs, develops, takes part in a named project, and in which role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import ORGANIZATION_TYPES
from kg.nlp.facts.reading import (
    ADVERB,
    NOBODY,
    POST,
    Group,
    Item,
    Reading,
    group_all,
    group_before,
    read,
)
from kg.nlp.facts.undertaking.behind import told_behind
from kg.nlp.facts.undertaking.context import NOT_DOING, by_context
from kg.nlp.facts.undertaking.fields import by_fields
from kg.nlp.facts.undertaking.places import by_places
from kg.nlp.facts.undertaking.posts import headed
from kg.nlp.facts.undertaking.roles import judges, role_of
from kg.nlp.facts.undertaking.topic import carries_on, goes_straight_on, speaks_of, team_meant, without_object
from kg.nlp.frame import Found, Scene

DOING = re.compile(
    r"承建|参建|共建|合建|合办|建设|承担|牵头|主持|领衔|主导|负责|实施|推进|推动|推行|开展|研发|研制|研究|开发|完成|攻克|攻关|参与|参加|打造|构建|搭建|建成|建立|启动|投资|承办|主办|协办|举办|举行|组织|提出|独创|首创|创造|创立|总结|摸索|形成|运营|管理|设计"
    r"|施工|申报|依托|引进|融合|合作|签署|签约|签订|承接|承包|斩获|中标|承揽|供货|改造|掌握|突破|聚焦|开工|投产|创新|探索|深化|深入|抓好|做好|策划|发起|领办|报送|编写|编制|自主|参研|支持|助力|服务|拥有|传承|应用|挖掘|上马|拿下|出资|控股|监理|总包|总承包|经营|领走|揽获|维护|保障|用上|投运|通过|归纳|提炼|琢磨|自制|发明|改进|革新|凭|用$|以$|把|试制|啃下|攻下|干成|带队|推出|上线|援建|筹建|代建|新建|扩建|续建|签下|夺得|有$"
)
NEXT_WORK = re.compile(r"[”》]?(?:（[^（）]{0,30}）)?(?:、|和|与|及|以及)?[“《]?")
ALLIED = re.compile(r"(?:联合|携手|会同|协同)$")
HEADING = re.compile(r"(?:牵头|主导|领衔|负责)[、，]$")
BACKED = re.compile(r"(?:的)?(?:大力|统一|正确|坚强|直接)*(?:支持|指导|帮助|领导|见证|关心|推动|配合|协调|组织|牵线)下")
BESIDE = re.compile(
    r"[”》]?(?:（[^（）]{0,40}）)?[\s　]*(?:则|又|也|还|再|一举)?(?:的|凭借?|以|用|靠)?(?:QC|创新|科技)?(?:课题|成果|论文|专利|作品|发明)?[：:]?[“《]?"
)
# A builder's verb before the name of the one he builds for, and what stands between that name and its project.
HIRED = re.compile(
    r"(?:(?:承建|承接|承揽|承担|中标|参建|总承包|总包|签约|签下|签订|签署|揽获|拿下|负责|施工|设计|监理|勘察)(?:了|建设|施工|实施)*的?)$"
)
OWNERS_GAP = re.compile(r"的?[^，。；、“”《》]{0,6}")
# 甲公司在建项目为P; 甲公司一等奖项目是“P”.
OWN_WORKS = re.compile(
    r"[”》]?(?:的)?(?:参建|承建|在建|中标|获奖|主要|重点|申报|[特一二三]等奖)*(?:项目|工程|课题|成果)(?:名称)?(?:为|是|有|包括|：)[：:]?[“《]?"
)
OPENING = re.compile(
    r"(?:(?:带头|领衔|负责|传承|主持)人|企业|单位|公司|集团|旗下|所属|下属|子公司|】|[：:]|[长员师工任理记授士]|劳模|专家)[“]?$"
)
LEADERS = ("新时代", "总书记", "主席", "文化思想", "法治思想", "经济思想", "强军思想", "关于", "重要")


def undertakings(scene: Scene) -> Iterator[Found]:
    """Who undertakes which project: from verbs, from the maker named before it, from its own name, from fields."""
    if not any(n.label == "Project" for n in scene.names):
        return
    reading = read(scene)
    told = set()
    for found in _stated(scene, reading):
        told.add(found.object)
        yield found
    for found in _named_after(reading):
        if found.object not in told:  # who builds it is said: whose name it bears is then only where it stands
            yield found
    told |= {i.entity for i in reading.items if i.kind == "project" and _owner(reading, i) is not None}
    yield from by_context(scene, reading, told)


def _stated(scene: Scene, reading: Reading) -> Iterator[Found]:
    hero: Item | None = None
    for doer, project, role in by_fields(reading):
        yield _found(doer, project, project.start, doer.end, role, "field", 0.85)
    for doer, project, role in by_places(scene, reading):
        yield _found(doer, project, project.start, doer.end, role, "place", 0.7)
    for paragraph in scene.passage.paragraphs:
        lead = Group()
        first = next(iter(reading.within(paragraph.start, paragraph.end)), None)
        portrait = first is not None and first.kind == "person" and reading.text[first.end : first.end + 1] in "，（"
        for low, high in scene.sentences(paragraph.start, paragraph.end):
            for start, end in reading.clauses(low, high):
                lead = speaks_of(reading, start, end, hero) or team_meant(reading, start, end) or lead
                yield from _clause(reading, start, end, high, lead)
                for doer, work, role, rule in without_object(reading, paragraph.start, start, end):
                    yield _found(doer, work, work.start, doer.end, role, rule, 0.65)
                opens = leading(reading, start, end)
                if opens and not (portrait and opens.items[0].kind == "org"):
                    lead = opens
                    hero = opens.items[0] if opens.items[0].kind == "person" else hero
    for doer, project, start, end, sure in headed(reading):
        yield _found(doer, project, start, end, "leads", "headed", sure)


def _clause(reading: Reading, low: int, high: int, stop: int, lead: Group) -> Iterator[Found]:
    text = reading.text
    rows: list[tuple[Item, list[tuple[Item, str]]]] = []
    for project in [i for i in reading.within(low, high) if i.kind == "project"]:
        if rows and NEXT_WORK.fullmatch(text[rows[-1][0].end : project.start]):
            rows.append((project, rows[-1][1]))
        else:
            rows.append((project, list(_actors(reading, low, high, project, lead))))
    for project, actors in rows:
        run = [p for p, others in rows if others is actors]
        if len(run) == len(actors) > 1 and "分别" in actors[0][1]:  # 甲、乙分别承建P和Q
            actors = [actors[run.index(project)]]
        for actor, words in actors:
            start, end = min(actor.start, project.start), max(actor.end, project.end)
            yield _found(actor, project, start, end, role_of(words), "verb", 0.75)
        for doer, role, rule, sure in told_behind(reading, project, stop):
            yield _found(doer, project, project.start, doer.end, role, rule, sure)


def _with_by(reading: Reading, low: int, high: int) -> Group:
    """由甲公司承建的P: 由 names the doer when what follows ends in 的."""
    text = reading.text
    found = [i for i in reading.between(low, high) if i.kind in ("org", "person")]
    by = next((i for i in found if text[max(low, i.start - 1) : i.start] == "由"), None)
    if by is None or not text[:high].rstrip("“《 　").removesuffix("项目").removesuffix("成果").endswith("的"):
        return NOBODY
    return group_all(reading, by.start, high)


def _actors(reading: Reading, low: int, high: int, project: Item, lead: Group) -> Iterator[tuple[Item, str]]:
    text = reading.text
    group = group_before(reading, low, project.start) or _with_by(reading, low, project.start)
    if group and BACKED.match(text, group.items[-1].end):  # 在市政府支持下启动: the one before it starts the work
        group = group_before(reading, low, group.start)
    placed = (
        group and text[max(low, group.start - 1) : group.start] == "在" and "等" in text[group.start : project.start]
    )
    if placed:  # 在甲中学、乙小学等地建成P: where, not who
        group = group_before(reading, low, group.start - 1)
    if group:
        gap = text[group.items[-1].end : project.start]
        if NOT_DOING.search(gap) or len(gap) > 30:
            return
        if (hired := _hired(reading, low, group, lead, gap)) is not None:
            yield from hired
            return
        if DOING.search(gap.rstrip("“《 　")) or BESIDE.fullmatch(gap) or OWN_WORKS.fullmatch(gap):
            after = max((n + 1 for n, i in enumerate(group.items) if i.kind == "project"), default=0)
            for item in group.items[after:] or group.items:
                if item.kind != "project" and not text.startswith(LEADERS, item.end):
                    yield item, gap
            for _, owner in group.owners if not after else ():
                yield owner, gap
            yield from _with_them(reading, low, group, lead)
        return
    before = text[low : project.start]
    if not lead or len(before) > 40 or NOT_DOING.search(before):
        return
    if carries_on(before, DOING) is None and not goes_straight_on(reading, lead, before, project):
        return
    for item in lead.items:
        yield item, before


def _hired(reading: Reading, low: int, group: Group, lead: Group, gap: str) -> tuple[tuple[Item, str], ...] | None:
    """甲公司中标乙煤矿选煤厂项目: whose work it is stands right before it, who does it before the verb."""
    text = reading.text
    if group.items[-1].kind != "org" or len(group.items) > 1 or not OWNERS_GAP.fullmatch(gap):
        return None
    verb = HIRED.search(text, max(low, group.start - 12), group.start)
    if verb is None:
        return None
    who = group_before(reading, low, verb.start()) or _with_by(reading, low, group.start)
    if who and verb.start() - who.items[-1].end > 24:
        return None
    if not who and (not lead or carries_on(text[low : group.start], DOING) is None):
        return None
    return tuple((i, verb[0]) for i in (who or lead).items if i.kind != "project")


def _with_them(reading: Reading, low: int, group: Group, lead: Group) -> Iterator[tuple[Item, str]]:
    """甲公司…，联合乙大学开发P; 甲公司牵头、乙大学参与的P: who stands further off does it too."""
    before = reading.text[low : group.start]
    if lead and ALLIED.search(before) is not None:
        yield from ((i, "联合") for i in lead.items if i not in group.items)
    heading = HEADING.search(before) or HEADING.search(reading.text, max(0, group.start - 4), group.start)
    if heading is not None:  # the one who leads may stand in the clause before
        end = low + heading.start() if heading.string is before else heading.start()
        first = max(reading.text.rfind(mark, 0, end) for mark in "，。；\n") + 1
        found = group_all(reading, min(low, first), end)
        yield from ((i, "牵头") for i in found.items if i.kind == "org")


MARK = re.compile(r"[\s　]*(?:[（(]?\d{1,2}[）).、．]+|[①-⑳●•■◆▲○◎◇□▎▍★☆·]+)[\s　]*")


NAMED = re.compile(
    r"(?:项目|工程|基地|电站|生产线|产线|产业园|大厦|中心|装置)(?:[一二三四五六七八九十\d]期)?(?:（[^（）]{1,8}）)?$"
)


def _named_after(reading: Reading) -> Iterator[Found]:
    """甲公司搬迁项目: a project whose name opens with its owner's."""
    for project in reading.items:
        item = _owner(reading, project) if project.kind == "project" else None
        if item is not None:
            role = "leads" if item.kind == "person" else "undertakes"
            yield _found(item, project, project.start, project.end, role, "name", 0.6)


def _owner(reading: Reading, project: Item) -> Item | None:
    owners = [
        n
        for n in reading.nested(project.start, project.end, *ORGANIZATION_TYPES, "Person")
        if n.start - project.start <= 1
    ]
    if not owners or not owners[0].entity:
        return None
    owner = max(owners, key=lambda n: n.end)
    surface = reading.text[project.start : project.end]
    person = owner.label == "Person"
    named = (
        surface.endswith(("法", "工作室"))
        if person
        else NAMED.search(surface) and owner.label in ("Enterprise", "Unit")
    )
    if owner.end >= project.end or not named:
        return None
    return Item(owner.start, owner.end, "person" if person else "org", owner)


def leading(reading: Reading, low: int, high: int) -> Group:
    """The organisation or person a clause opens with: the subject that runs on; read once for the rules that ask."""
    found: Group | None = reading.memo.get(("leading", low, high))
    if found is None:
        found = reading.memo["leading", low, high] = _leading(reading, low, high)
    return found


OWNED = re.compile(r"所属|旗下|下属|")


def _leading(reading: Reading, low: int, high: int) -> Group:
    text = reading.text
    items = [
        i for i in reading.between(low, high) if i.kind in ("org", "person") and not text.startswith(LEADERS, i.end)
    ]
    if items and judges(text, items[0]):
        return Group()
    if not items:
        return NOBODY
    mark = MARK.match(text, low, items[0].start)
    low = mark.end() if mark is not None else low
    lead = text[low : items[0].start]
    if len(lead) > 1 and not OPENING.search(lead) and len(ADVERB.sub("", lead)) > 1:
        return NOBODY
    if lead and lead[-1] in "由被从向对让请据与在为给同和将把以用因受令使":
        return NOBODY
    end = items[0].end
    chosen = [items[0]]
    for item in items[1:]:
        gap = text[end : item.start]
        if (
            item.kind == "person"
            and chosen[-1].kind == "org"
            and len(gap) <= 14
            and not re.search(r"[与和同被由]", gap)
        ) or OWNED.fullmatch(gap):
            chosen[-1] = item
        elif re.fullmatch(r"[、和与及]", gap):
            chosen.append(item)
        else:
            break
        end = item.end
    if chosen[-1].kind == "org" and POST.search(text[chosen[-1].end : high]) and high - chosen[-1].end < 16:
        return NOBODY
    return Group(tuple(chosen), (), chosen[0].start)


def _found(actor: Item, project: Item, start: int, end: int, role: str, rule: str, confidence: float) -> Found:
    if start >= end:  # the maker stands behind the work: the proof spans both
        start, end = min(actor.start, project.start), max(actor.end, project.end)
    return Found(
        "undertakes", actor.entity, project.entity, start, end, f"undertaking.v1:{rule}", confidence, (("role", role),)
    )
