"""A gazetteer of very many rows, kept small: names in a trie (MARISA), rows read from the file's bytes when asked for.

A million rows with an alias each take some 200 MB while they are read and less afterwards; as Python objects they would
take ten times that. Source: S. Yata, "Dictionary compression by nesting prefix/Patricia tries" (2011), by `marisa-trie`.
"""

from __future__ import annotations

import csv
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.knowledge.model import KnownOrganization

LONG = 8_000_000  # bytes of a CSV from which on it is kept this way
_FULL = 1 << 31  # set on the row of a name that is the row's full name
_MOST = 80  # characters of a name that are looked for in a text

Row = Callable[[Mapping[str, str]], KnownOrganization]


class LongRows(Mapping[str, KnownOrganization]):
    """Full names to their rows: the shipped ones first, then those of the long file."""

    def __init__(self, path: Path, data: bytes, shipped: Mapping[str, KnownOrganization], make: Row) -> None:
        import marisa_trie

        self._shipped, self._make, self._data = shipped, make, data
        self._header, self._lines = _lines(path, data)
        self._trie = marisa_trie.Trie(name for _, name, _ in self._names(path))
        self._row_of = array("I", bytes(4 * len(self._trie)))
        self._more: dict[int, list[int]] = {}  # further rows of a name that several rows have
        seen = bytearray(len(self._trie))
        for row, name, marked in self._names(path):
            key = self._trie[name]
            if not seen[key] or marked:
                seen[key], self._row_of[key] = 1, row | marked
            elif not self._row_of[key] & _FULL:
                self._more.setdefault(key, []).append(row)
        self._count = sum(1 for held in self._row_of if held & _FULL)

    def _names(self, path: Path) -> Iterator[tuple[int, str, int]]:
        """(row, name, mark of a full name) of every name in the file."""
        named, also = self._header.index("name"), self._header.index("aliases") if "aliases" in self._header else -1
        for row in range(len(self._lines)):
            cells = self._split(row)
            name = cells[named] if len(cells) > named else ""
            if not name:
                raise InputError(f"{path}: 第 {row + 1} 行名录没有名称 row without a name", code="gazetteer.unreadable")
            yield row, name, _FULL
            if -1 < also < len(cells) and cells[also]:
                yield from ((row, alias, 0) for alias in cells[also].split("|") if alias and alias != name)

    def _split(self, row: int) -> list[str]:
        start = self._lines[row]
        end = self._data.find(b"\n", start)
        line = self._data[start : end if end >= 0 else len(self._data)].decode("utf-8").rstrip("\r")
        return line.split(",") if '"' not in line else next(csv.reader([line]))

    def _cells(self, row: int) -> dict[str, str]:
        return dict(zip(self._header, self._split(row), strict=False))

    def meant(self, name: str) -> tuple[str, ...]:
        """The full names that a name of the long file may mean, sorted."""
        key = self._trie.get(name)
        if key is None:
            return ()
        held = self._row_of[key]
        if held & _FULL:
            return (name,)
        return tuple(sorted({self._cells(row)["name"] for row in (held, *self._more.get(key, ()))}))

    @property
    def trie(self) -> Any:
        """Every name of the long file."""
        return self._trie

    def __getitem__(self, name: str) -> KnownOrganization:
        key = self._trie.get(name)
        if key is not None and self._row_of[key] & _FULL:  # the user's own row stands before ours
            return self._make(self._cells(self._row_of[key] & ~_FULL))
        return self._shipped[name]

    def __iter__(self) -> Iterator[str]:
        yield from (name for name in self._shipped if name not in self._trie)
        yield from (name for name in self._trie if self._row_of[self._trie[name]] & _FULL)

    def __len__(self) -> int:
        return self._count + sum(1 for name in self._shipped if name not in self._trie)


class LongNames(Mapping[str, tuple[str, ...]]):
    """Every name to the full names it may mean, shipped and long together."""

    def __init__(self, shipped: Mapping[str, tuple[str, ...]], rows: LongRows) -> None:
        self._shipped, self._rows = shipped, rows

    def __getitem__(self, name: str) -> tuple[str, ...]:
        ours, theirs = self._shipped.get(name, ()), self._rows.meant(name)
        if not ours and not theirs:
            raise KeyError(name)
        full = (name,) if name in ours or name in theirs else ()
        return full or tuple(sorted({*ours, *theirs}))

    def __iter__(self) -> Iterator[str]:
        yield from self._shipped
        yield from (name for name in self._rows.trie if name not in self._shipped)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class LongFinder:
    """Finds the longest name at each place of a text, left to right, as the automaton of a short gazetteer does."""

    def __init__(self, rows: LongRows, shipped: Iterable[str]) -> None:
        import marisa_trie

        self._long, self._shipped = rows.trie.prefixes, marisa_trie.Trie(shipped).prefixes

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Half-open places, not overlapping."""
        at, size = 0, len(text)
        while at < size:
            piece = text[at : at + _MOST]
            found = self._long(piece) + self._shipped(piece)
            if found:
                end = at + max(map(len, found))
                yield at, end
                at = end
            else:
                at += 1


def _lines(path: Path, data: bytes) -> tuple[list[str], array[int]]:
    """The header and where each row begins in the bytes; notes and empty lines are left out."""
    starts: array[int] = array("Q")
    header: list[str] = []
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while at < len(data):
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        if data[at : at + 1] not in (b"#", b"\r", b"\n", b""):
            if not header:
                header = next(csv.reader([data[at:end].decode("utf-8").rstrip("\r")]))
            else:
                starts.append(at)
            if data.count(b'"', at, end) % 2:
                problem = f"{path}: 字段内换行只在较短的名录里可用 a line break inside a cell"
                raise InputError(problem, code="gazetteer.unreadable", hint="one row, one line")
        at = end + 1
    if "name" not in header:
        raise InputError(f"{path}: 表头没有 name no such column", code="gazetteer.unreadable", hint="gazetteer")
    return header, starts
