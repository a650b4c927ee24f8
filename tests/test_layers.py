"""Imports run one way, in the order of the stages; siblings and later stages are out of reach."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1] / "kg"
BASE = {"model", "ids", "errors", "settings", "resources", "records", "value", "__init__", "__main__"}
ORDER = [
    "base",
    "read",
    "text",
    "knowledge",
    "names",
    "nlp",
    "corpus",
    "resolve",
    "graph",
    "query",
    "export",
    "serve",
    "cli",
]
SIBLINGS = {("export", "serve"), ("serve", "export")}
ALLOWED_SIBLINGS = {("serve", "export")}  # the service hands out the same files the exporters write


def stage(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return "base" if len(parts) == 1 else parts[0]


def imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.append(node.module or "")
    return [name for name in found if name == "kg" or name.startswith("kg.")]


def test_imports_run_one_way() -> None:
    files = sorted(ROOT.rglob("*.py"))
    assert len(files) >= 10
    wrong = []
    for path in files:
        here = stage(path)
        for name in imports(path):
            parts = name.split(".")
            if len(parts) == 1 or parts[1] in BASE:
                continue
            there = parts[1]
            if path.name == "__main__.py" and there == "cli":
                continue
            if (here, there) in SIBLINGS - ALLOWED_SIBLINGS or ORDER.index(there) > ORDER.index(here):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_every_stage_is_in_the_order() -> None:
    folders = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith("_")}
    assert folders <= set(ORDER)
