"""Tables re-read by a second library are what was written; no cell is ever a formula; nothing is cut in silence."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from kg.errors import OutputError, UsageError
from kg.export import awards_table, facts_table, write_table
from kg.export.sheets import SHEETS, write_csv, write_xlsx
from kg.export.table import Column, Table, without_controls
from kg.graph import Snapshot
from kg.query import View
from tests.export.conftest import CELLS


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def guarded(text: str | None) -> str:
    return "" if text is None else f"'{text}" if text[:1] and text[0] in "=+-@\t\r\n＝＋－＠" else text


def test_csv_is_text_for_spreadsheets_and_exact_when_raw(cells: Table, out: Path) -> None:
    write_table(cells, out / "a.csv")
    rows = read_csv(out / "a.csv")
    assert rows[0] == ["文字", "整数", "小数"] and (out / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert [row[0] for row in rows[1:]] == [guarded(cell[0]) for cell in CELLS]
    assert "6 个单元格" in cells.notes[0]
    assert [row[1] for row in rows[1:]] == ["" if c[1] is None else str(c[1]) for c in CELLS]
    write_table(cells, out / "b.csv", raw=True)
    assert [row[0] for row in read_csv(out / "b.csv")[1:]] == [cell[0] or "" for cell in CELLS]


def test_xlsx_holds_typed_text_and_says_what_it_changed(cells: Table, out: Path) -> None:
    write_table(cells, out / "a.xlsx")
    book = openpyxl.load_workbook(out / "a.xlsx")
    rows = list(book["cells"].iter_rows(min_row=2))
    assert len(rows) == len(CELLS)
    for (text, whole, real), row in zip(CELLS, rows, strict=True):
        assert all(cell.data_type != "f" for cell in row)
        assert (row[1].value, row[2].value) == (whole, real)
        if text is not None and len(text) < 100:
            assert row[0].data_type == "s" and unescape(row[0].value) == without_controls(text)[0]
    long = [row[4].value for row in book["长文本 long texts"].iter_rows()]
    assert "".join(long) == "x" * 70_000 and all(len(part) <= 32_767 for part in long)
    assert any("控制字符" in note and note.startswith("去除 2") for note in cells.notes)
    assert any("长文本" in note for note in cells.notes)
    assert book["说明 about"].max_row == 1 + len(cells.notes)


def test_xlsx_goes_on_in_another_sheet(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.export.sheets._MOST_ROWS", 11)
    table = Table("t", (Column("n", "数", "n", lambda r, _: r, int),), range(25))
    write_table(table, out / "a.xlsx")
    book = openpyxl.load_workbook(out / "a.xlsx")
    assert [[c.value for c in row] for name in ("t", "t 2", "t 3") for row in book[name].iter_rows(min_row=2)] == [
        [n] for n in range(25)
    ]
    assert "3 个工作表" in table.notes[0]


def test_jsonl_and_parquet_are_exact(cells: Table, out: Path) -> None:
    write_table(cells, out / "a.jsonl")
    lines = [json.loads(line) for line in (out / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(r["text"], r["whole"], r["real"]) for r in lines] == CELLS
    write_table(cells, out / "a.parquet")
    columns = pyarrow.parquet.read_table(out / "a.parquet").to_pydict()
    assert list(zip(columns["text"], columns["whole"], columns["real"], strict=True)) == CELLS


@pytest.mark.parametrize("form", list(SHEETS))
@pytest.mark.parametrize("make", [awards_table, facts_table])
def test_real_tables_in_every_format(make, form: str, view: View, out: Path) -> None:
    keys = [column.key for column in make(view).columns]
    expected = list(make(view, lang="en").rows())
    count = write_table(make(view, lang="en"), out / f"a.{form}")
    assert len(expected) >= 8 and (count == len(expected) or (form, make) == ("jsonl", facts_table))
    if form == "csv":
        assert read_csv(out / "a.csv")[1:] == [["" if v is None else str(v) for v in row] for row in expected]
    elif form == "xlsx":
        sheet = openpyxl.load_workbook(out / "a.xlsx").worksheets[0]
        assert [[c.value for c in row] for row in sheet.iter_rows(min_row=2, max_col=len(keys))] == expected
    elif form == "parquet":
        assert [list(row.values()) for row in pyarrow.parquet.read_table(out / "a.parquet").to_pylist()] == expected
    else:
        lines = [json.loads(line) for line in (out / "a.jsonl").read_text(encoding="utf-8").splitlines()]
        if make is awards_table:
            assert [[row[key] for key in keys] for row in lines] == expected
        else:
            assert sum(len(line["evidence"]) for line in lines) == len(expected)
    first = (out / f"a.{form}").read_bytes()
    write_table(make(view, lang="en"), out / f"b.{form}")
    assert (out / f"b.{form}").read_bytes() == first, "same snapshot, same bytes"


def test_an_award_counts_for_the_enterprise_and_names_its_parents(view: View) -> None:
    table = awards_table(view)
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows()]
    person = next(r for r in rows if r["award"] == "全国五一劳动奖章")
    assert (person["recipient"], person["recipient_type"]) == ("曾长行", "人物")
    assert person["subsidiary"] == "星河铝业重庆分公司" and person["group"] == "星河集团有限公司"
    assert person["parents"] == "星河铝业股份有限公司 > 星河集团有限公司"
    assert (person["level"], person["year"], person["conferrer"]) == ("国家级", 2021, "中华全国总工会")
    assert "授予2021年全国五一劳动奖章" in str(person["sentence"])
    unit = next(r for r in rows if r["award"] == "全国工人先锋号")
    assert (unit["recipient"], unit["subsidiary"]) == ("电解二车间", "星河铝业重庆分公司")


def test_hostile_labels_stay_text(hostile: Snapshot, out: Path) -> None:
    table = facts_table(View(hostile))
    write_table(table, out / "a.xlsx")
    cells = [cell for row in openpyxl.load_workbook(out / "a.xlsx").worksheets[0].iter_rows() for cell in row]
    assert "=cmd|'/c calc'!A1" in {cell.value for cell in cells} and {cell.data_type for cell in cells} <= {"s", "n"}
    write_table(facts_table(View(hostile)), out / "a.csv")
    texts = {value for row in read_csv(out / "a.csv") for value in row}
    assert "'=cmd|'/c calc'!A1" in texts and not any(text.startswith(("=", "@")) for text in texts)


def test_unknown_formats_and_folders_that_cannot_be(cells: Table, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        write_table(cells, tmp_path / "a.ods")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        write_table(cells, tmp_path / "file" / "a.csv")
    assert caught.value.exit_status == 4


TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=40)


@given(st.lists(st.tuples(TEXT, st.none() | st.integers(-(2**50), 2**50)), max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_text_survives(rows: list[tuple[str, int | None]]) -> None:
    columns = (Column("a", "甲", "a", lambda r, _: r[0]), Column("b", "乙", "b", lambda r, _: r[1], int))
    stream = io.BytesIO()
    write_csv(Table("t", columns, rows), stream, raw=True)
    assert list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))[1:] == [
        [a, "" if b is None else str(b)] for a, b in rows
    ]
    stream = io.BytesIO()
    write_xlsx(Table("t", columns, rows), stream)
    sheet = openpyxl.load_workbook(stream).worksheets[0]
    for number, (a, b) in enumerate(rows, 2):
        assert sheet.cell(number, 2).value == b
        expected = without_controls(a.replace("\r\n", "\n").replace("\r", "\n"))[0]
        assert unescape(sheet.cell(number, 1).value or "") == expected
