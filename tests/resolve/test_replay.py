"""Corrections hold when the store is deleted, and a changed document is reported: the whole way from file to graph."""

from __future__ import annotations

import shutil
from pathlib import Path

from kg.graph.build import build
from kg.graph.snapshot import open_snapshot
from kg.settings import load_settings

TEXT = "海川铝业有限公司王伟明荣获全国劳动模范称号。\n远山铜业有限公司党委书记李卫东出席大会。\n"
LINES = """
[[correction]]
action = "rename"
type = "Enterprise"
label = "海川铝业有限公司"
to = "海川铝业集团有限公司"

[[correction]]
action = "reject"
type = "Enterprise"
label = "远山铜业有限公司"
document = "a.txt"
content = "{content}"

[[correction]]
action = "merge"
type = "Enterprise"
label = "海川铝业有限公司"
other = "从未有过的公司"
"""


def labels(store: Path) -> set[str]:
    query = "SELECT ?l WHERE { ?e a <https://kg.example/ontology#Enterprise> ; <http://www.w3.org/2004/02/skos/core#prefLabel> ?l }"
    return {row["l"].value for row in open_snapshot(store).store().query(query)}  # type: ignore[union-attr,index]


def test_corrections_outlive_the_store(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "corrections.toml"
    settings = load_settings({"store": str(tmp_path / "store"), "corrections": str(path), "workers": 1}, environment={})
    build([documents], settings=settings)
    assert labels(tmp_path / "store") == {"海川铝业有限公司", "远山铜业有限公司"}
    content = next(iter(open_snapshot(tmp_path / "store").manifest["inputs"]))["document"]
    path.write_text(LINES.format(content=content), encoding="utf-8")
    report = build([documents], settings=settings)
    assert labels(tmp_path / "store") == {"海川铝业集团有限公司"}
    assert [note.split(":")[0] for note in report.stale_corrections] == ["3"]
    shutil.rmtree(tmp_path / "store")
    again = build([documents], settings=settings)
    assert again.snapshot == report.snapshot
    (documents / "a.txt").write_text(TEXT + "大会在山东省济南市召开。\n", encoding="utf-8")
    changed = build([documents], settings=settings)
    assert labels(tmp_path / "store") == {"海川铝业集团有限公司"}
    assert any(note.startswith("2:") and "changed" in note for note in changed.stale_corrections)
