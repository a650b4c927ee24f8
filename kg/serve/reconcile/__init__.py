"""OpenRefine Reconciliation API 0.2 over the current snapshot: `routers(current, settings)` gives the routes."""

from collections.abc import Callable

from fastapi import APIRouter

from kg.query.view import SnapshotLike
from kg.serve.api.views import Views
from kg.serve.reconcile.routes import router
from kg.settings import Settings

__all__ = ["router", "routers"]


def routers(current: Callable[[], SnapshotLike], settings: Settings) -> tuple[APIRouter, ...]:
    """The routes under `/reconcile`."""
    return (router(Views(current), settings.base, settings.query_seconds),)
