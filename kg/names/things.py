"""How two names of persons or of projects relate."""

from __future__ import annotations

import re

from kg.names import places as geo
from kg.names import words
from kg.names.forms import contracted
from kg.names.keys import fold
from kg.names.link import head_of, leading_places, plain_place, same_ordinals, split_trades
from kg.names.organizations import organizations
from kg.names.parse import parse_organization
from kg.names.pieces import brand_at

_TITLE = re.compile(
    r"(?:同志|先生|女士|总书记|书记|主席|董事长|总经理|经理|院士|教授|博士|主任|部长|厂长|院长|所长|局长|处长|科长|班长|组长|师傅|总工程师|高级工程师|工程师|高级技师|首席技师|技师|首席专家|首席科学家|研究员|代表|委员|队长|站长|矿长|"
    r"总监|总裁|行长|校长|政委)$"
)
_EMPLOYER = re.compile(
    r"([\u4e00-\u9fffa-z0-9·（）]{2,30}(?:公司|集团|分公司|股份|厂|院|所|局|矿|铝业|铜业|矿业|钢铁|能源|电力|大学|车间|中心|[省市]总工会))"
    r"(?:的)?(?:党委|党组|团委|工会|副|总|原)*[\u4e00-\u9fff、]{0,12}?$"
)
_PERSON = re.compile("[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff·]{2,12}")
_HONOUR = re.compile(
    "(?:劳动模范|劳模|工匠|先进工作者|道德模范|奖章获得者|技术能手|首席技师|院士|标兵|楷模|奋斗者|红旗手|优秀共产党员|党代表|人大代表|先锋|带头人|工程师|技师|专家|获得者|奖得主)$"
)
_WORKER = "(?:员工|职工|工人|选手|(?:总|高级)?工程师|技师|班长|厂长|(?:总|副总)?经理|董事长|书记|主任)"
_BEHIND = re.compile(f"（([^（）]{{2,24}})）|(?:,|，|是|系)([^（）,，。；;、]{{2,30}}?)(?={_WORKER}(?:[。；;,，、]|$))")
_MOVED = re.compile("调任|转任|历任|先后任|先后在|原任|曾任|曾在|调到|调往|调入|兼任|同时担任|现任|挂职")
_QUOTED_KIND = re.compile(
    r"(?:建设项目|工程项目|攻关项目|科研项目|项目|工程|活动|专项行动|行动|课题|技术|工作法|操作法|管理模式|品牌|平台|系统|主题党日|成果)$"
)
_PHASE = re.compile(
    r"[一二三四五六七八九十两\d]+(?:期|标|号|段|批|区|级|合同段|标段|阶段)|(?:19|20)\d\d|第[一二三四五六七八九十百\d]+"
)


def persons(a: str, b: str, context: str | None) -> tuple[str, str]:
    """(relation, rule) of two person names; with a context that gives them different employers they are two.

    >>> persons("张三", "张三丰", None)
    ('different', 'no-rule')
    """
    x, y = _person(a), _person(b)
    left, right = x[1], y[1]
    if left != right:
        for short, full in ((x, y), (y, x)):
            if not full[0] and full[1].endswith(short[1]) and _PERSON.fullmatch(short[1]):
                said = full[1].removesuffix(short[1])
                if (
                    _HONOUR.search(said)
                    or _TITLE.search(said)
                    or (_employs(said) and (not short[0] or _one_employer(said, short[0], context)))
                ):
                    return "same", "person-name"
        return "different", "no-rule"
    if x[0] and y[0]:
        relation, _ = organizations(x[0], y[0], context, None)
        return ("different", "person-employer") if relation == "different" else ("same", "person-employer")
    if context and not _MOVED.search(context):
        employers = _employers(left, fold(context))
        if any(organizations(e, employers[0], context, None)[0] == "different" for e in employers[1:]):
            return "different", "person-employer"
    return "same", "person-name"


def _employs(text: str) -> bool:
    """Whether what stands before a person's name is an organisation: 中国航发黎明, 鞍钢股份, 上海电气."""
    lead = leading_places(text, frozenset())
    return len(text) >= 3 and bool(
        head_of(text) or brand_at(text) or (lead[0] and split_trades(lead[1], frozenset())[1])
    )


def _one_employer(a: str, b: str, context: str | None) -> bool:
    return organizations(a, b, context, None)[0] != "different"


def _person(name: str) -> tuple[str, str]:
    text = fold(name)
    for _ in range(2):
        bare = re.sub("(?:副|党委|党支部|集团|公司)$", "", _TITLE.sub("", text)) if _TITLE.search(text) else text
        if 2 <= len(bare) < len(text):
            text = bare
    bracket = re.match(r"^([\u4e00-\u9fff·]{2,12})（([^（）]{3,30})）$", text)
    if bracket:
        return bracket.group(2), bracket.group(1)
    if len(text) > 5 and "·" not in text:
        found = re.match(r"^(.+(?:公司|集团|厂|院|所|局|矿|业|部|车间|中心|股份))的?([\u4e00-\u9fff]{2,4})$", text)
        if found:
            return found.group(1), found.group(2)
    return "", text


