"""The walk over a folder: everything is accounted for, nothing outside is touched, the order is fixed."""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read import find_inputs, read_file
from kg.read.inventory import source_name, source_path

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "docs"
    (top / "子 目录").mkdir(parents=True)
    (top / "b.txt").write_text("二", encoding="utf-8")
    (top / "子 目录" / "a\n1.txt").write_text("一", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(top) + b"/bad\xff.txt")).write_text("三", encoding="utf-8")
    return top


def test_sorted_and_named_reversibly(folder: Path) -> None:
    inventory = find_inputs([folder])
    assert [i.source for i in inventory.inputs] == ["b.txt", "bad%FF.txt", "子 目录/a%0A1.txt"]
    for entry in inventory.inputs:
        assert str(folder / source_path(entry.source)) == entry.path
        assert read_file(entry.path, source=entry.source).text in "一二三"


def test_links_pipes_sockets_and_hidden_files_are_named(folder: Path, tmp_path: Path, monkeypatch) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("外", encoding="utf-8")
    (folder / "out.txt").symlink_to(outside)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "inside.txt").symlink_to(folder / "b.txt")
    (folder / "dangling.txt").symlink_to("nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "~$报告.docx").write_bytes(b"x")
    with socket.socket(socket.AF_UNIX) as listener:
        monkeypatch.chdir(folder)
        listener.bind("s.txt")
        inventory = find_inputs([folder])
    codes = {s.source: s.code for s in inventory.skipped}
    assert codes == {
        "out.txt": "input.link",
        "self.txt": "input.link",
        "loop": "input.link",
        "dangling.txt": "input.link",
        "pipe.txt": "input.special",
        "s.txt": "input.special",
        ".DS_Store": "input.hidden",
        "~$报告.docx": "input.hidden",
    }
    assert [i.source for i in inventory.inputs] == ["b.txt", "bad%FF.txt", "inside.txt", "子 目录/a%0A1.txt"]
    assert len(list(folder.rglob("*"))) == len(inventory.inputs) + len(inventory.skipped) + 1  # the subfolder


def test_files_named_twice_count_once_and_equal_names_stay_apart(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.txt").write_text("另", encoding="utf-8")
    inventory = find_inputs([folder / "b.txt", folder / "b.txt", other / "b.txt"])
    assert len(inventory.inputs) == 2 and len({i.source for i in inventory.inputs}) == 2


def test_devices_are_not_opened() -> None:
    assert find_inputs(["/dev/zero"]).skipped[0].code == "input.special"
    with pytest.raises(InputError) as caught:
        read_file("/dev/zero")
    assert caught.value.code == "input.special"


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        find_inputs([tmp_path / "none"])
    assert (caught.value.code, caught.value.exit_status) == ("input.missing", 4)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become a user without rights")
def test_what_may_not_be_read_is_skipped() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sub").mkdir(mode=0)
        (folder / "a.txt").write_text("文字", encoding="utf-8")
        (folder / "a.txt").chmod(0)
        folder.chmod(0o755)
        script = (
            "import os, sys; from kg.read import find_inputs; from kg.read.files import file_bytes; os.setuid(65534)\n"
            "found = find_inputs([sys.argv[1]]); print([(s.source, s.code) for s in found.skipped])\n"
            "try: file_bytes(found.inputs[0].path, 10)\n"
            "except Exception as error: print(error.code)\n"
            "try: find_inputs([sys.argv[1] + '/sub'])\n"
            "except Exception as error: print(error.code, error.exit_status)\n"
        )
        done = subprocess.run([sys.executable, "-c", script, name], capture_output=True, text=True, cwd=ROOT)
        (folder / "sub").chmod(0o755)
    assert done.stdout.splitlines() == ["[('sub', 'input.unreadable')]", "input.unreadable", "input.unreadable 4"], (
        done.stderr
    )


def test_names_come_back() -> None:
    for name in ("a b", "中文", "100%.txt", "100%25", "a\\b", "x\ty", os.fsdecode(b"\xff\xfe")):
        assert source_path(source_name(name)) == name
        source_name(name).encode()
