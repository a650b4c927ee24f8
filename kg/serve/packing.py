"""Bodies sent gzipped to clients that take it: text shrinks to a fifth, and pages of a whole map are megabytes."""

from __future__ import annotations

import gzip

from starlette.requests import Request

LEAST = 1_200  # bytes; below, packing saves no packet
_LEVEL = 5


def takes_gzip(request: Request) -> bool:
    """Whether the client says that it takes gzip (`gzip;q=0` says that it does not)."""
    for part in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, parameters = part.strip().partition(";")
        if name.strip() in ("gzip", "*"):
            return parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def packed(
    request: Request, body: bytes, headers: dict[str, str], *, ready: bytes | None = None
) -> tuple[bytes, dict[str, str]]:
    """The body and headers to send: gzipped, with a weak ETag, where that helps and the client takes it.

    `ready` is the body as `squeeze` gave it before, where it is kept.
    """
    vary = ", ".join(part for part in (headers.get("Vary"), "Accept-Encoding") if part)
    headers = {**headers, "Vary": vary}
    if len(body) < LEAST or not takes_gzip(request):
        return body, headers
    if "ETag" in headers:
        headers["ETag"] = f"W/{headers['ETag']}"
    return ready or squeeze(body), {**headers, "Content-Encoding": "gzip"}


def squeeze(body: bytes) -> bytes:
    """The body gzipped, the same bytes every time: the time in the header is 0."""
    return gzip.compress(body, _LEVEL, mtime=0)
