"""What a format's parser gives back, what it is told, and the builder that lays lines and blocks side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from kg.errors import InputError
from kg.model import Block, CharSpan, Page


@dataclass(frozen=True, slots=True)
class Options:
    """What a parser may need to know: the most characters of text it may give, and the password of a locked file."""

    max_chars: int = 20_000_000
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """The text of one file and what the file says about itself; spans are half-open characters of `text`."""

    text: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    encoding: str | None = None
    warnings: tuple[str, ...] = ()


class Parse(Protocol):
    """A parser: the bytes of one file in, `Parsed` out. Raises InputError; opens nothing, fetches nothing."""

    def __call__(self, data: bytes, options: Options) -> Parsed: ...


@dataclass
class Lines:
    """Builds a text of one block a line. `blocks` follow the text; an empty line is never written."""

    max_chars: int
    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0

    def add(self, kind: str, text: str, *, level: int = 0) -> None:
        """One block; line breaks inside become blocks of the same kind."""
        for line in text.split("\n"):
            line = line.strip()
            if line:
                self._write(kind, line, level, ())

    def row(self, cells: Iterable[str]) -> None:
        """One table row: cells on one line with a tab between; a row of empty cells is left out."""
        clean = [" ".join(cell.split()) for cell in cells]
        if not any(clean):
            return
        spans, at = [], self.length
        for cell in clean:
            spans.append(CharSpan(at, at + len(cell)))
            at += len(cell) + 1
        self._write("table_row", "\t".join(clean), 0, tuple(spans))

    def _write(self, kind: str, line: str, level: int, cells: tuple[CharSpan, ...]) -> None:
        start = self.length
        self.length += len(line) + 1
        if self.length > self.max_chars:
            raise too_long(self.max_chars)
        self.parts.append(line)
        self.blocks.append(Block(kind, CharSpan(start, start + len(line)), level, cells))

    def text(self) -> str:
        """The lines, each ended by a newline."""
        return "".join(f"{part}\n" for part in self.parts)


def too_long(limit: int) -> InputError:
    """The error of a text over the limit of characters."""
    return InputError(
        f"文本超过 {limit} 字 text longer than {limit} characters",
        code="input.too-long",
        hint="raise the setting max_text_chars, or split the file",
    )


def broken(what: str) -> InputError:
    """The error of a file whose bytes are not what its format asks for."""
    return InputError(f"文件损坏 broken file: {what}", code="input.broken")
