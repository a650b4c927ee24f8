"""Writing the next snapshot: whole, checked and flushed, then switched into force in one step.

Nothing here touches a published snapshot. A killed build leaves a half-written folder with a leading dot, which the
next build removes; the pointer still names the old graph.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, Store

from kg.errors import StoreError, ValidationFailed
from kg.graph import shacl, vocab
from kg.graph.canonical import canonical_lines, graph_hash, ontology_quads
from kg.graph.snapshot import LAYOUT, MARK, Snapshot, check_store, current_id, history, open_snapshot, snapshot_ids

Hook = Callable[[Snapshot], None]
_BUILDING = ".building"
_HALF_MARK = f".{MARK}.new"  # left by a first build that was killed at once


def prepare_store(store_dir: Path | str) -> Path:
    """Make the folder a store, or check that it is one. Raises StoreError, and changes nothing, where the folder holds
    other things, is of another layout or can't be written."""
    root = Path(store_dir)
    try:
        if root.exists() and (not root.is_dir() or any(p.name != _HALF_MARK for p in root.iterdir())):
            if not (root / MARK).is_file():
                raise StoreError(
                    f"{root} ：文件夹不空，也不是图谱 is not a store and not empty",
                    hint="用 --store 指定新文件夹 name a new folder with --store",
                )
            check_store(root)
        else:
            root.mkdir(parents=True, exist_ok=True)
            write_json(root / MARK, {"kind": "qipu-store", "layout": LAYOUT})
        for name in ("snapshots", "documents", "cache"):
            (root / name).mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{root}: {error.strerror or error}", hint="check the folder's permissions and space"
        ) from error
    return root


def publish(
    root: Path,
    quads: Iterable[Quad],
    *,
    documents: Mapping[str, dict[str, Any]],
    manifest: Mapping[str, Any],
    keep: int = 5,
    hooks: Sequence[Hook] = (),
) -> Snapshot:
    """Write the graph as a snapshot of the store `root` (whose lock the caller holds) and switch to it.

    `documents` maps document ids to what `Snapshot.document` hands back; `manifest` holds the caller's entries
    (pipeline, base, inputs …). Each hook gets the finished snapshot before the switch
    and may write files of its own beside it. The same graph as
    the current one writes nothing. Raises ValidationFailed when a shape is broken, StoreError when the disk fails.
    """
    lines = canonical_lines([*ontology_quads(), *quads])
    full_hash = graph_hash(lines)
    snapshot_id = full_hash[:16]
    if current_id(root) == snapshot_id and (root / "snapshots" / snapshot_id / "manifest.json").is_file():
        snapshot = _sound(open_snapshot(root, snapshot_id))
        _forget(root, keep)
        return snapshot
    try:
        if (root / "snapshots" / snapshot_id / "manifest.json").is_file():
            _sound(open_snapshot(root, snapshot_id))
        else:
            cards = [_keep_document(root, key, documents[key]) for key in sorted(documents)]
            head = {
                "snapshot": snapshot_id,
                "hash": full_hash,
                "parent": current_id(root),
                "created": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
                "quads": len(lines),
            }
            _write(root, snapshot_id, lines, {**head, **manifest, "documents": cards}, hooks)
        _switch(root, snapshot_id)
        _forget(root, keep)
    except OSError as error:
        raise StoreError(
            f"{root}: {error.strerror or error}",
            hint="the graph in force is unchanged; check disk space and permissions",
        ) from error
    return open_snapshot(root, snapshot_id)


def _sound(snapshot: Snapshot) -> Snapshot:
    """The snapshot, once its store's files were found as they were written. Raises StoreError when one is not."""
    try:
        found = _digests(snapshot.path / "oxigraph")
    except OSError as error:
        raise StoreError(f"{snapshot.path}: {error}", hint="kg undo, or build into a new folder") from error
    wanted = snapshot.manifest["files"]
    damaged = sorted(name for name in wanted if found.get(name) != wanted[name])
    if damaged:
        raise StoreError(f"{snapshot.path}: damaged: {', '.join(damaged)}", hint="kg undo, or build into a new folder")
    return snapshot


