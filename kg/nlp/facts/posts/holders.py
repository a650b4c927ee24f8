"""Who holds the posts of a group, or belongs to its organisation: the persons before or behind it, and the subject that
他, a verb of taking a post or a burden taken over speaks of."""

from __future__ import annotations

import re

from kg.nlp.facts.posts.rows import Item

_TO_PERSON = re.compile(
    r"(?:的|（[^（）]{1,10}）)?(?:、[^，。；、\n]{2,16}(?:劳模|劳动模范|工匠|标兵|能手|获得者|代表|楷模|院士|专家|先进工作者|带头人))*(?:[ 　：:|｜]{0,3}|——?)\Z"
)
_NAMES_HOLDER = re.compile(r"(?:(?:就|便|还|也|的也|的就|正)?是|为|一职由|职务由|由)\Z")
_HOLDER_ENDS = re.compile(r"[，。；、（\n]|$|(?:接任|担任|出任|兼任|继任)")
_TAKES = re.compile(
    r"(?:现任|时任|历任|曾任|担任|出任|兼任|当选|调任|转任|升任|先后任|任|当过|担任过|身为|作为|推选为|选举为|聘为|聘请为|受聘为?|受聘于|受聘担任|获聘为?|成为|当上|当|做)(?:了)?(?:一名|一位|一个)?$"
)
_AFTER_PERSON = re.compile(
    r"(?:，|（|[ 　|｜]+|：)?(?:(?:[男女]?\d{2}岁|[男女]|[一-龥]{1,4}族|\d{4}[.年]\d{1,2}月?|中共党员|党员)[ 　|｜]+|[男女](?:，|[ 　]+)|(?:今年)?\d{2}岁的?，?|[^，。；]{1,6}族，|\d{4}年(?:\d{1,2}月)?(?:出?生|入党|参加工作|入职)[^，。；]{0,12}，|[一-龥]{2,6}人，|中共党员，|[一-龥]{2,14}(?:学历|毕业|学位)，|"
    r"[^，。；（）\n]{2,16}(?:能手|劳模|模范|工匠|标兵|获得者|先锋|楷模|代表|专家)、|\d{4}年(?:\d{1,2}月)?(?:起|后)?，?|原|现|时|曾|新|先后|已|同志|任|兼|当选|担任|出任|为|是|系|接任|就任|受聘为?|被(?:聘|选|任命|提拔|推选|选举)为|获任|当过|在|则?是|身为|作为|调任|转任|兼任|当上|[一-龥]{0,2}任)*[ 　]*\Z"
)
_GONE = re.compile(r"(?:不再担任|不再兼任|免去|辞去|卸任|离任|解聘|退休离任|接替|接过|辞职)(?!.*[改转调]任$)")
_PLAIN = re.compile(
    r"(?:）?的|职工|员工|党员|选手|青年|女工|干部|代表|领导|负责同志|老?师傅|老职工|老工人|技术人员|大学生|小伙|姑娘|(?:工作|上班|任职|参赛|就职)的|[一-龥]{0,4}?(?:劳模|劳动模范|工匠|标兵|能手|楷模|院士))*[ 　]*\Z"
)
_JOINED = re.compile(
    r"[（　]|[ 　|｜]{1,6}|(?:[ 　|｜]+(?:[男女]?\d{2}岁|[男女]|[一-龥]{1,4}族|\d{4}[.年]\d{1,2}月?|中共党员|党员))+[ 　|｜]+|（(?:[男女]，|[^，（）]{1,6}族，|\d{4}年[^，（）]{0,6}，)+|[ 　]{0,4}[男女][ 　]{1,6}"
    r"|(?:现|均|都|也|同)?(?:来自|就职于|任职于|供职于|所在的?)|[^。；\n]{0,14}?(?:进入|进到|分配到|分到|调入|调到|加入|入职|毕业后?[来到进入]{1,2}|应聘到|招工到|考入)"
)
_WORKS_IN = re.compile(r"[^。；\n]{0,6}?在")
_COMES_TO = re.compile(r"[^。；\n]{0,6}?[来到进]")
_BEGINS = re.compile(r"报到|上班|任职|入职|工作(?=[，。；的])")
_TOGETHER = re.compile(r"，?(?:如今|现在|现)?(?:同|都|均|一起)在")
_STUDIED = ("毕业于", "就读于", "求学于", "考入", "考上")
_STATUS = re.compile(r"的?身份")
_TAKEN_OVER = re.compile(r"接过(?:了)?\Z")
_BURDEN = re.compile(r"(?:这个|这副)?的?(?:重?担子?|重任|接力棒|职务|帅印|指挥棒|工作|岗位|一职|位置|大旗)")
_HANDS = re.compile(r"(?:的)?手[中里上]")
_SHE_OR_HE = re.compile(r"(?<![其吉])[他她](?![们人的])")
_AT_WORK = re.compile(r"(?:工作|上班|任职|实习|服务|当|做|担任|负责|干(?:了|过)|一干)")
_NAMES_ONLY = re.compile(r"(?:（[^（）]{1,8}）|\d{1,3}[人名位])?[：:][ 　]?")
_AS = re.compile(r"(?:作为|身为|担任|任|当选|时任)(?:了)?$")
_THEN = re.compile(r"(?:时|期间|以来|以后|之后|后|的)?，")
_GOES_ON = re.compile(
    r"\s*(?:生前|[^，。；\n]{0,8}\d{4}年[^，。；\n]{0,6}，?)?(?:他|她)?(?:先后|又|还|同时)?"
    r"(?:(?<=他)是|(?<=她)是|现任|历任|曾任|先后任|时任|兼任|现为|现担任|担任|任|当上|当过|受聘为?|被聘为|当选)"
)


