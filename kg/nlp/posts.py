"""Posts as written: 党委书记, 首席作业长, 变电设备检修高级技师."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from kg.knowledge import Knowledge
from kg.nlp.lexicon import read_lists
from kg.nlp.trie import Openings, any_of
from kg.value import value

# what follows makes another word of it: 董事|会, 代表|团, 专家|组
_NOT_AFTER = r"(?!会(?!议|见|谈|上|同)|台|团|队|组|库|部|班子|室|制|层|岗|楼|科|们|所在|学院|大会|座谈|培训|候选|竞聘|选拔|技能|素质|队伍|培养|工作(?!室)|先进|风采|节|服|家|日)"
_IN_CHARGE = re.compile(r"[^，。；、\n]{1,10}的")  # 主管工业的副市长: a verb
_FORMER = ("原", "时任", "前", "首任", "现任")
TRADE_POST = re.compile(
    r"[一-龥A-Za-z0-9]{1,9}?(?:女工|[修理造焊钳电铣车钻磨泵压冶炼采运行护操作维铸工]工|工|操作员|员|[船车船机值]长|技师|工程师|设计师|师|手|司机)$"
)


@value
class Post:
    """A post at [start, end) of a text; `kind` as in posts.csv, "title" for 劳模, 工匠 and their like."""

    start: int
    end: int
    kind: str


@cache
def _reader(version: str, posts: tuple[str, ...]) -> tuple[re.Pattern[str], Openings]:
    """The pattern of a post or title, and the words it can begin with."""
    lists = read_lists("posts")
    pattern = re.compile(
        rf"(?P<former>{'|'.join(_FORMER)})?(?P<post>(?:{any_of(lists['modifier'])}){{0,8}}{any_of(posts)})(?!(?<=工)[程作艺业序具地厂区会人]){_NOT_AFTER}"
        rf"|(?P<title>{any_of(lists['title'])})"
    )
    return pattern, Openings(sorted({*_FORMER, *lists["modifier"], *lists["title"], *posts}))


def find_posts(text: str, knowledge: Knowledge) -> tuple[Post, ...]:
    """All posts and titles of a text, leftmost-longest, in order."""
    if not knowledge.posts:
        return ()
    return _find_posts(text, knowledge.version, _Kinds(knowledge.posts, knowledge.version))


class _Kinds:
    """Posts with their kinds, equal when the gazetteers are: the key of a cache."""

    def __init__(self, posts: Mapping[str, str], version: str) -> None:
        self.posts = posts
        self.version = version

    def __hash__(self) -> int:
        return hash(self.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kinds) and other.version == self.version


@lru_cache(maxsize=64)
def _find_posts(text: str, version: str, knowledge: _Kinds) -> tuple[Post, ...]:
    found: list[Post] = []
    last = 0
    pattern, openings = _reader(version, tuple(knowledge.posts))
    for opening in openings.ends(text):
        match = pattern.match(text, opening) if opening >= last else None
        if match is None:
            continue
        last = match.end()
        if match["title"]:
            found.append(Post(match.start(), match.end(), "title"))
            continue
        if match["post"] in ("党员", "职工", "员工") and text.startswith("代表", match.end()):
            continue
        if match["post"] == "主管" and _IN_CHARGE.match(text, match.end()):
            continue
        start = match.start("post")
        if match["former"] and match["former"] in ("原", "前", "首任"):
            start = match.start()
        name = text[match.start("post") : match.end()]
        kind = knowledge.posts.get(name) or next((k for p, k in knowledge.posts.items() if name.endswith(p)), "manager")
        found.append(Post(start, match.end(), kind))
    return tuple(found)
