"""holdsPost: who holds which post where.

A sentence is read as a row of organisations, posts and persons. Posts stand before the name (贵州铝厂党委书记、执行董事，
中铝股份贵州分公司总经理 何飞) or behind it (游璞，贵州分公司合金化事业部生产管控中心经理); an organisation right before a name is a
membership without a post.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.nlp.facts.organs import led_by, organ_of
from kg.nlp.frame import Found, Name, Scene
from kg.nlp.posts import TRADE_POST, Post, find_posts

_JOIN = re.compile(r"(?:、|，|和|及|兼|暨|兼任|[ 　]|)\Z")
_TO_PERSON = re.compile(r"(?:的|（[^（）]{1,10}）)?[ 　：:]{0,2}\Z")
_TAKES = re.compile(
    r"(?:现任|时任|历任|曾任|担任|出任|兼任|当选|调任|转任|升任|先后任|任|当过|担任过|身为|作为|推选为|选举为|聘为|聘请为)(?:了)?$"
)
_AFTER_PERSON = re.compile(
    r"(?:，|（|[ 　]+|：)?(?:[男女]，|[^，。；]{1,6}族，|\d{4}年(?:\d{1,2}月)?(?:出?生|入党|参加工作|入职)[^，。；]{0,12}，|[一-龥]{2,6}人，|中共党员，|[一-龥]{2,14}(?:学历|毕业|学位)，|"
    r"原|现|时|曾|新|先后|已|同志|任|兼|当选|担任|出任|为|是|系|接任|就任|受聘为?|被聘为|获任|当过|在|则?是|身为|作为|调任|转任|兼任|当上|[一-龥]{0,2}任)*[ 　]*\Z"
)
_GONE = re.compile(r"(?:不再担任|不再兼任|免去|辞去|卸任|离任|解聘|退休离任|接替|接过|辞职)(?!.*[改转调]任$)")
_PLAIN = re.compile(
    r"(?:的|职工|员工|党员|选手|青年|女工|干部|代表|[一-龥]{0,4}?(?:劳模|劳动模范|工匠|标兵|能手|楷模|院士))*[ 　]*\Z"
)
_MODIFIER = re.compile(r"[一-龥A-Za-z0-9]{0,12}\Z")


_DECLARES = re.compile(r"（[^（）\n]{0,16}称[^（）\n]{0,40}）")
_TOP = re.compile(r"党组|党委|董事|总经理|总裁|总会计师|总经济师|总法律顾问|行长|监事|工会主席|纪委")
_MEMBER = re.compile(
    r"（(?:(?:[男女]|[一-龥]{1,5}族)[，、])*|[ 　]{1,6}|(?:均|都)?来自|，来自|(?:供职|就职|任职|工作)[于在]"
)
_AS = re.compile(r"(?:作为|身为|担任|任|当选|时任)(?:了)?$")
_THEN = re.compile(r"(?:时|期间|以来|以后|之后|后|的)?，")
_BESIDE = re.compile(r"[在到赴]$")
_DECIDES = re.compile(r"(?:党组|党委)?(?:关于|决定|批准|研究决定|推荐|任命|提名)")
_MEETS = re.compile(r"(?:召开|举行|举办|主持|出席|参加|宣布|调研|考察|走访|检查|慰问|开展|签)")
_GOES_ON = re.compile(
    r"\s*(?:生前|[^，。；\n]{0,8}\d{4}年[^，。；\n]{0,6}，?)?(?:他|她)?(?:先后|又|还|同时)?"
    r"(?:(?<=他)是|(?<=她)是|现任|历任|曾任|先后任|时任|兼任|现为|现担任|担任|任|当上|当过|受聘为?|被聘为|当选)"
)
_CLOSES = frozenset("，。；：！？、）)（\n 　的与和及时期后，")


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of the row: `kind` organization, person or post; `post` the post as written."""

    kind: str
    start: int
    end: int
    entity: str = ""
    post: str = ""


def held_posts(scene: Scene) -> Iterator[Found]:
    """All posts a passage states."""
    subject: Item | None = None
    starts = [n.start for n in scene.names]
    posts = [p for p in find_posts(scene.passage.text, scene.knowledge) if p.kind != "title"]
    places = [p.start for p in posts]
    for start, end in scene.passage.sentences:
        names = scene.names[bisect_left(starts, start) : bisect_left(starts, end)]
        if not names:
            continue
        said = posts[bisect_left(places, start) : bisect_left(places, end)]
        row = list(_row(scene, names, said, end))
        people = [i for i in row if i.kind == "person"]
        if not people and row and subject is not None:
            goes_on = _GOES_ON.match(scene.passage.text, start)
            if goes_on is not None:
                row.insert(0, Item("person", goes_on.end(), goes_on.end(), subject.entity))
                people = row[:1]
        if people:
            subject = people[0]
            yield from _read(scene, row, start)
        elif "\n" in scene.passage.text[start:end]:
            subject = None


