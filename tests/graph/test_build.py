"""A build from files: everything accounted for, unchanged means untouched, incremental equals clean."""

from pathlib import Path

import pytest

from kg.errors import InputError, UsageError
from kg.graph import open_snapshot
from kg.graph.build import BuildReport, build
from kg.graph.canonical import store_lines
from kg.settings import load_settings

TEXTS = {
    "a.txt": "样例铜业有限公司获奖\n\n5月6日，样例铜业有限公司荣获2023年全国五一劳动奖状。张三任样例铜业有限公司董事长。\n",
    "b.txt": "样例集团简报\n\n样例集团有限公司所属样例铝业有限公司获得国家科学技术进步奖二等奖。李四同志荣获全国劳动模范称号。\n",
    "c.txt": "安全月\n\n样例铝业有限公司电解厂获得集团公司先进集体称号，王五任电解厂厂长。\n",
}


def write(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(TEXTS[name], encoding="utf-8")
    return folder


def run(folder: Path, store: Path) -> BuildReport:
    return build([folder], settings=load_settings({"store": str(store)}))


def test_first_second_changed_and_removed(tmp_path: Path) -> None:
    folder, store = write(tmp_path / "in", "a.txt", "b.txt"), tmp_path / "store"
    (folder / "empty.txt").write_text("")
    first = run(folder, store)
    assert first.changed and first.documents == 2 and first.conforms and first.entities["Enterprise"] > 0
    assert first.found == first.documents + len(first.skipped) + first.hidden
    assert [s.code for s in first.skipped] == ["input.empty"]
    manifest = open_snapshot(store).manifest
    assert [i["source"] for i in manifest["inputs"]] == ["a.txt", "b.txt", "empty.txt"]

    stamp = (store / "current").stat().st_mtime_ns
    second = run(folder, store)
    assert not second.changed and second.quads_written == 0 and second.cached == 2
    assert second.snapshot == first.snapshot and (store / "current").stat().st_mtime_ns == stamp

    write(folder, "c.txt")
    third = run(folder, store)
    assert third.changed and third.cached == 2 and third.documents == 3 and third.parent == first.snapshot

    (folder / "a.txt").unlink()
    fourth = run(folder, store)
    clean = run(write(tmp_path / "other", "b.txt", "c.txt"), tmp_path / "clean")
    assert fourth.snapshot == clean.snapshot
    lines = [store_lines(open_snapshot(s).store()) for s in (store, tmp_path / "clean")]
    assert lines[0] == lines[1]


def test_nothing_to_read_leaves_the_graph_alone(tmp_path: Path) -> None:
    folder, store = write(tmp_path / "in", "a.txt"), tmp_path / "store"
    first = run(folder, store)
    (folder / "a.txt").write_text("")
    with pytest.raises(InputError) as told:
        run(folder, store)
    assert told.value.exit_status == 4 and told.value.code == "input.none"
    assert open_snapshot(store).id == first.snapshot


def test_a_store_inside_the_folder_is_no_input(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", "a.txt")
    first = run(folder, folder / "kg-store")
    second = run(folder, folder / "kg-store")
    assert first.skipped == second.skipped == () and second.hidden == 1 and not second.changed


@pytest.mark.parametrize("base", ["no iri", "https://example.org/<x>/", "https://example.org/id"])
def test_a_base_that_makes_no_iris_is_refused_before_anything_is_written(tmp_path: Path, base: str) -> None:
    with pytest.raises(UsageError):
        build([tmp_path], settings=load_settings({"store": str(tmp_path / "s"), "base": base}))
    assert not (tmp_path / "s").exists()


def test_another_base_is_used_throughout(tmp_path: Path) -> None:
    settings = load_settings({"store": str(tmp_path / "s"), "base": "https://data.example.org/qipu/"})
    build([write(tmp_path / "in", "a.txt")], settings=settings)
    told = "\n".join(store_lines(open_snapshot(tmp_path / "s").store()))
    assert "<https://data.example.org/qipu/document/" in told and "kg.example/id/" not in told
