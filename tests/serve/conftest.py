"""A real `kg serve` process over a small RDF dataset, on a free port, ended after the tests."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import httpx
import pytest

ROOT = Path(__file__).parents[2]
DATA = """@prefix e: <http://e/> .
e:1 e:p "a", e:2 ; e:label "中国铝业" .
e:g { e:3 e:p "in a graph", "<script>alert(1)</script>" . }
"""

Served = tuple[str, subprocess.Popen[str], TextIO]


@contextlib.contextmanager
def serving(*arguments: str, environment: dict[str, str] | None = None) -> Iterator[Served]:
    """The address of a `kg serve` with these arguments, its process and its log."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:  # a pipe that nobody reads would stop the service
        process = subprocess.Popen(
            [sys.executable, "-m", "kg", "serve", "--port", "0", *arguments],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        )
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            log.seek(0)
            assert address.startswith("http://"), log.read()
            yield address.rstrip("/"), process, log
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.communicate(timeout=120)
            process.kill()


def many(count: int) -> str:
    """N-Triples enough for products to take for ever."""
    lines = (
        f'<http://m/{i}> <http://m/p> "{i % 10}" .\n<http://m/{i}> <http://m/n> <http://m/{i + 1}> .'
        for i in range(count)
    )
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("rdf")
    (folder / "data.trig").write_text(DATA, encoding="utf-8")
    (folder / "many.nt").write_text(many(2000), encoding="utf-8")
    return [folder / "data.trig", folder / "many.nt"]


@pytest.fixture(scope="session")
def address(files: list[Path]) -> Iterator[str]:
    arguments = [part for file in files for part in ("--rdf", str(file))]
    with serving(*arguments, environment={"KG_QUERY_SECONDS": "2"}) as (address, _, _):
        yield address


@pytest.fixture(scope="session")
def http(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=120) as client:
        yield client
