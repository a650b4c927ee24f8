"""The service under load: python -m bench.serve [--seconds 4] [--soak SECONDS]

100,000 triples, a query of one subject (5 rows, JSON), keep-alive. One JSON line a scene: requests a second, median and
99th percentile, errors, CPU microseconds a request (the service and its workers), resident memory; the same from
`oxigraph serve-read-only` where that program is found (PATH or KG_OXIGRAPH). `--soak` mixes small, heavy and broken queries and
rude clients for so many seconds and says what became of the memory.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

SMALL = "SELECT ?p ?o { <http://e/77> ?p ?o }"
HEAVY = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } # %d",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f LIMIT 1 # %d",
    "SELECT (GROUP_CONCAT(STR(?c)) AS ?x) { ?a ?b ?c . ?d ?e ?f } # %d",
)
BARS = {
    "cpu_us": ("small queries, 16 clients", 600.0),
    "p99_ms": ("small queries, 16 clients", 300.0),
    "p99_ms_beside_heavy": ("small queries beside heavy ones", 1000.0),
}


@dataclass(frozen=True)
class Target:
    """A running server: its name, address, path of the endpoint and process."""

    name: str
    port: int
    path: str
    process: psutil.Process

    def tree(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    def cpu(self) -> float:
        """CPU seconds of the processes that are alive, and of those already collected."""
        total = 0.0
        for process in self.tree():
            with contextlib.suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                total += times.user + times.system
        reaped = self.process.cpu_times()
        return total + reaped.children_user + reaped.children_system

    def rss(self) -> float:
        """Resident megabytes of all processes."""
        total = 0
        for process in self.tree():
            with contextlib.suppress(psutil.NoSuchProcess):
                total += process.memory_info().rss
        return total / 1e6


def request(target: Target, query: str) -> bytes:
    """A GET of a query, as bytes."""
    text = urllib.parse.quote(query)
    return (
        f"GET {target.path}?query={text} HTTP/1.1\r\nHost: 127.0.0.1:{target.port}\r\n"
        "Accept: application/sparql-results+json\r\n\r\n"
    ).encode()


async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, data: bytes) -> int:
    """Send a request, read its answer whole, give the status."""
    writer.write(data)
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    if b"content-length:" in lower:
        await reader.readexactly(int(lower.split(b"content-length:")[1].split(b"\r\n")[0]))
    elif b"chunked" in lower:
        while (size := int(await reader.readline(), 16)) > 0:
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    return int(head[9:12])


async def load(target: Target, data: bytes, clients: int, seconds: float) -> dict[str, float]:
    """So many clients asking the same for so long."""
    times: list[float] = []
    errors = 0
    end = time.perf_counter() + seconds

    async def client() -> None:
        nonlocal errors
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
            while (started := time.perf_counter()) < end:
                if await asyncio.wait_for(one(reader, writer, data), 30) != 200:
                    errors += 1
                times.append(time.perf_counter() - started)
            writer.close()
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            errors += 1

    cpu, wall = target.cpu(), time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    wall = time.perf_counter() - wall
    used = target.cpu() - cpu
    times.sort()
    count = max(len(times), 1)
    return {
        "clients": clients,
        "requests": len(times),
        "per_second": round(len(times) / wall),
        "p50_ms": round(times[len(times) // 2] * 1000, 1) if times else -1.0,
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 1) if times else -1.0,
        "errors": errors,
        "cpu_us": round(used / count * 1e6),
        "rss_mb": round(target.rss()),
    }


async def beside_heavy(target: Target, seconds: float) -> dict[str, float]:
    """Sixteen clients with small queries while four keep asking heavy ones."""
    stop = asyncio.Event()

    async def heavy(number: int) -> None:
        while not stop.is_set():
            number += 10
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
                await one(reader, writer, request(target, HEAVY[number % len(HEAVY)] % number))
                writer.close()

    heavies = [asyncio.ensure_future(heavy(n)) for n in range(4)]
    await asyncio.sleep(1.5)
    found = await load(target, request(target, SMALL), 16, seconds)
    stop.set()
    for task in heavies:
        task.cancel()
    await asyncio.gather(*heavies, return_exceptions=True)
    del found["cpu_us"]
    return found


async def half_open(target: Target, seconds: float) -> dict[str, float]:
    """Sixteen clients with small queries while 600 connections never finish their request."""
    held = [socket.create_connection(("127.0.0.1", target.port)) for _ in range(600)]
    for connection in held:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
    try:
        return await load(target, request(target, SMALL), 16, seconds)
    finally:
        for connection in held:
            connection.close()


async def soak(target: Target, seconds: float) -> None:
    """Everything at once, for long; one line every 30 seconds."""
    end = time.monotonic() + seconds
    broken = ["SELECT * {", "ASK { FILTER(" + "!" * 9000 + "true) }", "SELECT * { SERVICE <http://x/> {} }", "DROP ALL"]

    async def mixed() -> None:
        number = 0
        while time.monotonic() < end:
            number += 1
            query = HEAVY[number % 3] % number if number % 7 == 0 else broken[number % 4]
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
                reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
                await asyncio.wait_for(one(reader, writer, request(target, query)), 0.7 if number % 14 == 0 else 15)
                writer.close()

    others = [asyncio.ensure_future(mixed()) for _ in range(4)]
    first = None
    while (left := end - time.monotonic()) > 1:
        found = await load(target, request(target, SMALL), 8, min(30.0, left))
        parent = round(target.process.memory_info().rss / 1e6, 1)
        first = first or parent
        say(scene="soak", server=target.name, service_rss_mb=parent, grown_mb=round(parent - first, 1), **found)
    await asyncio.gather(*others)


def say(**figures: object) -> None:
    """One JSON line."""
    print(json.dumps(figures), flush=True)


def data_file(folder: Path) -> Path:
    """100,000 triples."""
    path = folder / "data.nt"
    lines = (f'<http://e/{i}> <http://e/p{j}> "value {i} {j}" .' for i in range(20_000) for j in range(5))
    path.write_text("\n".join(lines) + "\n", encoding="ascii")
    return path


@contextlib.contextmanager
def ours(data: Path) -> Iterator[Target]:
    command = [sys.executable, "-m", "kg", "serve", "--rdf", str(data), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline().rsplit(":", 1)[1].strip(" /\n"))
            yield Target("kg serve", port, "/sparql", psutil.Process(process.pid))
        finally:
            process.terminate()


@contextlib.contextmanager
def oxigraph(program: str, data: Path, folder: Path) -> Iterator[Target]:
    store = str(folder / "oxigraph")
    subprocess.run([program, "load", "--location", store, "--file", str(data)], check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [program, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(100):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.05)
            yield Target("oxigraph serve-read-only", port, "/query", psutil.Process(process.pid))
        finally:
            process.terminate()


def scenes(target: Target, seconds: float, *, rough: bool) -> dict[str, dict[str, float]]:
    """All scenes against one server; `rough` also the ones that stop a server without limits."""
    small = request(target, SMALL)
    found = {f"small queries, {n} clients": asyncio.run(load(target, small, n, seconds)) for n in (1, 16, 64, 256)}
    if rough:
        found["small queries beside 600 half-open connections"] = asyncio.run(half_open(target, seconds))
        found["small queries beside heavy ones"] = asyncio.run(beside_heavy(target, seconds))
    for scene, figures in found.items():
        say(scene=scene, server=target.name, **figures)
    return found


def main() -> None:
    """Run the scenes, print one line each, then the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--soak", type=float, default=0.0)
    options = parser.parse_args()
    say(machine=platform.machine(), cores=os.cpu_count(), python=platform.python_version(), load=os.getloadavg())
    with tempfile.TemporaryDirectory() as name:
        data = data_file(Path(name))
        with ours(data) as target:
            if options.soak:
                asyncio.run(soak(target, options.soak))
                return
            found = scenes(target, options.seconds, rough=True)
        for bar, (scene, most) in BARS.items():
            figure = found[scene][bar.removesuffix("_beside_heavy")]
            say(bar=bar, most=most, figure=figure, held=figure <= most)
        say(bar="errors", most=0, figure=sum(f["errors"] for f in found.values()))
        program = os.environ.get("KG_OXIGRAPH") or shutil.which("oxigraph")
        if program:
            with oxigraph(program, data, Path(name)) as target:
                scenes(target, options.seconds, rough=False)


if __name__ == "__main__":
    main()
