"""People: a name and an employer. The same name in two companies stays two until something stated joins them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from kg.knowledge import Knowledge
from kg.names import fold
from kg.names.awards import parse_award
from kg.resolve.nodes import Corpus, Node
from kg.resolve.owned import Path, Paths, issuer_path
from kg.resolve.union import Union

_COMPANIES = ("公司", "分行", "支行", "研究院", "设计院", "局")
_COUNTRY = ("全国", "国家", "中国", "中华", "七一勋章", "共和国", "大国工匠", "世界", "国际")


def resolve_people(
    corpus: Corpus, paths: Paths, knowledge: Knowledge | None
) -> list[tuple[list[Node], Path | None, dict[str, str]]]:
    """Clusters of person nodes, each with the path of its employer (None when unknown) and why names were joined."""
    by_name: defaultdict[str, list[Node]] = defaultdict(list)
    for node in corpus.of_type("Person"):
        by_name[fold(node.names[0])].append(node)
    found = []
    for name in sorted(by_name):
        for nodes, employer, why in _namesakes(by_name[name], paths, knowledge):
            found.append((nodes, employer, why))
    return found


def _namesakes(
    nodes: list[Node], paths: Paths, knowledge: Knowledge | None
) -> list[tuple[list[Node], Path | None, dict[str, str]]]:
    employers = {n.member: _employers(n, paths) for n in nodes}
    sets: Union[tuple[str, str]] = Union(n.member for n in nodes)
    why: dict[str, str] = {}
    by_company: defaultdict[Path, list[Node]] = defaultdict(list)
    for node in nodes:
        for path in employers[node.member]:
            by_company[company_path(path)].append(node)
    _join(by_company, sets, why, "person-employer")
    by_award: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        for key in _unique_awards(node, corpus_nodes=paths.corpus.nodes.get, knowledge=knowledge):
            by_award[key].append(node)
    _join(by_award, sets, why, "person-award")
    homeless = [n for n in nodes if not employers[n.member]]
    _house(homeless, [n for n in nodes if employers[n.member]], employers, sets, paths, why)
    groups: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        groups[sets.find(node.member)].append(node)
    found = []
    alone = sum(not any(employers[n.member] for n in members) for members in groups.values()) == 1
    for members in groups.values():
        named = sorted({p for n in members for p in employers[n.member]}, key=lambda p: (p[0].startswith("\x03"), p))
        issuers = sorted({i for n in members if (i := issuer_path(paths, n.document_id)) is not None})
        # the issuer tells namesakes apart where it must; it is no employer
        employer = company_path(named[0]) if named else (issuers[0] if issuers and not alone else None)
        found.append((members, employer, why))
    return found


def company_path(path: Path) -> Path:
    """The part of a path that names the company or branch: whoever is in one of its plants is in the company.

    >>> company_path(("中铝股份", "贵州分公司", "电解厂"))
    ('中铝股份', '贵州分公司')
    """
    if path[0].startswith("\x03"):
        return path
    last = max((i for i, link in enumerate(path) if i and link.endswith(_COMPANIES)), default=0)
    return path[: last + 1]


def _join(
    groups: dict[Path, list[Node]] | dict[tuple[str, str], list[Node]],
    sets: Union[tuple[str, str]],
    why: dict[str, str],
    rule: str,
) -> None:
    for members in groups.values():
        for node in members[1:]:
            if sets.find(node.member) != sets.find(members[0].member):
                sets.join(members[0].member, node.member)
                why.setdefault("\x1f".join(node.member), rule)


def _house(
    homeless: list[Node],
    housed: list[Node],
    employers: dict[tuple[str, str], list[Path]],
    sets: Union[tuple[str, str]],
    paths: Paths,
    why: dict[str, str],
) -> None:
    """People named without employer: those of one issuer are one, and its own man of that name when it has only one."""
    groups: defaultdict[Path, list[Node]] = defaultdict(list)
    for node in homeless:
        groups[issuer_path(paths, node.document_id) or ()].append(node)
    _join(groups, sets, why, "person-issuer")
    for issuer, members in groups.items():
        if not issuer:
            continue
        own = {sets.find(n.member) for n in housed if any(company_path(p) == issuer for p in employers[n.member])}
        if len(own) == 1:
            target = next(iter(own))
            sets.join(target, members[0].member)
            why.setdefault("\x1f".join(members[0].member), "person-issuer")
    homes = {sets.find(n.member): {p[0] for p in employers[n.member]} for n in housed}
    for node in housed:
        homes[sets.find(node.member)] |= {p[0] for p in employers[node.member]}
    for node in homeless:
        if sets.find(node.member) in homes:
            continue
        near = {home for home, roots in homes.items() if roots & paths.roots(node.document_id)}
        if len(near) == 1:
            sets.join(next(iter(near)), node.member)
            why.setdefault("\x1f".join(node.member), "person-context")


def _employers(node: Node, paths: Paths) -> list[Path]:
    locals_ = {node.owner} if node.owner else set()
    locals_ |= {f.object for role, f in node.facts if role == "subject" and f.predicate == "holdsPost"}
    members = ((node.document_id, local) for local in sorted(locals_))
    return sorted({paths.paths[m] for m in members if m in paths.paths and not _assembly(paths.corpus.nodes.get(m))})


def _assembly(node: Node | None) -> bool:
    """A congress or conference: its delegates work elsewhere."""
    return node is not None and any(n.endswith(("代表大会", "政治协商会议", "政协")) for n in node.names)


def _unique_awards(
    node: Node, *, corpus_nodes: Callable[[tuple[str, str]], Node | None], knowledge: Knowledge | None
) -> list[tuple[str, str]]:
    """(series, year) of the national awards a person got: two namesakes do not both get it in one year."""
    found = []
    for role, fact in node.facts:
        if role != "subject" or fact.predicate != "conferral" or not fact.get("year"):
            continue
        award = corpus_nodes((node.document_id, fact.object))
        if award is None:
            continue
        series = min(parse_award(n).series for n in award.names)
        known = knowledge.award(award.names[0]) if knowledge is not None else None
        told = fact.get("level") in ("national", "international") and any(n.startswith(_COUNTRY) for n in award.names)
        if told or (known is not None and known.level == "national"):
            found.append((series, fact.get("year") or ""))
    return sorted(set(found))
