"""A failed export leaves the old file as it was: full disk, a folder one may not write, an error half way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.export import save_graph
from kg.export.files import whole_file
from kg.graph import Snapshot
from kg.query import View

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("form", ["nq", "jsonld", "graphml", "gexf", "rdf"])
def test_a_full_disk_keeps_the_old_file(snapshot: Snapshot, view: View, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"g.{form}"
    target.write_text("old", encoding="utf-8")
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "from kg.cli import main; main(['export', 'graph', '--store', sys.argv[1], '--out', sys.argv[2]])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(snapshot.path.parent.parent), str(target)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 4 and "output.unwritable" in done.stderr and "Traceback" not in done.stderr
    assert target.read_text(encoding="utf-8") == "old" and [p.name for p in tmp_path.iterdir()] == [target.name]


def test_an_error_half_way_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(RuntimeError), whole_file(target) as stream:
        stream.write(b"new")
        raise RuntimeError("half way")
    assert target.read_text(encoding="utf-8") == "old" and len(list(tmp_path.iterdir())) == 1


def test_a_folder_where_the_file_should_be(snapshot: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "g.ttl").mkdir()
    with pytest.raises(OutputError):
        save_graph(snapshot, tmp_path / "g.ttl")
    assert [p.name for p in tmp_path.iterdir()] == ["g.ttl"]


def test_written_files_can_be_read_by_others(tmp_path: Path) -> None:
    with whole_file(tmp_path / "deep" / "a") as stream:
        stream.write(b"x")
    assert (tmp_path / "deep" / "a").stat().st_mode & 0o444 == 0o444
