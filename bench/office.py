"""Stories as Word documents by python-docx, and as PDF through LibreOffice where that is installed."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from bench.story import Story


def word(story: Story, *, columns: int = 1, breaks: bool = False) -> bytes:
    """A Word document: headings, paragraphs, tables, a header and a page number; `breaks` sets line breaks for paragraphs."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "Noto Serif CJK SC", Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    section = document.sections[0]
    section.header.paragraphs[0].text = "某某集团报　2023年5月6日　第3期"
    if columns > 1:
        section._sectPr.xpath("./w:cols")[0].set(qn("w:num"), str(columns))
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    section.footer.paragraphs[0]._p.append(number)
    rows: list[tuple[str, ...]] = []
    running: Any = None
    for p in (*story, None):
        if p is not None and p.cells and columns == 1:
            rows.append(p.cells)
            continue
        if rows:
            table = document.add_table(0, max(map(len, rows)), style="Table Grid")
            for cells in rows:
                for cell, text in zip(table.add_row().cells, cells, strict=False):
                    cell.text = text
            rows, running = [], None
        if p is None:
            break
        if p.kind in ("title", "heading"):
            document.add_heading(p.text, 1 if p.kind == "title" else 2)
            running = None
        elif breaks and running is not None:
            running.add_run().add_break()
            running.add_run("　　" + p.text)
        else:
            running = document.add_paragraph(p.text)
            running.paragraph_format.first_line_indent = Pt(21)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def converted(files: list[bytes], suffix: str, to: str) -> list[bytes]:
    """The files as LibreOffice converts them; none when it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(files):
            (Path(folder) / f"{number:03d}{suffix}").write_bytes(data)
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to]
        names = [str(Path(folder) / f"{number:03d}{suffix}") for number in range(len(files))]
        subprocess.run([*command, "--outdir", folder, *names], check=True, capture_output=True, timeout=300)
        return [(Path(folder) / f"{number:03d}.{to}").read_bytes() for number in range(len(files))]
