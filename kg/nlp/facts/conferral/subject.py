"""Who a clause speaks of: the names before its verb, a pronoun, or the one carried on from before."""

from __future__ import annotations

import re

from kg.nlp.facts.conferral.attributes import COUNT_BEFORE, number
from kg.nlp.facts.conferral.state import Draft, State, award_at
from kg.nlp.facts.conferral.words import ADVERB_HEAD, PRONOUN, UNKNOWN
from kg.nlp.facts.reading import ADVERB, ASIDE, NOBODY, POST, Group, Item, Reading, group_all, group_before

NO_SUBJECT = re.compile(r"公布|发布|召开|举行|举办|宣布|推荐|组织评选|设立|颁奖|印发|主办|承办")
PUT_FORWARD = re.compile(
    r"经[^，。；]{0,16}?(?:推荐|申报)(?:评审)?(?=[获被荣当入])|经[^，。；]{0,16}?(?:推荐|评选|评审)$"
)
PREPOSITION = re.compile(
    r"[“]?(?:在|于|由|经|据|从|对|向|为|受|把|将|与|同|当|随着|按|根据|依据|作为|除了?|因|凭借|凭|以|就在|自)"
)
ACTOR_LEAD = re.compile(r"[他她它带领向对与和为给陪让请被把将由同跟]")
ORG_LEAD = re.compile(r"(?:企业|单位|公司|集团|家|方|所属|旗下|下属|权属|其中|的|原|在内|而|但|如)[“《]?$")
SEVERAL = re.compile(r"(两|二|三|四|五|六|七|八|九|十|\d+)人")
AMONG = re.compile(
    r"(?:另有|其中|还有|另)(\d+)(?:家单位|人|名[\u4e00-\u9fff]{0,4}|个集体|项[\u4e00-\u9fff]{0,4}|个单位)$"
)
DEMONSTRATIVE = re.compile(
    r"(?:该|此|这一?[家个支座条项所批]?)(?P<noun>队伍|班组|班|团队|队|小组|分公司|公司|企业|集团|单位|厂|站|院|所|矿|车间|党支部|支部|党委|团委|工会|集体|合同段|[\u4e00-\u9fff]{0,4}?(?:项目|工程|课题)|成果|技术|专利|装置|试验台|大桥|电站)"
)
PLACE_BEFORE = re.compile(r"(?:刚刚?)?在[^，。；：]{2,16}$")  # 在人民大会堂|领取
WORK_WORD = re.compile(r"^[”》]?(?:等?(?:\d+项|两项|三项)?(?:项目|课题|成果|工程|专利|技术))")
ANNOUNCES = re.compile(
    r"[”》]?(?:近日|日前|昨日|今日|正式|\d{1,2}月|\d{1,2}日|在[^，。]{1,12})*(?:公布|发布|公示|通报|印发|表彰|揭晓|宣布|颁发|评选|设立|创立|主办)"
)
NOMINATED = re.compile(r"[”》]?(?:提名(?!奖)|候选|入围(?!奖)|推荐|申报)")
LIKE = {"队伍": "队", "团队": "团队", "集体": "班"}


def find(pattern: re.Pattern[str], reading: Reading, low: int, high: int) -> re.Match[str] | None:
    """The first match in the clause that lies in no name and in no bracket."""
    hit = pattern.search(reading.text, low, high)
    while hit is not None:
        name = reading.name_at(hit.start())
        if name is None and not reading.bracketed(hit.start()):
            return hit
        hit = pattern.search(reading.text, name.end if name is not None else hit.end(), high)  # 王勇|获奖, not 勇获
    return None


