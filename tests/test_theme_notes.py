"""Newsletters noted for their themes: every one can be read, names what its text names, and only themes there are."""

from pathlib import Path

import pytest

from bench.marked import MarkError
from bench.theme_notes import read_notes
from kg.graph.canonical import theme_ids

NOTES = sorted((Path(__file__).parents[1] / "data" / "gold" / "themes").glob("*.txt"))


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_a_note_is_read(path: Path) -> None:
    text, record = read_notes(path)
    assert "===" not in text and record["entities"]
    assert {fact["obj"] for fact in record["facts"]} <= theme_ids()


def test_what_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("东铝公司开展应急演练。\n===\nE 东铝公司: safety ?practical-service\nE 西铝公司: safety\n", "utf-8")
    with pytest.raises(MarkError, match=r"4: .*西铝公司"):
        read_notes(path)
    path.write_text("东铝公司开展应急演练。\n===\nE 东铝公司: safety ?practical-service\n", "utf-8")
    assert [f["optional"] for f in read_notes(path)[1]["facts"]] == [False, True]
