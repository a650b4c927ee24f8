"""Who did a project by what stands behind its name: 由甲公司承建, （甲公司承建）, ，申报单位：甲公司."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.facts.reading import Item, Reading, group_all
from kg.nlp.facts.undertaking.roles import is_site, role_of

PASSIVE = re.compile(
    r"^[^，。；]{0,30}?(?:，(?:项目|工程|该\w{1,4})?)?(?:由|建设单位[是为]|承建单位[是为]|出资方[是为]|施工单位[是为]|设计单位[是为]|业主[是为]|完成单位[是为])"
)
# …, 总投资10亿元，选址在乙工业园，由甲公司建设: further off, when nobody else is named between.
PASSIVE_FAR = re.compile(r"(?:[^，。；]{0,40}，){1,3}(?:项目|工程|该\w{1,4})?由")
PASSIVE_ACT = re.compile(
    r"(?:[^，。；]{0,14}?)(?P<act>承建|建设|投资|设计|施工|研制|研发|开发|完成|组织|主办|承办|举办|制造|牵头|负责|总承包|实施|承担|提供|供货|运营|申报|主导|监理|参建|出资)"
)
# 《甲》，由乙公司完成的项目《丙》: what 乙 did is the work that follows.
NEXT_WORKS = re.compile(r"(?:单位|方|人)?的(?:项目|成果|课题|论文|专利|工程|技术)?[“《]")
BY_IT = re.compile(r"(?:凭借着?|凭着?|以|依托)(?:自主研发的|其)?[“《]?$")
WON_BY = re.compile(r"[”》]?(?:等)?(?:项目|成果|课题|技术|作品)?，")
WINS = re.compile(r"[^，。；]{0,10}?(?:斩获|荣获|获得|喜获|获|捧回|夺得|摘得|拿下|入选|登上|荣膺)")
FIELD = re.compile(
    r"[”》]?(?:项目|工程)?[（(](?P<lead>[^（）]{0,8}?(?:单位|主体|方)?[：:])?(?P<body>[^（）]{2,60})[）)]"
)
MAKERS = re.compile(r"[^，。；、]{2,20}(?:、[^，。；、]{2,20})*等?$")
FIELD_AFTER = re.compile(
    r"[”》]?[，。；\s]{0,2}(?P<lead>(?:申报|建设|承建|完成|合作|参建|设计|施工|牵头|研制|实施|承办|主办)单位)(?:[：:]|[是为])"
)


def told_behind(reading: Reading, project: Item, stop: int) -> Iterator[tuple[Item, str, str, float]]:
    """(doer, role, rule, confidence) behind a name: P由X承建; P（X承建）; P（合作单位：X）; P，申报单位：X."""
    text = reading.text
    if is_site(text, project):
        return
    passive = PASSIVE.match(text[project.end : stop])
    if passive is None and (far := PASSIVE_FAR.match(text[project.end : stop])) is not None:
        between = reading.within(project.end, project.end + far.end())
        passive = far if all(is_site(text, i) for i in between) else None
    if passive is not None:
        start = project.end + passive.end()
        act = PASSIVE_ACT.search(text, start, stop)
        named = passive[0].endswith(("是", "为"))
        end = act.start("act") if act is not None and not named else min(stop, start + 60)
        stops = re.search(r"[。；，]", text[start:end])
        end = start + stops.start() if stops else end
        group = group_all(reading, start, end)
        beside = act is not None and NEXT_WORKS.match(text, act.end()) is not None
        if group and (named or act is not None) and not beside and all(i.kind != "project" for i in group.items):
            for item in group.items:
                role = role_of(act["act"] if act is not None and not named else passive[0])
                yield item, role, "passive", 0.65
    if BY_IT.search(text, max(0, project.start - 8), project.start) and (won := WON_BY.match(text, project.end)):
        first = next((i for i in reading.between(won.end(), stop) if i.start <= won.end() + 1), None)
        if first is not None and WINS.match(text, first.end):  # 凭借“P”，张三一举斩获…
            yield first, "undertakes", "by-it", 0.65
    aside = FIELD.match(text, project.end)
    listed = project.name.method.endswith((":listed", ":ranked", ":cell", ":labelled"))
    if aside is not None and (
        aside["lead"]
        or (listed and MAKERS.match(aside["body"]))
        or _names_only(reading, *aside.span("body"))
        or re.search(r"承建|参建|牵头|完成|等$|研制|建设|推进|实施|开发|运营|投资|设计|施工|研发|承担", aside["body"])
    ):
        role = role_of(aside["lead"] or aside["body"])
        for item in reading.within(*aside.span("body")):
            if aside.start("body") <= item.start and item.end <= aside.end("body") and item.kind in ("org", "person"):
                yield item, role, "field", 0.85
    named_field = FIELD_AFTER.match(text, project.end)
    if named_field is not None:
        end = next((m.start() for m in re.compile(r"[。；\n]").finditer(text, named_field.end())), len(text))
        for item in group_all(reading, named_field.end(), end).items:
            if item.kind != "project":
                yield item, role_of(named_field["lead"]), "field", 0.85


def _names_only(reading: Reading, low: int, high: int) -> bool:
    """True when brackets hold names of organisations and persons and nothing else."""
    rest = reading.text[low:high]
    for item in reading.within(low, high):
        if item.kind in ("org", "person"):
            rest = rest.replace(reading.text[item.start : item.end], "")
    return len(rest) < high - low and re.fullmatch(r"[、，；和与及等\s　]*", rest) is not None
