"""`kg compare`: how two names relate, and by which rule."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.errors import UsageError
from kg.knowledge import load_knowledge
from kg.model import ENTITY_TYPES
from kg.names import compare as relate
from kg.settings import load_settings

_CHINESE = {"same": "同一", "part_of": "前者属于后者", "has_part": "前者包含后者", "different": "不同"}


@click.command()
@click.argument("first", metavar="NAME")
@click.argument("second", metavar="NAME")
@click.option("--type", "kind", type=click.Choice(ENTITY_TYPES), help="实体类型，缺省时自动判断 entity type")
@click.option("--text", "context", help="上下文 text in which the names stand")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：relation、rule、explanation")
@click.option("--gazetteer", help="自己的名录 own gazetteer file, added to ours")
@click.option("--no-knowledge", is_flag=True, help="不用名录 by grammar and text alone")
def compare(
    first: str,
    second: str,
    kind: str | None,
    context: str | None,
    as_json: bool,
    gazetteer: str | None,
    no_knowledge: bool,
) -> None:
    """判断两个名称的关系：same、part_of、has_part、different。 How two names relate."""
    if not first.strip() or not second.strip():
        raise UsageError("名称不能为空 a name is empty")
    settings = load_settings({"gazetteer": gazetteer})
    knowledge = None if no_knowledge else load_knowledge(Path(settings.gazetteer) if settings.gazetteer else None)
    found = relate(first, second, type=kind, context=context, knowledge=knowledge)
    if as_json:
        answer = {"relation": found.relation, "rule": found.rule, "explanation": found.explanation}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        click.echo(f"{_CHINESE[found.relation]} {found.relation}（{found.rule}：{found.explanation}）")
