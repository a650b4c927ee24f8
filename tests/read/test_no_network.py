"""Whatever a document names, the reader opens no connection and no other file: a listener hears nothing."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read import Worker, read_file
from tests.read.make import docx_container, html, pdf

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def canary() -> Iterator[tuple[str, list[object]]]:
    """Address of a listener on loopback, and what called it."""
    heard: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                heard.append(address)
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", heard
        stop.set()
        thread.join()


def documents(address: str) -> dict[str, bytes]:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="{address}/t.dotm" '
        'TargetMode="External"/></Relationships>'
    ).encode()
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>正文文字</w:t></w:r></w:p></w:body></w:document>"
    page = (
        f'<html><head><base href="{address}/"><link rel=stylesheet href="{address}/a.css"><script src="{address}/a.js"></script>'
        f'<meta http-equiv=refresh content="0;url={address}"></head><body><iframe src="{address}/f"></iframe>'
        f'<img src="{address}/i.png"><object data="{address}/o"></object>'
    ).encode()
    return {
        "a.html": page + html(),
        "b.docx": docx_container(body.encode(), **{"word/_rels/document.xml.rels": relations}),
        "c.docx": docx_container(f'<!DOCTYPE d SYSTEM "{address}/x.dtd">{body}'.encode()),
        "d.docx": docx_container(
            f'<!DOCTYPE d [<!ENTITY x SYSTEM "{address}/x">]>{body.replace("正文", "&x;")}'.encode()
        ),
        "e.pdf": pdf(),
        "f.md": f"![图]({address}/i.png)\n\n正文文字\n".encode(),
    }


def test_nothing_is_fetched(canary: tuple[str, list[object]], tmp_path: Path) -> None:
    address, heard = canary
    read = 0
    with Worker(memory=1_000_000_000) as worker:
        for name, data in documents(address).items():
            (tmp_path / name).write_bytes(data)
            try:
                assert "secret" not in read_file(tmp_path / name, worker=worker).text
                read += 1
            except InputError as error:
                assert error.code == "input.broken" and name in ("c.docx", "d.docx")
        with pytest.raises(InputError):
            worker.call("urllib.request:urlopen", {"url": address}, seconds=5.0)
    assert read == 4 and heard == []
    with socket.create_connection(("127.0.0.1", int(address.rsplit(":", 1)[1]))):
        pass  # the listener does hear what comes
