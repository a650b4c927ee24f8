"""Who did a project by labelled fields (完成单位：甲、乙; 发明人：张三), in brackets, on the lines below it, in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.facts.reading import Group, Item, Reading, group_all, group_before
from kg.nlp.facts.undertaking.roles import role_of
from kg.nlp.facts.undertaking.topic import REFERS
from kg.nlp.gate import gated

LABEL = gated(
    r"(?P<lead>(?:第一|主要|主|项目|成果|课题|专利|共同|联合|牵头|技术|施工|工程)*(?:完成|申报|建设|承建|承担|合作|参建|参与|参研|参加|协作|设计|施工|监理|牵头|研制|研发|实施|起草|投资|运营|管理|供货|总承包|发明|负责|主持|推荐)(?:单位|人员?|方|团队|者|企业|机构)"
    r"|专利权人|业主(?:单位)?|(?:EPC)?总承包(?:方|单位|商)?|(?:项目|课题|技术|攻关)(?:总?负责人|带头人|主持人|经理|组长|总工程师)|(?:QC|攻关|课题)小组(?:名称|成员)?(?=[\s　]*[：:]))"
    r"(?P<mark>[\s　]*[：:][\s　]*|[为是有](?!否|了|何|什么)|[、，](?=[^。；\n]{2,50})|(?=[\u4e00-\u9fff]))"
)
COUNTED = re.compile(
    r"(?:是|为|系|名列|作为|位列|列|成为)(?!.{0,6}[：:])[^，。；：\n]{0,40}?(?P<lead>(?:主要|第一|牵头|共同|唯一|总)*(?:完成|参建|承建|建设|施工|设计|承担|参与|研制|运营管理|运营|总承包|承包|投资|发明|起草|实施)(?:单位|方|人|者|商))(?!是|为|：|:)"
)
STOP = re.compile(r"[；;。）)\n|｜]")
PEOPLE = re.compile(r"人员?$|者$|负责人|带头人|经理|组长|成员|总工程师")
BARE = re.compile(r"(?:完成|发明|负责|主持)人$")
LINES = 7
FAR = 420
IN_A_LIST = {"listed", "labelled", "cell", "ranked"}
OWNER_GAP = re.compile(r"[”》]?[\s　]*(?:[—\-|｜/：:]{1,2}|[\s　]|\n)[\s　]*[“]?")


def by_fields(reading: Reading) -> tuple[tuple[Item, Item, str], ...]:
    """(doer, project, role) told by a label and what stands behind it; read once for the rules that ask."""
    found: tuple[tuple[Item, Item, str], ...] | None = reading.memo.get("fields")
    if found is None:
        found = reading.memo["fields"] = tuple(_read(reading))
    return found


def _read(reading: Reading) -> Iterator[tuple[Item, Item, str]]:
    if not any(i.kind == "project" for i in reading.items):
        return
    text = reading.text
    for hit in LABEL.finditer(text):
        if reading.named(hit.start()) or hit["lead"] == "推荐单位" or not (hit["mark"] or BARE.search(hit["lead"])):
            continue
        project = _above(reading, hit.start(), bare=not hit["mark"])
        if project is None:
            continue
        stop = STOP.search(text, hit.end())
        end = stop.start() if stop else len(text)
        again = LABEL.search(text, hit.end(), end)
        end = again.start() if again is not None else end
        people = PEOPLE.search(hit["lead"]) is not None
        if hit["mark"] and hit["mark"] in "、，":
            yield from _by_title(reading, hit, project)
            continue
        named = [
            i
            for i in reading.within(hit.end(), end)
            if i.kind == "person" or (i.kind == "org" and (not people or hit["lead"] == "专利权人"))
        ]
        if not named or (not hit["mark"].strip(" 　") and named[0].start > hit.end()):
            continue
        if hit["mark"] and hit["mark"] in "为是有":
            named = _row(text, named)
        for item in named:
            yield item, project, role_of(hit["lead"]) if not people else _part(hit["lead"])
    yield from _owners_in_lists(reading)
    yield from _counted_among(reading)
    yield from _line_by_line(reading)


def _by_title(reading: Reading, hit: re.Match[str], project: Item) -> Iterator[tuple[Item, Item, str]]:
    """项目第一完成人、集团总经理张三: the first person behind the title."""
    if BARE.search(hit["lead"]) is None:
        return
    stop = STOP.search(reading.text, hit.end())
    end = min(stop.start() if stop else len(reading.text), hit.end() + 50)
    person = next((i for i in reading.between(hit.end(), end) if i.kind == "person"), None)
    if person is not None:
        yield person, project, _part(hit["lead"])


def _above(reading: Reading, position: int, *, bare: bool) -> Item | None:
    """The project a label belongs to: the last one before it in its paragraph, else within a few lines above."""
    text = reading.text
    items = [i for i in reading.within(max(0, position - FAR), position) if i.kind == "project"]
    if not items:
        return None
    project = items[-1]
    between = text[project.end : position]
    lines = between.count("\n")
    if not bare and lines and REFERS.search(text, text.rfind("\n", 0, position) + 1, position) is not None:
        return project
    if bare:
        return project if lines == 0 and len(between) <= 60 else None
    return project if lines <= LINES and between.count("。") <= (2 if lines == 0 else 1) else None


def _row(text: str, named: list[Item]) -> list[Item]:
    """业主是甲、乙, ……: the first names that are joined; the clause goes on behind them."""
    row = named[:1]
    for item in named[1:]:
        if re.fullmatch(r"[、和与及]|以及", text[row[-1].end : item.start]) is None:
            break
        row.append(item)
    return row


def _part(label: str) -> str:
    return "leads" if re.search(r"第一|负责|带头|主持|经理|组长", label) else "participates"


def _line_by_line(reading: Reading) -> Iterator[tuple[Item, Item, str]]:
    """A table told cell by cell: a line that is a work, the next that is its owners, and so more than once."""
    text, rows = reading.text, []
    for project in reading.items:
        if project.kind != "project":
            continue
        start, end = text.rfind("\n", 0, project.start) + 1, text.find("\n", project.end)
        if end < 0 or len(text[start:end].strip("《》“” 　")) > project.end - project.start:
            continue
        stop = text.find("\n", end + 1)
        stop = len(text) if stop < 0 else stop
        owners = [i for i in reading.within(end + 1, stop) if i.kind == "org"]
        rest = text[end + 1 : stop]
        for item in owners:
            rest = rest.replace(text[item.start : item.end], "")
        if owners and len(rest.strip("、；;，, 　")) <= 6:
            rows.append((owners, project))
    if len(rows) >= 2:
        for owners, project in rows:
            for owner in owners:
                yield owner, project, "undertakes"


def _counted_among(reading: Reading) -> Iterator[tuple[Item, Item, str]]:
    """甲公司是主要完成单位之一; 乙公司为青云大桥的参建单位: the doer stands before the noun."""
    text = reading.text
    for hit in COUNTED.finditer(text):
        low = max(text.rfind(mark, 0, hit.start()) for mark in "。；\n") + 1
        who = group_before(reading, low, hit.start())
        inside = [i for i in reading.within(hit.start(), hit.end()) if i.kind == "project"]
        project = inside[-1] if inside else _above(reading, low, bare=False)
        if not who and project is not None and text[hit.start()] == "作" and text[hit.end() : hit.end() + 1] == "，":
            who = leads_on(reading, hit.end() + 1)  # 作为该项目的施工单位，甲公司…
        elif project is None or not who or hit.start() - who.items[-1].end > 30:
            continue
        for item in who.items:
            if item.kind != "project":
                yield item, project, role_of(hit["lead"])


def leads_on(reading: Reading, start: int) -> Group:
    """The organisation that stands right here, with those joined to it."""
    first = next((i for i in reading.between(start, start + 40, "org") if i.start <= start + 4), None)
    return group_all(reading, first.start, first.end) if first is not None else Group()


def _owners_in_lists(reading: Reading) -> Iterator[tuple[Item, Item, str]]:
    """1．提高车体焊缝合格率　甲公司“精焊”QC小组: the group that stands behind the title of its work."""
    for index, project in enumerate(reading.items[:-1]):
        if project.kind != "project" or project.name.method.split(":")[-1] not in IN_A_LIST:
            continue
        owner = reading.items[index + 1]
        gap = reading.text[project.end : owner.start]
        if owner.kind == "org" and gap and OWNER_GAP.fullmatch(gap) and gap.count("\n") == 0:
            yield owner, project, "undertakes"
