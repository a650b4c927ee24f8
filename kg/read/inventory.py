"""What lies under the given paths: every entry is an input or is left out with the reason, in a fixed order.

Folders are walked without following links out of them; nothing is opened here.
"""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from kg.errors import InputError
from kg.model import Skipped

_ODD = re.compile("%(?=[0-9A-Fa-f]{2})|[\x00-\x1f\x7f\\\\]|[\udc80-\udcff]")
HIDDEN = "input.hidden"


@dataclass(frozen=True, slots=True)
class Input:
    """A regular file to read: where it lies, and the name it goes by (relative to the folder given)."""

    path: str
    source: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """All that was found, sorted by source: files to read, and entries left out with code and reason."""

    inputs: tuple[Input, ...]
    skipped: tuple[Skipped, ...]


def find_inputs(paths: Iterable[str | os.PathLike[str]]) -> Inventory:
    """The files under folders, and the files named; a file named twice counts once.

    Raises InputError (exit status 4) when a path is not there or a folder given can't be listed.
    """
    found: dict[str, tuple[str, tuple[str, str] | None]] = {}
    for given in paths:
        top = Path(given)
        for path, source, problem in _under(top) if top.is_dir() else _single(top):
            key = os.path.abspath(path)  # noqa: PTH100 - not resolved: a link is an entry of its own
            if key not in found or len(source) > len(found[key][0]):
                found[key] = (source, problem)
    inputs = _apart([(path, source) for path, (source, problem) in found.items() if problem is None])
    skipped = [Skipped(source, *problem) for source, problem in found.values() if problem is not None]
    return Inventory(
        tuple(sorted(inputs, key=lambda i: (i.source, i.path))),
        tuple(sorted(skipped, key=lambda s: (s.source, s.code, s.reason))),
    )


def _apart(pairs: list[tuple[str, str]]) -> list[Input]:
    """Inputs with names of their own: files of one name from several places get as much of their folders as tells them
    apart."""
    counts = Counter(source for _, source in pairs)
    alone = [Input(path, source) for path, source in pairs if counts[source] == 1]
    rest = [(path, source) for path, source in pairs if counts[source] > 1]
    parts = {path: source_name(path).split("/") for path, _ in rest}
    for path, source in rest:
        others = [parts[p] for p, s in rest if s == source and p != path]
        size = source.count("/") + 2
        while size < len(parts[path]) and any(o[-size:] == parts[path][-size:] for o in others):
            size += 1
        alone.append(Input(path, "/".join(parts[path][-size:]).lstrip("/")))
    return alone


def source_name(path: str) -> str:
    """A path as printable text: bytes that are no UTF-8, controls and backslashes percent-encoded, so reversible.

    >>> source_name("报告\\n1.txt")
    '报告%0A1.txt'
    """
    return _ODD.sub(lambda m: "".join(f"%{byte:02X}" for byte in os.fsencode(m[0])), path)


def source_path(source: str) -> str:
    """The path a source name stands for.

    >>> source_path(source_name("100%25 a.txt"))
    '100%25 a.txt'
    """
    return os.fsdecode(re.sub(b"%[0-9A-Fa-f]{2}", lambda m: unquote_to_bytes(m[0]), os.fsencode(source)))


_Entry = tuple[str, str, tuple[str, str] | None]


def _single(path: Path) -> Iterator[_Entry]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise InputError(f"{source_name(str(path))}: 不存在 not there", code="input.missing") from None
    except OSError as error:
        yield str(path), source_name(path.name), ("input.unreadable", f"无法打开 can't be opened: {error.strerror}")
        return
    yield str(path), source_name(path.name), _special(mode)


def _under(top: Path) -> Iterator[_Entry]:
    """Every entry below a folder but the folders themselves; an unreadable or linked folder is one entry."""
    root = os.path.realpath(top)
    pending = [os.fspath(top)]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda e: os.fsencode(e.name))
        except OSError as error:
            if folder == os.fspath(top):
                raise InputError(
                    f"{source_name(folder)}: 无法列出 can't be listed: {error.strerror}", code="input.unreadable"
                ) from error
            yield folder, _relative(folder, top), ("input.unreadable", f"无法列出 can't be listed: {error.strerror}")
            continue
        for entry in entries:
            source = _relative(entry.path, top)
            if entry.name.startswith((".", "~$")) or entry.name in ("Thumbs.db", "desktop.ini", "__MACOSX"):
                yield entry.path, source, (HIDDEN, "隐藏文件 hidden")
            elif entry.is_symlink():
                yield entry.path, source, _link(entry.path, root)
            elif entry.is_dir(follow_symlinks=False):
                if _is_store(entry.path):  # what a build wrote is no input of the next one
                    yield entry.path, source, (HIDDEN, "图谱文件夹 folder of a graph")
                else:
                    pending.append(entry.path)
            else:
                yield entry.path, source, _special(entry.stat(follow_symlinks=False).st_mode)


def _is_store(folder: str) -> bool:
    """Whether a folder is a store that `kg build` wrote: its mark says so."""
    try:
        with open(os.path.join(folder, "store.json"), "rb") as stream:  # noqa: PTH118, PTH123
            return b'"qipu-store"' in stream.read(200)
    except OSError:
        return False


def _link(path: str, root: str) -> tuple[str, str] | None:
    """None for a link to a regular file inside the folder; everything else is not followed."""
    target = os.path.realpath(path)
    inside = target.startswith(os.path.join(root, ""))  # noqa: PTH118
    if inside and os.path.isfile(target):  # noqa: PTH113
        return None
    shown = source_name(os.readlink(path))  # noqa: PTH115
    return "input.link", f"链接不跟随 link not followed: → {shown}"


def _special(mode: int) -> tuple[str, str] | None:
    if stat.S_ISREG(mode):
        return None
    kinds = ((stat.S_ISFIFO, "管道 FIFO"), (stat.S_ISSOCK, "套接字 socket"))
    what = next((name for test, name in kinds if test(mode)), "设备 device")
    return "input.special", f"不是普通文件 not a regular file: {what}"


def _relative(path: str, top: Path) -> str:
    return source_name(os.path.relpath(path, top).replace(os.sep, "/"))
