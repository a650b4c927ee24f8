"""The reference of commands and settings as Markdown, made from the code: `python -m kg.cli.reference DIR` writes both.

A test holds the files in `docs/` equal to what this makes, so no command, option or setting goes undocumented.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli import COMMANDS, cli
from kg.settings import SETTINGS


def commands_page() -> str:
    """Every command with its options and arguments."""
    lines = [
        "# 命令 Commands",
        "",
        "由 `python -m kg.cli.reference docs` 从代码生成；测试保证与代码一致。Made from the code; a test keeps the two equal.",
        "",
        "退出码 exit status：0 完成 done · 2 用法 usage · 3 完成，有跳过 done, some inputs skipped · 4 输入或图谱不可用 unusable"
        " · 5 图谱被占用 locked · 6 超限或超时 limit · 130 中断 interrupted · 1 程序错误 our bug。",
    ]
    context = click.Context(cli, info_name="kg")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        if command is not None:
            lines += _section(command, click.Context(command, info_name=name, parent=context), 2)
    return "\n".join(lines) + "\n"


def settings_page() -> str:
    """Every setting with default, unit and use."""
    rows = [
        f"| `{s.name}` | `KG_{s.name.upper()}` | `{s.default!r}` | {s.unit} | {s.help_zh} · {s.help_en} |"
        for s in SETTINGS
    ]
    return "\n".join(
        [
            "# 设置 Settings",
            "",
            "优先次序：命令行、环境变量、当前文件夹的 `qipu.toml`、默认值。Precedence: flag, environment, `qipu.toml` here, default.",
            "",
            "| name | environment | default | unit | |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _section(command: click.Command, context: click.Context, depth: int) -> Iterator[str]:
    yield ""
    yield f"{'#' * depth} `{context.command_path}`"
    yield ""
    yield from (line.strip() for line in (command.help or "").strip().splitlines())
    yield ""
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"`{context.command_path} {usage}`"
    options = [p for p in command.params if isinstance(p, click.Option)]
    if options:
        yield ""
        yield "| option | |"
        yield "|---|---|"
        for option in options:
            value = "" if option.is_flag else f" {option.make_metavar(context)}"
            yield f"| `{', '.join(option.opts)}{value}` | {(option.help or '').replace('|', '/')} |"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _section(inner, click.Context(inner, info_name=name, parent=context), depth + 1)


def main(arguments: list[str]) -> int:
    """Write commands.md and settings.md into the folder given."""
    folder = Path(arguments[0])
    (folder / "commands.md").write_text(commands_page(), encoding="utf-8")
    (folder / "settings.md").write_text(settings_page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
