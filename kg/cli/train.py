"""`kg train GOLD DOCS --out FILE`: the tagger's model and its card from gold records."""

from __future__ import annotations

from pathlib import Path

import click

from kg.errors import EXIT_OK
from kg.settings import load_settings


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("docs", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="模型写到这里 write the model here")
@click.option(
    "--copies",
    type=click.IntRange(0, 20),
    default=3,
    show_default=True,
    help="每篇另读几遍，名称互换 further readings of each document with exchanged names",
)
@click.option("--date", help="写入卡片的日期 date for the card")
def train(gold: Path, docs: Path, out: Path, copies: int, date: str | None) -> int:
    """用标准答案（GOLD，每篇一份 JSON）和文档（DOCS）训练标注模型，旁边写卡片（.json）。

    Train the tagger from gold records and their documents; the card beside it tells data, recipe, hash and held-out
    scores. Use the model with `KG_TAGGER_MODEL=FILE`. Same input, same bytes.
    """
    from kg.nlp.training import train as train_model

    card = train_model(gold, docs, out, settings=load_settings(), copies=copies, date=date)
    click.echo(f"{out}: {card['bytes']} 字节 bytes, {card['documents']} 篇文档 documents, sha256 {card['sha256']}")
    for kind, figures in card["held_out"].items():
        click.echo(f"{kind:14}" + "".join(f"  {name} {value:.3f}" for name, value in figures.items()))
    return EXIT_OK
