"""A process one can kill: runs named functions under limits of time and memory, and talks JSON over its pipes.

PDFium, lexbor and lxml read what strangers wrote; when they hang, swell or crash, this process goes and the program stays.
JSON, not pickle: what a subverted worker answers is data. The worker may open no connection and start no program.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.errors import InputError, KgError

_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "ctypes.dlopen.",
    "urllib.",
)
_GRACE = 5.0
_MAX_REPLY = 1_000_000_000


class Worker:
    """One worker process, started at the first call and again after it was killed; use it from one thread at a time.

    `memory` is in bytes, on top of what the process holds once set up. `setup` is a function
    with its arguments to be run first, named like the functions of `call`.
    """

    def __init__(self, *, memory: int, setup: tuple[str, Mapping[str, Any]] | None = None) -> None:
        self._memory = memory
        self._setup = setup
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def call(self, function: str, arguments: Mapping[str, Any], *, seconds: float) -> Any:
        """The JSON answer of `module:function(**arguments)`.

        Raises the KgError the function raised; InputError input.timeout, input.memory or input.crashed when the process
        had to be killed or died (the next call starts a new one).
        """
        if self._process is None:
            self._process = _start()
            self._exchange("kg.read.worker:prepare", {"setup": self._setup, "memory": self._memory}, 120.0)
        return self._exchange(function, arguments, seconds)

    def kill(self) -> None:
        """Stop the process from another thread; the call that waits for it raises input.crashed."""
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process at once."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()

    def _exchange(self, function: str, arguments: Mapping[str, Any], seconds: float) -> Any:
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        request = {"call": function, "arguments": dict(arguments), "seconds": seconds}
        try:
            process.stdin.write(_framed(request))
            process.stdin.flush()
            answer = _receive(process.stdout.fileno(), time.monotonic() + seconds)
        except (BrokenPipeError, EOFError):
            raise self._died() from None
        except TimeoutError:
            self.close()
            raise InputError(
                f"超过 {seconds:g} 秒时限 time limit of {seconds:g} s",
                code="input.timeout",
                hint="setting read_seconds",
            ) from None
        except BaseException:
            self.close()
            raise
        if "error" in answer:
            code, message, hint = answer["error"]
            if code == "input.memory":
                self.close()
            raise InputError(message, code=code, hint=hint)
        return answer["ok"]

    def _died(self) -> InputError:
        process = self._process
        status = process.wait() if process is not None else 0
        self.close()
        name = signal.Signals(-status).name if status < 0 else f"status {status}"
        return InputError(f"处理进程崩溃 the worker process died ({name})", code="input.crashed")


def _start() -> subprocess.Popen[bytes]:
    paths = [str(Path(__file__).resolve().parents[2]), *(os.path.abspath(p) for p in sys.path)]  # noqa: PTH100
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", "from kg.read.worker import serve; serve()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def _framed(message: Mapping[str, Any]) -> bytes:
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return len(body).to_bytes(8, "big") + body


def _receive(descriptor: int, deadline: float | None) -> Any:
    """One message; TimeoutError past the deadline, EOFError when the other side is gone."""
    size = int.from_bytes(_exactly(descriptor, 8, deadline), "big")
    if size > _MAX_REPLY:
        raise EOFError
    return json.loads(_exactly(descriptor, size, deadline).decode("utf-8", "surrogatepass"))


def _exactly(descriptor: int, size: int, deadline: float | None) -> bytearray:
    data = bytearray()
    while len(data) < size:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([descriptor], [], [], left)[0]:
                raise TimeoutError
        chunk = os.read(descriptor, min(size - len(data), 1 << 20))
        if not chunk:
            raise EOFError
        data += chunk
    return data


# ---------------------------------------------------------------- inside the worker


def serve() -> None:
    """The worker's loop: a request from standard input, its answer to standard output, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not end up between the answers
    while True:
        try:
            request = _receive(0, None)
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, request["seconds"] + _GRACE)  # should the parent be gone
        reply = memoryview(_framed(_answer(request)))
        signal.setitimer(signal.ITIMER_REAL, 0)
        while reply:
            reply = reply[os.write(answers, reply) :]


def prepare(setup: tuple[str, Mapping[str, Any]] | None, memory: int) -> None:
    """Run the set-up, then shut the doors and fix the limits."""
    if setup is not None:
        _named(setup[0])(**setup[1])
    sys.addaudithook(_refuse)
    try:
        import resource
    except ImportError:  # Windows has no such limits; time limit and kill still hold
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = memory + _held()
    resource.setrlimit(resource.RLIMIT_DATA, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _held() -> int:
    """Bytes of private data this process holds now (Linux; elsewhere a guess)."""
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123
            return int(stream.read().split()[5]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 500_000_000


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is off while documents are read")


def _named(function: str) -> Any:
    module, name = function.split(":")
    return getattr(importlib.import_module(module), name)


def _answer(request: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {"ok": _named(request["call"])(**request["arguments"])}
    except KgError as error:
        return {"error": [error.code, str(error), error.hint]}
    except MemoryError:
        return {"error": ["input.memory", "超过内存上限 memory limit reached", "setting read_memory"]}
    except Exception as error:  # noqa: BLE001 - a process border: the failure travels as data and is raised there
        where = traceback.extract_tb(error.__traceback__)[-1]
        return {"error": ["input.failed", f"{type(error).__name__}: {error} ({where.name}:{where.lineno})", ""]}
