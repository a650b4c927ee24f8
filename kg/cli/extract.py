"""`kg extract`: the record of each document as JSON, one file a document, or lines on standard output."""

from __future__ import annotations

from pathlib import Path

import click

from kg.errors import EXIT_OK, EXIT_SKIPPED


@click.command(help="逐文件抽取记录。Write the extraction record of each file or folder.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="输出文件夹 folder for the records")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl"]),
    default="json",
    show_default=True,
    help="json：每文档一个文件 one file a document；jsonl：每行一个记录 one record a line",
)
@click.option("--password", help="加密 PDF 的密码 password of locked PDFs")
@click.option("--workers", type=click.IntRange(0), help="并行进程数，0 为自动 parallel processes, 0 = one per core")
@click.option("--gazetteer", help="追加的名录 own gazetteer, added to ours")
@click.option("--store", help="图谱文件夹（取用其缓存）store whose record cache is used")
@click.option("--quiet", "-q", is_flag=True, help="不显示进度 no progress")
def extract(
    paths: tuple[Path, ...],
    out: Path | None,
    form: str,
    password: str | None,
    workers: int | None,
    gazetteer: str | None,
    store: str | None,
    quiet: bool,
) -> int:
    """Read, annotate, write; the status is 3 when something was skipped."""
    from kg.cli.progress import progress_bar
    from kg.corpus import run_corpus
    from kg.corpus.output import left_out, write_files, write_lines
    from kg.graph.addresses import local_folder
    from kg.settings import load_settings

    settings = load_settings({"workers": workers, "gazetteer": gazetteer, "store": store})
    cache = local_folder(settings) / "cache"
    with progress_bar("抽取 extract", quiet=quiet) as progress:
        run = run_corpus(
            paths, settings=settings, cache=cache if cache.is_dir() else None, password=password, progress=progress
        )
    notes: tuple[str, ...] = ()
    if out is None:
        indent = 1 if form == "json" and len(run.records) == 1 else None
        for line in write_lines(run, indent=indent):
            click.echo(line)
    else:
        written, notes = write_files(run, out, lines=form == "jsonl")
        click.echo(f"写出 wrote {len(written)} → {out}", err=True)
    for note in notes:
        click.echo(note, err=True)
    for document in run.documents:
        for warning in document.warnings:
            click.echo(f"警告 warning: {document.sources[0]}: {warning}", err=True)
    skipped = left_out(run.skipped)
    for entry in skipped:
        click.echo(f"跳过 skipped: {entry.source}: {entry.code}: {entry.reason}", err=True)
    facts = sum(len(record.facts) for record in run.records)
    entities = sum(len(record.entities) for record in run.records)
    click.echo(
        f"文档 documents {len(run.documents)} · 实体 entities {entities} · 事实 facts {facts} · "
        f"跳过 skipped {len(run.skipped)} / {run.found}",
        err=True,
    )
    return EXIT_SKIPPED if skipped else EXIT_OK
