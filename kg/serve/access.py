"""The access log: one JSON object a line, written in bundles, because a line a write costs as much as a small query."""

from __future__ import annotations

import json
import sys
import time
from typing import TextIO

_BUNDLE = 200  # lines at most before they are written
_SECONDS = 0.5  # and as long as they may wait for the next request


class AccessLog:
    """Collects lines and writes them to a stream; `flush` when the service stops (it holds the bundle: a class)."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.enabled = stream is not None
        self._stream = stream or sys.stderr
        self._lines: list[str] = []
        self._written = 0.0
        self._second = (0, "")

    def line(
        self, identity: str, client: str, method: str, path: str, status: int, size: int, ms: float, query: str
    ) -> None:
        """Note one finished request; `query` is empty unless query texts are logged."""
        now = time.time()
        if int(now) != self._second[0]:
            self._second = (int(now), time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now)))
        more = f', "query": {json.dumps(query)}' if query else ""
        self._lines.append(
            f'{{"time": "{self._second[1]}", "id": "{identity}", "client": "{client}", "method": {json.dumps(method)}, '
            f'"path": {json.dumps(path)}, "status": {status}, "bytes": {size}, "ms": {ms:.1f}{more}}}\n'
        )
        if len(self._lines) >= _BUNDLE or now - self._written >= _SECONDS:
            self.flush(now)

    def flush(self, now: float = 0.0) -> None:
        """Write what waits."""
        if self._lines:
            self._stream.write("".join(self._lines))
            self._stream.flush()
        self._lines.clear()
        self._written = now
