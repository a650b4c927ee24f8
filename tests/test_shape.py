"""Files stay short and open by saying what they are; every folder of the program has a README."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = [*sorted((ROOT / "kg").rglob("*.py")), *sorted((ROOT / "viz" / "explorer").rglob("*.js"))]


def test_files_stay_under_300_lines() -> None:
    lengths = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in SOURCES}
    long = [f"{p.relative_to(ROOT)}: {n}" for p, n in lengths.items() if n > 300]
    assert SOURCES and not long, "\n".join(long)


def test_modules_open_by_saying_what_they_are() -> None:
    silent = [
        str(p.relative_to(ROOT))
        for p in SOURCES
        if p.suffix == ".py" and not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))
    ]
    assert not silent, "\n".join(silent)


def test_every_folder_has_a_readme() -> None:
    folders = [p for p in (ROOT / "kg").iterdir() if p.is_dir() and any(p.glob("*.py"))]
    folders += [ROOT / name for name in ("ontology", "data/samples", "data/gazetteer", "viz", "tests", "bench")]
    missing = [str(p.relative_to(ROOT)) for p in folders if p.is_dir() and not (p / "README.md").is_file()]
    assert folders and not missing, "\n".join(missing)
