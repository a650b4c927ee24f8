"""Queries in killable processes: what is asked, what comes back, and `run_query` for one query (`Pool` for many)."""

from __future__ import annotations

import contextlib
import select
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.errors import KgError, LimitExceeded, NotFound, QueryError, StoreError
from kg.query.sparql.formats import Wanted, media_type
from kg.query.sparql.guard import Limits, precheck
from kg.query.sparql.process import Reply, Worker


@dataclass(frozen=True, slots=True)
class Query:
    """One question: a SPARQL text (op "query"), a graph ("dump") or the list of graphs ("graphs") of a store."""

    store: str
    text: str = ""
    wanted: Wanted = field(default_factory=lambda: Wanted("json", "ttl"))
    op: str = "query"
    bindings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    prefixes: tuple[tuple[str, str], ...] = ()
    base: str | None = None
    from_graph: str | None = None
    whole: bool = False

    def request(self, limits: Limits) -> dict[str, Any]:
        """The question as the worker gets it: what has its default stays out."""
        request: dict[str, Any] = {
            "op": self.op,
            "store": self.store,
            "text": self.text,
            "solutions": self.wanted.solutions,
            "graph": self.wanted.graph,
            "seconds": limits.seconds,
            "rows": limits.rows,
            "bytes": limits.bytes,
        }
        if self.base is not None:
            request["base"] = self.base
        if self.bindings:
            request["bindings"] = dict(self.bindings)
        if self.default_graphs is not None or self.named_graphs is not None:
            request["default_graphs"] = self.default_graphs or ()
            request["named_graphs"] = self.named_graphs or ()
        if self.prefixes:
            request["prefixes"] = dict(self.prefixes)
        if self.op == "dump":
            request["from_graph"], request["whole"] = self.from_graph, self.whole
        return request


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: kind is solutions, boolean, graph or list; `meta` carries what a list needs."""

    kind: str
    format: str
    media_type: str
    body: bytes
    seconds: float
    meta: Mapping[str, Any]


def run_query(
    store: str,
    text: str,
    *,
    bindings: Mapping[str, tuple[str, ...]] | None = None,
    wanted: Wanted | None = None,
    prefixes: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> Answer:
    """Answer of one query in a process of its own. `store` is the folder of an Oxigraph store.

    `bindings` give variables a term: `("iri", value)`, `("literal", value)`, `("literal", value, language)` or
    `("literal", value, "", datatype)`. Raises QueryError, LimitExceeded or StoreError.
    """
    query = Query(
        store,
        text,
        wanted or Wanted("json", "ttl"),
        bindings=tuple((bindings or {}).items()),
        prefixes=tuple((prefixes or {}).items()),
    )
    return ask_once(query, limits or Limits())


def ask_once(query: Query, limits: Limits) -> Answer:
    """As `run_query`, for any `Query`."""
    precheck(query.text, limits)
    started = time.monotonic()
    worker = Worker(memory=limits.memory, readable=(query.store,))
    try:
        deadline = started + 30.0  # the process may take its time to start
        while True:
            if not select.select([worker], [], [], max(deadline - time.monotonic(), 0))[0]:
                raise time_limit(limits)
            reply = worker.receive()
            if reply is not None and not worker.ready:
                worker.ready = True
                worker.send(query.request(limits))
                deadline = time.monotonic() + limits.seconds
            elif reply is not None:
                return answer_of(reply, time.monotonic() - started)
    except (EOFError, ConnectionError):
        if not worker.ready:
            raise start_failed(worker) from None
        raise refused(*worker.why_dead()) from None
    finally:
        worker.kill()
        worker.process.wait()
        worker.reap()


def answer_of(reply: Reply, seconds: float) -> Answer:
    """The answer in a reply. Raises the error that the reply tells of."""
    meta = reply.meta
    if not meta["ok"]:
        raise refused(meta["code"], meta["message"])
    return Answer(meta["kind"], meta["format"], media_type(meta["format"]), reply.body, seconds, meta)


def refused(code: str, message: str) -> KgError:
    """The error for a worker's code."""
    if code == "not-found":
        return NotFound(message)
    if code.startswith("limit."):
        hint = "ask for less: add LIMIT, a narrower pattern, or page through" if code != "limit.time" else "narrow it"
        return LimitExceeded(message, code=code, hint=hint)
    if code == "query.crashed":
        return LimitExceeded(message, code=code, hint="simplify the query; the service goes on")
    if code.startswith("store."):
        return StoreError(message, code=code)
    return QueryError(message, code=code)


def time_limit(limits: Limits) -> LimitExceeded:
    """The error of a query that was still running at its deadline."""
    return LimitExceeded(f"time limit {limits.seconds:g} s", code="limit.time", hint="narrow the query, or try later")


def start_failed(worker: Worker) -> StoreError:
    """The error of a worker that ended before it was ready."""
    with contextlib.suppress(Exception):
        worker.process.wait(1.0)
    last = worker.stderr().decode("utf-8", "replace").strip().splitlines()
    return StoreError(f"a query worker can't start: {last[-1] if last else 'no reason given'}", code="query.worker")
