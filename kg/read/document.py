"""The bytes of one file to a `Document`: choose the parser, clean the characters, name it by its content."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from kg.errors import InputError
from kg.model import Document
from kg.read.formats import FORMATS, MISNAMED, Format, format_of_suffix
from kg.read.kinds import sniff
from kg.read.parsed import Options, Parsed

READER = "read.v1"  # part of the cache key: changes whenever the same bytes would give another Document
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile("[\\s\u200b-\u200f\u2060\u00ad\ufffd]+")


def parse_bytes(data: bytes, source: str, options: Options | None = None) -> Document:
    """The document in some bytes; `source` names it and by its suffix says the format, which the content may overrule.

    Raises InputError: input.empty, input.format, input.password, input.broken, input.no-text, input.too-long, input.bomb.

    >>> parse_bytes("中铝集团获一等奖。".encode("utf-16"), "a.txt").text
    '中铝集团获一等奖。'
    """
    if not data.strip(b" \t\r\n\x00"):
        raise InputError("空文件 empty file", code="input.empty")
    row, warnings = _format(data, source)
    parsed = row.parse(data, options or Options())
    text, cleaned = clean(parsed.text)
    if not _INVISIBLE.sub("", text):
        raise InputError("没有文字 no text in it", code="input.empty")
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        id=digest[:16],
        sha256=digest,
        sources=(source,),
        media_type=row.media_type,
        text=text,
        pages=parsed.pages,
        blocks=parsed.blocks,
        metadata=_metadata(parsed),
        encoding=parsed.encoding,
        warnings=(*warnings, *parsed.warnings, *cleaned),
    )


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without characters that files, stores and XML can't carry, each replaced by one, and what was done.

    C0 controls other than tab and newline become a space, lone surrogates U+FFFD, U+FEFF a zero-width space.

    >>> clean("a\\x00b")[0]
    'a b'
    """
    text, controls = _CONTROL.subn(" ", text)
    text, surrogates = _SURROGATE.subn("\ufffd", text)
    told = []
    if controls:
        told.append(f"{controls} 个控制字符换为空格 {controls} control characters became spaces")
    if surrogates:
        told.append(f"{surrogates} 个残缺字符换为 U+FFFD {surrogates} lone surrogates became U+FFFD")
    return text.replace("\ufeff", "\u200b"), tuple(told)


def _format(data: bytes, source: str) -> tuple[Format, tuple[str, ...]]:
    suffix = PurePath(source).suffix.lower()
    claimed, kind = format_of_suffix(suffix), sniff(data, suffix)
    if claimed is None and suffix not in MISNAMED:
        raise unknown_format(kind, suffix)
    if kind in FORMATS:
        actual = FORMATS[kind]
        if actual is claimed:
            return actual, ()
        return actual, (f"扩展名为 {suffix}，内容是 {kind} named {suffix}, its content is {kind}",)
    if kind is not None and ("encrypted" in kind or "broken" in kind):
        locked = "encrypted" in kind
        raise InputError(kind, code="input.password" if locked else "input.broken")
    if kind is not None or claimed is None:
        raise unknown_format(kind, suffix)
    if claimed.name in ("PDF", "DOCX"):
        raise InputError(
            f"扩展名为 {suffix}，内容却不是 {claimed.name} named {suffix}, its content is not {claimed.name}",
            code="input.broken",
        )
    return claimed, ()


def unknown_format(kind: str | None, suffix: str) -> InputError:
    """The error of a file of a kind we do not read; names what it is."""
    what = kind or (f"{suffix} 文件 file" if suffix else "无扩展名的文件 file without a suffix")
    known = " ".join(s for row in FORMATS.values() for s in row.suffixes)
    hint = "另存为 DOCX 或 PDF save it as DOCX or PDF" if kind and "Word" in kind else f"可读 known: {known}"
    return InputError(f"不支持的格式 not a format read here: {what}", code="input.format", hint=hint)


def _metadata(parsed: Parsed) -> tuple[tuple[str, str], ...]:
    """Cleaned, on one line, at most 1,000 characters a value, sorted; empty values left out."""
    pairs = {(key, " ".join(clean(value)[0].split())[:1000]) for key, value in parsed.metadata}
    return tuple(sorted((key, value) for key, value in pairs if value))
