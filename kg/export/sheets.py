"""Tables to files: CSV, XLSX, JSON Lines, Parquet. A cell is data: nothing a document says is ever run as a formula."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import MissingPart, UsageError
from kg.export.files import whole_file
from kg.export.table import Table, Value, controls_note, without_controls
from kg.query.answers import plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MOST_CHARS = 32_767
_MOST_ROWS = 1_048_576
_BATCH = 10_000


def write_csv(table: Table, stream: BinaryIO, *, raw: bool = False, bom: bool = False) -> int:
    """CSV after RFC 4180 in UTF-8; the number of rows. A text that a spreadsheet would run gets a leading `'`
    unless `raw`; `bom` marks the encoding for Excel."""
    if bom:
        stream.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.headers())
    guarded = count = 0
    for row in table.rows():
        count += 1
        cells: list[Value] = []
        for value in row:
            if isinstance(value, str) and not raw and value.startswith(_FORMULA):
                guarded += 1
                value = f"'{value}"
            cells.append(value)
        writer.writerow(cells)
    text.detach()
    if guarded:
        table.notes.append(
            f"{guarded} 个单元格前加 ' 以防被当作公式 {guarded} cells got a leading ' (--raw leaves them)"
        )
    return count


def write_xlsx(table: Table, stream: BinaryIO, *, raw: bool = False, bom: bool = False) -> int:
    """An Excel workbook; the number of rows. Texts are typed as text, so none becomes a formula, a link, a number or a
    date; more rows than a sheet holds go on in a second one, longer texts than a cell holds in a sheet of their own."""
    import xlsxwriter

    off = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, {"constant_memory": True, **off})
    book.set_properties({"title": table.name, "created": datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)})
    head = book.add_format({"bold": True, "bg_color": "#E7ECF3", "text_wrap": True, "valign": "top"})
    sheet: Any = None
    long: list[tuple[str, int, str, str]] = []
    removed = count = line = 0
    names: list[str] = []

    def new_sheet() -> Any:
        names.append(table.name if not names else f"{table.name} {len(names) + 1}")
        made = book.add_worksheet(names[-1])
        made.freeze_panes(1, 1)
        for number, column in enumerate(table.columns):
            made.set_column(number, number, column.width)
            made.write_string(0, number, column.header(table.lang), head)
        return made

    def finish(made: Any) -> None:
        made.autofilter(0, 0, max(line - 1, 0), len(table.columns) - 1)

    for row in table.rows():
        if sheet is None or line == _MOST_ROWS:
            if sheet is not None:
                finish(sheet)
            sheet, line = new_sheet(), 1
        for number, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, int | float):
                sheet.write_number(line, number, value)
                continue
            text, gone = without_controls(value.replace("\r\n", "\n").replace("\r", "\n"))
            removed += gone
            if len(text) > _MOST_CHARS:
                long.append((names[-1], line + 1, table.columns[number].header(table.lang), text))
                text = f"{text[: _MOST_CHARS - 20]}……（见“长文本”表）"
            sheet.write_string(line, number, text)
        line += 1
        count += 1
    if sheet is None:
        sheet, line = new_sheet(), 1
    finish(sheet)
    table.notes += controls_note(removed)
    if long:
        _long_texts(book, long)
        table.notes.append(f"{len(long)} 段超长文本另列“长文本”表 {len(long)} long texts are in a sheet of their own")
    if len(names) > 1:
        table.notes.append(f"分为 {len(names)} 个工作表 split into {len(names)} sheets")
    about = book.add_worksheet("说明 about")
    for number, (key, value) in enumerate((*table.about, ("rows", str(count)), *(("note", n) for n in table.notes))):
        about.write_string(number, 0, key)
        about.write_string(number, 1, without_controls(value)[0])
    book.close()
    return count


def _long_texts(book: Any, long: list[tuple[str, int, str, str]]) -> None:
    """Long texts in pieces: sheet, row, column, number of the piece, piece."""
    sheet = book.add_worksheet("长文本 long texts")
    line = 0
    for name, row, column, text in long:
        for part, start in enumerate(range(0, len(text), _MOST_CHARS), 1):
            sheet.write_string(line, 0, name)
            sheet.write_number(line, 1, row)
            sheet.write_string(line, 2, column)
            sheet.write_number(line, 3, part)
            sheet.write_string(line, 4, text[start : start + _MOST_CHARS])
            line += 1


def write_jsonl(table: Table, stream: BinaryIO, *, raw: bool = False, bom: bool = False) -> int:
    """JSON Lines, an object a line: the table's objects, or its rows keyed by column; the number of lines."""
    keys = [column.key for column in table.columns]
    objects = table.objects
    if objects is None:
        objects = (dict(zip(keys, row, strict=True)) for row in table.rows())
    count = 0
    for value in objects:
        stream.write(json_line(value))
        count += 1
    return count


def json_line(value: Any) -> bytes:
    """An answer as one line of JSON in UTF-8; lone surrogates are escaped."""
    return (json.dumps(plain(value), ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def write_parquet(table: Table, stream: BinaryIO, *, raw: bool = False, bom: bool = False) -> int:
    """Parquet with typed columns named by their keys. Raises MissingPart without the package pyarrow."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingPart("Parquet needs pyarrow", hint="pip install 'qipu[parquet]'") from error
    types = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}
    schema = pyarrow.schema([(column.key, types[column.kind]) for column in table.columns])
    count = 0
    with pyarrow.parquet.ParquetWriter(stream, schema) as writer:
        batch: list[list[Value]] = []
        for row in table.rows():
            batch.append([_storable(value) for value in row])
            count += 1
            if len(batch) == _BATCH:
                writer.write_batch(_record_batch(pyarrow, batch, schema))
                batch = []
        writer.write_batch(_record_batch(pyarrow, batch, schema))
    return count


def _storable(value: Value) -> Value:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _record_batch(pyarrow: Any, rows: list[list[Value]], schema: Any) -> Any:
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in schema]
    arrays = [pyarrow.array(c, type=f.type) for c, f in zip(columns, schema, strict=True)]
    return pyarrow.record_batch(arrays, schema=schema)


Writer = Callable[..., int]
# format -> (writer, media type); the file ending is the format's name
SHEETS: dict[str, tuple[Writer, str]] = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "jsonl": (write_jsonl, "application/jsonl"),
    "parquet": (write_parquet, "application/vnd.apache.parquet"),
}


def write_table(table: Table, path: Path, *, form: str | None = None, raw: bool = False) -> int:
    """Write a table to a file, whole or not at all; the number of rows. The format is that of the file's ending
    unless given. Raises UsageError on an unknown format, OutputError when the file can't be written."""
    chosen = form or path.suffix.lower().lstrip(".")
    if chosen not in SHEETS:
        raise UsageError(f"没有此表格格式 unknown table format {chosen!r}", hint=f"known: {', '.join(SHEETS)}")
    with whole_file(path) as stream:
        return SHEETS[chosen][0](table, stream, raw=raw, bom=chosen == "csv")
