"""What changed between two snapshots: in words, and as an RDF patch that turns one into the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg.graph import vocab
from kg.graph.canonical import store_lines
from kg.graph.shacl import lexical, split_line
from kg.graph.snapshot import Snapshot
from kg.graph.words import fact_words, first

_ENTITY = tuple(str(vocab.term(f"kg:{name}")) for name in vocab.ENTITY_CLASSES)
_FACT = tuple(str(vocab.term(f"kg:{name}")) for name in ("Statement", "Membership", "Conferral"))
_DOCUMENT = str(vocab.term("kg:Document"))
_EVIDENCE = str(vocab.term("kg:Evidence"))
_WORDS = {
    "document": ("文档", "document"),
    "entity": ("实体", "entity"),
    "fact": ("事实", "fact"),
    "added": ("新增", "added"),
    "removed": ("删去", "removed"),
    "changed": ("改动", "changed"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new, gone or described differently. `what` is document, entity or fact; `change` is added,
    removed or changed; `zh` and `en` say it in words."""

    what: str
    change: str
    iri: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Difference:
    """From snapshot `left` to `right`: the changes, and the canonical lines that go and come."""

    left: str
    right: str
    changes: tuple[Change, ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]
    evidence_removed: int
    evidence_added: int


def compare(left: Snapshot, right: Snapshot) -> Difference:
    """What changed from `left` to `right`, in a fixed order: documents, entities, facts, each by its words."""
    stores = (left.store(), right.store())
    lines = tuple(set(store_lines(store)) for store in stores)
    gone, come = sorted(lines[0] - lines[1]), sorted(lines[1] - lines[0])
    before, after = _described(gone), _described(come)
    changes = []
    for node in before.keys() | after.keys():
        full = tuple(_about(store, node) for store in stores)
        kind = _kind(full[1]) or _kind(full[0])
        if kind is None:
            continue
        change = "changed" if full[0] and full[1] else "added" if full[1] else "removed"
        changes.append(_change(kind, change, node, full, stores))
    order = list(_WORDS)
    changes.sort(key=lambda c: (order.index(c.what), order.index(c.change), c.zh, c.iri))
    evidence = [sum(f" {_EVIDENCE} " in line for line in part) for part in (gone, come)]
    return Difference(left.id, right.id, tuple(changes), tuple(gone), tuple(come), *evidence)


def patch(difference: Difference) -> Iterator[str]:
    """The lines of an RDF patch (https://afs.github.io/rdf-patch/): D for quads that go, A for quads that come."""
    yield f'H id "{difference.left}-{difference.right}" .'
    yield "TX ."
    for line in difference.removed:
        yield f"D {line}"
    for line in difference.added:
        yield f"A {line}"
    yield "TC ."


def words(difference: Difference) -> Iterator[str]:
    """The changes as lines for people, Chinese first; the last line counts quads and evidence."""
    if not difference.added and not difference.removed:
        yield f"{difference.left} 与 {difference.right} 相同 · the same graph"
        return
    yield f"{difference.left} → {difference.right}"
    for change in difference.changes:
        (what_zh, what_en), (zh, en) = _WORDS[change.what], _WORDS[change.change]
        yield f"{zh}{what_zh}：{change.zh}    {what_en} {en}: {change.en}"
    yield (
        f"四元组 quads +{len(difference.added)} -{len(difference.removed)}；"
        f"证据 evidence +{difference.evidence_added} -{difference.evidence_removed}"
    )


def _described(lines: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        found[split_line(line)[0]].append(line)
    return found


def _about(store: Store, node: str) -> dict[str, list[str]]:
    """What the default graph says of a node; empty when it isn't there."""
    from pyoxigraph import DefaultGraph

    said: dict[str, list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(NamedNode(node[1:-1]), None, None, DefaultGraph()):
        said[str(quad.predicate)].append(str(quad.object))
    return {predicate: sorted(values) for predicate, values in said.items()}


def _kind(said: dict[str, list[str]]) -> str | None:
    types = said.get(str(vocab.TYPE), [])
    if _DOCUMENT in types:
        return "document"
    if any(t in _FACT for t in types):
        return "fact"
    return "entity" if any(t in _ENTITY for t in types) else None


def _change(
    kind: str, change: str, node: str, full: tuple[dict[str, list[str]], ...], stores: tuple[Store, ...]
) -> Change:
    said, store = (full[1], stores[1]) if full[1] else (full[0], stores[0])
    if kind == "fact":
        zh, en = fact_words(said, lambda iri: label(store, iri))
    elif kind == "document":
        zh = en = f"{first(said, 'dcterms:title')} ({', '.join(map(lexical, said.get(str(vocab.SOURCE), [])))})"
    else:
        zh = en = first(said, "skos:prefLabel")
    if change == "changed":
        details = "; ".join(_details(*full))
        zh, en = f"{zh} [{details}]", f"{en} [{details}]"
    return Change(kind, change, node[1:-1], zh, en)


def _details(before: dict[str, list[str]], after: dict[str, list[str]]) -> Iterator[str]:
    """What is said differently, predicate by predicate; edges to other nodes are counted, as their facts are told."""
    for predicate in sorted(before.keys() | after.keys()):
        gone = sorted(set(before.get(predicate, [])) - set(after.get(predicate, [])))
        come = sorted(set(after.get(predicate, [])) - set(before.get(predicate, [])))
        if not gone and not come:
            continue
        name = predicate[1:-1].replace("#", "/").rsplit("/", 1)[-1]
        if all(v.startswith("<") for v in (*gone, *come)):
            yield f"{name} -{len(gone)} +{len(come)}"
        else:
            yield f"{name}: {', '.join(map(lexical, gone)) or '∅'} → {', '.join(map(lexical, come)) or '∅'}"


def label(store: Store, iri: str) -> str:
    """The name of a node: its Chinese or plain label, else the IRI."""
    names = [
        q.object
        for q in store.quads_for_pattern(NamedNode(iri), vocab.PREF_LABEL, None)
        if isinstance(q.object, Literal)
    ]
    names.sort(key=lambda o: (o.language not in (None, "zh"), o.value))
    return names[0].value if names else iri
