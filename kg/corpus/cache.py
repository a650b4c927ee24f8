"""The record cache: what a document gave before, kept by its content and by all that could change the result.

One file an entry, written to a temporary name and renamed; an entry that does not fit its own checksum is no entry.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import zlib
from pathlib import Path
from typing import Any

from kg.model import Document, Record
from kg.read.document import READER
from kg.read.wire import document_from_json, document_to_json
from kg.records import from_json, to_json

_STAGES = ("read", "text", "knowledge", "names", "nlp")
_KEPT_VERSIONS = 3


def code_version() -> str:
    """16 hex digits over the program text of the stages that make a record: changed code never meets an old record."""
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256(READER.encode())
    for path in [*sorted(root.glob("*.py")), *(p for stage in _STAGES for p in sorted((root / stage).rglob("*.py")))]:
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


class RecordCache:
    """Documents with their records under a folder; `version` names pipeline and code. A folder of None keeps nothing."""

    def __init__(self, folder: Path | None, version: str) -> None:
        self._version = hashlib.sha256(version.encode()).hexdigest()[:16]
        self._folder = None if folder is None else folder / self._version

    def get(self, sha256: str, suffix: str) -> tuple[Document, Record] | None:
        """What these bytes gave under a name with this suffix; None when unknown or damaged."""
        if self._folder is None:
            return None
        try:
            data = self._path(sha256, suffix).read_bytes()
            checksum, packed = data[:64], data[65:]
            if hashlib.sha256(packed).hexdigest().encode() != checksum:
                return None
            entry = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
            document, record = document_from_json(entry["document"]), from_json(entry["record"])
        except (OSError, ValueError, KeyError, TypeError, zlib.error):
            return None
        return (document, record) if document.sha256 == sha256 else None

    def put(self, document: Document, record: Record, suffix: str) -> None:
        """Keep an entry. A full or read-only disk costs the next run time, not this one its result."""
        if self._folder is None:
            return
        entry: dict[str, Any] = {"document": document_to_json(document), "record": to_json(record)}
        body = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        packed = zlib.compress(body, 1)
        path = self._path(document.sha256, suffix)
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(hashlib.sha256(packed).hexdigest().encode() + b"\n" + packed)
            temporary.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink()

    def prune(self) -> None:
        """Drop the entries of all but the last few versions used."""
        if self._folder is None or not self._folder.is_dir():
            return
        with contextlib.suppress(OSError):
            os.utime(self._folder)
            others = [p for p in self._folder.parent.iterdir() if p.is_dir() and p != self._folder]
            for old in sorted(others, key=lambda p: -p.stat().st_mtime)[_KEPT_VERSIONS - 1 :]:
                shutil.rmtree(old, ignore_errors=True)

    def _path(self, sha256: str, suffix: str) -> Path:
        assert self._folder is not None
        key = hashlib.sha256(f"{sha256}{suffix.lower()}".encode()).hexdigest()[:32]
        return self._folder / key[:2] / f"{key}.kgr"
