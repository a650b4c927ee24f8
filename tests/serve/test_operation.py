"""Running the service: addresses, signals, exit statuses, inputs that can't be served (rows 37, 61 to 64)."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.serve.conftest import ROOT, serving

pytestmark = pytest.mark.slow


def kg(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", **environment},
        check=False,
    )


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_though_a_query_runs(files: list[Path], sent: signal.Signals, status: int) -> None:
    long = {"KG_QUERY_SECONDS": "600"}
    with serving("--rdf", str(files[0]), "--rdf", str(files[1]), environment=long) as (address, process, log):
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(
                f"{address}/sparql",
                params={"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"},
                timeout=0.5,
            )
        process.send_signal(sent)
        assert process.wait(timeout=120) == status
        log.seek(0)
        assert "Traceback" not in log.read()


def test_a_port_in_use_says_what_to_do(files: list[Path]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = kg("serve", "--rdf", str(files[0]), "--port", str(port))
    assert done.returncode == 4
    assert f"port {port} is in use" in done.stderr and "kg serve --port" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_can_not_be_served(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<http://e/1> <http://e/p> .", encoding="utf-8")
    (tmp_path / "sheet.xlsx").write_bytes(b"PK")
    entity = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "x" * 100}">' for i in range(10))
    bomb = tmp_path / "bomb.rdf"
    bomb.write_text(
        f'<?xml version="1.0"?><!DOCTYPE r [{entity}]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:e="http://e/"><rdf:Description rdf:about="http://e/1"><e:p>&a9;</e:p></rdf:Description></rdf:RDF>',
        encoding="utf-8",
    )
    outside = tmp_path / "outside.rdf"
    outside.write_text(
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
        '<rdf:Description rdf:about="http://e/1"><e:p>&x;</e:p></rdf:Description></rdf:RDF>',
        encoding="utf-8",
    )
    remote = tmp_path / "remote.jsonld"
    remote.write_text('{"@context": "http://127.0.0.1:1/c", "@id": "http://e/1", "p": 1}', encoding="utf-8")
    for path, environment in (
        (broken, {}),
        (tmp_path / "sheet.xlsx", {}),
        (tmp_path / "missing.ttl", {}),
        (bomb, {"KG_READ_MEMORY": "300000000", "KG_READ_SECONDS": "3"}),
        (outside, {}),
        (remote, {}),
    ):
        done = kg("serve", "--rdf", str(path), "--port", "0", **environment)
        assert done.returncode in (4, 6), (path, done.stderr)
        assert not done.stdout and len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr
    done = kg("serve", "--store", str(tmp_path / "none"), "--port", "0")
    assert done.returncode == 4 and "kg build" in done.stderr
    assert kg("serve", "--host", "0.0.0.0", "--port", "0", "--rdf", str(broken)).returncode == 2
    assert kg("serve", "--host", "no.such.host.invalid", "--port", "0", "--rdf", str(broken)).returncode == 2


FORMATS = {
    "ttl": "<http://e/1> <http://e/p> 'x' .",
    "nt": '<http://e/1> <http://e/p> "x" .',
    "nq": '<http://e/1> <http://e/p> "x" <http://e/g> .\n<http://e/1> <http://e/p> "x" .',
    "trig": "<http://e/1> <http://e/p> 'x' .",
    "jsonld": '{"@id": "http://e/1", "http://e/p": "x"}',
    "rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    '<rdf:Description rdf:about="http://e/1"><e:p>x</e:p></rdf:Description></rdf:RDF>',
}


def test_every_format_is_served(tmp_path: Path) -> None:
    arguments = []
    for ending, text in FORMATS.items():
        (tmp_path / f"文件 {ending}.{ending}").write_text(text, encoding="utf-8")
        arguments += ["--rdf", str(tmp_path / f"文件 {ending}.{ending}")]
    with serving(*arguments) as (address, _, _):
        answer = httpx.get(
            f"{address}/sparql",
            params={"query": "ASK { <http://e/1> <http://e/p> 'x' GRAPH <http://e/g> { ?s ?p ?o } }"},
        )
        assert answer.json()["boolean"] is True


def test_the_access_log_has_no_query_text(files: list[Path]) -> None:
    for setting, expected in (("0", False), ("1", True)):
        with serving("--rdf", str(files[0]), environment={"KG_LOG_QUERIES": setting}) as (address, process, stream):
            httpx.get(f"{address}/sparql", params={"query": "ASK { <http://e/geheim> ?p ?o }"})
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=120)
            stream.seek(0)
            log = stream.read()
        assert '"path": "/sparql"' in log and '"status": 200' in log
        assert ("geheim" in log) is expected
