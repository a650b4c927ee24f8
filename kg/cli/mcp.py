"""`kg mcp`: the graph for assistants, over standard input and output (Model Context Protocol)."""

from __future__ import annotations

from pathlib import Path

import click

from kg.errors import MissingPart
from kg.settings import load_settings


@click.command()
@click.option("--store", type=click.Path(path_type=Path), help="图谱文件夹 folder that holds the graph")
def mcp(store: Path | None) -> None:
    """为智能助手提供只读工具：查找、实体与出处、奖项表、上下级、路径、SPARQL。由助手程序启动，经标准输入输出通信。

    Serve the graph to an assistant over MCP on standard input and output; the assistant's program starts this command.
    """
    settings = load_settings({"store": store and str(store)})
    try:
        from kg.serve.assistant import create_server
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("mcp"):
            raise
        raise MissingPart("the MCP package is not installed", hint="pip install 'qipu[mcp]'") from error
    create_server(Path(settings.store), settings).run("stdio")
