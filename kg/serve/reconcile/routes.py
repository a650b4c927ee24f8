"""The routes of the Reconciliation API 0.2: manifest, batches of queries, suggestions, previews, data extension."""

from __future__ import annotations

import json
import time
from html import escape
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from kg.errors import LimitExceeded, NotFound, UsageError
from kg.ids import ONTOLOGY
from kg.query.entity import entity
from kg.query.search import QUERY_CHARS, TYPES, search
from kg.query.view import View
from kg.serve.api.answering import RESPONSES
from kg.serve.api.views import Views
from kg.serve.reconcile.match import MOST, Asked, Candidate, candidates
from kg.serve.reconcile.properties import BY_ID, NAMES, PROPERTIES, values_of

BATCH = 100  # queries of one request, and entities of one extension
_LIMIT = 10
_FRAME = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors http://localhost:* http://127.0.0.1:* https:"
Prefix = Annotated[str, Query(max_length=QUERY_CHARS, description="what has been typed so far")]
Cursor = Annotated[int, Query(ge=0, le=900, description="how many to skip")]


def router(views: Views, base: str, seconds: float) -> APIRouter:
    """All routes under `/reconcile`; `base` is the prefix of the data's IRIs, `seconds` what a batch may take."""
    api = APIRouter(prefix="/reconcile", tags=["reconciliation"], responses=RESPONSES)

    async def manifest_or_answer(request: Request) -> Response:
        fields = parse_qs(request.scope["query_string"].decode("latin-1"), max_num_fields=100)
        if request.method == "POST":
            body = await request.body()
            if "json" in request.headers.get("content-type", ""):
                raise UsageError("send a form with `queries` or `extend`", code="reconcile.request")
            fields = {**fields, **parse_qs(body.decode("utf-8", "replace"), max_num_fields=100)}
        view = views.current()
        if "queries" in fields:
            answer = await run_in_threadpool(_batch, view, fields["queries"][-1], base, seconds)
        elif "extend" in fields:
            answer = await run_in_threadpool(_extend, view, fields["extend"][-1], base)
        else:
            answer = manifest(str(request.base_url), base)
        return _json(answer, view)

    summary = "名称对账（OpenRefine）· reconciliation: manifest, `queries`, `extend`"
    api.add_api_route("", manifest_or_answer, methods=["GET"], summary=summary, operation_id="get-reconcile")
    api.add_api_route("", manifest_or_answer, methods=["POST"], summary=summary, operation_id="post-reconcile")

    @api.get("/suggest/entity", summary="按输入提示实体 · suggest entities", operation_id="suggest-entity")
    def suggest_entity(prefix: Prefix = "", cursor: Cursor = 0) -> Response:
        view = views.current()
        hits = search(view, prefix, limit=_LIMIT, offset=cursor).items if prefix.strip() else ()
        found = [
            {"id": short(h.iri, base), "name": h.label, "description": h.matched, "notable": [_type(h.type)]}
            for h in hits
        ]
        return _json({"result": found}, view)

    @api.get("/suggest/type", summary="提示类型 · suggest types", operation_id="suggest-type")
    def suggest_type(prefix: Prefix = "", cursor: Cursor = 0) -> Response:
        found = [_type(kind) for kind in TYPES if prefix.lower() in NAMES[kind].lower()]
        return _json({"result": found[cursor:]}, views.current())

    @api.get("/suggest/property", summary="提示属性 · suggest properties", operation_id="suggest-property")
    def suggest_property(prefix: Prefix = "", cursor: Cursor = 0) -> Response:
        rows = [row for row in PROPERTIES if prefix.lower() in f"{row.id} {row.name}".lower()]
        found = [{"id": row.id, "name": row.name, "description": row.description} for row in rows]
        return _json({"result": found[cursor:]}, views.current())

    @api.get("/properties", summary="可扩展的属性 · properties to extend by", operation_id="propose-properties")
    def propose(
        type: Annotated[str, Query(max_length=40, description="only of this type")] = "",
        limit: Annotated[int, Query(ge=0, le=100, description="at most so many")] = 50,
    ) -> Response:
        rows = [row for row in PROPERTIES if not type or type in row.types][: limit or None]
        found = {"properties": [{"id": row.id, "name": row.name} for row in rows], "limit": limit}
        return _json({**found, "type": type} if type else found, views.current())

    @api.get("/flyout/entity", summary="实体浮窗 · flyout of an entity", operation_id="flyout-entity")
    def flyout(id: Annotated[str, Query(max_length=1_000, description="id or IRI of an entity")]) -> Response:
        view = views.current()
        return _json({"id": id, "html": _card(view, full(id, base))}, view)

    @api.get(
        "/preview",
        summary="实体预览页 · preview of an entity",
        operation_id="preview-entity",
        response_class=HTMLResponse,
    )
    def preview(id: Annotated[str, Query(max_length=1_000, description="id or IRI of an entity")]) -> Response:
        view = views.current()
        card = _card(view, full(id, base))
        page = f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{escape(id)}</title><body>{card}</body></html>'
        headers = {"Content-Security-Policy": _FRAME, "X-Kg-Snapshot": view.id}
        return HTMLResponse(page.encode("utf-8", "replace"), headers=headers)

    return api


def manifest(address: str, base: str) -> dict[str, Any]:
    """What the service is and can do. `address` ends with a slash."""
    root = address + "reconcile"

    def at(path: str) -> dict[str, str]:
        return {"service_url": root, "service_path": path}

    return {
        "versions": ["0.1", "0.2"],
        "name": "企谱 Qipu",
        "identifierSpace": base,
        "schemaSpace": ONTOLOGY,
        "defaultTypes": [_type(kind) for kind in TYPES],
        "view": {"url": address + "id/{{id}}"},
        "preview": {"url": root + "/preview?id={{id}}", "width": 420, "height": 220},
        "suggest": {
            "entity": at("/suggest/entity")
            | {"flyout_service_url": root, "flyout_service_path": "/flyout/entity?id=${id}"},
            "type": at("/suggest/type"),
            "property": at("/suggest/property"),
        },
        "extend": {"propose_properties": at("/properties"), "property_settings": []},
    }


