"""What every route shares: the snapshot a request is about, where its page begins, the answer with its ETag.

An answer belongs to a snapshot and snapshots never change, so its ETag is the snapshot, the format and the address;
`X-Kg-Snapshot` says which one it was. A cursor names the snapshot it came from: pages of one list never mix two.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import Annotated, Any

from fastapi import Query, Request
from starlette.responses import Response

from kg.errors import UsageError
from kg.query import View, plain
from kg.query.view import read_cursor
from kg.serve.api.views import Views
from kg.serve.packing import packed

PREFIX = "/api/v1"
PROBLEM = {
    "type": "object",
    "description": "RFC 9457; `error` is the stable code, `detail` one line for people, `hint` what to do",
    "required": ["type", "title", "status", "error", "detail", "request_id"],
    "properties": {
        **{key: {"type": "string"} for key in ("type", "title", "error", "detail", "hint", "request_id")},
        "status": {"type": "integer"},
    },
}
_PROBLEMS = {
    "304": "unchanged: your copy (If-None-Match) is of this snapshot",
    "400": "the parameters don't make sense together",
    "404": "nothing has this name, or the snapshot is no longer kept",
    "422": "a parameter is missing or outside its bounds",
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    int(status): {"description": words, "content": {"application/problem+json": {"schema": PROBLEM}}}
    if status != "304"
    else {"description": words}
    for status, words in _PROBLEMS.items()
}


class Asked:
    """What a request is about: its view, and where its page begins.

    A class because the view is opened when it is first needed, in the thread that answers, never in the event loop.
    Raises NotFound (at `view`) when the snapshot is no longer kept.
    """

    def __init__(self, views: Views, request: Request, snapshot: str | None, offset: int) -> None:
        self._views, self._snapshot = views, snapshot
        self.request, self.offset = request, offset

    @cached_property
    def view(self) -> View:
        """The view of the snapshot asked for; the same one for the whole request."""
        return self._views.at(self._snapshot)


def asking(views: Views, *, strict: bool = True) -> Callable[..., Awaitable[Asked]]:
    """The dependency that every route takes: reads `snapshot`, `cursor` and `offset`.

    `strict` refuses parameters that the route doesn't document: a misspelt filter would answer with everything.
    """

    async def asked(
        request: Request,
        snapshot: Annotated[str | None, Query(description="id of a kept snapshot; default: the current one")] = None,
        cursor: Annotated[str | None, Query(description="`next` of the page before", max_length=200)] = None,
        offset: Annotated[int, Query(ge=0, le=1_000_000, description="how many to skip, instead of a cursor")] = 0,
    ) -> Asked:
        if strict and request.query_params:
            _refuse_unknown(request)
        if cursor is not None:
            named, offset = read_cursor(cursor)
            if snapshot not in (None, named):
                raise UsageError("cursor and snapshot name different snapshots", hint="leave snapshot away")
            snapshot = named
        return Asked(views, request, snapshot, offset)

    return asked


def _refuse_unknown(request: Request) -> None:
    """Raises UsageError when the request has a parameter that the OpenAPI description of its route lacks."""
    path = PREFIX + request.scope["route"].path.removeprefix(PREFIX)  # FastAPI keeps the prefix or not, by its version
    operations = request.app.openapi()["paths"].get(path, {})
    described = operations.get(request.method.lower())
    if described is None:
        return
    known = {p["name"] for p in described.get("parameters", ()) if p["in"] == "query"}
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        raise UsageError(
            f"没有参数 {unknown[0]}。There is no parameter {unknown[0]}.",
            hint=f"known: {', '.join(sorted(known))}",
        )


def tag(asked: Asked, kind: str = "json") -> str:
    """The ETag of an answer: same snapshot, same address, same format, same answer."""
    address = f"{asked.view.id} {kind} {asked.request.url.path}?{asked.request.url.query}"
    return f'"{hashlib.sha256(address.encode()).hexdigest()[:32]}"'


def unchanged(asked: Asked, kind: str = "json") -> Response | None:
    """A 304 when the client's copy still holds."""
    known = asked.request.headers.get("if-none-match", "")
    mine = tag(asked, kind)
    if mine in (part.strip().removeprefix("W/") for part in known.split(",")):
        return Response(status_code=304, headers=headers(asked, kind))
    return None


def headers(asked: Asked, kind: str = "json") -> dict[str, str]:
    """The headers of an answer from a snapshot."""
    return {
        "ETag": tag(asked, kind),
        "Cache-Control": "no-cache",
        "X-Kg-Snapshot": asked.view.id,
        "Vary": "Accept",
    }


def answer(asked: Asked, make: Callable[[], Any]) -> Response:
    """The JSON answer of a query function, or 304 without calling it."""
    same = unchanged(asked)
    if same is not None:
        return same
    body, told = packed(asked.request, as_json(make()), headers(asked))
    return Response(body, 200, told, "application/json")


def as_json(found: Any) -> bytes:
    """An answer as UTF-8 JSON; a lone surrogate becomes a question mark."""
    return json.dumps(plain(found), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
