"""Formats, columns, settings of exports and error codes are on their pages; an undocumented one is red."""

import re
from pathlib import Path

from kg.errors import KgError
from kg.export import awards, facts
from kg.export.graphs import GRAPHS
from kg.export.sheets import SHEETS
from kg.read import FORMATS

ROOT = Path(__file__).parents[2]
_CODE = re.compile(r"""code="([a-z.-]+)"|"((?:input|extract|query|limit|output|store|graph)\.[a-z-]+)\"""")


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_format_and_column_is_described() -> None:
    text = page("exports.md")
    for columns in (awards.COLUMNS, facts.COLUMNS):
        assert len(columns) > 20
        for column in columns:
            assert f"| `{column.key}` | {column.zh} | {column.en} |" in text, column.key
    missing = [name for name in (*SHEETS, *GRAPHS) if f"`{name}`" not in text]
    assert not missing
    formats = page("formats.md")
    assert not [s for row in FORMATS.values() for s in (row.name, *row.suffixes) if s not in formats]


def test_every_error_code_is_described() -> None:
    text = page("errors.md")
    codes = {cls.code for cls in [KgError, *KgError.__subclasses__()]}
    for path in (ROOT / "kg").rglob("*.py"):
        codes |= {a or b for a, b in _CODE.findall(path.read_text(encoding="utf-8"))}
    codes = {code for code in codes if not code.endswith((".json", ".html", ".py"))}
    assert len(codes) > 30
    assert sorted(code for code in codes if f"`{code}`" not in text) == []
