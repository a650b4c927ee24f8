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
from kg.nlp.facts.posts.lines import organization_above, person_above
from kg.nlp.facts.posts.rows import Item, row_of
from kg.nlp.facts.posts.unread import name_unread
from kg.nlp.frame import Found, Name, Scene
from kg.nlp.posts import find_posts

_JOIN = re.compile(r"(?:、|，|和|及|兼|暨|兼任|[ 　]|)\Z")
_LINK = re.compile(r"(?:的(?:一名|一位|一个)?|[ 　|｜]{1,4})?")
_TO_PERSON = re.compile(
    r"(?:的|（[^（）]{1,10}）)?(?:、[^，。；、\n]{2,16}(?:劳模|劳动模范|工匠|标兵|能手|获得者|代表|楷模|院士|专家|先进工作者|带头人))*[ 　：:|｜]{0,3}\Z"
)
_TAKES = re.compile(
    r"(?:现任|时任|历任|曾任|担任|出任|兼任|当选|调任|转任|升任|先后任|任|当过|担任过|身为|作为|推选为|选举为|聘为|聘请为|受聘为?|受聘于|受聘担任|获聘为?|成为|当上|当|做)(?:了)?(?:一名|一位|一个)?$"
)
_AFTER_PERSON = re.compile(
    r"(?:，|（|[ 　|｜]+|：)?(?:[男女](?:，|[ 　]+)|(?:今年)?\d{2}岁的?，?|[^，。；]{1,6}族，|\d{4}年(?:\d{1,2}月)?(?:出?生|入党|参加工作|入职)[^，。；]{0,12}，|[一-龥]{2,6}人，|中共党员，|[一-龥]{2,14}(?:学历|毕业|学位)，|"
    r"原|现|时|曾|新|先后|已|同志|任|兼|当选|担任|出任|为|是|系|接任|就任|受聘为?|被聘为|获任|当过|在|则?是|身为|作为|调任|转任|兼任|当上|[一-龥]{0,2}任)*[ 　]*\Z"
)
_GONE = re.compile(r"(?:不再担任|不再兼任|免去|辞去|卸任|离任|解聘|退休离任|接替|接过|辞职)(?!.*[改转调]任$)")
_PLAIN = re.compile(
    r"(?:的|职工|员工|党员|选手|青年|女工|干部|代表|领导|负责同志|老?师傅|老职工|老工人|技术人员|大学生|小伙|姑娘|(?:工作|上班|任职|参赛|就职)的|[一-龥]{0,4}?(?:劳模|劳动模范|工匠|标兵|能手|楷模|院士))*[ 　]*\Z"
)
_JOINED = re.compile(
    r"[（　]|[ 　|｜]{1,6}|（(?:[男女]，|[^，（）]{1,6}族，|\d{4}年[^，（）]{0,6}，)+|[ 　]{0,4}[男女][ 　]{1,6}"
    r"|(?:现|均|都|也|同)?(?:来自|就职于|任职于|供职于|所在的?)|[^。；\n]{0,14}?(?:进入|进到|分配到|分到|调入|调到|加入|入职|毕业后?[来到进入]{1,2}|应聘到|招工到|考入)"
)
_WORKS_IN = re.compile(r"[^。；\n]{0,6}?在")
_AT_WORK = re.compile(r"(?:工作|上班|任职|实习|服务|当|做|担任|负责|干(?:了|过)|一干)")
_NAMES_ONLY = re.compile(r"(?:（[^（）]{1,8}）|\d{1,3}[人名位])?[：:][ 　]?")
_LOW = re.compile(
    r"(?<![委成党])员$|(?<![职总员])工$|(?:班|队|组|值|机|船|工|列车)长$|支书$|第一书记$|村主任$|社区书记$|教授$|导师$|博士后$|大使$|医[生师]$|护士$|学徒$|翻译$"
)
_TOP = re.compile(r"党组|党委|董事|总经理|总裁|总会计师|总经济师|总法律顾问|行长|监事|工会主席|纪委")
_AS = re.compile(r"(?:作为|身为|担任|任|当选|时任)(?:了)?$")
_THEN = re.compile(r"(?:时|期间|以来|以后|之后|后|的)?，")
_BESIDE = re.compile(r"[在到赴]$")
_DECIDES = re.compile(r"(?:党组|党委)?(?:关于|决定|批准|研究决定|推荐|任命|提名)")
_MEETS = re.compile(r"(?:召开|举行|举办|主持|出席|参加|宣布|调研|考察|走访|检查|慰问|开展|签)")
_GOES_ON = re.compile(
    r"\s*(?:生前|[^，。；\n]{0,8}\d{4}年[^，。；\n]{0,6}，?)?(?:他|她)?(?:先后|又|还|同时)?"
    r"(?:(?<=他)是|(?<=她)是|现任|历任|曾任|先后任|时任|兼任|现为|现担任|担任|任|当上|当过|受聘为?|被聘为|当选)"
)


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
            goes_on = _GOES_ON.match(scene.passage.text, start)
            if goes_on is not None:
                row.insert(0, Item("person", goes_on.end(), goes_on.end(), subject.entity))
                people = row[:1]
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
        before = row[index - 1] if index else None
        group, index = _group(text, row, index)
        posts = [i for i in group if i.kind == "post"]
        after = row[index] if index < len(row) else None
        people: list[Item] = []
        if after is not None and after.kind == "person":
            gap = text[group[-1].end : after.start]
            opens = (before is None or before.kind != "person") and _AS.search(text, begin, group[0].start)
            holds = _TO_PERSON.match(gap) or (opens and _THEN.fullmatch(gap))
            if (posts and group[-1].kind == "post" and holds) or (
                not posts and (_PLAIN.match(gap) or _heads_list(text, group[0].start, gap, row, index))
            ):
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
            yield from _facts(scene, group, people, last_organization, said)
        named = [i.entity for i in group if i.kind == "organization"]
        beside = not posts and _beside(text, begin, group[0].start, group[-1].end)
        if named and not (beside and last_organization is not None):
            last_organization = said = named[0] if posts or len(named) == 1 else last_organization


def _needs_place(post: Item) -> bool:
    """True for a post that names nobody's employer outside its sentence: a trade, the head of a team or a shift."""
    return post.trade or _LOW.search(post.post) is not None


def _heads_list(text: str, start: int, gap: str, row: list[Item], index: int) -> bool:
    """True when an organisation heads a list of names: 铸造车间（2人）：周启明、宋雅琴."""
    if _NAMES_ONLY.fullmatch(gap) is None or text[start - 1 : start] not in ("", *"\n；。，、　 ．."):
        return False
    people, _ = _people(text, row, index)
    return text[people[-1].end : people[-1].end + 1] in ("", *"\n；。，、（")


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
        return scene.issuer
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
        elif (item.kind == "post" and (_LINK.fullmatch(gap) or (last.kind == "post" and _JOIN.match(gap)))) or (
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
        works = _WORKS_IN.fullmatch(gap) and _AT_WORK.match(text, first.end)
        return bool(works or _JOINED.fullmatch(gap))
    return len(gap) <= 60 and bool(_AFTER_PERSON.fullmatch(gap)) and gap not in ("", "、")


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
        if whose is None and _needs_place(item):
            continue
        holder, post = organ_of(scene, item, whose)
        if organization is None:
            sure = 0.75
        if holder is None:
            continue
        for person in people:
            yield Found("holdsPost", person.entity, holder, start, end, "posts_v1:post", sure, (("post", post),))
