"""What the fact rules see of a passage: its outermost names in order, clauses, and groups of coordinated names.

All positions are half-open characters of the passage.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.nlp.facts.gaps import ASIDE as ASIDE
from kg.nlp.facts.gaps import POST as POST
from kg.nlp.facts.gaps import is_employment, is_making, joins, strip
from kg.nlp.frame import Name, Scene
from kg.value import value

KINDS = {
    "Enterprise": "org",
    "Unit": "org",
    "Institution": "org",
    "Person": "person",
    "Award": "award",
    "Project": "project",
}
GENERIC_HOLDER = re.compile(r"(?:选手|职工|员工|队员|成员|代表)$")
BETWEEN = re.compile(r"[、和与及跟同]|以及|[”》]?[、，]?[“《]?")
JOINED = re.compile(
    r"[”》]?(?:第\w{1,3}次|首次|再次|再度)?\s*(?:（[^（）\n]{0,60}）)?\s*(?:、|和|与|及|以及|暨|，以及|、以及|，和|\s)?\s*[“《]?"
)
OWNED = re.compile(r"[”》]?(?:（[^（）\n]{0,40}）)?(?:的|所属的?|旗下的?|下属的?|权属|所辖|辖属)?[“《]?")
ADVERB = re.compile(
    r"(?:又|还|这次|此次|顺带|并|也|曾|先后|双双|一举|同时|同样|再次|再度|首次|此前|近日|日前|今年|去年|同年|次年|当年|随后|后来|最终|均|都|共同|分别|分|各|已|已经|多次|累计|至此|其中|喜|荣|成功|连续\w{1,4}[年届次]|第\w{1,3}次|一次性?|另|另外|同期|近年来|多年来|年内"
    r"|于|在[^，。；]{1,40}(?:中|上|里|期间|时)|凭借[^，。；]{1,30}|以[^，。；]{1,24}|因[^，。；]{1,24}|经[^，。；]{1,16}(?:审核|评选|评审|推荐)?后?|(?:19|20)\d\d年?度?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:初|底|末)?|\d{1,2}月(?:\d{1,2}日)?|[—–\-:：、，\s“”]|，)+"
)
SOURCE = re.compile(r"(?:[从由被向受据因凭]|(?<!已|曾)经|凭借)[“]?$|以[“《]$")
INTRODUCED = re.compile(
    r"[、和](?:(?![被获带向对的将让请受率陪得由把给为等])[\u4e00-\u9fff]){2,12}"
)  # 张三、主任设计李四
UNREAD = re.compile(r"[”》]?、(?:(?![被获带向对的将让请受率由把给为等])[\u4e00-\u9fff]){1,3}[“《]?")  # 甲部、某某乙室
CLAUSE_END = re.compile(r"[，。；;！？\n]")


@value
class Item:
    """An outermost name in the passage; `kind`: org, person, project, award. `aside`: it stands in brackets."""

    start: int
    end: int
    kind: str
    name: Name
    aside: bool = False

    @property
    def entity(self) -> str:
        return self.name.entity


@value
class Group:
    """Coordinated names that do or get something together; `owners`: for a project, who it belongs to (item pairs)."""

    items: tuple[Item, ...] = ()
    owners: tuple[tuple[Item, Item], ...] = ()
    start: int = -1  # where the group's first word stands, employers and makers included

    def __bool__(self) -> bool:
        return bool(self.items)


NOBODY = Group()


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage made ready for the fact rules."""

    scene: Scene
    text: str
    items: tuple[Item, ...]
    asides: tuple[tuple[int, int], ...] = ()
    starts: tuple[int, ...] = ()
    name_starts: tuple[int, ...] = ()
    memo: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)  # clauses and honours read once

    def within(self, start: int, end: int) -> tuple[Item, ...]:
        """Items inside [start, end), also those in brackets."""
        first = bisect_left(self.starts, start)
        found = self.items[first : bisect_left(self.starts, end, first)] if first < len(self.starts) else ()
        return found[:-1] if found and found[-1].end > end else found

    def between(self, start: int, end: int, *kinds: str) -> list[Item]:
        """Items inside [start, end) that do not stand in brackets, of these kinds when given."""
        items, starts = self._of(kinds)
        first = bisect_left(starts, start)
        found = items[first : bisect_left(starts, end, first)]
        if found and found[-1].end > end:
            found.pop()
        return found

    def _of(self, kinds: tuple[str, ...]) -> tuple[list[Item], list[int]]:
        """The items of these kinds (all when empty) that do not stand in brackets, and where they begin; sorted out once."""
        found: tuple[list[Item], list[int]] | None = self.memo.get(kinds)
        if found is None:
            items = [i for i in self.items if not i.aside and (not kinds or i.kind in kinds)]
            found = self.memo[kinds] = items, [i.start for i in items]
        return found

    def named(self, position: int) -> bool:
        """True when the character belongs to a name."""
        return self.name_at(position) is not None

    def name_at(self, position: int) -> Item | None:
        """The name the character belongs to."""
        index = bisect_right(self.starts, position) - 1
        return self.items[index] if index >= 0 and position < self.items[index].end else None

    def bracketed(self, position: int) -> bool:
        """True when the character stands in brackets (the brackets themselves are outside)."""
        index = bisect_left(self.asides, (position, -1)) - 1
        return index >= 0 and position < self.asides[index][1] - 1

    def nested(self, start: int, end: int, *labels: str) -> list[Name]:
        """Names of the scene inside [start, end) of these types, nested ones too."""
        names = self.scene.names
        first = bisect_left(self.name_starts, start)
        last = bisect_left(self.name_starts, end)
        return [n for n in names[first:last] if n.end <= end and n.label in labels]

    def clauses(self, start: int, end: int) -> list[tuple[int, int]]:
        """The clauses of a sentence; brackets and names are never cut."""
        found: list[tuple[int, int]] | None = self.memo.get((start, end))
        if found is None:
            found = self.memo[start, end] = self._clauses(start, end)
        return found

    def _clauses(self, start: int, end: int) -> list[tuple[int, int]]:
        cuts, position = [], start
        for hit in CLAUSE_END.finditer(self.text, start, end):
            at = hit.start()
            if self.bracketed(at) or self.named(at):
                continue
            cuts.append((position, at))
            position = at + 1
        cuts.append((position, end))
        return [(a, b) for a, b in cuts if b > a]


