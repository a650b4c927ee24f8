"""The table of formats: a row and a file each; the parser is imported when a file of that kind comes."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from kg.read.parsed import Options, Parse, Parsed


@dataclass(frozen=True, slots=True)
class Format:
    """One format: name, file suffixes, media type, and where its parser lies (`module:function`)."""

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    parser: str

    def parse(self, data: bytes, options: Options) -> Parsed:
        """Run the parser. Raises InputError."""
        module, function = self.parser.split(":")
        parse: Parse = getattr(importlib.import_module(module), function)
        return parse(data, options)


FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        Format("TXT", (".txt", ".text"), "text/plain", "kg.read.plain:parse_text"),
        Format("Markdown", (".md", ".markdown"), "text/markdown", "kg.read.plain:parse_markdown"),
        Format("HTML", (".html", ".htm", ".xhtml", ".shtml"), "text/html", "kg.read.html:parse_html"),
        Format(
            "DOCX",
            (".docx", ".docm", ".dotx"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "kg.read.docx:parse_docx",
        ),
        Format("PDF", (".pdf",), "application/pdf", "kg.read.pdf.parse:parse_pdf"),
    )
}
# Read when their content is a format above: exporters and people often give these names to HTML or DOCX.
MISNAMED = (".doc", ".wps", ".dot", ".wpt")


def format_of_suffix(suffix: str) -> Format | None:
    """The format a file name claims, None for one we do not read.

    >>> format_of_suffix(".HTM").name
    'HTML'
    """
    return next((row for row in FORMATS.values() if suffix.lower() in row.suffixes), None)
