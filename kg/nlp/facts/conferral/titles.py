"""Honours as titles before names: 全国劳动模范、高级技师张三; with nothing but posts and units between."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.facts.conferral.reach import drafts_of
from kg.nlp.facts.conferral.state import Draft, award_at
from kg.nlp.facts.conferral.words import RECEIVE
from kg.nlp.facts.reading import POST, Group, Item, Reading, group_all

SCOPE = re.compile(r"全国|中央|[\u4e00-\u9fff]{0,3}[省市]")


def titles(reading: Reading, low: int, high: int, awards: list[Item]) -> Iterator[Draft]:
    """全国劳动模范、高级技师张三: an honour as a title before a person, with nothing but posts and units between."""
    text = reading.text
    for item in awards:
        if item.name.method.endswith("contest"):
            continue
        rest = [i for i in reading.between(item.end, min(high, item.end + 60)) if i.kind != "award"]
        person = next((i for i in rest if i.kind == "person"), None)
        studio = (
            rest[0]
            if rest and rest[0].start - item.end <= 2 and text[rest[0].end - 3 : rest[0].end] == "工作室"
            else None
        )
        if studio is not None:  # 全国劳模张三创新工作室
            named = reading.nested(studio.start, studio.start + 5, "Person")
            quoted = text[item.start - 1 : item.start] == "“" and text[studio.end : studio.end + 1] == "”"
            if (
                named
                and named[0].start == studio.start
                and named[0].entity
                and (not quoted or SCOPE.match(text, item.start))
            ):
                one = Group((Item(named[0].start, named[0].end, "person", named[0]),))
                yield from drafts_of(
                    one, [award_at(reading, item)], item.start, studio.end, "title", 0.8, reading, dated=False
                )
            continue
        if person is None:
            continue
        gap = text[item.end : person.start]
        for other in reading.between(item.end, person.start):
            if other.kind in ("org", "award"):
                gap = gap.replace(text[other.start : other.end], "")
        if re.search(r"大会|表彰|仪式|评选|—|上[^海]", gap):
            continue
        gap = re.sub(r"[”》“《]|称号|奖章|奖状|获得者|得主|荣誉|年度人物", "", gap)
        parts = [p for p in re.split(r"[、，—]", gap) if p]
        if (
            all(POST.search(p) for p in parts)
            and len(gap) <= 30
            and not RECEIVE.search(gap)
            and ("，" not in gap or len(parts) <= 2)
        ):
            group = (
                Group((person,))
                if not joined(reading, person, high)
                else group_all(reading, person.start, _names_end(reading, person, high))
            )
            yield from drafts_of(
                group, [award_at(reading, item)], item.start, group.items[-1].end, "title", 0.85, reading, dated=False
            )


def joined(reading: Reading, person: Item, high: int) -> bool:
    """True when more persons follow, joined by 、."""
    following = next(iter(reading.within(person.end, person.end + 12)), None)
    return (
        following is not None
        and following.end <= high
        and following.kind == "person"
        and reading.text[person.end : following.start] == "、"
    )


def _names_end(reading: Reading, person: Item, high: int) -> int:
    end = person.end
    for item in reading.within(person.end, high):
        if item.start >= end and item.end <= high and item.kind == "person" and reading.text[end : item.start] == "、":
            end = item.end
    return end
