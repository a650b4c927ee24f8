"""`kg gazetteer check FILE`: what is wrong with a gazetteer file, line by line."""

from __future__ import annotations

from pathlib import Path

import click

from kg.errors import EXIT_OK, EXIT_UNUSABLE


@click.group()
def gazetteer() -> None:
    """名录：检查自己的名录文件。

    Gazetteers: check a file of your own before it is used (`--gazetteer FILE` or the setting `gazetteer`).
    """


@gazetteer.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def check(file: Path) -> int:
    """检查一个名录文件（CSV 或 Turtle），逐行说明问题。

    Check a CSV or Turtle file; exit status 4 when a row can't be used, 0 when there are only warnings or none.
    """
    from kg.knowledge import load_knowledge
    from kg.knowledge.check import check_gazetteer

    rows, problems = check_gazetteer(file, load_knowledge())
    for problem in problems:
        where = f"{file}:{problem.line}" if problem.line else str(file)
        word = "错误 error" if problem.error else "提示 warning"
        click.echo(f"{where}: {word} {problem.kind}: {problem.text}")
    wrong = sum(p.error for p in problems)
    click.echo(f"{rows} 行 rows，{wrong} 处错误 errors，{len(problems) - wrong} 处提示 warnings")
    return EXIT_UNUSABLE if wrong else EXIT_OK
