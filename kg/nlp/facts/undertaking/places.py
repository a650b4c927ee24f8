"""Who does a project by where it stands: inside a unit's name, 在甲公司下线, 是甲公司的…, under a heading, 三方共同打造."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.facts.reading import Item, Reading, group_all, group_before
from kg.nlp.facts.undertaking.roles import role_of
from kg.nlp.frame import Scene

CREW_OF = re.compile(
    r"(?:项目|工程)?(?:经理部|项目部|指挥部|工程部|建管局|建设管理局|管理处|筹建处|工区|分部|标段|建设部|攻关组|课题组|专班|工作组|团队|[一-龥]{1,4}班)"
)
BEHIND = re.compile(
    r"[”》]?(?:[A-Z]{0,2}\d*标段?)?(?:项目|课题|技术)?(?:攻关组|课题组|攻关团队|项目组|研发团队|经理部|项目部|指挥部|建设者|团队)"
)
AT = re.compile(r"[”》]?(?:日前|近日|今日|昨日|成功|正式|顺利|全部)?(?:在|于)")
LAUNCHED = re.compile(
    r"(?:正式|成功|顺利|全部|如期|提前|一次)*(?:下线|交付|建成|竣工|投产|开工|投运|投用|上线|问世|诞生|研制成功|首飞|命名|试制成功|量产|启用|完工)"
)
IS_OF = re.compile(r"[”》]?[，也还又]?(?:是|为|作为)(?!由|在)")
KIND_OF = re.compile(
    r"(?:(?:首|第一|第二|又一|重点|唯一|标志)|的|投资|承建|建设|响应|落实|贯彻|践行|实施|自主)[^，。；]{0,40}?(?:项目|工程|基地|电站|举措|生产线|产线|平台|成果|系统|技术|实践|载体|抓手)"
)
SIDES = re.compile(
    r"(?:双|三|四|五|各)方[^，。；]{0,10}?(?:共同|联合|携手|合作|合力)?(?P<act>打造|建设|开发|投资|推进|研发|实施|建成|运营)"
)
HEADING = re.compile(
    r"(?P<act>承建|参建|建设|施工|设计|承担|完成|研制|投资|监理|参与)的?(?:项目|工程|成果|[^，。；\n]{0,8})?[）)]?[：:]?$"
)
LISTED = re.compile(r"[\s　]*(?:[（(]?\d{1,2}[）).、．]|[①-⑳●•■◆▲○·])")


def by_places(scene: Scene, reading: Reading) -> Iterator[tuple[Item, Item, str]]:
    """(doer, project, role) by the place of the project's name."""
    for index, project in enumerate(reading.items):
        if project.kind != "project":
            continue
        yield from _stands_at(reading, index, project)
        yield from _belongs_to_a_crew(reading, project)
        yield from _sides(reading, project)
    yield from _crews(reading)
    yield from _under_headings(scene, reading)


def _stands_at(reading: Reading, index: int, project: Item) -> Iterator[tuple[Item, Item, str]]:
    """P在甲公司下线; P是甲公司投资建设的重点项目."""
    text = reading.text
    after = next((i for i in reading.items[index + 1 : index + 3] if i.kind in ("org", "person")), None)
    if after is None or after.kind != "org" or after.start - project.end > 14:
        return
    group = group_all(reading, after.start, after.end)
    if not group:
        return
    gap = text[project.end : after.start]
    if AT.fullmatch(gap) and LAUNCHED.match(text, after.end):
        yield after, project, "undertakes"
    elif IS_OF.fullmatch(gap) and KIND_OF.match(text, after.end):
        yield after, project, role_of(text[after.end : after.end + 8])


def _belongs_to_a_crew(reading: Reading, project: Item) -> Iterator[tuple[Item, Item, str]]:
    """甲班成立“P”攻关组: who set the group up does the work."""
    if BEHIND.match(reading.text, project.end) is None:
        return
    low = max(reading.text.rfind(mark, 0, project.start) for mark in "。；\n") + 1
    who = group_before(reading, low, project.start)
    if who and project.start - who.items[-1].end <= 16:
        for item in who.items:
            if item.kind == "org":
                yield item, project, "undertakes"


def _crews(reading: Reading) -> Iterator[tuple[Item, Item, str]]:
    """甲公司P项目部: a unit named after a project does it, and so does the company before the project's name."""
    for unit in reading.items:
        if unit.kind != "org" or unit.name.label != "Unit":
            continue
        for name in reading.nested(unit.start, unit.end, "Project"):
            crew = CREW_OF.match(reading.text, name.end)
            if not name.entity or crew is None:
                continue
            work = Item(name.start, name.end, "project", name)
            crews = [n for n in reading.nested(unit.start, crew.end(), "Unit") if n.end == crew.end() and n.entity]
            if crews:
                own = max(crews, key=lambda n: n.end - n.start)
                yield Item(own.start, own.end, "org", own), work, "undertakes"
            owners = [
                n for n in reading.nested(unit.start, name.start, "Enterprise") if n.end == name.start and n.entity
            ]
            if owners:
                owner = min(owners, key=lambda n: n.start)
                yield Item(owner.start, owner.end, "org", owner), work, "undertakes"
            break


def _sides(reading: Reading, project: Item) -> Iterator[tuple[Item, Item, str]]:
    """…三方签约。三方将共同打造P: those who signed, named in the sentence before."""
    text = reading.text
    low = max(text.rfind(mark, 0, project.start) for mark in "，。；\n") + 1
    hit = SIDES.match(text, low, project.start)
    if hit is None or reading.between(low, project.start, "org"):
        return
    line = text.rfind("\n", 0, low) + 1
    signed = re.compile(r"签[署约订下]|达成|合作").search(text, line, low)
    if signed is None:
        return
    first = max(line, text.rfind("。", line, signed.start()) + 1)
    orgs = [i for i in reading.between(first, signed.start(), "org") if i.name.label != "Unit"]
    seen = list({i.entity: i for i in reversed(orgs)}.values())[::-1]
    if 2 <= len(seen) <= 4:
        for item in seen:
            yield item, project, "participates"


def _under_headings(scene: Scene, reading: Reading) -> Iterator[tuple[Item, Item, str]]:
    """…十大工程（甲公司参建）, and below it numbered lines: each of them is done by the one in the heading."""
    doers: list[Item] = []
    role = ""
    for paragraph in scene.passage.paragraphs:
        line = reading.text[paragraph.start : paragraph.end]
        if LISTED.match(line) is None:
            hit = HEADING.search(line.strip()) if len(line) <= 60 and "。" not in line else None
            doers = []
            if hit is not None:
                inside = [i for i in reading.within(paragraph.start, paragraph.end) if i.kind == "org"]
                doers, role = inside[-1:], role_of(hit["act"])
            continue
        if doers:
            first = next((i for i in reading.within(paragraph.start, paragraph.end) if i.kind == "project"), None)
            if first is not None and first.start - paragraph.start <= 8:
                yield doers[0], first, role
