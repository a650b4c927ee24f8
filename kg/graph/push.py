"""A snapshot into a remote store: one graph a document, the facts in their graph, a marker last.

Only the graphs that differ from what the store holds are sent. While the marker graph is missing the store is being
written (or a push was cut off); the next push then sends everything again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError
from kg.graph import vocab
from kg.graph.canonical import store_lines
from kg.graph.remote import RemoteStore, marker
from kg.graph.shacl import split_line
from kg.graph.snapshot import Snapshot, open_snapshot

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push sent: graphs replaced, graphs dropped, triples sent; all 0 when the store was up to date."""

    replaced: int
    dropped: int
    triples: int


def push(snapshot: Snapshot, remote: RemoteStore, *, base: str, progress: Progress | None = None) -> Pushed:
    """Make the remote store hold exactly the graph of a (local) snapshot.

    Graphs outside `base` are left alone. Raises StoreError when the store refuses.
    """
    held = marker(remote, base)
    if held == snapshot.id:
        return Pushed(0, 0, 0)
    wanted = _by_graph(snapshot)
    known = _kept(snapshot, held)
    if known is None:
        there = {g.value for g in remote.named_graphs() if g.value.startswith(f"{base}document/")}
        changed, gone = sorted(wanted, key=str), sorted(there - wanted.keys())
    else:
        changed = sorted((g for g in wanted if wanted[g] != known.get(g)), key=str)
        gone = sorted(g for g in known if g is not None and g not in wanted)
    remote.delete(f"{base}snapshot")
    for number, graph in enumerate(changed):
        remote.put(graph, wanted[graph])
        if progress is not None:
            progress(number + 1, len(changed))
    for graph in gone:
        remote.delete(graph)
    remote.put(f"{base}snapshot", [f'<{base}snapshot> {vocab.IDENTIFIER} "{snapshot.id}" .'])
    return Pushed(len(changed), len(gone), sum(len(wanted[g]) for g in changed))


def _by_graph(snapshot: Snapshot) -> dict[str | None, list[str]]:
    """The snapshot's N-Triples lines by graph name (None for the default graph), sorted."""
    graphs: dict[str | None, list[str]] = defaultdict(list)
    graphs[None] = []
    for line in store_lines(snapshot.store()):
        triple = " ".join(split_line(line))
        rest = line[len(triple) :].strip(" .")
        graphs[rest[1:-1] if rest else None].append(f"{triple} .")
    return graphs


def _kept(snapshot: Snapshot, held: str | None) -> dict[str | None, list[str]] | None:
    """The graphs of the snapshot that the store holds, where the mirror still keeps it."""
    if held is None:
        return None
    root: Path = snapshot.path.parent.parent
    try:
        return _by_graph(open_snapshot(root, held))
    except KgError:
        return None