def _digests(folder: Path) -> dict[str, str]:
    """SHA-256 of the files of a closed store; its logs, which opening it writes, are left out."""
    names = sorted(p.name for p in folder.iterdir() if p.is_file() and not p.name.startswith(("LOG", "LOCK")))
    digests = {}
    for name in names:
        with (folder / name).open("rb") as stream:
            digests[name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return digests


def _write(root: Path, snapshot_id: str, lines: list[str], manifest: dict[str, Any], hooks: Sequence[Hook]) -> None:
    _sweep(root)
    building = root / "snapshots" / _BUILDING
    building.mkdir()
    store = Store(str(building / "oxigraph"))
    store.bulk_load(input="\n".join(lines).encode("utf-8"), format=RdfFormat.N_QUADS)
    violations = shacl.validate(store, lines)
    if violations:
        write_text(root / "rejected.ttl", shacl.report(violations))
        first = violations[0]
        raise ValidationFailed(
            f"{len(violations)} results, first: {first.message}: {first.focus}",
            hint=f"not published; the full report is {root / 'rejected.ttl'}",
        )
    store.optimize()
    store.flush()
    del store
    write_text(building / "report.ttl", shacl.report(violations))
    shapes = {"conforms": True, "results": 0, "validator": "kg.graph.shacl"}
    manifest = {**manifest, "counts": counts(lines), "shacl": shapes, "files": _digests(building / "oxigraph")}
    write_json(building / "manifest.json", manifest)
    for hook in hooks:
        hook(Snapshot(snapshot_id, building, manifest))
    _sync_folder(building)
    building.rename(root / "snapshots" / snapshot_id)
    _sync_folder(root / "snapshots")


def _keep_document(root: Path, document_id: str, body: dict[str, Any]) -> dict[str, Any]:
    """Store a document's body under the hash of its content, unless it is there; return its card for the manifest."""
    card_keys = ("title", "date", "issuer", "sources")
    rest = {k: v for k, v in body.items() if k not in card_keys and k != "id"}
    data = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")
    name = f"{document_id}.{hashlib.sha256(data).hexdigest()[:12]}.json"
    path = root / "documents" / name
    if not path.is_file():
        write_bytes(path, data)
    text, pages = body.get("text", ""), body.get("pages") or ()
    card = {key: body.get(key) for key in card_keys}
    return {"id": document_id, **card, "chars": len(text), "pages_count": len(pages), "file": name}


def undo(root: Path) -> Snapshot:
    """Put the snapshot before the current one back in force. Raises StoreError when there is none or it was dropped."""
    ids = history(root)
    if len(ids) < 2:
        raise StoreError(
            f"{root}: 没有更早的图谱 there is no earlier graph", hint="keep_snapshots says how many are kept"
        )
    before = open_snapshot(root, ids[-2])
    write_text(root / "history", "\n".join(ids[:-1]) + "\n")
    point(root, before.id)
    return before


def _switch(root: Path, snapshot_id: str) -> None:
    write_text(root / "history", "\n".join((*history(root), snapshot_id)) + "\n")
    point(root, snapshot_id)


def point(root: Path, snapshot_id: str) -> None:
    """Put a kept snapshot in force: one atomic replacement of the pointer file."""
    write_text(root / "current", snapshot_id + "\n")


def _forget(root: Path, keep: int) -> None:
    """Drop snapshots beyond the last `keep` of the history, leftovers, and documents no kept snapshot names."""
    _sweep(root)
    kept = list(dict.fromkeys(reversed(history(root))))[: max(keep, 1)]
    files = set()
    for snapshot_id in snapshot_ids(root):
        if snapshot_id not in kept:
            doomed = root / "snapshots" / f".{snapshot_id}"
            (root / "snapshots" / snapshot_id).rename(doomed)  # first out of sight, so that none is seen half deleted
            shutil.rmtree(doomed, ignore_errors=True)
            continue
        files |= {d["file"] for d in open_snapshot(root, snapshot_id).documents()}
    for path in (root / "documents").glob("*.json"):
        if path.name not in files:
            path.unlink(missing_ok=True)


def _sweep(root: Path) -> None:
    """Remove what killed builds left: half-written and half-deleted snapshots."""
    for path in (root / "snapshots").iterdir():
        if path.name.startswith(".") or not (path / "manifest.json").is_file():
            shutil.rmtree(path, ignore_errors=True)


def counts(lines: Iterable[str]) -> dict[str, dict[str, int]]:
    """How many nodes of each of our classes and how many uses of each predicate the canonical lines hold."""
    namespace = f"<{vocab.PREFIXES['kg']}"
    is_a = str(vocab.TYPE)
    classes: Counter[str] = Counter()
    predicates: Counter[str] = Counter()
    for line in lines:
        _, predicate, rest = line.split(" ", 2)
        predicates[predicate] += 1
        if predicate == is_a and rest.startswith(namespace):
            classes[rest[len(namespace) : rest.index(">")]] += 1
    short = {_short(name): number for name, number in predicates.items()}
    return {"classes": dict(sorted(classes.items())), "predicates": dict(sorted(short.items()))}


def _short(predicate: str) -> str:
    iri = predicate[1:-1]
    return next((f"{p}:{iri[len(n) :]}" for p, n in vocab.PREFIXES.items() if iri.startswith(n)), iri)


def write_json(path: Path, data: object) -> None:
    """Write JSON in one step: readers see the old file or the new one, whole and on the disk."""
    write_text(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text in one step."""
    write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write bytes beside the file, sync, and replace it."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _sync_folder(path: Path) -> None:
    with contextlib.suppress(OSError, AttributeError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
