"""Units and branches: one thing is one name under one owner; without a known owner nothing is merged across documents.

The identity of such a node is a path: the cluster (or name) of its root and the keys of the links below it. 电解厂 of the
青海分公司 and 中国铝业股份有限公司青海分公司电解厂 have the same path; 电解厂 of the 连城分公司 has another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.knowledge import Knowledge
from kg.names import fold, parse_organization
from kg.names.forms import tail_key
from kg.names.link import segment
from kg.resolve.named import ORGANIZATIONS, Named, cluster_of, name_key, stands_alone
from kg.resolve.nodes import Corpus, Member, Node

Path = tuple[str, ...]
DEPTH = 12


@dataclass(slots=True)
class Paths:
    """The path of every organisation node; one-link paths are the clusters of `named`."""

    named: Named
    knowledge: Knowledge | None
    corpus: Corpus
    clusters: dict[Member, str]
    paths: dict[Member, Path] = field(default_factory=dict)
    issuers: dict[str, Path | None] = field(default_factory=dict)
    assumed: set[Member] = field(default_factory=set)  # the owner is only the document's issuer
    _roots: dict[str, set[str]] = field(default_factory=dict)
    _named: set[str] = field(default_factory=set)

    def written(self, path: Path) -> bool:
        """Whether a document names the company at the root of a path."""
        if not self._named:
            self._named = {self.named.sets.find(c) for c in self.clusters.values()}
        return path[0] in self._named

    def roots(self, document_id: str) -> set[str]:
        """The roots of the organisations that a document names."""
        if not self._roots:
            for (document, _), path in self.paths.items():
                self._roots.setdefault(document, set()).add(path[0])
        return self._roots.get(document_id, set())


def resolve_paths(corpus: Corpus, named: Named, nodes: dict[str, Node], knowledge: Knowledge | None) -> Paths:
    """The path of each organisation of the corpus."""
    clusters = {node.member: key for key, node in nodes.items()}
    paths = Paths(named, knowledge, corpus, clusters)
    for node in corpus.of_type(*ORGANIZATIONS):
        path_of(paths, node, 0)
    return paths


def path_of(paths: Paths, node: Node, depth: int) -> Path:
    """The path of a node, through its owners; a loop or a chain of more than `DEPTH` owners ends in the document."""
    known = paths.paths.get(node.member)
    if known is not None:
        return known
    cluster = paths.clusters.get(node.member)
    if cluster is not None:
        path: Path = (paths.named.sets.find(cluster),)
    elif depth > DEPTH:
        return (f"\x03{node.document_id}", fold(node.names[0]))
    else:
        owner = paths.corpus.nodes.get((node.document_id, node.owner)) if node.owner else None
        if owner is not None and owner.entity.type in ORGANIZATIONS:
            above = path_of(paths, owner, depth + 1)
            path = _known_branch(paths, node, above) or (*above, *_below(node, owner))
        else:
            path = _by_name(paths, node)
    paths.paths[node.member] = path
    return path


def _below(node: Node, owner: Node) -> Path:
    """The links of a node's name below its owner."""
    ends = [e for e in sorted({fold(n) for n in owner.names}, key=lambda n: (-len(n), n)) if e]
    best: str | None = None
    for name in map(fold, node.names):
        rest = name
        for end in ends:
            cut = _after(name, end)
            if cut:
                rest = cut
                break
        else:
            links = parse_organization(name).segments
            rest = links[-1].text if len(links) > 1 and links[-1].head else name
        if best is None or len(rest) < len(best) or (len(rest) == len(best) and rest < best):
            best = rest
    return tuple(tail_key(s) for s in parse_organization(best or fold(node.names[0])).segments)


def _after(name: str, owner: str) -> str:
    """What follows the owner's name, or the end of it, at the start of a compound name."""
    for size in range(len(owner), 1, -1):
        if name.startswith(owner[-size:]) and len(name) >= size + 2:
            return re.sub("^(?:所属|下属|旗下|的)(?=.{2})", "", name[size:])
    return ""


def _by_name(paths: Paths, node: Node) -> Path:
    """No owner given: the compound name carries one, else the issuer of the document owns it, else the document."""
    for name in node.names:
        links = parse_organization(name).segments
        if len(links) > 1:
            root = free_path(paths, links[0].text)
            if root is not None:
                return (*root, *(tail_key(s) for s in links[1:]))
    links = parse_organization(node.names[0]).segments
    above = issuer_path(paths, node.document_id)
    if above is None:
        above = (f"\x03{node.document_id}",)
    elif above == (f"\x04{fold(node.names[0])}",):
        return above
    paths.assumed.add(node.member)
    return _known_branch(paths, node, above) or (*above, *(tail_key(s) for s in links))


def _known_branch(paths: Paths, node: Node, above: Path) -> Path | None:
    """Of the one branch that the gazetteer calls so, when it belongs to a company below the owner: 青海分公司 of a group."""
    known = paths.knowledge.organization(node.names[0]) if paths.knowledge is not None else None
    links = parse_organization(known.name).segments if known is not None else ()
    if known is None or paths.knowledge is None or len(links) < 2 or fold(known.name) == fold(node.names[0]):
        return None
    root = free_path(paths, links[0].text)
    if root is None or not paths.written(root):
        return None
    higher = paths.knowledge.organization(links[0].text)
    for _ in range(DEPTH):
        if higher is None or not higher.parent:
            return None
        if free_path(paths, higher.parent) == above:
            return (*root, *(tail_key(s) for s in links[1:]))
        higher = paths.knowledge.organization(higher.parent)
    return None


def free_path(paths: Paths, name: str) -> Path | None:
    """The path of a name that stands alone, None when it does not."""
    cluster = cluster_of(paths.named, name, paths.knowledge)
    if cluster is not None:
        return (cluster,)
    if stands_alone(name, "Enterprise"):
        return (f"\x04{name_key(name).rpartition('|')[0] or name_key(name)}",)  # the legal form may be left out
    return None


def issuer_path(paths: Paths, document_id: str) -> Path | None:
    """The path of the organisation that issued a document, None when unknown."""
    if document_id not in paths.issuers:
        paths.issuers[document_id] = _issuer(paths, document_id)
    return paths.issuers[document_id]


def _issuer(paths: Paths, document_id: str) -> Path | None:
    name = paths.corpus.issuers.get(document_id)
    if not name:
        return None
    links = parse_organization(name).segments
    root = free_path(paths, links[0].text)
    if root is None:
        return None
    tail = [s for s in links[1:] if segment(s.text).kind in ("branch",)]
    return (*root, *(tail_key(s) for s in tail))
