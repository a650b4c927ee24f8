"""The pyvis page: python -m bench.page [--documents 600] [--store DIR] [--as-it-is]

For 60, 500 and 1,000 nodes: bytes of the file, CPU seconds to write it, and in Chromium the main thread's CPU seconds and
the wall time until it is drawn. With `--as-it-is` also pyvis 0.3.2 without our template and layout, on the same nodes.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.tables import company, world
from kg.export.page import render
from kg.export.picture import Picture, picture
from kg.graph import open_snapshot
from kg.query import View
from kg.query.search import search

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def as_it_is(drawn: Picture) -> str:
    """The same nodes and lines as pyvis draws them when nothing is set."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for number, item in enumerate(drawn.nodes):
        network.add_node(number, label=item.node.label)
    for line in drawn.lines:
        network.add_edge(line.source, line.target, title=line.relation)
    return str(network.generate_html())


def drawn_in(browser: Any, text: str, folder: Path, ready: str, limit: float) -> dict[str, float | str]:
    """CPU of the main thread and wall time until `ready` (an expression) is true; says when it never was."""
    file = folder / "page.html"
    file.write_text(text, encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    tab.route("https://**", lambda route: route.abort())
    session = tab.context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    started = time.monotonic()
    found: dict[str, float | str] = {}
    try:
        tab.goto(file.as_uri(), timeout=limit * 1000, wait_until="commit")
        tab.wait_for_function(ready, timeout=limit * 1000)
        found["wall_s"] = round(time.monotonic() - started, 2)
        metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
        found["main_thread_s"] = round(metrics["TaskDuration"], 2)
    except Exception as error:  # noqa: BLE001 (a page that never gets ready is a result)
        found["failed"] = f"not drawn after {limit:g} s ({type(error).__name__})"
    tab.close()
    return found


def main() -> None:
    """Measure and print one JSON line a page."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=600)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--as-it-is", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        root = options.store or folder / "store"
        view = View(open_snapshot(root) if (root / "current").exists() else world(root, options.documents))
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        group = search(view, company(0)).items[0].iri
        for nodes in (60, 500, 1_000):
            drawn = picture(view, group, hops=3, limit=nodes)
            started = time.process_time()
            text = render(drawn)
            figures = {"nodes": nodes, "lines": len(drawn.lines), "bytes": len(text.encode())}
            spent = round(time.process_time() - started, 2)
            seen = drawn_in(browser, text, folder, "document.documentElement.dataset.ready === 'yes'", 30)
            print(json.dumps({"what": "kg page", **figures, "write_s": spent, **seen}), flush=True)
            if options.as_it_is and nodes <= 500:
                plain = as_it_is(drawn)
                ready = "document.getElementById('loadingBar')?.style.display === 'none' || (typeof network !== 'undefined' && !document.getElementById('loadingBar'))"
                seen = drawn_in(browser, plain, folder, ready, 120)
                print(
                    json.dumps({"what": "pyvis as it is", "nodes": nodes, "bytes": len(plain.encode()), **seen}),
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    main()
