"""The derived tables: reduced hierarchy, ancestors, the enterprise each conferral counts for, awards per entity."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict

from kg.query.tables.rollup import ancestors, enterprise_of, reduced

_STRENGTH = {"leads": 2, "undertakes": 1}


def write_owners(connection: sqlite3.Connection) -> None:
    """Fill parent, ancestor, fact.enterprise and entity.awards from the facts already written."""
    types = dict(connection.execute("SELECT id, type FROM entity"))
    enterprises = {number for number, kind in types.items() if kind == "Enterprise"}
    above: dict[int, list[int]] = defaultdict(list)
    edges: dict[tuple[int, int], tuple[str, int, str | None]] = {}
    for fact, predicate, child, parent, date in connection.execute(
        "SELECT id, predicate, subject, object, first_date FROM fact WHERE predicate IN ('subOrganizationOf', 'unitOf')"
        " AND NOT disputed"
        " ORDER BY confidence DESC, subject, object, id"
    ):
        if (child, parent) not in edges and child != parent:
            edges[child, parent] = (predicate, fact, date)
            above[child].append(parent)
    direct = reduced(above)
    connection.executemany(
        "INSERT INTO parent VALUES(?,?,?,?,?)",
        [(child, parent, *edges[child, parent]) for child in sorted(direct) for parent in direct[child]],
    )
    connection.executemany(
        "INSERT INTO ancestor VALUES(?,?,?)",
        [(child, top, distance) for child in sorted(direct) for top, distance in ancestors(direct, child).items()],
    )
    _write_enterprises(connection, direct, enterprises, types)
    _write_counts(connection, direct)


def _write_counts(connection: sqlite3.Connection, parents: dict[int, list[int]]) -> None:
    """entity.awards: conferrals it received, that count for it or (an award) of it; awards_total: with all below."""
    own: Counter[int] = Counter()
    whole: Counter[int] = Counter()
    above: dict[int, set[int]] = {}
    for recipient, award, enterprise in connection.execute(
        "SELECT subject, object, enterprise FROM fact WHERE predicate = 'conferral'"
    ):
        near = {recipient} if enterprise is None else {recipient, enterprise}
        for node in near - above.keys():
            above[node] = set(ancestors(parents, node))
        own.update({*near, award})
        whole.update({award, *near}.union(*(above[node] for node in near)))
    connection.executemany(
        "UPDATE entity SET awards = ?, awards_total = ? WHERE id = ?",
        [(own[node], whole[node], node) for node in sorted(whole)],
    )


def _write_enterprises(
    connection: sqlite3.Connection, parents: dict[int, list[int]], enterprises: set[int], types: dict[int, str]
) -> None:
    told: dict[int, set[int]] = defaultdict(set)
    for fact, document in connection.execute("SELECT fact, document FROM evidence"):
        told[fact].add(document)
    ties: dict[int, list[tuple[int, int, frozenset[int]]]] = defaultdict(list)
    for fact, subject, value, predicate, role in connection.execute(
        "SELECT id, subject, object, predicate, role FROM fact WHERE predicate IN ('holdsPost', 'undertakes') ORDER BY id"
    ):
        documents = frozenset(told[fact])
        if predicate == "holdsPost":
            ties[subject].append((value, 0, documents))
        elif types[value] == "Project":
            ties[value].append((subject, _STRENGTH.get(role, 0), documents))
    answer = []
    for fact, recipient in connection.execute(
        "SELECT id, subject FROM fact WHERE predicate = 'conferral' ORDER BY id"
    ).fetchall():
        own = ties[recipient] if types[recipient] in ("Person", "Project") else []
        enterprise = enterprise_of(recipient, own, frozenset(told[fact]), parents, enterprises)
        answer.append((enterprise, fact))
    connection.executemany("UPDATE fact SET enterprise = ? WHERE id = ?", answer)
