"""`/sparql`: the query part of the SPARQL 1.1 Protocol, and `/store`: the reading part of the Graph Store Protocol."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import KgError, QueryError, UsageError
from kg.query.sparql.formats import DATASETS, Wanted, by_name, media_type, negotiate, parse_accept, quality
from kg.query.sparql.pool import Pool
from kg.query.sparql.workers import Answer, Query
from kg.serve.description import describe
from kg.serve.problem import of_error, problem, request_id
from kg.serve.source import Served, Source

_FIELDS = 2000  # parameters of one request
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What answering takes: the snapshots, the workers, the prefixes that `prefixes=on` declares, the query page."""

    source: Source
    pool: Pool
    prefixes: tuple[tuple[str, str], ...] = ()
    page: str | None = None

    async def sparql(self, request: Request) -> Response:
        """GET with `query`, POST of a form, POST of a query; GET without one describes the service."""
        try:
            if request.method in ("GET", "HEAD"):
                parameters = _pairs(request.scope["query_string"])
                if not any(name in ("query", "update") for name, _ in parameters):
                    return await self._description(request)
            elif request.method == "POST":
                parameters = await _posted(request)
            else:
                return _not_allowed(request, "GET, HEAD, POST")
            return await self._answer(request, parameters)
        except KgError as error:
            return of_error(error, request_id(request))

    async def _answer(self, request: Request, parameters: list[tuple[str, str]]) -> Response:
        values = [value for name, value in parameters if name == "query"]
        if any(name == "update" for name, _ in parameters):
            return problem(
                403, "query.update", "this service reads only, updates are refused", request_id=request_id(request)
            )
        if len(values) != 1 or not values[0].strip():
            given = "the query is empty" if len(values) == 1 else f"exactly one query is needed, {len(values)} given"
            raise QueryError(given, code="query.count")
        request.scope["kg.query"] = values[0]
        default = tuple(value for name, value in parameters if name == "default-graph-uri")
        named = tuple(value for name, value in parameters if name == "named-graph-uri")
        wanted = _wanted(request, parameters)
        declared = self.prefixes if ("prefixes", "on") in parameters else ()
        served = self.source()
        tag = etag(served.id, "query", values[0], repr((default, named, wanted.solutions, wanted.graph, declared)))
        if _unchanged(request, tag):
            return Response(status_code=304, headers={"ETag": tag, "X-Kg-Snapshot": served.id})
        query = Query(
            served.store,
            values[0],
            wanted,
            default_graphs=default if default or named else None,
            named_graphs=named if default or named else None,
            prefixes=declared,
            base=f"{request.scope['scheme']}://{request.headers.get('host', 'localhost')}/sparql",
        )
        answer = await ask(request, self.pool, query)
        response = whole(answer, served, tag)
        if declared:
            response.headers["X-Kg-Prefixes"] = ", ".join(f"{name}: <{iri}>" for name, iri in declared)
        return response

    async def _description(self, request: Request) -> Response:
        ranges = parse_accept(request.headers.get("accept"))
        wanted = negotiate(request.headers.get("accept"))
        graph_quality = quality(media_type(wanted.graph).split(";")[0], ranges) if wanted.graph else 0.0
        if self.page is not None and quality("text/html", ranges) > graph_quality:
            return RedirectResponse(self.page, 303, {"Vary": "Accept"})
        if wanted.graph is None:
            return problem(406, "accept", "the description is RDF", request_id=request_id(request))
        served = self.source()
        graphs = await ask(request, self.pool, Query(served.store, op="graphs"))
        address = str(request.url.replace(query="", fragment=""))
        body = describe(address.rstrip("?"), graphs.meta["graphs"], graphs.meta["size"], wanted.graph)
        return Response(body, 200, {"X-Kg-Snapshot": served.id, "Vary": "Accept"}, media_type(wanted.graph))

    async def store(self, request: Request) -> Response:
        """GET or HEAD of `?default` or `?graph=IRI`; without either the whole dataset, in a format that can hold it."""
        try:
            if request.method not in ("GET", "HEAD"):
                return _not_allowed(request, "GET, HEAD")
            parameters = _pairs(request.scope["query_string"])
            names = [name for name, _ in parameters if name in ("default", "graph")]
            if len(names) > 1:
                raise UsageError("name one graph: ?default or ?graph=IRI")
            wanted = _wanted(request, parameters)
            graph = dict(parameters).get("graph")
            if names == ["graph"] and not graph:
                raise UsageError("?graph= needs an IRI")
            if not names and wanted.graph not in DATASETS:
                explicit = request.headers.get("accept", "*/*").strip() not in ("", "*/*")
                if explicit and "*/*" not in request.headers.get("accept", ""):
                    return problem(
                        406,
                        "accept",
                        "all graphs at once need N-Quads, TriG or JSON-LD",
                        request_id=request_id(request),
                    )
                wanted = Wanted(None, "nq")
            served = self.source()
            tag = etag(served.id, "store", repr((names, graph, wanted.graph)))
            if _unchanged(request, tag):
                return Response(status_code=304, headers={"ETag": tag, "X-Kg-Snapshot": served.id})
            query = Query(served.store, wanted=wanted, op="dump", from_graph=graph, whole=not names)
            return whole(await ask(request, self.pool, query), served, tag)
        except ValueError as error:
            raise UsageError(str(error)) from error
        except KgError as error:
            return of_error(error, request_id(request))


