"""Rows 1 to 28 of the table of bad inputs, each alone and all in one folder: a status, one line, and nothing lost."""

import codecs
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.corpus import CorpusRun, run_corpus
from kg.settings import load_settings
from tests.read.make import EXTRA, LINES, docx, docx_container, html, image_pdf, pdf, pdf_pages, txt

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT = "\n".join((*LINES, EXTRA))
ENTITIES = f'<!DOCTYPE d [<!ENTITY a "{"x" * 99}"><!ENTITY b "&a;&a;&a;">]><w:document {W}><w:body><w:p/></w:body></w:document>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le")
GOOD = f"<w:document {W}><w:body><w:p><w:r><w:t>正文文字</w:t></w:r></w:p></w:body></w:document>".encode()

# row, file name, bytes, the code it is skipped with (None: read), what the text or a warning must then hold
ROWS: list[tuple[str, str, Callable[[], bytes], str | None, str]] = [
    ("1 empty", "空.txt", lambda: b"", "input.empty", ""),
    ("1 blanks", "空白.txt", lambda: b" \n\t \n", "input.empty", ""),
    ("2 empty PDF", "空.pdf", lambda: b"", "input.empty", ""),
    ("3 locked PDF", "锁.pdf", lambda: pdf(encrypt="geheim"), "input.password", ""),
    ("4 scanned PDF", "扫描.pdf", image_pdf, "input.no-text", ""),
    ("5 cut PDF", "断.pdf", lambda: pdf_pages([[(72, 700, 12, "甲")]] * 30)[:900], "input.broken", ""),
    ("7 deep arrays", "深.pdf", lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * 500_000 + b"\n%%EOF", "input.broken", ""),
    ("8 cut DOCX", "断.docx", lambda: docx()[:5000], "input.broken", ""),
    ("8 no ZIP", "非.docx", lambda: b"plain", "input.broken", ""),
    ("8 a .doc", "旧.docx", lambda: OLE, "input.format", ""),
    ("9 ZIP bomb", "炸.docx", lambda: docx_container(b"<a>" + b" " * 60_000_000), "input.bomb", ""),
    ("10 entity bomb", "实体.docx", lambda: docx_container(ENTITIES.encode()), "input.broken", ""),
    ("11 climbing names", "爬.docx", lambda: docx_container(GOOD, **{"../../x": b"y", "/x": b"y"}), None, "正文文字"),
    ("12 GB18030", "国标.txt", lambda: TEXT.encode("gb18030"), None, "𠮷"),
    ("12 Big5", "大五.txt", lambda: "台灣水泥公司榮獲國家品質獎，總經理出席頒獎典禮。".encode("big5"), None, "榮獲"),
    ("13 UTF-16", "宽.txt", lambda: TEXT.encode("utf-16-be"), None, "𠮷"),
    ("14 BOM", "标.txt", lambda: codecs.BOM_UTF8 + TEXT.encode(), None, "关于"),
    ("15 mixed", "混.txt", lambda: TEXT.encode() + b"\n" + EXTRA.encode("gb18030"), None, "混合编码"),
    ("16 controls", "控.txt", lambda: TEXT.replace("荣获", "荣\x00获").encode(), None, "荣 获"),
    ("17 zero width", "零.txt", lambda: TEXT.replace("荣获", "荣\u200b获\u202e").encode(), None, "荣\u200b获\u202e"),
    ("20 script", "页.html", lambda: html((*LINES, "<script>var x</script><!--注-->完")), None, "完"),
    ("21 nesting", "深.html", lambda: ("<div>" * 5000 + "深处").encode(), None, "深处"),
    ("22 charset", "谎.html", lambda: html().replace(b"charset='utf-8'", b"charset='gbk'"), None, "实为 utf-8"),
    (
        "23 frames",
        "框.html",
        lambda: b"<base href='http://192.0.2.1/'><iframe src=/x></iframe><img src=/y>" + html(),
        None,
        "荣获",
    ),
    ("26 odd name", "有 空格\n换行.txt", lambda: TEXT.encode() + b"26", None, "荣获"),
    ("26 bad bytes", os.fsdecode(b"\xff\xfe.txt"), lambda: TEXT.encode() + b"26b", None, "荣获"),
    ("26 long name", "长" * 83 + ".txt", lambda: TEXT.encode() + b"26c", None, "荣获"),
    ("other format", "表.xlsx", lambda: docx_container(b"", **{"xl/workbook.xml": b"<a/>"}), "input.format", ""),
]


