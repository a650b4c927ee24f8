"""The small world as an open view, built once."""

from __future__ import annotations

import pytest

from kg.graph import Snapshot
from kg.query import View
from tests.query.world import publish_world


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    made: Snapshot = publish_world(tmp_path_factory.mktemp("world") / "store")
    return made


@pytest.fixture(scope="session")
def view(snapshot: Snapshot) -> View:
    return View(snapshot)
