"""People's corrections as data: the lines of `corrections.toml` or a CSV, read, checked and written.

A line names things by type and label, and by document and quote, so that it outlives the store. Format and examples:
`docs/corrections.md`.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from kg.errors import InputError
from kg.model import ENTITY_TYPES, PREDICATES

ACTIONS = ("accept", "reject", "merge", "split", "rename", "retype", "add")
_NEEDS = {
    "merge": ("type", "label", "other"),
    "split": ("type", "label"),
    "rename": ("type", "label", "to"),
    "retype": ("type", "label", "to"),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One line. `label` names an entity, `subject` `predicate` `object` a fact; `other` is the second entity of merge and
    split, `to` the new name or type. `document` is a file name, `content` the document's id when the line was written,
    `quote` the passage it rests on. `line` counts from 1 in its file."""

    action: str
    type: str = ""
    label: str = ""
    owner: str = ""
    other: str = ""
    to: str = ""
    subject: str = ""
    predicate: str = ""
    object: str = ""
    document: str = ""
    content: str = ""
    quote: str = ""
    note: str = ""
    line: int = 0

    def __str__(self) -> str:
        said = (self.type, self.label or self.subject, self.predicate, self.object, self.other, self.to, self.document)
        return f"{self.line}: {self.action} " + " ".join(part for part in said if part)


COLUMNS = tuple(f.name for f in fields(Correction) if f.name != "line")


def load_corrections(path: Path) -> tuple[Correction, ...]:
    """The lines of a TOML or CSV file, none when it doesn't exist. Raises InputError with the line that is wrong."""
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = _csv(text) if path.suffix.lower() == ".csv" else _toml(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as error:
        raise InputError(f"{path}: {error}", code="corrections.unreadable", hint="docs/corrections.md") from error
    undecided = path.suffix.lower() == ".csv"  # a worksheet row whose action is still empty says nothing
    return tuple(_checked(row, n, path) for n, row in enumerate(rows, 1) if "action" in row or not undecided)


def _csv(text: str) -> list[dict[str, object]]:
    return [{k: v for k, v in row.items() if k and v} for row in csv.DictReader(io.StringIO(text))]


def _toml(text: str) -> list[dict[str, object]]:
    rows = tomllib.loads(text).get("correction", [])
    if not isinstance(rows, list):
        raise tomllib.TOMLDecodeError("[[correction]] expected")
    return rows


def _checked(row: dict[str, object], number: int, path: Path) -> Correction:
    def wrong(what: str) -> InputError:
        return InputError(
            f"{path}: correction {number}: {what}", code="corrections.invalid", hint="docs/corrections.md"
        )

    unknown = sorted(set(row) - set(COLUMNS))
    if unknown:
        raise wrong(f"unknown field {unknown[0]!r}")
    line = Correction(**{"action": "", **{k: str(v).strip() for k, v in row.items()}}, line=number)
    if line.action not in ACTIONS:
        raise wrong(f"action is one of {' '.join(ACTIONS)}")
    if line.type and line.type not in ENTITY_TYPES:
        raise wrong(f"type is one of {' '.join(ENTITY_TYPES)}")
    if line.predicate and line.predicate not in PREDICATES:
        raise wrong(f"predicate is one of {' '.join(PREDICATES)}")
    missing = [name for name in _NEEDS.get(line.action, ()) if not getattr(line, name)]
    if line.action in ("accept", "reject", "add") and not line.label:
        missing = [name for name in ("subject", "predicate", "object") if not getattr(line, name)]
    if line.action == "add" and not missing:
        missing = (
            ["to"]
            if line.label and not line.to
            else []
            if line.label
            else [n for n in ("document", "quote") if not getattr(line, n)]
        )
    if line.action == "split" and not (line.other or line.document):
        missing = ["other"]
    if line.action == "retype" and line.to not in ENTITY_TYPES:
        raise wrong(f"to is one of {' '.join(ENTITY_TYPES)}")
    if missing:
        raise wrong(f"{line.action} needs {', '.join(missing)}")
    return line


def write_corrections(lines: Iterable[Correction]) -> str:
    """The lines as TOML, in the order given.

    >>> print(write_corrections([Correction("merge", type="Enterprise", label="甲公司", other="乙公司")]))
    [[correction]]
    action = "merge"
    type = "Enterprise"
    label = "甲公司"
    other = "乙公司"
    <BLANKLINE>
    """
    blocks = []
    for line in lines:
        said = [(name, getattr(line, name)) for name in COLUMNS if getattr(line, name)]
        blocks.append("[[correction]]\n" + "".join(f"{name} = {_quoted(value)}\n" for name, value in said))
    return "\n".join(blocks)


def write_csv(lines: Sequence[Correction]) -> str:
    """The lines as CSV with a header, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: getattr(line, name) for name in COLUMNS} for line in lines)
    return out.getvalue()


def _quoted(value: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c, c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}") for c in value) + '"'
