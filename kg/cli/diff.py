"""`kg diff`: what changed between two snapshots, in words, as JSON or as an RDF patch."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from kg.settings import load_settings


@click.command(
    help="比较两个快照（默认：上一个与当前）。What changed between two snapshots (default: previous, current)."
)
@click.argument("left", default="previous")
@click.argument("right", default="current")
@click.option("--store", "store_dir", type=click.Path(path_type=Path), help="图谱文件夹 store folder")
@click.option("--format", "form", type=click.Choice(["text", "json", "patch"]), default="text", show_default=True)
def diff(left: str, right: str, store_dir: Path | None, form: str) -> None:
    """Print the difference from LEFT to RIGHT: ids, beginnings of ids, `previous` or `current`."""
    from kg.graph import open_snapshot
    from kg.graph.addresses import local_folder
    from kg.graph.diff import compare, patch, words
    from kg.graph.snapshot import check_store, find_id

    root = local_folder(load_settings({"store": store_dir and str(store_dir)}))
    check_store(root)
    difference = compare(*(open_snapshot(root, find_id(root, name)) for name in (left, right)))
    if form == "json":
        click.echo(json.dumps(asdict(difference), ensure_ascii=False, indent=1))
        return
    for line in patch(difference) if form == "patch" else words(difference):
        click.echo(line)
