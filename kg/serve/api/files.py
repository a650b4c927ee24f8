"""Tables and files: awards and matrix as JSON, CSV or XLSX by Accept or suffix; facts, the graph, the pyvis page."""

import tempfile
from collections.abc import Awaitable, Callable, Iterator
from typing import Annotated, Any, BinaryIO, Literal, cast
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from kg.errors import QueryError
from kg.export import awards_table, facts_table
from kg.export.graphs import GRAPHS, write_graph
from kg.export.matrix import matrix_table
from kg.export.page import page, response_policy
from kg.export.sheets import SHEETS
from kg.export.table import Table
from kg.query.awards import AwardFilters, Awards, awards
from kg.query.matrix import Matrix, matrix
from kg.query.sparql.formats import parse_accept, quality
from kg.serve.api.answering import RESPONSES, Asked, answer, as_json, headers, unchanged
from kg.serve.api.awards import Order, chosen
from kg.serve.api.entities import Iri

IN_MEMORY = 8_000_000  # bytes of a file that stay in memory; a larger one goes to the disk while it is made
_CHUNK = 64_000
Sheet = Literal["csv", "xlsx", "jsonl", "json"]
By = Literal["year", "level", "award", "type"]
Graph = Literal["ttl", "nt", "nq", "trig", "jsonld", "graphml", "gexf"]
Language = Annotated[Literal["zh", "en"], Query(description="language of the headers")]


def router(asking: Callable[..., Awaitable[Asked]]) -> APIRouter:
    """awards, matrix, awards.{form}, matrix.{form}, export/facts.{form}, export/graph.{form}, page."""
    api = APIRouter(tags=["files"], responses=RESPONSES, default_response_class=Response)
    tables = {"text/csv": {"schema": {"type": "string"}}, SHEETS["xlsx"][1]: {}}
    tabled: dict[int | str, dict[str, Any]] = {
        200: {"description": "JSON; or the whole table by Accept", "content": tables}
    }
    sheets = of_types("application/json", *(media for _, media in SHEETS.values()))

    @api.get("/awards", response_model=Awards, summary="奖项表 · one row for each conferral", responses=tabled)
    def table(
        asked: Annotated[Asked, Depends(asking)],
        filters: Annotated[AwardFilters, Depends(chosen)],
        order: Annotated[Order, Query(description="- turns it round")] = "subsidiary",
        limit: Annotated[int, Query(ge=1, le=1_000, description="at most so many")] = 100,
    ) -> Response:
        form = preferred(asked.request)
        if form != "json":
            return sheet(asked, form, lambda: awards_table(asked.view, filters))
        return answer(asked, lambda: awards(asked.view, filters, limit=limit, offset=asked.offset, order=order))

    @api.get(
        "/matrix",
        response_model=Matrix,
        summary="奖项矩阵 · subsidiaries by year, level, award, type",
        responses=tabled,
    )
    def pivot(
        asked: Annotated[Asked, Depends(asking)],
        filters: Annotated[AwardFilters, Depends(chosen)],
        by: Annotated[By, Query(description="what the columns are")] = "year",
        roll_up: Annotated[bool, Query(description="a row counts everything below it too")] = False,
        limit: Annotated[int, Query(ge=1, le=1_000, description="at most so many")] = 100,
    ) -> Response:
        def found() -> Matrix:
            return matrix(asked.view, filters, by=by, roll_up=roll_up, limit=limit, offset=asked.offset)

        form = preferred(asked.request)
        return answer(asked, found) if form == "json" else sheet(asked, form, lambda: matrix_table(found()))

    @api.get("/awards.{form}", summary="奖项表文件 · the awards table as a file", responses=sheets)
    def awards_file(
        asked: Annotated[Asked, Depends(asking)],
        filters: Annotated[AwardFilters, Depends(chosen)],
        form: Annotated[Sheet, Path(description="format of the file")],
        lang: Language = "zh",
    ) -> Response:
        return sheet(asked, form, lambda: awards_table(asked.view, filters, lang=lang))

    @api.get("/matrix.{form}", summary="奖项矩阵文件 · the matrix as a file", responses=sheets)
    def matrix_file(
        asked: Annotated[Asked, Depends(asking)],
        filters: Annotated[AwardFilters, Depends(chosen)],
        form: Annotated[Sheet, Path(description="format of the file")],
        by: Annotated[By, Query(description="what the columns are")] = "year",
        roll_up: Annotated[bool, Query(description="a row counts everything below it too")] = False,
        lang: Language = "zh",
    ) -> Response:
        def table() -> Table:
            return matrix_table(matrix(asked.view, filters, by=by, roll_up=roll_up, limit=1_000), lang=lang)

        return sheet(asked, form, table)

    @api.get("/export/facts.{form}", summary="全部事实文件 · every fact as a file", responses=sheets)
    def facts_file(
        asked: Annotated[Asked, Depends(asking)],
        form: Annotated[Sheet, Path(description="format of the file")],
        min_confidence: Annotated[float, Query(ge=0, le=1, description="leave out what is less sure")] = 0.0,
        lang: Language = "zh",
    ) -> Response:
        return sheet(asked, form, lambda: facts_table(asked.view, min_confidence=min_confidence, lang=lang))

    @api.get("/export/graph.{form}", summary="图文件 · the graph as a file", responses=of_types(*GRAPHS.values()))
    def graph_file(
        asked: Annotated[Asked, Depends(asking)],
        form: Annotated[Graph, Path(description="format of the file")],
        evidence: Annotated[bool, Query(description="with the evidence (RDF formats)")] = True,
    ) -> Response:
        def write(stream: BinaryIO) -> None:
            write_graph(asked.view.snapshot, stream, form=form, evidence=evidence)  # type: ignore[arg-type]

        return whole(asked, f"graph.{form}", GRAPHS[form], write)

    @api.get("/page", summary="单文件关系图 · one self-contained pyvis page", responses=of_types("text/html"))
    def one_page(
        asked: Annotated[Asked, Depends(asking)],
        iri: Iri,
        hops: Annotated[int, Query(ge=1, le=3, description="steps from the entity")] = 1,
        limit: Annotated[int, Query(ge=1, le=1_000, description="most nodes")] = 60,
    ) -> Response:
        same = unchanged(asked, "html")
        if same is not None:
            return same
        text = page(asked.view, iri, hops=hops, limit=limit)
        title = text.split("<title>", 1)[1].split(" · ", 1)[0]
        more = {"Content-Disposition": disposition(f"{title}.html"), "Content-Security-Policy": response_policy(text)}
        return Response(text.encode(), 200, headers(asked, "html") | more, "text/html; charset=utf-8")

    return api


