"""How two entities are related: the few shortest chains of facts between them, no node twice."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from kg.errors import UsageError
from kg.query.answers import FactItem, Ref
from kg.query.neighbourhood import RELATIONS
from kg.query.view import View, bounded, chunks, facts_of, number_of, refs

VISITED = 50_000
STEPS = 20_000
CANDIDATES = 60
DEFAULT_RELATIONS = tuple(r for r in RELATIONS if r != "addressesTheme")


@dataclass(frozen=True, slots=True)
class PathStep:
    """One hop: from `source` to `target` by a relation; `forward` is False when the fact reads the other way round."""

    source: Ref
    target: Ref
    relation: str
    forward: bool
    fact: FactItem


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of hops."""

    length: int
    steps: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest chains between two entities; `truncated` when the search was cut at its bound."""

    snapshot: str
    source: Ref
    target: Ref
    paths: tuple[Path, ...]
    truncated: bool


class _Neighbours:
    """Neighbours of nodes, read once each; a class because it remembers what it has read."""

    def __init__(self, view: View, relations: tuple[str, ...], min_confidence: float) -> None:
        self._view, self._relations, self._least = view, relations, min_confidence
        self.of: dict[int, dict[int, list[tuple[str, bool, int]]]] = {}

    def read(self, nodes: list[int]) -> None:
        """Fetch the neighbours of nodes not read yet."""
        missing = sorted({n for n in nodes if n not in self.of})
        for node in missing:
            self.of[node] = defaultdict(list)
        kinds = ",".join("?" * len(self._relations))
        for chunk in chunks(missing, 300):
            marks = ",".join("?" * len(chunk))
            for near, far, forward in (("source", "target", True), ("target", "source", False)):
                for row in self._view.rows(
                    f"SELECT l.{near} AS near, l.{far} AS far, l.relation, l.fact FROM link l"
                    f" JOIN fact f ON f.id = l.fact WHERE l.{near} IN ({marks}) AND l.relation IN ({kinds})"
                    f" AND coalesce(f.confidence, 1) >= ? ORDER BY f.confidence DESC, l.fact, l.relation",
                    (*chunk, *self._relations, self._least),
                ):
                    self.of[row["near"]][row["far"]].append((row["relation"], forward, row["fact"]))


def paths(
    view: View,
    source: str,
    target: str,
    *,
    most: int = 5,
    max_length: int = 6,
    relations: tuple[str, ...] = (),
    min_confidence: float = 0.0,
) -> Paths:
    """At most `most` simple paths, the shortest first, among equals those through less connected nodes.

    Policy themes join everything to everything, so they count only when `relations` names addressesTheme. Raises
    NotFound, UsageError.
    """
    bounded(most, least=1, most=20, name="k")
    bounded(max_length, least=1, most=8, name="max_length")
    for relation in relations:
        if relation not in RELATIONS:
            raise UsageError(f"没有此关系 unknown relation {relation!r}", hint=f"known: {', '.join(RELATIONS)}")
    start, end = number_of(view, source), number_of(view, target)
    near = _Neighbours(view, relations or DEFAULT_RELATIONS, min_confidence)
    distance, cut = _distances(near, end, start, max_length)
    found: list[list[int]] = []
    if start in distance and start != end:
        for length in range(distance[start], max_length + 1):
            exhausted = _walk(near, distance, start, end, length, found)
            cut = cut or exhausted
            if len(found) >= most or exhausted:
                break
    weight = _weights(view, found)
    found.sort(key=lambda p: (len(p), sum(weight[n] for n in p), p))
    chosen = found[:most]
    named = refs(view, (n for p in chosen for n in p) if chosen else (start, end))
    named.update(refs(view, (start, end)))
    return Paths(view.id, named[start], named[end], tuple(_path(view, near, p, named) for p in chosen), cut)


def _distances(near: _Neighbours, end: int, start: int, most: int) -> tuple[dict[int, int], bool]:
    """Distance to `end` of every node within reach, and whether the bound on nodes was met."""
    distance, level = {end: 0}, [end]
    for step in range(1, most + 1):
        near.read(level)
        following = sorted({n for node in level for n in near.of[node] if n not in distance})
        room = VISITED - len(distance)
        distance.update(dict.fromkeys(following[:room], step))
        if len(following) > room:
            return distance, True
        if start in distance and step > distance[start]:
            break  # one round more, so that the next longer paths can be found too
        level = following
    return distance, False


def _walk(
    near: _Neighbours, distance: dict[int, int], start: int, end: int, length: int, found: list[list[int]]
) -> bool:
    """Collect the simple paths of exactly `length`; True when the bound on steps was met."""
    budget = STEPS
    stack = [[start]]
    while stack:
        path = stack.pop()
        left = length - len(path) + 1
        if path[-1] == end:
            if left == 0:
                found.append(path)
                if len(found) >= CANDIDATES:
                    return False
            continue
        budget -= 1
        if budget < 0:
            return True
        near.read([path[-1]])
        options = [
            n
            for n in near.of[path[-1]]
            if n not in path and distance.get(n, length) <= left - 1 and (left > 1 or n == end)
        ]
        stack += [[*path, n] for n in sorted(options, reverse=True)]
    return False


def _weights(view: View, found: list[list[int]]) -> dict[int, float]:
    nodes = sorted({n for p in found for n in p})
    weight = {}
    for chunk in chunks(nodes):
        for row in view.rows(f"SELECT id, degree FROM entity WHERE id IN ({','.join('?' * len(chunk))})", chunk):
            weight[row["id"]] = math.log1p(row["degree"])
    return weight


def _path(view: View, near: _Neighbours, nodes: list[int], named: dict[int, Ref]) -> Path:
    steps = []
    for left, right in pairwise(nodes):
        near.read([left])
        relation, forward, number = near.of[left][right][0]
        fact = facts_of(view, view.rows("SELECT * FROM fact WHERE id = ?", (number,)), evidence=1)[0]
        steps.append(PathStep(named[left], named[right], relation, forward, fact))
    return Path(len(steps), tuple(steps))
