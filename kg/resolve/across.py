"""Corrections that act across documents: organisations merged, split and renamed by what people say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.names import fold
from kg.resolve.corrections import Correction
from kg.resolve.draft import Draft
from kg.resolve.named import ORGANIZATIONS
from kg.resolve.nodes import Member, Node
from kg.resolve.owned import Path, Paths


def split_lines(corrections: Sequence[Correction], paths: Paths, labels: Mapping[Member, str]) -> list[str]:
    """Take the nodes a split line means out of their cluster, with what they own in the same documents."""
    stale = []
    for line in corrections:
        if line.action != "split" or line.type not in ORGANIZATIONS:
            continue
        away = [n for n in _called(paths, labels, line.label if line.document else line.other, line) if goes(n, line)]
        left = [n for n in _called(paths, labels, line.label, line) if n not in away]
        shared = {paths.paths[n.member] for n in left}
        away = [n for n in away if paths.paths[n.member] in shared]
        if not away:
            stale.append(f"{line}: 无可拆分 nothing to split")
            continue
        name = fold(line.other) or f"{fold(line.label)} {away[0].document_id}"
        documents = {n.document_id for n in away}
        for node in away:
            _move(paths, paths.paths[node.member], (f"\x05{name}",), documents)
    return stale


def merge_lines(corrections: Sequence[Correction], paths: Paths, labels: Mapping[Member, str]) -> list[str]:
    """Make the organisations of a merge line one, with what they own."""
    stale = []
    for line in corrections:
        if line.action != "merge" or line.type not in ORGANIZATIONS:
            continue
        mine = {paths.paths[n.member] for n in _called(paths, labels, line.label, line)}
        others = {paths.paths[n.member] for n in _called(paths, labels, line.other, line, owned=False)}
        if not mine or not others or mine == others:
            stale.append(f"{line}: 无可合并 nothing to merge")
            continue
        target = min(mine, key=lambda p: (len(p), p))
        for path in sorted(mine | others):
            if path != target:
                _move(paths, path, target, None)
    return stale


def rename_lines(corrections: Sequence[Correction], drafts: list[Draft]) -> list[str]:
    """Fix the names that rename lines give, and say of merge lines why their entity is one."""
    stale = []
    for line in corrections:
        if line.action not in ("rename", "merge"):
            continue
        hit = False
        for draft in drafts:
            if draft.type != line.type or fold(line.label) not in {fold(n) for n in (*draft.names(), draft.label)}:
                continue
            hit = True
            if line.action == "rename":
                draft.fixed = line.to
            elif line.type in ORGANIZATIONS and fold(line.other) in {fold(n) for n in draft.names()}:
                draft.rules.update(
                    {
                        "\x1f".join(n.member): "correction"
                        for n in draft.nodes
                        if fold(line.other) in {fold(x) for x in n.names}
                    }
                )
        if not hit and line.action == "rename":
            stale.append(f"{line}: 无此对象，未生效 found nothing to rename")
    return stale


def _called(
    paths: Paths, labels: Mapping[Member, str], name: str, line: Correction, *, owned: bool = True
) -> list[Node]:
    wanted = fold(name)
    found = []
    for node in paths.corpus.of_type(*ORGANIZATIONS):
        if wanted not in {fold(n) for n in (*node.names, labels.get(node.member, ""))}:
            continue
        if owned and line.owner:
            owner = paths.corpus.nodes.get((node.document_id, node.owner or ""))
            if owner is None or fold(line.owner) not in {fold(n) for n in owner.names}:
                continue
        found.append(node)
    return found


def goes(node: Node, line: Correction) -> bool:
    """Whether a split line takes this node away: it is of the document, or has the other name and not the first."""
    if line.document:
        last = line.document.replace("\\", "/").rsplit("/", 1)[-1]
        return node.document_id == line.document or node.file in (last, last.rsplit(".", 1)[0])
    names = {fold(n) for n in node.names}
    return fold(line.other) in names and fold(line.label) not in names


def _move(paths: Paths, old: Path, new: Path, documents: set[str] | None) -> None:
    """Rewrite a path and all paths below it, in some documents or in all."""
    for member, path in paths.paths.items():
        if path[: len(old)] == old and (documents is None or member[0] in documents):
            paths.paths[member] = (*new, *path[len(old) :])
