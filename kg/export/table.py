"""A table ready to be written: columns with Chinese and English headers, rows of plain values, what to say about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.query import words

Value = str | int | float | None
LEVELS = {level: zh for level, (zh, _) in words.LEVELS.items()}
TYPES = {kind: names.zh for kind, names in words.TYPES.items()}
PREDICATES = {relation: forward[0] for relation, (forward, _) in words.RELATIONS.items()}
ROLES = {role: zh for role, (zh, _) in words.ROLES.items()}
_XML_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: key (also the Parquet name), headers, type (str, int or float), width in characters, and how to get
    its value from an item and a language."""

    key: str
    zh: str
    en: str
    get: Callable[[Any, str], Value]
    kind: type = str
    width: int = 16

    def header(self, lang: str) -> str:
        """The header in `zh` or `en`."""
        return self.zh if lang == "zh" else self.en


@dataclass
class Table:
    """A named table over items that are read once, as they are written; `notes` gathers what had to be changed.

    `objects`, where given, are what JSON Lines shows instead of the flat rows.
    """

    name: str
    columns: tuple[Column, ...]
    items: Iterable[Any]
    lang: str = "zh"
    about: tuple[tuple[str, str], ...] = ()
    objects: Iterable[Any] | None = None
    notes: list[str] = field(default_factory=list)

    def headers(self) -> list[str]:
        """The headers in the table's language."""
        return [column.header(self.lang) for column in self.columns]

    def rows(self) -> Iterator[list[Value]]:
        """The rows as plain values."""
        for item in self.items:
            yield [column.get(item, self.lang) for column in self.columns]


def named(words: dict[str, str], key: str | None, lang: str) -> str | None:
    """A code as a word of the language; English shows the code itself.

    >>> named(LEVELS, "national", "zh")
    '国家级'
    """
    return key if key is None or lang != "zh" else words.get(key, key)


def without_controls(text: str) -> tuple[str, int]:
    """The text without what XML can't carry, and how many characters went; lone surrogates become U+FFFD.

    >>> without_controls("a\\x01b")
    ('ab', 1)
    """
    cleaned, count = _XML_FORBIDDEN.subn("", text)
    if not cleaned.isascii():
        cleaned, more = _SURROGATE.subn("\ufffd", cleaned)
        count += more
    return cleaned, count


def controls_note(count: int) -> list[str]:
    """What to say when control characters were removed; nothing for none."""
    return [f"去除 {count} 个控制字符 {count} control characters removed"] if count else []