def read(scene: Scene) -> Reading:
    """The outermost names of a scene, in order; names inside another name are left to `Scene.inside`. Read once."""
    found: Reading | None = scene.memo.get("reading")
    if found is None:
        found = scene.memo["reading"] = _read(scene)
    return found


def _read(scene: Scene) -> Reading:
    text = scene.passage.text
    asides = tuple(
        m.span()
        for m in ASIDE.finditer(text)
        if "。" not in m[0] and m.end() - m.start() <= 90 and not _whole_line(text, *m.span())
    )
    items: list[Item] = []
    last, asides_open = -1, 0
    for name in sorted(scene.names, key=lambda n: (n.start, -n.end, n.label != "Award")):
        if name.start < last or name.label not in KINDS or not name.entity:
            continue
        while asides_open < len(asides) and asides[asides_open][1] <= name.start:
            asides_open += 1
        aside = any(a < name.start and name.end < b for a, b in asides[asides_open : asides_open + 1])
        items.append(Item(name.start, name.end, KINDS[name.label], name, aside))
        last = name.end
    starts = tuple(i.start for i in items)
    return Reading(scene, text, tuple(items), asides, starts, tuple(n.start for n in scene.names))


def _whole_line(text: str, start: int, end: int) -> bool:
    before = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    return not text[before:start].strip() and not text[end : after if after >= 0 else len(text)].strip()


def group_before(reading: Reading, low: int, high: int) -> Group:
    """The names right before `high` that are joined by 、和与及, each with what stands before it as its owner."""
    items = [i for i in reading.between(low, high) if i.kind != "award"]
    return _group(reading, items, high)


def group_all(reading: Reading, low: int, high: int) -> Group:
    """Every head name of an enumeration in [low, high): persons with their units, projects with their makers."""
    found: list[Item] = []
    owners: list[tuple[Item, Item]] = []
    items = [i for i in reading.between(low, high) if i.kind != "award"]
    while items:
        group = _group(reading, items, items[-1].end, whole=True)
        if not group:
            items = items[:-1]
            continue
        found = [*group.items, *found]
        owners = [*group.owners, *owners]
        before = [i for i in items if i.end <= group.start]
        items = before if len(before) < len(items) else items[:-1]
    return Group(tuple(found), tuple(owners))


def _group(reading: Reading, items: Sequence[Item], high: int, *, whole: bool = False) -> Group:
    text = reading.text
    if not items:
        return NOBODY
    heads: list[Item] = []
    owners: list[tuple[Item, Item]] = []
    while items and SOURCE.search(text[max(0, items[-1].start - 2) : items[-1].start]) and not whole:
        items = items[:-1]  # 从X捧回: X gives
    if not items:
        return NOBODY
    current = items[-1]
    tail = strip(text[current.end : high])
    if current.kind == "org" and POST.search(tail) and not GENERIC_HOLDER.search(tail) and not whole:
        return NOBODY  # an employer whose post-holder has no name here
    heads.append(current)
    skipped: Item = current
    for previous in reversed(items[:-1]):
        gap = text[previous.end : skipped.start]
        plain = strip(gap)
        if previous.kind == "org" and current.kind == "person" and skipped is current and is_employment(plain):
            skipped = previous
            continue
        if previous.kind == "org" and skipped.kind == "org" and OWNED.fullmatch(gap) and not joins(gap):
            skipped = previous
            continue
        if current.kind == "project" and previous.kind in ("org", "person") and skipped is current and is_making(gap):
            owners.append((current, previous))
            skipped = previous
            continue
        if (
            current.kind == "project"
            and owners
            and owners[-1][0] is current
            and previous.kind == skipped.kind
            and joins(gap)
        ):
            owners.append((current, previous))
            skipped = previous
            continue
        if (JOINED.fullmatch(gap) and joins(gap)) or (whole and re.fullmatch(r"[^，。；\n]{0,12}[、；，][“《]?", gap)):
            if previous.kind == "org" and POST.search(strip(gap).rstrip("、")):
                skipped = previous
                continue
            current = skipped = previous
            heads.append(current)
            continue
        if previous.kind == current.kind == "org" and UNREAD.fullmatch(gap):
            current = skipped = previous
            heads.append(current)
            continue
        if previous.kind == current.kind == "person" and skipped is current and INTRODUCED.fullmatch(plain):
            current = skipped = previous
            heads.append(current)
            continue
        if (
            previous.kind == "org"
            and plain.endswith("、") is False
            and is_employment(plain)
            and current.kind == "person"
        ):
            skipped = previous
            continue
        break
    return Group(tuple(reversed(heads)), tuple(reversed(owners)), skipped.start)
