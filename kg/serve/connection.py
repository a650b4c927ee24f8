"""HTTP connections that may not dawdle: a request's head has to arrive within `HEAD_SECONDS` and `HEAD_BYTES`.

Without that, connections that send a byte now and then (slowloris) stay open for ever and eat the file descriptors,
and a head without end eats the memory.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 15.0
HEAD_BYTES = 262_144
_URL_BYTES = 65_500
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


class Connection(HttpToolsProtocol):
    """uvicorn's own protocol with limits for the head (inherits: the server takes a protocol class)."""

    _timer: asyncio.TimerHandle | None = None
    _bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._timer = self.loop.call_later(HEAD_SECONDS, self._too_slow)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:  # a request has begun
            self._bytes = 0
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            return
        self._bytes += len(data)
        if self._bytes > HEAD_BYTES and not self.transport.is_closing():
            self.transport.write(_TOO_LARGE)
            self.transport.close()
        elif self._timer is None:
            self._timer = self.loop.call_later(HEAD_SECONDS, self._too_slow)

    def on_headers_complete(self) -> None:
        if len(self.url) > _URL_BYTES:  # the parser of addresses refuses it; the wall says 414 to what is left
            self.url = self.url[:_URL_BYTES]
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def _too_slow(self) -> None:
        self._timer = None
        if (self.cycle is None or self.cycle.response_complete) and not self.transport.is_closing():
            self.transport.close()
