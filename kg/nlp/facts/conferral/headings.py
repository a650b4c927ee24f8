"""What a line of a roll says before its entries: headings in boxes, who gives what is listed below, whether it acts at all."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.nlp.awards import words
from kg.nlp.facts.conferral.attributes import LEVEL_HEAD, told_level
from kg.nlp.facts.conferral.colon import Roll, dated
from kg.nlp.facts.conferral.state import State, award_at
from kg.nlp.facts.conferral.words import GIVE, PASSIVE, RECEIVE, WINS
from kg.nlp.facts.reading import Group, Item, Reading
from kg.value import value

RESIDUE = re.compile(
    r"[\s　“”《》【】〔〕（）()：:；。，、]|(?:19|20)\d\d(?:[-—–](?:19|20)?\d\d)?年?度?|第?[\w]{1,4}届|称号|荣誉|获得者|获奖|名单|名|人|个|项|家|部分|简要|事迹|等|授予|共|\d+|表彰|人员|[\u4e00-\u9fff]{2}省|我省|我市|以下|如下|榜|历年|集团公司|公司|和|与|及|的|一|二|三|四|五|六|七|八|九|十"
)
GIVEN_BY = re.compile(
    r"(?:颁发|授予|表彰|评选|评出|颁给)?的?(?:\d+|[两三四五六七八九十]+)[项个]|(?:颁发|授予|表彰|评选)"
)
BOX = re.compile(r"[【〔\[]([^】〕\]\n]{4,40})[】〕\]](?=[^\s])")


@value
class Line:
    """A paragraph as the roll reader sees it; [start, high) is what stands behind bullets and numbers."""

    low: int
    start: int
    high: int
    marked: bool
    heading: bool
    awards: list[Item]
    others: list[Item]
    acts: bool


def introduces(reading: Reading, line: Line, roll: Roll) -> None:
    """由某某颁发的2项：, 再数集团公司的12项： say who gave what is listed below; a heading ends it."""
    text = reading.text[line.low : line.high]
    if line.marked or line.heading:
        roll.giver = None
        if not line.awards and (head := LEVEL_HEAD.match(text)) is not None:
            roll.level = told_level(head["word"])
        elif len(text) < 30:
            roll.level = roll.level if line.awards else None
    if text.endswith("：") and not line.awards and len(text) <= 40:
        givers = [i for i in line.others if i.kind == "org" and GIVEN_BY.match(reading.text, i.end)]
        roll.giver = givers[0].entity if givers else None


def boxed(reading: Reading, line: Line, roll: Roll, state: State) -> Line:
    """【某某先进集体】甲班: the box is a heading, and the line begins behind it."""
    box = BOX.match(reading.text, line.low, line.high)
    inside = reading.between(box.start(1), box.end(1)) if box is not None else []
    if box is None or not inside or inside[-1].kind != "award" or any(i.kind in ("person", "project") for i in inside):
        return line
    rest = reading.text[inside[-1].end : box.end(1)]
    if len(RESIDUE.sub("", rest)) > 4 or words.INTENT.search(box[1]):
        return line
    roll.honours = tuple(state.remember(dated(award_at(reading, i), roll.year)) for i in inside if i.kind == "award")
    roll.open, roll.strict, roll.owner = True, True, Group()
    low = box.end()
    names = reading.between(low, line.high)
    return replace(
        line,
        low=low,
        start=low,
        marked=False,
        heading=False,
        awards=[i for i in names if i.kind == "award"],
        others=[i for i in names if i.kind != "award"],
        acts=acts_in(reading, low, line.high),
    )


def acts_in(reading: Reading, low: int, high: int) -> bool:
    for pattern in (RECEIVE, PASSIVE, GIVE, WINS):
        for hit in pattern.finditer(reading.text, low, high):
            if hit[0] in ("为", "是", "有", "列", "得了", "成为", "取得") or reading.bracketed(hit.start()):
                continue
            if not reading.named(hit.start()) and reading.text[hit.end() : hit.end() + 2] not in (
                "者：",
                "名单",
                "情况",
                "项目",
                "单位",
                "个人",
                "集体",
            ):
                return True
    return False
