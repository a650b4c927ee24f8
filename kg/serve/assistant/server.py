"""The MCP server: seven tools over the snapshot in force, read-only, with the same limits as the service."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import anyio
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from kg import __version__
from kg.errors import KgError
from kg.graph import open_snapshot
from kg.graph.vocab import PREFIXES
from kg.query.awards import AwardFilters, awards
from kg.query.entity import entity, evidence
from kg.query.hierarchy import hierarchy, roots
from kg.query.paths import paths
from kg.query.search import resolve, search
from kg.query.sparql.formats import Wanted
from kg.query.sparql.guard import Limits
from kg.query.sparql.workers import Query, ask_once
from kg.query.view import View
from kg.serve.api.views import Views
from kg.serve.assistant.compact import award, citation, fact, node, step, tree
from kg.serve.source import watched
from kg.settings import Settings

INSTRUCTIONS = """企谱：由企业文档抽取的知识图谱（企业、下属单位、人员、奖项、项目、政策主题）。每条事实都带有出处：文档、页、字符位置与原句。
回答时请引用 evidence 中的原句和文档名；图谱未说的，不要补充。名称可用全称、简称或拼音，先用 search 确认所指。
A knowledge graph made from corporate documents. Every fact carries its evidence: quote the sentence and name the document;
do not add what the graph does not say. Names may be full, short or pinyin; `search` tells what a name means."""
Type = Literal["Enterprise", "Unit", "Institution", "Person", "Award", "Project", "PolicyTheme"]
Level = Literal["international", "national", "provincial", "industry", "municipal", "group", "enterprise", "unknown"]
Name = Annotated[str, Field(max_length=1_000, description="a name (full, short, pinyin) or an IRI")]
Few = Annotated[int, Field(ge=1, le=50, description="how many to give")]
MOST_CHARS = 60_000  # of one answer: an assistant has to read it


def create_server(folder: Path, settings: Settings) -> MCPServer:
    """The server over the store in `folder`. Raises StoreError when there is no graph."""
    open_snapshot(folder)
    views = Views(watched(open_snapshot, folder, folder / "current"))
    limits = Limits.of(settings)
    server: MCPServer = MCPServer("qipu", title="企谱 Qipu", instructions=INSTRUCTIONS, version=__version__)

    async def told(make: Callable[[View], dict[str, Any]]) -> str:
        """What `make` says of the current snapshot, as JSON, in a thread of its own."""

        def run() -> str:
            view = views.current()
            return short({"snapshot": view.id, **make(view)})

        try:
            return await anyio.to_thread.run_sync(run)
        except KgError as error:
            raise ToolError(f"{error.code}: {error.line()}") from error

    @server.tool(name="search", structured_output=False)
    async def find(query: Name, types: list[Type] | None = None, limit: Few = 10) -> str:
        """Find entities by name, part of a name, alias, pinyin or initials. 按名称、别名、拼音查找实体。"""

        def make(view: View) -> dict[str, Any]:
            hits = search(view, query[:200], types=tuple(types or ()), limit=limit)
            items = [
                {
                    "name": h.label,
                    "type": h.type,
                    "iri": h.iri,
                    "matched": h.matched,
                    "match": h.match,
                    "facts": h.degree,
                }
                for h in hits.items
            ]
            return {"total": hits.total, "truncated": hits.truncated, "items": items}

        return await told(make)

    @server.tool(name="entity", structured_output=False)
    async def about(name: Name, limit: Few = 10) -> str:
        """All the graph knows about one entity: aliases, parents, facts with the sentence behind each. 一个实体的全部所知与出处。"""

        def make(view: View) -> dict[str, Any]:
            found = entity(view, resolve(view, name), limit=limit, evidence=1)
            groups = [
                {
                    "predicate": g.predicate,
                    "direction": g.direction,
                    "total": g.total,
                    "facts": [fact(f) for f in g.items],
                }
                for g in found.groups
            ]
            return {
                **node(found.entity),
                "aliases": found.aliases[:20],
                "parents": [node(parent) for parent in found.parents],
                "awards": found.awards,
                "documents": found.document_total,
                "facts": groups,
                "conflicts": [{"kind": c.kind, "facts": [fact(f) for f in c.facts]} for c in found.conflicts],
            }

        return await told(make)

    @server.tool(name="evidence", structured_output=False)
    async def proof(fact_iri: Annotated[str, Field(max_length=1_000)], limit: Few = 10) -> str:
        """Every place that says a fact (its IRI as `fact` in other answers). 一条事实的全部出处。"""

        def make(view: View) -> dict[str, Any]:
            item, places = evidence(view, fact_iri, limit=limit)
            return {**fact(item), "evidence": [citation(place) for place in places]}

        return await told(make)

    @server.tool(name="awards", structured_output=False)
    async def table(
        enterprise: Annotated[str, Field(max_length=1_000, description="with all below it; empty: all")] = "",
        award_name: Annotated[str, Field(max_length=200)] = "",
        levels: list[Level] | None = None,
        year_from: Annotated[int | None, Field(ge=1900, le=2100)] = None,
        year_to: Annotated[int | None, Field(ge=1900, le=2100)] = None,
        own: Annotated[bool, Field(description="only the enterprise itself, nothing below")] = False,
        limit: Annotated[int, Field(ge=1, le=100)] = 20,
        offset: Annotated[int, Field(ge=0, le=100_000)] = 0,
    ) -> str:
        """The table subsidiary x award with the proof of each line; people and workshops count for their enterprise. 奖项表。"""

        def make(view: View) -> dict[str, Any]:
            filters = AwardFilters(
                enterprise=resolve(view, enterprise) if enterprise else None,
                own=own,
                levels=tuple(levels or ()),
                years=(year_from, year_to),
                award_name=award_name or None,
            )
            found = awards(view, filters, limit=limit, offset=offset)
            return {"total": found.total, "truncated": found.truncated, "items": [award(row) for row in found.items]}

        return await told(make)

    @server.tool(name="hierarchy", structured_output=False)
    async def structure(
        name: Annotated[str, Field(max_length=1_000, description="empty: the groups to begin with")] = "",
        depth: Annotated[int, Field(ge=0, le=5)] = 2,
    ) -> str:
        """Who stands above and below an organisation. 上下级关系。"""

        def make(view: View) -> dict[str, Any]:
            if not name:
                return {"roots": [tree(box) for box in roots(view, limit=20).items]}
            found = hierarchy(view, resolve(view, name), depth=depth)
            return {"parents": [node(p) for p in found.parents], "tree": tree(found.root), "truncated": found.truncated}

        return await told(make)

    @server.tool(name="path", structured_output=False)
    async def connection(source: Name, target: Name, most: Annotated[int, Field(ge=1, le=10)] = 3) -> str:
        """How two entities are connected: the shortest chains of facts, each with its evidence. 两个实体之间的联系。"""

        def make(view: View) -> dict[str, Any]:
            found = paths(view, resolve(view, source), resolve(view, target), most=most)
            chains = [[step(hop) for hop in path.steps] for path in found.paths]
            return {"from": node(found.source), "to": node(found.target), "paths": chains, "truncated": found.truncated}

        return await told(make)

    @server.tool(name="sparql", structured_output=False)
    async def ask(query: Annotated[str, Field(max_length=16_384)]) -> str:
        """Ask the graph in SPARQL 1.1 (SELECT, ASK, CONSTRUCT; read-only, no SERVICE). Prefixes kg rdf rdfs skos org foaf
        dcterms prov are declared. The answer is SPARQL results JSON or Turtle. 只读 SPARQL 查询。"""

        def make(view: View) -> dict[str, Any]:
            store = str(Path(view.snapshot.path) / "oxigraph")
            wanted = Wanted("json", "ttl")
            answer = ask_once(Query(store, query, wanted, prefixes=tuple(PREFIXES.items())), limits)
            text = answer.body.decode("utf-8")
            return {"answer": json.loads(text) if answer.format == "json" else text}

        return await told(make)

    return server


def short(answer: dict[str, Any]) -> str:
    """The answer as JSON. Raises ToolError when it is longer than an assistant should read: it asks for less, then."""
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode("utf-8")
    if len(text) > MOST_CHARS:
        raise ToolError(
            f"limit.bytes: the answer has {len(text)} characters, at most {MOST_CHARS} are given; ask for less"
        )
    return text
