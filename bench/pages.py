"""The graph page against the targets: python -m bench.pages [--nodes 60 10000 50000] [--limit 120]

The explorer's own drawing (`canvas.js`, positions stored), vis-network as pyvis brings it with its physics off, and pyvis
as it is, on the same made-up network in the same run, all by the same measure: CPU seconds of the page's main thread
(`Performance.getMetrics`, thread ticks) until it is drawn, milliseconds of it for a frame of a pan, and what a frame of
the same page costs that draws nothing; bytes of the pages' code gzipped. Prints JSON lines; notes in pages.md.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import json
import random
import re
import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.query.map import Map, gridded, packed
from kg.serve.api.answering import as_json

ROOT = Path(__file__).parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
KINDS = ("Enterprise", "Unit", "Person", "Award", "Project")
_IMPORTED = re.compile(r'^(?:import|export)\b.*? from "(\.[^"]+)"', re.M)
FRAMES = 30  # of one pan, one step of the camera in each, as a hand does it
PANS = 3
MOST_PYVIS = 10_000  # nodes: above, building its page alone takes minutes
PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/explorer/style.css">
<div id="place" style="width:1200px;height:800px"></div>{head}
<script{kind}>{code}</script>"""
SIGMA = """import { draw } from "/explorer/canvas.js"; import { mapGraph } from "/explorer/map.js";
const graph = mapGraph(await (await fetch("/map.json")).json());
const none = () => {}; const on = { node: none, open: none, edge: none, blank: none };
const { sigma } = draw(document.getElementById("place"), graph, { selected: null, hovered: null, path: new Set(), still: true }, on);
const camera = sigma.getCamera();
globalThis.pan = (i) => { camera.setState({ ...camera.getState(), x: 0.5 + 0.001 * i }); };
globalThis.done = true;"""
VIS = """(async () => { const data = await (await fetch("/data.json")).json();
const nodes = data.nodes.map(([id, x, y, , label]) => ({ id, x: x * 10, y: y * 10, label }));
const edges = data.edges.map(([from, to], id) => ({ id, from, to }));
const net = new vis.Network(document.getElementById("place"), { nodes, edges },
  { physics: false, layout: { improvedLayout: false }, edges: { smooth: false } });
net.once("afterDrawing", () => { globalThis.done = true; });
globalThis.pan = (i) => { net.moveTo({ position: { x: i, y: 0 }, animation: false }); }; })();"""


