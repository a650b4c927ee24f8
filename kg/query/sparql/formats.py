"""Formats of answers: their short names, media types, file endings, and the choice by an `Accept` header.

A query's form (SELECT, ASK, CONSTRUCT …) is known only once it is parsed, so a choice is a pair: the format for
solutions and the format for graphs; either may be None, which becomes 406 when the answer turns out to need it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

# short name -> (media type of the answer, further media types that ask for it)
SOLUTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "json": ("application/sparql-results+json", ("application/json", "text/json")),
    "xml": ("application/sparql-results+xml", ("application/xml", "text/xml")),
    "csv": ("text/csv; charset=utf-8", ()),
    "tsv": ("text/tab-separated-values; charset=utf-8", ("text/plain",)),
}
GRAPHS: dict[str, tuple[str, tuple[str, ...]]] = {
    "ttl": ("text/turtle; charset=utf-8", ("application/turtle", "application/x-turtle")),
    "nt": ("application/n-triples", ("text/plain",)),
    "nq": ("application/n-quads", ("text/x-nquads",)),
    "jsonld": ("application/ld+json", ("application/json",)),
    "rdfxml": ("application/rdf+xml", ("application/xml", "text/xml")),
    "trig": ("application/trig", ("application/x-trig",)),
}
DATASETS = ("nq", "trig", "jsonld")  # formats that can carry named graphs


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the asker can read: a short name for solutions and one for graphs, or None."""

    solutions: str | None
    graph: str | None


def media_type(name: str) -> str:
    """Media type of a short name.

    >>> media_type("csv")
    'text/csv; charset=utf-8'
    """
    return (SOLUTIONS.get(name) or GRAPHS[name])[0]


def by_name(name: str) -> Wanted | None:
    """The choice behind a short name (`?format=csv`), None for an unknown name. `json` also means JSON-LD.

    >>> by_name("json")
    Wanted(solutions='json', graph='jsonld')
    """
    paired = {"json": "jsonld", "xml": "rdfxml"}
    if name not in SOLUTIONS and name not in GRAPHS:
        return None
    return Wanted(name if name in SOLUTIONS else None, name if name in GRAPHS else paired.get(name))


@lru_cache(maxsize=256)
def negotiate(accept: str | None) -> Wanted:
    """The formats an `Accept` header prefers (RFC 9110 §12.5.1: q-values, then the more specific range wins).

    >>> negotiate("text/csv;q=0.5, application/sparql-results+xml")
    Wanted(solutions='xml', graph=None)
    >>> negotiate("*/*")
    Wanted(solutions='json', graph='ttl')
    """
    ranges = parse_accept(accept)
    return Wanted(_best(SOLUTIONS, ranges), _best(GRAPHS, ranges))


def parse_accept(accept: str | None) -> tuple[tuple[str, float], ...]:
    """Media ranges with their q, in the order given; an absent or empty header accepts everything."""
    if accept is None or not accept.strip():
        return (("*/*", 1.0),)
    found = []
    for part in accept.split(",")[:64]:
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = min(max(float(parameter[2:]), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if media:
            found.append((media, quality))
    return tuple(found)


def quality(media: str, ranges: tuple[tuple[str, float], ...]) -> float:
    """The q of one media type under the most specific range that covers it; 0.0 when none does.

    >>> quality("text/html", parse_accept("text/*;q=0.3, */*;q=0.1"))
    0.3
    """
    for pattern in (media, media.split("/")[0] + "/*", "*/*"):
        found = [q for name, q in ranges if name == pattern]
        if found:
            return max(found)
    return 0.0


def _best(table: dict[str, tuple[str, tuple[str, ...]]], ranges: tuple[tuple[str, float], ...]) -> str | None:
    best: tuple[float, int, str] | None = None
    for name, (media, others) in table.items():
        accepted = [media.split(";")[0], *others]
        explicit = {m for m, _ in ranges}
        # the format's own type decides; one of its other names counts only when it is asked for by that name
        scores = [quality(accepted[0], ranges)] + [quality(m, ranges) for m in accepted[1:] if m in explicit]
        top = max(scores)
        order = min((i for i, (m, q) in enumerate(ranges) if q == top and m in accepted), default=len(ranges))
        if top > 0 and (best is None or (top, -order) > best[:2]):
            best = (top, -order, name)
    return best[2] if best else None
