"""Names of nodes, made from meaning: no counter, no clock, no chance. Chinese stays readable once decoded.

An entity's IRI is base + kind + "/" + its name (NFKC, percent-encoded UTF-8) + for what needs one, "@" + its owner's
name. A fact's IRI hashes what it says; a piece of evidence hashes the document, the place and the fact.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote, unquote

DEFAULT_BASE = "https://kg.example/id/"
ONTOLOGY = "https://kg.example/ontology#"
KINDS = {
    "Enterprise": "enterprise",
    "Unit": "unit",
    "Institution": "institution",
    "Person": "person",
    "Award": "award",
    "Project": "project",
}
_SPACE = re.compile(r"\s+")


def canonical(name: str) -> str:
    """A name reduced to what makes it that name: NFKC, white space folded, trimmed.

    >>> canonical("中铝　集团（Ａ）")
    '中铝 集团(A)'
    """
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", name)).strip()


def entity_iri(kind: str, name: str, owner: str | None = None, *, base: str = DEFAULT_BASE) -> str:
    """IRI of an entity of a type in `KINDS`. Lone surrogates become U+FFFD, so that every name has an IRI.

    >>> from urllib.parse import unquote
    >>> unquote(entity_iri("Unit", "电解厂", "中国铝业股份有限公司青海分公司"))
    'https://kg.example/id/unit/电解厂@中国铝业股份有限公司青海分公司'
    """
    parts = [_encode(canonical(name))]
    if owner is not None:
        parts.append(_encode(canonical(owner)))
    return f"{base}{KINDS[kind]}/{'@'.join(parts)}"


def decode_iri(iri: str) -> str:
    """The IRI with its Chinese readable, for people; not to be parsed."""
    return unquote(iri)


def digest(*parts: str | None) -> str:
    """24 hex digits (96 bits) that stand for the parts in their order; None and "" differ.

    >>> digest("a", None) != digest("a", "")
    True
    """
    joined = "\x1f".join("\x00" if p is None else p for p in parts)
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:24]


def fact_iri(kind: str, *meaning: str | None, base: str = DEFAULT_BASE) -> str:
    """IRI of a fact node; `kind` is statement, membership or conferral, `meaning` what it says, in a fixed order."""
    return f"{base}{kind}/{digest(kind, *meaning)}"


def evidence_iri(document_id: str, start: int, end: int, fact: str, *, base: str = DEFAULT_BASE) -> str:
    """IRI of one mention of a fact (or name) in a document."""
    return f"{base}evidence/{digest(document_id, str(start), str(end), fact)}"


def document_iri(document_id: str, *, base: str = DEFAULT_BASE) -> str:
    """IRI of a document, which is also the name of the graph that holds its evidence."""
    return f"{base}document/{document_id}"


def theme_iri(theme_id: str) -> str:
    """IRI of a policy theme: the ontology's namespace, `theme-` and its notation."""
    return f"{ONTOLOGY}theme-{theme_id}"


def _encode(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="()-._~")
