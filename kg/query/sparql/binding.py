"""Gives variables of a query a value: the terms become one VALUES row at the start of the outermost pattern.

Values are never pasted as text: they are terms, written by the RDF library. (The store's own substitution joins the
value last, 500 times slower on a path, and refuses a variable that isn't selected.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_TOKENS = re.compile(
    r"""'{3}.*?'{3}|"{3}.*?"{3}|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|<[^<>"{}|^`\\\s]*>|\#[^\n]*"""
    r"""|[?$]?\w[\w:.-]*|[{}]""",
    re.DOTALL,
)
_NAME = re.compile(r"[^\W\d]\w*")


def bind(text: str, terms: Mapping[str, str]) -> str:
    """The query with variables bound; `terms` are in N-Triples syntax. Raises ValueError when there is no place for it.

    >>> bind("SELECT ?n { ?x ?p ?n }", {"x": "<http://e/1>"})
    'SELECT ?n { VALUES (?x) {(<http://e/1>)} ?x ?p ?n }'
    """
    for name in terms:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not the name of a variable")
    place = _where(text)
    if place is None:
        raise ValueError("the query has no pattern whose variables could be bound")
    names = " ".join(f"?{name}" for name in terms)
    return f"{text[:place]} VALUES ({names}) {{({' '.join(terms.values())})}}{text[place:]}"


def _where(text: str) -> int | None:
    """Position after the brace that opens the outermost pattern (not a CONSTRUCT template)."""
    construct = template = False
    depth = 0
    for token in _TOKENS.finditer(text):
        word = token[0].upper()
        if word == "CONSTRUCT" and not construct:
            construct = template = True
        elif word == "WHERE" and depth == 0:
            if template:  # CONSTRUCT WHERE {…}: the pattern is the template, VALUES can't stand in it
                return None
        elif word == "{":
            if not template:
                return token.end()
            depth += 1
        elif word == "}":
            depth -= 1
            template = template and depth > 0
    return None
