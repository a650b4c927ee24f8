"""Clusters on their way to entities: which nodes, under which owner, and how they are called."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.ids import canonical
from kg.knowledge import Knowledge, KnownAward
from kg.model import CharSpan, Merge
from kg.names import compare, fold, parse_organization, words
from kg.names.awards import award_title
from kg.names.forms import registered
from kg.names.link import same_ordinals
from kg.names.sameness import find
from kg.resolve.named import stands_alone
from kg.resolve.nodes import Node
from kg.resolve.owned import Path

PREFERENCE = ("Enterprise", "Institution", "Unit", "Person", "Award", "Project")


@dataclass(slots=True)
class Draft:
    """One thing to be: its nodes; `path` for organisations, `owner` the path of what it belongs to. `own` is the name
    without its owner, `label` the fullest proven name (set by `call`)."""

    type: str
    nodes: list[Node]
    path: Path | None = None
    owner: Path | None = None
    assumed: bool = False
    label: str = ""
    own: str = ""
    fixed: str = ""
    rules: dict[str, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)

    def names(self) -> Counter[str]:
        """The names of the nodes with the number of documents that use each."""
        return Counter(n for node in self.nodes for n in node.names)


def type_of(nodes: Iterable[Node], knowledge: Knowledge | None) -> str:
    """The type most documents give; the gazetteer's where it knows the name; ties go in the order of `PREFERENCE`."""
    nodes = list(nodes)
    if knowledge is not None:
        for name in sorted({n for node in nodes for n in node.names}):
            entry = find(name, knowledge)
            if entry is not None and entry.type in PREFERENCE:
                return entry.type
    votes = Counter(node.entity.type for node in nodes)
    return min(votes, key=lambda t: (-votes[t], PREFERENCE.index(t)))


def call(drafts: list[Draft], anchors: dict[str, str], knowledge: Knowledge | None) -> None:
    """Give every draft its own name and label, owners first. `anchors` are gazetteer names by cluster."""
    by_path = {d.path: d for d in drafts if d.path is not None}
    for draft in sorted(drafts, key=lambda d: len(d.path or ())):
        known = anchors.get(draft.path[0]) if draft.path is not None and len(draft.path) == 1 else None
        draft.own = draft.fixed or known or _own_name(draft, knowledge)
        above = by_path.get(draft.owner) if draft.owner is not None else None
        if draft.type in ("Person", "Award", "Project") or draft.fixed or above is None or draft.assumed:
            draft.label = draft.own
        else:
            draft.label = above.label + _below(draft.own, draft, above)
            draft.own = _below(draft.own, draft, above)


def _below(own: str, draft: Draft, above: Draft) -> str:
    """The name without the owner's, in its own characters."""
    ends = sorted({fold(n) for n in (*above.names(), above.label, above.own)}, key=lambda n: (-len(n), n))
    for name in sorted(draft.names(), key=lambda n: (len(n), n)):
        for end in ends:
            for size in range(len(end), 1, -1):
                if fold(name).startswith(end[-size:]) and len(fold(name)) == len(name) >= size + 2:
                    return name[size:]
    links = parse_organization(own).segments
    if len(links) > 1 and fold(own) == own:
        return "".join(s.text for s in links[len(links) - max(1, len(draft.path or ()) - len(above.path or ())) :])
    return own


def _own_name(draft: Draft, knowledge: Knowledge | None) -> str:
    votes = draft.names()
    if draft.type == "Award":
        titles = Counter(award_title(n) for node in draft.nodes for n in node.names[:1])
        entries = Counter(e.name for node in draft.nodes if (e := known_award(node.names, knowledge)) is not None)
        if entries:
            return canonical(min(entries, key=lambda n: (-entries[n], n)))
        return min(titles, key=lambda t: (-titles[t], -len(t), t))
    if draft.type == "Person":
        return min(votes, key=lambda n: (-votes[n], -len(n), n))
    if draft.type == "Project":
        return unwrapped(min((n for node in draft.nodes for n in node.names[:1]), key=lambda n: (-len(n), n)))
    usable = [n for n in votes if n not in words.GENERIC and not n.startswith(("该", "我", "本公司"))] or list(votes)
    if draft.path is not None and len(draft.path) > 1:
        fits = [n for n in usable if same_ordinals(fold(n)).endswith(draft.path[-1])] or usable
        return min(fits, key=lambda n: (len(n), n))
    alone = [n for n in usable if stands_alone(n, draft.type)] or usable
    return min(alone, key=lambda n: (-_fullness(n), -votes[n], -len(n), n))


def known_award(names: Iterable[str], knowledge: Knowledge | None) -> KnownAward | None:
    """The gazetteer's award of the first name that it knows."""
    if knowledge is None:
        return None
    return next((e for n in names if (e := knowledge.award(n) or knowledge.award(award_title(n))) is not None), None)


def unwrapped(name: str) -> str:
    """A name without the quotes that wrap all of it.

    >>> unwrapped("“坤安”大模型"), unwrapped("“坤安大模型”")
    ('“坤安”大模型', '坤安大模型')
    """
    if name[:1] in '“「《"' and name[-1:] in '”」》"' and not any(c in name[1:-1] for c in '“”「」《》"'):
        return name[1:-1] or name
    return name


def _fullness(name: str) -> int:
    last = parse_organization(name).segments[-1]
    return 3 if registered(last) else 2 if last.form or last.group else 1


def further_names(draft: Draft) -> set[str]:
    """The names worth keeping: no pronouns (我公司, 集团), no ends of longer names that nobody writes by themselves."""
    kept: set[str] = set()
    for node in draft.nodes:
        written = {"".join(m.surface.split()) for m in node.entity.mentions}
        for name in node.names:
            end = any(other != name and other.endswith(name) for other in node.names)
            if name in words.GENERIC or _PRONOUN.match(name) or (end and "".join(name.split()) not in written):
                continue
            kept.add(name)
    return kept


_PRONOUN = re.compile(
    "(?:我们?|本|该|贵|各)(?:公司|集团|集团公司|单位|院|厂|局|行|矿|所|校|企业|部)?$|(?:集团|总)?公司$|协会$|总行$"
)


def explain(draft: Draft, knowledge: Knowledge | None) -> tuple[Merge, ...]:
    """Why each further name is this thing: the rule, and the first document that writes it."""
    first: dict[str, Node] = {}
    together: defaultdict[str, set[str]] = defaultdict(set)
    kept = further_names(draft)
    for node in draft.nodes:
        for name in (n for n in node.names if n in kept):
            first.setdefault(name, node)
            together[name].update(node.names)
    found = list(draft.merges)
    for name in sorted(first):
        if fold(name) == fold(draft.label):
            continue
        kind = draft.type
        said = compare(draft.label, name, type=kind, knowledge=knowledge)
        rule = said.rule if said.relation == "same" else "document-alias"
        if rule == "document-alias" and not (together[name] & {n for n in first if n != name}) and draft.path:
            rule = "owner-path" if len(draft.path) > 1 else rule
        node = first[name]
        found.append(Merge(rule, draft.label, name, node.document_id, node.place_of(name)))
    for node in draft.nodes:
        rule = draft.rules.get("\x1f".join(node.member), "")
        if rule:
            found.append(Merge(rule, draft.label, node.names[0], node.document_id, node.place_of(node.names[0])))
    return tuple(sorted(set(found), key=lambda m: (m.right, m.rule, m.document_id or "", m.span or _NOWHERE)))


_NOWHERE = CharSpan(0, 0)
