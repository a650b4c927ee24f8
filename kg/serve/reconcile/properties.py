"""The properties of an entity that a spreadsheet can ask for: one row of a table each, with the entity types that have it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.model import ORGANIZATION_TYPES
from kg.query.answers import Ref
from kg.query.entity import EntityAnswer, entity, facts_about
from kg.query.view import View

RECIPIENT = (*ORGANIZATION_TYPES, "Person", "Project")
NAMES = {
    "Enterprise": "企业 Enterprise",
    "Unit": "单位 Unit",
    "Institution": "机构 Institution",
    "Person": "人物 Person",
    "Award": "奖项 Award",
    "Project": "项目 Project",
    "PolicyTheme": "政策主题 Policy theme",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value: a node of the graph, or a text or number of its own."""

    text: str | int
    node: Ref | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """One row: id, name, the types that have it, and how its values are read (`values` of an answer or of facts)."""

    id: str
    name: str
    types: tuple[str, ...]
    description: str
    fact: tuple[str, str] | None = None  # predicate and direction: the nodes at the other end
    read: Callable[[EntityAnswer], list[Value]] | None = None


def _refs(refs: tuple[Ref, ...]) -> list[Value]:
    return [Value(ref.label, ref) for ref in refs]


PROPERTIES: tuple[Property, ...] = (
    Property("label", "名称 name", tuple(NAMES), "规范名称", read=lambda e: [Value(e.entity.label)]),
    Property(
        "alias", "别名 other names", tuple(NAMES), "文中用过的其他写法", read=lambda e: [Value(a) for a in e.aliases]
    ),
    Property("parent", "上级单位 parent", ORGANIZATION_TYPES, "直接上级", read=lambda e: _refs(e.parents[:1])),
    Property("group", "所属集团 group", ORGANIZATION_TYPES, "最上级的集团", read=lambda e: _refs(e.parents[-1:])),
    Property(
        "subsidiary", "下属企业 subsidiaries", ORGANIZATION_TYPES, "直接下属企业", fact=("subOrganizationOf", "in")
    ),
    Property("unit", "内设单位 units", ORGANIZATION_TYPES, "车间、部门等", fact=("unitOf", "in")),
    Property("person", "任职人员 people", ORGANIZATION_TYPES, "在此任职的人", fact=("holdsPost", "in")),
    Property("employer", "任职单位 employer", ("Person",), "任职的单位", fact=("holdsPost", "out")),
    Property("award", "所获奖项 awards", RECIPIENT, "获得的奖项与称号", fact=("conferral", "out")),
    Property("award_count", "获奖次数 number of awards", RECIPIENT, "自身获奖的次数", read=lambda e: [Value(e.awards)]),
    Property("recipient", "获奖者 recipients", ("Award",), "获得该奖的单位与个人", fact=("conferral", "in")),
    Property("level", "级别 level", ("Award",), "奖项级别", read=lambda e: [Value(e.level)] if e.level else []),
    Property("project", "承担项目 projects", ORGANIZATION_TYPES, "承担的项目", fact=("undertakes", "out")),
    Property("undertaker", "承担单位 undertaken by", ("Project",), "承担该项目的单位", fact=("undertakes", "in")),
    Property("partner", "合作方 partners", ORGANIZATION_TYPES, "有合作关系的单位", fact=("cooperatesWith", "out")),
    Property("theme", "政策主题 policy themes", RECIPIENT, "服务的政策主题", fact=("addressesTheme", "out")),
    Property(
        "document",
        "出处文档 documents",
        tuple(NAMES),
        "提到它的文档",
        read=lambda e: [Value(d.document.title or d.document.id) for d in e.documents],
    ),
)
BY_ID = {row.id: row for row in PROPERTIES}


def values_of(view: View, iri: str, pid: str, *, limit: int = 50) -> list[Value]:
    """The values of a property of an entity, without repetition; none for an unknown property. Raises NotFound."""
    row = BY_ID.get(pid)
    if row is None:
        return []
    if row.fact is not None:
        predicate, direction = row.fact
        items = facts_about(view, iri, predicate=predicate, direction=direction, limit=200, evidence=0).items
        nodes = dict.fromkeys(item.object if direction == "out" else item.subject for item in items)
        return [Value(ref.label, ref) for ref in nodes][:limit]
    assert row.read is not None
    return row.read(entity(view, iri, limit=1, evidence=0))[:limit]
