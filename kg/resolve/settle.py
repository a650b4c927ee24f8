"""A branch put under a group by one document and under the group's daughter by another is one branch, the daughter's.

青海分公司 in the group's newsletter, and 中国铝业股份有限公司青海分公司 elsewhere: nothing in the first document says that the
group itself owns it, so the owner that is written out wins, if there is exactly one below the group.
"""

from __future__ import annotations

from collections import defaultdict

from kg.knowledge import Knowledge
from kg.names import parse_organization
from kg.names.organizations import ancestors
from kg.resolve.named import Named
from kg.resolve.nodes import Corpus, Member, Node
from kg.resolve.owned import Path, Paths


def settle(corpus: Corpus, named: Named, paths: Paths, knowledge: Knowledge | None) -> None:
    """Move paths whose owner no document writes out to the one daughter's path that is written out."""
    members: defaultdict[Path, list[Node]] = defaultdict(list)
    for member, path in paths.paths.items():
        members[path].append(corpus.nodes[member])
    written = {p for p, nodes in members.items() if len(p) > 1 and any(map(_writes_owner, nodes))}
    by_tail: defaultdict[Path, list[Path]] = defaultdict(list)
    for path in sorted(written):
        by_tail[path[1:]].append(path)
    above = _parents(corpus, named, paths, knowledge)
    moved: dict[Path, Path] = {}
    for path in sorted(members):
        if len(path) != 2 or path in written or not path[1].endswith("分公司"):
            continue
        below = [p for p in by_tail.get(path[1:], ()) if path[0] in _up(above, p[0])]
        if len(below) == 1:
            moved[path] = below[0]
    if not moved:
        return
    for member, path in paths.paths.items():
        target = moved.get(path[:2])
        if target is not None:
            paths.paths[member] = (*target, *path[2:])


def _writes_owner(node: Node) -> bool:
    return any(len(parse_organization(m.surface).segments) > 1 for m in node.entity.mentions)


def _parents(corpus: Corpus, named: Named, paths: Paths, knowledge: Knowledge | None) -> dict[str, set[str]]:
    above: defaultdict[str, set[str]] = defaultdict(set)
    for node in corpus.nodes.values():
        for role, fact in node.facts:
            other: Member = (node.document_id, fact.object)
            if role == "subject" and fact.predicate == "subOrganizationOf" and other in paths.paths:
                mine = paths.paths.get(node.member)
                if mine is not None and len(mine) == 1:
                    above[mine[0]].add(paths.paths[other][0])
    if knowledge is not None:
        for name in sorted(named.known):
            for parent in ancestors(named.known[name], knowledge):
                if parent in named.known:
                    above[named.sets.find(f"\x02{name}")].add(named.sets.find(f"\x02{parent}"))
    return above


def _up(above: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    todo = [start]
    while todo and len(seen) < 100:
        for parent in sorted(above.get(todo.pop(), ())):
            if parent not in seen:
                seen.add(parent)
                todo.append(parent)
    return seen - {start}
