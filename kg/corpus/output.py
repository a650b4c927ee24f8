"""Records as files by document name, or as lines of JSON."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.corpus.run import CorpusRun
from kg.errors import OutputError
from kg.model import Record, Skipped
from kg.read.inventory import HIDDEN
from kg.records import to_json

_MAX_NAME_BYTES = 200


def left_out(skipped: Iterable[Skipped]) -> tuple[Skipped, ...]:
    """What was skipped and matters: hidden files are counted, not named, and do not change the exit status."""
    return tuple(entry for entry in skipped if entry.code != HIDDEN)


def write_files(run: CorpusRun, folder: Path, *, lines: bool = False) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """One `NAME.json` a record, or one `records.jsonl` of all, each renamed into place; paths, and what there is to say.

    Two documents of one name get the start of their id added, so that neither overwrites the other. Raises OutputError
    (exit status 4) when the folder can't be written.
    """
    names, notes = _file_names(run.records)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if lines:
            path = folder / "records.jsonl"
            _write(path, "".join(f"{line}\n" for line in write_lines(run)))
            return (path,), ()
        written = []
        for name, record in zip(names, run.records, strict=True):
            written.append(folder / f"{name}.json")
            _write(written[-1], json.dumps(to_json(record), ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        message = f"{folder}: 无法写出 can't be written: {error.strerror or error}"
        raise OutputError(message, hint="check permissions and space") from error
    return tuple(written), notes


def write_lines(run: CorpusRun, *, indent: int | None = None) -> Iterator[str]:
    """Each record as JSON."""
    for record in run.records:
        yield json.dumps(to_json(record), ensure_ascii=False, indent=indent)


def _file_names(records: tuple[Record, ...]) -> tuple[list[str], tuple[str, ...]]:
    short = [_shortened(record.name, record.document_id) for record in records]
    counts = Counter(name.casefold() for name in short)
    names = [
        f"{name}-{r.document_id[:8]}" if counts[name.casefold()] > 1 else name
        for name, r in zip(short, records, strict=True)
    ]
    twice = sorted({name for name in short if counts[name.casefold()] > 1})
    return names, tuple(f"同名文档，文件名加编号 several documents named {name}: the id is added" for name in twice)


def _shortened(name: str, document_id: str) -> str:
    """A name short enough for a file name of 255 bytes; a cut one carries its document's id."""
    data = name.encode("utf-8", "replace")
    if len(data) <= _MAX_NAME_BYTES:
        return name
    return f"{data[:_MAX_NAME_BYTES].decode('utf-8', 'ignore')}-{document_id[:8]}"


def _write(path: Path, text: str) -> None:
    temporary = path.with_name(f".{os.getpid()}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8", errors="backslashreplace")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
