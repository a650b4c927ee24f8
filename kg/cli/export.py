"""`kg export awards | graph | facts`: the snapshot in force as files for people and programs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.export.table import Table
    from kg.graph import Snapshot

_LEVELS = ("international", "national", "provincial", "industry", "municipal", "group", "enterprise", "unknown")


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of every export."""
    for option in (
        click.option("--snapshot", help="快照编号，默认为当前 snapshot id, default the current one"),
        click.option("--store", help="图谱文件夹 folder of the graph"),
        click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="最低置信度 least confidence"),
        click.option(
            "--out", type=click.Path(path_type=Path, dir_okay=False), help="输出文件，扩展名定格式 file to write"
        ),
    ):
        command = option(command)
    return command


def _of_tables(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of the tables."""
    for option in (
        click.option("--raw", is_flag=True, help="CSV 不加防公式前缀 no guard against formulas in CSV"),
        click.option(
            "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="表头语言 headers"
        ),
        click.option("--format", "form", type=click.Choice(["csv", "xlsx", "jsonl", "parquet"]), help="格式 format"),
    ):
        command = option(command)
    return _common(command)


@click.group(help="导出奖项表、图、事实。Export the awards table, the graph, the facts.")
def export() -> None:
    """The three exports."""


@export.command(help="奖项表：子企业 × 奖项，含上级至集团与原句。One row a conferral, with its parents and proof.")
@_of_tables
@click.option("--enterprise", help="企业名称或 IRI，含其下属 name or IRI, with all below it")
@click.option("--own", is_flag=True, help="不含下属企业 without subsidiaries")
@click.option("--level", "levels", multiple=True, type=click.Choice(_LEVELS), help="级别，可多次 level, repeatable")
@click.option("--year", help="年份：2021、2019-2022 year or range")
@click.option("--award", help="奖项名称的一部分 part of the award's name")
def awards(
    out: Path | None,
    form: str | None,
    lang: str,
    raw: bool,
    store: str | None,
    snapshot: str | None,
    min_confidence: float,
    enterprise: str | None,
    own: bool,
    levels: tuple[str, ...],
    year: str | None,
    award: str | None,
) -> None:
    """The awards table."""
    from kg.export.awards import awards_table, enterprise_iri, year_range
    from kg.query import View
    from kg.query.awards import AwardFilters

    view = View(_open(store, snapshot))
    filters = AwardFilters(
        enterprise=None if enterprise is None else enterprise_iri(view, enterprise),
        own=own,
        levels=levels,
        years=(None, None) if year is None else year_range(year),
        award_name=award,
        min_confidence=min_confidence,
    )
    _write(awards_table(view, filters, lang=lang), out, form, raw)


@export.command(help="全部事实，每条附证据。Every fact with its evidence.")
@_of_tables
def facts(
    out: Path | None,
    form: str | None,
    lang: str,
    raw: bool,
    store: str | None,
    snapshot: str | None,
    min_confidence: float,
) -> None:
    """The facts table."""
    from kg.export.facts import facts_table
    from kg.query import View

    _write(facts_table(View(_open(store, snapshot)), min_confidence=min_confidence, lang=lang), out, form, raw)


@export.command(help="图：Turtle、TriG、N-Quads、N-Triples、RDF/XML、JSON-LD、GraphML、GEXF。The graph.")
@_common
@click.option(
    "--format",
    "form",
    type=click.Choice(["ttl", "trig", "nq", "nt", "rdf", "jsonld", "graphml", "gexf", "turtle", "nquads"]),
    help="格式，默认按扩展名 format, default by the file's ending",
)
@click.option("--no-evidence", is_flag=True, help="RDF 不含各文档的证据图 without the documents' evidence graphs")
def graph(
    out: Path | None,
    form: str | None,
    store: str | None,
    snapshot: str | None,
    min_confidence: float,
    no_evidence: bool,
) -> None:
    """The graph."""
    from kg.errors import UsageError
    from kg.export.graphs import graph_format, save_graph, write_graph
    from kg.export.table import controls_note

    opened = _open(store, snapshot)
    if out is None:
        if form is None:
            raise UsageError("需要 --out 或 --format is needed", hint="kg export graph --out graph.ttl")
        chosen = graph_format(Path(), form)
        removed = write_graph(
            opened, sys.stdout.buffer, form=chosen, evidence=not no_evidence, min_confidence=min_confidence
        )
    else:
        removed = save_graph(opened, out, form=form, evidence=not no_evidence, min_confidence=min_confidence)
        click.echo(f"写出 wrote → {out}", err=True)
    for note in controls_note(removed):
        click.echo(note, err=True)


def _open(store: str | None, snapshot: str | None) -> Snapshot:
    from kg.graph import open_snapshot
    from kg.settings import load_settings

    return open_snapshot(load_settings({"store": store}).store, snapshot)


def _write(table: Table, out: Path | None, form: str | None, raw: bool) -> None:
    from kg.errors import UsageError
    from kg.export.sheets import SHEETS, write_table

    if out is None:
        chosen = form or "csv"
        if chosen in ("xlsx", "parquet"):
            raise UsageError(f"{chosen} 须写入文件 needs a file", hint=f"--out {table.name}.{chosen}")
        count = SHEETS[chosen][0](table, sys.stdout.buffer, raw=raw)
    else:
        count = write_table(table, out, form=form, raw=raw)
        click.echo(f"写出 wrote {count} 行 rows → {out}", err=True)
    for note in table.notes:
        click.echo(note, err=True)
