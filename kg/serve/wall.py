"""The outermost layer of the service: who may ask, how much they may send, and what every answer carries.

Host allow-list and Origin check (against DNS rebinding and foreign pages), token, length of URL and body, security
headers, request id, access log, metrics. Plain ASGI: it costs microseconds.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
import itertools
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.access import AccessLog
from kg.serve.metrics import Metrics
from kg.serve.problem import problem

Handler = Callable[[Request], Awaitable[Response]]
log = logging.getLogger("kg.serve")
URL_BYTES = 65_000
BODY_SECONDS = 20.0  # a body that takes longer to arrive is given up
CSP = (
    "default-src 'self'; script-src 'self'; worker-src 'self' blob:; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_HEADERS = [
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
_OPEN = {"/health"}  # what a watchdog may ask without a token


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may ask and how much: `hosts` are names without port, `origins` foreign pages that may read ("*" for all)."""

    hosts: frozenset[str]
    origins: frozenset[str] = frozenset()
    token: str = ""
    body_bytes: int = 1_000_000
    log_queries: bool = False


class BodyTooLarge(Exception):
    """The body went past its limit, or took too long to arrive (`status` 413 or 408)."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Wall:
    """ASGI application around the application."""

    def __init__(
        self, app: ASGIApp, rules: Rules, metrics: Metrics, direct: Mapping[str, Handler], log: AccessLog
    ) -> None:
        self.app, self.rules, self.metrics, self.log = app, rules, metrics, log
        self._direct = direct  # paths whose answer needs nothing of the framework: it would cost more than the query
        self._prefix = secrets.token_hex(4)  # ids are for finding a request in the log, not part of any output
        self._numbers = itertools.count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        identity = scope["kg.request_id"] = f"{self._prefix}-{next(self._numbers):x}"
        headers = dict(scope["headers"])
        origin = headers.get(b"origin", b"").decode("latin-1")
        reader = origin if origin and (origin in self.rules.origins or "*" in self.rules.origins) else ""
        sent: dict[str, int] = {"status": 0, "bytes": 0}

        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent["status"] = message["status"]
                present = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((n, v) for n, v in _HEADERS if n not in present),
                    (b"x-request-id", identity.encode()),
                ]
                if reader:
                    message["headers"] += _cors(reader, headers)
            else:
                sent["bytes"] += len(message.get("body", b""))
            await send(message)

        self.metrics.in_flight += 1
        try:
            refusal = self._refuse(scope, headers, origin, reader)
            if refusal is not None:
                status, code, detail = refusal
                extra = {"www-authenticate": 'Basic realm="qipu", charset="UTF-8"'} if status == 401 else None
                answer = problem(status, code, detail, request_id=identity, headers=extra)
                await answer(scope, receive, out)
            elif reader and scope["method"] == "OPTIONS" and b"access-control-request-method" in headers:
                await out({"type": "http.response.start", "status": 204, "headers": []})
                await out({"type": "http.response.body", "body": b""})
            else:
                await self._inner(scope, _counted(receive, self.rules.body_bytes), out, identity, sent)
        finally:
            self.metrics.in_flight -= 1
            seconds = time.perf_counter() - started
            self.metrics.observe(_route(scope["path"]), sent["status"], seconds)
            if self.log.enabled:
                query = ""
                if self.rules.log_queries:
                    query = scope.get("kg.query") or scope["query_string"].decode("latin-1")
                client = (scope.get("client") or ("-",))[0]
                size = sent["bytes"]
                ms = seconds * 1000
                self.log.line(identity, client, scope["method"], scope["path"], sent["status"], size, ms, query)

    async def _inner(self, scope: Scope, receive: Receive, out: Send, identity: str, sent: dict[str, int]) -> None:
        try:
            handler = self._direct.get(scope["path"])
            if handler is None:
                await self.app(scope, receive, out)
            else:
                response = await handler(Request(scope, receive))
                await response(scope, receive, out)
        except BodyTooLarge as error:
            if not sent["status"]:
                code, detail = ("body.too-large", f"at most {self.rules.body_bytes} bytes are read")
                if error.status == 408:
                    code, detail = "body.too-slow", f"the body did not arrive within {BODY_SECONDS:g} s"
                answer = problem(error.status, code, detail, request_id=identity, headers={"connection": "close"})
                await answer(scope, receive, out)
        except Exception as error:
            log.error("request %s failed", identity, exc_info=error)
            if not sent["status"]:
                await problem(500, "bug", "the service made a mistake", request_id=identity)(scope, receive, out)

    def _refuse(
        self, scope: Scope, headers: dict[bytes, bytes], origin: str, reader: str
    ) -> tuple[int, str, str] | None:
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > URL_BYTES:
            return 414, "url.too-long", f"the address is longer than {URL_BYTES} bytes; send the query by POST"
        host = headers.get(b"host", b"").decode("latin-1")
        if host_name(host) not in self.rules.hosts:
            return 421, "host", "this service does not answer under that host name"
        if origin and not reader and urlsplit(origin).netloc != host:
            return 403, "origin", "pages of other sites may not ask this service"
        asked = self.rules.token and scope["path"] not in _OPEN and scope["method"] != "OPTIONS"
        if asked and not authorised(headers.get(b"authorization", b"").decode("latin-1"), self.rules.token):
            return 401, "token", "this service asks for its token (Bearer, or as the password of Basic)"
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or len(length) > 18:
            return 400, "bad-request", "Content-Length is no number that makes sense"
        if int(length) > self.rules.body_bytes:
            return 413, "body.too-large", f"the body has {int(length)} bytes, at most {self.rules.body_bytes} are read"
        return None


def _counted(receive: Receive, limit: int) -> Receive:
    """`receive` that raises BodyTooLarge once more than `limit` bytes came, or the body took too long."""
    total = 0
    whole = False
    deadline = time.monotonic() + BODY_SECONDS

    async def counted() -> Message:
        nonlocal total, whole
        if whole:
            return await receive()
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                message = await receive()
        except TimeoutError:
            raise BodyTooLarge(408) from None
        if message["type"] == "http.request":
            total += len(message.get("body", b""))
            if total > limit:
                raise BodyTooLarge(413)
            whole = not message.get("more_body", False)
        return message

    return counted


def host_name(host: str) -> str:
    """The name in a Host header, without its port, in lower case.

    >>> host_name("LocalHost:8000"), host_name("[::1]:8000"), host_name("127.0.0.1")
    ('localhost', '[::1]', '127.0.0.1')
    """
    if host.startswith("["):
        return host[: host.find("]") + 1].lower()
    return host.rsplit(":", 1)[0].lower() if ":" in host else host.lower()


def authorised(header: str, token: str) -> bool:
    """Whether an Authorization header (its bytes as Latin-1) carries the token, compared in constant time.

    >>> authorised("Bearer s3cret", "s3cret"), authorised("Basic OnMzY3JldA==", "s3cret"), authorised("", "s3cret")
    (True, True, False)
    """
    scheme, _, value = header.partition(" ")
    given = value.strip().encode("latin-1", "replace")
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).partition(b":")[2]
        except binascii.Error:
            return False
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(given, token.encode())


def _cors(origin: str, headers: dict[bytes, bytes]) -> list[tuple[bytes, bytes]]:
    added = [(b"access-control-allow-origin", origin.encode("latin-1")), (b"vary", b"Origin")]
    if b"access-control-request-method" in headers:
        added += [
            (b"access-control-allow-methods", b"GET, POST, HEAD, OPTIONS"),
            (b"access-control-allow-headers", b"content-type, authorization, if-none-match"),
            (b"access-control-max-age", b"600"),
        ]
    return added


_ROUTES = ("sparql", "store", "api", "id", "reconcile", "health", "metrics")


def _route(path: str) -> str:
    """The class of a path for the metrics: a closed set, so that a client can't grow it."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in _ROUTES else "page"
