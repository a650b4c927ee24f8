"""What people install is whole: the wheel holds the resources and the built pages, and works far from the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built and unpacked into an empty folder."""
    assert (ROOT / "viz" / "dist" / "READY.txt").is_file(), "build the pages first: python viz/build.py"
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, cwd=out)
    assert built.returncode == 0, built.stderr[-2000:]
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        wheel.extractall(folder)
    return folder


def test_the_wheel_holds_what_runs_and_nothing_else(installed: Path) -> None:
    resources = installed / "kg" / "_resources"
    for needed in (
        "ontology/kg.ttl",
        "ontology/themes.ttl",
        "data/gazetteer/awards.csv",
        "data/models/themes.json",
        "viz/explorer/index.html",
        "viz/dist/vendor.js",
        "viz/dist/site.js",
    ):
        assert (resources / needed).is_file(), needed
    names = [str(p.relative_to(installed)) for p in installed.rglob("*")]
    assert not [n for n in names if "node_modules" in n or "__pycache__" in n or n.startswith("tests")]
    assert sum(p.stat().st_size for p in installed.rglob("*") if p.is_file()) < 15_000_000


def test_the_wheel_works_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    document = tmp_path / "喜报.txt"
    document.write_text("喜报\n\n近日，东方铝业有限公司荣获全国五一劳动奖状。\n", encoding="utf-8")
    for arguments in (
        ["--help"],
        ["extract", str(document), "--out", str(tmp_path / "out")],
        ["build", str(document), "--store", str(tmp_path / "s")],
    ):
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "import sys; sys.path.insert(0, sys.argv.pop(1)); from kg.cli import main; main()",
                str(installed),
                *arguments,
            ],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(installed), "HOME": str(tmp_path)},
        )
        assert done.returncode == 0, done.stderr[-2000:]
    assert "全国五一劳动奖状" in (tmp_path / "out" / "喜报.json").read_text(encoding="utf-8")