def _row(scene: Scene, inside: Sequence[Name], posts: Sequence[Post], end: int) -> Iterator[Item]:
    text = scene.passage.text
    names = [n for n in inside if n.end <= end]
    persons = [n for n in names if n.label == "Person"]
    outer: list[Name] = []
    for name in sorted(
        (n for n in names if n.label in ("Enterprise", "Unit", "Institution")), key=lambda n: (n.start, -n.end)
    ):
        if not outer or name.start >= _without_alias(text, outer[-1])[1]:
            outer.append(name)
    items = [Item("organization", *_without_alias(text, n), n.entity) for n in outer if not _is_alias(text, n)]
    items += [
        Item("person", n.start, n.end, n.entity)
        for n in persons
        if not any(o.start <= n.start and n.end < o.end for o in outer)
    ]
    for post in posts:
        a, b = post.start, post.end
        holder = next((i for i in items if i.start < b and a < i.end), None)
        if holder is None:
            items.append(Item("post", a, b, post=text[a:b]))
        elif holder.kind == "organization" and holder.end < b:
            items.append(Item("post", holder.end, b, post=text[a:b]))
    items.sort(key=lambda i: i.start)
    for index in range(len(items) - 1, 0, -1):
        first, second = items[index - 1], items[index]
        if first.kind == second.kind == "post" and first.end == second.start and first.post[-1] in "工员师":
            items[index - 1 : index + 1] = [Item("post", first.start, second.end, post=text[first.start : second.end])]
    yield from _with_trades(text, items)


def _is_alias(text: str, name: Name) -> bool:
    """True for a short name inside the brackets that declare it."""
    return text[name.start - 1 : name.start] in '“"称为' and "称" in text[max(0, name.start - 8) : name.start]


def _without_alias(text: str, name: Name) -> tuple[int, int]:
    """The span of a name together with the brackets that declare its short name."""
    declared = _DECLARES.match(text, name.end)
    return name.start, declared.end() if declared is not None else name.end


def _with_trades(text: str, items: list[Item]) -> Iterator[Item]:
    """Adds open trades between an organisation and a person, and the words that stand before a post's core."""
    for index, item in enumerate(items):
        before = items[index - 1] if index else None
        if item.kind == "post" and before is not None and before.kind == "organization":
            gap = text[before.end : item.start]
            if 0 < len(gap) <= 12 and _MODIFIER.match(gap) and "的" not in gap:
                yield Item("post", before.end, item.end, post=gap + item.post)
                continue
        if item.kind == "person" and before is not None and before.kind == "organization":
            gap = text[before.end : item.start].rstrip(" ")
            if TRADE_POST.match(gap) and len(gap) <= 14:
                yield Item("post", before.end, before.end + len(gap), post=gap)
        yield item
        if item.kind == "organization" and index and items[index - 1].kind == "person":
            line = re.match(r"[^\n，。；：、（）　 ]{2,14}", text[item.end :])
            after = items[index + 1].start if index + 1 < len(items) else len(text)
            if line is not None and item.end + line.end() <= after and TRADE_POST.match(line.group()):
                yield Item("post", item.end, item.end + line.end(), post=line.group())


def _read(scene: Scene, row: list[Item], begin: int) -> Iterator[Found]:
    text = scene.passage.text
    last_organization: str | None = _spoken_of(scene, begin)
    index = 0
    while index < len(row):
        item = row[index]
        if item.kind == "person":
            index += 1
            continue
        before = row[index - 1] if index else None
        group, index = _group(text, row, index)
        posts = [i for i in group if i.kind == "post"]
        after = row[index] if index < len(row) else None
        people: list[Item] = []
        if after is not None and after.kind == "person":
            gap = text[group[-1].end : after.start]
            opens = (before is None or before.kind != "person") and _AS.search(text, begin, group[0].start)
            holds = _TO_PERSON.match(gap) or (opens and _THEN.fullmatch(gap))
            if (posts and group[-1].kind == "post" and holds) or (not posts and _PLAIN.match(gap)):
                people, index = _people(text, row, index)
        if (
            not people
            and before is not None
            and before.kind == "person"
            and _follows(text, before, group[0], bool(posts))
        ):
            people = _people_before(text, row, row.index(before))
        if not people and posts and _TAKES.search(text[max(begin, group[0].start - 6) : group[0].start]):
            people = [i for i in row[: row.index(group[0])] if i.kind == "person"][-1:]
        clause = text[max(begin, group[0].start - 14) : group[0].start]
        if people and not (posts and _GONE.search(clause)):
            yield from _facts(scene, group, people, last_organization)
        named = [i.entity for i in group if i.kind == "organization"]
        beside = not posts and _beside(text, begin, group[0].start, group[-1].end)
        if named and not (beside and last_organization is not None):
            last_organization = named[0] if posts or len(named) == 1 else last_organization


