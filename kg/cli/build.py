"""`kg build`: read a folder and put its graph in force; a summary of what came out and what was skipped."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import EXIT_OK, EXIT_SKIPPED

if TYPE_CHECKING:
    from kg.graph import Snapshot
    from kg.graph.build import BuildReport

ENTITIES = {
    **{"Enterprise": "企业", "Unit": "单位", "Institution": "机构"},
    **{"Person": "人物", "Award": "奖项", "Project": "项目"},
}
FACTS = {
    **{"subOrganizationOf": "隶属", "unitOf": "内设", "holdsPost": "任职", "conferral": "授予"},
    **{"undertakes": "承担", "cooperatesWith": "合作", "addressesTheme": "主题"},
}
PHASES = {"push": "发送 push", "resolve": "消歧 resolve", "assemble": "组装 assemble", "publish": "发布 publish"}
SHOWN = 20


@click.command(help="读入文件夹，建成图谱。Read folders or files and build their graph.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--store", help="图谱存放的文件夹或远程地址 folder of the graph, or address of a remote store")
@click.option(
    "--corrections", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="人工更正文件 corrections"
)
@click.option("--gazetteer", help="追加的名录 own gazetteer, added to ours")
@click.option("--base", help="数据 IRI 的前缀 prefix of the data's IRIs")
@click.option("--workers", type=click.IntRange(0), help="并行进程数，0 为自动 parallel processes, 0 = one per core")
@click.option("--password", help="加密 PDF 的密码 password of locked PDFs")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果 print the report as JSON")
@click.option("--quiet", "-q", is_flag=True, help="不显示进度 no progress")
def build(
    paths: tuple[Path, ...],
    store: str | None,
    corrections: Path | None,
    gazetteer: str | None,
    base: str | None,
    workers: int | None,
    password: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Build and report; the status is 3 when something was skipped."""
    from kg.cli.progress import progress_bar
    from kg.graph.build import build as run_build
    from kg.query import build_tables
    from kg.settings import load_settings

    settings = load_settings(
        {
            **{"store": store, "corrections": corrections and str(corrections), "gazetteer": gazetteer},
            **{"base": base, "workers": workers},
        }
    )

    def index(snapshot: Snapshot) -> None:
        build_tables(snapshot)

    with progress_bar("建图 build", quiet=quiet or as_json) as move:

        def progress(phase: str, done: int, total: int, what: str) -> None:
            if move is not None:
                move(done, total, what or PHASES.get(phase, phase))

        report = run_build(paths, settings=settings, password=password, progress=progress, hooks=[index])
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False, indent=1))
    else:
        _print(report, settings.store)
    return EXIT_SKIPPED if report.skipped else EXIT_OK


def _print(report: BuildReport, store: str) -> None:
    state = "已更新 new" if report.changed else "未变化，写入 0 条 unchanged, 0 quads written"
    rows = [
        ("快照 snapshot", f"{report.snapshot}  {state}"),
        ("文档 documents", f"{report.documents}（缓存 cached {report.cached}）"),
        ("实体 entities", _counts(report.entities, ENTITIES)),
        ("事实 facts", _counts(report.facts, FACTS)),
        ("证据 evidence", f"{report.evidence}（事实 {report.proofs}，名称 {report.evidence - report.proofs}）"),
        ("四元组 quads", f"{report.quads}"),
        ("约束 SHACL", "全部符合 conforms" if report.conforms else "不符合 violated"),
        ("用时 seconds", "  ".join(f"{name} {value:.1f}" for name, value in report.seconds.items())),
        ("图谱 store", store),
    ]
    if report.pushed is not None:
        sent = report.pushed
        rows.append(
            (
                "发往远程 pushed",
                f"图 graphs {sent['replaced']}，删 dropped {sent['dropped']}，三元组 triples {sent['triples']}",
            )
        )
    for name, value in rows:
        click.echo(f"{_padded(name, 16)}{value}")
    _list("跳过 skipped", [f"{s.source}: {s.code}: {s.reason}" for s in report.skipped])
    _list("警告 warnings", list(report.warnings))
    _list("未用事实 facts left out", [f"{reason} × {number}" for reason, number in report.left_out.items()])
    if report.quotes.get("refused"):
        click.echo(f"引文与原文不符，已舍弃 quotes not in the text, refused: {report.quotes['refused']}")
    _list("失效的更正 stale corrections", list(report.stale_corrections))


def _counts(numbers: dict[str, int], names: dict[str, str]) -> str:
    parts = [f"{zh} {numbers[key]}" for key, zh in names.items() if numbers.get(key)]
    return f"{sum(numbers.values())}（{'，'.join(parts)}）" if parts else "0"


def _list(title: str, lines: list[str]) -> None:
    if lines:
        click.echo(f"{title}: {len(lines)}")
        for line in lines[:SHOWN]:
            click.echo(f"  {line}")
        if len(lines) > SHOWN:
            click.echo(f"  … {len(lines) - SHOWN} more (report.json)")


def _padded(text: str, width: int) -> str:
    """Text filled with blanks to a width in terminal cells, where Chinese characters take two."""
    cells = sum(2 if ord(c) > 0x2E7F else 1 for c in text)
    return text + " " * max(1, width - cells)