async def ask(request: Request, pool: Pool, query: Query) -> Answer:
    """The answer; when the client goes away first, the query ends. Raises KgError."""
    task = asyncio.current_task()
    watchers: list[asyncio.Task[None]] = []
    gone = False

    async def watch() -> None:
        nonlocal gone
        while (await request.receive())["type"] != "http.disconnect":
            pass
        gone = True
        if task is not None:
            task.cancel()

    try:
        return await pool.ask(query, slow=lambda: watchers.append(asyncio.ensure_future(watch())))
    except asyncio.CancelledError:
        if not gone:
            raise
        raise ClientGone("the client has gone") from None
    finally:
        for watcher in watchers:
            watcher.cancel()


def whole(answer: Answer, served: Served, tag: str) -> Response:
    """The answer as a response that names its snapshot."""
    return Response(
        answer.body,
        200,
        {"ETag": tag, "X-Kg-Snapshot": served.id, "Vary": "Accept", "Cache-Control": "no-cache"},
        answer.media_type,
    )


def etag(*parts: str) -> str:
    """A weak tag: same snapshot, same question, same format (RAND and NOW may still differ)."""
    text = "\x1f".join(parts).encode("utf-8", "replace")
    return f'W/"{hashlib.blake2b(text, digest_size=12).hexdigest()}"'


def _unchanged(request: Request, tag: str) -> bool:
    given = request.headers.get("if-none-match")
    return given is not None and tag.removeprefix("W/") in [t.strip().removeprefix("W/") for t in given.split(",")]


def _wanted(request: Request, parameters: list[tuple[str, str]]) -> Wanted:
    names = [value for name, value in parameters if name == "format"]
    if names:
        chosen = by_name(names[0])
        if chosen is None:
            raise UsageError(f"unknown format {names[0]!r}", hint="json xml csv tsv ttl nt nq trig jsonld rdfxml")
        return chosen
    wanted = negotiate(request.headers.get("accept"))
    if wanted.solutions is None and wanted.graph is None:
        raise QueryError("no format that Accept names can be given", code="accept")
    return wanted


async def _posted(request: Request) -> list[tuple[str, str]]:
    kind, _, rest = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    charset = next((p.split("=")[1] for p in rest.lower().replace('"', "").split(";") if "charset=" in p), "utf-8")
    if kind not in (_FORM, _QUERY, _UPDATE):
        raise UnsupportedType(f"{kind or 'no Content-Type'}: send {_FORM} or {_QUERY}")
    if charset.strip() not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedType(f"charset {charset.strip()}: send UTF-8")
    in_address = _pairs(request.scope["query_string"])
    body = await request.body()
    if kind == _UPDATE:
        return [*in_address, ("update", "")]
    if kind == _QUERY:
        try:
            return [*in_address, ("query", body.decode("utf-8"))]
        except UnicodeDecodeError as error:
            raise QueryError("the query is not UTF-8", code="query.encoding") from error
    return [*in_address, *_pairs(body)]


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    if not encoded:
        return []
    try:
        text = encoded.decode("ascii") if encoded.isascii() else encoded.decode("utf-8")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError as error:
        raise QueryError("the parameters are not UTF-8", code="query.encoding") from error
    except ValueError as error:
        raise UsageError(f"more than {_FIELDS} parameters") from error


def _not_allowed(request: Request, allow: str) -> Response:
    return problem(
        405,
        "method",
        f"{request.method} is refused: this service reads only",
        request_id=request_id(request),
        headers={"Allow": allow},
    )


class ClientGone(QueryError):
    """Nobody waits for the answer any more; the status is only for the log."""

    code, http_status = "client-gone", 499


class UnsupportedType(QueryError):
    """The body is of a type, or in an encoding, that is not read."""

    code, http_status = "media-type", 415
