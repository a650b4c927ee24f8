"""`kg mcp` as a real process, asked by the official client over standard input and output."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.query.world import publish_world
from tests.serve.conftest import ROOT

pytestmark = pytest.mark.slow

mcp = pytest.importorskip("mcp", reason="the optional MCP package is not installed")
Call = Callable[..., Awaitable[Any]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("mcp") / "store"
    publish_world(root)
    return root


def with_server(store: Path, scene: Callable[[Any, Call], Awaitable[None]]) -> None:
    environment = {"PYTHONPATH": str(ROOT), "KG_QUERY_SECONDS": "5"}
    arguments = ["-m", "kg", "mcp", "--store", str(store)]
    server = mcp.StdioServerParameters(command=sys.executable, args=arguments, env=environment, cwd=str(ROOT))

    async def main() -> None:
        async with mcp.Client(server, read_timeout_seconds=180) as client:

            async def call(tool: str, **arguments: Any) -> Any:
                result = await client.call_tool(tool, arguments)
                text = result.content[0].text
                return f"error: {text}" if result.is_error else json.loads(text)

            await scene(client, call)

    asyncio.run(main())


def test_every_tool_answers_with_its_source(store: Path) -> None:
    async def scene(client: Any, call: Call) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"search", "entity", "evidence", "awards", "hierarchy", "path", "sparql"}
        assert all(tool.description and "。" in tool.description for tool in tools.values())
        found = await call("search", query="xinghe", types=["Enterprise"])
        assert found["snapshot"] and {"星河铝业股份有限公司", "星河集团有限公司"} <= {i["name"] for i in found["items"]}
        about = await call("entity", name="星河铝业")
        assert about["parents"][0]["name"] == "星河集团有限公司"
        cited = [f["evidence"][0] for group in about["facts"] for f in group["facts"] if f.get("evidence")]
        assert cited and all(c["sentence"] and c["document"] and c["end"] > c["start"] for c in cited)
        table = await call("awards", enterprise="星河集团", levels=["national"])
        assert table["total"] >= 2 and all(row["level"] == "national" and row["sentence"] for row in table["items"])
        proof = await call("evidence", fact_iri=table["items"][0]["fact"])
        assert proof["evidence"][0]["sentence"]
        tree = await call("hierarchy", name="星河集团", depth=3)
        assert {child["name"] for child in tree["tree"]["children"]} >= {"星河铝业股份有限公司", "星河铜业有限公司"}
        assert (await call("hierarchy"))["roots"]
        chains = await call("path", source="曾长行", target="星河集团")
        assert chains["paths"] and all(hop["says"] for chain in chains["paths"] for hop in chain)
        answer = await call("sparql", query="SELECT (COUNT(?e) AS ?n) { ?e a kg:Enterprise }")
        assert int(answer["answer"]["results"]["bindings"][0]["n"]["value"]) >= 4
        assert "kg:Enterprise" in (await call("sparql", query="DESCRIBE ?e { ?e a kg:Enterprise } LIMIT 1"))["answer"]

    with_server(store, scene)


def test_the_limits_hold_and_the_server_goes_on(store: Path) -> None:
    async def scene(client: Any, call: Call) -> None:
        heavy = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
        assert "limit.time" in await call("sparql", query=heavy)
        assert "query.federation" in await call("sparql", query="ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
        assert "query.syntax" in await call("sparql", query="DROP ALL")
        assert "limit.bytes" in await call("sparql", query="SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 5000")
        assert "not-found" in await call("entity", name="无此公司")
        assert "error" in await call("search", query="星河", limit=1000)
        assert (await call("search", query="星河"))["total"] >= 3

    with_server(store, scene)


def test_without_a_store_it_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "mcp", "--store", str(tmp_path / "none")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        timeout=180,
        check=False,
    )
    assert done.returncode == 4 and not done.stdout and len(done.stderr.strip().splitlines()) == 1
