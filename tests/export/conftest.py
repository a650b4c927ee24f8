"""The small world of the query tests, as it is and with labels made to hurt; a table of hostile cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from kg.export.table import Column, Table
from kg.graph import Snapshot
from kg.graph.publish import prepare_store, publish
from kg.query import View
from tests.query.world import publish_world

HOSTILE = {
    "星河集团有限公司": "=cmd|'/c calc'!A1",
    "重庆市劳动模范": '<script>alert("x")</script>\\',
    "曾长行": "曾\x01长\x0b行\n二世",
    "蓝海大学": "@SUM(1)\U00020bb7",
    "全国工人先锋号": "0012",
}


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    made: Snapshot = publish_world(tmp_path_factory.mktemp("export") / "store")
    return made


@pytest.fixture(scope="session")
def view(snapshot: Snapshot) -> View:
    return View(snapshot)


@pytest.fixture(scope="session")
def hostile(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The world with other labels, published as a graph of its own."""
    quads = [
        Quad(q.subject, q.predicate, Literal(HOSTILE[q.object.value]), q.graph_name)
        if isinstance(q.object, Literal) and q.predicate.value.endswith("#prefLabel") and q.object.value in HOSTILE
        else q
        for q in snapshot.store().quads_for_pattern(None, None, None, None)
    ]
    root = tmp_path_factory.mktemp("hostile") / "store"
    prepare_store(root)
    documents = {d["id"]: snapshot.document(d["id"]) for d in snapshot.documents()}
    return publish(root, quads, documents=documents, manifest={"pipeline": "hostile", "left_out": {}})


CELLS: list[tuple[str | None, int | None, float | None]] = [
    ("=1+1", 1, 0.5),
    ("+86 10", None, None),
    ("-5", -5, -0.25),
    ("@SUM(A1)", 0, 1.0),
    ("\tx", 2, 0.125),
    ("＝1", 2, 0.125),
    ("0012", 12, 12.0),
    ("2021-04-30", 2021, 2021.5),
    ("https://example.org", 3, 3.0),
    ('quote " comma , line\nbreak', 4, 4.0),
    ("a\x01b\x0cc", 5, 5.0),
    ("𠮷\u200b家", 6, 6.0),
    (None, None, None),
    ("x" * 70_000, 7, 7.0),
    ("_x0041_", 8, 8.0),
]


@pytest.fixture
def cells() -> Table:
    columns = (
        Column("text", "文字", "text", lambda r, _: r[0]),
        Column("whole", "整数", "whole", lambda r, _: r[1], int),
        Column("real", "小数", "real", lambda r, _: r[2], float),
    )
    return Table("cells", columns, list(CELLS))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"
