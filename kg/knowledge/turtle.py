"""A gazetteer in Turtle, as rows of the CSV form: for people whose hierarchy is already RDF.

Read: `skos:prefLabel` (or `rdfs:label`) the full name, `skos:altLabel` the others, `rdf:type` kg:Enterprise, kg:Unit,
kg:Institution (else Enterprise), `org:subOrganizationOf` or `org:unitOf` the parent, `dcterms:source` the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import ORGANIZATION_TYPES

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_ORG = "http://www.w3.org/ns/org#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_DCTERMS = "http://purl.org/dc/terms/"


def turtle_rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows name,type,aliases,parent,place,source of a Turtle file, in order of name; InputError names the place."""
    from pyoxigraph import RdfFormat, Store

    store = Store()
    try:
        store.load(path=str(path), format=RdfFormat.TURTLE)
    except (SyntaxError, OSError, ValueError) as error:
        raise InputError(f"{path}: {error}", code="gazetteer.unreadable", hint="Turtle") from error
    names: dict[str, str] = {}
    for label in (_RDFS + "label", _SKOS + "prefLabel"):
        for subject, value in _pairs(store, label):
            names[subject] = value
    rows = []
    for subject, name in names.items():
        kinds = [t.rsplit("#", 1)[-1] for s, t in _pairs(store, _RDF + "type") if s == subject]
        parents = [o for p in ("subOrganizationOf", "unitOf") for s, o in _pairs(store, _ORG + p) if s == subject]
        aliases = sorted(v for s, v in _pairs(store, _SKOS + "altLabel") if s == subject)
        rows.append(
            {
                "name": name,
                "type": next((k for k in ORGANIZATION_TYPES if k in kinds), "Enterprise"),
                "aliases": "|".join(aliases),
                "parent": next((names[p] for p in sorted(parents) if p in names), ""),
                "place": "",
                "source": next((o for s, o in _pairs(store, _DCTERMS + "source") if s == subject), ""),
            }
        )
    yield from sorted(rows, key=lambda row: row["name"])


def _pairs(store: Any, predicate: str) -> list[tuple[str, str]]:
    from pyoxigraph import NamedNode

    return sorted((q.subject.value, q.object.value) for q in store.quads_for_pattern(None, NamedNode(predicate), None))