def _employers(name: str, text: str) -> list[str]:
    """The employers that a text gives a name, in the order of its mentions: before it, in brackets or a clause behind it."""
    found = []
    for match in re.finditer(re.escape(name), text):
        last = text.rfind(name, 0, match.start())
        before = max(0, match.start() - 40, last + len(name) if last >= 0 else 0)
        clause = re.split("[，。；！？,;!?：:（）]", text[before : match.start()])[-1]
        behind = _BEHIND.match(text, match.end(), match.end() + 40)
        employer = _employer(clause) or (_employer(behind.group(1) or behind.group(2)) if behind else "")
        if employer:
            found.append(employer)
    return found


def _employer(clause: str) -> str:
    """The organisation at the end of what stands before a name, its titles left out, "" when there is none."""
    chunk = re.split("[、与及]|和(?!田|平)|来自|其中|[一另][个位名]是?|当天", clause)[-1].removesuffix("的")
    said = _EMPLOYER.search(chunk)
    if said:
        links = parse_organization(said.group(1)).segments
        last = max((i for i, s in enumerate(links) if s.kind in ("company", "branch")), default=0)
        return "".join(s.text for s in links[: last + 1])
    for _ in range(3):
        chunk = re.sub("(?:的|副|党委|员工|职工|工人|选手|同事)$", "", _TITLE.sub("", chunk))
    known = _employs(chunk) or chunk in words.GROUP_BRANDS or (len(chunk) >= 4 and split_trades(chunk, frozenset())[1])
    return chunk if known else ""


def projects(a: str, b: str, context: str | None) -> tuple[str, str]:
    """(relation, rule) of two project names; phases, lots and years that differ keep them apart.

    >>> projects("“坤安”大模型", "坤安大模型", None)
    ('same', 'identical')
    >>> projects("一期工程", "二期工程", None)
    ('different', 'project-phase')
    """
    x, y = fold(a), fold(b)
    if x == y:
        return "same", "identical"
    x, y, clash = _undated(x, y)
    if clash:
        return "different", "project-phase"
    x, y = (_BETWEEN.sub("-", same_ordinals(name)).replace("核电站", "核电") for name in (x, y))
    if x == y:
        return "same", "identical"
    if _PHASE.findall(x) != _PHASE.findall(y):
        return "different", "project-phase"
    x, y = contracted(x).replace("（", "").replace("）", ""), contracted(y).replace("（", "").replace("）", "")
    if x == y:
        return "same", "contraction"
    for short, full, raw in ((x, y, b), (y, x, a)):
        if len(short) >= 4 and full.startswith(short) and _QUOTED_KIND.fullmatch(full[len(short) :]):
            return "same", "project-kind"
        if len(short) >= 3 and short not in _SLOGANS and any(fold(q) == short for q in _QUOTED.findall(raw)):
            return "same", "project-quoted-name"
        above = leading_places(full, frozenset())[0][:1]
        wider = above[0] if above and plain_place(above[0]) in geo.PROVINCES else ""
        wider = wider or _river_or_country(full)
        if wider and full == wider + short and len(short) >= 6 and _SITE.search(short):
            return "same", "higher-place-drop"
    if len(x) >= 6 and _bare(x) == _bare(y) and {_kind(x), _kind(y)} <= _UNDERTAKING:
        return "same", "project-kind"
    return "different", "no-rule"


_WIDER = (*geo.RIVERS, *geo.COUNTRIES)
_BETWEEN = re.compile("(?<=[\u4e00-\u9fff]{2})至(?=[\u4e00-\u9fff]{2})")
_DATED = re.compile(r"(?:19|20)\d\d年?(?:度)?|第[一二三四五六七八九十百\d]+届|首届")
_QUOTED = re.compile(r"^[“\"「『《]([^”\"」』》]+)[”\"」』》]")
_SLOGANS = frozenset({"十四五", "十三五", "十五五", "一带一路", "三个一", "互联网+"})
_SITE = re.compile("(?:电站|电厂|大桥|隧道|铁路|高速公路|机场|水库|港|矿|基地|枢纽|工程|项目)$")
_UNDERTAKING = frozenset({"项目", "工程", "建设项目", "工程项目"})


def _undated(x: str, y: str) -> tuple[str, str, bool]:
    """Both without year and session, and whether both state them differently."""
    left, right = _DATED.findall(x), _DATED.findall(y)
    if left and right:
        return x, y, left != right
    return _DATED.sub("", x), _DATED.sub("", y), False


def _river_or_country(text: str) -> str:
    """The river or country that opens the name of a site, "" when none does."""
    return next((w for w in _WIDER if text.startswith(w)), "")


def _bare(text: str) -> str:
    return _QUOTED_KIND.sub("", text)


def _kind(text: str) -> str:
    found = _QUOTED_KIND.search(text)
    return found.group() if found else ""


def project_key(name: str) -> str:
    """The key of a project name: quotes, brackets and a last 项目 or 工程 that only says what it is left out.

    >>> project_key("《云铜锌业搬迁》项目") == project_key("云铜锌业搬迁项目")
    True
    """
    text = _BETWEEN.sub("-", same_ordinals(contracted(fold(name)))).replace("（", "").replace("）", "")
    wider = _river_or_country(text)
    if wider and len(text) - len(wider) >= 6 and _SITE.search(text):
        text = text.removeprefix(wider)
    for kind in ("工程项目", "建设项目", "项目", "工程"):
        rest = text.removesuffix(kind)
        if rest != text and len(rest) >= 4 and (kind != "工程" or _SITE.search(rest)):
            return rest
    return text
