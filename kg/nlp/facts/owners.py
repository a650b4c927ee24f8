"""unitOf of a unit whose name tells no owner: what stands right before it, its sister unit, its clause, its paragraph, the
works or mine the text is about, the issuer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.nlp.frame import Found, Name, Scene
from kg.nlp.spans import apart

_SMALL = re.compile(
    r"(?:车间|班|组|队|工区|工段|作业区|小组|工作室|团队|井组|[采一二三四五六七八九十]区|[一二三四五六七八九十]矿|联合站|党支部)$"
)
_LARGE = re.compile(r"(?:厂|矿|段|院|部|中心|分公司)$")
_WORKS = re.compile(r"(?:厂|矿|段|站)$")
_BESIDE = re.compile(r" {0,4}|及其?|下属|所属")
_AUTHORS = re.compile(
    r"(?:编写|编辑|编审|采编|采写|报道|通讯)组$|编委会$|(?:□|编辑|责编)[ 　：:]?[^□ 　：:]{2,8}(?<!班)组$"
)
_OPENING = 160  # characters: what a text is about stands in its title or first sentence


def owner_nearby(scene: Scene) -> Iterator[Found]:
    """Each unit without an owner with the organisation it most likely belongs to."""
    owners = [n for n in scene.names if n.label in ("Enterprise", "Unit")]
    outer = list(apart(owners))
    starts = [n.start for n in outer]
    works = works_of(scene)
    persons = frozenset(n.end for n in scene.names if n.label == "Person")
    for name in scene.names:
        known = scene.entities[name.entity]
        if name.label != "Unit" or known.owner is not None or known.type != "Unit":
            continue
        text = scene.passage.text
        if text[name.end - 1] in "组会" and _AUTHORS.search(text, max(0, name.start - 3), name.end):
            continue  # who wrote the text is no part of whom it tells of
        owner, confidence = _owner(scene, name, outer[: bisect_left(starts, name.start)], works, persons)
        if owner is not None and owner != name.entity:
            yield Found("unitOf", name.entity, owner, name.start, name.end, "membership_v1:nearby", confidence)


def _owner(
    scene: Scene, name: Name, outer: Sequence[Name], works: str | None, persons: frozenset[int]
) -> tuple[str | None, float]:
    text = scene.passage.text
    own = text[name.start : name.end]
    line = text.rfind("\n", 0, name.start) + 1
    before = [n for n in outer[bisect_left(outer, line, key=lambda n: n.start) :] if n.end <= name.start]
    if before and _BESIDE.fullmatch(text, before[-1].end, name.start) and before[-1].entity != name.entity:
        return before[-1].entity, 0.8
    small = _SMALL.search(own) is not None
    sentence = max(text.rfind("。", line, name.start) + 1, line)
    for other in reversed(before):
        sister = scene.entities[other.entity].owner
        if other.start >= sentence and sister is not None and _sisters(text[other.start : other.end], own):
            return sister, 0.7
    firms = [(n.start, firm) for n in before if (firm := _firm(scene, n, small=small)) is not None]
    clause = max(text.rfind(mark, line, name.start) for mark in "。；！？") + 1 or line
    listed = text[name.start - 1] == "、" and name.start - 1 in persons
    near = [] if listed else [firm for start, firm in firms if start >= clause]
    if near:
        return near[-1], 0.6
    opens = [firm for start, firm in firms if start - line <= 8]
    if opens:
        return opens[0], 0.6
    if small and works is not None:
        return works, 0.55
    return scene.issuer or (firms[-1][1] if firms else None), 0.5


def _firm(scene: Scene, name: Name, *, small: bool) -> str | None:
    """What a name before a unit offers as owner: the enterprise, a works to a workshop, the enterprise above a unit."""
    if name.label == "Enterprise" or (small and _LARGE.search(scene.passage.text[name.start : name.end])):
        return name.entity
    seen: set[str] = set()
    above: str | None = name.entity
    while above is not None and scene.entities[above].type == "Unit" and above not in seen:
        seen.add(above)
        above = scene.entities[above].owner
    return above if above is not None and scene.entities[above].type == "Enterprise" else None


def works_of(scene: Scene) -> str | None:
    """The works or mine a passage is about, found once."""
    if "works" not in scene.memo:
        owners = [n for n in scene.names if n.label in ("Enterprise", "Unit")]
        scene.memo["works"] = _works(scene, list(apart(owners)))
    found: str | None = scene.memo["works"]
    return found


def _works(scene: Scene, outer: Sequence[Name]) -> str | None:
    """The works or mine a text is about: named in its opening, more than once, before any other of its kind."""
    counts: dict[str, int] = {}
    for name in outer:
        if name.label == "Unit" and _WORKS.search(scene.passage.text[name.start : name.end]):
            counts[name.entity] = counts.get(name.entity, 0) + 1
            if len(counts) == 1 and name.start > _OPENING:
                return None
    first = next(iter(counts), None)
    return first if first is not None and 2 * counts[first] > sum(counts.values()) else None


def _sisters(other: str, own: str) -> bool:
    """True for two workshops, two teams: units of one kind."""
    return (
        other != own
        and len(own) <= 6
        and other[-2:] == own[-2:]
        and own[-2:] in ("车间", "工区", "工段", "大班", "班组")
    )
