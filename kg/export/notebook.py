"""For notebooks and scripts: `kg.show("中国铝业")` draws an entity inline, `kg.to_networkx()` hands the graph over."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import network
from kg.export.page import page
from kg.graph import open_snapshot
from kg.query import View
from kg.query.neighbourhood import Filters, neighbourhood
from kg.query.search import resolve
from kg.settings import load_settings

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True, slots=True)
class Shown:
    """A page to be displayed: a notebook draws it in a frame of its own, `html` is the page as text."""

    html: str
    height: int

    def _repr_html_(self) -> str:
        """The frame, cut off from the notebook: it can run its own scripts and reach nothing else."""
        inner = html.escape(self.html, quote=True)
        return (
            f'<iframe sandbox="allow-scripts allow-downloads" width="100%" height="{self.height}"'
            f' style="border:1px solid #C9CED3" title="企谱 Qipu" srcdoc="{inner}"></iframe>'
        )


def show(
    entity: str,
    *,
    store: Path | str | None = None,
    hops: int = 1,
    limit: int = 60,
    filters: Filters | None = None,
    height: int = 600,
) -> Shown:
    """The surroundings of an entity, by name, pinyin or IRI, to be drawn by the notebook. Raises NotFound, UsageError."""
    view = _view(store)
    return Shown(page(view, resolve(view, entity), hops=hops, limit=limit, filters=filters), height)


def to_networkx(
    entity: str | None = None, *, store: Path | str | None = None, hops: int = 1, limit: int = 1_000
) -> networkx.MultiDiGraph[str]:
    """The graph of a store as a networkx MultiDiGraph: whole, or an entity with at most `limit` nodes around it."""
    view = _view(store)
    whole = network.to_networkx(view)
    if entity is None:
        return whole
    around = neighbourhood(view, resolve(view, entity), hops=hops, limit=limit)
    return whole.subgraph([node.iri for node in around.nodes]).copy()


def _view(store: Path | str | None) -> View:
    return View(open_snapshot(load_settings({"store": store and str(store)}).store))
