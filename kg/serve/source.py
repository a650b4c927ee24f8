"""Where the service finds the graph: the current snapshot of a store, watched, or a folder made from RDF files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.query.view import SnapshotLike


@dataclass(frozen=True, slots=True)
class Served:
    """The snapshot one request is answered from; `store` is the folder of its Oxigraph store."""

    id: str
    store: str
    snapshot: Any = None


Source = Callable[[], Served]


def of_snapshots(current: Callable[[], SnapshotLike]) -> Source:
    """A source over a function that gives the current snapshot (cheaply: it is called for every request)."""
    last: list[tuple[Any, Served]] = []

    def served() -> Served:
        snapshot = current()
        if not last or last[0][0] is not snapshot:
            last[:] = [(snapshot, Served(snapshot.id, str(Path(snapshot.path) / "oxigraph"), snapshot))]
        return last[0][1]

    return served


def of_folder(store: Path, name: str) -> Source:
    """A source over one Oxigraph folder that does not change."""
    fixed = Served(name, str(store))
    return lambda: fixed


def watched(open_snapshot: Callable[[Path], SnapshotLike], folder: Path, pointer: Path) -> Callable[[], SnapshotLike]:
    """The snapshot that `pointer` names, opened anew only when the pointer file has changed.

    A build replaces the pointer in one step, so one `stat` per request tells; a request keeps the snapshot it began with.
    """
    last: list[tuple[tuple[int, int, int], SnapshotLike]] = []

    def current() -> SnapshotLike:
        try:
            status = pointer.stat()
            mark = (status.st_mtime_ns, status.st_ino, status.st_size)
        except FileNotFoundError:
            mark = (0, 0, 0)
        if not last or last[0][0] != mark:
            last[:] = [(mark, open_snapshot(folder))]
        return last[0][1]

    return current
