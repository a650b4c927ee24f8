"""unitOf and subOrganizationOf: what compound names carry and what the text states (所属, 旗下, 控股股东为)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import ORGANIZATION_TYPES
from kg.nlp.frame import Found, Name, Scene
from kg.nlp.spans import apart

_OWNS = re.compile(
    r"(?:集团|系统)?(?:的)?(?:所属|下属|旗下|麾下|下辖|下设|所辖|直属|附属|权属|控股|全资|出资|(?=子公司|(?:成员|二级|三级|骨干)(?:企业|单位|公司)))(?:的)?(?:上市|全资|控股|重要|核心|骨干|二级|三级|成员|各)?(?:子公司|子企业|企业|公司|单位|分公司)?(?:的|有|拥有|包括|——|：)?"
)
_ASIDE = r"(?:（[^（）]{0,40}）)?"
_IS_OWNED = re.compile(rf"(?:{_ASIDE}|）)(?:都|均|同|皆|也|又)*(?:是|为|系|作为|隶属于|隶属|属于)")
_OWNED_TAIL = re.compile(
    _ASIDE
    + r"[一-龥“”]{0,6}(?:旗下|下属|所属|权属|麾下|控股|全资|直属|子公司|分公司|(?:成员|二级|三级|骨干|核心|重点)(?:单位|企业|公司))(?!股东)"
)
_MERGED = re.compile(  # 甲整体并入｜乙
    r"(?:、[^，。；]{2,24})?(?:等[^，。；]{0,8})?(?:整体)?(?:无偿)?(?:并入|划入|划归|划转(?:进入|至|到|给)?|并到)(?:了)?"
)
_MAJORITY = re.compile(r"(?:的)?(?:100|5[1-9]|[6-9]\d)(?:\.\d+)?[%％]|全部股[权份]")
_ABOVE = re.compile(
    r"(?:控股股东|母公司|实际控制人|控股公司|上级单位|上级公司|第一大股东)(?:——)?$"
)  # 甲公司母公司｜乙集团
_HOLDS_IT = re.compile(r"(?:的)?(?:间接)?(?:控股股东|第一大股东|实际控制人|母公司)")  # 乙集团成为甲公司｜控股股东
_OWNS_WIDE = re.compile(
    r"(?:所属|下属|旗下|下辖|所辖|直属|附属|权属|麾下|控股(?!股东))(?:的|有|企业|公司|子公司|单位)*|(?:出资|成员|全资|控股)(?:企业|单位|子公司)$|手握$|子公司$"
)
_OWNS_NEXT = re.compile(r"(?:集团)?(?:的)?(?:旗下|所属|下属|权属|控股)")
_BREAK = re.compile(r"[，、。；！？\n]|是|为|与|和|由|系|划归|划转|划入|并入|移交")
_HOLDS = re.compile(r"控股股东(?:为|是|系)$")
_HEAD = re.compile(r"】\s*| ")
_HEAD_MARKS = frozenset("【●◆■▲○◇▎▍□☆★·")
_TODAY = re.compile(r"(?:\d{1,2}月\d{1,2}日，?|近日，?|日前，?)?")
_FORM = re.compile(r"(?:[（(]?集团[）)]?|股份|控股|有限|责任|公司|总)+")
_NEXT = re.compile(r"(?:、[一-龥A-Za-z]{2,8})?(?:[、和与及]|以及)")  # a list goes on over a name nobody read


def compound_names(scene: Scene) -> Iterator[Found]:
    """Each link of a chain belongs to the link before it."""
    spans = {(n.start, n.end): n for n in scene.names if n.label in ORGANIZATION_TYPES}
    for name in scene.names:
        if name.label not in ORGANIZATION_TYPES or name.owner is None:
            continue
        owner = spans.get(name.owner)
        if owner is None:
            owner = next((n for n in scene.names if (n.start, n.end) == name.owner), None)
        if owner is None:
            known = scene.entities[name.entity]
            if known.type == "Unit" and known.owner is not None and known.owner != known.id:
                yield Found("unitOf", known.id, known.owner, name.start, name.end, "membership_v1:generic", 0.85)
            continue
        if owner.entity == name.entity:
            continue
        found = relation(scene, name, owner, name.start, name.end, "membership_v1:compound", 0.93)
        if found is not None:
            yield found


def stated(scene: Scene) -> Iterator[Found]:
    """A所属B、C; B是A旗下…; A的控股股东为B."""
    text = scene.passage.text
    names = [n for n in scene.names if n.label in ORGANIZATION_TYPES]
    outer = list(apart(names))
    for index, left in enumerate(outer[:-1]):
        right = outer[index + 1]
        gap = text[left.end : right.start]
        if left.entity == right.entity or "。" in gap or len(gap) > (40 if gap.endswith(("为", "是")) else 16):
            continue
        if _ABOVE.search(gap) and not _HOLDS.search(gap):
            found = relation(scene, left, right, left.start, right.end, "membership_v1:控股股东", 0.85)
            if found is not None:
                yield found
        elif _HOLDS_IT.match(text, right.end) and gap.endswith(("为", "是", "系")):
            found = relation(scene, right, left, left.start, right.end, "membership_v1:控股股东", 0.85)
            if found is not None:
                yield found
        elif _MERGED.fullmatch(gap) and text[max(0, left.start - 1) : left.start] in ("向", "给"):
            if _MAJORITY.match(text, right.end):  # 向乙集团划转｜甲公司51%的股权
                found = relation(scene, right, left, left.start, right.end, "membership_v1:并入", 0.8)
                if found is not None:
                    yield found
        elif _MERGED.fullmatch(gap):
            for part in _all_of(text, outer[: index + 1]):
                found = relation(scene, part, right, part.start, right.end, "membership_v1:并入", 0.8)
                if found is not None:
                    yield found
        elif gap == "持有" and _MAJORITY.match(text, right.end):
            found = relation(scene, right, left, left.start, right.end, "membership_v1:持有", 0.85)
            if found is not None:
                yield found
        elif (gap and _OWNS.fullmatch(gap)) or (_OWNS_WIDE.search(gap) and not _BREAK.search(gap)):
            yield from _members(scene, left, outer[index + 1 :], "membership_v1:所属")
        elif _HOLDS.search(gap):
            found = relation(scene, left, right, left.start, right.end, "membership_v1:控股股东", 0.9)
            if found is not None:
                yield found
        elif (gap == "（" or _IS_OWNED.fullmatch(gap)) and (_OWNED_TAIL.match(text, right.end) or "隶属" in gap):
            for part in _all_of(text, outer[: index + 1]):
                found = relation(scene, part, right, part.start, right.end, "membership_v1:旗下", 0.88)
                if found is not None:
                    yield found


def headed(scene: Scene) -> Iterator[Found]:
    """An item that a group heads and a company opens (【南方电网】贵州电网…, ●华能 伊敏电厂…) tells of the group's company."""
    text = scene.passage.text
    names = [n for n in scene.names if n.label == "Enterprise"]
    opens = {n.start: n for n in reversed(names)}  # of two that begin together the longer
    for group in names:
        head = _HEAD.match(text, group.end)
        mark = text[group.start - 1 : group.start]
        if head is None or mark not in _HEAD_MARKS or (mark == "【") != (head.group()[0] == "】"):
            continue
        part = opens.get(_TODAY.match(text, head.end()).end())  # type: ignore[union-attr]
        if part is None or part.entity == group.entity or scene.entities[part.entity].owner is not None:
            continue
        form = text[part.start : part.end].removeprefix(text[group.start : group.end])
        grouped = any("集团" in n for n in scene.entities[group.entity].names)
        if _FORM.fullmatch(form) and not (grouped and form.startswith("股份")):
            continue  # 【某某】某某集团有限公司: the head is the short name of the same
        found = relation(scene, part, group, group.start, part.end, "membership_v1:headed", 0.75)
        if found is not None:
            yield found


