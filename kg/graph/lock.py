"""One build at a time: a lock file that names its holder and frees itself when the holder dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError, StoreLocked

NAME = "lock"


@contextmanager
def hold(store_dir: Path) -> Iterator[None]:
    """Hold the store's lock inside the `with`. Raises StoreLocked when another process builds, StoreError when the
    folder can't be written. The operating system frees the lock of a killed process."""
    path = store_dir / NAME
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(
            f"无法写入 cannot write {path}: {error.strerror}", hint="check the folder's permissions"
        ) from error
    try:
        try:
            _take(descriptor)
        except OSError as error:
            holder = os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip() if os.name == "posix" else ""
            raise StoreLocked(
                f"{store_dir} is being written by {holder or 'another process'}",
                hint="wait until it ends, then run again",
            ) from error
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"process {os.getpid()} ({Path(sys.argv[0]).name})\n".encode("utf-8", "replace"))
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> None:
    """Take the lock or raise OSError at once."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
