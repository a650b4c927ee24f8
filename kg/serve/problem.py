"""Every error the service gives, in one shape: `application/problem+json` (RFC 9457) with our code and a request id."""

from __future__ import annotations

import http
import json
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError

_CODES = {400: "bad-request", 404: "not-found", 405: "method", 406: "accept", 413: "body.too-large", 415: "media-type"}
_RETRY = {"limit.queue": "1", "limit.time": "10", "limit.memory": "10", "query.crashed": "10", "stopping": "5"}
_MORE = {"accept": 406, "query.update": 403}  # codes whose HTTP status is their own


def problem(
    status: int, code: str, detail: str, *, hint: str = "", request_id: str = "", headers: dict[str, str] | None = None
) -> Response:
    """The answer for an error: `error` is the stable code, `detail` one line for people, `hint` what to do."""
    body: dict[str, Any] = {
        "type": f"urn:qipu:error:{code}",
        "title": http.HTTPStatus(status).phrase if status != 499 else "Client Closed Request",
        "status": status,
        "error": code,
        "code": code,
        "detail": detail,
        "request_id": request_id,
    }
    if hint:
        body["hint"] = hint
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(text, status, headers, "application/problem+json")


def of_error(error: KgError, request_id: str = "") -> Response:
    """The answer for one of our own errors."""
    status = _MORE.get(error.code, error.http_status)
    headers = {"Retry-After": _RETRY[error.code]} if error.code in _RETRY else None
    detail = " ".join(str(error).split())
    return problem(status, error.code, detail, hint=error.hint, request_id=request_id, headers=headers)


def install(app: FastAPI) -> None:
    """Let every exception of the routes end as a problem; a bug of ours passes on to the outer wall, which logs it."""

    def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, KgError)
        return of_error(error, request_id(request))

    def plain(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code = _CODES.get(error.status_code, f"http-{error.status_code}")
        headers = dict(error.headers or {})
        return problem(error.status_code, code, str(error.detail), request_id=request_id(request), headers=headers)

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0] if error.errors() else {}
        place = ".".join(str(part) for part in first.get("loc", ()))
        detail = f"{place}: {first.get('msg', 'not valid')}"
        return problem(422, "parameter", detail, request_id=request_id(request))

    app.add_exception_handler(KgError, ours)
    app.add_exception_handler(HTTPException, plain)
    app.add_exception_handler(RequestValidationError, invalid)


def request_id(request: Request) -> str:
    """The id that the outer wall gave this request."""
    return str(request.scope.get("kg.request_id", ""))
