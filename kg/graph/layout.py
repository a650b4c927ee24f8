"""Where each node stands on the overview: organisations in radial trees, everything else around its owner.

Computed once at build time, without chance: the same graph gives the same picture, and positions don't jump between
visits. Near-linear in nodes and edges. Radial trees after G. J. Wills, "NicheWorks" (1999), in rings round the widest of
them; satellites are spread by the golden angle (H. Vogel, "A better way to construct the sunflower head", 1979).
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.graph import vocab
from kg.graph.vocab import term

if TYPE_CHECKING:
    from kg.graph.snapshot import Snapshot

_GOLDEN = math.pi * (3 - math.sqrt(5))
_STEP = 1.0  # between two rings of a tree
_GAP = 1.0  # between two trees
_APART = 2.2  # between two satellites, about
_ORGANIZATION = term("kg:Organization")
_LINKS = ("org:memberOf", "kg:received", "kg:undertakes", "kg:cooperatesWith")
Place = tuple[float, float]


def write_layout(snapshot: Snapshot) -> None:
    """Write `layout.json` into a snapshot's folder: {"nodes": {IRI: [x, y]}}, coordinates with two decimals."""
    from kg.graph.publish import write_text

    store = snapshot.store()
    organizations: set[str] = set()
    others: set[str] = set()
    for kind, classes in vocab.ENTITY_CLASSES.items():
        found = {q.subject.value for q in store.quads_for_pattern(None, vocab.TYPE, term(f"kg:{kind}"))}  # type: ignore[union-attr]
        (organizations if _ORGANIZATION in classes else others).update(found)
    pairs = {
        name: [
            (q.subject.value, q.object.value)  # type: ignore[union-attr]
            for q in store.quads_for_pattern(None, term(name), None)
        ]
        for name in ("org:subOrganizationOf", "org:unitOf", *_LINKS)
    }
    above = pairs["org:subOrganizationOf"] + pairs["org:unitOf"]
    links = [pair for name in _LINKS for pair in pairs[name]]
    nodes = positions(organizations, others, above, links)
    body = {iri: [round(x, 2) + 0.0, round(y, 2) + 0.0] for iri, (x, y) in sorted(nodes.items())}
    write_text(snapshot.path / "layout.json", json.dumps({"nodes": body}, ensure_ascii=False, separators=(",", ":")))


def positions(
    organizations: Iterable[str],
    others: Iterable[str],
    above: Iterable[tuple[str, str]],
    links: Iterable[tuple[str, str]],
) -> dict[str, Place]:
    """A place for every node. `above` are (part, whole) pairs without circles, `links` any other edges."""
    trunk = set(organizations)
    parent = {}
    for part, whole in sorted(above, reverse=True):
        if part in trunk and whole in trunk and part != whole:
            parent[part] = whole
    owner = _owners(trunk, set(others), list(links))
    children: dict[str, list[str]] = defaultdict(list)
    for part, whole in sorted(parent.items()):
        children[whole].append(part)
    satellites: dict[str, list[str]] = defaultdict(list)
    for node, where in sorted(owner.items()):
        satellites[where].append(node)
    reach = {node: 1.0 + _APART * math.sqrt(len(satellites[node])) for node in sorted({*trunk, *others})}
    roots = sorted(trunk - parent.keys()) + sorted(set(others) - owner.keys())
    trees = [_tree(root, children, reach) for root in roots]
    places: dict[str, Place] = {}
    order = sorted(zip(roots, trees, strict=True), key=lambda item: (-item[1][1], item[0]))
    middles = _rings([radius for _, (_, radius) in order])
    for (_, (nodes, _)), (x, y) in zip(order, middles, strict=True):
        for node, (dx, dy) in nodes.items():
            places[node] = (x + dx, y + dy)
            for index, satellite in enumerate(satellites[node], 1):
                far = _APART * math.sqrt(index + 0.5)
                angle = index * _GOLDEN
                places[satellite] = (x + dx + far * math.cos(angle), y + dy + far * math.sin(angle))
    return places


def _rings(radii: list[float]) -> list[Place]:
    """Where circles of these radii, widest first, stand apart from each other: ring after ring around the first."""
    middles: list[Place] = [(0.0, 0.0)][: len(radii)]
    outer = radii[0] if radii else 0.0
    while len(middles) < len(radii):
        widest = radii[len(middles)]
        middle = outer + widest + _GAP
        shares: list[float] = []
        total = 0.0
        for place in range(len(middles), len(radii)):
            share = 2 * math.asin(min(1.0, (radii[place] + _GAP / 2) / middle))
            if shares and total + share > 2 * math.pi:
                break
            shares.append(share)
            total += share
        spread = max(0.0, 2 * math.pi - total) / len(shares)  # what is left over goes between them
        angle = 0.0
        for share in shares:
            angle += share + spread
            middles.append((middle * math.cos(angle - share / 2), middle * math.sin(angle - share / 2)))
        outer = middle + widest
    return middles


def _owners(trunk: set[str], others: set[str], links: list[tuple[str, str]]) -> dict[str, str]:
    """The organisation around which a person, award or project stands: the one it has most links with, else the one
    of a linked neighbour; nodes that reach none have no owner."""
    owner: dict[str, str] = {}
    waiting = set(others)
    neighbours: dict[str, list[str]] = defaultdict(list)
    for left, right in links:
        neighbours[left].append(right)
        neighbours[right].append(left)
    while waiting:
        found = {}
        for node in waiting:
            votes = Counter(owner.get(n, n) for n in neighbours[node] if n in trunk or n in owner)
            if votes:
                found[node] = min(votes, key=lambda n: (-votes[n], n))
        if not found:
            break
        owner |= found
        waiting -= found.keys()
    return owner


def _tree(root: str, children: Mapping[str, list[str]], reach: Mapping[str, float]) -> tuple[dict[str, Place], float]:
    """A tree around the origin and its radius: one ring a level, each wide enough for its nodes."""
    levels = [[root]]
    width: dict[str, float] = {}
    while below := [child for node in levels[-1] for child in children.get(node, ())]:
        levels.append(below)
    for level in reversed(levels):
        for node in level:
            width[node] = max(2 * reach[node], sum(width[c] for c in children.get(node, ())))
    places = {root: (0.0, 0.0)}
    span = {root: (0.0, 2 * math.pi)}
    outer = reach[root]
    for above, level in pairwise(levels):
        for node in above:
            start, end = span[node]
            below = children.get(node, [])
            total = sum(width[c] for c in below)
            for child in below:
                stop = start + (end - span[node][0]) * width[child] / total
                span[child] = (start, stop)
                start = stop
        wide = max(reach[node] for node in level)
        needed = max(2 * reach[n] / min(span[n][1] - span[n][0], 1.0) for n in level)
        radius = max(outer + wide + _STEP, needed)
        outer = radius + wide
        for node in level:
            middle = sum(span[node]) / 2
            places[node] = (radius * math.cos(middle), radius * math.sin(middle))
    return places, outer
