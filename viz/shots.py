"""Pictures of every page, light and dark, for the documentation: `python viz/shots.py ADDRESS OUT` over a running `kg serve`."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

WIDTH, HEIGHT = 1440, 900


def main(address: str, out: Path) -> int:
    """Write NAME.png and NAME-dark.png of each page into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    overview = json.load(urlopen(f"{address}/api/v1/overview"))
    groups = overview["groups"]
    best = max(groups, key=lambda g: (g["child_total"], g["awards_total"]))["entity"]["iri"]
    iri = quote(best, safe="")
    others = [quote(h["iri"], safe="") for h in overview["hubs"] if h["iri"] != best and h["type"] == "Enterprise"]
    asked = ((o, json.load(urlopen(f"{address}/api/v1/paths?source={iri}&target={o}"))["paths"]) for o in others)
    other = next((o for o, paths in asked if paths), iri)
    views = {
        "overview": "#/overview",
        "graph": f"#/graph?focus={iri}&hops=2",
        "map": "#/map",
        "hierarchy": f"#/hierarchy?root={iri}",
        "matrix": "#/matrix?rollup=1",
        "entity": f"#/entity?iri={iri}",
        "sparql": "#/sparql?name=awards-of-enterprise",
        "review": "#/review",
        "exports": "#/exports",
        "paths": f"#/paths?source={iri}&target={other}",
    }
    document = json.load(urlopen(f"{address}/api/v1/documents?limit=1"))["items"][0]["document"]["id"]
    views["document"] = f"#/document?id={document}"
    flags = ["--disable-gpu", "--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        for scheme, suffix in (("light", ""), ("dark", "-dark")):
            context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)
            context.add_init_script("localStorage.setItem('qipu.tour', 'no')")  # somebody who was here before
            page = context.new_page()
            for name, where in views.items():
                page.goto(f"{address}/{where}")
                page.wait_for_selector(".page[data-ready]")
                page.wait_for_timeout(1500)
                page.screenshot(path=str(out / f"{name}{suffix}.png"))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
