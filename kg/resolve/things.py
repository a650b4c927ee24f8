"""Awards by series and projects by name; the generic ones (先进个人, 一期工程) belong to who gives or runs them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from kg.knowledge import Knowledge
from kg.names import fold
from kg.names.awards import parse_award
from kg.names.link import leading_places
from kg.names.things import project_key
from kg.resolve.draft import known_award
from kg.resolve.nodes import Corpus, Member, Node
from kg.resolve.owned import Path, Paths, issuer_path
from kg.resolve.union import Union

Cluster = tuple[list[Node], Path | None]

_COMMON = (
    "先进基层党组织|基层党组织|基层党委|党支部|党委|党组织|党务工作者|共产党员|共青团员|共青团干部|团员|团干部|党员|工会工作者|"
    "先进|优秀|模范|文明|示范|标杆|金牌|杰出|突出|贡献|特别|最佳|最美|十佳|百佳|十大|百强|年度|新锐|星级|一级|二级|明星|红旗|五四|"
    "三八|巾帼|青年|职工|员工|女职工|劳动|劳模|五一|标兵|能手|工匠|工作者|先锋|先锋岗|先锋号|岗位|技术|技能|科技|科学|进步|发明|创新|"
    "创意|创效|成果|论文|质量|管理|安全|环保|生产|经营|营销|宣传|新闻|思想政治|政治|工作|服务|项目|工程|团队|个人|集体|单位|班组|企业|"
    "车间|班组长|员|者|手|号|岗|奖|章|状|杯|赛|大赛|竞赛|比赛|竞技|组织|干部|人才|专家|大师|首席|带头人|技师|教师|导师|新人|新秀|之星|"
    "人物|代表|团体|合理化建议|qc小组|小组|案例|作品|论坛|征文|活动|实践|典型|榜样|好人|家庭|战队|突击队|节能|降碳|绿色|工厂|矿山|"
    "名师|名匠|百名|十名|万人|优胜|突击|攻关|建功|立业|新闻奖|终身|精神|文化|体育|书香|五好|四好|三好|双文明|支部|一线|行业|专业"
).split("|")
_GENERIC_AWARD = re.compile("(?:" + "|".join(sorted(map(re.escape, _COMMON), key=lambda w: (-len(w), w))) + ")+")
_RELATIVE = re.compile(
    "^(?:集团|公司|本公司|总公司|股份公司|集团公司|厂|局|院|省|市|全省|全市|自治区|州|县|区|系统|直属)"
)
_GENERIC_PROJECT = re.compile(
    "^(?:[一二三四五六七八九十\\d]+期|[一二三四五六七八九十\\d]+号|新建|改造|搬迁|扩建|技改|技术改造|升级|攻关|重点|示范|建设|研发|科研|工程|项目|系统|"
    "平台|机组|高炉|生产线|综合|信息化|数字化|智能化|自动化|mes|erp|立功|劳动|技能|竞赛|培训|比武|主题|党日|教育|学习|活动|大讨论|实践|专项|行动|"
    "年产|万吨|炼油|光伏|风光|分布式|煤改气|标段|标|合同段|第|c\\d|质量|提升|节能|降耗|安全|环保)+$"
)


def generic_award(name: str) -> bool:
    """Whether many givers confer an award of this name.

    >>> generic_award("先进个人"), generic_award("集团劳动模范"), generic_award("全国五一劳动奖章")
    (True, True, False)
    """
    series = parse_award(name).series
    return bool(_RELATIVE.match(series)) or _GENERIC_AWARD.fullmatch(series) is not None


def generic_project(name: str) -> bool:
    """Whether many enterprises have a project of this name.

    >>> generic_project("二期工程"), generic_project("云铜锌业搬迁项目")
    (True, False)
    """
    key = fold(name)
    return len(key) < 3 or _GENERIC_PROJECT.match(key) is not None


def resolve_awards(corpus: Corpus, paths: Paths, knowledge: Knowledge | None) -> list[Cluster]:
    """Clusters of award nodes; the path is the giver's where the name alone does not tell."""
    groups: defaultdict[tuple[str, Path], list[Node]] = defaultdict(list)
    for node in corpus.of_type("Award"):
        key, owner = _award_key(node, paths, knowledge)
        groups[key, owner].append(node)
    return [(nodes, owner or None) for (_, owner), nodes in groups.items()]


def _award_key(node: Node, paths: Paths, knowledge: Knowledge | None) -> tuple[str, Path]:
    entry = known_award(node.names, knowledge)
    if entry is not None:
        return parse_award(entry.name).series, ()
    own = next((n for n in node.names if not generic_award(n)), None)
    if own is not None:
        return _series(own), ()
    series = min((_series(n) for n in node.names), key=lambda s: (-len(s), s))
    return _RELATIVE.sub("", series) or series, _giver(node, paths)


def _series(name: str) -> str:
    series = parse_award(name).series
    places, rest = leading_places(series, frozenset())
    if places and places[0].endswith("省") and len(places[0]) > 2 and places[0][:-1] not in ("吉林", "海南") and rest:
        series = places[0][:-1] + series[len(places[0]) :]
    return series.removesuffix("奖") if len(series) > 5 else series


def _giver(node: Node, paths: Paths) -> Path:
    """Who gives a generic award: its conferrer, else the company of its recipients or the issuer, else the document."""
    stated = [f.get("conferrer") for role, f in node.facts if role == "object" and f.get("conferrer")]
    for local, _ in sorted(Counter(stated).items(), key=lambda item: (-item[1], item[0] or "")):
        path = paths.paths.get((node.document_id, local or ""))
        if path is not None:
            return path
    above = issuer_path(paths, node.document_id)
    return above if above is not None else (f"\x03{node.document_id}",)


def resolve_projects(corpus: Corpus, paths: Paths) -> list[Cluster]:
    """Clusters of project nodes; the path is of who runs it where the name alone does not tell."""
    groups: defaultdict[tuple[str, Path], list[Node]] = defaultdict(list)
    sets: Union[Member] = Union()
    by_key: dict[str, Member] = {}
    own: dict[Member, Node] = {}
    for node in corpus.of_type("Project"):
        keys = sorted({project_key(n) for n in node.names if not generic_project(n)})
        if not keys:
            name = min((project_key(n) for n in node.names), key=lambda s: (-len(s), s))
            groups[name, _runner(node, paths)].append(node)
            continue
        own[node.member] = node
        sets.add(node.member)
        for key in keys:
            if len(key) >= 4 or key == keys[0]:
                sets.join(by_key.setdefault(key, node.member), node.member)
    clusters: list[Cluster] = [([own[m] for m in members], None) for members in sets.sets()]
    return clusters + [(nodes, owner) for (_, owner), nodes in groups.items()]


def _runner(node: Node, paths: Paths) -> Path:
    runners = sorted(
        paths.paths[m][:1]
        for role, f in node.facts
        if role == "object" and f.predicate == "undertakes" and (m := (node.document_id, f.subject)) in paths.paths
    )
    if runners:
        return runners[0]
    above = issuer_path(paths, node.document_id)
    return above if above is not None else (f"\x03{node.document_id}",)