def relation(
    scene: Scene, part: Name, whole: Name, start: int, end: int, method: str, confidence: float
) -> Found | None:
    """unitOf or subOrganizationOf by the types of both sides, None where neither fits."""
    kind, above = scene.entities[part.entity].type, scene.entities[whole.entity].type
    if kind == "Unit":
        return Found("unitOf", part.entity, whole.entity, start, end, method, confidence)
    if kind == "Enterprise" and above == "Enterprise":
        return Found("subOrganizationOf", part.entity, whole.entity, start, end, method, confidence)
    if kind == "Enterprise" and above == "Unit":
        top = scene.entities[whole.entity].owner
        if top is not None and scene.entities[top].type == "Enterprise":
            return Found("subOrganizationOf", part.entity, top, start, end, method, confidence - 0.1)
    return None


def _members(scene: Scene, whole: Name, listed: list[Name], method: str) -> Iterator[Found]:
    text = scene.passage.text
    last: Name | None = None
    for name in listed:
        if last is not None and _NEXT.fullmatch(text, last.end, name.start) is None:
            return
        if last is not None and _OWNS_NEXT.match(text, name.end):  # 甲旗下乙与丙旗下丁: 丙 is no part of 甲
            return
        found = relation(scene, name, whole, whole.start, name.end, method, 0.9)
        if found is not None:
            yield found
        last = name


def _all_of(text: str, listed: list[Name]) -> list[Name]:
    """The last name and those that a list joins to it from the left: 甲、乙和丙都是… speaks of three."""
    kept = listed[-1:]
    for name in reversed(listed[:-1]):
        if re.fullmatch(rf"{_ASIDE}(?:[、和与及]|以及)", text[name.end : kept[0].start]) is None:
            break
        kept.insert(0, name)
    return kept