def subject(reading: Reading, low: int, high: int, state: State, *, carry: bool = True) -> tuple[Group, str | None]:
    """Who the clause speaks of before its verb; the subject carried on when the clause names none of its own."""
    text = reading.text
    low = _skip_place(reading, low, high)
    group = group_before(reading, low, high)
    if group:
        tail = text[group.items[-1].end : high]
        count = COUNT_BEFORE.search(re.split(r"在|，|于", tail)[0]) if group.items[-1].kind == "org" else None
        if NO_SUBJECT.search(PUT_FORWARD.sub("", tail)) or (
            re.match(r"[”》]?的(?![“《])", tail) and not count and len(tail) > 8
        ):
            return NOBODY, None
        if len(group.items) > 1 or (re.search(r"等\d+|共\d+", tail) and group.items[-1].kind == "org"):
            count = None  # three branches named, “3个基层党组织获得”: how many they are, not how many each has
        if re.search(r"等一道|一道|一同|一起", tail):
            group = group_all(reading, low, high)
        if group.items[-1].kind == "project" and EACH.search(text, high - 4, high + 2):
            group = _with_waiting(reading, group, state)
        return group, number(count[1]) if count else None
    lead = PLACE_BEFORE.sub("", text[low:high])
    spoken = ADVERB.sub("", lead, count=1) if ADVERB.match(lead) else lead
    if (meant := _pronoun(reading, low, spoken, state, carry=carry)) is not None:
        return meant, None
    among = AMONG.match(lead)
    if among is not None and state.subject and state.subject.items[0].kind == "org":
        return state.subject, among[1]
    if not carry or UNKNOWN.search(ADVERB.sub("", lead)) or len(ADVERB.sub("", lead)) > 1:
        return NOBODY, None
    return state.subject, None


def _with_waiting(reading: Reading, group: Group, state: State) -> Group:
    """由甲完成的《A》，由乙完成的《B》分获二等奖: the works of the clauses before share the verb."""
    for low, high in reversed(state.waiting):
        more = group_before(reading, low, high)
        if not more or more.items[-1].kind != "project" or reading.text[more.items[-1].end : high].strip("》”项目成果"):
            break
        group = Group((*more.items, *group.items), (*more.owners, *group.owners), more.start)
    return group


def _pronoun(reading: Reading, low: int, spoken: str, state: State, *, carry: bool) -> Group | None:
    """Whom 他, 三人, 该公司, 前者 mean; None when the clause opens with no such word."""
    several = SEVERAL.match(spoken)
    if several is not None and 0 < (n := int(number(several[1]) or 0)) <= len(state.people):
        return Group(tuple(state.people[-n:]))
    if spoken.startswith(("前者", "后者")) and state.subject:
        return Group((state.subject.items[0 if spoken[0] == "前" else -1],))
    pointed = DEMONSTRATIVE.match(spoken)
    if pointed is not None and (item := _last_like(reading, low, pointed["noun"])) is not None:
        return Group((item,))
    pronoun = PRONOUN.match(spoken)
    if pronoun is None:
        return None
    if pronoun[0][0] in "他她":
        if pronoun[0][1:2] == "们":
            return Group(state.persons)
        actor = state.hero if state.opening and state.hero else (state.actor or state.hero)
        return Group((actor,)) if actor else Group()
    return state.subject if carry else Group()


def _last_like(reading: Reading, position: int, noun: str) -> Item | None:
    """The last name before `position` that ends in the noun, else of the kind the noun stands for."""
    before = [i for i in reading.within(max(0, position - 600), position) if i.kind in ("org", "project")]
    tail = LIKE.get(noun, noun)[-2:]
    for item in reversed(before[-12:]):
        if reading.text[item.start : item.end].endswith(tail):
            return item
    kind = (
        "project"
        if re.search(r"项目|工程|课题|成果|技术|专利|装置|试验台", noun)
        else "org"
        if re.search(r"公司|集团|企业|单位|厂|院|所|班|队|组|站|矿|车间|支部|党委|团委|工会|集体", noun)
        else ""
    )
    return next((i for i in reversed(before) if i.kind == kind), None)


def _skip_place(reading: Reading, low: int, high: int) -> int:
    """Past 在X竞赛中，在X上: names of the occasion get nothing."""
    hit = re.match(
        r"[^，。；]{0,12}在[^，。；]{2,44}?(?:中|上|里|期间|时|召开)(?=[\u4e00-\u9fff“《]|，)", reading.text[low:high]
    )
    if hit is None or reading.named(low + hit[0].index("在")) or reading.between(low, low + hit[0].index("在")):
        return low
    return low + hit.end()


