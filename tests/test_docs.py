"""Documentation can't lag behind: commands, settings and errors are all told, docstring examples run, links lead somewhere."""

import doctest
import importlib
import re
from pathlib import Path

import pytest

from kg.cli import COMMANDS
from kg.cli.reference import commands_page, settings_page

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    ".".join(p.relative_to(ROOT).with_suffix("").parts) for p in (ROOT / "kg").rglob("*.py") if p.name != "__main__.py"
)
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "data").rglob("*.md"), *(ROOT / "kg").rglob("*.md")]
)


def test_every_command_stands_in_the_reference() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == commands_page(), "run: python -m kg.cli.reference docs"
    assert all(f"`kg {name}`" in page for name in COMMANDS)


def test_every_setting_stands_in_the_reference() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert page == settings_page(), "run: python -m kg.cli.reference docs"


def test_every_error_code_stands_in_the_reference() -> None:
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    codes = set()
    for path in (ROOT / "kg").rglob("*.py"):
        codes |= set(re.findall(r'code=f?"([a-z][a-z.-]+)"', path.read_text(encoding="utf-8")))
    missing = sorted(code for code in codes if f"`{code}`" not in page)
    assert len(codes) >= 10 and not missing, f"docs/errors.md lacks: {', '.join(missing)}"


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_docstrings_run(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module))
    assert result.failed == 0


def test_some_examples_exist() -> None:
    attempted = sum(path.read_text(encoding="utf-8").count(">>> ") for path in (ROOT / "kg").rglob("*.py"))
    assert attempted >= 30


def test_links_in_the_pages_lead_somewhere() -> None:
    broken = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http:", "https:", "mailto:", "<")) and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert len(PAGES) >= 15 and not broken, "\n".join(broken)
