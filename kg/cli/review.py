"""`kg review`: what is worth a look; answers become lines of the corrections file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.errors import UsageError
from kg.export.files import whole_file
from kg.graph import open_snapshot
from kg.query import View, plain
from kg.query.doubts import KINDS, Doubt, doubts
from kg.query.overview import LOW
from kg.resolve import Correction, load_corrections, write_corrections
from kg.resolve.corrections import write_csv
from kg.settings import load_settings


@click.command()
@click.option("--store", type=click.Path(path_type=Path), help="图谱文件夹 folder that holds the graph")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="只看此类，可重复 only these kinds")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, help="每类至多几条 at most so many of each kind")
@click.option("--below", type=float, default=LOW, help="置信度低于此值的事实 facts under this confidence")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写出待填的更正表（.toml 逐条加注释，.csv 的 action 留空）write a worksheet to fill in",
)
@click.option("--ask", is_flag=True, help="逐条询问，答案写入更正文件 ask one by one, write the answers")
@click.option("--corrections", type=click.Path(path_type=Path, dir_okay=False), help="更正文件 corrections file")
def review(
    store: Path | None,
    kinds: tuple[str, ...],
    limit: int,
    below: float,
    as_json: bool,
    out: Path | None,
    ask: bool,
    corrections: Path | None,
) -> None:
    """列出值得核对之处：置信度低、疑似重复、年份冲突、同名。 What is worth a look."""
    settings = load_settings(
        {
            "store": str(store) if store is not None else None,
            "corrections": str(corrections) if corrections is not None else None,
        }
    )
    path = Path(settings.corrections)
    decided = {_key(line) for line in load_corrections(path)}
    view = View(open_snapshot(settings.store))
    found = [
        d
        for d in doubts(view, kinds=kinds or KINDS, limit=limit, below=below)
        if not any(line is not None and _key(line) in decided for line in (d.yes, d.no))
    ]
    if as_json:
        click.echo(json.dumps(plain(tuple(found)), ensure_ascii=False, indent=1))
    elif out is not None:
        if out.suffix not in (".toml", ".csv"):
            raise UsageError(f"{out}：更正表为 .toml 或 .csv a worksheet is .toml or .csv")
        with whole_file(out) as file:
            file.write(worksheet(found, out.suffix).encode())
        click.echo(f"写出 {len(found)} 条 wrote {len(found)} lines: {out}")
    elif ask:
        _ask(found, path)
    else:
        for doubt in found:
            click.echo(f"[{doubt.kind}] {doubt.question}\n    {doubt.proof}")
        click.echo(f"共 {len(found)} 条 in all")


def worksheet(found: list[Doubt], suffix: str) -> str:
    """All questions as lines to fill in: TOML commented out, CSV with an empty action."""
    if suffix.lower() == ".csv":
        lines = [d.yes or d.no for d in found]
        rows = [line for line in lines if line is not None]
        text = write_csv(rows).splitlines()
        return "\n".join([text[0], *(_without_action(row) for row in text[1:])]) + "\n"
    blocks = []
    for doubt in found:
        block = [f"# {doubt.kind}: {doubt.question}", f"# {' '.join(doubt.proof.split())}"]
        for line in (doubt.yes, doubt.no):
            if line is not None:
                block += [f"#{row}" for row in write_corrections([line]).splitlines()]
        blocks.append("\n".join(block) + "\n")
    return "# 去掉行首的 # 即生效 take the leading # away to put a line in force\n\n" + "\n".join(blocks)


def _without_action(row: str) -> str:
    return row[row.index(",") :] if "," in row else row


def _key(line: Correction) -> tuple[str, ...]:
    if line.action in ("merge", "split"):
        return ("merge", line.type, *sorted((line.label, line.other)))
    return ("fact", line.type, line.label, line.subject, line.predicate, line.object, line.document)


def _ask(found: list[Doubt], path: Path) -> None:
    if path.suffix.lower() == ".csv" or (path.is_file() and path.suffix.lower() != ".toml"):
        raise UsageError(
            f"{path}: --ask 只追加到 .toml 文件 appends to a .toml file only", hint="--corrections FILE.toml"
        )
    written = 0
    for number, doubt in enumerate(found, 1):
        click.echo(f"{number}/{len(found)} [{doubt.kind}] {doubt.question}\n    {doubt.proof}")
        answer = click.prompt("y 是 / n 否 / s 跳过 skip / q 结束 quit", default="s").strip().lower()[:1]
        if answer == "q":
            break
        line = {"y": doubt.yes, "n": doubt.no}.get(answer)
        if line is not None:
            with path.open("a", encoding="utf-8") as file:
                file.write(("\n" if file.tell() else "") + write_corrections([line]))
            written += 1
    click.echo(f"写入 {written} 条，下次建库生效 {written} lines written, in force at the next build: {path}")
