"""Publishing: whole or not at all, the same graph once, history, undo, diff, and what is no store is left alone."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store

from bench.demo import by_name
from kg.cli.diff import diff as diff_command
from kg.cli.undo import undo as undo_command
from kg.errors import NotFound, StoreError, StoreLocked, ValidationFailed
from kg.graph import Snapshot, open_snapshot
from kg.graph.assemble import assemble
from kg.graph.canonical import graph_hash, ontology_quads, store_lines, theme_ids
from kg.graph.diff import compare, patch, words
from kg.graph.layout import write_layout
from kg.graph.lock import hold
from kg.graph.publish import prepare_store, publish, undo
from kg.graph.snapshot import history, snapshot_ids
from kg.model import Record
from kg.records import to_json

Made = Callable[[int], tuple[list[Record], dict[str, str]]]


def put(root: Path, records: list[Record], texts: dict[str, str], *, keep: int = 5) -> Snapshot:
    sources = {r.document_id: (f"{r.name}.txt",) for r in records}
    quads = assemble(records, by_name(records), sources=sources, themes=theme_ids()).quads
    documents = {
        r.document_id: {
            "title": r.title,
            "sources": [f"{r.name}.txt"],
            "text": texts[r.document_id],
            "record": to_json(r),
        }
        for r in records
    }
    return publish(
        prepare_store(root), quads, documents=documents, manifest={"pipeline": "t"}, keep=keep, hooks=[write_layout]
    )


def test_a_snapshot_holds_graph_documents_layout_and_report(made: Made, tmp_path: Path) -> None:
    records, texts = made(3)
    snapshot = put(tmp_path / "s", records, texts)
    assert snapshot == open_snapshot(tmp_path / "s")
    assert snapshot.id == snapshot.manifest["hash"][:16] == graph_hash(store_lines(snapshot.store()))[:16]
    assert "sh:conforms true" in (snapshot.path / "report.ttl").read_text()
    first = snapshot.document(records[0].document_id)
    assert first["text"] == texts[records[0].document_id] and first["record"] == to_json(records[0])
    assert [d["id"] for d in snapshot.documents()] == [r.document_id for r in records]
    classes = snapshot.manifest["counts"]["classes"]
    assert classes["Document"] == 3 and classes["Evidence"] > classes["Statement"] > 0
    with pytest.raises(NotFound):
        snapshot.document("no")


def test_the_same_graph_is_written_once(made: Made, tmp_path: Path) -> None:
    records, texts = made(3)
    one = put(tmp_path / "s", records, texts)
    stamp = (tmp_path / "s" / "current").stat().st_mtime_ns
    again = put(tmp_path / "s", list(reversed(records)), texts)
    assert again.id == one.id and (tmp_path / "s" / "current").stat().st_mtime_ns == stamp
    assert history(tmp_path / "s") == (one.id,)


def test_history_undo_and_what_is_kept(made: Made, tmp_path: Path) -> None:
    records, texts = made(5)
    root = tmp_path / "s"
    ids = [put(root, records[:n], texts, keep=3).id for n in (1, 2, 3, 4)]
    assert history(root) == tuple(ids) and set(snapshot_ids(root)) == set(ids[1:])
    assert len(list((root / "documents").iterdir())) == 4
    assert undo(root).id == ids[2] == open_snapshot(root).id
    assert undo(root).id == ids[1]
    with pytest.raises(NotFound):
        undo(root)  # the one before was dropped; the pointer stays
    assert open_snapshot(root).id == ids[1]
    assert put(root, records[:3], texts).id == ids[2]  # built again: the kept snapshot is reused
    assert history(root) == (ids[0], ids[1], ids[2])


def test_add_then_take_out_equals_never_added(made: Made, tmp_path: Path) -> None:
    records, texts = made(6)
    both = put(tmp_path / "s", records, texts)
    alone = put(tmp_path / "s", records[2:], texts)
    clean = put(tmp_path / "t", records[2:], texts)
    assert both.id != alone.id == clean.id
    assert store_lines(alone.store()) == store_lines(clean.store())
    assert (alone.path / "layout.json").read_bytes() == (clean.path / "layout.json").read_bytes()


def test_diff_says_what_changed_and_its_patch_turns_one_into_the_other(made: Made, tmp_path: Path) -> None:
    records, texts = made(4)
    left = put(tmp_path / "s", records[:3], texts)
    right = put(tmp_path / "s", records[1:], texts)
    difference = compare(left, right)
    documents = [(c.change, c.zh) for c in difference.changes if c.what == "document"]
    assert documents == [("added", "样例简报第3期 (d3.txt)"), ("removed", "样例简报第0期 (d0.txt)")]
    assert any(c.what == "fact" and c.change in ("added", "removed") for c in difference.changes)
    graph = set(store_lines(left.store()))
    for line in patch(difference):
        if line.startswith("D "):
            graph.remove(line[2:])
        elif line.startswith("A "):
            graph.add(line[2:])
    assert sorted(graph) == store_lines(right.store())
    assert next(words(compare(right, right))).endswith("the same graph")


def test_commands_diff_and_undo(made: Made, tmp_path: Path) -> None:
    records, texts = made(3)
    root = tmp_path / "s"
    first, second = put(root, records[:2], texts), put(root, records, texts)
    run = CliRunner()
    told = run.invoke(diff_command, ["--store", str(root)])
    assert (
        told.exit_code == 0 and "新增文档：样例简报第2期" in told.output and f"{first.id} → {second.id}" in told.output
    )
    assert (
        run.invoke(diff_command, [first.id[:6], "current", "--store", str(root), "--format", "patch"]).output.count(
            "TX ."
        )
        == 1
    )
    assert f"{first.id}" in run.invoke(undo_command, ["--store", str(root)]).output
    assert open_snapshot(root).id == first.id


def test_what_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(StoreError) as told:
        prepare_store(tmp_path)
    assert told.value.exit_status == 4 and [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
    with pytest.raises(StoreError):
        open_snapshot(tmp_path)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "store.json").write_text('{"kind": "qipu-store", "layout": 99}')
    with pytest.raises(StoreError, match="layout 99"):
        prepare_store(tmp_path / "old")
    assert [p.name for p in (tmp_path / "old").iterdir()] == ["store.json"]


def test_a_second_build_is_told_who_holds_the_store(tmp_path: Path) -> None:
    root = prepare_store(tmp_path / "s")
    with hold(root), pytest.raises(StoreLocked, match="process ") as told, hold(root):
        pass
    assert told.value.exit_status == 5
    with hold(root):
        pass


def test_a_graph_that_breaks_a_shape_is_not_published(made: Made, tmp_path: Path) -> None:
    records, texts = made(2)
    root = tmp_path / "s"
    good = put(root, records, texts)
    store = Store()
    store.load(input=b"<x:c> a <https://kg.example/ontology#Award> .", format=RdfFormat.TURTLE)
    with pytest.raises(ValidationFailed) as told:
        publish(root, [*good.store(), *store], documents={}, manifest={})
    assert told.value.exit_status == 4 and open_snapshot(root).id == good.id
    assert "sh:conforms false" in (root / "rejected.ttl").read_text()


def test_damage_is_named_and_nothing_overwritten(made: Made, tmp_path: Path) -> None:
    records, texts = made(2)
    root = tmp_path / "s"
    snapshot = put(root, records, texts)
    for name in snapshot.manifest["files"]:
        path = snapshot.path / "oxigraph" / name
        data = path.read_bytes()
        if not data:
            continue
        flipped = bytes(b ^ 0xFF for b in data[len(data) // 2 :][:64])
        damaged = data[: len(data) // 2] + flipped + data[len(data) // 2 + 64 :]
        path.write_bytes(damaged)
        with pytest.raises(StoreError, match=name) as told:
            put(root, records, texts)
        assert told.value.exit_status == 4 and path.read_bytes() == damaged
        path.write_bytes(data)
    assert put(root, records, texts).id == snapshot.id
    for path in (snapshot.path / "oxigraph").iterdir():
        path.write_bytes(b"\x00" * 64)
    with pytest.raises(StoreError, match="can't be opened"):
        open_snapshot(root).store()
    (snapshot.path / "manifest.json").write_text("{")
    with pytest.raises(StoreError):
        open_snapshot(root)


def test_a_half_written_snapshot_is_ignored_and_cleared(made: Made, tmp_path: Path) -> None:
    records, texts = made(2)
    root = prepare_store(tmp_path / "s")
    (root / "snapshots" / ".building" / "oxigraph").mkdir(parents=True)
    (root / "snapshots" / ".building" / "oxigraph" / "junk").write_text("half")
    with pytest.raises(StoreError, match="no graph has been built"):
        open_snapshot(root)
    snapshot = put(root, records, texts)
    assert [p.name for p in (root / "snapshots").iterdir()] == [snapshot.id]


def test_an_empty_graph_holds_the_ontology(tmp_path: Path) -> None:
    snapshot = publish(prepare_store(tmp_path / "s"), [], documents={}, manifest={})
    assert snapshot.manifest["quads"] == len({str(q) for q in ontology_quads()})


def test_readers_see_a_whole_snapshot_while_builds_go_on(made: Made, tmp_path: Path) -> None:
    records, texts = made(5)
    root = tmp_path / "s"
    put(root, records[:1], texts, keep=50)
    done = threading.Event()
    seen: list[set[str]] = [set() for _ in range(4)]

    def read(mine: set[str]) -> None:
        while not done.is_set():
            snapshot = open_snapshot(root)
            assert graph_hash(store_lines(snapshot.store())) == snapshot.manifest["hash"]
            assert [snapshot.document(d["id"])["text"] for d in snapshot.documents()]
            mine.add(snapshot.id)

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read, mine) for mine in seen]
        made_here = {put(root, records[: 1 + number % 5], texts, keep=50).id for number in range(1, 8)}
        done.set()
        for reader in readers:
            reader.result(30)
    assert set.union(*seen) <= made_here | set(history(root)) and all(seen)
