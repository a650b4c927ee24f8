"""Reading in a process of its own: limits of size, time and memory hold, a crash costs one file, no network."""

import os
import socket
import time
import zlib
from pathlib import Path

import psutil
import pytest

from kg.errors import InputError
from kg.read import Worker, read_file
from kg.settings import load_settings
from tests.read.make import docx_container, txt


def settings(**values: object):
    return load_settings(values, environment={}, folder=Path("/nonexistent"))


def code(path: Path, **values: object) -> str:
    with pytest.raises(InputError) as caught:
        read_file(path, settings=settings(**values))
    return caught.value.code


def inflating_pdf(size: int) -> bytes:
    """A page whose content stream inflates a thousandfold."""
    stream = zlib.compress(b"BT /F1 12 Tf (" + b"A" * size + b") Tj ET", 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


def test_reads_and_names(tmp_path: Path) -> None:
    path = tmp_path / "通知 1.txt"
    path.write_bytes(txt())
    document = read_file(path)
    assert document.sources == ("通知 1.txt",) and document.name == "通知 1"


def test_size_limits_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(txt() * 100)
    assert code(path, max_file_bytes=1000) == "input.too-big"
    assert code(path, max_text_chars=1000) == "input.too-long"


@pytest.mark.parametrize(("limit", "value"), [("read_seconds", 1.0), ("read_memory", 100_000_000)])
def test_an_inflating_pdf_is_stopped(tmp_path: Path, limit: str, value: float) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(inflating_pdf(300_000_000))
    assert path.stat().st_size < 400_000
    started = time.monotonic()
    assert code(path, **{limit: value}) in (
        "input.timeout",
        "input.memory",
        "input.crashed",
        "input.broken",
        "input.no-text",
    )
    assert time.monotonic() - started < 60


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n1 0 obj\n" + b"[" * 2_000_000 + b"\ntrailer << /Root 1 0 R >>\n%%EOF",
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\n"
        b"xref\n0 1\n0000000000 65535 f \ntrailer << /Size 3 /Root 1 0 R /Prev 120 >>\nstartxref\n120\n%%EOF",
    ],
    ids=["deep arrays", "circular"],
)
def test_hostile_pdfs_cost_one_file(tmp_path: Path, data: bytes) -> None:
    path, good = tmp_path / "a.pdf", tmp_path / "b.txt"
    path.write_bytes(data)
    good.write_bytes(txt())
    with Worker(memory=1_000_000_000) as worker:
        with pytest.raises(InputError) as caught:
            read_file(path, settings=settings(read_seconds=10.0), worker=worker)
        assert caught.value.code in ("input.broken", "input.crashed", "input.timeout", "input.no-text", "input.memory")
        assert read_file(good, worker=worker).text == txt().decode()


def test_time_memory_and_crash_limits() -> None:
    with Worker(memory=200_000_000) as worker:
        for function, arguments, expected in (
            ("time:sleep", {}, "input.failed"),
            ("tests.read.test_files:hang", {}, "input.timeout"),
            ("tests.read.test_files:swell", {"size": 2_000_000_000}, "input.memory"),
            ("os:abort", {}, "input.crashed"),
            ("tests.read.test_files:connect", {}, "input.failed"),
        ):
            with pytest.raises(InputError) as caught:
                worker.call(function, arguments, seconds=3.0)
            assert caught.value.code == expected, function
        assert worker.call("tests.read.test_files:echo", {"text": "好\udcff"}, seconds=3.0) == "好\udcff"


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(txt())
    before = {p.pid for p in psutil.Process().children(recursive=True)}
    read_file(path)
    assert {p.pid for p in psutil.Process().children(recursive=True)} <= before


def test_the_parent_stays_small(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx_container(b"<a>" + b" " * 60_000_000))
    before = psutil.Process().memory_info().rss
    assert code(path) == "input.bomb"
    assert psutil.Process().memory_info().rss - before < 50_000_000


def hang() -> None:
    time.sleep(60)


def swell(size: int) -> int:
    return len(bytearray(size))


def connect() -> None:
    with socket.socket() as client:
        client.connect(("127.0.0.1", 9))


def echo(text: str) -> str:
    print("a library that prints does no harm")
    os.write(1, b"nor one that writes")
    return text
