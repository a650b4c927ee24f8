"""Addresses of things: `/id/{kind}/{name}` answers with what the graph says of it, or leads a browser to its page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import KgError, NotFound
from kg.query.sparql.formats import Wanted, media_type, negotiate, parse_accept, quality
from kg.query.sparql.pool import Pool
from kg.query.sparql.workers import Query
from kg.serve.problem import of_error, problem, request_id
from kg.serve.source import Source
from kg.serve.sparql import ask, etag, whole

# what the graph says of a thing: its own statements, and what its fact nodes (statements, memberships, conferrals) say
_DESCRIBE = """CONSTRUCT { ?thing ?p ?o . ?s ?q ?thing . ?s ?r ?v }
WHERE { { ?thing ?p ?o } UNION { ?s ?q ?thing . ?s ?r ?v } }"""


@dataclass(frozen=True, slots=True)
class Things:
    """What dereferencing takes; `base` is the prefix of the data's IRIs, `page` the address pattern of a thing's page."""

    source: Source
    pool: Pool
    base: str
    prefixes: tuple[tuple[str, str], ...] = ()
    page: str | None = None

    async def answer(self, request: Request) -> Response:
        """RDF, or a redirect to the page, by `Accept`."""
        try:
            raw = (request.scope.get("raw_path") or request.scope["path"].encode()).decode("latin-1")
            name = raw.split("?")[0].removeprefix("/id/")
            parts = name.split("/")
            if len(parts) < 2 or any(part in ("", ".", "..") for part in parts):
                raise NotFound("nothing has this address")
            iri = self.base + quote(name, safe="/%()-._~@")
            accept = request.headers.get("accept")
            wanted = negotiate(accept)
            ranges = parse_accept(accept)
            rdf = quality(media_type(wanted.graph).split(";")[0], ranges) if wanted.graph else 0.0
            if self.page is not None and quality("text/html", ranges) > rdf:
                return RedirectResponse(self.page.format(iri=quote(iri, safe="")), 303, {"Vary": "Accept"})
            if wanted.graph is None:
                return problem(406, "accept", "a thing is described in RDF", request_id=request_id(request))
            served = self.source()
            query = Query(
                served.store,
                _DESCRIBE,
                Wanted(None, wanted.graph),
                bindings=(("thing", ("iri", iri)),),
                prefixes=self.prefixes,
            )
            answer = await ask(request, self.pool, query)
            if b"<" not in answer.body and b"@id" not in answer.body:
                raise NotFound(f"the graph says nothing of <{iri}>")
            return whole(answer, served, etag(served.id, "id", iri, wanted.graph))
        except KgError as error:
            return of_error(error, request_id(request))
        except ValueError:
            return problem(404, "not-found", "nothing has this address", request_id=request_id(request))
