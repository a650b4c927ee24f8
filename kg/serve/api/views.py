"""The open views of a running service: the current snapshot's, and of those asked for by id while they are kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from kg.errors import NotFound
from kg.query.view import SnapshotLike, View

KEPT = 4


class Views:
    """Hands out a view per snapshot. A class because it keeps the last few open; safe to share between threads.

    `current` gives the snapshot in force (asked at every request), `by_id` opens another one (raises NotFound).
    """

    def __init__(self, current: Callable[[], SnapshotLike], by_id: Callable[[str], SnapshotLike] | None = None) -> None:
        self._current, self._by_id = current, by_id
        self._open: OrderedDict[str, View] = OrderedDict()
        self._lock = threading.Lock()

    def current(self) -> View:
        """The view of the snapshot in force."""
        return self._view(self._current())

    def at(self, snapshot_id: str | None) -> View:
        """The view of a snapshot by id, the current one for None. Raises NotFound when it is no longer kept."""
        current = self._current()
        if snapshot_id is None or snapshot_id == current.id:
            return self._view(current)
        if self._by_id is None or not snapshot_id.isalnum():
            raise NotFound(f"no snapshot {snapshot_id}", hint="start again without snapshot or cursor")
        return self._view(self._by_id(snapshot_id))

    def _view(self, snapshot: SnapshotLike) -> View:
        with self._lock:
            view = self._open.get(snapshot.id)
            if view is None:
                view = self._open[snapshot.id] = View(snapshot)
            self._open.move_to_end(snapshot.id)
            while len(self._open) > KEPT:
                self._open.popitem(last=False)
            return view
