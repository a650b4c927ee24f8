"""All records in, one entity per real thing out: clusters, corrections across documents, labels, IRIs, reasons.

The outcome depends on the set of records, the corrections and the knowledge only, never on the order of the documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.ids import DEFAULT_BASE, digest, entity_iri
from kg.knowledge import Knowledge
from kg.model import Entity, Merge, Record, Resolution
from kg.names import fold, parse_organization, words
from kg.names.awards import award_title
from kg.resolve.across import goes, merge_lines, rename_lines, split_lines
from kg.resolve.corrections import Correction
from kg.resolve.draft import Draft, call, explain, further_names, known_award, type_of
from kg.resolve.named import ORGANIZATIONS, resolve_named
from kg.resolve.nodes import Node, gather
from kg.resolve.owned import Path, Paths, resolve_paths
from kg.resolve.people import resolve_people
from kg.resolve.settle import settle
from kg.resolve.things import resolve_awards, resolve_projects


def resolve(
    records: Iterable[Record],
    *,
    corrections: Sequence[Correction] = (),
    knowledge: Knowledge | None = None,
    base: str = DEFAULT_BASE,
) -> Resolution:
    """The entities of all records; `records` are already corrected (`correct_records`), here merge, split and rename act.

    Near linear in the number of record entities: names meet by key, only names with one key are compared.
    """
    corpus = gather(records)
    named, nodes = resolve_named(corpus, knowledge)
    paths = resolve_paths(corpus, named, nodes, knowledge)
    settle(corpus, named, paths, knowledge)
    anchors = {named.sets.find(f"\x02{name}"): name for name in sorted(named.known)}
    stale: list[str] = []
    if any(line.action in ("merge", "split", "rename") and line.type in ORGANIZATIONS for line in corrections):
        before = _organizations(paths, knowledge)
        call(before, anchors, knowledge)
        labels = {n.member: d.label for d in before for n in d.nodes}
        stale += split_lines(corrections, paths, labels) + merge_lines(corrections, paths, labels)
    drafts = _organizations(paths, knowledge)
    for members, employer, why in resolve_people(corpus, paths, knowledge):
        drafts.append(Draft("Person", members, owner=employer, rules=why))
    drafts += [Draft("Award", members, owner=giver) for members, giver in resolve_awards(corpus, paths, knowledge)]
    drafts += [Draft("Project", members, owner=runner) for members, runner in resolve_projects(corpus, paths)]
    drafts = _things_corrected(drafts, corrections, stale)
    call(drafts, anchors, knowledge)
    if corrections:
        stale += rename_lines(corrections, drafts)
        call(drafts, anchors, knowledge)
    return Resolution(_entities(drafts, knowledge, base), tuple(sorted(set(stale))))


def _organizations(paths: Paths, knowledge: Knowledge | None) -> list[Draft]:
    groups: defaultdict[Path, list[Node]] = defaultdict(list)
    for node in paths.corpus.of_type(*ORGANIZATIONS):
        groups[paths.paths[node.member]].append(node)
    drafts = []
    for path, nodes in groups.items():
        owner: Path | None = path[:-1] or None
        while owner is not None and owner not in groups:
            owner = owner[:-1] or None
        assumed = all(n.member in paths.assumed for n in nodes)
        drafts.append(Draft(type_of(nodes, knowledge), nodes, path=path, owner=owner, assumed=assumed))
    return drafts


def _things_corrected(drafts: list[Draft], corrections: Sequence[Correction], stale: list[str]) -> list[Draft]:
    """Merges and splits of people, awards and projects."""
    for line in corrections:
        if line.action not in ("merge", "split") or line.type in ORGANIZATIONS:
            continue
        mine = [d for d in drafts if _called(d, line.type, line.label, line.owner)]
        if line.action == "merge":
            others = [d for d in drafts if _called(d, line.type, line.other, "")]
            together = [d for d in drafts if d in mine or d in others]
            if not mine or not others or len(together) < 2:
                stale.append(f"{line}: 无可合并 nothing to merge")
                continue
            one = mine[0]
            for other in together:
                if other is not one:
                    one.nodes += other.nodes
                    one.owner = one.owner or other.owner
            one.nodes.sort(key=lambda n: n.member)
            one.merges.append(Merge("correction", line.label, line.other))
            drafts = [d for d in drafts if d is one or d not in together]
        else:
            drafts, done = _split(drafts, mine, line)
            if not done:
                stale.append(f"{line}: 无可拆分 nothing to split")
    return drafts


def _called(draft: Draft, kind: str, name: str, owner: str) -> bool:
    if draft.type != kind:
        return False
    wanted = {fold(name), fold(award_title(name))} if kind == "Award" else {fold(name)}
    return bool(wanted & {fold(n) for node in draft.nodes for n in node.names})


def _split(drafts: list[Draft], mine: list[Draft], line: Correction) -> tuple[list[Draft], bool]:
    for draft in mine:
        away = [n for n in draft.nodes if goes(n, line)]
        if away and len(away) < len(draft.nodes):
            draft.nodes = [n for n in draft.nodes if n not in away]
            new = Draft(draft.type, away, owner=draft.owner)
            new.merges.append(Merge("correction-split", line.label, line.other or line.document))
            return [*drafts, new], True
    return drafts, False


def _entities(drafts: list[Draft], knowledge: Knowledge | None, base: str) -> tuple[Entity, ...]:
    by_path = {d.path: d for d in drafts if d.path is not None}
    homes = [_home(d, by_path) for d in drafts]
    iris = [
        entity_iri(d.type, d.own if d.owner else d.label, home, base=base)
        for d, home in zip(drafts, homes, strict=True)
    ]
    counted: defaultdict[str, list[int]] = defaultdict(list)
    for index, iri in enumerate(iris):
        counted[iri].append(index)
    for same in counted.values():
        if len(same) > 1:  # nothing but the documents tells them apart
            for index in same:
                mark = digest(*(part for n in drafts[index].nodes for part in n.member))[:8]
                home = f"{homes[index]} {mark}" if homes[index] else mark
                iris[index] = entity_iri(drafts[index].type, drafts[index].own, home, base=base)
    owners = {d.path: iris[i] for i, d in enumerate(drafts) if d.path is not None}
    found = [_entity(d, iris[i], owners, knowledge) for i, d in enumerate(drafts)]
    return tuple(sorted(found, key=lambda e: e.iri))


def _home(draft: Draft, by_path: dict[Path, Draft]) -> str | None:
    """The owner's name for the IRI: the label of the nearest owner that is a node, else the name the path holds."""
    if draft.owner is None and draft.path is not None and len(draft.path) == 1:
        return None
    path = draft.owner if draft.path is None else draft.path[:-1]
    while path:
        above = by_path.get(path)
        if above is not None:
            return above.label
        if len(path) == 1:
            return path[0][1:].split("|")[0] if path[0][:1] in "\x02\x03\x04\x05" else None
        path = path[:-1]
    return None


def _entity(draft: Draft, iri: str, owners: dict[Path, str], knowledge: Knowledge | None) -> Entity:
    aliases = tuple(sorted(n for n in further_names(draft) if n != draft.label))
    return Entity(
        iri=iri,
        type=draft.type,
        label=draft.label,
        aliases=aliases,
        members=tuple(sorted(n.member for n in draft.nodes)),
        owner=owners.get(draft.owner) if draft.owner is not None else None,
        attributes=_attributes(draft, owners, knowledge),
        merges=explain(draft, knowledge),
    )


def _attributes(draft: Draft, owners: dict[Path, str], knowledge: Knowledge | None) -> tuple[tuple[str, str], ...]:
    if draft.type == "Enterprise":
        form = parse_organization(draft.label).segments[-1].form
        return (("legalForm", form),) if form in (words.LIMITED, words.SHARES) else ()
    if draft.type != "Award":
        return ()
    entry = known_award((n for node in draft.nodes for n in node.names), knowledge)
    found = [("level", entry.level)] if entry is not None and entry.level else []
    giver = owners.get(draft.owner) if draft.owner is not None else None
    return tuple(sorted([*found, *([("conferredBy", giver)] if giver else [])]))
