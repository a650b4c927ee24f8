"""Builds that are killed, crowded, starved or misdirected leave the graph in force whole and say why."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psutil
import pytest

from kg.graph import open_snapshot
from kg.graph.canonical import graph_hash, store_lines

ROOT = Path(__file__).parents[2]
BUILD = [sys.executable, "-m", "kg", "build", "--json"]
DRIVE = [sys.executable, str(Path(__file__).with_name("drive.py"))]
TEXT = "样例铜业有限公司获奖\n\n5月6日，样例铜业有限公司荣获{year}年全国五一劳动奖状。张三任样例铜业有限公司董事长。\n"


def folder(path: Path, count: int) -> Path:
    path.mkdir(exist_ok=True)
    for number in range(count):
        (path / f"{number}.txt").write_text(TEXT.format(year=2000 + number), encoding="utf-8")
    return path


def kg_build(
    store: object, source: Path, *, starve: Callable[[], None] | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BUILD, str(source), "--store", str(store)],
        capture_output=True,
        text=True,
        timeout=300,
        preexec_fn=starve,
        cwd=ROOT,
        env={**os.environ, "KG_WORKERS": "1", **environment},
    )


def built(told: subprocess.CompletedProcess[str]) -> str:
    """The snapshot a build that went well reports."""
    assert told.returncode == 0, told.stderr
    return str(json.loads(told.stdout)["snapshot"])


def starved(limit: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def whole(store: Path) -> str:
    snapshot = open_snapshot(store)
    assert graph_hash(store_lines(snapshot.store())) == snapshot.manifest["hash"]
    return snapshot.id


@pytest.mark.slow
def test_killed_at_fifty_points_of_publishing_nothing_is_half(tmp_path: Path) -> None:
    told = subprocess.run([*DRIVE, "kill", str(tmp_path / "store"), "50"], capture_output=True, text=True, timeout=300)
    assert told.returncode == 0, told.stderr
    killed, after, clean, kept = told.stdout.split()
    assert int(killed) >= 30 and after == clean and int(kept) <= 3


@pytest.mark.slow
def test_killed_at_random_times_of_a_whole_build(tmp_path: Path) -> None:
    source, store = folder(tmp_path / "in", 6), tmp_path / "store"
    start = time.monotonic()
    first = kg_build(store, source)
    took = time.monotonic() - start
    chance = random.Random(7)
    for number in range(6):
        (source / f"new{number}.txt").write_text(TEXT.format(year=2010 + number) + "又讯。", encoding="utf-8")
        process = subprocess.Popen(
            [*BUILD, str(source), "--store", str(store)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.random() * took)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert whole(store)
    again = kg_build(store, source)
    assert built(first) != built(again) == whole(store) == built(kg_build(tmp_path / "clean", source))


def test_two_builds_at_once_the_second_is_told_who_holds_the_store(tmp_path: Path) -> None:
    source, store = folder(tmp_path / "in", 1), tmp_path / "store"
    holder = subprocess.Popen([*DRIVE, "hold", str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        told = kg_build(store, source)
    finally:
        holder.communicate("")
    assert told.returncode == 5 and f"process {holder.pid}" in told.stderr and "Traceback" not in told.stderr
    assert kg_build(store, source).returncode == 0


@pytest.mark.slow
def test_interrupted_and_killed_builds_leave_no_process_behind(tmp_path: Path) -> None:
    source, store = folder(tmp_path / "in", 12), tmp_path / "store"
    for stop, status in ((signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)):
        process = subprocess.Popen(
            [*BUILD, str(source), "--store", str(store)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        children: list[psutil.Process] = []
        for _ in range(400):  # until its workers are there
            children = psutil.Process(process.pid).children(recursive=True)
            if children:
                break
            time.sleep(0.02)
        assert children
        process.send_signal(stop)
        _, told = process.communicate(timeout=120)
        assert process.returncode == status and b"Traceback" not in told
        _, alive = psutil.wait_procs(children, timeout=120)
        assert not alive
    assert built(kg_build(store, source)) == whole(store)


@pytest.mark.slow
def test_a_full_disk_leaves_the_old_graph(tmp_path: Path) -> None:
    source, store = folder(tmp_path / "in", 1), tmp_path / "store"
    assert kg_build(store, source).returncode == 0
    before = whole(store)
    folder(source, 3)
    for limit in (2_000, 60_000):  # no file may grow beyond this: first texts, then the quads can't be written
        told = kg_build(store, source, starve=partial(starved, limit))
        assert told.returncode == 4 and len(told.stderr.splitlines()) == 1, told.stderr
        assert whole(store) == before
    assert kg_build(store, source).returncode == 0 and whole(store) != before


@pytest.mark.parametrize("place", ["/proc/qipu", "/proc/version"])
def test_a_folder_that_cannot_be_written(tmp_path: Path, place: str) -> None:
    told = kg_build(place, folder(tmp_path / "in", 1))
    assert told.returncode == 4 and len(told.stderr.splitlines()) == 1, told.stderr


@pytest.mark.slow
def test_hash_seed_time_zone_and_locale_do_not_matter(tmp_path: Path) -> None:
    source = folder(tmp_path / "in", 3)
    settings = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LANG": "C", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LANG": "zh_CN.UTF-8", "KG_WORKERS": "2"},
    ]
    ids = {built(kg_build(tmp_path / str(n), source, **extra)) for n, extra in enumerate(settings)}
    assert len(ids) == 1
    layouts = {(open_snapshot(tmp_path / str(n)).path / "layout.json").read_bytes() for n in (0, 1)}
    assert len(layouts) == 1 and open_snapshot(tmp_path / "0").manifest["created"].endswith("Z")
