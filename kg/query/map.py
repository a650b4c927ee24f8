"""The whole graph as one picture: every entity at the place computed at build time, every pair of linked ones, in columns.

Columns because they pack: names of one kind lie together, places are whole numbers, links are differences. An IRI is
told only where it is not the prefix of its type and the encoded label; `viz/explorer/map.js` reads it all back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from kg.graph.layout import positions
from kg.model import ORGANIZATION_TYPES
from kg.query.view import View, bounded

MOST_NODES = 50_000
GRID = 9_999  # places are whole numbers from 0 to this, the same unit on both axes
TREE = ("subOrganizationOf", "unitOf")


@dataclass(frozen=True, slots=True)
class Map:
    """Entities and links as columns; `total` counts all entities, of which the best connected are here.

    `kinds` are the types, `kind` a node's type by place in it, `prefixes` what stands before the encoded name in an IRI
    of each type, `names` that name where it is not the label (else ""), `iris` the IRI where neither helps. `links`: for every node, in order, the number of its links to
    later nodes, then for each the distance to the one before it (the first: to the node itself); `tree` says of each
    link whether it is hierarchy. `degree` counts all facts.
    """

    snapshot: str
    total: int
    truncated: bool
    kinds: tuple[str, ...]
    prefixes: tuple[str, ...]
    kind: tuple[int, ...]
    label: tuple[str, ...]
    names: tuple[str, ...]
    iris: tuple[str, ...]
    degree: tuple[int, ...]
    x: tuple[int, ...]
    y: tuple[int, ...]
    links: tuple[int, ...]
    tree: str


def whole_map(view: View, *, limit: int = MOST_NODES) -> Map:
    """The map of a snapshot, at most `limit` entities (policy themes aside, which touch everything). Raises UsageError.

    Places are the ones stored at build time; where there are none, they are computed alike from the tables.
    """
    bounded(limit, least=1, most=MOST_NODES, name="limit")
    rows = view.rows(
        "SELECT id, iri, type, label, degree, x, y FROM entity WHERE type <> 'PolicyTheme'"
        " ORDER BY degree DESC, id LIMIT ?",
        (limit,),
    )
    rows.sort(key=lambda row: (row["type"], row["iri"]))
    order = {row["id"]: place for place, row in enumerate(rows)}
    kinds = tuple(sorted({row["type"] for row in rows}))
    prefixes = {kind: _prefix((r["iri"], r["label"]) for r in rows if r["type"] == kind) for kind in kinds}
    stored = {row["iri"]: (row["x"], row["y"]) for row in rows if row["x"] is not None} or _computed(view)
    places = gridded([stored.get(row["iri"], (0.0, 0.0)) for row in rows])
    pairs: dict[tuple[int, int], bool] = {}
    for row in view.rows("SELECT DISTINCT source, target, relation FROM link ORDER BY source, target, relation"):
        source, target = order.get(row["source"]), order.get(row["target"])
        if source is not None and target is not None and source != target:
            pair = (min(source, target), max(source, target))
            pairs[pair] = pairs.get(pair, False) or row["relation"] in TREE
    links, tree = packed(len(rows), pairs)
    names, iris = [], []
    for row in rows:
        prefix = prefixes[row["type"]]
        name = unquote(row["iri"].removeprefix(prefix))
        told = prefix + _encoded(name) == row["iri"]
        names.append(name if told and name != row["label"] else "")
        iris.append("" if told else row["iri"])
    total = view.value("SELECT count(*) FROM entity WHERE type <> 'PolicyTheme'")
    return Map(
        snapshot=view.id,
        total=total,
        truncated=len(rows) < total,
        kinds=kinds,
        prefixes=tuple(prefixes[kind] for kind in kinds),
        kind=tuple(kinds.index(row["type"]) for row in rows),
        label=tuple(row["label"] for row in rows),
        names=tuple(names),
        iris=tuple(iris),
        degree=tuple(row["degree"] for row in rows),
        x=tuple(x for x, _ in places),
        y=tuple(y for _, y in places),
        links=links,
        tree=tree,
    )


def gridded(places: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Places as whole numbers from 0 to `GRID`, both axes by the same unit.

    >>> gridded([(0, 0), (10, 5)])
    [(0, 0), (9999, 5000)]
    """
    if not places:
        return []
    left, low = min(x for x, _ in places), min(y for _, y in places)
    side = max(max(x for x, _ in places) - left, max(y for _, y in places) - low) or 1.0
    return [(round((x - left) / side * GRID), round((y - low) / side * GRID)) for x, y in places]


def packed(nodes: int, pairs: dict[tuple[int, int], bool]) -> tuple[tuple[int, ...], str]:
    """Links as differences, and "1" for each that is hierarchy; pairs are (smaller, larger) node.

    >>> packed(3, {(0, 1): True, (0, 2): False, (1, 2): False})
    ((2, 1, 1, 1, 1, 0), '100')
    """
    later: list[list[int]] = [[] for _ in range(nodes)]
    for source, target in sorted(pairs):
        later[source].append(target)
    links: list[int] = []
    tree: list[str] = []
    for node, targets in enumerate(later):
        links.append(len(targets))
        before = node
        for target in targets:
            links.append(target - before)
            tree.append("1" if pairs[node, target] else "0")
            before = target
    return tuple(links), "".join(tree)


def _computed(view: View) -> dict[str, tuple[float, float]]:
    """The layout of `kg.graph` for a snapshot without one."""
    types = {row["iri"]: row["type"] for row in view.rows("SELECT iri, type FROM entity WHERE type <> 'PolicyTheme'")}
    trunk = {iri for iri, kind in types.items() if kind in ORGANIZATION_TYPES}
    links = [
        (row["relation"], row["source"], row["target"])
        for row in view.rows(
            "SELECT l.relation, s.iri AS source, t.iri AS target FROM link l"
            " JOIN entity s ON s.id = l.source JOIN entity t ON t.id = l.target"
        )
        if row["source"] in types and row["target"] in types
    ]
    above = [(source, target) for relation, source, target in links if relation in TREE]
    other = [(source, target) for relation, source, target in links if relation not in TREE]
    return positions(trunk, types.keys() - trunk, above, other)


def _prefix(named: Iterable[tuple[str, str]]) -> str:
    """What stands before the encoded name in the first IRI that ends with it, "" when none does."""
    for iri, label in named:
        if label and iri.endswith(_encoded(label)):
            return iri[: -len(_encoded(label))]
    return ""


def _encoded(label: str) -> str:
    """A name, with its owner behind an @ where it has one, as it stands in an IRI (`kg.ids`)."""
    return quote(label.encode("utf-8", "replace"), safe="()-._~@")
