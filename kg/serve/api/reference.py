"""Writes `docs/rest.md` from the OpenAPI of the routes: `python -m kg.serve.api.reference > docs/rest.md`.

A test holds the file to what this gives, so a route, parameter or field that is not documented is red.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HEAD = """# REST `/api/v1`

由 `python -m kg.serve.api.reference` 依 OpenAPI 生成；测试保证与代码一致。 Made from the OpenAPI; a test keeps the two equal.

只读。每个回答都出自一个快照：响应头 `X-Kg-Snapshot` 给出其编号，`ETag` 可用于 `If-None-Match`（未变则 304）。列表按
`limit` 分页，`next` 是下一页的 `cursor`，同一游标始终翻同一个快照；`truncated` 为真即还有未列出的。本页没有的参数会被拒绝（400），
不会默默忽略。错误一律为 `application/problem+json`。

Read only. Every answer comes from one snapshot: header `X-Kg-Snapshot` names it, `ETag` serves `If-None-Match` (304 when
unchanged). Lists are paged by `limit`; `next` is the `cursor` of the next page, and a cursor stays with its snapshot;
`truncated` says that there is more. Offsets are half-open, in characters of the document's text. A field that is not
known is `null`. Every route takes `snapshot` (id of a kept one), and lists take `cursor` or `offset`. A parameter that is not on this page is
refused (400), never ignored. Errors have one shape, `application/problem+json`: `type`, `title`, `status`, `error` (stable code), `detail`, `hint`, `request_id`.
"""
_COMMON = ("snapshot", "cursor", "offset")


def reference(openapi: dict[str, Any]) -> str:
    """The page for an OpenAPI document: each route with its parameters, then each shape with its fields."""
    lines = [HEAD, "## Routes", ""]
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            if path.startswith("/api/v1"):
                lines += _route(path, method, operation)
    lines += ["## Shapes", ""]
    for name, schema in sorted(openapi["components"]["schemas"].items()):
        if "properties" in schema and name not in ("HTTPValidationError", "ValidationError"):
            lines += _shape(name, schema)
    return "\n".join(lines).rstrip() + "\n"


def _route(path: str, method: str, operation: dict[str, Any]) -> list[str]:
    schema = operation["responses"]["200"].get("content", {}).get("application/json", {}).get("schema", {})
    lines = [
        f"### {method.upper()} {path}",
        "",
        f"{operation['summary']} → {_type(schema) if schema else 'a file, or a table in the format asked for'}",
        "",
    ]
    if operation.get("description"):
        lines += [operation["description"].strip(), ""]
    shown = [p for p in operation.get("parameters", ()) if p["name"] not in _COMMON]
    if shown:
        lines += ["| parameter | type | default | |", "|---|---|---|---|"]
    for parameter in shown:
        inner = parameter["schema"]
        default = "required" if parameter.get("required") else str(inner.get("default", ""))
        lines.append(f"| `{parameter['name']}` | {_type(inner)} | {default} | {parameter.get('description', '')} |")
    body = operation.get("requestBody")
    if body is not None:
        lines += ["", f"Body: {_type(body['content']['application/json']['schema'])}"]
    return [*lines, ""] if shown or body else lines


def _shape(name: str, schema: dict[str, Any]) -> list[str]:
    about = " ".join(schema.get("description", "").split())
    lines = [f"### {name}", "", *([about, ""] if about else []), "| field | type |", "|---|---|"]
    lines += [f"| `{field}` | {_type(inner)} |" for field, inner in schema["properties"].items()]
    return [*lines, ""]


def _type(schema: dict[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_type(part) for part in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    bounds = [str(schema[k]) for k in ("minimum", "maximum") if k in schema]
    return f"{schema.get('type', 'any')}{' ' + '–'.join(bounds) if len(bounds) == 2 else ''}"


def openapi() -> dict[str, Any]:
    """The OpenAPI of the routes alone."""
    from fastapi import FastAPI

    from kg.errors import NotFound
    from kg.serve.api import routers
    from kg.settings import load_settings

    def none() -> Any:
        raise NotFound("no snapshot")

    app = FastAPI(title="Qipu", version="1")
    for part in routers(none, load_settings({}, environment={}, folder=Path("/"))):
        app.include_router(part)
    return app.openapi()


if __name__ == "__main__":
    sys.stdout.write(reference(openapi()))
