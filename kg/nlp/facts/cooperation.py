"""The rule for `cooperatesWith`: organisations that sign an agreement, build or research together, pair up, host jointly."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from kg.nlp.facts.conferral_tables import issuer_item
from kg.nlp.facts.reading import ASIDE, Group, Item, Reading, group_before, read
from kg.nlp.facts.undertaking import leading
from kg.nlp.frame import Found, Scene

TOGETHER = re.compile(
    r"(?:共同|联合|正式|现场|成功|在[^，。；]{1,16})*(?:签署|签订|签下|签了|签约|续签|签过|达成|缔结|结成|建立|开展|启动)[^，。；]{0,40}?(?:协议|协定|合作|伙伴|共建|备忘录|合同|结对|意向书|联盟|契约)"
    r"|(?:签署|签订|签下|签约|签过)|结对(?:共建)?|联建|共建(?!“|一带|项目)|联学联创|联合(?:研发|攻关|开展|开发|实施|举办|主办|承办|召开|申报|组建|建立|成立|设立|印发|表彰|完成|开设|组织|签|体检|发布)|共同(?:研发|完成|建设|打造|主办|承办|举办|出资|投资|组建|开发|实施|参与|授予|签署|承担|发起)"
    r"|合资|战略合作|合作(?:单位|开发|研发|建设|共建|成立|完成|申报)?|携手(?!同进)|联手|主办(?!方|单位)|承办(?!方|单位)"
)
JOINT = re.compile(r"[、与和同跟及]|以及|联合|携手|会同")
HOSTS = re.compile(r"(?:主办方|承办方|主办单位|承办单位|合作单位|合作方)(?:是|为|：|:)")
SIGNED_BEFORE = re.compile(
    r"双方[^，。；]{0,20}(?:签过|签署|签订|签下|续签|达成|签了)[^，。；]{0,24}(?:协议|合作|备忘录|合同)"
)
VISIT = re.compile(r"会见|会谈|座谈|来访|到访|拜访|走访|考察|调研")


def cooperations(scene: Scene) -> Iterator[Found]:
    """Pairs of organisations that do something together; one direction."""
    reading = read(scene)
    for paragraph in scene.passage.paragraphs:
        lead = Group()
        for low, high in scene.sentences(paragraph.start, paragraph.end):
            yield from _both_sides(reading, paragraph.start, low, high)
            yield from _stated_fields(reading, low, high)
            for start, end in reading.clauses(low, high):
                yield from _clause(reading, start, end, lead)
                opens = leading(reading, start, end)
                lead = opens if opens and opens.items[0].kind == "org" else lead


def _clause(reading: Reading, low: int, high: int, lead: Group) -> Iterator[Found]:
    text = reading.text
    for hit in TOGETHER.finditer(text, low, high):
        if reading.named(hit.start()):
            continue
        before = reading.between(low, hit.start(), "org")
        if not before:
            continue
        last = before[-1]
        if hit.start() - last.end > 30:
            continue
        group = group_before(reading, low, hit.start())
        parties = [i for i in group.items if i.kind == "org"]
        parties = parties if len(parties) > 1 else _pair(reading, before)
        weak = hit[0] in ("主办", "承办", "合作", "共建", "携手", "联手", "合资")
        joined = len(parties) > 1 and all(JOINT.search(text[a.end : b.start]) for a, b in itertools.pairwise(parties))
        opening = re.search(r"(?:与|和|同|跟|联合|携手|会同)$", text[low : parties[0].start]) if parties else None
        if opening is not None and lead:
            parties = [*[i for i in lead.items if i.kind == "org"], *parties]
            joined = len(parties) > 1
        if not joined or any(i.kind == "person" for i in group.items):
            continue
        if VISIT.search(text[low:high]) and not re.search(r"签", hit[0]):
            continue
        yield from _pairs(parties, low, high, "together", 0.7 if weak else 0.85)
        return


def _pair(reading: Reading, orgs: list[Item]) -> list[Item]:
    """甲公司（下称甲）就某事与内蒙古乙市…: the last two organisations, joined by 与 somewhere between them."""
    if len(orgs) < 2:
        return orgs
    gap = ASIDE.sub("", reading.text[orgs[-2].end : orgs[-1].start])
    return (
        list(orgs[-2:])
        if len(gap) <= 24 and re.search(r"(?:与|和|同|跟|携手|联合|会同)[^，。；、]{0,5}$", gap)
        else [orgs[-1]]
    )


def _stated_fields(reading: Reading, low: int, high: int) -> Iterator[Found]:
    """主办方是甲和乙; （合作单位：乙） of the organisation that speaks."""
    for hit in HOSTS.finditer(reading.text, low, high):
        end = next((m.start() for m in re.compile(r"[，。；）)\n]").finditer(reading.text, hit.end(), high)), high)
        named = [i for i in reading.within(hit.end(), end) if i.kind == "org"]
        if hit[0].startswith("合作"):
            speaker = issuer_item(reading)
            named = [*([speaker] if speaker is not None else []), *named]
        if len(named) > 1:
            at = named[-1]
            for other in named[1:]:
                if other.entity != named[0].entity:
                    yield Found(
                        "cooperatesWith",
                        named[0].entity,
                        other.entity,
                        hit.start(),
                        at.end,
                        "cooperation.v1:field",
                        0.8,
                    )


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
            start, end = min(low, first.start), max(high, other.end)
            yield Found("cooperatesWith", first.entity, other.entity, start, end, f"cooperation.v1:{rule}", confidence)
