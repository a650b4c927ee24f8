"""A sentence as a row of organisations, posts and persons, in order: what the rules of holdsPost read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import ORGANIZATION_TYPES
from kg.nlp.frame import Name, Scene
from kg.nlp.posts import TRADE_POST, Post
from kg.value import value

_MODIFIER = re.compile(r"[一-龥A-Za-z0-9]{0,12}\Z")
_ACTS = re.compile(
    r"的|收到|召开|举行|聘请|聘任|任命|选举|提名|增补|推选|邀请|同意|批准|决定|宣布|授予|组织|带领|率领|慰问|看望|走访|调研|考察|成立|欢迎|会见|涌现|选派|[为由给让请对向与和]"
)
_OFFICE = re.compile(r"、(?P<office>[一-龥]{2,6}(?:[部厅办]|办公室|委员会|工委))")
_COMPOUND = re.compile(r"[工员师]$|主任$|主管$|首席$")
_DECLARES = re.compile(r"（[^（）\n]{0,16}称[^（）\n]{0,40}）")
_FIELD = re.compile(
    r"(?:[ 　|｜]{0,4}|的(?:一名|一位|一个)?)(?P<trade>[^\n，。；：、（）　 的|｜]{2,14})(?=[\n，。；：、（）　 |｜]|$)"
)
_CLAUSE_END = re.compile(r".*[，。；：、！？“”（）\n的]|.*(?:一名|一位|名叫|就是|有位)", re.S)
_BECAME = re.compile(
    r"[^。；\n]{0,12}?(?:成为|成了|当上|当|做|[也就]是)(?:了)?(?:一名|一位|一个)(?:[^，。；、\n]{0,8}的)?(?P<trade>[一-龥]{2,8}[工员师长手匠])(?=[，。；、])"
)
_TWO = re.compile(r"(?P<trade>[一-龥A-Za-z0-9]{2,10})、(?:兼职|兼|首席)?")
_NO_TRADE = re.compile(r"[是在和与对向由从把被让请]|人员$|官员$|成员$|党员$|[职员]工$|[全动]员$|[施竣开复]工$")
_TOLD = re.compile(r".*(?:见到|遇到|找到|来到|采访|走访|慰问|看望|带领|率领|跟随|跟着|[一-龥]了)", re.S)
_LONGEST = 10


@value
class Item:
    """One piece of the row: `kind` organization, person or post; `post` the post as written; `trade` an open trade, which
    no list of posts holds."""

    kind: str
    start: int
    end: int
    entity: str = ""
    post: str = ""
    trade: bool = False


def row_of(
    scene: Scene, inside: Sequence[Name], posts: Sequence[Post], end: int, *, heir: str | None = None
) -> Iterator[Item]:
    """The organisations, posts and persons of a sentence that ends at `end`, in order; `heir` is the person a line is
    about that names none."""
    text = scene.passage.text
    names = [n for n in inside if n.end <= end]
    persons = [n for n in names if n.label == "Person"]
    outer: list[Name] = []
    for name in sorted((n for n in names if n.label in ORGANIZATION_TYPES), key=lambda n: (n.start, -n.end)):
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
        if text[a:b] == "党员" and text[a - 2 : a] in ("中共", "共产"):
            continue
        holder = next((i for i in items if i.start < b and a < i.end), None)
        if holder is None:
            items.append(Item("post", a, b, post=text[a:b]))
        elif holder.kind == "organization" and holder.end < b:
            items.append(Item("post", holder.end, b, post=text[a:b]))
    items.sort(key=lambda i: i.start)
    if heir is not None and items and items[0].kind == "organization" and not any(i.kind == "person" for i in items):
        items.insert(0, Item("person", items[0].start, items[0].start, heir))
    for index in range(len(items) - 1, 0, -1):
        first, second = items[index - 1], items[index]
        if first.kind == second.kind == "post" and first.end == second.start and _COMPOUND.search(first.post):
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
    """Adds open trades beside persons, and the words that stand before a post's core."""
    for index, item in enumerate(items):
        before = items[index - 1] if index else None
        if item.kind == "post" and before is not None and before.kind == "post":
            office = _OFFICE.fullmatch(text, before.end, item.start)  # 市委常委、宣传部｜部长
            if office is not None:
                yield Item("post", office.start("office"), item.end, post=office["office"] + item.post)
                continue
        if item.kind == "post" and before is not None and before.kind == "organization":
            gap = text[before.end : item.start]
            first = _TWO.fullmatch(gap)
            if first is not None and TRADE_POST.match(first["trade"]):
                yield Item("post", before.end, before.end + first.end("trade"), post=first["trade"], trade=True)
            elif 0 < len(gap) <= 12 and _MODIFIER.match(gap) and not _ACTS.search(gap):
                yield Item("post", before.end, item.end, post=gap + item.post)
                continue
        if item.kind == "person":
            trade = _trade_before(text, before.end if before is not None else 0, item.start)
            if trade is not None:
                yield trade
        yield item
        after = items[index + 1].start if index + 1 < len(items) else len(text)
        opens = item.kind == "organization" and text[max(0, item.start - 2) : item.start] in ("作为", "身为")
        if opens or (item.kind == "organization" and index and items[index - 1].kind == "person"):
            line = _FIELD.match(text, item.end, min(after, item.end + 16))
            if line is not None and TRADE_POST.match(line["trade"]):
                yield Item("post", line.start("trade"), line.end(), post=line["trade"])
        if item.kind != "post":
            became = _BECAME.match(text, item.end, after)
            if became is not None:
                yield Item("post", *became.span("trade"), post=became["trade"], trade=True)


def _trade_before(text: str, start: int, end: int) -> Item | None:
    """The open trade that ends at a person: behind an organisation, or at the beginning of a clause."""
    last = _CLAUSE_END.search(text, max(start, end - 24), end)
    left = last.end() if last is not None else max(start, end - 24)
    told = _TOLD.match(text, left, end)
    left = told.end() if told is not None else left
    part = text[left:end].strip(" 　")
    if not TRADE_POST.match(part) or len(part) > _LONGEST or _NO_TRADE.search(part):
        return None
    begin = text.index(part, left)
    return Item("post", begin, begin + len(part), post=part, trade=True)
