"""Organisations that their own name identifies: one cluster per organisation, by complete names, knowledge, short names.

Complete legal names come first: entities that share one are one. The gazetteer joins what it knows to be one. A name
that is only short goes to the one cluster it can mean; where it can mean several it stays by itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from kg.knowledge import Knowledge, KnownOrganization
from kg.names import fold, parse_organization, words
from kg.names.abbreviation import abbreviates
from kg.names.forms import NATIONAL, Form, canonical, contracted, fits, own_brand, registered, without_country
from kg.names.link import same_ordinals
from kg.names.pieces import BUREAU, starts
from kg.names.sameness import find
from kg.names.short import derived, stands_for
from kg.names.spelling import spelled
from kg.resolve.nodes import Corpus, Node
from kg.resolve.union import Union

ORGANIZATIONS = ("Enterprise", "Institution", "Unit")
_NUMBERED = re.compile("^第?[零一二三四五六七八九十百0-9甲乙丙丁]+$")
_RELATIVE = re.compile(
    "^(?:省|市|州|区|县|自治区|全省|全市|集团|公司|总公司|股份公司|厂|局|院"
    "|[本我该](?:公司|集团|企业|单位|部|厂|院|局|所|行|矿|站|段|校|会|省|市|县|区|州))"
)


@dataclass(slots=True)
class Named:
    """The clusters: `sets` over node members (as strings) and gazetteer entries; `forms` finds a cluster by a name."""

    sets: Union[str] = field(default_factory=Union)
    forms: dict[str, str] = field(default_factory=dict)
    known: dict[str, KnownOrganization] = field(default_factory=dict)
    why: dict[tuple[str, str], str] = field(default_factory=dict)


def stands_alone(name: str, kind: str) -> bool:
    """Whether a name identifies its organisation in any document.

    >>> stands_alone("包头铝业", "Enterprise"), stands_alone("贵州分公司", "Enterprise"), stands_alone("省国资委", "Institution")
    (True, False, False)
    >>> stands_alone("本钢板材股份有限公司", "Enterprise"), stands_alone("本公司", "Enterprise")
    (True, False)
    """
    parts = parse_organization(name)
    last = parts.segments[-1]
    if name in words.GENERIC or len(parts.name) < 2 or (_RELATIVE.match(parts.name) and not parts.root.group):
        return False
    brand = own_brand(last)
    proper = len(brand) >= 2 and not _NUMBERED.match(brand) and brand not in words.GENERIC
    if registered(last):
        return proper or last.brand in ("中国", "国家") or bool(last.places and last.trades) or len(parts.segments) > 1
    if last.kind in ("branch", "party") or kind == "Unit":
        return False
    if last.kind in ("company", "name"):
        if last.form == "公司" and _NUMBERED.match(last.core):
            return BUREAU.fullmatch(parts.root.core) is not None  # 中铁四局一公司
        if last.form == "公司" and not last.group:
            return bool((proper or last.places) and last.trades) or last.brand.startswith(("中国", "国家"))
        return proper or bool(last.places and last.trades) or last.brand in ("中国", "国家")
    if kind == "Enterprise" and last.head in ("厂", "总厂") and last.places and last.brand and len(parts.segments) == 1:
        return True  # 云南铝厂
    if len(parts.segments) > 1 and kind != "Institution":
        return False
    if last.kind == "institution" or kind == "Institution":
        return bool(last.places or parts.root.places) or proper or last.brand in NATIONAL
    return bool(last.places and (last.trades or proper)) or (proper and bool(len(brand) >= 3 or last.trades))


def name_key(name: str) -> str:
    """The key under which spellings of one name meet.

    >>> name_key("中铝股份") == name_key("中国铝业股份有限公司")
    True
    """
    parts = parse_organization(spelled(name))
    if len(parts.segments) == 1 and parts.root.kind in ("company", "name"):
        return _text(canonical(parts.root))
    text = without_country(parts.name) if parts.segments[-1].kind == "unit" else parts.name
    return same_ordinals(contracted(text))


def _text(form: Form) -> str:
    return f"{form.core}|{'集团' if form.group else ''}|{form.form}"


def resolve_named(corpus: Corpus, knowledge: Knowledge | None) -> tuple[Named, dict[str, Node]]:
    """The clusters of all organisations with a name of their own, and these nodes by their text id."""
    named = Named()
    nodes: dict[str, Node] = {}
    complete: defaultdict[str, list[str]] = defaultdict(list)
    entries: defaultdict[str, set[str]] = defaultdict(set)
    short_only: defaultdict[str, list[str]] = defaultdict(list)
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    for node in corpus.of_type(*ORGANIZATIONS):
        strong = [n for n in node.names if stands_alone(n, node.entity.type)]
        if not strong:
            continue
        key = "\x1f".join(node.member)
        nodes[key] = node
        named.sets.add(key)
        full = [n for n in strong if registered(parse_organization(n).segments[-1])]
        known = _entries(full or strong, knowledge)
        if known:
            entries[known[0].name].add(key)
            named.known[known[0].name] = known[0]
            full = [n for n in full if _agrees(n, known[0], knowledge)]
        full = _unopposed(full)
        for name in full:
            complete[name_key(name)].append(key)
        if full or known:
            aliases[key].update(strong)
        else:
            for short in sorted({name_key(n) for n in strong}):
                short_only[short].append(key)
    _join_complete(named, complete, entries, knowledge)
    _join_short(named, nodes, short_only, aliases)
    return named, nodes


def _entries(names: list[str], knowledge: Knowledge | None) -> list[KnownOrganization]:
    if knowledge is None:
        return []
    return [entry for entry in (find(n, knowledge) for n in names) if entry is not None]


def _agrees(name: str, entry: KnownOrganization, knowledge: Knowledge | None) -> bool:
    """A complete name that the gazetteer gives to another organisation is not taken as this one's."""
    other = find(name, knowledge) if knowledge is not None else None
    return other is None or other.name == entry.name


