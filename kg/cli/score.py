"""`kg score GOLD`: the extraction against gold records, as figures and as a page of every disagreement."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.errors import EXIT_OK, InputError
from kg.settings import load_settings


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--records",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="已抽取的记录 records of `kg extract`",
)
@click.option("--docs", type=click.Path(path_type=Path, exists=True), help="文档，当场抽取 documents, extracted now")
@click.option("--store", type=click.Path(path_type=Path), help="图谱：取其中的记录 the records inside a store")
@click.option("--html", type=click.Path(path_type=Path), help="错误报告写到这里 write the page of disagreements here")
@click.option("--errors", is_flag=True, help="列出每处不同 list every disagreement")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 print one JSON object")
def score(
    gold: Path,
    records: Path | None,
    docs: Path | None,
    store: Path | None,
    html: Path | None,
    errors: bool,
    as_json: bool,
) -> int:
    """用标准答案评分：实体、事实、奖项、主题的准确率、召回率与 F1。

    Score against the gold records (JSON, one a document) in GOLD: precision, recall, F1 by type and predicate. The
    records come from --records, from --docs extracted now, or from the current snapshot of --store (the default).
    """
    from kg.corpus.score import score as score_pairs
    from kg.corpus.score_report import html_report
    from kg.export.files import whole_file

    wanted = _read(gold)
    if not wanted:
        raise InputError(f"{gold}: 没有标准答案 no gold records (*.json)", code="gold.empty")
    found = _records(records, docs, store)
    if not wanted.keys() & found.keys():
        told = f"没有一份记录与标准答案同名 none of the {len(found)} records has the name of a gold record"
        raise InputError(f"{gold}: {told}", code="gold.empty", hint="文件名须相同 file names must agree")
    result = score_pairs((g, found.get(stem, {})) for stem, g in wanted.items())
    if html is not None:
        with whole_file(html) as file:
            file.write(html_report(result, f"kg score {gold.name}").encode())
    if as_json:
        counts = {k: [c.right, c.extra, c.missed, *c.figures] for k, c in result.counts.items()}
        headline = {k: list(c.figures) for k, c in result.headline().items()}
        click.echo(
            json.dumps({"headline": headline, "detail": counts, "attributes": result.attributes}, ensure_ascii=False)
        )
        return EXIT_OK
    if errors:
        for miss in result.misses:
            click.echo(f"{miss.document}\t{miss.side}\t{miss.kind}\t{miss.text}")
    click.echo(f"{'':34}{'P':>7}{'R':>7}{'F1':>7}{'right':>7}{'extra':>7}{'missed':>7}")
    for kind, c in (*result.counts.items(), *result.headline().items()):
        p, r, f = c.figures
        click.echo(f"{kind:34}{p:7.3f}{r:7.3f}{f:7.3f}{c.right:7d}{c.extra:7d}{c.missed:7d}")
    for key, (right, of) in result.attributes.items():
        click.echo(f"conferral {key:24}{right / of:7.3f}  ({right} / {of})")
    click.echo(f"{result.documents} 篇文档 documents")
    return EXIT_OK


def _read(folder: Path) -> dict[str, dict]:  # type: ignore[type-arg]
    """Record files by name."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise InputError(f"{path}: 不是 JSON 记录 not a JSON record: {error}", code="input.syntax") from error
        if not isinstance(record, dict) or not isinstance(record.get("entities"), list):
            raise InputError(f"{path}: 不是抽取记录 not an extraction record: no `entities`", code="input.syntax")
        found[path.stem] = record
    return found


def _records(records: Path | None, docs: Path | None, store: Path | None) -> dict[str, dict]:  # type: ignore[type-arg]
    """Records by document name from wherever they were asked for."""
    if records is not None:
        return _read(records)
    settings = load_settings({"store": store and str(store)})
    if docs is not None:
        from kg.corpus import run_corpus
        from kg.records import to_json

        return {record.name: to_json(record) for record in run_corpus([docs], settings=settings).records}
    from kg.graph import open_snapshot

    snapshot = open_snapshot(Path(settings.store))
    return {r["doc"]: r for r in (snapshot.document(d["id"])["record"] for d in snapshot.documents())}
