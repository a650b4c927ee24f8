"""Opening a published graph: read only, by any number of processes, while the next one is being written.

<store>/store.json        marks the folder as ours, with the version of its layout
<store>/current           the id of the snapshot in force
<store>/history           ids in the order in which they came into force, one a line
<store>/lock              held by the one build that may write
<store>/report.json       the last build's report
<store>/documents/        texts and records, named by their content, shared between snapshots
<store>/snapshots/<id>/   manifest.json, oxigraph/, search.db, layout.json, report.ttl
<store>/cache/            records by content and pipeline, so that only changed documents are read again
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kg.errors import NotFound, StoreError
from kg.graph.addresses import is_remote

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.graph.remote import RemoteStore

LAYOUT = 1
MARK = "store.json"


@dataclass(frozen=True)
class Snapshot:
    """One published graph. `manifest` says what went in, how much came out, and whether it conforms to the shapes.

    `remote` is the store behind an address that holds the same graph; texts, tables and manifest come from its mirror.
    """

    id: str
    path: Path
    manifest: dict[str, Any]
    remote: RemoteStore | None = None

    def store(self) -> Store:
        """The quads, read only. Raises StoreError when the files are damaged.

        Of a remote snapshot it is a `RemoteStore`, which answers the same calls as far as this program makes them.
        """
        from pyoxigraph import Store

        if self.remote is not None:
            return cast("Store", self.remote)
        try:
            return Store.read_only(str(self.path / "oxigraph"))
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(
                f"{self.path}: 图谱无法打开 the graph can't be opened: {error}",
                hint="kg undo, or build into a new folder",
            ) from error

    def documents(self) -> tuple[dict[str, Any], ...]:
        """The documents as {id, title, date, issuer, sources, chars, pages, file}, in the order of their ids."""
        return tuple(self.manifest["documents"])

    def document(self, document_id: str) -> dict[str, Any]:
        """One document: what `documents` says of it and text, page spans, media type, encoding, warnings and record
        (the JSON of `kg.records`). Raises NotFound for an unknown id, StoreError when its file is damaged."""
        card = next((d for d in self.manifest["documents"] if d["id"] == document_id), None)
        if card is None:
            raise NotFound(f"no document {document_id} in snapshot {self.id}")
        body = _json(self.path.parent.parent / "documents" / card["file"])
        return {**card, **body}


def open_snapshot(store_dir: Path | str, snapshot_id: str | None = None) -> Snapshot:
    """The snapshot in force, or the one with this id. Raises StoreError when there is no graph here or it is damaged,
    NotFound when the id is unknown.

    `store_dir` may be the address of a remote store, which must hold the snapshot that its mirror (setting `mirror`)
    has in force; an older one asked for by id is the mirror's.
    """
    if is_remote(store_dir):
        return _open_remote(str(store_dir), snapshot_id)
    root = Path(store_dir)
    check_store(root)
    wanted = snapshot_id or current_id(root)
    if wanted is None:
        raise StoreError(f"{root}: 这里还没有图谱 no graph has been built here", hint="kg build FOLDER --store DIR")
    path = root / "snapshots" / wanted
    if "/" in wanted or "\\" in wanted or not (path / "manifest.json").is_file():
        if snapshot_id is not None:
            raise NotFound(
                f"没有此快照 no snapshot {wanted} in {root}", hint=f"kept: {', '.join(snapshot_ids(root)) or 'none'}"
            )
        raise StoreError(f"{root}: the pointer names snapshot {wanted}, which is not there", hint="run kg build again")
    return Snapshot(wanted, path, _json(path / "manifest.json"))


def _open_remote(address: str, snapshot_id: str | None) -> Snapshot:
    from kg.graph.remote import connect, marker
    from kg.settings import load_settings

    settings = load_settings()
    snapshot = open_snapshot(settings.mirror, snapshot_id)
    if snapshot_id is not None:
        return snapshot
    base = snapshot.manifest["base"]
    remote = connect(address, token=settings.store_token, seconds=settings.store_seconds, base=base)
    held = marker(remote, base)
    if held != snapshot.id:
        raise StoreError(
            f"{remote.host} holds {held or 'no whole graph'}, the mirror {snapshot.id}",
            hint="kg build with the same --store",
        )
    return replace(snapshot, remote=remote)


def check_store(root: Path) -> None:
    """Raise StoreError when `root` is not a store of ours, or one of another layout."""
    mark = root / MARK
    if not mark.is_file():
        what = "不是文件夹 is not a folder" if root.exists() and not root.is_dir() else "没有图谱 holds no graph"
        raise StoreError(f"{root} {what}", hint="kg build FOLDER --store DIR")
    found = _json(mark)
    if found.get("kind") != "qipu-store" or found.get("layout") != LAYOUT:
        raise StoreError(
            f"{root}: a store of layout {found.get('layout')!r}, this program reads {LAYOUT}",
            hint="build into a new folder; nothing was changed",
        )


def current_id(root: Path) -> str | None:
    """The id in the pointer file, None when nothing was published yet. Raises StoreError when it can't be read."""
    try:
        return (root / "current").read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{root / 'current'}: {error}", hint="run kg build again") from error


def history(root: Path) -> tuple[str, ...]:
    """The ids that came into force, oldest first, up to the current one."""
    current = current_id(root)
    if current is None:
        return ()
    try:
        ids = (root / "history").read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError):
        return (current,)
    while ids and ids[-1] != current:
        ids.pop()
    return tuple(ids) or (current,)


def snapshot_ids(root: Path) -> tuple[str, ...]:
    """The ids of the snapshots that are kept, sorted."""
    folder = root / "snapshots"
    return tuple(sorted(p.parent.name for p in folder.glob("*/manifest.json") if not p.parent.name.startswith(".")))


def find_id(root: Path, text: str) -> str:
    """The id meant by a whole id, an unambiguous beginning of one, `current` or `previous`. Raises NotFound."""
    ids = history(root)
    if text == "current" and ids:
        return ids[-1]
    if text == "previous" and len(ids) > 1:
        return ids[-2]
    found = [i for i in snapshot_ids(root) if i.startswith(text)] if text else []
    if len(found) != 1:
        told = f"没有此快照 no one snapshot {text!r}"
        if text == "previous":
            told = "只有一个快照，没有更早的 there is only one snapshot, none before it"
        raise NotFound(told, hint=f"kept: {', '.join(snapshot_ids(root)) or 'none'}")
    return found[0]


def _json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{path}: {error}", hint="the store is damaged: kg undo, or build into a new folder"
        ) from error
    if not isinstance(data, dict):
        raise StoreError(f"{path}: not an object", hint="the store is damaged: build into a new folder")
    return data
