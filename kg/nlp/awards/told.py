"""Names of honours that no word of their own gives away: what is said to be conferred, and the other items of such a list.

被评为江东工匠绝活, 入选全国数字化转型百家, 先后获A、B、C等称号: the verb stands on the left, a mark or 称号 on the right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Passage
from kg.nlp.awards import words
from kg.nlp.awards.table_columns import tables
from kg.nlp.gate import gated
from kg.nlp.spans import RuleSpan

PLACED = (
    r"(?:央企|全国|国家|中国|中华|国务院|中央|央企|世界|国际|全球|亚洲|全省|全市|全路|全行业|省部?级|市级|集团|公司级|行业|首批|首届|年度|《|[\u4e00-\u9fff]{2,4}[省市]|"
    rf"(?:{words.PROVINCES})|(?:工信|教育|科技|水利|交通运输|住建|农业农村|人社|商务)部)"
)
# Verbs whose object is an honour whatever it is called, and verbs whose object is one when it opens like one.
NAMING = r"(?:被|获)?(?:评选?为|评定为)|获评为?|(?:被|获)(?:命名为?|授予)|荣膺"
LISTING = r"(?P<giver>(?:被|由|经|获)[^，。；“”]{2,24}?)(?:认定|确定|列|命名)为|(?:成功|双双|再次)?入选(?:为|了)?|(?:被|获)(?:认定|确定|列|选)[为入]|荣获|获批为?|跻身|荣登"
TOLD = gated(
    rf"(?:(?P<naming>{NAMING})|{LISTING})(?:了)?(?P<edition>(?:(?:19|20)\d\d(?:[-—–](?:19|20)?\d\d)?年?度?|第[一二三四五六七八九十\d]{{1,3}}[届批]|首[届批])*)"
    r"(?P<name>[^，。；：！？、\n（）()“”‘’|　]{4,30})(?=(?P<mark>[，。；！、\n（(|　]|$))",
)
LIST = re.compile(
    r"(?:获得?|获评|授予|荣膺|取得|颁发)(?:过|了|的)?(?P<list>[^，。；：！？\n]{6,160}?)等(?:\d+|多|数)?[项个]?(?:国家级|省部?级|市级)?(?:荣誉|称号|奖项|殊荣|表彰)"
)
NOUN = re.compile(r"(?:工程|企业|单位|基地|工厂|品牌|案例|班组|产品|集体|团队|工作室|示范[岗站点区])$")
CALLED = re.compile(
    r"(?:荣?获得?|取得|被授予)(?:过|了)?(?P<name>[^，。；：！？、\n（）()“”　]{4,24})(?:荣誉|光荣)?称号"
)
PART = re.compile(r"[^、]+")
EDITION = re.compile(
    r"^(?:[和与及]|(?:19|20)\d\d(?:[-—–](?:19|20)?\d\d)?年?度?|第[一二三四五六七八九十\d]{1,3}[届批]|首[届批])+"
)
ENDING = re.compile(r"(?:光荣|荣誉)?(?:称号|荣誉|名单|行列|证书|奖牌|牌匾|之一)+$")
# Words that an honour's name does not hold: another act, a number, a place of work, something built or planned.
NO_NAME = re.compile(
    r"[的了被将把并也均都还又向对给让使]|获|为|是|以来|通过|后|公司$|项目$|(?<!样板)(?<!示范)(?<!标杆)(?<!精品)(?<!优质)(?<!试点)工程$|(?<!人才)(?<!特支)(?<!万人)(?<!千人)(?<!百人)(?<!英才)(?<!领军)计划$|课题$|会议$|期刊$|\d+(?:家|名|个|人|项|万|亿|%)|授权$|(?:国资委|工会|集团|[省市]委|政府|[厅局])$|认可|好评|肯定|赞誉|支持|资金|机会|信任|成绩|效益|突破|[员长师]$"
)

GIVER = re.compile(r"(?!见|同|无|等)[\u4e00-\u9fffA-Za-z&]{2,24}")
CELL_NO_NAME = re.compile(r"[，。；：、]|[元吨%]$|^\d+$")


def told_spans(text: str) -> Iterator[RuleSpan]:
    """Places of `text` that are an honour by what is said of them.

    >>> text = "青云车间被评为江东绝活传人，先后获江东铁军、河西和谐之家等称号。"
    >>> [text[s.start:s.end] for s in told_spans(text)]
    ['江东绝活传人', '江东铁军', '河西和谐之家']
    """
    for hit in TOLD.finditer(text):
        start, end = _trimmed(text, hit.start("name"), hit.end("name"))
        name = text[start:end]
        if len(name) < 4 or NO_NAME.search(name):
            continue
        if hit["naming"] or hit["edition"] or re.match(PLACED, name) or (hit["giver"] and NOUN.search(name)):
            yield RuleSpan(start, end, "told", 0.55)
    for hit in CALLED.finditer(text):
        edition = EDITION.match(hit["name"])
        start, end = hit.start("name") + (edition.end() if edition else 0), hit.end("name")
        if end - start >= 4 and not NO_NAME.search(text, start, end):
            yield RuleSpan(start, end, "told", 0.55)
    for hit in LIST.finditer(text):
        for part in PART.finditer(text, hit.start("list"), hit.end("list")):
            edition = EDITION.match(part[0])
            start, end = _trimmed(text, part.start() + (edition.end() if edition else 0), part.end())
            name = text[start:end]
            if 4 <= len(name) <= 30 and not NO_NAME.search(name) and not re.search(r"[“”（）]", name):
                yield RuleSpan(start, end, "told-list", 0.55)


def cell_spans(passage: Passage) -> Iterator[RuleSpan]:
    """The cells of a table's column of honours, whatever stands in them."""
    for roles, _, cells in tables(passage):
        if roles.get("award", len(cells)) >= len(cells):
            continue
        start, end = cells[roles["award"]]
        edition = EDITION.match(passage.text[start:end])
        start, end = _trimmed(passage.text, start + (edition.end() if edition else 0), end)
        name = passage.text[start:end]
        if 4 <= len(name) <= 30 and re.search(r"[\u4e00-\u9fffA-Z]{2}", name) and not CELL_NO_NAME.search(name):
            yield RuleSpan(start, end, "cell", 0.6)


def giver_cells(passage: Passage) -> Iterator[tuple[int, int]]:
    """The cells of a table's column of givers that hold one name."""
    for roles, _, cells in tables(passage):
        if "award" not in roles or roles.get("giver", len(cells)) >= len(cells):
            continue
        start, end = cells[roles["giver"]]
        bracket = re.search(r"[（(][^（）()]*[）)]$", passage.text[start:end])
        end = start + bracket.start() if bracket else end
        if GIVER.fullmatch(passage.text, start, end):
            yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    ending = ENDING.search(text[start:end])
    return start, start + ending.start() if ending else end
