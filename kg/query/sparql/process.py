"""The parent's handle on one worker process: start it, send a request, collect the answer's bytes, kill it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.query.sparql.child import HEADER, frame

_STAGE = Path(__file__).resolve().parents[1]
# the front door of the stage imports what a worker does not need: an empty package in its place halves the start
_START = """import sys, types
sys.path.insert(0, {root!r})
sys.modules["kg.query"] = package = types.ModuleType("kg.query")
package.__path__ = [{folder!r}]
from kg.query.sparql.child import main
main()
"""
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "VIRTUAL_ENV")  # nothing secret, no proxy goes along


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as the worker gave it."""

    meta: dict[str, Any]
    body: bytes


class Worker:
    """One process and the socket to it; not for two threads at once."""

    def __init__(self, *, memory: int, readable: tuple[str, ...]) -> None:
        ours, theirs = socket.socketpair()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `kill`
        options = json.dumps({"memory": memory, "readable": readable})
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START.format(root=str(_STAGE.parents[1]), folder=str(_STAGE)), options],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            env={**{k: os.environ[k] for k in _KEPT if k in os.environ}, "MALLOC_ARENA_MAX": "2", "LANG": "C.UTF-8"},
            close_fds=True,
            start_new_session=True,  # Ctrl-C goes to the parent alone
        )
        theirs.close()
        self.socket = ours
        self.ready = False
        self._received = bytearray()

    def fileno(self) -> int:
        """For select and event loops."""
        return self.socket.fileno()

    def send(self, request: dict[str, Any]) -> None:
        """Hand over a request, once the process is ready and has answered the one before. Raises OSError when dead."""
        self.socket.sendall(frame(request, b""))

    def receive(self) -> Reply | None:
        """Read what has come and return the answer once whole; None while more must come. Raises EOFError when dead."""
        try:
            part = self.socket.recv(1 << 20)
        except (BlockingIOError, InterruptedError):
            return None
        except ConnectionError:
            part = b""
        if not part:
            raise EOFError
        data = self._received
        if not data and len(part) >= HEADER.size:
            head, body = HEADER.unpack_from(part)
            if len(part) == HEADER.size + head + body:  # nearly every answer comes in one piece
                return Reply(json.loads(part[HEADER.size : HEADER.size + head]), part[HEADER.size + head :])
        data += part
        if len(data) < HEADER.size:
            return None
        head, body = HEADER.unpack_from(data)
        if len(data) < HEADER.size + head + body:
            return None
        reply = Reply(json.loads(bytes(data[HEADER.size : HEADER.size + head])), bytes(data[HEADER.size + head :]))
        self._received = bytearray()
        return reply

    def cpu_seconds(self) -> float:
        """Processor time the process has used so far; where /proc is not known, the wall clock instead."""
        try:
            with open(f"/proc/{self.process.pid}/stat", "rb") as stream:  # noqa: PTH123 - once per long query and sweep
                fields = stream.read().rsplit(b") ", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) / _TICKS
        except (OSError, IndexError, ValueError):
            return time.monotonic()

    def kill(self) -> None:
        """End the process at once; `reap` later."""
        self.socket.close()
        if self.process.poll() is None:
            self.process.kill()

    def why_dead(self) -> tuple[str, str]:
        """Error code and sentence for a process that ended by itself while it evaluated."""
        try:
            status = self.process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            return "query.crashed", "the query worker stopped answering"
        if status in (-signal.SIGABRT, -signal.SIGKILL) or b"MemoryError" in self.stderr():
            return "limit.memory", "the query needs more memory than it may have"
        if status == -signal.SIGALRM:
            return "limit.time", "the query reached its time limit"
        return "query.crashed", "the query stopped its worker process (nested too deeply?)"

    def stderr(self) -> bytes:
        """The last of what the process wrote to its standard error."""
        self._errors.seek(0)
        return self._errors.read()[-2000:]

    def reap(self) -> bool:
        """Collect the ended process; False while it is still ending."""
        if self.process.poll() is None:
            return False
        self._errors.close()
        return True
