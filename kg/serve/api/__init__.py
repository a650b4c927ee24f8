"""REST `/api/v1` over the functions of `kg.query`: `router(views)` gives all routes."""

from collections.abc import Callable

from fastapi import APIRouter
from fastapi.routing import APIRoute

from kg.graph import open_snapshot
from kg.query.changes import Snapshots
from kg.query.changes import snapshots as kept_snapshots
from kg.query.view import SnapshotLike
from kg.serve.api import corrections, documents, entities, files, network, queries
from kg.serve.api.answering import PREFIX, asking
from kg.serve.api.snapshots import router as snapshot_routes
from kg.serve.api.views import Views
from kg.settings import Settings

__all__ = ["Views", "router", "routers"]


def routers(current: Callable[[], SnapshotLike], settings: Settings) -> tuple[APIRouter, ...]:
    """The routes over the snapshot that `current()` gives and the kept ones of the store in the settings."""
    views = Views(current, lambda snapshot_id: open_snapshot(settings.store, snapshot_id))
    writing = APIRouter(prefix=PREFIX, generate_unique_id_function=_operation)
    writing.include_router(corrections.router(settings))
    return (router(views, lambda: kept_snapshots(settings.store)), writing)


def _operation(route: APIRoute) -> str:
    """Operation ids such as `get-entity-facts`: stable names for generated clients."""
    path = route.path.removeprefix(f"{PREFIX}/").replace("{", "").replace("}", "").replace("/", "-").replace(".", "-")
    return f"{min(route.methods or {'GET'}).lower()}-{path}"


def router(views: Views, kept: Callable[[], Snapshots] | None = None) -> APIRouter:
    """All routes under `/api/v1`; `kept` lists the snapshots of the store (default: none)."""
    api = APIRouter(prefix=PREFIX, generate_unique_id_function=_operation)
    asked = asking(views)
    for part in (documents, entities, network, files):
        api.include_router(part.router(asked))
    api.include_router(queries.router(asking(views, strict=False)))  # a named query brings parameters of its own
    api.include_router(snapshot_routes(asked, views, kept or (lambda: Snapshots(()))))
    return api
