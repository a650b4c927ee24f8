"""The pages of the explorer as files: a table made once from the folders, so no path of a client ever reaches the disk."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from kg.resources import resource
from kg.serve.packing import packed, squeeze
from kg.serve.problem import problem, request_id

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".txt": "text/plain; charset=utf-8",
}


def page_files(folders: tuple[Path, ...] | None = None) -> dict[str, Path]:
    """Address -> file of everything the explorer needs; the built bundle stands under /vendor/."""
    found: dict[str, Path] = {}
    dist = resource("viz", "dist")
    for folder in folders or (dist, resource("viz", "explorer")):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix in _TYPES and path.is_file() and not any(part.startswith(".") for part in path.parts[-2:]):
                found[("/vendor/" if folder == dist else "/") + path.relative_to(folder).as_posix()] = path
    if "/index.html" in found:
        found["/"] = found["/index.html"]
    return found


class Pages:
    """Answers an address of the table, with an ETag of the content; anything else is a 404 of the common shape."""

    def __init__(self, files: dict[str, Path]) -> None:
        self._files = files
        self._read: dict[Path, tuple[int, bytes, str, bytes]] = {}

    async def answer(self, request: Request) -> Response:
        """The file at the request's address."""
        path = self._files.get(request.scope["path"])
        if request.method not in ("GET", "HEAD"):
            return problem(
                405,
                "method",
                f"{request.method} is refused",
                request_id=request_id(request),
                headers={"Allow": "GET, HEAD"},
            )
        if path is None:
            return problem(404, "not-found", "nothing has this address", request_id=request_id(request))
        try:
            changed = path.stat().st_mtime_ns
            if path not in self._read or self._read[path][0] != changed:
                body = path.read_bytes()
                self._read[path] = (changed, body, f'"{hashlib.sha256(body).hexdigest()[:24]}"', squeeze(body))
        except OSError:
            return problem(404, "not-found", "the page is gone", request_id=request_id(request))
        _, body, tag, ready = self._read[path]
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        body, headers = packed(request, body, headers, ready=ready)
        return Response(body, 200, headers, _TYPES[path.suffix])
