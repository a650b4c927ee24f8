"""`kg explain`: why a node is one thing."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.graph import open_snapshot
from kg.ids import decode_iri
from kg.query import View, plain
from kg.query.explain import Explanation, find_nodes
from kg.query.explain import explain as reasons_of
from kg.settings import load_settings


@click.command()
@click.argument("node", metavar="NODE")
@click.option("--store", type=click.Path(path_type=Path), help="图谱文件夹 folder that holds the graph")
@click.option("--type", "kind", help="只看此类型 only nodes of this type")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def explain(node: str, store: Path | None, kind: str | None, as_json: bool) -> None:
    """说明节点因何合并：每个别名所依的规则与原文出处。NODE 为名称或地址。 Why a node is one thing."""
    settings = load_settings({"store": str(store) if store is not None else None})
    view = View(open_snapshot(settings.store))
    found = [reasons_of(view, ref.iri) for ref in find_nodes(view, node) if kind is None or ref.type == kind]
    if as_json:
        click.echo(json.dumps(plain(tuple(found)), ensure_ascii=False, indent=1))
        return
    for one in found:
        _print(one)


def _print(one: Explanation) -> None:
    click.echo(f"{one.entity.label}（{one.entity.type}，{one.documents} 个文档 documents）")
    click.echo(f"  {decode_iri(one.entity.iri)}")
    if not one.reasons:
        click.echo("  只有一个名称，没有合并 one name, nothing merged")
    for reason in one.reasons:
        where = ""
        if reason.document is not None:
            place = f" [{reason.start}:{reason.end}]" if reason.start is not None else ""
            where = f"\n      {reason.document.title or reason.document.id}{place}"
            where += f" …{reason.quote}…" if reason.quote else ""
        click.echo(f"  = {reason.right}  {reason.rule}：{reason.explanation}{where}")
