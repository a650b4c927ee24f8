"""One file to a `Document`: opened with care in a worker process, under the limits of the settings."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Document
from kg.read.document import parse_bytes
from kg.read.inventory import source_name
from kg.read.parsed import Options
from kg.read.wire import document_from_json, document_to_json
from kg.read.worker import Worker
from kg.settings import Settings, load_settings


def read_file(
    path: str | os.PathLike[str],
    *,
    source: str | None = None,
    settings: Settings | None = None,
    password: str | None = None,
    worker: Worker | None = None,
) -> Document:
    """The document in a file, read in a process of its own (`worker`, or one started for this call).

    `source` is the name it goes by (default: the file's name). Raises InputError with the code that says why not.
    """
    chosen = settings or load_settings()
    name = source if source is not None else source_name(Path(path).name)
    arguments = {
        "path": os.fspath(path),
        "source": name,
        "password": password,
        "max_bytes": chosen.max_file_bytes,
        "max_chars": chosen.max_text_chars,
    }
    own = worker or Worker(memory=chosen.read_memory)
    try:
        answer = own.call("kg.read.files:read_here", arguments, seconds=chosen.read_seconds)
    finally:
        if worker is None:
            own.close()
    return document_from_json(answer)


def read_here(path: str, source: str, password: str | None, max_bytes: int, max_chars: int) -> dict[str, Any]:
    """What the worker process does: the bytes of a regular file, parsed, as JSON data."""
    return document_to_json(parse_bytes(file_bytes(path, max_bytes), source, Options(max_chars, password)))


def file_bytes(path: str, max_bytes: int) -> bytes:
    """All bytes of a regular file. Devices and pipes are refused unopened; raises InputError."""
    try:
        check_regular(os.lstat(path) if not Path(path).is_symlink() else os.stat(path))  # noqa: PTH116
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(stream.fileno())
            check_regular(status)
            if status.st_size > max_bytes:
                raise too_big(status.st_size, max_bytes)
            data = b"".join(iter(lambda: stream.read(1 << 20), b""))
    except FileNotFoundError as error:
        raise InputError("文件不存在或已消失 file is not there (any more)", code="input.missing") from error
    except OSError as error:
        raise InputError(f"无法打开 can't be opened: {error.strerror}", code="input.unreadable") from error
    if len(data) > max_bytes:
        raise too_big(len(data), max_bytes)
    return data


def check_regular(status: os.stat_result) -> None:
    """Raises InputError input.special for anything that is no regular file."""
    mode = status.st_mode
    if stat.S_ISREG(mode):
        return
    kinds = ((stat.S_ISDIR, "文件夹 folder"), (stat.S_ISFIFO, "管道 FIFO"), (stat.S_ISSOCK, "套接字 socket"))
    what = next((name for test, name in kinds if test(mode)), "设备 device")
    raise InputError(f"不是普通文件 not a regular file: {what}", code="input.special")


def too_big(size: int, limit: int) -> InputError:
    """The error of a file over the size limit."""
    return InputError(
        f"文件 {size} 字节，超过上限 {limit} file of {size} bytes, limit {limit}",
        code="input.too-big",
        hint="setting max_file_bytes",
    )
