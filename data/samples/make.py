"""Makes the sample files that are not plain UTF-8 text (PDF, DOCX, GB18030, UTF-16) from `source/*.source`.

Run `python data/samples/make.py [FOLDER]`; the same sources give the same bytes. A source begins with `key: value` lines and
an empty line; then `# ` is a heading, `|` a table row, `*` a line of a roll, `@` the byline, `>` the closing line, `%` a
centred line on a new page, `! ` the author under a headline, anything else a paragraph.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
EPOCH = (2024, 1, 1, 0, 0, 0)
FONT = "STSong-Light"
NO_START = "，。、；：！？”’）》】"


def main() -> None:
    """Write every generated file into a folder (default: documents/ beside this file)."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in generated():
        (folder / name).write_bytes(data)


def generated() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every generated file, in order."""
    for path in sorted((HERE / "source").glob("*.source")):
        fields, lines = _read(path)
        kind = fields["kind"]
        suffix, data = {
            "text": _text,
            "docx": _docx,
            "newsletter": _newsletter,
            "newspaper": _newspaper,
            "notice": _notice,
        }[kind](fields, lines)
        yield path.stem + suffix, data


def _read(path: Path) -> tuple[dict[str, str], list[str]]:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), body.rstrip("\n").split("\n")


def _text(fields: dict[str, str], lines: list[str]) -> tuple[str, bytes]:
    return ".txt", ("\n".join(lines) + "\n").encode(fields["encoding"])


# ---------------------------------------------------------------- DOCX


def _docx(fields: dict[str, str], lines: list[str]) -> tuple[str, bytes]:
    from docx import Document

    document = Document()
    for core in ("created", "modified"):
        setattr(document.core_properties, core, datetime(*EPOCH))
    document.core_properties.title = fields["title"]
    document.core_properties.author = "企谱样例编写组"
    document.add_heading(fields["title"], 0)
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append(line[1:].split("|"))
            continue
        if rows:
            _table(document, rows)
            rows = []
        if line.startswith("# "):
            document.add_heading(line[2:], 1)
        elif re.match(r"\d+\. ", line):
            document.add_paragraph(line, style="List Paragraph")
        elif line.strip():
            document.add_paragraph(line.lstrip("@"))
    raw = io.BytesIO()
    document.save(raw)
    return ".docx", _same_bytes(raw.getvalue())


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for i, row in enumerate(rows):
        for k, cell in enumerate(row):
            table.cell(i, k).text = cell


def _same_bytes(data: bytes) -> bytes:
    """The same container with its members in order and one fixed time, so that the bytes are the same each run."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()


# ---------------------------------------------------------------- PDF


def _canvas(size: tuple[float, float], title: str) -> tuple[Any, io.BytesIO]:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    canvas.setTitle(title)
    canvas.setAuthor("企谱样例编写组")
    return canvas, out


def _wrapped(text: str, columns: int, *, indent: bool = True) -> list[str]:
    """Lines of at most `columns` full-width characters; Latin and digits count half; no line begins with a closing sign."""
    lines, line, used = [], "　　" if indent else "", 4 if indent else 0
    for unit in re.findall(r"[A-Za-z0-9.±%]+|.", text):
        size = sum(1 if c.isascii() else 2 for c in unit)
        if used + size > 2 * columns and unit not in NO_START:
            lines.append(line)
            line, used = "", 0
        line += unit
        used += size
    return [*lines, line] if line else lines


