"""The matrix of awards as a table: a row an enterprise, a column a year (level, award, type), counts in the cells."""

from __future__ import annotations

from kg.export.table import LEVELS, TYPES, Column, Table, named
from kg.query.matrix import Matrix, MatrixRow


def matrix_table(found: Matrix, *, lang: str = "zh") -> Table:
    """The rows of a matrix as they are shown; what has no year or level stands in the last column."""
    columns = [
        Column("enterprise", "企业", "enterprise", lambda r, _: r.enterprise.label, width=32),
        Column("parent", "上级", "parent", lambda r, _: r.parent and r.parent.label, width=28),
        Column("total", "合计", "total", lambda r, _: r.total, int, 8),
    ]
    for place, column in enumerate(found.columns):
        key = column.key
        zh, en = (_words(found.by, column.label, n) for n in ("zh", "en"))
        columns.append(Column(f"c{place}", zh, en, lambda r, _, key=key: _count(r, key), int, 8))  # type: ignore[misc]
    return Table("matrix", tuple(columns), found.rows, lang, (("snapshot", found.snapshot),))


def _words(by: str, label: str, lang: str) -> str:
    if label == "unknown":
        return "未注明" if lang == "zh" else "unknown"
    if by == "level":
        return named(LEVELS, label, lang) or label
    return (named(TYPES, label, lang) or label) if by == "type" else label


def _count(row: MatrixRow, key: str) -> int | None:
    return next((cell.count for cell in row.cells if cell.column == key), None)
