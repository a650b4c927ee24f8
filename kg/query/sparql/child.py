"""The worker process: reads requests from its standard input (a socket), evaluates, writes answers, until it is killed.

Frames, both ways: 4 bytes length of a JSON head, 4 bytes length of a body, head, body (big-endian). The process has
no state but the last stores it opened; killing it at any moment loses nothing.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import sys
from typing import Any

import pyoxigraph as ox

from kg.query.sparql.confine import confine
from kg.query.sparql.evaluate import evaluate, refusal

HEADER = struct.Struct(">II")
_OPEN_STORES = 2  # the snapshot in use and the one before or after it


def main() -> None:
    """Serve requests over standard input; options come as one JSON argument."""
    options = json.loads(sys.argv[1])
    channel = socket.socket(fileno=os.dup(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's matter: it ends this process
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    standing = confine(memory=options["memory"], readable=options["readable"])
    channel.sendall(frame({"ready": True, "walls": standing}, b""))
    stores: dict[str, ox.Store] = {}
    while True:
        request = receive(channel)
        if request is None:
            return
        # the second wall behind the parent's deadline: it holds even when the parent is gone
        signal.setitimer(signal.ITIMER_REAL, request["seconds"] + 1.0)
        meta, body = _answer(stores, request)
        signal.setitimer(signal.ITIMER_REAL, 0)
        channel.sendall(frame(meta, body))


def frame(head: dict[str, Any], body: bytes) -> bytes:
    """One message as bytes."""
    text = json.dumps(head).encode()
    return HEADER.pack(len(text), len(body)) + text + body


def receive(channel: socket.socket) -> dict[str, Any] | None:
    """The next message's head, None when the other side has gone. There is never more than one message under way."""
    data = channel.recv(65_536)  # nearly every request comes in one piece
    while len(data) < HEADER.size or len(data) < HEADER.size + HEADER.unpack_from(data)[0]:
        part = channel.recv(1 << 20)
        if not part:
            return None
        data += part
    head: dict[str, Any] = json.loads(data[HEADER.size :])
    return head


def _answer(stores: dict[str, ox.Store], request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    path = request["store"]
    store = stores.get(path)
    if store is None:
        try:
            store = ox.Store.read_only(path)
        except (OSError, RuntimeError, ValueError) as error:
            return refusal("store.unusable", f"{path}: {error}"), b""
        while len(stores) >= _OPEN_STORES:
            del stores[next(iter(stores))]
        stores[path] = store
    return evaluate(store, request)


if __name__ == "__main__":
    main()
