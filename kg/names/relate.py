"""Two names in, their relation and the rule that decided out: the one place where sameness of names is judged."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import UsageError
from kg.knowledge import Knowledge
from kg.model import ENTITY_TYPES
from kg.names import words
from kg.names.awards import awards
from kg.names.declared import declared
from kg.names.forms import contracted
from kg.names.keys import fold
from kg.names.link import head_of
from kg.names.organizations import organizations
from kg.names.parse import parse_organization
from kg.names.short import derived
from kg.names.things import persons, projects


@dataclass(frozen=True, slots=True)
class Relation:
    """How the first name stands to the second: same, part_of, has_part or different; `rule` names what decided."""

    relation: str
    rule: str
    explanation: str


RULES: dict[str, str] = {
    "identical": "写法相同 same spelling once folded",
    "declared-alias": "文中声明的简称或别名 alias declared in the text",
    "declared-bracket": "全称后括号内的简称 short name in brackets after the full name",
    "declared-rename": "文中声明的更名 change of name declared in the text",
    "knowledge": "名录 both are in the gazetteer",
    "knowledge-parent": "名录中的上下级 parent in the gazetteer",
    "legal-form": "仅公司形式的写法不同 only the legal form is left out or spelt differently",
    "abbreviation": "规则化缩略 systematic contraction of brand or trade",
    "contraction": "机构名称的通行缩略 usual contraction of an office's name",
    "initials": "地名与行业首字 initials of place and trade with the same marker",
    "place-drop": "省略地名 place left out before a brand of its own",
    "trade-drop": "省略行业词 trade left out after place and brand",
    "place-and-trade-drop": "省略地名与行业词 place and trade left out around the brand",
    "listed-drop": "“股份”前只留字号 own word alone before 股份",
    "national-prefix-drop": "省略“中国” 中国 left out before a brand of its own",
    "higher-place-drop": "省略上级地名 higher place left out",
    "pieces": "逐段缩略：字号与区别词俱在 cut piece by piece, own word and what tells sisters apart kept",
    "owner-prefix": "省略上级单位名 owner's name left out before a proper name",
    "group-marker-inside": "省略“集团”二字 group marker left out inside a daughter's name",
    "context-owner": "上下文给出唯一的上级 the text gives the one owner",
    "compound-name": "复合名称包含上级 the compound name carries its owner",
    "group-brand": "以集团字号开头的下属企业 daughter that bears the group's brand",
    "award-series": "同一奖项系列 same series; year, session or rank left out",
    "award-ending": "省略“奖”“称号”等 ending left out",
    "award-place-suffix": "省略“省”字 suffix of the place left out",
    "award-year": "年份不同 years differ",
    "award-session": "届次不同 sessions differ",
    "award-rank": "等级不同 ranks differ",
    "award-kind": "奖章、奖状等种类不同 kinds of medal differ",
    "person-name": "姓名相同且无相反证据 same name, nothing against it",
    "person-employer": "所在单位 decided by the employers",
    "project-kind": "省略“项目”“工程”等 kind word left out",
    "project-quoted-name": "引号内的专名相同 the quoted name is the same",
    "project-phase": "期次、标段或编号不同 phases, lots or numbers differ",
    "no-rule": "没有规则或证据说明二者相同 no rule or evidence makes them one",
}
_AWARD = re.compile(
    r"(?:奖章?|奖状|奖杯|称号|劳动模范|劳模|先锋号|标兵|能手|红旗手|先进个人|先进集体|先进单位|先进工作者|工匠|百强|500强|文明单位|绿色工厂|一等功)$"
)
_PROJECT = re.compile(r"(?:项目|工程|课题|专项行动|攻关|大模型|生产线)$")


def compare(
    a: str, b: str, *, type: str | None = None, context: str | None = None, knowledge: Knowledge | None = None
) -> Relation:
    """How two names relate; without proof they are different. `type` is one of `ENTITY_TYPES`, guessed when None.

    Raises UsageError on an unknown type.

    >>> compare("包头铝业", "包头铝业有限公司").relation
    'same'
    >>> compare("中铝集团工会", "中铝集团").relation
    'part_of'
    >>> compare("中铝山东有限公司", "中铝山东新材料有限公司").relation
    'different'
    """
    if type is not None and type not in ENTITY_TYPES:
        raise UsageError(f"未知类型 unknown type {type!r}", hint=" ".join(ENTITY_TYPES))
    kind = type or _guess(a, b)
    relation, rule = _decide(a, b, kind, context, knowledge)
    base, _, more = rule.partition("+")
    return Relation(relation, rule, RULES[base] + (" + " + RULES["knowledge"] if more else ""))


def _decide(a: str, b: str, kind: str, context: str | None, knowledge: Knowledge | None) -> tuple[str, str]:
    if kind == "Person":
        return persons(a, b, context)
    if kind in ("Award", "Project"):
        if context and fold(a) != fold(b):
            rule = declared(a, b, context)
            if rule:
                return "same", rule
        return awards(a, b, knowledge) if kind == "Award" else projects(a, b, context)
    return organizations(a, b, context, knowledge)


def _guess(a: str, b: str) -> str:
    names = (fold(a), fold(b))
    if any(_AWARD.search(n) for n in names) and not any(n.endswith("公司") for n in names):
        return "Award"
    if any(_PROJECT.search(n) for n in names) and not any(head_of(n) for n in names):
        return "Project"
    return "Enterprise"


def short_forms(name: str) -> tuple[str, ...]:
    """Plausible short names of a full organisation name, longest first, the name itself left out.

    >>> short_forms("云南铝业股份有限公司")
    ('云南铝业股份', '云南铝业', '云铝股份', '滇铝股份')
    """
    parts = parse_organization(name)
    last = parts.segments[-1]
    owner = parts.name[: len(parts.name) - len(last.text)]
    found: set[str] = set()
    marker = "集团" if last.group else ""
    if last.form:
        found.add(last.core + marker)
        found.add(contracted(last.core) + marker)
        if last.form == words.SHARES:
            found.add(last.core + marker + "股份")
    for form, _ in derived(last) if last.kind == "company" else ():
        end = "集团" if form.group else ""
        found.add(form.core + end + ("股份" if form.form == words.SHARES else ""))
    for brand, full in words.BRANDS.items():
        if last.form and contracted(last.core) == contracted(full) and (last.group or last.form == words.SHARES):
            found.add(brand + ("集团" if last.group else "股份"))
    if owner:
        found |= {owner + short for short in tuple(found)} | {last.text}
    found.discard(parts.name)
    return tuple(sorted((f for f in found if len(f) >= 2), key=lambda f: (-len(f), f)))
