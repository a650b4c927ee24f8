"""The rule for `cooperatesWith`: organisations that sign an agreement, build or research together, pair up, host jointly."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from kg.nlp.facts.conferral.tables import issuer_item
from kg.nlp.facts.reading import ASIDE, Group, Item, Reading, group_before, read
from kg.nlp.facts.undertaking.rule import leading
from kg.nlp.frame import Found, Scene
from kg.nlp.gate import gated

TOGETHER = gated(
    r"(?:共同|联合|正式|现场|成功|在[^，。；]{1,16})*(?:签署|签订|签下|签了|签约|续签|签过|达成|缔结|结成|结为|建立|开展|启动|商定)[^，。；]{0,40}?(?:协议|协定|合作|伙伴|共建|备忘录|合同|结对|对子|意向书|联盟|契约|共享)"
    r"|(?:签署|签订|签下|签约|签过)|结对(?:共建)?|联建|共建(?!“|一带|项目)|联学联创|联合(?:研发|攻关|开展|开发|实施|举办|主办|承办|召开|申报|组建|建立|成立|设立|印发|表彰|完成|开设|组织|签|体检|发布|发起|编制|编写|培养|推进|出品|出资|摄制|拍摄)"
    r"|共同(?:研发|完成|建设|打造|主办|承办|举办|出资|投资|组建|组织|组成|开发|实施|参与|签署|承担|发起|推进|设立|成立|编制|攻关|开展|申报|起草|制定|筹建|创建|培养)"
    r"|(?:共同)?组成(?:的)?(?:(?:联合|攻关|创新)[^，。；]{0,6}|[^，。；]{0,30}?(?:联盟|联合体|共同体))|合(?:办|编|著|拍|资|建)|一(?:起|道)(?=[\u4e00-\u9fff])|合力|强强联合|联合体|战略合作|“?联姻”?|合作(?:单位|开发|研发|建设|共建|成立|完成|申报|推进|建成)?|携手(?!同进)|联手|主办(?!方|单位)|承办(?!方|单位)|(?:开展|举行|举办)(?=[^，。；]{0,30}(?:活动|培训|宣讲|联谊|演练|比武|竞赛|党日|培养))"
)
WEAK = {"主办", "承办", "合作", "共建", "携手", "联手", "合资", "一起", "一道", "开展", "举行", "举办", "合力"}
JOINT = re.compile(r"[、与和同跟及—]|以及|联合|携手|会同|牵手|协同")
SOON = "(?:此次|本次|近日|日前|当日|同日|今天|分别|先后|相继|陆续|已|还|又|也|现场|成功|正式|再次|再度|首次|共同|积极|主动|联袂)"
LISTED = re.compile(
    "(?:" + SOON + "{0,2}(?=[与和同跟携联会牵协]))?"
    r"(?:、|—|，?与|和|同|跟|及|以及|，?联合|携手|会同|牵手|协同|联手)(?:[^，。；、“”]{3,22}[、和与及])*"
    r"(?:所属|旗下|下属|成员单位|成员方?|合作单位|合作方)?"
)
OPENING = re.compile(r"(?:与|和|(?<![共协会一联])同|跟|联合|携手|会同|牵手|协同)$")
ALLIED = re.compile(
    r"(?:党委|团委|工会)?(?:近日|日前|积极|主动|还|并|再次|首次|专门|特)?(?:联合|携手|会同|联手|牵手|协同)(?:了)?"
)
HOSTS = re.compile(
    r"(?:主办方|承办方|主办单位|承办单位|合作单位|合作方|(?:主要)?(?:联合)?(?<!建设)完成单位|共建单位|联办单位|指导单位)(?:是|为|：|:)"
)
SIGNED_BEFORE = re.compile(
    r"(?:双|三|四)方[^，。；]{0,20}(?:签过|签署|签订|签下|续签|达成|签了|签有)[^，。；]{0,24}(?:协议|合作|备忘录|合同)"
)
PARTNERS = re.compile(
    r"(?:是|为|成为)[^，。；]{0,8}?(?:长期|战略|重要|紧密|主要)[^，。；]{0,6}?合作(?:伙伴|单位|方|院校)"
)
VISIT = re.compile(r"会见|会谈|座谈|来访|到访|拜访|走访|考察|调研")
REPRESENTED = gated(
    r"(?:分别|各自)?代表(?:双方|各方|各自\w{0,4}|企业|公司|单位)?(?:签|在协议上签)"
    r"|(?:分别|共同)?(?:签署|签订)(?:了)?[^，。；、]{0,16}?(?:协议|合同|备忘录|意向书)"
)
TOOK_PART = re.compile(
    r"等?(?:\d+家|[一二三四五六七八九十]+家)?(?:单位|企业|公司)?(?:共同|联合|协同)?(?:参与|参加|配合|协作|协办|为成员)"
)
GONE = re.compile(r"(?:近日|日前)?(?:赴|走进|前往)")
PAIRED = re.compile(r"共建|联建|联学|结对|签")
MANY = re.compile(r"(?:三|四|五|六)方")
NAMES = 8


def cooperations(scene: Scene) -> Iterator[Found]:
    """Pairs of organisations that do something together; one direction."""
    reading = read(scene)
    yield from _in_brackets(reading)
    for paragraph in scene.passage.paragraphs:
        lead = Group()
        for low, high in scene.sentences(paragraph.start, paragraph.end):
            if not any(i.kind == "org" for i in reading.within(paragraph.start, high)):
                continue
            yield from _both_sides(reading, paragraph.start, low, high)
            yield from _stated_fields(reading, low, high)
            yield from _three_parties(reading, low, high)
            yield from _represented(reading, low, high)
            yield from _led(reading, low, high)
            for start, end in reading.clauses(low, high):
                yield from _partners(reading, start, end, lead)
                yield from _clause(reading, low, start, end, lead)
                opens = leading(reading, start, end)
                lead = opens if opens and opens.items[0].kind == "org" else lead


JOINING = re.compile(r"(?:并)?(?:联合|会同|携手|协同)")


def _clause(reading: Reading, sentence: int, low: int, high: int, lead: Group) -> Iterator[Found]:
    text = reading.text
    orgs = reading.between(low, high, "org")
    for hit in TOGETHER.finditer(text, low, high):
        if reading.named(hit.start()):
            continue
        before = [i for i in orgs if i.end <= hit.start()] or (
            _said_before(reading, sentence, low, hit.start()) if re.search(r"签|结|达成|共建", hit[0]) else []
        )
        if not before or hit.start() - before[-1].end > 30:
            continue
        if hit[0] in WEAK and "的" in text[before[-1].end : hit.start()]:
            continue
        group = group_before(reading, low, hit.start())
        parties = _row(reading, low, before) or [i for i in group.items if i.kind == "org"]
        joined = len(parties) > 1 and all(
            JOINT.search(ASIDE.sub("", text[a.end : b.start])) for a, b in itertools.pairwise(parties)
        )
        opening = OPENING.search(text[low : parties[0].start]) if parties else None
        if opening is not None and (lead or opening[0] in ("联合", "携手", "会同", "协同", "牵手")):
            first = [i for i in lead.items if i.kind == "org"] or _before(reading, low)
            parties = [*first, *parties]
            joined = len(parties) > 1
        if not joined or any(i.kind == "person" for i in group.items):
            continue
        if VISIT.search(text[low:high]) and not re.search(r"签", hit[0]):
            continue
        if hit[0] in ("开展", "举行", "举办") and not re.search(
            r"[与和同跟]|联合", text[parties[0].end : parties[1].start]
        ):
            continue
        yield from _pairs(parties, low, high, "together", 0.7 if hit[0] in WEAK else 0.85)
        return
    yield from _allied(reading, orgs, low, high)
    if orgs and JOINING.fullmatch(text[low : orgs[0].start]):
        yield from _pairs([*_before(reading, low), *_following(reading, orgs[0], orgs)], low, high, "allied", 0.7)


def _row(reading: Reading, low: int, orgs: list[Item]) -> list[Item]:
    """The organisations that end at the last one and are joined as equals; a name nobody read may stand among them."""
    row = [orgs[-1]]
    for item in reversed(orgs[:-1]):
        gap = ASIDE.sub("", reading.text[item.end : row[-1].start])
        if LISTED.fullmatch(gap) is None and not (
            len(gap) <= 24 and len(row) == 1 and re.search(r"(?:与|和|同|跟|携手|联合|会同)[^，。；、]{0,5}$", gap)
        ):
            break
        row.append(item)
        if len(row) >= NAMES:
            break
    return list(reversed(row)) if len(row) > 1 else []


def _said_before(reading: Reading, sentence: int, low: int, hit: int) -> list[Item]:
    """甲公司同乙市政府坐到一起，签署协议: the parties of the clause before, when it joins two."""
    if hit - low > 12 or low <= sentence:
        return []
    found = reading.between(max(sentence, low - 90), low, "org")
    row = _row(reading, sentence, found) if found and low - found[-1].end <= 8 else []
    return row if row and re.search(r"[与和同跟]", reading.text[row[0].end : row[1].start]) else []


def _before(reading: Reading, low: int) -> list[Item]:
    """由甲牵头，联合乙、丙: the organisation of the clause before."""
    found = [i for i in reading.within(max(0, low - 40), low) if i.kind == "org" and not i.aside]
    return found[-1:] if found and not re.search(r"[。；\n]", reading.text[found[-1].end : low]) else []


def _allied(reading: Reading, orgs: list[Item], low: int, high: int) -> Iterator[Found]:
    """甲团委联合乙学院举办…: the word between them says it."""
    for a, b in itertools.pairwise(orgs):
        gap = reading.text[a.end : b.start]
        if ALLIED.fullmatch(gap) is not None or (GONE.fullmatch(gap) and PAIRED.search(reading.text, b.end, high)):
            yield from _pairs([a, *_following(reading, b, orgs)], low, high, "allied", 0.75)
            return


def _following(reading: Reading, first: Item, orgs: list[Item]) -> list[Item]:
    row = [first]
    for item in orgs[orgs.index(first) + 1 :]:
        if re.fullmatch(r"[、和与及]|以及", reading.text[row[-1].end : item.start]) is None:
            break
        row.append(item)
    return row


def _three_parties(reading: Reading, low: int, high: int) -> Iterator[Found]:
    """签署…协议：甲、乙与丙三方: all of them with each other."""
    many = MANY.search(reading.text, low, high)
    if many is None or re.search(r"签|协议|合作|共建", reading.text[low:high]) is None:
        return
    orgs = reading.between(low, many.start(), "org")
    row = _row(reading, low, orgs) if orgs and many.start() - orgs[-1].end <= 1 else []
    if len(row) >= 3:
        for a, b in itertools.combinations(row, 2):
            yield from _pairs([a, b], low, high, "parties", 0.8)


def _represented(reading: Reading, low: int, high: int) -> Iterator[Found]:
    """甲公司总经理张三与乙公司副总经理李四代表双方签署协议: the companies they sign for."""
    hit = REPRESENTED.search(reading.text, low, high)
    if hit is None:
        return
    if "代表" not in hit[0] and (not (near := reading.between(low, hit.start())) or near[-1].kind != "person"):
        return
    orgs = [i for i in reading.between(low, hit.start(), "org") if i.name.label != "Unit"]
    people = reading.between(low, hit.start(), "person")
    if len(people) >= 2 and len({i.entity for i in orgs}) == 2:
        yield from _pairs(orgs, low, high, "represented", 0.75)


def _led(reading: Reading, low: int, high: int) -> Iterator[Found]:
    """由甲牵头，乙、丙参与: the leader with each of them."""
    orgs = reading.between(low, high, "org")
    for a, b in itertools.pairwise(orgs):
        gap = reading.text[a.end : b.start]
        if not re.fullmatch(r"(?:作?为)?牵头(?:单位|人|方)?，(?:由|联合)?", gap):
            continue
        others = _following(reading, b, orgs)
        if TOOK_PART.match(reading.text, others[-1].end):
            yield from _pairs([a, *others], low, high, "led", 0.75)


def _in_brackets(reading: Reading) -> Iterator[Found]:
    """某某项目（甲公司与乙市政府共同推进）: the parties inside the brackets."""
    for low, high in reading.asides:
        orgs = [i for i in reading.within(low, high) if i.kind == "org"]
        hit = TOGETHER.search(reading.text, orgs[-1].end, high) if len(orgs) > 1 else None
        if hit is not None and hit.start() - orgs[-1].end <= 4:
            row = _row(reading, low, orgs)
            yield from _pairs(row, low, high, "together", 0.75) if row else ()


def _partners(reading: Reading, low: int, high: int, lead: Group) -> Iterator[Found]:
    """甲大学、乙大学是公司的长期合作伙伴: with the company the paragraph speaks of."""
    hit = PARTNERS.search(reading.text, low, high)
    if hit is None:
        return
    orgs = reading.between(low, hit.start(), "org")
    inside = reading.between(hit.start(), hit.end(), "org")
    if orgs and inside:
        yield from _pairs([inside[0], *orgs[:NAMES]], low, high, "partners", 0.75)
        return
    speaker = next((i for i in lead.items if i.kind == "org"), None) or issuer_item(reading)
    if orgs and speaker is not None and speaker.entity not in {i.entity for i in orgs}:
        yield from _pairs([speaker, *orgs[:NAMES]], low, high, "partners", 0.7)


def _stated_fields(reading: Reading, low: int, high: int) -> Iterator[Found]:
    """主办方是甲和乙; （合作单位：乙） of the organisation that speaks."""
    for hit in HOSTS.finditer(reading.text, low, high):
        end = next((m.start() for m in re.compile(r"[，。；）)\n]").finditer(reading.text, hit.end(), high)), high)
        named = [i for i in reading.within(hit.end(), end) if i.kind == "org"]
        if "完成" in hit[0]:
            named = [i for i in named if i.name.label != "Unit"]
        if hit[0].startswith("合作"):
            speaker = issuer_item(reading)
            named = [*([speaker] if speaker is not None else []), *named]
        if len(named) > 1:
            yield from _pairs(named, hit.start(), named[-1].end, "field", 0.8)


def _both_sides(reading: Reading, start: int, low: int, high: int) -> Iterator[Found]:
    """双方签署…协议, after the two were named in the sentence before."""
    hit = SIGNED_BEFORE.search(reading.text, low, high)
    if hit is None or reading.between(hit.start(), hit.end(), "org"):
        return
    seen: list[Item] = []
    for item in reading.between(start, hit.start(), "org"):
        if item.name.label != "Unit" and item.entity not in {i.entity for i in seen}:
            seen.append(item)
    if len(seen) >= 2:
        yield from _pairs(seen[:2], seen[0].start, hit.end(), "both-sides", 0.65)


def _pairs(parties: list[Item], low: int, high: int, rule: str, confidence: float) -> Iterator[Found]:
    first = parties[0]
    for other in parties[1:]:
        if other.entity != first.entity:
            start, end = min(low, first.start, other.start), max(high, other.end)
            yield Found("cooperatesWith", first.entity, other.entity, start, end, f"cooperation.v1:{rule}", confidence)
