"""What is wrong with a gazetteer file: every problem with its line, in words, before it does harm in a graph."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.knowledge.model import Knowledge
from kg.knowledge.turtle import turtle_rows
from kg.model import ORGANIZATION_TYPES

COLUMNS = ("name", "type", "aliases", "parent", "place", "source")
SHORTEST = 2  # characters; a shorter alias is found everywhere


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: the line (1 = header; 0 where the file has no lines), its kind, what it says, error or warning."""

    line: int
    kind: str
    text: str
    error: bool = True


def check_gazetteer(path: Path, knowledge: Knowledge | None = None) -> tuple[int, tuple[Problem, ...]]:
    """(rows read, problems in order of line). `knowledge`: the shipped gazetteers, against which parents are known.

    Raises InputError when the file can't be read at all.
    """
    rows, problems = _rows(path)
    names: dict[str, int] = {}
    meant: defaultdict[str, list[str]] = defaultdict(list)
    for line, row in rows:
        name = (row.get("name") or "").strip()
        if not name:
            problems.append(Problem(line, "name.missing", "没有名称 no name"))
            continue
        if name in names:
            problems.append(Problem(line, "name.twice", f"{name} 已见于第 {names[name]} 行 already on that line"))
        names.setdefault(name, line)
        kind = row.get("type") or "Enterprise"
        if kind not in ORGANIZATION_TYPES:
            problems.append(Problem(line, "type.unknown", f"{kind}：只能是 one of {'、'.join(ORGANIZATION_TYPES)}"))
        for alias in filter(None, (row.get("aliases") or "").split("|")):
            meant[alias].append(name)
            if len(alias) < SHORTEST:
                problems.append(
                    Problem(line, "alias.short", f"别名 {alias} 太短，会到处误中 would be found everywhere")
                )
            if alias == name:
                problems.append(Problem(line, "alias.same", f"别名与名称相同 equals the name: {alias}", error=False))
        if not row.get("source"):
            problems.append(Problem(line, "source.missing", f"{name} 没有来源 no source", error=False))
    for line, row in rows:
        parent = row.get("parent") or ""
        known = parent in names or (knowledge is not None and parent in knowledge.organizations)
        if parent and not known:
            problems.append(
                Problem(line, "parent.unknown", f"上级 {parent} 不在名录中 not in any gazetteer", error=False)
            )
    for alias, whose in sorted(meant.items()):
        if len(set(whose)) > 1:
            text = (
                f"别名 {alias} 指向多家，将不采用 means several, so it will mean none: {'、'.join(sorted(set(whose)))}"
            )
            problems.append(Problem(names[whose[-1]], "alias.ambiguous", text, error=False))
    problems += _circles(rows, names)
    return len(rows), tuple(sorted(problems, key=lambda p: (p.line, p.kind, p.text)))


def _rows(path: Path) -> tuple[list[tuple[int, dict[str, str]]], list[Problem]]:
    if path.suffix.lower() in (".ttl", ".turtle"):
        return [(0, row) for row in turtle_rows(path)], []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", code="gazetteer.unreadable") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: 不是 UTF-8 not UTF-8 (byte {error.start})", code="gazetteer.unreadable") from error
    numbered = [(i, line) for i, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise InputError(f"{path}: 空文件 empty", code="gazetteer.unreadable", hint=f"header: {','.join(COLUMNS)}")
    header = next(csv.reader([numbered[0][1]]))
    problems = [
        Problem(numbered[0][0], "column.missing", f"缺少列 missing column {c}") for c in ("name",) if c not in header
    ]
    problems += [
        Problem(numbered[0][0], "column.unknown", f"不认识的列 unknown column {c}", error=False)
        for c in header
        if c not in COLUMNS
    ]
    rows = []
    for number, line in numbered[1:]:
        cells = next(csv.reader([line]))
        if len(cells) != len(header):
            problems.append(
                Problem(number, "cells", f"有 {len(cells)} 格，应为 {len(header)} cells, expected that many")
            )
        rows.append((number, dict(zip(header, cells, strict=False))))
    return rows, problems


def _circles(rows: list[tuple[int, dict[str, str]]], names: dict[str, int]) -> list[Problem]:
    parent = {row["name"]: row.get("parent") or "" for _, row in rows if row.get("name")}
    found = []
    for name in parent:
        seen = [name]
        while (above := parent.get(seen[-1], "")) and above not in seen:
            seen.append(above)
        if above == name:
            found.append(
                Problem(names[name], "parent.circle", f"上级成环 parents in a circle: {' → '.join([*seen, name])}")
            )
    return found
