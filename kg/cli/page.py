"""`kg page`: write one self-contained interactive page of an entity's surroundings."""

from __future__ import annotations

from pathlib import Path

import click

from kg.query.neighbourhood import RELATIONS
from kg.query.words import TYPES
from kg.settings import load_settings


@click.command()
@click.argument("entity")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="写入的文件 file to write")
@click.option("--hops", type=click.IntRange(1, 3), default=1, show_default=True, help="层数 how far around")
@click.option("--limit", type=click.IntRange(1, 1_000), default=60, show_default=True, help="节点数上限 most nodes")
@click.option("--type", "types", type=click.Choice(tuple(TYPES)), multiple=True, help="只要这些类型 only these types")
@click.option("--relation", "relations", type=click.Choice(RELATIONS), multiple=True, help="只要这些关系 only these")
@click.option("--year-from", type=int, help="获奖起始年 first year of awards")
@click.option("--year-to", type=int, help="获奖截止年 last year of awards")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="最低置信度 least confidence")
@click.option("--store", type=click.Path(path_type=Path), help="图谱文件夹 folder that holds the graph")
@click.option("--snapshot", help="快照编号 id of a kept snapshot")
def page(
    entity: str,
    out: Path,
    hops: int,
    limit: int,
    types: tuple[str, ...],
    relations: tuple[str, ...],
    year_from: int | None,
    year_to: int | None,
    min_confidence: float,
    store: Path | None,
    snapshot: str | None,
) -> None:
    """生成单文件关系图：ENTITY 为名称、别名、拼音或 IRI；文件可离线打开、可转发。

    One self-contained page of an entity's surroundings, to be opened without a network.
    """
    from kg.export.page import page as draw
    from kg.export.page import write_page
    from kg.graph import open_snapshot
    from kg.query import View
    from kg.query.neighbourhood import Filters
    from kg.query.search import resolve

    settings = load_settings({"store": store and str(store)})
    view = View(open_snapshot(settings.store, snapshot))
    filters = Filters(types, relations, (year_from, year_to), min_confidence)
    iri = resolve(view, entity)
    text = draw(view, iri, hops=hops, limit=limit, filters=filters)
    write_page(out, text)
    label = view.value("SELECT label FROM entity WHERE iri = ?", (iri,))
    click.echo(f"{label}：已写入 written: {out}（{len(text.encode()) / 1_000_000:.1f} MB）")