def _newsletter(fields: dict[str, str], lines: list[str]) -> tuple[str, bytes]:
    width, height, size, left = 420.0, 595.0, 11.0, 45.0
    canvas, out = _canvas((width, height), fields["head"])
    columns = int(fields["width"])
    page, y = 0, 0.0

    def turn() -> float:
        nonlocal page
        if page:
            canvas.setFont(FONT, 9)
            canvas.drawCentredString(width / 2, 30, f"— {page} —")
            canvas.showPage()
        page += 1
        canvas.setFont(FONT, 9)
        canvas.drawString(left, height - 35, fields["head"])
        canvas.drawRightString(width - left, height - 35, fields["issue"])
        canvas.line(left, height - 40, width - left, height - 40)
        return height - 70

    y = turn()
    canvas.setFont(FONT, 20)
    canvas.drawCentredString(width / 2, y, fields["head"])
    canvas.setFont(FONT, 10)
    canvas.drawCentredString(width / 2, y - 20, f"{fields['issue']}　{fields['date']}")
    y -= 55
    for source in lines:
        heading = source.startswith("# ")
        block = [source[2:]] if heading or source.startswith("> ") else _wrapped(source, columns)
        if heading:
            y -= 8
        for line in block:
            if y < 60:
                y = turn()
            canvas.setFont(FONT, 13 if heading else size)
            canvas.drawString(left, y, line)
            y -= 24 if heading else 18
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(width / 2, 30, f"— {page} —")
    canvas.save()
    return ".pdf", out.getvalue()


def _newspaper(fields: dict[str, str], lines: list[str]) -> tuple[str, bytes]:
    width, height, size = 595.0, 842.0, 10.0
    columns, gutter, left, top, bottom = 24, 25.0, 45.0, 742.0, 70.0
    canvas, out = _canvas((width, height), fields["head"])
    canvas.setFont(FONT, 26)
    canvas.drawString(left, height - 60, fields["head"])
    canvas.setFont(FONT, 10)
    canvas.drawRightString(width - left, height - 45, fields["issue"])
    canvas.drawRightString(width - left, height - 60, fields["date"])
    canvas.line(left, height - 70, width - left, height - 70)
    x, y = left, top
    for source in lines:
        heading, author = source.startswith("# "), source.startswith("! ")
        block = [source[2:]] if heading or author else _wrapped(source, columns)
        if heading and (y < bottom + 90 or (x == left and y < top - 300)):
            x, y = x + columns * size + gutter, top
        for line in block:
            if y < bottom:
                x, y = x + columns * size + gutter, top
            canvas.setFont(FONT, 15 if heading else size)
            canvas.drawString(x, y, line)
            y -= 24 if heading else 16
        y -= 0 if heading or author else 14
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(width / 2, 40, "本版编辑　样例组")
    canvas.save()
    return ".pdf", out.getvalue()


def _notice(fields: dict[str, str], lines: list[str]) -> tuple[str, bytes]:
    width, height, size, left = 595.0, 842.0, 14.0, 85.0
    canvas, out = _canvas((width, height), fields["title"])
    canvas.setFillColorRGB(0.8, 0.05, 0.05)
    canvas.setFont(FONT, 30)
    canvas.drawCentredString(width / 2, height - 110, fields["red"])
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont(FONT, size)
    canvas.drawCentredString(width / 2, height - 150, fields["number"])
    canvas.setStrokeColorRGB(0.8, 0.05, 0.05)
    canvas.line(left, height - 160, width - left, height - 160)
    canvas.setFont(FONT, 17)
    canvas.drawCentredString(width / 2, height - 200, fields["title"])
    page, y = 1, height - 245

    def turn() -> float:
        nonlocal page
        canvas.setFont(FONT, 10)
        canvas.drawCentredString(width / 2, 45, f"- {page} -")
        canvas.showPage()
        page += 1
        return height - 100

    before = ""
    for source in lines:
        mark = source[:1]
        if y < 90 or (mark == "%" and before != "%"):
            y = turn()
        before = mark
        if mark in "@%*":
            canvas.setFont(FONT, size)
            if mark == "@":
                canvas.drawRightString(width - left - 20, y, source[1:])
            elif mark == "%":
                canvas.drawString(left, y, source[1:])
            else:
                canvas.drawString(left, y, source[1:])
            y -= 26
            continue
        short = source.endswith("：") or re.match(r"[一二三四五]、", source)
        for line in _wrapped(source, 30, indent=not source.endswith("：")):
            if y < 90:
                y = turn()
            canvas.setFont(FONT, size)
            canvas.drawString(left, y, line)
            y -= 26
        y -= 4 if short else 0
    canvas.setFont(FONT, 10)
    canvas.drawCentredString(width / 2, 45, f"- {page} -")
    canvas.save()
    return ".pdf", out.getvalue()


if __name__ == "__main__":
    main()
