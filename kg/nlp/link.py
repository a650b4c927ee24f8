"""Which names of a document are one thing: linking over all passages, and who speaks.

In: the passages' Docs with their candidates. Out: the names of each passage with their local entity id, the entities
in order of first mention, the local id of the issuer. Links of a chain are known by their own part and their owner, so
that the same 检修车间 under two plants stays two; a part without owner means the one named before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.knowledge import Knowledge
from kg.model import ORGANIZATION_TYPES, Prepared
from kg.nlp.anaphora import Known as Place
from kg.nlp.anaphora import referents
from kg.nlp.frame import Known, Name, passage_of
from kg.nlp.overlaps import resolve_overlaps
from kg.nlp.projects.names import same_projects
from kg.nlp.registry import Registry
from kg.nlp.spread import generic_names, meant, spread_persons, spread_units, that_one
from kg.nlp.survey import GENERIC, survey_of

_SPEAKS = ("公司", "本公司", "我公司", "集团公司", "集团", "本集团", "我局", "总行", "我行", "我院", "我厂", "本行")
_PAPER = re.compile(r"(?:党群工作|简讯|通讯|简报|视窗|之窗|月刊|周刊|内刊|工作|报)》")


def link_names(
    docs: Sequence[Doc], prepared: Prepared, knowledge: Knowledge
) -> tuple[list[tuple[Name, ...]], list[Known], str | None]:
    """Names per passage (entity ids set), entities, issuer id."""
    if not docs:
        return [], [], None
    found = spread_persons(docs, [resolve_overlaps(doc) for doc in docs])
    registry = Registry(knowledge)
    texts = [passage_of(doc).text for doc in docs]
    for text, names in zip(texts, found, strict=True):
        for name in names:
            if name.label in ORGANIZATION_TYPES and (name.owner is None or name.names):
                registry.see(text[name.start : name.end], name.label, name.names)
    _declare(registry, docs, found)
    registry.unite()
    issuer = _issuer(registry, prepared, texts, found)
    projects = same_projects(
        (
            text[n.start : n.end]
            for text, names in zip(texts, found, strict=True)
            for n in names
            if n.label == "Project"
        ),
        texts,
    )
    linked = [_link(registry, text, names, issuer, projects) for text, names in zip(texts, found, strict=True)]
    if not prepared.issuer and not registry.generic and _of_paper(texts, found) is None:
        # nobody signs the text: 公司 is the company its title or first sentence is about before the one named most
        linked = [
            _referred(registry, t, names, issuer, only=("heading", "article"))
            for t, names in zip(texts, linked, strict=True)
        ]
    linked = [
        generic_names(registry, doc, names, issuer, survey_of(doc)) for doc, names in zip(docs, linked, strict=True)
    ]
    linked = [_referred(registry, text, names, issuer) for text, names in zip(texts, linked, strict=True)]
    linked = _without_inside(registry, list(spread_units(registry, docs, linked)))
    ids, entities = registry.entities(names for names in linked)
    final = [tuple(_named(n, ids[n.entity]) for n in names) for names in linked]
    return final, entities, ids.get(issuer) if issuer else None


def _referred(
    registry: Registry, text: str, names: tuple[Name, ...], issuer: str | None, *, only: tuple[str, ...] = ()
) -> tuple[Name, ...]:
    """The generic words still open (本部, 总局, 该院), read from declaration, heading and previous subject."""
    called: dict[str, str] = {}
    places = []
    fullest: dict[str, str] = {}
    for name in names:
        if name.label in ORGANIZATION_TYPES:
            if name.entity not in fullest:
                fullest[name.entity] = next(iter(registry.names_of(name.entity)), "")
            full = fullest[name.entity] or text[name.start : name.end]
            called.setdefault(full, name.entity)
            places.append(Place(name.start, name.end, full))
    masthead = None
    if issuer is not None:
        masthead = (registry.names_of(issuer) or (issuer,))[0]
        called.setdefault(masthead, issuer)
    more = [
        Name(r.start, r.end, registry.label_of(called[r.name]), f"generic_v1:{r.rule}", 0.7, (), None, called[r.name])
        for r in referents(text, places, masthead=masthead)
        if r.name in called and (not only or r.rule in only)
    ]
    return tuple(sorted((*names, *more), key=lambda n: (n.start, -n.end, n.label)))


def _named(name: Name, entity: str) -> Name:
    return Name(name.start, name.end, name.label, name.method, name.score, name.names, name.owner, entity)


def speaker_of(names: Sequence[Name], entities: Mapping[str, Known], issuer: str | None) -> str | None:
    """Who speaks in one article of several: the issuer where it is named, else the enterprise named most, then first."""
    counts: dict[str, int] = {}
    for name in names:
        home = not entities[name.entity].names[0].isascii()  # MSCI and its like rate, they do not speak
        if name.label == "Enterprise" and name.owner is None and home and entities[name.entity].type == "Enterprise":
            counts[name.entity] = counts.get(name.entity, 0) + 1
    if not counts or (issuer is not None and issuer in counts):
        return issuer
    best = max(counts.values())
    return next(key for key, count in counts.items() if count == best)


def _without_inside(registry: Registry, linked: list[tuple[Name, ...]]) -> list[tuple[Name, ...]]:
    """Drops brands inside company names where nothing else names the group."""
    named = {n.entity for names in linked for n in names if not n.method.endswith(":inside")}
    dropped = {n.entity for names in linked for n in names if n.entity not in named}
    registry.forget(dropped)
    return [tuple(n for n in names if n.entity not in dropped) for names in linked]


def _declare(registry: Registry, docs: Sequence[Doc], found: Sequence[tuple[Name, ...]]) -> None:
    """Short names and generic words that the text itself gives to a name."""
    declared = survey_of(docs[0]).declared
    placed: dict[tuple[int, bool, int], Name] = {}
    for passage in {one.passage for one in declared}:
        for name in found[passage]:
            if name.label in ORGANIZATION_TYPES:
                placed.setdefault((passage, True, name.end), name)
                placed.setdefault((passage, False, name.start), name)
    for one in declared:
        full = placed.get((one.passage, one.before, one.at))
        if full is not None:
            surface = passage_of(docs[one.passage]).text[full.start : full.end]
            registry.see(surface, full.label, full.names)
            registry.declare(surface, one.name, generic=one.name in GENERIC)


def _issuer(
    registry: Registry, prepared: Prepared, texts: Sequence[str], found: Sequence[tuple[Name, ...]]
) -> str | None:
    """The key of the organisation that speaks: of the masthead, else of 公司 as declared, else the one named most."""
    issuer = prepared.issuer or ""
    best: str | None = None
    for surface in sorted(registry.surfaces("Enterprise"), key=lambda s: (-len(s), s)):
        if surface in issuer:
            best = surface
            break
    if best is None:
        declared = next(
            (registry.generic[g] for g in _SPEAKS if g in registry.generic),
            None,
        )
        best = declared
    if best is None:
        best = _of_paper(texts, found)
    if best is None:
        counts: dict[str, int] = {}
        for text, names in zip(texts, found, strict=True):
            for name in names:
                if name.label == "Enterprise" and name.owner is None and not text[name.start : name.end].isascii():
                    key = registry.key(text[name.start : name.end])
                    counts[key] = counts.get(key, 0) + 1
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            return ranked[0][0]
        return None
    return registry.key(best)


def _of_paper(texts: Sequence[str], found: Sequence[tuple[Name, ...]]) -> str | None:
    """The company in the paper's own name: 《中铝股份党群工作》, 《北排视窗》."""
    for text, names in zip(texts, found, strict=True):
        for name in names:
            inside = name.label == "Enterprise" and text[name.start - 1 : name.start] == "《"
            if inside and _PAPER.match(text, name.end):
                return text[name.start : name.end]
    return None