def with_subject(text: str, row: list[Item], start: int, end: int, subject: str) -> list[Item]:
    """The row of a sentence without persons, and in it the person spoken of before where 他 stands, or where the sentence
    begins with a verb of taking a post."""
    goes_on = _GOES_ON.match(text, start, end)
    if goes_on is not None:
        return [Item("person", goes_on.end(), goes_on.end(), subject), *row]
    pronoun = _SHE_OR_HE.search(text, start, end)
    if pronoun is None or any(i.start <= pronoun.start() < i.end for i in row):
        return row
    return sorted([*row, Item("person", *pronoun.span(), subject)], key=lambda i: i.start)


def holders(text: str, row: list[Item], group: list[Item], span: tuple[int, int], begin: int) -> tuple[list[Item], int]:
    """The persons of a group, which is `row[span[0]:span[1]]` of a sentence that begins at `begin`, and where to read on."""
    first, last = group[0], group[-1]
    place, index = span
    before = row[place - 1] if place and row[place - 1].kind == "person" else None
    posts = any(i.kind == "post" for i in group)
    left = text[max(begin, first.start - 16) : first.start]
    if not posts and left.endswith(_STUDIED):
        return [], index
    if posts and (burden := _burden(text, row, place, index, left, last.end)) is not None:
        return burden, index
    people: list[Item] = []
    if index < len(row) and row[index].kind == "person":
        people, stop = _people(text, row, index)
        gap = text[last.end : row[index].start]
        opens = before is None and _AS.search(text, begin, first.start)
        if last.kind == "post":
            holds = bool(
                _TO_PERSON.match(gap)
                or (opens and _THEN.fullmatch(gap))
                or (
                    first.kind == "organization"
                    and _NAMES_HOLDER.fullmatch(gap)
                    and _HOLDER_ENDS.match(text, people[-1].end)
                )
            )
        else:
            holds = not posts and bool(_PLAIN.match(gap) or _heads_list(text, first.start, gap, people))
            if holds and _signed(text, first.start, people[-1].end):
                return [], stop
        people, index = (people, stop) if holds else ([], index)
    if not people and before is not None and _follows(text, before, first, last.end, posts):
        people = _people_before(text, row, place - 1)
    if not people and posts and _TAKES.search(text[max(begin, first.start - 6) : first.start]):
        people = [i for i in row[:place] if i.kind == "person"][-1:]
    return ([], index) if posts and _GONE.search(left[-14:]) else (people, index)


def _burden(text: str, row: list[Item], place: int, index: int, left: str, end: int) -> list[Item] | None:
    """Who takes a post over (从刘海涛手中接过铸造车间主任的担子): the subject before it or, where none is, behind it."""
    if _TAKEN_OVER.search(left) is None or _BURDEN.match(text, end) is None:
        return None
    giver = [i for i in row[:place] if i.kind == "person" and not _HANDS.match(text, i.end)]
    return giver[:1] or [i for i in row[index:] if i.kind == "person"][:1]


def _signed(text: str, start: int, end: int) -> bool:
    """True for brackets that close a line with who wrote it: （党委宣传部 周启明）."""
    return (
        text[start - 1 : start] in ("（", "(")
        and text[end : end + 1] in ("）", ")")
        and text[end + 1 : end + 2] in "\n"
    )


def _heads_list(text: str, start: int, gap: str, people: list[Item]) -> bool:
    """True when an organisation heads a list of names: 铸造车间（2人）：周启明、宋雅琴."""
    if _NAMES_ONLY.fullmatch(gap) is None or text[start - 1 : start] not in ("", *"\n；。，、　 ．."):
        return False
    return text[people[-1].end : people[-1].end + 1] in ("", *"\n；。，、（")


def _people(text: str, row: list[Item], index: int) -> tuple[list[Item], int]:
    people = [row[index]]
    index += 1
    while (
        index < len(row)
        and row[index].kind == "person"
        and text[people[-1].end : row[index].start] in ("、", "和", "及", " ", "　")
    ):
        people.append(row[index])
        index += 1
    return people, index


def _people_before(text: str, row: list[Item], index: int) -> list[Item]:
    people = [row[index]]
    while (
        index
        and row[index - 1].kind == "person"
        and text[row[index - 1].end : people[0].start] in ("、", "和", "与", "与同事")
    ):
        index -= 1
        people.insert(0, row[index])
    return people


def _follows(text: str, person: Item, first: Item, end: int, posts: bool) -> bool:
    """True when what stands between a person and a group says that the group is the person's."""
    gap = text[person.end : first.start]
    if person.start == person.end:  # 他 and the verb were read
        return posts and gap == ""
    if not posts:
        works = (_WORKS_IN.fullmatch(gap) and _AT_WORK.match(text, end)) or (
            _COMES_TO.fullmatch(gap) and _BEGINS.match(text, end)
        )
        return bool(works or _JOINED.fullmatch(gap) or _TOGETHER.fullmatch(gap))
    if gap in ("以", "则以", "也以"):
        return _STATUS.match(text, end) is not None
    if gap == "，" and text[end : end + 1] == "、":  # 徐某，市委常委、…陆某: the posts of who comes
        return False
    return len(gap) <= 60 and bool(_AFTER_PERSON.fullmatch(gap)) and gap not in ("", "、")
