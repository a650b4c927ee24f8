"""Read the gazetteer files into one `Knowledge`.

Files of `data/gazetteer/` (UTF-8 CSV with a header; `|` separates several values; lines that start with # are notes):
`organizations*.csv` name,type,aliases,parent,place,source · `awards*.csv` name,aliases,level,conferrer,source ·
`places.csv` name,level · `posts.csv` post,kind · `surnames.csv` surname · `theme_cues.csv` theme,cue,weight. Themes come from `ontology/themes.ttl`.
A user's own file has the columns of organizations.csv, or is Turtle (`kg.knowledge.turtle`), and is added to ours.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from kg.errors import InputError
from kg.knowledge.cues import compile_cues
from kg.knowledge.long import LONG, LongFinder, LongNames, LongRows
from kg.knowledge.model import Knowledge, KnownAward, KnownOrganization
from kg.knowledge.turtle import turtle_rows
from kg.resources import resource


def load_knowledge(
    extra: Path | None = None,
    *,
    folder: Path | None = None,
    without: frozenset[str] = frozenset(),
    longest: int = LONG,
) -> Knowledge:
    """All gazetteers in `folder` (default: the shipped ones) and the user's own file.

    `without` leaves out the organisations and awards that have one of these names: so a group nobody has heard of can
    be measured. A user's CSV of `longest` bytes and more is kept compact (`kg.knowledge.long`; `without` does not reach
    into it). Raises InputError with the line when a file can't be read.
    """
    root = folder or resource("data", "gazetteer")
    if extra is not None and not extra.is_file():
        raise InputError(f"{extra}: 没有这个名录 no such gazetteer", code="gazetteer.unreadable", hint="gazetteer")
    digest = hashlib.sha256()
    organizations: dict[str, KnownOrganization] = {}
    long = extra if extra is not None and extra.suffix.lower() == ".csv" and extra.stat().st_size >= longest else None
    files = sorted(root.glob("organizations*.csv")) + ([extra] if extra is not None and long is None else [])
    for row in _rows(files, digest):
        one = _organization(row)
        if not {one.name, *one.aliases} & without:
            organizations[one.name] = one
    data = _bytes(long, digest) if long is not None else b""
    awards: dict[str, KnownAward] = {}
    for row in _rows(sorted(root.glob("awards*.csv")), digest):
        aliases = _several(row.get("aliases"))
        if not {row["name"], *aliases} & without:
            awards[row["name"]] = KnownAward(
                row["name"], aliases, row.get("level") or None, row.get("conferrer") or None, row.get("source") or ""
            )
    places = {r["name"]: r.get("level") or "" for r in _rows([root / "places.csv"], digest)}
    posts = {r["post"]: r.get("kind") or "" for r in _rows([root / "posts.csv"], digest)}
    surnames = frozenset(r["surname"] for r in _rows([root / "surnames.csv"], digest))
    organization_names = _by_name((o.name, o.aliases) for o in organizations.values())
    award_names = _by_name((a.name, a.aliases) for a in awards.values())
    rows: Mapping[str, KnownOrganization] = organizations
    names: Mapping[str, tuple[str, ...]] = organization_names
    automaton: object = None
    patterns: tuple[tuple[str, str], ...] = ()
    finder = None
    if long is None:
        automaton, patterns = _compile(organization_names, award_names)
    else:
        rows = many = LongRows(long, data, organizations, _organization)
        names = LongNames(organization_names, many)
        finder = LongFinder(many, chain(organization_names, award_names))
    return Knowledge(
        organizations=rows,
        organization_names=names,
        awards=awards,
        award_names=award_names,
        places=places,
        posts=posts,
        surnames=surnames,
        cues=compile_cues((r["theme"], r["cue"], int(r["weight"])) for r in _rows([root / "theme_cues.csv"], digest)),
        themes=load_themes(resource("ontology", "themes.ttl")),
        version=digest.hexdigest()[:16],
        _automaton=automaton,
        _patterns=patterns,
        _finder=finder,
    )


def _organization(row: Mapping[str, str]) -> KnownOrganization:
    return KnownOrganization(
        name=row["name"],
        type=row.get("type") or "Enterprise",
        aliases=_several(row.get("aliases")),
        parent=row.get("parent") or None,
        place=row.get("place") or None,
        source=row.get("source") or "",
    )


def _bytes(path: Path, digest: hashlib._Hash) -> bytes:
    try:
        data = path.read_bytes()
        decoder = codecs.getincrementaldecoder("utf-8")()
        for at in range(0, len(data), 1 << 20):
            decoder.decode(data[at : at + (1 << 20)])
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}", code="gazetteer.unreadable", hint="UTF-8 CSV") from error
    digest.update(data)
    return data


def load_themes(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Theme id -> Chinese labels of `themes.ttl`, prefLabel first."""
    if not path.is_file():
        return {}
    from pyoxigraph import Literal, NamedNode, RdfFormat, Store

    store = Store()
    store.load(path=str(path), format=RdfFormat.TURTLE)
    skos = "http://www.w3.org/2004/02/skos/core#"
    themes: dict[str, tuple[str, ...]] = {}
    for quad in store.quads_for_pattern(None, NamedNode(skos + "notation"), None):
        labels: list[str] = []
        for kind in ("prefLabel", "altLabel"):
            objects = [q.object for q in store.quads_for_pattern(quad.subject, NamedNode(skos + kind), None)]
            labels += sorted(o.value for o in objects if isinstance(o, Literal) and o.language == "zh")
        if isinstance(quad.object, Literal):
            themes[quad.object.value] = tuple(labels)
    return dict(sorted(themes.items()))


def _rows(paths: Iterable[Path], digest: hashlib._Hash) -> Iterator[dict[str, str]]:
    for path in paths:
        if not path.is_file():
            continue
        try:
            data = path.read_bytes()
            if path.suffix.lower() in (".ttl", ".turtle"):
                digest.update(data)
                yield from turtle_rows(path)
                continue
            lines = data.decode("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: {error}", code="gazetteer.unreadable", hint="UTF-8 CSV") from error
        digest.update(data)
        yield from csv.DictReader(line for line in lines if line.strip() and not line.startswith("#"))


def _several(cell: str | None) -> tuple[str, ...]:
    return tuple(part for part in (cell or "").split("|") if part)


def _by_name(entries: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    full: set[str] = set()
    for name, aliases in entries:
        full.add(name)
        for each in (name, *aliases):
            found[each].add(name)
    return {name: (name,) if name in full else tuple(sorted(meant)) for name, meant in found.items()}


def _compile(*groups: Mapping[str, tuple[str, ...]]) -> tuple[object, tuple[tuple[str, str], ...]]:
    import ahocorasick_rs

    patterns: dict[str, tuple[str, str]] = {}
    for kind, group in zip(("organization", "award"), groups, strict=True):
        for name in group:
            patterns.setdefault(name, (kind, name))
    if not patterns:
        return None, ()
    ordered = sorted(patterns)
    automaton = ahocorasick_rs.AhoCorasick(ordered, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return automaton, tuple(patterns[name] for name in ordered)