def _quoted_owner(text: str, name: Name, ends: Mapping[int, tuple[int, int]]) -> tuple[int, int]:
    """The organisation right before a unit in quotation marks (洛阳机务段“彭永刚技能大师工作室”), else an empty span."""
    mark = name.start - 1
    return ends.get(mark, (-1, -1)) if text[mark : mark + 1] == "“" else (-1, -1)


def _link(
    registry: Registry, text: str, names: Sequence[Name], issuer: str | None, projects: Mapping[str, str]
) -> tuple[Name, ...]:
    """Entity keys for the names of one passage."""
    keys: dict[tuple[int, int], str] = {}
    done: list[Name] = []
    ends = {n.end: (n.start, n.end) for n in names if n.label in ("Enterprise", "Unit")}
    for name in sorted(names, key=lambda n: (n.start, n.end)):
        surface = text[name.start : name.end]
        if name.label not in ORGANIZATION_TYPES:
            fuller = projects.get(surface) if name.label == "Project" else None
            key = registry.thing(surface, name.label, (fuller, *name.names) if fuller else name.names)
        elif name.owner is None and name.label == "Unit" and (quoted := keys.get(_quoted_owner(text, name, ends))):
            name = replace(name, owner=ends[name.start - 1])
            key = registry.part(text[ends[name.start - 1][0] : name.end], surface, name.label, quoted)
        elif name.owner is None:
            key = registry.top(surface, name.label, name.names)
        else:
            owner = keys.get(name.owner)
            if owner is None:
                word = text[name.owner[0] : name.owner[1]]
                line = text.rfind("\n", 0, name.start)
                said = [n for n in done[-80:] if n.end <= name.start and n.label == "Enterprise"]
                that = text[name.owner[0] - 1 : name.owner[0]] == "该" and said
                owner = (
                    that_one(text, said, name.start).entity
                    if that
                    else meant(registry, word, [n for n in done[-80:] if n.end <= name.start], line, issuer)
                )
            key = registry.part(surface, text[name.owner[1] : name.end], name.label, owner)
        keys[(name.start, name.end)] = key
        done.append(_named(name, key))
    return tuple(sorted(done, key=lambda n: (n.start, -n.end, n.label)))
