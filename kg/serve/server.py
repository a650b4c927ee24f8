"""Runs the application: binds the port first, says the address once, ends within five seconds of a signal."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import resource
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from kg.errors import EXIT_INTERRUPTED, EXIT_OK, StoreError, UsageError
from kg.query.sparql.pool import Pool
from kg.serve.access import AccessLog
from kg.serve.app import create_app, is_loopback
from kg.serve.connection import Connection
from kg.serve.source import of_folder, watched
from kg.settings import Settings

STOP_SECONDS = 4  # what running requests get to finish
_CONNECTIONS = 4096


def store_app(folder: Path, settings: Settings, *, log: AccessLog | None = None) -> FastAPI:
    """The application over a store of ours. Raises StoreError when there is none."""
    from kg.graph import open_snapshot

    open_snapshot(folder)
    current = watched(open_snapshot, folder, folder / "current")
    return create_app(current, settings, readable=(folder.resolve() / "snapshots",), log=log)


def rdf_app(
    files: tuple[Path, ...], folder: Path, settings: Settings, *, log: AccessLog | None = None
) -> tuple[FastAPI, int]:
    """The application over RDF files, loaded into `folder` (empty or absent); and the number of quads."""
    import hashlib

    from kg.serve.rdf_files import load_files

    quads = load_files(files, folder, seconds=settings.read_seconds, memory=settings.read_memory)
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    source = of_folder(folder, digest.hexdigest()[:16])

    def none() -> object:
        raise StoreError("plain RDF files are served: there is no snapshot")

    return create_app(none, settings, readable=(folder,), source=source, log=log), quads  # type: ignore[arg-type]


def bind(settings: Settings) -> socket.socket:
    """A listening socket. Raises StoreError (exit status 4) when the port is taken, UsageError without a token."""
    if not is_loopback(settings.host) and not settings.token:
        raise UsageError(
            f"{settings.host} 可从别的机器访问，须设令牌 can be reached from other machines: a token is needed",
            hint="--token, or KG_TOKEN",
        )
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(found[0], socket.SOCK_STREAM, socket.IPPROTO_TCP)  # asyncio sets NODELAY only then
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(found[4])
        listening.listen(1024)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise StoreError(
                f"端口已被占用 port {settings.port} is in use",
                hint=f"kg serve --port {settings.port + 1}",
                code="port.in-use",
            ) from error
        raise UsageError(
            f"无法监听 can't listen on {settings.host} port {settings.port}: {error.strerror or error}"
        ) from error
    return listening


def run(app: FastAPI, settings: Settings, *, ready: Callable[[str], None], listening: socket.socket) -> int:
    """Serve until a signal; `ready` is called with the address once requests are answered. The exit status."""
    with contextlib.suppress(ValueError, OSError):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 65_536)), hard))
    host, port = listening.getsockname()[:2]
    address = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
    _log_lines()
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        loop="auto",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        timeout_keep_alive=15,
        timeout_graceful_shutdown=STOP_SECONDS,
        limit_concurrency=_CONNECTIONS,
        backlog=1024,
    )
    server = _Server(config, lambda: ready(address), app.state.parts.pool)
    server.run(sockets=[listening])
    return EXIT_INTERRUPTED if server.ended_by == signal.SIGINT else EXIT_OK


class _Server(uvicorn.Server):
    """uvicorn's server that says when it is ready, ends long queries and remembers the signal (it has no hooks for these)."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], pool: Pool) -> None:
        super().__init__(config)
        self._ready, self._pool = ready, pool
        self.ended_by: int | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Small queries get a second to finish; what still runs then is told that the service stops."""
        for _ in range(20):
            if not self._pool.state["running"]:
                break
            await asyncio.sleep(0.05)
        await self._pool.close()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: object) -> None:
        self.ended_by = sig
        super().handle_exit(sig, frame)  # type: ignore[arg-type]
        self._captured_signals.clear()  # the exit status says which one it was; it is not raised again


def _log_lines() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    for name, level in (("kg.serve", logging.INFO), ("uvicorn.error", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.setLevel(level)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(handler)
