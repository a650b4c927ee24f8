"""The small world as an open view, built once."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kg.graph import Snapshot
from kg.query import View


def load_world() -> ModuleType:
    """The module beside this file (tests are no package)."""
    name = "query_world"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("world.py"))
        assert spec is not None and spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    made: Snapshot = load_world().publish_world(tmp_path_factory.mktemp("world") / "store")
    return made


@pytest.fixture(scope="session")
def view(snapshot: Snapshot) -> View:
    return View(snapshot)
