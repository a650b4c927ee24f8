"""The outer wall by itself: slow bodies, bugs behind it, what the log and the metrics say."""

import asyncio
import io
import json
from typing import Any

import pytest

from kg.serve import wall
from kg.serve.access import AccessLog
from kg.serve.metrics import Metrics
from kg.serve.wall import Rules, Wall

SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/sparql/x\n",
    "raw_path": b"/sparql/x",
    "query_string": b"query=secret",
    "headers": [(b"host", b"localhost")],
    "client": ("127.0.0.1", 1),
}


def through(
    app: Any, *messages: dict[str, Any], rules: Rules | None = None
) -> tuple[int, dict[str, Any], str, Metrics]:
    """Status and body of the answer, the log and the metrics, after a request of these messages (then silence)."""
    stream, metrics = io.StringIO(), Metrics()
    log = AccessLog(stream)
    outer = Wall(app, rules or Rules(frozenset({"localhost"}), body_bytes=100), metrics, {}, log)
    waiting = list(messages)
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if not waiting:
            await asyncio.sleep(60)
        return waiting.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(outer(dict(SCOPE), receive, send))
    log.flush()
    body = b"".join(m.get("body", b"") for m in sent[1:])
    return sent[0]["status"], json.loads(body), stream.getvalue(), metrics


async def reads(scope: Any, receive: Any, send: Any) -> None:
    while (await receive()).get("more_body"):
        pass


async def fails(scope: Any, receive: Any, send: Any) -> None:
    raise RuntimeError("the inner secret")


def part(body: bytes) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": True}


def test_a_body_that_never_ends_is_413(caplog: pytest.LogCaptureFixture) -> None:
    status, body, _, _ = through(reads, *(part(b"x" * 30) for _ in range(5)))
    assert (status, body["error"]) == (413, "body.too-large")


def test_a_body_that_never_comes_is_408(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wall, "BODY_SECONDS", 0.2)
    status, body, _, _ = through(reads, part(b"x"))
    assert (status, body["error"]) == (408, "body.too-slow")


def test_a_bug_is_500_without_its_trace(caplog: pytest.LogCaptureFixture) -> None:
    status, body, log, metrics = through(fails)
    assert (status, body["error"]) == (500, "bug") and "secret" not in json.dumps(body)
    assert body["request_id"] in caplog.text and "the inner secret" in caplog.text
    line = json.loads(log)
    assert (line["status"], line["path"], line["id"]) == (500, "/sparql/x\n", body["request_id"])
    assert "secret" not in log and log.count("\n") == 1
    assert 'kg_requests_total{route="sparql",status="500"} 1' in metrics.text({}, snapshot='a"b\n')


def test_the_query_is_logged_when_asked() -> None:
    _, _, log, _ = through(fails, rules=Rules(frozenset({"localhost"}), log_queries=True))
    assert json.loads(log)["query"] == "query=secret"
