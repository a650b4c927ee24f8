"""Whose a project is that the text gives no doer: the company its sentence, its paragraph or the paper speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.facts.reading import Reading
from kg.nlp.facts.undertaking.roles import is_site, judges
from kg.nlp.frame import Found, Scene

NOT_DOING = re.compile(
    r"传达|会见|会谈|座谈|视察|考察|祝贺|致辞|表彰(?!决定)|授予|评选|颁|获得|荣获|获|推荐|核准|批复|学习|观看|参观|收到|采访|同榜|同届|同批|还有|同期|名单|用[在于]|应用[在于]|点赞|见证|搬进|走进|落户|亮相|勉励|回顾|调研|慰问|看望|检查|督导|走访|察看|到访"
)
OWN_NAME = {
    "structure",
    "work",
    "work-own",
    "act",
    "quoted-kind",
    "quoted-result",
    "quoted-row",
    "quoted-made",
    "quoted-campaign",
    "plant",
    "made",
    "made-by",
    "built",
    "labelled",
    "first",
    "machine",
    "numbered",
}
OWNED = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:[铜铁煤金银铅锌镍锡]+矿|矿区|钢铁|稀土|铝业|铜业|石化|冶炼厂|电厂|热电|油田|公司|集团|厂)"
)
COMMON = re.compile(
    r"(?:[^、]+、){3}|[“‘]?(?:完善|提升|加强|优化|强化|大型|重大|重点|首[条个座批]|同类|同一|无人|面子|前\w个|一[个条座]|每|各|多[个条]|两[个条]|全部|传达|传递|学习|引进|投运|投产|接|送|严控|代表|嵌入|潜心|摸索|攻关|安全规范|专业|境外|海外|国内|国外|其他|该|这|此|所有|\w{0,3}精神|新能源\w{2,10}生产线|“?十[三四五]五)"
)


SEEN = re.compile(r"[”》]?[^，。；]{0,6}?(?:慰问|视察|调研|考察|参观|检查|采访|看望|致敬|座谈|走访|事故|经验)")
PARTY = re.compile(r"党|团|工会|支部|纪委")


def by_context(scene: Scene, reading: Reading, told: set[str]) -> Iterator[Found]:
    """A project nobody is said to do is done by the enterprise its sentence, its paragraph, or the paper speaks of."""
    projects = [i for i in reading.items if i.kind == "project" and i.entity not in told]
    if not projects:
        return
    for sentence in scene.passage.sentences:
        for project in reading.within(*sentence):
            if project.kind != "project" or project.entity in told:
                continue
            if is_site(reading.text, project):
                continue
            if NOT_DOING.search(reading.text[sentence[0] : project.end]) or SEEN.match(reading.text, project.end):
                continue
            paragraph = next((p for p in scene.passage.paragraphs if p.start <= project.start < p.end), None)
            if paragraph is None:
                continue
            where = "sentence"
            makers = [i for i in reading.within(*sentence) if i.name.label == "Enterprise"]
            if not makers:
                makers = [i for i in reading.within(*sentence) if i.name.label == "Unit"]
                makers = [i for i in makers if PARTY.search(reading.text, i.start, i.end) is None]
                makers = [i for i in makers if not judges(reading.text, i)]
            if not makers:
                where = "paragraph"
                makers = [i for i in reading.within(paragraph.start, paragraph.end) if i.name.label == "Enterprise"]
            surface = reading.text[project.start : project.end]
            rule = project.name.method.split(":")[-1]
            if (
                rule not in OWN_NAME
                or (where == "paragraph" and rule in ("structure", "quoted-kind"))
                or COMMON.match(surface)
            ):
                continue
            owner = OWNED.match(surface)
            doer, low, high = "", project.start, project.end
            if len({i.entity for i in makers}) == 1:
                doer = makers[0].entity
                low, high = min(makers[0].start, low), max(makers[0].end, high)
            elif (
                rule != "act"
                and owner is None
                and not makers
                and scene.issuer
                and scene.entities[scene.issuer].type == "Enterprise"
            ):
                doer, where = scene.issuer, "issuer"
            if doer:
                told.add(project.entity)
                role = (("role", "undertakes"),)
                yield Found("undertakes", doer, project.entity, low, high, f"undertaking.v1:{where}", 0.6, role)
