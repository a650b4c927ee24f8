"""The service as one ASGI application: SPARQL, the graph store, things, REST, reconciliation, pages, health, metrics."""

from __future__ import annotations

import importlib
import importlib.util
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from kg import __version__
from kg.errors import KgError
from kg.graph.vocab import PREFIXES
from kg.query.sparql.guard import Limits
from kg.query.sparql.pool import Pool
from kg.query.view import SnapshotLike
from kg.serve import problem
from kg.serve.access import AccessLog
from kg.serve.dereference import Things
from kg.serve.metrics import Metrics
from kg.serve.pages import Pages, page_files
from kg.serve.source import Source, of_snapshots
from kg.serve.sparql import Endpoint
from kg.serve.wall import Handler, Rules, Wall
from kg.settings import Settings

_EXTRAS = ("kg.serve.api", "kg.serve.reconcile")  # packages with `routers(current, settings)`; need our own snapshot
_PAGE_OF = "/#/entity?iri={iri}"


@dataclass(frozen=True)
class Parts:
    """What the routes share; `current` gives the snapshot in force, None when plain RDF files are served."""

    source: Source
    pool: Pool
    settings: Settings
    metrics: Metrics
    current: Callable[[], SnapshotLike] | None


class Service(FastAPI):
    """FastAPI behind the wall (inherits: the wall stands before the framework's layers, which cost more than a query)."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.state.wall(scope, receive, send)

    async def inside(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The framework itself."""
        await super().__call__(scope, receive, send)


def create_app(
    current: Callable[[], SnapshotLike],
    settings: Settings,
    *,
    readable: tuple[Path, ...] = (),
    source: Source | None = None,
    log: AccessLog | None = None,
) -> FastAPI:
    """The application over the snapshot that `current()` gives; it is called for every request, so keep it cheap.

    `readable` are the folders that the query workers may read (default: the snapshot's store). With `source` given, a
    plain RDF dataset is served: the same endpoint and limits, no REST over our own model. `log` takes the access lines.
    """
    plain = source is not None
    source = source or of_snapshots(current)
    folders = readable or (Path(source().store).parents[0 if plain else 2],)
    heavy = max(1, (os.cpu_count() or 1) - 1)
    pool = Pool(
        Limits.of(settings),
        small=settings.query_workers,
        heavy=heavy,
        queue=settings.query_queue,
        readable=tuple(str(folder) for folder in folders),
    )
    parts = Parts(source, pool, settings, Metrics(), None if plain else current)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        pool.start()
        yield
        await pool.close()
        app.state.wall.log.flush()

    app = Service(
        title="Qipu 企谱",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,  # the documentation pages of FastAPI load from other hosts
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
    )
    app.state.parts = parts
    problem.install(app)
    files = page_files()
    direct = _standards(app, parts, has_pages="/" in files)
    if not plain:
        for name in _EXTRAS:
            if importlib.util.find_spec(name) is not None:
                for router in importlib.import_module(name).routers(current, settings):
                    app.include_router(router)
    app.router.routes.append(Route("/{path:path}", _Plain(Pages(files).answer), methods=None))
    app.state.wall = Wall(app.inside, rules_of(settings), parts.metrics, direct, log or AccessLog())
    return app


def _standards(app: FastAPI, parts: Parts, *, has_pages: bool) -> dict[str, Handler]:
    """The routes that standards and operators ask for; those of SPARQL are given back, to be answered directly."""
    prefixes = tuple(PREFIXES.items()) if parts.current is not None else ()
    pages = has_pages and parts.current is not None
    endpoint = Endpoint(parts.source, parts.pool, prefixes, "/#/sparql" if pages else None)
    things = Things(parts.source, parts.pool, parts.settings.base, prefixes, _PAGE_OF if pages else None)

    async def health(request: Request) -> Response:
        """200 and the snapshot's id while there is a graph and workers start; 503 otherwise."""
        try:
            served = parts.source()
        except KgError as error:
            return problem.of_error(error, problem.request_id(request))
        if not parts.pool.healthy:
            return problem.problem(
                503, "query.worker", "query workers don't start", request_id=problem.request_id(request)
            )
        return PlainTextResponse("ok\n", headers={"X-Kg-Snapshot": served.id, "Cache-Control": "no-store"})

    async def metrics(request: Request) -> Response:
        gauges = {f"queries_{name}": float(value) for name, value in parts.pool.state.items()}
        gauges |= {f"wall_{name}": float(name in parts.pool.walls) for name in ("memory", "stack", "sockets", "files")}
        text = parts.metrics.text(gauges, snapshot=parts.source().id)
        return Response(text, 200, media_type="text/plain; version=0.0.4; charset=utf-8")

    app.router.routes.append(Route("/health", _Plain(health), methods=None))
    app.router.routes.append(Route("/metrics", _Plain(metrics), methods=None))
    if parts.current is not None:
        app.router.routes.append(Route("/id/{name:path}", _Plain(things.answer), methods=None))
    return {"/sparql": endpoint.sparql, "/sparql/": endpoint.sparql, "/store": endpoint.store}


class _Plain:
    """An async function of a request as an ASGI application that takes every method (Starlette guesses GET only)."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._handler(Request(scope, receive, send))
        await response(scope, receive, send)


def rules_of(settings: Settings) -> Rules:
    """Who may ask: the loopback names, the bound address, this machine's name when bound beyond it, `allow_hosts`."""
    hosts = {"localhost", "127.0.0.1", "[::1]"}
    hosts |= {name.strip().lower() for name in settings.allow_hosts.split(",") if name.strip()}
    if not is_loopback(settings.host):
        hosts.add(f"[{settings.host}]" if ":" in settings.host else settings.host.lower())
        hosts.add(socket.gethostname().lower())
    token = settings.token if not is_loopback(settings.host) else ""
    origins = frozenset(origin.strip() for origin in settings.cors.split(",") if origin.strip())
    return Rules(frozenset(hosts), origins, token, settings.body_bytes, settings.log_queries)


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    return host in ("localhost", "::1") or host.startswith("127.")
