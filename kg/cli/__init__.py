"""The `kg` command: one file per subcommand, loaded only when it is called (so that `kg --help` is quick).

A command is two functions: the click command parses and prints, a plain function elsewhere does the work.
"""

from __future__ import annotations

import importlib
import sys

import click

from kg import __version__
from kg.errors import EXIT_INTERRUPTED, EXIT_OK, EXIT_UNUSABLE, KgError

# name -> (module:attribute, one line of help in Chinese, in English); the help shows without importing the module
COMMANDS: dict[str, tuple[str, str, str]] = {
    "build": ("kg.cli.build:build", "读入文件夹，建成图谱", "read a folder, build the graph"),
    "extract": ("kg.cli.extract:extract", "逐文件抽取记录（JSON）", "write the extraction record of each file"),
    "query": ("kg.cli.query:query", "SPARQL 查询与命名查询", "ask with SPARQL or a named query"),
    "export": ("kg.cli.export:export", "导出奖项表、图、事实", "export awards, the graph, the facts"),
    "serve": ("kg.cli.serve:serve", "启动本机服务与页面", "serve SPARQL, REST and the pages"),
    "page": ("kg.cli.page:page", "生成单文件关系图（pyvis）", "write one self-contained pyvis page"),
    "site": ("kg.cli.site:site", "生成无需服务器的静态站点", "write the pages as files, no server needed"),
    "compare": ("kg.cli.compare:compare", "判断两个名称的关系", "say how two names relate"),
    "explain": ("kg.cli.explain:explain", "说明节点因何合并", "say why a node is one thing"),
    "review": ("kg.cli.review:review", "列出值得核对之处", "list what is worth a look"),
    "diff": ("kg.cli.diff:diff", "比较两个快照", "say what changed between snapshots"),
    "undo": ("kg.cli.undo:undo", "退回上一个快照", "go back to the snapshot before"),
    "score": ("kg.cli.score:score", "用标准答案评分", "score the extraction against gold records"),
    "train": ("kg.cli.train:train", "用标准答案训练标注模型", "train the tagger from gold records"),
    "gazetteer": ("kg.cli.gazetteer:gazetteer", "检查名录文件", "check a gazetteer file"),
    "mcp": ("kg.cli.mcp:mcp", "MCP 服务，供智能助手引用", "serve the graph to assistants over MCP"),
}


class LazyGroup(click.Group):
    """Loads a subcommand's module only when that subcommand runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令 Commands"):
            formatter.write_dl([(name, f"{zh} · {en}") for name, (_, zh, en) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """企谱 Qipu：把企业集团的文档变成可查、可看、可交付的知识图谱。

    Documents of enterprise groups in, a graph out, every edge with the sentence that proves it.
    """


_USAGE = (
    (click.MissingParameter, "缺少参数"),
    (click.NoSuchOption, "没有此选项"),
    (click.BadParameter, "参数值不对"),
    (click.BadOptionUsage, "选项用法不对"),
)


def _told(error: click.ClickException) -> str:
    """What is wrong with a command line, on one line, and where its help is."""
    words = next((zh for kind, zh in _USAGE if isinstance(error, kind)), "用法不对")
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx is not None else "kg"
    return f"{words} {' '.join(error.format_message().split())} ({path.replace('python -m ', '')} --help)"


def main(arguments: list[str] | None = None) -> None:
    """Run the command and end the process with a status of the table in `kg.errors`."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = cli.main(args=arguments, standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(EXIT_INTERRUPTED)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        click.echo(f"kg: usage: {_told(error)}", err=True)
        sys.exit(error.exit_code)
    except KgError as error:
        click.echo(f"kg: {error.code}: {error.line()}", err=True)
        sys.exit(error.exit_status)
    except SystemExit as stop:  # click's own 1 where who reads has seen enough: kg export awards | head
        sys.exit(EXIT_OK if type(sys.stdout).__name__.endswith("PacifyFlushWrapper") else stop.code)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"kg: output.unwritable: {where}{error.strerror or error}", err=True)
        sys.exit(EXIT_UNUSABLE)
    sys.exit(status if isinstance(status, int) else 0)