def _beside(text: str, begin: int, start: int, end: int) -> bool:
    """True when an organisation is only where something takes place, where somebody comes from, or who decides it."""
    if _DECIDES.match(text, end):
        return True
    if text.endswith("来自", begin, start):
        return True
    return _BESIDE.search(text, begin, start) is not None and _MEETS.match(text, end) is not None


def _company_of(scene: Scene, post: str, last: str | None) -> str | None:
    """The organisation that a post without one goes on with: a company's post never stays with a department."""
    if last is None or not _TOP.search(post):
        return last
    seen: set[str] = set()
    while last is not None and scene.entities[last].type == "Unit" and last not in seen:
        seen.add(last)
        last = scene.entities[last].owner
    return last if last is not None else scene.issuer


def _spoken_of(scene: Scene, begin: int) -> str | None:
    """The enterprise named last in the paragraph before a sentence."""
    line = scene.passage.text.rfind("\n", 0, begin) + 1
    best: Name | None = None
    first = bisect_left(scene.names, line, key=lambda n: n.start)
    for name in scene.names[first:]:
        if name.start >= begin:
            break
        if name.label == "Enterprise" and (best is None or name.end > best.end):
            best = name
    return best.entity if best is not None else None


def _group(text: str, row: list[Item], index: int) -> tuple[list[Item], int]:
    """Organisation and posts that belong together: (organisation? post+)+ ."""
    group = [row[index]]
    index += 1
    while index < len(row):
        item, last = row[index], group[-1]
        gap = text[last.end : item.start]
        if item.kind == "person":
            break
        if item.kind == last.kind == "organization" and gap == "":
            group[-1] = Item("organization", last.start, item.end, item.entity)
        elif (item.kind == "post" and (gap == "" or gap == "的" or (last.kind == "post" and _JOIN.match(gap)))) or (
            item.kind == "organization" and last.kind == "post" and _JOIN.match(gap)
        ):
            group.append(item)
        else:
            break
        index += 1
    return group, index


def _people(text: str, row: list[Item], index: int) -> tuple[list[Item], int]:
    people = [row[index]]
    index += 1
    while (
        index < len(row)
        and row[index].kind == "person"
        and text[people[-1].end : row[index].start] in ("、", "和", "与", "及", " ", "　")
    ):
        people.append(row[index])
        index += 1
    return people, index


def _people_before(text: str, row: list[Item], index: int) -> list[Item]:
    people = [row[index]]
    while index and row[index - 1].kind == "person" and text[row[index - 1].end : people[0].start] in ("、", "和"):
        index -= 1
        people.insert(0, row[index])
    return people


def _follows(text: str, person: Item, first: Item, posts: bool) -> bool:
    gap = text[person.end : first.start]
    if person.start == person.end:  # 他 and the verb were read
        return posts and gap == ""
    if not posts:
        return _MEMBER.fullmatch(gap) is not None
    return len(gap) <= 60 and bool(_AFTER_PERSON.fullmatch(gap)) and gap not in ("", "、")


def _facts(scene: Scene, group: list[Item], people: list[Item], last: str | None) -> Iterator[Found]:
    start = min(i.start for i in (*group, *people))
    end = max(i.end for i in (*group, *people))
    organization: str | None = None
    named = [i for i in group if i.kind == "organization"]
    posts = [i for i in group if i.kind == "post"]
    if not posts:
        for person in people:
            yield Found("holdsPost", person.entity, named[-1].entity, start, end, "posts_v1:member", 0.75)
        return
    sure = 0.9
    for item in group:
        if item.kind == "organization":
            organization, sure = item.entity, 0.92
            continue
        holder, post = organ_of(scene, item, organization or led_by(scene, item) or _company_of(scene, item.post, last))
        if organization is None:
            sure = 0.75
        if holder is None:
            continue
        for person in people:
            yield Found("holdsPost", person.entity, holder, start, end, "posts_v1:post", sure, (("post", post),))
