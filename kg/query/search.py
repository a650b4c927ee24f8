"""Finding an entity by what people type: name, part of a name, pinyin, initials, characters of an abbreviation.

Order: exact, then prefix, then inside, then pinyin, then characters in order; among equals the better connected.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import NotFound, UsageError
from kg.query.tables.build import norm, spaced
from kg.query.tables.pinyin import INITIAL_WINDOW, WINDOW, latin_key, matches, spelled
from kg.query.view import View, bounded, next_cursor

TYPES = ("Enterprise", "Unit", "Institution", "Person", "Award", "Project", "PolicyTheme")
CANDIDATES = 1_000
LONGEST = 24  # letters of the longest window of syllables
QUERY_CHARS = 200
_EXACT, _PREFIX, _INSIDE, _SPELLED, _PINYIN_START, _PINYIN, _SCATTERED = range(7)
MATCHES = ("exact", "prefix", "inside", "pinyin", "pinyin", "pinyin", "characters")


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity found; `matched` is the name that answered, `match` how; `degree` counts its facts."""

    iri: str
    type: str
    label: str
    matched: str
    match: str
    degree: int
    awards: int


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found, best first; `truncated` when there may be more than shown; `next` asks for the next page."""

    snapshot: str
    query: str
    total: int
    offset: int
    truncated: bool
    items: tuple[Hit, ...]
    next: str | None


def search(view: View, query: str, *, types: tuple[str, ...] = (), limit: int = 20, offset: int = 0) -> Hits:
    """Entities whose name, alias or pinyin answers to the query. Raises UsageError on an unknown type or bad limit.

    Words separated by white space must all be found in one name, so `中铝 贵州` narrows `中铝`.
    """
    bounded(limit, least=1, most=200, name="limit")
    bounded(offset, least=0, most=CANDIDATES, name="offset")
    bounded(len(query), least=0, most=QUERY_CHARS, name="length of the query")
    for kind in types:
        if kind not in TYPES:
            raise UsageError(f"没有此类型 unknown type {kind!r}", hint=f"known: {', '.join(TYPES)}")
    best: dict[int, tuple[int, int, str, str, Hit]] = {}
    full = False
    for match in _passes(query):
        if best:
            break  # the later ones are for what the earlier can't find
        found = view.rows(
            f"""SELECT n.text, n.norm, e.id, e.iri, e.type, e.label, e.sort, e.degree, e.awards
                FROM name_index i JOIN name n ON n.id = i.rowid JOIN entity e ON e.id = n.entity
                WHERE name_index MATCH ? {"AND e.type IN (" + ",".join("?" * len(types)) + ")" if types else ""}
                ORDER BY e.degree DESC, e.id LIMIT {CANDIDATES}""",
            (match, *types),
        )
        full = full or len(found) == CANDIDATES
        for row in found:
            rank = _rank(query, row["text"], row["norm"])
            if rank is not None and row["type"] == "PolicyTheme" and rank >= _SPELLED:
                rank = max(rank, _PINYIN)  # a theme's many other words should not hide a company
            if rank is None:
                continue
            hit = Hit(row["iri"], row["type"], row["label"], row["text"], MATCHES[rank], row["degree"], row["awards"])
            # at the same match a thing's own name stands before another's alias
            key = (2 * rank + (row["text"] != row["label"]), -row["degree"], row["sort"], row["iri"], hit)
            if row["id"] not in best or key[:4] < best[row["id"]][:4]:
                best[row["id"]] = key
    order = sorted(best.values(), key=lambda k: k[:4])
    items = tuple(key[4] for key in order[offset : offset + limit])
    more = next_cursor(view, offset, len(items), len(order))
    return Hits(view.id, query, len(order), offset, full or more is not None, items, more)


def resolve(view: View, name: str, *, types: tuple[str, ...] = ()) -> str:
    """The IRI of the one entity that `name` means: an IRI we know, a name or alias exactly, in pinyin or initials, or the only
    one found.

    Raises NotFound when nothing answers, UsageError (with the candidates) when it may mean several things.
    """
    if view.value("SELECT 1 FROM entity WHERE iri = ?", (name,)):
        return name
    found = search(view, name[:QUERY_CHARS], types=types, limit=5).items
    if not found:
        raise NotFound(
            f"没有叫此名的 nothing is called {name!r}", hint="换名称的一部分或拼音 try a part of the name, or pinyin"
        )
    if found[0].match == "exact" or len(found) == 1:
        return found[0].iri
    key = latin_key(name) or "-"
    whole = [hit for hit in found if hit.type != "PolicyTheme" and spelled(hit.matched, key)]
    if len(whole) == 1:
        return whole[0].iri
    names = ", ".join(f"{hit.label} <{hit.iri}>" for hit in found)
    raise UsageError(f"{name!r} 可指多个 may mean several things", hint=f"give one of: {names}")


def _passes(query: str) -> list[str]:
    """Full-text queries to try, the narrow ones first; empty when the query holds nothing to look for."""
    words = [spaced(word) for word in query.split()]
    words = [word for word in words if word]
    if not words:
        return []
    passes = ["(" + " AND ".join(f'chars : "{word}"' for word in words) + ")"]
    key = latin_key(query)
    if key:
        passes[0] += f" OR (spellings : {key[:LONGEST]}*) OR (initials : {key[:INITIAL_WINDOW]}*)"
        passes.append(f"spellings : {key[: 2 * WINDOW]}*")  # more syllables than an indexed window holds
        passes.append(f"spellings : {key[:WINDOW]}*")  # four very short syllables can be under eight letters
    elif len(words) == 1 and " " in words[0]:
        passes.append(" AND ".join(f'chars : "{c}"' for c in dict.fromkeys(words[0].split())))  # an abbreviation
    return passes


def _rank(query: str, text: str, normal: str) -> int | None:
    """How a name answers to the query, the lower the better; None when it does not."""
    words = [norm(word) for word in query.split()]
    whole = "".join(words)
    if normal == whole:
        return _EXACT
    if normal.startswith(whole):
        return _PREFIX
    if all(_letters(word) in _letters(normal) for word in words):
        return _INSIDE
    key = latin_key(query)
    if key:
        if spelled(text, key):
            return _SPELLED
        places = [p for p in (matches(text, key), matches(text, key, by_initials=True)) if p is not None]
        return None if not places else _PINYIN_START if min(places) == 0 else _PINYIN
    rest = iter(normal)
    return _SCATTERED if all(c in rest for c in whole) else None


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
