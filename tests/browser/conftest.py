"""A real store, a real server on loopback; every page is watched for outside requests and errors."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
PATIENCE = 120  # seconds for what takes one here: machines are slow and shared, and only a hang should fail


def run_kg(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`kg …` from the root of the project, output captured."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE * 5
    )


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped samples, built into a store as `make run` does."""
    folder = tmp_path_factory.mktemp("store")
    built = run_kg("build", "data/samples/documents", "--store", str(folder))
    assert built.returncode in (0, 3), built.stderr
    return folder


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """The address of `kg serve` over a store, on a free port of the loopback, stopped at the end."""
    assert (ROOT / "viz" / "dist" / "READY.txt").is_file(), "build the pages first: python viz/build.py"
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", "--token", "secret"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = re.search(r"http://[\d.:]+", line)
        assert found, f"no address: {line!r}"
        yield found[0]
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


@pytest.fixture(scope="session")
def address(store: Path) -> Iterator[str]:
    """`kg serve` over the samples."""
    with serving(store) as found:
        yield found


@dataclass
class Watched:
    """A page and what it did that it should not: errors, requests beyond its own address."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # what the content security policy stopped

    def open(self, where: str) -> None:
        """Go to a view (`#/graph?…`) and wait until it is drawn."""
        self.page.goto(f"{self.address}/{where}")
        self.ready()

    def ready(self) -> None:
        """Wait until the page says that it is drawn."""
        self.page.wait_for_selector(".page[data-ready]", timeout=PATIENCE * 1000)

    def until(self, expression: str, *, seconds: float = PATIENCE) -> None:
        """Wait until an expression is true in the page (asked from outside: the policy forbids eval inside)."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(expression):
            assert time.monotonic() < end, f"never true: {expression}"
            self.page.wait_for_timeout(50)

    def text(self) -> str:
        """What the page shows."""
        return self.page.inner_text("#content")

    def clean(self) -> None:
        """Nothing went wrong and nothing went out."""
        assert self.errors == []
        assert self.outside == []


def watch(browser: Browser, address: str, **context: object) -> Watched:
    """A fresh page with its watchers."""
    wide = {"reduced_motion": "reduce", "viewport": {"width": 1440, "height": 900}}
    page = browser.new_context(**(wide | context)).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(PATIENCE * 1000)
    watched = Watched(page, address)
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on("dialog", lambda dialog: (watched.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda m: watched.refused.append(m.text) if "Content Security Policy" in m.text else None)
    page.on(
        "request", lambda r: None if r.url.startswith((address, "blob:", "data:")) else watched.outside.append(r.url)
    )
    return watched


@pytest.fixture
def view(browser: Browser, address: str) -> Iterator[Watched]:
    """A page of the served explorer; what it may not do is asserted at the end."""
    watched = watch(browser, address)
    yield watched
    watched.page.context.close()
    watched.clean()


def iri(kind: str, name: str) -> str:
    """The IRI of an entity, quoted for use in a view's address."""
    return quote(f"https://kg.example/id/{kind}/{quote(name, safe='()-._~')}", safe="")