def run(path: Path) -> CorpusRun:
    chosen = load_settings({"workers": 1, "read_seconds": 20.0}, environment={}, folder=Path("/nonexistent"))
    return run_corpus([path], settings=chosen)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("rows")
    for _, name, make, _, _ in ROWS:
        (top / name).write_bytes(make())
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_bytes(txt())
    (top / "link.txt").symlink_to(outside)
    (top / "loop").symlink_to(top)
    os.mkfifo(top / "pipe.txt")
    (top / "sub").mkdir()
    (top / "sub" / "国标.txt").write_bytes(TEXT.encode("gb18030"))  # row 27: same content twice
    (top / "sub" / "标.txt").write_bytes("同名不同文".encode())  # row 27: same name twice
    return top


@pytest.fixture(scope="module")
def whole(folder: Path) -> CorpusRun:
    return run(folder)


def test_every_input_is_accounted_for(folder: Path, whole: CorpusRun) -> None:
    entries = [p for p in folder.rglob("*") if p.is_symlink() or not p.is_dir()]
    assert len(entries) == whole.found == sum(len(d.sources) for d in whole.documents) + len(whole.skipped)


@pytest.mark.parametrize(("row", "name", "make", "code", "holds"), ROWS, ids=[r[0] for r in ROWS])
def test_row_in_the_folder(row: str, name: str, make: object, code: str | None, holds: str, whole: CorpusRun) -> None:
    from kg.read.inventory import source_name

    source = source_name(name)
    skipped = {s.source: s for s in whole.skipped}
    read = {s: d for d in whole.documents for s in d.sources}
    if code is not None:
        assert skipped[source].code == code and "\n" not in skipped[source].reason
    else:
        document = read[source]
        assert holds in document.text or any(holds in w for w in document.warnings)
        assert "var x" not in document.text and "注" not in document.text and "\ufeff" not in document.text


def test_links_pipes_and_twins(whole: CorpusRun) -> None:
    codes = {s.source: s.code for s in whole.skipped}
    assert (codes["link.txt"], codes["loop"], codes["pipe.txt"]) == ("input.link", "input.link", "input.special")
    read = {s: d for d in whole.documents for s in d.sources}
    assert read["国标.txt"] is read["sub/国标.txt"] and read["标.txt"] is not read["sub/标.txt"]


def test_each_alone_gives_the_same(folder: Path, whole: CorpusRun) -> None:
    together = {d.id: d.text for d in whole.documents}
    for row in ("12 GB18030", "15 mixed", "1 empty", "9 ZIP bomb", "26 bad bytes"):
        _, name, _, code, _ = next(r for r in ROWS if r[0] == row)
        alone = run(folder / name)
        assert [s.code for s in alone.skipped] == ([] if code is None else [code])
        assert all(together[d.id] == d.text for d in alone.documents)


def test_every_offset_of_every_record_lies_in_its_document(whole: CorpusRun) -> None:
    assert len(whole.records) >= 15
    for document, record in zip(whole.documents, whole.records, strict=True):
        for entity in record.entities:
            for mention in entity.mentions:
                assert mention.span.end <= len(document.text)
        for fact in record.facts:
            assert fact.evidence.span.of(document.text).strip()


@pytest.mark.slow
def test_row_18_and_19_size(tmp_path: Path) -> None:
    (tmp_path / "大.txt").write_bytes("山河铝业荣获一等奖。\n".encode() * 6_600_000)
    (tmp_path / "长.txt").write_bytes("山河铝业".encode() * 100_000)
    (tmp_path / "好.txt").write_bytes(txt())
    done = run(tmp_path)
    codes = {s.source: s.code for s in done.skipped}
    assert codes["大.txt"] in ("input.too-big", "input.too-long")
    assert {s for d in done.documents for s in d.sources} >= {"好.txt", "长.txt"}


def test_the_parent_stays_small(folder: Path, whole: CorpusRun) -> None:
    script = (
        "import re, sys; from pathlib import Path; from kg.corpus import run_corpus\n"
        "from kg.settings import load_settings\n"
        "run = run_corpus([sys.argv[1]], settings=load_settings({'workers': 1}, environment={}, folder=Path('/nonexistent')))\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(len(run.documents), int(re.search(r'VmHWM:\\s+(\\d+)', status)[1]) // 1024)\n"
    )
    root = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, cwd=root, check=True
    )
    documents, megabytes = map(int, done.stdout.split())
    assert documents == len(whole.documents) and megabytes < 300