def made(nodes: int) -> dict[str, list[list[Any]]]:
    """A network of `nodes` with one and a half edges a node, positions stored, Chinese labels; pure in its size."""
    chance = random.Random(nodes)
    side = nodes**0.5 * 10
    rows = [
        [i, chance.random() * side, chance.random() * side, KINDS[i % len(KINDS)], f"样例第{i}有限公司"]
        for i in range(nodes)
    ]
    edges = [[i, chance.randrange(max(1, i))] for i in range(1, nodes)]
    edges += [[chance.randrange(nodes), chance.randrange(nodes)] for _ in range(nodes // 2)]
    return {"nodes": rows, "edges": [edge for edge in edges if edge[0] != edge[1]]}


def as_map(data: dict[str, list[list[Any]]]) -> Map:
    """The same network as the service's map tells it, every line shown at rest (as if all were hierarchy)."""
    nodes = data["nodes"]
    pairs = {(min(edge), max(edge)): True for edge in data["edges"]}
    degrees = Counter(end for pair in pairs for end in pair)
    places = gridded([(row[1], row[2]) for row in nodes])
    links, tree = packed(len(nodes), pairs)
    return Map(
        snapshot="made",
        total=len(nodes),
        truncated=False,
        kinds=KINDS,
        prefixes=tuple(f"https://kg.example/id/{kind.lower()}/" for kind in KINDS),
        kind=tuple(KINDS.index(row[3]) for row in nodes),
        label=tuple(row[4] for row in nodes),
        names=("",) * len(nodes),
        iris=("",) * len(nodes),
        degree=tuple(degrees[row[0]] for row in nodes),
        x=tuple(x for x, _ in places),
        y=tuple(y for _, y in places),
        links=links,
        tree=tree,
    )


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The files of a folder on a free port of the loopback."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the figures are the output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


PAN = """([step, frames]) => new Promise((next) => { let i = 0; const frame = () => {
  if (i === frames) return next(); if (step) globalThis.pan(i); i += 1; requestAnimationFrame(frame); };
  requestAnimationFrame(frame); })"""


def measure(
    browser: Any, address: str, limit: float, ready: str = "globalThis.done === true"
) -> dict[str, float | str]:
    """Main-thread CPU: seconds until drawn, least milliseconds of a pan frame and of an idle one over three pans; says when
    the page never was drawn."""
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    tab.route("https://**", lambda route: route.abort())
    tab.set_default_timeout(limit * 1000)
    session = tab.context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"])

    def a_frame(step: bool) -> float:
        before = spent()
        tab.evaluate(PAN, [step, FRAMES])
        return 1000 * (spent() - before) / FRAMES

    found: dict[str, float | str] = {}
    try:
        tab.goto(address, wait_until="commit")
        tab.wait_for_function(ready, timeout=limit * 1000)
        tab.evaluate("new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))")
        found["ready_cpu_s"] = round(spent(), 2)
        found["pan_ms"] = round(min(a_frame(True) for _ in range(PANS)), 1)
        tab.wait_for_timeout(500)
        found["idle_ms"] = round(min(a_frame(False) for _ in range(PANS)), 1)
    except Exception as error:  # noqa: BLE001 (a page that never gets ready is a result)
        found["failed"] = f"not drawn in {limit:g} s ({type(error).__name__})"
    finally:
        tab.close()
    return found


def as_it_is(data: dict[str, list[list[Any]]]) -> str:
    """The same network as pyvis writes it when nothing is set."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.add_nodes([row[0] for row in data["nodes"]], label=[row[4] for row in data["nodes"]])
    network.add_edges(data["edges"])
    moved = "<script>globalThis.pan = (i) => network.moveTo({position: {x: i, y: 0}, animation: false});</script>"
    return str(network.generate_html()).replace("</body>", moved + "</body>")


# pyvis shows a bar until its physics has settled, and takes the bar away a moment after
SETTLED = "document.getElementById('loadingBar') ? document.getElementById('loadingBar').style.display === 'none' : typeof network !== 'undefined'"


def weight() -> int:
    """Bytes of what the graph page loads before data, each file gzipped: the modules that it and the frame import, and styles."""
    explorer = (ROOT / "viz" / "explorer").resolve()
    files = {explorer / name for name in ("index.html", "style.css", "pages.css")}
    waiting = [explorer / "main.js", explorer / "pages" / "graph.js"]
    while waiting:
        file = waiting.pop()
        if file in files:
            continue
        files.add(file)
        found = [(file.parent / name).resolve() for name in _IMPORTED.findall(file.read_text(encoding="utf-8"))]
        waiting += [path for path in found if path.is_file()]
    return sum(len(gzip.compress(file.read_bytes())) for file in [*files, ROOT / "viz" / "dist" / "vendor.js"])


def main() -> None:
    """Measure and print one JSON line a figure."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, nargs="+", default=[60, 10_000, 50_000])
    parser.add_argument("--limit", type=float, default=120, help="seconds to wait for a page")
    options = parser.parse_args()
    print(json.dumps({"what": "pages without data, gzip", "bytes": weight(), "target": 120_000}), flush=True)
    vis = resources.files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js").read_bytes()
    with TemporaryDirectory() as name, sync_playwright() as playwright, serving(Path(name)) as address:
        folder = Path(name)
        shutil.copytree(ROOT / "viz" / "explorer", folder / "explorer")
        shutil.copytree(ROOT / "viz" / "dist", folder / "explorer" / "vendor")
        (folder / "vis.js").write_bytes(vis)
        (folder / "sigma.html").write_text(PAGE.format(head="", kind=' type="module"', code=SIGMA), encoding="utf-8")
        head = '<script src="/vis.js"></script>'
        (folder / "vis.html").write_text(PAGE.format(head=head, kind="", code=VIS), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for nodes in options.nodes:
            text = json.dumps(made(nodes), ensure_ascii=False, separators=(",", ":"))
            (folder / "data.json").write_text(text, encoding="utf-8")
            packed_text = as_json(as_map(made(nodes)))
            (folder / "map.json").write_bytes(packed_text)
            for what, file, data in (
                ("explorer", "sigma.html", packed_text),
                ("vis-network 9.1.2, physics off", "vis.html", text.encode()),
            ):
                sizes = {"nodes": nodes, "data_gzip": len(gzip.compress(data, 6))}
                figures = measure(browser, f"{address}/{file}", options.limit)
                print(json.dumps({"what": what, **sizes, **figures}), flush=True)
            if nodes <= MOST_PYVIS:
                (folder / "pyvis.html").write_text(as_it_is(made(nodes)), encoding="utf-8")
                figures = measure(browser, f"{address}/pyvis.html", options.limit, SETTLED)
                print(json.dumps({"what": "pyvis 0.3.2 as it is", "nodes": nodes, **figures}), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
