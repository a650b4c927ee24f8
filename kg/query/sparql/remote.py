"""One query asked of a remote store: the same request and answer as of a worker process, over the SPARQL Protocol.

The remote store evaluates, with its own limits beside ours of time and size; a query's text is checked, bound and given
its prefixes here.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import LimitExceeded, StoreError
from kg.query.sparql.binding import bind
from kg.query.sparql.formats import GRAPHS, SOLUTIONS, Wanted, media_type
from kg.query.sparql.guard import Limits, precheck
from kg.query.sparql.workers import Answer

if TYPE_CHECKING:
    from kg.graph.remote import RemoteStore


def ask_remote(
    store: RemoteStore,
    text: str,
    *,
    bindings: Mapping[str, tuple[str, ...]] | None = None,
    wanted: Wanted | None = None,
    prefixes: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> Answer:
    """Answer of one query, as `run_query` gives it. Raises QueryError, LimitExceeded or StoreError."""
    from kg.query.sparql.evaluate import count_rows, term

    limits, wanted = limits or Limits(), wanted or Wanted("json", "ttl")
    precheck(text, limits)
    bound = bind(text, {name: str(term(list(spec))) for name, spec in bindings.items()}) if bindings else text
    heads = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in (prefixes or {}).items())
    names = [name for name in (wanted.solutions, wanted.graph) if name is not None]
    if wanted.solutions not in (None, "json", "xml"):
        names.append("json")  # an ASK has no CSV: its answer comes as JSON
    accept = ", ".join(f"{_bare(name)};q={1 - place / 10:.1f}" for place, name in enumerate(names))
    started = time.monotonic()
    media, body = replace(store, seconds=limits.seconds).ask(heads + bound, accept=accept, limit=limits.bytes)
    kind = media.split(";")[0].strip().lower()
    chosen = next((name for name in names if kind in (_bare(name), *_others(name))), None)
    if chosen is None:
        raise StoreError(f"{store.host} answers {media}, not one of {accept}", hint="docs/stores.md")
    form = "graph" if chosen == wanted.graph else "solutions"
    if form == "solutions" and chosen == "json" and b'"boolean"' in body[:200] and b'"bindings"' not in body[:2000]:
        form = "boolean"
    if form == "solutions" and (rows := count_rows(body, chosen)) > limits.rows:
        raise LimitExceeded(f"the answer has {rows} rows, at most {limits.rows} are given", hint="setting query_rows")
    return Answer(form, chosen, media_type(chosen), body, time.monotonic() - started, {"rows": None})


def _bare(name: str) -> str:
    return media_type(name).split(";")[0]


def _others(name: str) -> tuple[str, ...]:
    return (SOLUTIONS.get(name) or GRAPHS[name])[1]
