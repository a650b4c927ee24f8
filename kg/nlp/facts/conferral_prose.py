"""Honours told in sentences: A荣获X, A被B授予X, B授予A X, 获X的A, title before a name; who carries on over clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp import award_words as words
from kg.nlp.facts.conferral_attributes import COUNT_BEFORE, number, year_in
from kg.nlp.facts.conferral_state import Draft, Honour, State, award_at, honours_in
from kg.nlp.facts.reading import ADVERB, POST, Group, Item, Reading, group_all, group_before

RECEIVE = re.compile(
    r"荣获(?!者)|喜获|勇获|获得(?!者)|获评为?|获颁|获授|斩获|收获|揽获|分获|同获|各获|又获|再获|还获|也获|曾获|均获|共获|(?<![不未])获(?![得悉取批知准利益奖评颁授此刑力救胜赠])|摘得|摘取|摘下|摘走|捧回|捧得|捧起|捧走|夺得|夺取|夺走|拿下|拿到|拿回|拿过|赢得"
    r"|收获|取得|得过|得了|(?<=又)得|(?<=先)得|(?<=站)得(?=“)|荣膺|荣登|入选|当选为?|跻身|列入|入围|登上|位列|荣列|名列|接过|领走|占了?(?=\d)|包揽|领取|成为|有(?=“)|拿(?=的是)|接到|迎来|评上|被(?:授予|评选?为|命名为?|认定为|列为|列入|表彰为|授为|誉为|确定为|评定为|纳入|选为)|(?<!自|认|作|成|称|因)为(?=“)|是(?=“)|列(?=“)"
)
PASSIVE = re.compile(r"(?:被|由|经)(?P<giver>[^，。；]{2,44}?)(?:联合|共同|正式|分别|双双)?(?P<act>授予|评选?为|命名为?|认定为|列为|表彰为|确定为|授为|评定为|纳入|颁发|(?<=连续)把它列为)")
GIVE = re.compile(r"(?:决定)?(?:分别|联合|共同)?(?:授予|颁授|颁发给|颁给|命名|表彰(?!大会|会|决定|结果|先进|对象|名单|奖励|暨|活动|工作|仪式|通报)|授(?=“)|评选?出|(?<!的)奖授予)")
WINS = re.compile(r"榜上有名|上榜|在列|名列其中|位列其中|获奖|获此殊荣|获得该奖|获该奖|获此奖|登榜|夺冠|折桂|同榜|入选(?=[，。；！]|$)|当选(?=[，。；！]|$)|双双入选|位列第|同批获|列其中")
LISTED = re.compile(r"^(?:[”》]?(?:称号)?(?:获得者)?(?:的?\d+[人名个家]里?|里|中|\d+[个名]|名单[中里上]?)?，?(?:有|是|里有|包括|分别是|分别为|为|的有|的是|获得者是))")
FALLS = re.compile(r"^[”》]?(?:称号|荣誉|奖章|奖牌|奖杯)?(?:则|便|就|也|都|又|最终|分别)?(?:落到|落在|花落|归于|归|属于|颁给|授予|颁发给|给了|由(?=[^，。]{2,20}(?:获得|摘得|夺得)))(?!了)")
RELATIVE = re.compile(r"^[”》]?(?:称号|荣誉)?的(?:还|也)?(?:有|是|包括)?")
HOLDER = re.compile(r"^[”》]?(?:称号)?(?:获得者|得主|荣誉称号获得者)[、，]?(?:是|为|有)?")
UNKNOWN = re.compile(r"\d+(?:余)?(?:名|人|个|项|家|位|件|台|支|座|种)|全国|全省|全市|全路|本届|往届|该奖|这[个些]|他们|大家|名单|唯一|谁|榜单|奖项|当年|参评|选手|单位|企业|设立|评选|组织|系统|行业|代表|项目|工程|成果|课题|同行|员工|职工|集体|个人|小组|团队")
PRONOUN = re.compile(r"(?:他们|她们|他|她|它|其|前者|后者|该[\u4e00-\u9fff]{1,6}|这[支家个座条项手][\u4e00-\u9fff]{0,6}|两人|三人|双方|两家|三家|二人|本人|同志|这家公司|这个班|公司|集团|我厂|我院)(?:此前|同时|还|又|也|曾|先后|已|均|都|于|共|两人|双双|凭借|以)?")


def read_sentence(reading: Reading, low: int, high: int, state: State) -> Iterator[Draft]:
    """The conferrals of one sentence; `state` is read and brought forward."""
    year = year_in(reading.text[low:high])
    skip = low
    for start, end in reading.clauses(low, high):
        if start < skip:
            continue
        listed = _rank_list(reading, start, end, high, state)
        if listed:
            yield from listed
            skip = max(d.end for d in listed)
            continue
        drafts = list(_clause(reading, start, end, high, state))
        yield from drafts
        _carry(reading, start, end, state, drafts, year)
    _late_owner(state)


RANK_LEAD = re.compile(rf"(?P<rank>{words.RANK})(?:(?:\d+|[一二两三四五六七八九十])[名项个人]|[（(][^（）]{{1,8}}[）)])?[：:，](?=[^，。；]{{2}})")


def _rank_list(reading: Reading, low: int, high: int, stop: int, state: State) -> list[Draft]:
    """一等奖2名，X（甲厂）、Y（乙厂）；or 一等奖：X；— names behind a rank, to the next semicolon."""
    text = reading.text
    lead = RANK_LEAD.search(text, low, min(stop, high + 2))
    if lead is None or any(i.start <= lead.start("rank") < i.end for i in reading.items) or lead.start() - low > 24:
        return []
    if RECEIVE.search(text, low, lead.start()) or reading.between(low, lead.start(), "person", "org", "project"):
        return []
    end = next((m.start() for m in re.compile(r"[；。\n]").finditer(text, lead.end(), stop) if not _aside(reading, m.start())), stop)
    honours = honours_in(reading, low, lead.end(), state.prize)
    group = group_all(reading, lead.end(), end)
    first = group.items[0] if group else None
    if not honours or first is None or RECEIVE.search(text, lead.end(), end):
        return []
    opens = next((i for i in reading.items if i.start >= lead.end()), first)
    if opens.start - lead.end() > 8:
        return []
    return [Draft(group, honours[-1], low, end, "conferral.v1:prose-ranks", 0.88)]


def _aside(reading: Reading, position: int) -> bool:
    return any(a < position < b for a, b in reading.asides)


def _late_owner(state: State) -> None:
    """After a sentence nothing is pending."""
    state.pending = []


def _clause(reading: Reading, low: int, high: int, stop: int, state: State) -> Iterator[Draft]:
    text = reading.text
    clause = text[low:high]
    awards = reading.between(low, high, "award")
    if not awards and not (state.topic and re.search(words.RANK + r"|殊荣|该奖|此奖|上榜|榜上有名|获奖|入选|当选|在列|名列其中|这个奖|同榜|夺冠", clause)):
        return
    intent = words.INTENT.search(clause)
    if intent is not None and not re.search(r"荣获|被授予|获评|喜获", clause):
        for item in awards:
            state.seen.setdefault(item.entity, award_at(reading, item))
        return
    passive = _find(PASSIVE, reading, low, high)
    give = _find(GIVE, reading, low, high) if passive is None else None
    receive = _find(RECEIVE, reading, low, high)
    found: list[Draft] = []
    if passive is not None and (receive is None or receive.start() >= passive.start("giver") - 1):
        found = list(_passive(reading, low, high, stop, passive, state))
    elif give is not None and (receive is None or give.start() < receive.start()):
        found = list(_give(reading, low, high, stop, give, state))
    elif receive is not None:
        found = list(_receive(reading, low, high, stop, receive, state))
    if not found:
        found = list(_members(reading, low, high, state))
    if not found and (wins := _find(WINS, reading, low, high)) is not None:
        found = list(_wins(reading, low, high, stop, wins, state))
    if not found and passive is None and give is None and (receive is None or receive[0] in ("为", "是", "有", "成为")):
        found = list(_verbless(reading, low, high, awards, state))
    yield from found
    yield from _titles(reading, low, high, awards)


def _receive(reading: Reading, low: int, high: int, stop: int, act: re.Match[str], state: State) -> Iterator[Draft]:
    text = reading.text
    honours = honours_in(reading, act.end(), _objects_end(reading, act.end(), high, stop), state.prize)
    if not honours and re.match(r"[了过]?(?:此|该|这[一个]?|上述|同一)(?:项)?(?:殊荣|奖项?|荣誉|称号|份荣誉)", text[act.end() : high]) and state.topic:
        honours = [state.topic]
    if act[0] in ("成为", "是", "为", "有", "占", "占了", "得了", "取得", "列", "位列", "列入", "名列", "登上", "迎来") and not any(h.rank or text[h.start - 1] == "“" or h.count for h in honours):
        honours = [h for h in honours if act[0] in ("取得", "列入", "位列", "登上") and not h.contest]
    if not honours:
        return
    after = text[honours[-1].end : high]
    relative = RELATIVE.match(after)
    if relative is not None:
        group = group_all(reading, honours[-1].end + relative.end(), high)
        if group and (relative[0].endswith(("是", "有", "包括")) or reading.between(honours[-1].end, high)[0].start - honours[-1].end < 16):
            yield from _drafts(group, honours, low, high, "prose-relative", 0.85, reading)
            state.subject = group
            return
    if re.match(r"的", text[act.end() :]) and not any(h.count for h in honours):
        return
    group, count = _subject(reading, low, act.start(), state)
    if not group:
        if re.search(r"[\d两三四五六七八九十]+(?:项|个|名|人|家|位)", text[low : act.start()]):
            state.owed = honours
        return
    state.owed = []
    for each in _distribute(text[low : act.end()], group, honours):
        yield from _drafts(each[0], each[1], low, max(high, honours[-1].end), "prose-receive", 0.9 if count is None else 0.8, reading, count=count)
    state.subject = group


def _passive(reading: Reading, low: int, high: int, stop: int, act: re.Match[str], state: State) -> Iterator[Draft]:
    honours = honours_in(reading, act.end(), _objects_end(reading, act.end(), high, stop), state.prize)
    group, count = _subject(reading, low, act.start(), state)
    givers = [i for i in reading.items if act.start("giver") <= i.start and i.end <= act.end("giver") and i.kind == "org"]
    if not honours:
        return
    if not group:
        return
    yield from _drafts(group, honours, low, max(high, honours[-1].end), "prose-passive", 0.92, reading, count=count, conferrer=givers)
    state.subject = group


def _give(reading: Reading, low: int, high: int, stop: int, act: re.Match[str], state: State) -> Iterator[Draft]:
    text = reading.text
    end = _objects_end(reading, act.end(), high, stop, give=True)
    honours = honours_in(reading, act.end(), end, None)
    before = [i for i in reading.between(low, act.start(), "org")]
    givers = before[-1:] if before and not reading.between(low, act.start(), "award") else []
    if re.search(r"[把将]", text[low : act.start()]) or not honours:
        given = [award_at(reading, i) for i in reading.between(low, act.start(), "award")]
        group = group_all(reading, act.end(), end)
        if given and group:
            yield from _drafts(group, given[-1:], low, end, "prose-give", 0.88, reading, conferrer=before[-1:] if before and before[-1].end <= given[-1].start else [])
        return
    previous = act.end()
    for honour in _runs(honours):
        group = group_all(reading, previous, honour[0].start)
        if not group and re.match(r"(?:其|它|他|她|了?公司|我公司|该)", text[act.end() : act.end() + 4]):
            group = state.subject
        if not group and not givers and text[act.start() : act.end()] == "授予":
            group, _ = _subject(reading, low, act.start(), state)
        if group:
            yield from _drafts(group, honour, low, end, "prose-give", 0.88, reading, conferrer=givers or [])
        previous = honour[-1].end


MEMBERS = re.compile(r"(?:他们|她们|后者|前者|其中|受表彰者|获奖者|当选者|入选者|获奖的?|成员|名单|同届|同榜|一个|另一个|代表人物)(?:当中|[里中]|名单[里中]?|为|组织)?[^，。；：]{0,10}?，?(?:有|包括|是|为|含|分别[是为])[:：]?|其中[\u4e00-\u9fff（）]{2,14}\d+[人名个项家]：")


def _members(reading: Reading, low: int, high: int, state: State) -> Iterator[Draft]:
    """他们当中，有X、Y; 其中甲公司2人：X、Y — names that follow as examples of those honoured."""
    hit = _find(MEMBERS, reading, low, high)
    if hit is None or state.topic is None or reading.between(hit.end(), high, "award"):
        return
    items = [i for i in reading.items if i.start >= hit.end() and i.end <= high]
    if not items or items[0].start - hit.end() > 3:
        return
    group = group_all(reading, hit.end(), high)
    if group and all(i.kind == group.items[0].kind for i in group.items):
        yield from _drafts(group, state.owed or [state.topic], low, high, "prose-members", 0.75, reading)


def _wins(reading: Reading, low: int, high: int, stop: int, act: re.Match[str], state: State) -> Iterator[Draft]:
    if state.topic is None:
        return
    text = reading.text
    after = text[act.end() : high]
    if re.match(r"的?(?:还)?有|的还|者(?:是|为)|的是|组织.{0,8}[，含]", after):
        group = group_all(reading, act.end(), high)
        if group:
            yield from _drafts(group, [state.topic], low, high, "prose-also", 0.75, reading)
        return
    if act[0] == "获奖" and re.match(r"(?:者|的|名单|情况|项目|单位|代表|团队|小组|工程|企业|组织)", after):
        return
    group, count = _subject(reading, low, act.start(), state, carry=False)
    if group:
        yield from _drafts(group, [state.topic], low, high, "prose-wins", 0.72, reading, count=count)
        state.subject = group
        end = _objects_end(reading, act.end(), high, stop)
        ranks = [h for h in honours_in(reading, act.end(), end, state.prize) if h.rank and h.count]
        if ranks:
            yield from _drafts(group, ranks, low, end, "prose-wins-ranks", 0.8, reading)


def _verbless(reading: Reading, low: int, high: int, awards: list[Item], state: State) -> Iterator[Draft]:
    """X里有A, X：A; A，X (as in a list of good news)."""
    text = reading.text
    for item in awards:
        honour = award_at(reading, item)
        listed = FALLS.match(text[item.end : high]) or LISTED.match(text[item.end : high])
        if listed is not None:
            group = group_all(reading, item.end + listed.end(), high)
            if group:
                yield from _drafts(group, [honour], low, high, "prose-listed", 0.85, reading)
                return
    if state.prize is not None and not awards and (bracketed := list(_bracketed(reading, low, high, state))):
        yield from bracketed
        return
    honours = honours_in(reading, low, high, None)
    if not honours:
        return
    tail = text[honours[-1].end : high]
    others = reading.between(low, high, "org", "person", "project")
    if not others or re.search(r"记在|落到|归于|属于|花落|给了", tail):
        taken = re.search(r"(?:都|则)?(?:记在|落到|落在|归于|归|属于|花落|给了)", tail)
        if taken is not None:
            group = group_all(reading, honours[-1].end + taken.end(), high)
            if group:
                yield from _drafts(group, [*state.pending, *honours], low, high, "prose-fell", 0.85, reading)
                return
    if others:
        return
    lead = text[low : honours[0].start].strip("“《”、　 ")
    rest = tail.strip("”》、　 ")
    state.pending += honours
    if re.search(r"(?:称号|荣誉|奖项|证书)[^，。]{0,6}(?:他|她)|(?:他|她)[^，。]{0,8}(?:一个不少|悉数|都拿|拿到|收入囊中)", tail + text[high : high + 20]) and state.persons:
        yield from _drafts(Group(state.persons[-1:]), state.pending, low, high, "prose-all-his", 0.85, reading, dated=False)
        state.pending = []
    elif state.subject and (
        re.search(r"(?:荣誉|称号|奖项|奖状|头衔|光环|证书|奖杯)[^，。；：]{0,12}[：:有]|(?:荣誉|称号)", lead)
        or not ADVERB.sub("", lead)
        and rest in ("", "称号", "荣誉", "获得者", "等称号", "等荣誉", "等")
        and text[max(0, low - 1) : low] in "，；。、"
        and low > 0
        and text[low - 1] != "\n"
    ):
        yield from _drafts(state.subject, honours, low, high, "prose-apposition", 0.75, reading, dated=False)


def _bracketed(reading: Reading, low: int, high: int, state: State) -> Iterator[Draft]:
    """甲公司（提名奖），乙公司（表彰奖）: the rank in brackets behind each name."""
    for hit in re.compile(rf"(?:项目|工程|成果)?[（(](?P<rank>{words.RANK})[）)]").finditer(reading.text, low, high):
        group = group_before(reading, low, hit.start())
        if group and hit.start() - group.items[-1].end <= 4:
            for honour in honours_in(reading, hit.start("rank"), hit.end("rank"), state.prize):
                yield from _drafts(group, [honour], low, hit.end(), "prose-bracket", 0.8, reading)
        low = hit.end()


def _titles(reading: Reading, low: int, high: int, awards: list[Item]) -> Iterator[Draft]:
    """全国劳动模范、高级技师张三: an honour as a title before a person, with nothing but posts and units between."""
    text = reading.text
    for item in awards:
        if item.name.method.endswith("contest"):
            continue
        rest = [i for i in reading.between(item.end, min(high, item.end + 60)) if i.kind != "award"]
        person = next((i for i in rest if i.kind == "person"), None)
        if person is None:
            continue
        gap = text[item.end : person.start]
        for other in rest:
            if other.end <= person.start and other.kind == "org":
                gap = gap.replace(text[other.start : other.end], "")
        gap = re.sub(r"[”》“《]|称号|获得者|得主|荣誉", "", gap)
        parts = [p for p in re.split(r"[、，—]", gap) if p]
        if all(POST.search(p) for p in parts) and len(gap) <= 30 and not RECEIVE.search(gap) and ("，" not in gap or len(parts) <= 2):
            group = Group((person,)) if not joined(reading, person, high) else group_all(reading, person.start, _names_end(reading, person, high))
            yield from _drafts(group, [award_at(reading, item)], item.start, group.items[-1].end, "title", 0.85, reading, dated=False)


def joined(reading: Reading, person: Item, high: int) -> bool:
    """True when more persons follow, joined by 、."""
    following = next((i for i in reading.items if i.start >= person.end), None)
    return following is not None and following.end <= high and following.kind == "person" and reading.text[person.end : following.start] == "、"


def _names_end(reading: Reading, person: Item, high: int) -> int:
    end = person.end
    for item in reading.items:
        if item.start >= end and item.end <= high and item.kind == "person" and reading.text[end : item.start] == "、":
            end = item.end
    return end


def _subject(reading: Reading, low: int, high: int, state: State, *, carry: bool = True) -> tuple[Group, str | None]:
    """Who the clause speaks of before its verb; the subject carried on when the clause names none of its own."""
    text = reading.text
    low = _skip_place(reading, low, high)
    group = group_before(reading, low, high)
    if group:
        tail = text[group.items[-1].end : high]
        count = COUNT_BEFORE.search(_cut(tail)) if group.items[-1].kind == "org" else None
        if re.search(r"公布|发布|召开|举行|举办|宣布|推荐|组织评选|设立|颁奖|印发|主办|承办", tail) or re.match(r"[”》]?的(?![“《])", tail) and not count and len(tail) > 8:
            return Group(), None
        if re.search(r"等\d+|共\d+", tail) and group.items[-1].kind == "org":
            count = None
        return group, number(count[1]) if count else None
    lead = text[low:high]
    spoken = ADVERB.sub("", lead, count=1) if ADVERB.match(lead) else lead
    several = re.match(r"(两|二|三|四|五|六|七|八|九|十|\d+)人", spoken)
    if several is not None and (n := int(number(several[1]) or 0)) <= len(state.people):
        return Group(tuple(state.people[-n:])), None
    pronoun = PRONOUN.match(spoken)
    if pronoun is not None:
        if pronoun[0][0] in "他她":
            if pronoun[0][1:2] == "们":
                return Group(state.persons), None
            opens = text[max(0, low - 1) : low] in ("", "\n") or "\n" in text[max(0, low - 14) : low]
            actor = state.hero if opens and state.hero else (state.actor or state.hero)
            return (Group((actor,)) if actor else Group()), None
        return (state.subject, None) if carry else (Group(), None)
    among = re.match(r"(?:另有|其中|还有|另)(\d+)(?:家单位|人|名[\u4e00-\u9fff]{0,4}|个集体|项[\u4e00-\u9fff]{0,4}|个单位)$", lead)
    if among is not None and state.subject and state.subject.items[0].kind == "org":
        return state.subject, among[1]
    if not carry or UNKNOWN.search(ADVERB.sub("", lead)):
        return Group(), None
    left = ADVERB.sub("", lead)
    return (state.subject, None) if len(left) <= 1 else (Group(), None)


def _cut(tail: str) -> str:
    return re.split(r"在|，|于", tail)[0]


def _skip_place(reading: Reading, low: int, high: int) -> int:
    """Past 在X竞赛中，在X上: names of the occasion get nothing."""
    hit = re.match(r"[^，。；]{0,12}在[^，。；]{2,44}?(?:中|上|里|期间|时|召开)(?=[\u4e00-\u9fff“《]|，)", reading.text[low:high])
    return low + hit.end() if hit is not None and not reading.between(low, low + 2) else low


def _objects_end(reading: Reading, start: int, high: int, stop: int, *, give: bool = False) -> int:
    """The end of what is received: to the end of the clause, and on over clauses that only name more honours or ranks."""
    end = high
    while end < stop and reading.text[end] in "，；" and not give:
        following = re.compile(r"[，；。！？\n]").search(reading.text, end + 1, stop)
        upto = following.start() if following else stop
        part = reading.text[end + 1 : upto]
        names = reading.between(end + 1, upto, "person", "org", "project")
        ranked = re.match(rf"\s*(?:其中)?[“]?(?:{words.RANK})", part)
        if names or not ranked or re.search(r"获|得|授|由", part[:12]):
            break
        end = upto
    return end


def _runs(honours: list[Honour]) -> Iterator[list[Honour]]:
    """Honours that follow each other directly go to the same people."""
    run: list[Honour] = []
    for honour in honours:
        if run and honour.start - run[-1].end > 4:
            yield run
            run = []
        run.append(honour)
    if run:
        yield run


def _distribute(lead: str, group: Group, honours: list[Honour]) -> list[tuple[Group, list[Honour]]]:
    """分别获X、Y: one each, in order; else everybody gets everything."""
    if re.search(r"分别|分获|分列", lead) and len(group.items) == len(honours) > 1:
        return [(Group((item,), tuple(o for o in group.owners if o[0] is item)), [h]) for item, h in zip(group.items, honours, strict=True)]
    return [(group, honours)]


def _drafts(
    group: Group, honours: list[Honour], low: int, high: int, method: str, confidence: float, reading: Reading, *,
    count: str | None = None, conferrer: list[Item] | None = None, dated: bool = True,
) -> Iterator[Draft]:
    giver = conferrer[0].entity if conferrer else None
    dated = dated and not re.search(r"曾|此前|先后|还获得过|得过", reading.text[low : honours[0].start])
    for honour in honours:
        if count is not None and honour.count is None:
            honour = Honour(honour.entity, honour.core, honour.start, honour.end, honour.rank, count, honour.year, honour.conferrer, honour.contest)
        start = min([low, honour.start])
        yield Draft(group, honour, start, max(high, honour.end), f"conferral.v1:{method}", confidence, None, giver, dated)


def _carry(reading: Reading, low: int, high: int, state: State, drafts: list[Draft], year: str | None) -> None:
    """What the next clause may take for granted."""
    for item in reading.between(low, high, "award"):
        state.remember(award_at(reading, item))
    if year:
        state.year = year
    persons = reading.between(low, high, "person")
    if persons:
        state.persons = tuple(persons)
        state.mention(persons)
    if drafts:
        winner = next((i for d in drafts for i in d.group.items if i.kind == "person"), None)
        state.actor = winner or state.actor
        return
    text = reading.text
    items = [i for i in reading.between(low, high) if i.kind != "award"]
    if not items or re.match(r"[“]?(?:在|于|由|经|据|从|对|向|为|受|把|将|与|同|当|随着|按|根据|依据|作为|除了?)", ADVERB_HEAD.sub("", text[low:high])):
        return
    last = items[-1]
    if not text[last.end : high].strip("”》“ 　") and not re.search(r"公布|发布|表彰|召开|举行|见证|出席|参加", text[low : last.start]):
        group = group_before(reading, low, high)  # the clause is nothing but its subject: 这项由X申报的“Y”，…
        if group and (group.items[-1].kind != "org" or items[0].start - low <= 6):
            state.subject = group
            return
    first = items[0]
    lead = ADVERB.sub("", text[low : first.start])
    if len(lead) > (10 if first.kind == "person" else 5) or first.kind == "project" and low > 0 and text[low - 1] not in "。\n":
        return
    if re.search(r"[由被从向对让请据与]$", lead):
        return
    leading = [first]
    for item in items[1:]:
        gap = text[leading[-1].end : item.start]
        if item.kind == "person" and leading[-1].kind == "org" and len(gap) <= 16 and not re.search(r"[与和同被由]", gap):
            leading[-1] = item
        elif re.fullmatch(r"(?:所属|旗下|下属)", gap):
            leading = [item]
        elif re.fullmatch(r"[、和与及]", gap):
            leading.append(item)
        else:
            break
    if leading[-1].kind == "org" and POST.search(text[leading[-1].end : high]) and high - leading[-1].end < 20:
        return  # 甲公司总经理，…: an employer in apposition to someone named before
    if leading[-1].kind == "org" and state.subject and state.subject.items[0].kind == "person" and text[max(0, low - 1) : low] == "，":
        return
    state.subject = Group(tuple(leading))
    if leading[-1].kind == "person":
        state.actor = leading[-1]


ADVERB_HEAD = re.compile(r"^(?:[\s　“]|(?:19|20)\d\d年|\d{1,2}月|\d{1,2}日|近日|日前|同时|此外|其中)+")


def _find(pattern: re.Pattern[str], reading: Reading, low: int, high: int) -> re.Match[str] | None:
    """The first match in the clause that lies in no name and in no bracket."""
    for hit in pattern.finditer(reading.text, low, high):
        if not any(i.start <= hit.start() < i.end for i in reading.items) and not any(a <= hit.start() < b for a, b in reading.asides):
            return hit
    return None
