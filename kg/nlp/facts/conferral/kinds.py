"""Which kind of body gives which kind of honour: 五一 and 先锋号 come from trade unions, 五四 from the youth league, and so on.

General knowledge of the award system; it picks among the institutions a document names and never adds one.
"""

from __future__ import annotations

import re

from kg.nlp.awards import words
from kg.nlp.facts.reading import Reading

KINDS = (
    (re.compile(r"五一|工人先锋号|职工(?:小家|之家|书屋|信赖)|巾帼标兵|劳动竞赛|工会"), re.compile(r"总工会|工会")),
    (
        re.compile(r"五四|青年(?:文明号|岗位能手|安全生产示范岗|突击队|先锋|标兵)|杰出青年|共青团|团[委支]"),
        re.compile(r"共青团|共产主义青年团|团[中省市][央委]|团委|青年联合会"),
    ),
    (re.compile(r"三八|巾帼(?:文明|建功|奖)|最美家庭|五好家庭"), re.compile(r"妇联|妇女联合会")),
    (re.compile(r"(?:劳动模范|劳模|先进工作者)$"), re.compile(r"(?:人民)?政府$|[省市区]委$|国务院$|总工会$")),
    (
        re.compile(r"科学技术(?:进步)?奖|科技(?:进步)?奖|技术发明奖|自然科学奖"),
        re.compile(r"(?:人民)?政府$|国务院$|科学技术[部厅局]|科技[部厅局]|(?:协会|学会|联合会)$"),
    ),
    (re.compile(r"专利(?:金|银|优秀)?奖"), re.compile(r"知识产权")),
    (
        re.compile(r"优秀共产党员|先进基层党组织|优秀党务工作者|党支部$"),
        re.compile(r"党委|党组|[省市区]委$|中央(?:委员会)?$|工委$"),
    ),
    (re.compile(r"绿色(?:工厂|供应链)|单项冠军|小巨人|专精特新|智能制造"), re.compile(r"工业和信息化|工信|经信")),
    (re.compile(r"技术能手|技能大师|首席技师"), re.compile(r"人力资源|人社|总工会$")),
)
PLACE = re.compile(rf"(?P<province>{words.PROVINCES})|(?P<city>[\u4e00-\u9fff]{{2,4}}?)[市州县区]")
NATIONAL = re.compile(r"全国|国家|中国|中华|中央企业|央企")


def giver_by_kind(reading: Reading, core: str, taken: set[str]) -> str | None:
    """The one institution of the document that gives such honours in such a place; None when none or several do."""
    kind = next((giver for honour, giver in KINDS if honour.search(core)), None)
    if kind is None:
        return None
    place = PLACE.match(core)
    own = next((g for g in place.groups() if g), "") if place is not None else ""
    national = NATIONAL.match(core) is not None
    found = []
    for known in reading.scene.entities.values():
        if known.type != "Institution" or known.id in taken:
            continue
        name = next((n for n in known.names if kind.search(n)), None)
        if name is None:
            continue
        if own and not any(own in n[: len(own) + 3] for n in known.names):
            continue
        if national and not any(
            re.match(r"全国|国家|中华|中央|国务院|中国|中共中央|共青团中央|团中央|工业和信息化部|工信部|人力资源", n)
            for n in known.names
        ):
            continue
        if not own and not national:
            continue
        found.append(known.id)
    return found[0] if len(found) == 1 else None
