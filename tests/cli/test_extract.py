"""`kg extract` as a user runs it: files, lines, equal names, statuses."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.read.make import LINES, pdf, txt

ROOT = Path(__file__).parents[2]


def kg(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C"}
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=folder, env=environment, timeout=120)


def test_one_file_to_standard_output(tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_bytes(txt())
    done = kg("extract", "通知.txt", folder=tmp_path)
    record = json.loads(done.stdout)
    assert done.returncode == 0 and record["doc"] == "通知" and {"entities", "facts", "themes"} <= set(record)
    assert not (tmp_path / "kg-store").exists()


def test_a_folder_to_files_and_equal_names_stay_apart(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "x").mkdir(parents=True)
    (docs / "通知.txt").write_bytes(txt())
    (docs / "通知.pdf").write_bytes(pdf())
    (docs / "x" / "通知.txt").write_bytes(txt((*LINES, "二")))
    (docs / "one.txt").write_bytes(txt(("一",)))
    (docs / (("长" * 80) + ".txt")).write_bytes(txt(("三",)))
    done = kg("extract", docs, "--format", "json", "--out", tmp_path / "out", folder=tmp_path)
    files = sorted(p.name for p in (tmp_path / "out").iterdir())
    assert done.returncode == 0 and len(files) == 5 and "one.json" in files
    records = [json.loads((tmp_path / "out" / name).read_text(encoding="utf-8")) for name in files]
    assert sorted(r["doc"] for r in records).count("通知") == 3 and "同名文档" in done.stderr
    assert all(
        f"-{r['document'][:8]}.json" in name for r, name in zip(records, files, strict=True) if r["doc"] == "通知"
    )


def test_lines_and_status_3_when_something_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(txt())
    (tmp_path / "b.xyz").write_bytes(b"?")
    (tmp_path / ".hidden").write_bytes(b"?")
    done = kg("extract", ".", "--format", "jsonl", "--out", "out", folder=tmp_path)
    assert done.returncode == 3 and "b.xyz: input.format" in done.stderr and ".hidden" not in done.stderr
    assert len((tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_statuses(tmp_path: Path) -> None:
    assert kg("extract", "none.txt", folder=tmp_path).returncode == 4
    assert kg("extract", folder=tmp_path).returncode == 2
    (tmp_path / "a.txt").write_bytes(txt())
    (tmp_path / "file").write_bytes(b"")
    done = kg("extract", "a.txt", "--out", "file/out", folder=tmp_path)
    assert done.returncode == 4 and "output.unwritable" in done.stderr and "Traceback" not in done.stderr


def test_an_interrupt_ends_everything(tmp_path: Path) -> None:
    import signal
    import time

    import psutil

    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("山河铝业荣获一等奖。" * 40_000 + str(number), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "extract", ".", "--workers", "1"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    children: list[psutil.Process] = []
    for _ in range(200):
        children = psutil.Process(process.pid).children(recursive=True)
        if children:
            break
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 130 and children
    assert not psutil.wait_procs(children, timeout=120)[1]