def short(iri: str, base: str) -> str:
    """The id of an entity in this service: its IRI without the prefix of the data."""
    return iri.removeprefix(base)


def full(identity: str, base: str) -> str:
    """The IRI behind an id."""
    return identity if "://" in identity else base + identity


def _batch(view: View, text: str, base: str, seconds: float) -> dict[str, Any]:
    deadline = time.monotonic() + seconds
    batch = _object(text, "queries")
    if len(batch) > BATCH:
        raise UsageError(f"at most {BATCH} queries at once", code="reconcile.batch")
    asked = {key: _asked(key, query) for key, query in batch.items()}
    answers: dict[str, Any] = {}
    for key, one in asked.items():
        if time.monotonic() > deadline:
            raise LimitExceeded(f"time limit {seconds:g} s", code="limit.time", hint="send fewer queries at once")
        answers[key] = {"result": [_candidate(c, base) for c in candidates(view, one)]}
    return answers


def _asked(key: str, query: Any) -> Asked:
    if not isinstance(query, dict) or not ("query" in query or query.get("properties")):
        raise UsageError(f"{key}: a query needs `query` or `properties`", code="reconcile.request")
    name = query.get("query", "")
    types = query.get("type", [])
    types = [types] if isinstance(types, str) else types
    limit = query.get("limit", _LIMIT)
    rows = query.get("properties", [])
    well_formed = (
        isinstance(name, str)
        and isinstance(types, list)
        and all(isinstance(kind, str) for kind in types)
        and isinstance(limit, int | float)
        and isinstance(rows, list)
        and len(rows) <= 20
        and all(isinstance(row, dict) and isinstance(row.get("pid"), str) and "v" in row for row in rows)
    )
    if not well_formed:
        raise UsageError(f"{key}: the query is not of the form that the API describes", code="reconcile.request")
    properties = tuple((row["pid"], _texts(row["v"])) for row in rows)
    if not name.strip():  # told by its properties alone: the first value of a name among them
        name = next((texts[0] for pid, texts in properties if pid in ("label", "alias") and texts), "")
    known = tuple(kind for kind in types if kind in TYPES)
    return Asked(name if known or not types else "", known, properties, max(1, min(int(limit), MOST)))


def _texts(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(str(v.get("name") or v.get("id", "")) if isinstance(v, dict) else str(v) for v in values[:50])


def _candidate(candidate: Candidate, base: str) -> dict[str, Any]:
    features: list[dict[str, Any]] = [{"id": "name", "value": candidate.score}]
    features += [{"id": pid, "value": agrees} for pid, agrees in candidate.agreeing]
    return {
        "id": short(candidate.iri, base),
        "name": candidate.label,
        "description": candidate.relation,
        "score": candidate.score,
        "match": candidate.match,
        "type": [_type(candidate.type)],
        "features": features,
    }


def _extend(view: View, text: str, base: str) -> dict[str, Any]:
    asked = _object(text, "extend")
    ids, rows = asked.get("ids"), asked.get("properties")
    if not (isinstance(ids, list) and isinstance(rows, list) and all(isinstance(i, str) for i in ids)):
        raise UsageError("extend needs `ids` and `properties`", code="reconcile.request")
    pids = [row.get("id") if isinstance(row, dict) else None for row in rows]
    if len(ids) > BATCH or len(pids) > len(PROPERTIES) or any(pid not in BY_ID for pid in pids):
        known = ", ".join(BY_ID)
        raise UsageError(f"at most {BATCH} ids, and properties among: {known}", code="reconcile.request")
    found: dict[str, Any] = {}
    for identity in ids:
        found[identity] = {pid: _values(view, full(identity, base), str(pid), base) for pid in pids}
    return {"meta": [{"id": pid, "name": BY_ID[str(pid)].name} for pid in pids], "rows": found}


def _values(view: View, iri: str, pid: str, base: str) -> list[dict[str, Any]]:
    try:
        values = values_of(view, iri, pid)
    except NotFound:
        return []
    return [
        {"id": short(v.node.iri, base), "name": v.node.label}
        if v.node is not None
        else {"int": v.text}
        if isinstance(v.text, int)
        else {"str": v.text}
        for v in values
    ]


def _card(view: View, iri: str) -> str:
    """A few lines of HTML about an entity; everything of the data is escaped. Raises NotFound."""
    found = entity(view, iri, limit=1, evidence=0)
    lines = [f"<strong>{escape(found.entity.label)}</strong> · {escape(NAMES[found.entity.type])}"]
    if found.aliases:
        lines.append("别名 " + escape("、".join(found.aliases[:6])))
    if found.parents:
        lines.append("上级 " + escape(" › ".join(parent.label for parent in found.parents)))
    lines.append(f"获奖 {found.awards} · 关系 {found.degree} · 文档 {found.document_total}")
    return "".join(f"<div>{line}</div>" for line in lines)


def _type(kind: str) -> dict[str, str]:
    return {"id": kind, "name": NAMES[kind]}


def _object(text: str, what: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{what}: {error}", code="reconcile.request") from error
    if not isinstance(found, dict):
        raise UsageError(f"{what} must be a JSON object", code="reconcile.request")
    return found


def _json(answer: dict[str, Any], view: View) -> Response:
    body = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, 200, {"X-Kg-Snapshot": view.id, "Cache-Control": "no-cache"}, "application/json")
