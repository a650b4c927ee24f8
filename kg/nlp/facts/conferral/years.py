"""When an honour was given, and on which occasion, by what stands around it."""

from __future__ import annotations

import re

from kg.nlp.facts.conferral.attributes import year_in
from kg.nlp.facts.conferral.context import Context
from kg.nlp.facts.conferral.state import Draft, award_at
from kg.nlp.facts.reading import ASIDE

OCCASION = re.compile(
    r"[^，。；：！？\n（）“”]{2,40}?(?:大会|颁奖[礼会]|典礼|仪式|竞赛|大赛|比武|评选|论坛|发布会|表彰会|年会|座谈会|会议|展览会|风云榜|运动会|交流会|演讲赛|发表赛|海事颁奖礼)"
)
REMEMBERED = 2_000  # characters before an honour in which its occasion is looked for
WHEN = re.compile(r"今年|本年度|去年|同年|当年|次年")
NEWS = re.compile(r"近日|日前|近期|今天|昨天|本月")
LIFE = re.compile(
    r"(?:19|20)\d\d年(?:\d{1,2}月)?(?:出?生|参加工作|参军|入伍|入职|入党|毕业|进厂|从[\u4e00-\u9fff]{2,12}毕业)"
)


AFTER_YEAR = re.compile(r"[”》]((?:19|20)\d\d)年度")  # “感动中国”2016年度人物
BEING = re.compile(
    r"(?<![但就都不只便这那仍总要可凡])(?:是|系)(?!在|由|因|以)[^，。；获授评选膺得]{0,30}$"
)  # 他是全国劳动模范: since when?


def year_of(context: Context, draft: Draft, low: int, section: str | None) -> str | None:
    """The year of the honour: its own, of the sentence, of what stands before, of the document."""
    reading, honour = context.reading, draft.honour
    if draft.year or honour.year:
        return draft.year or honour.year
    text, scene = reading.text, reading.scene
    if (after := AFTER_YEAR.match(text, honour.end)) is not None:
        return after[1]
    dated = (scene.date or "")[:4] or context.closing
    sentence = scene.sentence(honour.start) or (low, honour.end)
    lead = ASIDE.sub("", text[max(low, sentence[0]) : honour.start])
    stated = _stated(lead)
    relative = WHEN.findall(lead)
    if relative and not stated:
        if relative[-1] in ("去年", "今年", "本年度"):
            return str(int(dated) - (relative[-1] == "去年")) if dated else None
        before = year_in(text[: sentence[0]], last=True) or dated
        return str(int(before[:4]) + (relative[-1] == "次年")) if before else None
    if stated:
        return stated
    if not draft.dated or BEING.search(lead):
        return None
    own = context.years.get(honour.entity, set())
    if len(own) == 1:
        return next(iter(own))
    around = _stated(text[low : sentence[0]]) if sentence[0] > low else None
    portrait = _portrait(context, low) and not NEWS.search(lead)
    if not around and (portrait or _others_dated(context, draft, sentence)):
        return None
    return around or section or context.titled or _before(text[:low]) or dated


def _others_dated(context: Context, draft: Draft, sentence: tuple[int, int]) -> bool:
    """Whether the sentence dates other honours and leaves this one without a year: 获甲奖，当选2018年乙。"""
    reading, honour = context.reading, draft.honour
    awards = [i for i in reading.within(*sentence) if i.kind == "award" and i.start >= honour.end]
    return any(award_at(reading, i).year or AFTER_YEAR.match(reading.text, i.end) for i in awards)


def _portrait(context: Context, low: int) -> bool:
    """Whether the paragraph opens with a person it then tells of (王进，某公司班长): the year before it is another's."""
    person = next((i for i in context.reading.within(low, low + 8) if i.start == low), None)
    return person is not None and person.kind == "person" and context.reading.text.startswith(("，", ","), person.end)


ANNUAL = re.compile(r"((?:19|20)\d\d(?:年?[-—–~至到]+(?:19|20)?\d\d)?)年?度")


def _stated(lead: str) -> str | None:
    """The last year named, an 年度 before a mere date; not the year of a birth or of starting to work."""
    lead = LIFE.sub("", lead)
    annual = ANNUAL.findall(lead)
    return year_in(annual[-1] + "年") if annual else year_in(lead, last=True)


def _before(text: str) -> str | None:
    """The year of the paragraphs before, when they name just one recent year."""
    found = year_in(text[-400:], last=True)
    latest = max((int(y) for y in re.findall(r"(?<!\d)(20\d\d|19\d\d)(?=年)", text)), default=0)
    near = year_in(text[-80:], last=True)
    return near or (
        found if found is not None and int(found[-4:]) >= latest - 3 else None
    )  # not the year of an old story


def occasion_of(context: Context, draft: Draft, low: int) -> str:
    """Words that name the meeting or contest where the honour was given, nearest before it ("" when none)."""
    text = context.reading.text
    found = ""
    end = max(draft.honour.start, draft.start)
    for hit in OCCASION.finditer(text, max(0, low - 300, end - REMEMBERED), end):
        found = hit[0]
    return found
