"""Writing a file whole or not at all: a temporary name beside it, then one rename; an old file survives any failure."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kg.errors import OutputError


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content appears under `path` when the block ends well. Raises OutputError (exit status 4)."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".qipu-", dir=path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> OutputError:
    """The error of a file that can't be written."""
    return OutputError(
        f"{path}: 无法写出 can't be written: {error.strerror or error}", hint="check folder, permissions and space"
    )


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
