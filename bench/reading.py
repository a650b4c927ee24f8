"""Reading, beside what one would take instead: characters per CPU second by format, and whether columns stay apart.

Run: `python -m bench.reading`. Prints one line a format; the documents are made here, the same text in every format.
"""

from __future__ import annotations

import io
import itertools
import json
import re
import time
from collections.abc import Callable

from kg.read import parse_bytes
from tests.read.make import docx, html, pdf_pages, txt

_SENTENCE = "山河铝业有限公司召开年度表彰大会，电解二车间获评先进集体，张三等12人荣获“劳动模范”称号，奖金5000元。"
_LINES = tuple(f"{n}、{_SENTENCE}" for n in range(400))


def _columns(by_rows: bool) -> bytes:
    """Eight pages of two columns, drawn column by column or row by row."""
    pages = []
    for page in range(8):
        words = [
            (40 + 270 * side, 790 - 14 * row, 10, f"{page * 100 + side * 50 + row:03d}号职工荣获年度先进个人称号并发言")
            for side in range(2)
            for row in range(50)
        ]
        pages.append(sorted(words, key=lambda w: (-w[1], w[0])) if by_rows else words)
    return pdf_pages(pages)


def _instead(name: str) -> tuple[str, Callable[[bytes], str]]:
    """What a script would use for this format, and its name."""
    if name == "TXT":
        from charset_normalizer import from_bytes

        return "charset-normalizer", lambda data: str(from_bytes(data).best())
    if name == "HTML":
        from lxml import html as lxml_html

        return "lxml text_content", lambda data: str(lxml_html.fromstring(data).text_content())
    if name == "DOCX":
        import docx as python_docx

        return "python-docx", lambda data: "\n".join(p.text for p in python_docx.Document(io.BytesIO(data)).paragraphs)
    import pypdfium2 as pdfium

    return "pypdfium2", lambda data: "\n".join(p.get_textpage().get_text_range() for p in pdfium.PdfDocument(data))


def _rate(read: Callable[[], str]) -> float:
    """Characters per CPU second, over a second of work at least."""
    chars, start = 0, time.process_time()
    while (spent := time.process_time() - start) < 1.0:
        chars += len(read())
    return chars / spent


def _in_order(text: str) -> float:
    """Share of neighbouring numbers that follow each other, as they do when columns are read one after the other."""
    numbers = [int(number) for number in re.findall(r"(\d{3})号", text)]
    return sum(b == a + 1 for a, b in itertools.pairwise(numbers)) / max(len(numbers) - 1, 1)


def main() -> None:
    """Print the figures as JSON lines."""
    documents = {
        "TXT": ("a.txt", txt(_LINES, "gb18030")),
        "HTML": ("a.html", html(_LINES)),
        "DOCX": ("a.docx", docx(_LINES)),
        "PDF": ("a.pdf", _columns(by_rows=False)),
    }
    for name, (source, data) in documents.items():
        other, function = _instead(name)
        ours = _rate(lambda source=source, data=data: parse_bytes(data, source).text)  # type: ignore[misc]
        theirs = _rate(lambda function=function, data=data: function(data))  # type: ignore[misc]
        print(json.dumps({"format": name, "chars_per_cpu_s": round(ours), other: round(theirs)}, ensure_ascii=False))
    for by_rows in (False, True):
        data = _columns(by_rows=by_rows)
        _, function = _instead("PDF")
        row = {
            "columns_drawn": "by row" if by_rows else "by column",
            "lines_in_order": round(_in_order(parse_bytes(data, "a.pdf").text), 3),
            "pypdfium2": round(_in_order(function(data).replace("\r", "")), 3),
        }
        print(json.dumps(row))


if __name__ == "__main__":
    main()
