"""`kg serve`: SPARQL, REST and the pages over a store, or a read-only endpoint over any RDF files."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from kg.errors import KgError
from kg.settings import load_settings


@click.command()
@click.option("--store", type=click.Path(path_type=Path), help="图谱文件夹 folder that holds the graph")
@click.option(
    "--rdf", type=click.Path(path_type=Path), multiple=True, help="改为发布 RDF 文件（可重复）serve RDF files instead"
)
@click.option("--host", help="监听地址 address to bind (default 127.0.0.1)")
@click.option("--port", type=click.IntRange(0, 65535), help="端口，0 为任意空闲 port, 0 = any free one")
@click.option("--token", help="令牌，非本机监听必需 token, needed beyond the loopback")
@click.option("--open", "open_page", is_flag=True, help="在浏览器中打开 open the pages in a browser")
def serve(
    store: Path | None, rdf: tuple[Path, ...], host: str | None, port: int | None, token: str | None, open_page: bool
) -> int:
    """启动本机服务：SPARQL、REST 与页面。只读；按 Ctrl-C 停止。

    Serve SPARQL, REST and the pages, read-only, until Ctrl-C. The first line printed is the address.
    """
    settings = load_settings({"store": store and str(store), "host": host, "port": port, "token": token})
    from kg.graph import open_snapshot
    from kg.graph.addresses import is_remote
    from kg.serve.access import AccessLog
    from kg.serve.server import bind, rdf_app, run, store_app

    if is_remote(settings.store) and not rdf:  # the mirror holds the same graph, or this says so
        open_snapshot(settings.store)
        settings = load_settings({**settings.values, "store": settings.mirror})

    def ready(address: str) -> None:
        click.echo(address)
        if open_page:
            click.launch(address)

    listening = bind(settings)
    try:
        if not rdf:
            app = store_app(Path(settings.store), settings, log=AccessLog(sys.stderr))
            return run(app, settings, ready=ready, listening=listening)
        with tempfile.TemporaryDirectory(prefix="kg-serve-", ignore_cleanup_errors=True) as folder:
            app, quads = rdf_app(rdf, Path(folder) / "oxigraph", settings, log=AccessLog(sys.stderr))
            click.echo(f"已载入 {quads} 条四元组 quads loaded", err=True)
            return run(app, settings, ready=ready, listening=listening)
    except KgError:
        listening.close()
        raise
