"""`kg site OUT`: the explorer over the current snapshot as files that open without a server."""

from __future__ import annotations

from pathlib import Path

import click

from kg.errors import EXIT_OK
from kg.settings import load_settings


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--store", type=click.Path(path_type=Path), help="图谱文件夹 folder that holds the graph")
def site(out: Path, store: Path | None) -> int:
    """把整个图谱页面写成文件夹，双击 index.html 即可打开，无需服务器。

    Write the explorer over the current snapshot into the folder OUT; open OUT/index.html, no server needed.
    """
    from kg.cli.progress import progress_bar
    from kg.export.site import write_site
    from kg.graph import open_snapshot
    from kg.query import View

    settings = load_settings({"store": store and str(store)})
    view = View(open_snapshot(Path(settings.store)))
    with progress_bar("写出页面 writing pages") as move:
        files = write_site(view, out, progress=None if move is None else lambda done, total: move(done, total, ""))
    click.echo(f"{out / 'index.html'}  （{files} 个文件 files）")
    return EXIT_OK
