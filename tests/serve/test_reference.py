"""docs/serve.md and docs/errors.md know every route, limit, tool and code of the service."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PROBLEM = re.compile(r'problem\(\s*\d+,\s*"([a-z.-]+)"|return \d{3}, "([a-z.-]+)"|\d{3}: "([a-z.-]+)"')


def test_every_code_of_the_service_is_described() -> None:
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    codes = set()
    for path in (ROOT / "kg" / "serve").rglob("*.py"):
        codes |= {a or b or c for a, b, c in _PROBLEM.findall(path.read_text(encoding="utf-8"))}
    assert len(codes) > 12
    assert sorted(code for code in codes if f"`{code}`" not in text) == []


def test_every_limit_and_address_is_described() -> None:
    from kg.settings import SETTINGS

    text = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
    names = [row.name for row in SETTINGS if row.name.startswith(("query_", "body_", "allow_", "cors", "log_"))]
    assert len(names) >= 10 and not [name for name in names if f"`{name}`" not in text]
    for address in ("/sparql", "/store", "/id/", "/api/v1", "/reconcile", "/health", "/metrics", "/openapi.json"):
        assert f"`{address}" in text


def test_every_tool_is_described() -> None:
    text = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
    source = (ROOT / "kg" / "serve" / "assistant" / "server.py").read_text(encoding="utf-8")
    tools = re.findall(r'@server\.tool\(name="(\w+)"', source)
    assert len(tools) == 7 and not [tool for tool in tools if f"| `{tool}` |" not in text]
