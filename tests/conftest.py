"""What several suites share: one Chromium for all (Playwright's driver can run only once in a process)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserType, sync_playwright

settings.register_profile("patient", deadline=None)  # a busy machine is no failing example
settings.load_profile("patient")

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",  # containers often have 64 MB of it
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright's driver keeps an event loop running, beside which asyncio.run refuses."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def launched(kind: BrowserType, *flags: str) -> Browser:
    """Debian's Chromium, headless, with further flags."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "Chromium is missing: apt-get install chromium fonts-noto-cjk"
    return kind.launch(executable_path=path, args=[*FLAGS, *flags, *(["--no-sandbox"] if os.geteuid() == 0 else [])])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all suites."""
    with sync_playwright() as playwright:
        running = launched(playwright.chromium)
        yield running
        running.close()
