"""Routes about the snapshots themselves: those that are kept, and what changed between two."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from kg.query.changes import Changes, Snapshots, changes
from kg.serve.api.answering import RESPONSES, Asked, answer, as_json
from kg.serve.api.views import Views


def router(asking: Callable[..., Awaitable[Asked]], views: Views, kept: Callable[[], Snapshots]) -> APIRouter:
    """Snapshots and diff."""
    api = APIRouter(tags=["snapshots"], responses=RESPONSES)

    @api.get("/snapshots", response_model=Snapshots, summary="保留的快照 · the kept snapshots")
    def listed() -> Response:
        return Response(as_json(kept()), 200, {"Cache-Control": "no-store"}, "application/json")

    @api.get("/diff", response_model=Changes, summary="两个快照之间的变化 · what changed")
    def diff(
        asked: Annotated[Asked, Depends(asking)],
        before: Annotated[
            str, Query(max_length=64, description="id of the older snapshot", examples=["1e5fc7442b69d7b0"])
        ],
        limit: Annotated[int, Query(ge=1, le=500, description="most of each kind")] = 50,
    ) -> Response:
        return answer(asked, lambda: changes(views.at(before), asked.view, limit=limit))

    return api