def of_types(*media: str) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI entry of an answer that is a file of one of these media types."""
    return {200: {"description": "the file", "content": {name.split(";")[0]: {} for name in media}}}


def sheet(asked: Asked, form: str, make: Callable[[], Table]) -> Response:
    """A table as a file in one of the formats of `kg.export.sheets`, or as a list of objects in JSON."""
    name = asked.request.url.path.rsplit("/", 1)[-1].split(".")[0] + f".{form}"
    if form == "json":
        return whole(asked, name, "application/json", lambda stream: stream.write(as_json(tuple(_objects(make())))))
    writer, media = SHEETS[form]
    return whole(asked, name, media, lambda stream: writer(make(), stream, bom=form == "csv"))


def _objects(table: Table) -> Iterator[dict[str, Any]]:
    for row in table.rows():
        yield {column.key: value for column, value in zip(table.columns, row, strict=True)}


def preferred(request: Request) -> str:
    """What an Accept header prefers of the forms a table comes in: json, csv or xlsx."""
    ranges = parse_accept(request.headers.get("accept"))
    offers = {"json": "application/json", "csv": "text/csv", "xlsx": SHEETS["xlsx"][1]}
    scores = {form: quality(media, ranges) for form, media in offers.items()}
    best = max(scores, key=lambda form: scores[form])  # the first of equals, so JSON where all are welcome
    if not scores[best]:
        raise QueryError("tables come as JSON, CSV or XLSX", code="accept")
    return best


def whole(asked: Asked, name: str, media: str, write: Callable[[BinaryIO], Any]) -> Response:
    """A file that was written to its end before the first byte goes out; 304 when the client has it."""
    same = unchanged(asked, name)
    if same is not None:
        return same
    stream = cast(BinaryIO, tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 (closed when it is sent)
    try:
        write(stream)
        size = stream.tell()
        stream.seek(0)
    except BaseException:
        stream.close()
        raise

    def parts() -> Iterator[bytes]:
        while part := stream.read(_CHUNK):
            yield part

    more = {"Content-Disposition": disposition(f"qipu-{name}"), "Content-Length": str(size)}
    return StreamingResponse(parts(), 200, headers(asked, name) | more, media, BackgroundTask(stream.close))


def disposition(name: str) -> str:
    """Content-Disposition of a download whose name may be Chinese (RFC 6266); nothing in it can end the header.

    >>> disposition("图.html")
    "attachment; filename*=UTF-8''%E5%9B%BE.html"
    """
    safe = "".join(c if c.isprintable() and c not in '\\/:*?"<>|' else "_" for c in name)[:120]
    return f"attachment; filename*=UTF-8''{quote(safe, safe='')}"
