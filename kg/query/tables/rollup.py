"""Who belongs to whom, and which enterprise an award counts for: plain functions over integers.

A recipient's enterprise is itself, or the nearest one up through unitOf and subOrganizationOf; a person's through the
organisation of a post (one told in the same document first, then the most specific), a project's through those who
undertake it (who leads it first).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Parents = Mapping[int, Sequence[int]]


def ancestors(parents: Parents, start: int) -> dict[int, int]:
    """Every node above `start` with its least distance; safe on cycles (a node is never above itself).

    >>> ancestors({1: [2], 2: [3, 1]}, 1)
    {2: 1, 3: 2}
    """
    found: dict[int, int] = {}
    level, distance = [start], 0
    while level:
        distance += 1
        following = []
        for node in level:
            for parent in parents.get(node, ()):
                if parent != start and parent not in found:
                    found[parent] = distance
                    following.append(parent)
        level = following
    return found


def reduced(parents: Parents) -> dict[int, list[int]]:
    """The parents without those that stand above another parent: A under B under C leaves only A under B.

    >>> reduced({1: [2, 3], 2: [3]})
    {1: [2], 2: [3]}
    """
    found: dict[int, list[int]] = {}
    for child, above in parents.items():
        if len(above) == 1:
            found[child] = list(above)
            continue
        higher = {p: ancestors(parents, p) for p in above}
        kept = [p for p in above if not any(p in higher[q] and q not in higher[p] for q in above if q != p)]
        found[child] = kept or list(above)
    return found


def chain(parents: Parents, start: int) -> list[int]:
    """The longest way up from `start` (exclusive), nearest first; the first of equals, safe on cycles."""
    path: list[int] = []
    seen = {start}
    here = start
    while True:
        options = [p for p in parents.get(here, ()) if p not in seen]
        if not options:
            return path
        here = max(options, key=lambda p: (len(ancestors(parents, p)), -options.index(p)))
        seen.add(here)
        path.append(here)


def nearest_enterprise(start: int, parents: Parents, enterprises: set[int]) -> int | None:
    """`start` when it is an enterprise, else the nearest one above it (the most specific among equals)."""
    if start in enterprises:
        return start
    above = [(distance, node) for node, distance in ancestors(parents, start).items() if node in enterprises]
    if not above:
        return None
    least = min(distance for distance, _ in above)
    near = [node for distance, node in above if distance == least]
    return most_specific(near, parents)


def most_specific(nodes: Iterable[int], parents: Parents) -> int:
    """The node with the most above it; the lowest number among equals."""
    return min(nodes, key=lambda n: (-len(ancestors(parents, n)), n))


def enterprise_of(
    recipient: int,
    ties: Sequence[tuple[int, int, frozenset[int]]],
    told_in: frozenset[int],
    parents: Parents,
    enterprises: set[int],
) -> int | None:
    """The enterprise an award of `recipient` counts for.

    `ties`: for a person or project (organisation, strength, documents that say so), `told_in` the documents of the
    award. An organisation recipient needs no ties.
    """
    if not ties:
        return nearest_enterprise(recipient, parents, enterprises)
    options = []
    for organization, strength, documents in ties:
        enterprise = nearest_enterprise(organization, parents, enterprises)
        if enterprise is not None:
            same = bool(told_in & documents)
            options.append((not same, -strength, -len(ancestors(parents, enterprise)), enterprise))
    return min(options)[-1] if options else None
