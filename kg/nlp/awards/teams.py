"""Teams that only winning gives away: 长征五号团队获…, 嫦娥研制团队被授予…; named by their work, without an owner beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.awards.persons import RECEIVES
from kg.nlp.frame import Candidate

TEAM = re.compile(r"(?:团队|突击队|攻关[组队]|课题组|创新工作室|工作室|示范组|服务队|保障队|机组|建设者(?:群体)?)[”]?$")
CLAUSE = re.compile(r"[，。；、：！？\n（）《》　 —]")
OPENING = re.compile(
    r"^(?:其中|同时|此外|另外|近日|日前|今年|去年|由|以及|和|与|及|其|该|这支|这个|我们?|本|公司|集团|总部|院里|所属|所|的|(?:19|20)\d\d年度?|\d{1,2}月|\d{1,2}日)+"
)
PLAIN = re.compile(
    r"研制|研发|研究|创新|技术|科研|科技|攻关|项目|工程|建设|管理|青年|党员|志愿|服务|专业|专家|骨干|核心|优秀|获奖|参赛|代表|设计|施工|运维|检修|维护|保障|团队|工作室|突击队|机组|劳模|职工|课题组|示范组|攻关[组队]|课题|建设者|[队组的”“]"
)
NO_NAME = re.compile(r"[了为在由向从被把将让使带领组成是有并也都]|\d[个支]|等\d*$|以[^，]{2,}|[个支名项家]$")
REACH = 26  # characters a team's name may run to the left


def teams(text: str, ends: frozenset[int]) -> Iterator[Candidate]:
    """Candidates for teams right before a verb of receiving; `ends`: where the names of organisations end.

    >>> [text[c.start:c.end] for text in ["近日，飞天五号研制团队获全国工人先锋号。"] for c in teams(text, frozenset())]
    ['飞天五号研制团队']
    """
    for act in RECEIVES.finditer(text):
        low = max(0, act.start() - REACH)
        cuts = [m.end() for m in CLAUSE.finditer(text, low, act.start())]
        start = cuts[-1] if cuts else low
        if TEAM.search(text, start, act.start()) is None or act.start() in ends or (not cuts and low > 0):
            continue
        owned = max((e for e in ends if start < e < act.start()), default=0)
        start = max(start, owned, text.rfind("的", start, act.start()) + 1)
        opening = OPENING.match(text[start : act.start()])
        start += opening.end() if opening is not None else 0
        name = text[start : act.start()]
        if name.count("“") != name.count("”") or NO_NAME.search(name) or len(PLAIN.sub("", name)) < 2:
            continue
        yield Candidate(start, act.start(), "Unit", "award.v1:team", 0.6, (name,))
