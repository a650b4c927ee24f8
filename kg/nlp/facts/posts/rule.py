"""holdsPost: who holds which post where.

A sentence is read as a row of organisations, posts and persons. Posts stand before the name (贵州铝厂党委书记、执行董事，
中铝股份贵州分公司总经理 何飞) or behind it (游璞，贵州分公司合金化事业部生产管控中心经理); an organisation right before a name is a
membership without a post.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.nlp.facts.organs import led_by, organ_of
from kg.nlp.facts.owners import works_of
from kg.nlp.facts.posts.holders import holders, with_subject
from kg.nlp.facts.posts.lines import organization_above, person_above
from kg.nlp.facts.posts.rows import Item, row_of
from kg.nlp.facts.posts.unread import name_unread
from kg.nlp.frame import Found, Name, Scene
from kg.nlp.posts import find_posts

_JOIN = re.compile(r"(?:、|，|和|及|兼|暨|兼任|[ 　]|)\Z")
_LINK = re.compile(r"(?:的(?:一名|一位|一个)?|[ 　|｜]{1,4})?")
_FIRM_POST = re.compile(r"[职员]工$|工人$|董事|总经理|总裁|班长$|厂长$|矿长$")  # no public body has such
_LOW = re.compile(
    r"(?<![委成党])员$|(?<![职总员])工$|(?:班|队|组|值|机|船|工|列车)长$|支书$|第一书记$|村主任$|社区书记$|教授$|导师$|博士后$|大使$|医[生师]$|护士$|学徒$|翻译$"
)
_TOP = re.compile(r"党组|党委|董事|总经理|总裁|总会计师|总经济师|总法律顾问|行长|监事|工会主席|纪委")
_HOUSES = ("厂", "矿", "段", "局", "院", "港", "电站", "场", "项目部", "油田")  # units with a leadership of their own
_SITE = re.compile("项目|工程|经理部|指挥部|标段|工区|分公司")
_OWN_PLACE = re.compile(r"(?:带头|领头|领办|传承)人$")  # of what stands right before, or of nothing
_BESIDE = re.compile(r"[在到赴]$")
_DECIDES = re.compile(r"(?:党组|党委)?(?:关于|决定|批准|研究决定|推荐|任命|提名)")
_MEETS = re.compile(r"(?:召开|举行|举办|主持|出席|参加|宣布|调研|考察|走访|检查|慰问|开展|签)")


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
        row = list(row_of(scene, names, said, end, heir=person_above(scene, start, end)))
        people = [i for i in row if i.kind == "person"]
        if not people and row and subject is not None:
            row = with_subject(scene.passage.text, row, start, end, subject.entity)
            people = [i for i in row if i.kind == "person"]
        if people:
            subject = people[0]
            if len(people) == len(row):
                above = organization_above(scene, start, end)
                if above is not None:
                    for i in people:
                        yield Found("holdsPost", i.entity, above, start, i.end, "posts_v1:member", 0.75)
                    continue
            yield from _read(scene, row, start)
        elif "\n" in scene.passage.text[start:end]:
            subject = None


def _read(scene: Scene, row: list[Item], begin: int) -> Iterator[Found]:
    text = scene.passage.text
    last_organization: str | None = _spoken_of(scene, begin)
    said: str | None = None  # the one of this sentence
    index = 0
    while index < len(row):
        item = row[index]
        if item.kind == "person":
            index += 1
            continue
        place = index
        group, index = _group(text, row, index)
        posts = [i for i in group if i.kind == "post"]
        people, index = holders(text, row, group, (place, index), begin)
        if people:
            yield from _facts(scene, group, people, last_organization, said)
        named = [i.entity for i in group if i.kind == "organization"]
        beside = not posts and _beside(text, begin, group[0].start, group[-1].end)
        inherits = (
            group[0].kind == "post" and last_organization is not None
        )  # 党委副书记、甲公司总裁: the list's own goes on
        if named and not inherits and not (beside and last_organization is not None):
            last_organization = said = named[0] if posts or len(named) == 1 else last_organization


def _of_site(scene: Scene, item: Item, whose: str | None) -> bool:
    """True for a site's post (项目负责人) that would fall to a department."""
    if "项目" not in scene.passage.text[max(0, item.start - 2) : item.end] or whose is None:
        return False
    known = scene.entities[whose]
    return known.type == "Unit" and not any(_SITE.search(name) for name in known.names)


def _needs_place(post: Item) -> bool:
    """True for a post that names nobody's employer outside its sentence: a trade, the head of a team or a shift."""
    return post.trade or _LOW.search(post.post) is not None


def _beside(text: str, begin: int, start: int, end: int) -> bool:
    """True when an organisation is only where something takes place, where somebody comes from, or who decides it."""
    if _DECIDES.match(text, end):
        return True
    if text.endswith("来自", begin, start):
        return True
    return _BESIDE.search(text, begin, start) is not None and _MEETS.match(text, end) is not None


def _company_of(scene: Scene, post: str, last: str | None, said: str | None) -> str | None:
    """The organisation that a post without one goes on with: a company's post never stays with a department."""
    if said is None and scene.issuer is not None:
        return works_of(scene) or scene.issuer
    if last is None or not _TOP.search(post):
        return last
    seen: set[str] = set()
    while (
        last is not None
        and scene.entities[last].type == "Unit"
        and not scene.entities[last].names[0].endswith(_HOUSES)
        and last not in seen
    ):
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
        elif (item.kind == "post" and (_LINK.fullmatch(gap) or (last.kind == "post" and _JOIN.match(gap)))) or (
            item.kind == "organization" and last.kind == "post" and _JOIN.match(gap)
        ):
            group.append(item)
        else:
            break
        index += 1
    return group, index


def _facts(scene: Scene, group: list[Item], people: list[Item], last: str | None, said: str | None) -> Iterator[Found]:
    """The facts of one group; `last` is the organisation named last, `said` the one of the same sentence."""
    start = min(i.start for i in (*group, *people))
    end = max(i.end for i in (*group, *people))
    organization: str | None = None
    named = [i for i in group if i.kind == "organization"]
    posts = [i for i in group if i.kind == "post"]
    if not posts:
        for person in people:
            yield Found("holdsPost", person.entity, named[-1].entity, start, end, "posts_v1:member", 0.75)
        return
    sure, unread = 0.9, False
    for item in group:
        if item.kind == "organization":
            organization, sure = item.entity, 0.92
            continue
        if organization is None and (unread or (item is group[0] and name_unread(scene, item.start, item.end))):
            unread = True
            continue
        whose = (
            organization
            or led_by(scene, item)
            or (said if _needs_place(item) else _company_of(scene, item.post, last, said))
        )
        if organization is None and whose is not None and _FIRM_POST.search(item.post):
            whose = whose if scene.entities[whose].type != "Institution" else scene.issuer
        if organization is None and _OWN_PLACE.search(item.post):
            continue
        if organization is None and _of_site(scene, item, whose):
            continue
        if whose is None and (_needs_place(item) or _FIRM_POST.search(item.post)):
            continue
        holder, post = organ_of(scene, item, whose)
        if organization is None:
            sure = 0.75
        if holder is None:
            continue
        for person in people:
            yield Found("holdsPost", person.entity, holder, start, end, "posts_v1:post", sure, (("post", post),))