def _unopposed(full: list[str]) -> list[str]:
    """The complete names without those that oppose the first: 中国铝业集团有限公司 and 中国铝业股份有限公司 are two."""
    kept: list[str] = []
    for name in full:
        form = canonical(parse_organization(name).segments[-1])
        others = (canonical(parse_organization(k).segments[-1]) for k in kept)
        if not any(o.core == form.core and not fits(o, form, complete=True) for o in others):
            kept.append(name)
    return kept


def _join_complete(
    named: Named, complete: dict[str, list[str]], entries: dict[str, set[str]], knowledge: Knowledge | None
) -> None:
    for keys in complete.values():
        for key in keys[1:]:
            named.sets.join(keys[0], key)
    for entry in sorted(entries):
        anchor = f"\x02{entry}"
        named.sets.add(anchor)
        for key in sorted(entries[entry]):
            named.sets.join(anchor, key)
        form = name_key(entry)
        for key in complete.get(form, ())[:1]:
            named.sets.join(anchor, key)


def _join_short(
    named: Named, nodes: dict[str, Node], short_only: dict[str, list[str]], aliases: dict[str, set[str]]
) -> None:
    """Short names among themselves, then to the one cluster they can mean."""
    meant: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, names in aliases.items():
        for name in names:
            meant[name_key(name)][named.sets.find(key)] += 1
    by_core: defaultdict[str, set[tuple[Form, str, str]]] = defaultdict(set)
    done: set[tuple[str, str]] = set()
    for key, names in aliases.items():
        cluster = named.sets.find(key)
        for name in names:
            if (cluster, name) in done:
                continue
            done.add((cluster, name))
            last = parse_organization(name).segments[-1]
            if len(parse_organization(name).segments) == 1 and last.kind in ("company", "name"):
                form = canonical(last)
                by_core[form.core].add((form, cluster, "legal-form"))
                for shorter, rule in derived(last) if registered(last) or last.group else ():
                    by_core[shorter.core].add((shorter, cluster, rule))
    by_start: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for key, names in aliases.items():
        for name in names:
            if registered(parse_organization(name).segments[-1]):
                for start in starts(fold(name)):
                    by_start[start].add((fold(name), key))
    for short, keys in sorted(short_only.items()):
        for key in keys[1:]:
            named.sets.join(keys[0], key)
        if meant.get(short):
            clusters = {named.sets.find(c) for c in meant[short]}
            rule = "document-alias"
        else:
            clusters, rule = _by_grammar(named, nodes[keys[0]], short, by_core)
            if not clusters:
                clusters, rule = _by_pieces(named, nodes[keys[0]], short, by_start), "pieces"
        if len(clusters) == 1:
            named.sets.join(keys[0], clusters.pop())
            named.why[short, ""] = rule
    for key, names in aliases.items():
        for name in names:
            named.forms.setdefault(name_key(name), key)
    for short, keys in short_only.items():
        named.forms.setdefault(short, keys[0])


def _by_grammar(
    named: Named, node: Node, short: str, by_core: dict[str, set[tuple[Form, str, str]]]
) -> tuple[set[str], str]:
    for name in node.names:
        parts = parse_organization(name)
        if name_key(name) != short or len(parts.segments) > 1 or parts.root.kind not in ("company", "name"):
            continue
        form = canonical(parts.root)
        found = [(named.sets.find(c), r) for f, c, r in by_core.get(form.core, ()) if stands_for(form, f, r)]
        clusters = {c for c, _ in found}
        return clusters, min((r for _, r in found), default="legal-form")
    return set(), ""


def _by_pieces(named: Named, node: Node, short: str, by_start: dict[str, set[tuple[str, str]]]) -> set[str]:
    """The clusters whose complete name a short one is cut from piece by piece."""
    found: set[str] = set()
    for name in sorted({fold(n) for n in node.names if name_key(n) == short}):
        found |= {named.sets.find(key) for full, key in by_start.get(name[:2], ()) if abbreviates(name, full)}
    return found


def cluster_of(named: Named, name: str, knowledge: Knowledge | None) -> str | None:
    """The cluster a free-standing name means (an issuer, the root of a compound name), None when there is none."""
    entry = find(name, knowledge) if knowledge is not None else None
    if entry is not None and entry.name in named.known:
        return named.sets.find(f"\x02{entry.name}")
    key = named.forms.get(name_key(name))
    return named.sets.find(key) if key is not None else None
