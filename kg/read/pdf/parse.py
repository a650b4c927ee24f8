"""PDF with a text layer, through PDFium: pages, lines in reading order, one line of the page a line of text."""

from __future__ import annotations

from typing import Any

from kg.errors import InputError
from kg.model import CharSpan, Page
from kg.read.parsed import Options, Parsed, broken, too_long
from kg.read.pdf.glyphs import glyphs
from kg.read.pdf.layout import reading_order
from kg.read.pdf.rows import page_lines
from kg.read.pdf.rules import table_rows
from kg.read.pdf.text import page_text

_PASSWORD_ERROR = 4
_MAX_PAGES = 20_000
_INFO = (("Title", "title"), ("Author", "author"), ("Subject", "subject"), ("CreationDate", "created"))


def parse_pdf(data: bytes, options: Options) -> Parsed:
    """The text layer of a PDF. Raises InputError: input.password, input.broken, input.no-text, input.too-long.

    Lines of a block stand on lines of their own where the page doesn't show that they are one paragraph; blocks are
    parted by an empty line; pages that cannot be read, or have
    pictures and no text, are named in the warnings.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data, password=options.password)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "assword" in str(error):
            raise InputError("需要密码 needs a password", code="input.password", hint="--password") from error
        raise broken(f"PDF: {error}") from error
    try:
        return _parse(document, data, options)
    finally:
        document.close()


def _parse(document: Any, data: bytes, options: Options) -> Parsed:
    import pypdfium2 as pdfium

    count = len(document)
    if count == 0:
        raise broken("PDF 没有可读的页 no page can be read")
    parts: list[str] = []
    pages: list[Page] = []
    unreadable: list[int] = []
    pictures: list[int] = []
    at, is_open = 0, False
    for index in range(min(count, _MAX_PAGES)):
        try:
            text, pictured, is_open = _page_text(document, index, is_open)
        except pdfium.PdfiumError:
            unreadable.append(index + 1)
            continue
        if pictured and not text:
            pictures.append(index + 1)
        part = f"{text}\n\n" if text else "\n"
        pages.append(Page(index + 1, CharSpan(at, at + len(part))))
        parts.append(part)
        at += len(part)
        if at > options.max_chars:
            raise too_long(options.max_chars)
    text = "".join(parts)
    if not text.strip():
        if unreadable and not pages:
            raise broken(f"PDF: {count} 页均不可读 none of {count} pages can be read")
        told = f"没有文字层 no text layer: {len(pictures) or count} 页为图像 pages are images"
        raise InputError(told, code="input.no-text", hint="run OCR on it first")
    return Parsed(
        text=text,
        pages=tuple(pages),
        metadata=tuple((key, document.get_metadata_value(name)) for name, key in _INFO),
        warnings=tuple(_warnings(data, count, unreadable, pictures)),
    )


def _page_text(document: Any, index: int, is_open: bool) -> tuple[str, bool, bool]:
    """The text of one page, whether it shows pictures, whether a paragraph may go on on the next page (`is_open`: came
    over from the page before)."""
    import pypdfium2.raw as raw

    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            rows, rest = table_rows(page, glyphs(textpage))
            lines = page_lines(rest, rows)
        finally:
            textpage.close()
        text, is_open = page_text(reading_order(lines), open_before=is_open)
        pictured = not text and any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
        return text, pictured, is_open
    finally:
        page.close()


def _warnings(data: bytes, count: int, unreadable: list[int], pictures: list[int]) -> list[str]:
    told = []
    if b"%%EOF" not in data[-2048:]:
        told.append(f"文件不完整，读出 {count} 页 truncated file, {count} pages could be read")
    if unreadable:
        told.append(f"第 {_numbers(unreadable)} 页不可读 pages that can't be read: {_numbers(unreadable)} of {count}")
    if pictures:
        told.append(f"第 {_numbers(pictures)} 页没有文字层 no text layer on pages {_numbers(pictures)} of {count}")
    if count > _MAX_PAGES:
        told.append(f"只读前 {_MAX_PAGES} 页 only the first {_MAX_PAGES} of {count} pages were read")
    return told


def _numbers(pages: list[int]) -> str:
    """Page numbers as ranges.

    >>> _numbers([1, 2, 3, 7])
    '1–3, 7'
    """
    ranges: list[list[int]] = []
    for number in pages:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in ranges)