def carry(reading: Reading, low: int, high: int, state: State, drafts: list[Draft]) -> None:
    """What the next clause may take for granted."""
    for item in reading.between(low, high, "award"):
        if NOMINATED.match(reading.text, item.end) is None:
            state.remember(award_at(reading, item))
    if reading.between(low, high):
        state.opening = False
    persons = reading.between(low, high, "person")
    if persons:
        state.persons = tuple(persons)
        state.mention(persons)
    excepted = re.search(r"除[“《]", reading.text[low:high]) if reading.text[low:high].endswith("外") else None
    if excepted is not None and (group := group_before(reading, low, low + excepted.start())):
        state.subject = group
        return
    if drafts:
        winner = next((i for d in drafts for i in d.group.items if i.kind == "person"), None)
        state.actor = winner or state.actor
        return
    group = _topic_group(reading, low, high)
    if group and not (state.portrait and all(i.kind == "org" for i in group.items)):
        state.subject = group
        if group.items[-1].kind == "person":
            state.actor = group.items[-1]


EACH = re.compile(r"分获|分别|均|都|同获|分列|一并")
WHOSE = re.compile(
    r"^(?:这[项个条座手]|该|其中|一项|一个|由|(?:我|本)?(?:集团公司|集团|公司|单位|院|厂|矿|所|局)(?:(?:独立|牵头|联合|自主|自主)?(?:申报|研发|研制|完成|承建|承担|报送|参与|选送|建设|实施)的)?)+"
)
MARKED = re.compile(r"(?:【[^】]{0,14}】)?(?:[^，。；：“”]{0,14}[：:])?(?:[（(]\w{1,3}[）)]|\d+[.、．])?")
TOGETHER = re.compile(r"一道$")


def _topic_group(reading: Reading, low: int, high: int) -> Group:
    """Whom a clause without an act of honouring is about, when it opens with them or says nothing else."""
    text = reading.text
    mark = MARKED.match(text[low:high])
    low += mark.end() if mark is not None and mark.end() < high - low else 0
    items = [i for i in reading.between(low, high) if i.kind != "award"]
    if not items or PREPOSITION.match(ADVERB_HEAD.sub("", text[low:high])):
        return NOBODY
    last = items[-1]
    if not ASIDE.sub("", WORK_WORD.sub("", text[last.end : high])).strip("”》“ 　") and not re.search(
        r"公布|发布|表彰|召开|举行|见证|出席|参加", text[low : last.start]
    ):
        group = group_before(reading, low, high)  # nothing but the subject: 这项由X申报的“Y”，…
        opening = ADVERB.sub("", text[low : max(low, group.start)]) if group else ""
        if group and len(WHOSE.sub("", opening)) <= 1:
            return group
    first = items[0]
    lead = ADVERB.sub("", text[low : first.start])
    if first.kind == "person":
        if ACTOR_LEAD.search(lead) or (len(lead) > 2 and not POST.search(lead)):
            return NOBODY
    elif len(lead) > 5 or re.search(r"[由被从向对让请据与]$", lead) or (len(lead) > 1 and not ORG_LEAD.search(lead)):
        return NOBODY
    if first.kind == "project" and low > 0 and text[low - 1] not in "。\n":
        return NOBODY
    if first.name.label == "Institution" and ANNOUNCES.match(text, first.end, high):
        return NOBODY  # who makes the winners known is none of them
    leading = [first]
    if first.kind == "org" and len(items) > 1 and items[1].kind == "project":
        made = group_before(reading, low, items[1].end)  # 甲公司《乙》得81分，…: the work is spoken of
        if made.owners:
            return made
    for item in items[1:]:
        gap = ASIDE.sub("", text[leading[-1].end : item.start])
        if (
            item.kind == "person"
            and leading[-1].kind == "org"
            and len(gap) <= 16
            and not re.search(r"[与和同被由]", gap)
        ):
            leading[-1] = item
        elif re.fullmatch(r"(?:所属|旗下|下属)?", gap):
            leading = [item]
        elif re.fullmatch(r"[”》]?(?:课题组|项目组|项目|课题)?[、和与及][“《]?", gap):
            leading.append(item)
        else:
            break
    rest = ASIDE.sub("", text[leading[-1].end : high])
    if leading[-1].kind == "org" and POST.search(rest) and len(rest) < 20:
        return NOBODY  # 甲公司总经理，…: an employer in apposition to someone named before
    if TOGETHER.search(text[low:high]):
        return group_all(reading, low, high)
    return Group(tuple(leading), (), leading[0].start)
