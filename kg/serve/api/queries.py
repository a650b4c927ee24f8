"""Routes for the named queries: the list, and one asked with its parameters, evaluated by the worker pool."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from kg.errors import MissingPart, QueryError
from kg.query import PREFIXES
from kg.query.sparql import workers
from kg.query.sparql.formats import Wanted, negotiate
from kg.query.sparql.named import NamedQuery, bindings, named_queries, named_query
from kg.serve.api.answering import RESPONSES, Asked, as_json, headers, unchanged
from kg.serve.sparql import ask

_OWN = ("format", "snapshot", "cursor", "offset")


@dataclass(frozen=True, slots=True)
class NamedQueries:
    """Every named query with its parameters; run one at `/api/v1/queries/{name}?parameter=value`."""

    items: tuple[NamedQuery, ...]


def router(asking: Callable[..., Awaitable[Asked]]) -> APIRouter:
    """Queries and queries/{name}."""
    api = APIRouter(tags=["queries"], responses=RESPONSES)
    formats = {
        "application/sparql-results+json": {"schema": {"type": "object"}},
        "application/sparql-results+xml": {"schema": {"type": "string"}},
        "text/csv": {"schema": {"type": "string"}},
        "text/tab-separated-values": {"schema": {"type": "string"}},
    }

    @api.get("/queries", response_model=NamedQueries, summary="命名查询一览 · the named queries")
    def listed() -> Response:
        body = as_json(NamedQueries(named_queries()))
        return Response(body, 200, {"Cache-Control": "no-cache"}, "application/json")

    @api.get(
        "/queries/{name}",
        summary="执行一个命名查询 · ask a named query",
        description="Parameters of the query are query parameters: an entity by IRI or exact name, a theme or document by id.",
        responses={200: {"description": "the answer, in the format asked for", "content": formats}},
        response_class=Response,
    )
    async def asked_by_name(
        request: Request,
        asked: Annotated[Asked, Depends(asking)],
        name: Annotated[str, Path(max_length=100, description="one of /queries", examples=["awards-of-enterprise"])],
        format: Annotated[Literal["json", "xml", "csv", "tsv"] | None, Query(description="instead of Accept")] = None,
    ) -> Response:
        query = named_query(name)
        given = {key: value for key, value in request.query_params.items() if key not in _OWN}
        bound = await run_in_threadpool(lambda: bindings(query, given, asked.view))
        wanted = Wanted(format, None) if format else negotiate(request.headers.get("accept"))
        if wanted.solutions is None:
            raise QueryError("the answer is a table: JSON, XML, CSV or TSV", code="accept")
        same = unchanged(asked, wanted.solutions)
        if same is not None:
            return same
        parts = getattr(request.app.state, "parts", None)
        if parts is None:
            raise MissingPart("named queries need the worker pool of the service", hint="kg serve")
        answer = await ask(
            request,
            parts.pool,
            workers.Query(
                str(asked.view.snapshot.path / "oxigraph"),
                query.text,
                wanted,
                bindings=tuple(bound.items()),
                prefixes=tuple(PREFIXES.items()),
            ),
        )
        return Response(answer.body, 200, headers(asked, wanted.solutions), answer.media_type)

    return api
