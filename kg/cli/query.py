"""`kg query`: SPARQL text or file, or a named query, evaluated in a process with limits; table, JSON, CSV, XML, RDF."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.errors import UsageError
from kg.settings import load_settings

if TYPE_CHECKING:
    from kg.query.sparql.named import NamedQuery

FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "jsonld")
_WANTED = {
    "table": ("json", "ttl"),
    "json": ("json", "jsonld"),
    "csv": ("csv", None),
    "tsv": ("tsv", None),
    "xml": ("xml", "rdfxml"),
    "turtle": (None, "ttl"),
    "ntriples": (None, "nt"),
    "jsonld": (None, "jsonld"),
}
_CELL = 60


@click.command()
@click.argument("query", required=False)
@click.option("--name", help="命名查询 a named query (see --list)")
@click.option("--set", "values", multiple=True, metavar="KEY=VALUE", help="参数值，可重复 value of a parameter")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", help="输出格式 format of the answer")
@click.option("--list", "listing", is_flag=True, help="列出命名查询 list the named queries")
@click.option("--show", is_flag=True, help="只显示查询文本 print the query instead of asking it")
@click.option("--store", type=click.Path(path_type=Path), help="图谱文件夹 folder that holds the graph")
@click.option("--snapshot", help="快照编号 id of a kept snapshot (default: the current one)")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写入文件 write to a file")
def query(
    query: str | None,
    name: str | None,
    values: tuple[str, ...],
    form: str,
    listing: bool,
    show: bool,
    store: Path | None,
    snapshot: str | None,
    out: Path | None,
) -> None:
    """用 SPARQL 查询图谱：QUERY 为查询文本、文件或 -（标准输入），或以 --name 指定命名查询。

    Ask the graph: QUERY is SPARQL, a file that holds it, or - for standard input; or --name a named query. The prefixes
    kg, rdf, rdfs, owl, xsd, skos, org, foaf, dcterms, prov are declared.
    """
    from kg.query.sparql.named import named_queries, named_query

    if listing:
        for named in named_queries():
            _describe(named)
        return
    if (query is None) == (name is None):
        told = (
            "缺少查询 no query given" if query is None else "查询与 --name 只能给一个 give a query or --name, not both"
        )
        raise UsageError(told, hint="kg query --list shows the named queries")
    given = dict(_pair(value) for value in values)
    text = named_query(name).text if name is not None else _text(query or "")
    if show:
        click.echo(text.rstrip())
        return
    settings = load_settings({"store": store and str(store)})

    from kg.export.files import whole_file
    from kg.graph import open_snapshot
    from kg.query import PREFIXES, View
    from kg.query.sparql.formats import Wanted
    from kg.query.sparql.guard import Limits
    from kg.query.sparql.named import bindings
    from kg.query.sparql.remote import ask_remote
    from kg.query.sparql.workers import run_query

    opened = open_snapshot(settings.store, snapshot)
    bound = {k: _guess(v) for k, v in given.items()}
    if name is not None:
        bound = bindings(named_query(name), given, View(opened))
    asked: dict[str, Any] = {
        **{"bindings": bound, "wanted": Wanted(*_WANTED[form])},
        **{"prefixes": PREFIXES, "limits": Limits.of(settings)},
    }
    if opened.remote is not None:
        answer = ask_remote(opened.remote, text, **asked)
    else:
        answer = run_query(str(opened.path / "oxigraph"), text, **asked)
    body = answer.body
    if form == "table" and answer.kind == "solutions":
        body = _table(json.loads(body), None if out else sys.stdout.isatty()).encode()
    elif form == "table" and answer.kind == "boolean":
        body = (b"true" if json.loads(body)["boolean"] else b"false") + b"\n"
    if out is not None:
        with whole_file(out) as file:
            file.write(body)
        click.echo(f"已写入 written: {out}", err=True)
        return
    click.echo(body, nl=not body.endswith(b"\n"))


def _describe(named: NamedQuery) -> None:
    click.echo(f"{named.name}\n  {named.zh} · {named.en}\n  {named.about_zh} {named.about_en}")
    for p in named.parameters:
        default = "" if p.default is None else f" = {p.default}"
        click.echo(f"  --set {p.name}{default}  {p.type}: {p.zh} · {p.en}")


def _text(query: str) -> str:
    if query == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    path = Path(query)
    try:
        if len(query) < 1_000 and path.is_file():
            return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{query}: {error}") from error
    if path.suffix in (".rq", ".sparql") and "{" not in query:
        raise UsageError(f"没有此文件 no file {query}")
    return query


def _pair(value: str) -> tuple[str, str]:
    key, separator, rest = value.partition("=")
    if not separator:
        raise UsageError(f"--set {value}：应为 名=值 not KEY=VALUE")
    return key.strip(), rest


def _guess(value: str) -> tuple[str, ...]:
    """The term of a value for a query of one's own: <IRI>, a number, else a string."""
    if value.startswith("<") and value.endswith(">"):
        return ("iri", value[1:-1])
    if value.lstrip("-").isascii() and value.lstrip("-").isdigit():
        return ("literal", value, "", "http://www.w3.org/2001/XMLSchema#integer")
    return ("literal", value)


def _table(result: dict[str, Any], terminal: bool | None) -> str:
    """Rows with aligned columns (Chinese counts double), long cells cut on a terminal; the count below."""
    from rich.cells import cell_len

    names = result["head"]["vars"]
    rows = [[_cell(row.get(n)) for n in names] for row in result["results"]["bindings"]]
    if terminal:
        rows = [[c if cell_len(c) <= _CELL else c[: _CELL // 2] + "…" for c in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(names, *rows, strict=True)]
    lines = [
        "  ".join(c + " " * (w - cell_len(c)) for c, w in zip(row, widths, strict=True)).rstrip()
        for row in (names, *rows)
    ]
    rule = "  ".join("-" * w for w in widths)
    return "\n".join([lines[0], rule, *lines[1:], f"（{len(rows)} 行 rows）"]) + "\n"


def _cell(term: dict[str, str] | None) -> str:
    """A term for people: IRIs with their Chinese readable, no control characters."""
    from kg.ids import decode_iri

    if term is None:
        return ""
    text = decode_iri(term["value"]) if term["type"] == "uri" else term["value"]
    return "".join(c if c.isprintable() else " " for c in text)
