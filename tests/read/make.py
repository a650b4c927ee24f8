"""Makes the files the reader tests read: the same lines in every format, and PDFs with given words at given places."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

LINES = (
    "关于表彰2023年度先进集体的决定",
    "山河铝业有限公司荣获“全国五一劳动奖状”。",
    "张三等3人获得一等奖，奖金5000元。",
)
EXTRA = "第二章 𠮷林化工厂（Unit No. 3）"


def txt(lines: Sequence[str] = LINES, encoding: str = "utf-8") -> bytes:
    return "\n".join(lines).encode(encoding)


def html(lines: Sequence[str] = LINES, encoding: str = "utf-8") -> bytes:
    body = "".join(f"<p>{line}</p>\n" for line in lines[1:])
    page = (
        f"<html><head><meta charset='{encoding}'><title>t</title></head><body><h1>{lines[0]}</h1>{body}</body></html>"
    )
    return page.encode(encoding)


def docx(lines: Sequence[str] = LINES) -> bytes:
    import docx as python_docx

    document = python_docx.Document()
    document.add_heading(lines[0], level=1)
    for line in lines[1:]:
        document.add_paragraph(line)
    return saved(document)


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def pdf(lines: Sequence[str] = LINES, **options: object) -> bytes:
    return pdf_pages([[(72, 780 - 20 * i, 12, line) for i, line in enumerate(lines)]], **options)


def pdf_pages(pages: Iterable[Iterable[tuple[float, float, float, str]]], **options: object) -> bytes:
    """A PDF of (x, y, size, words) in points from the lower left corner, drawn in the order given."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=True, **options)
    for page in pages:
        for x, y, size, words in page:
            canvas.setFont("STSong-Light", size)
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def image_pdf(pages: int = 1) -> bytes:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=True)
    for _ in range(pages):
        canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "red")), 100, 400, 300, 300)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def docx_container(document_xml: bytes, **others: bytes) -> bytes:
    """A DOCX container around a main part given as bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document_xml)
        for name, data in others.items():
            archive.writestr(name, data)
    return stream.getvalue()


MAKERS = {
    "TXT": ("通知.txt", txt),
    "Markdown": ("通知.md", lambda: txt((f"# {LINES[0]}", "", LINES[1], "", LINES[2]))),
    "HTML": ("通知.html", html),
    "DOCX": ("通知.docx", docx),
    "PDF": ("通知.pdf", pdf),
}
