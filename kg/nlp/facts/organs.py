"""Whose post it is when the post names its own organ: 市委书记, 副省长 of a place;党支部书记 of the unit before."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Protocol

from kg.model import ORGANIZATION_TYPES
from kg.nlp.frame import Scene

_COMMITTEE = re.compile(r"(省委|自治区党委|市委|州委|县委|区委)")
_SEAT = re.compile(r"([省市州县区])(?:人民)?政府\Z")
_OFFICE = re.compile(r"(?:常务)?副?(省长|市长|州长|县长|区长|自治区主席)$")
_ENDS = {
    "省长": ("省", "省政府", "省人民政府"),
    "市长": ("市", "市政府", "市人民政府"),
    "州长": ("州", "州政府", "州人民政府"),
    "县长": ("县", "县政府", "县人民政府"),
    "区长": ("区", "区政府", "区人民政府"),
    "自治区主席": ("自治区",),
}


_LEADS = re.compile(
    r"(?:第一|常务)?副?(?P<head>班|队|组|矿|厂|所|院|站|段|局|行|校|科|处|部|室|馆|区|社|工段|车间)(?:长|主任)$"
)
_REACH = 800  # characters a post looks back for its unit
_CHAIRS = re.compile(r"(?:第一|常务)?副?主任$")
_CHAIRED = ("部", "室", "科", "办", "委", "中心", "车间", "处", "所", "作业区", "工区")
_BRANCH_POST = re.compile(r"(?:党支部|支部|党总支)副?书记$")


class Posted(Protocol):
    """A post in a row: its place and how it is written."""

    @property
    def start(self) -> int: ...
    @property
    def post(self) -> str: ...


def organ_of(scene: Scene, item: Posted, organization: str | None) -> tuple[str | None, str]:
    """The organisation of a post and the post as written."""
    seat = _SEAT.search(scene.passage.text, max(0, item.start - 5), item.start)
    if seat is not None and not any(
        n.end == item.start for n in scene.names
    ):  # 市政府｜秘书长 of the city named before
        return _last(scene, item.start, _ENDS[seat.group(1) + "长"]), item.post
    committee = _COMMITTEE.match(item.post)
    office = _OFFICE.search(item.post)
    if committee is not None:
        public = organization is not None and scene.entities[organization].type == "Institution"
        return _last(scene, item.start, (committee.group(1),)) or (organization if public else None), item.post
    if office is not None:
        named = scene.entities[organization] if organization is not None else None
        if named is not None and any(n.endswith(_ENDS[office.group(1)]) for n in named.names):
            return organization, item.post
        if named is not None and named.type == "Enterprise":
            organization = None
        return _last(scene, item.start, _ENDS[office.group(1)]) or organization, item.post
    if organization is None:
        return scene.issuer, item.post
    return organization, item.post


def led_by(scene: Scene, item: Posted) -> str | None:
    """The unit named last before a post that tells its kind: 班长 of the 分析三班, 矿长 of the mine."""
    leads = _LEADS.fullmatch(item.post)
    ends: tuple[str, ...] = ()
    if leads is not None:
        ends = (leads["head"],)
    elif _BRANCH_POST.fullmatch(item.post):
        ends = ("党支部", "党总支")
    elif _CHAIRS.fullmatch(item.post):
        ends = _CHAIRED
    if not ends:
        return None
    found = None
    for name in scene.names[bisect_left(scene.names, item.start - _REACH, key=lambda n: n.start) :]:
        if name.start >= item.start:
            break
        if name.label not in ORGANIZATION_TYPES or name.method.startswith("generic"):
            continue
        if scene.passage.text[name.start : name.end].rstrip("”").endswith(ends):
            found = name.entity
    return found


def _last(scene: Scene, position: int, endings: tuple[str, ...]) -> str | None:
    """The institution named last before a place whose name ends so."""
    found = None
    for name in scene.names:
        if name.start >= position:
            break
        if name.label == "Institution" and any(n.endswith(endings) for n in scene.entities[name.entity].names):
            found = name.entity
    return found
