"""The walls around a worker: no socket, no program, no file but the store's, no more memory than given."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serve.conftest import ROOT

TRIES = """
import json, os, socket, subprocess, sys, threading
from kg.query.sparql.confine import confine
folder = sys.argv[1]
walls = confine(memory=300_000_000, readable=[folder])
def tried(action):
    try:
        action()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"
print(json.dumps({
    "walls": walls,
    "tcp": tried(lambda: socket.create_connection(("127.0.0.1", 9))),
    "udp": tried(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)),
    "unix": tried(lambda: socket.socket(socket.AF_UNIX)),
    "pair": tried(socket.socketpair),
    "program": tried(lambda: os.execv("/bin/true", ["true"])),
    "foreign file": tried(lambda: open("/etc/passwd").read()),
    "own file": tried(lambda: open(folder + "/data").read()),
    "writing": tried(lambda: open(folder + "/data", "w")),
    "new file": tried(lambda: open(folder + "/new", "w")),
    "removing": tried(lambda: os.unlink(folder + "/data")),
    "memory": tried(lambda: bytearray(400_000_000)),
    "thread": tried(lambda: threading.Thread(target=int).start()),
}))
"""


def attempts(folder: Path) -> dict[str, object]:
    (folder / "data").write_text("here", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", TRIES, str(folder)], capture_output=True, text=True, cwd=ROOT, timeout=120, check=True
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_memory_and_stack_are_bounded_everywhere(tmp_path: Path) -> None:
    found = attempts(tmp_path)
    assert {"memory", "stack"} <= set(found["walls"])  # type: ignore[call-overload]
    assert found["memory"] == "MemoryError" and found["own file"] == "done" and found["thread"] == "done"


def test_no_sockets_and_no_programs(tmp_path: Path) -> None:
    found = attempts(tmp_path)
    if "sockets" not in found["walls"]:  # type: ignore[operator]
        pytest.skip("this system has no seccomp for us: " + str(found["walls"]))
    assert {found[name] for name in ("tcp", "udp", "unix", "pair", "program")} == {"PermissionError"}


def test_no_files_but_the_store(tmp_path: Path) -> None:
    found = attempts(tmp_path)
    if "files" not in found["walls"]:  # type: ignore[operator]
        pytest.skip("this system has no Landlock for us: " + str(found["walls"]))
    assert {found[name] for name in ("foreign file", "writing", "new file", "removing")} == {"PermissionError"}
    assert (tmp_path / "data").read_text(encoding="utf-8") == "here"
