"""Limits of a query, and the checks that need no parser: length and depth of brackets.

The checks are a courtesy, a quick 400 for the plain cases: chains of `1+1+…` or `!!!…` have no brackets. What holds
is that a worker process can be killed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import QueryError
from kg.settings import Settings

DEEPEST = 100  # brackets inside brackets
_QUOTED = re.compile(
    r"""'{3}.*?'{3}|"{3}.*?"{3}|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|<[^<>"{}|^`\\\s]*>""", re.DOTALL
)
_BRACKETS = re.compile(r"[(){}\[\]]")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds of wall clock, bytes of memory, rows and bytes of answer, characters of text."""

    seconds: float = 10.0
    memory: int = 1_500_000_000
    rows: int = 100_000
    bytes: int = 50_000_000
    chars: int = 16_384

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits that the settings `query_*` name."""
        names = ("seconds", "memory", "rows", "bytes", "chars")
        return cls(**{name: getattr(settings, f"query_{name}") for name in names})


def precheck(text: str, limits: Limits) -> None:
    """Refuse what is too long or nested too deeply. Raises QueryError.

    >>> precheck("SELECT * { ?s ?p '((((' }", Limits())
    """
    if len(text) > limits.chars:
        raise QueryError(
            f"查询过长 the query has {len(text)} characters, at most {limits.chars} are read", code="query.too-long"
        )
    if text.count("(") + text.count("{") + text.count("[") <= DEEPEST:
        return
    depth = 0
    for bracket in _BRACKETS.findall(_QUOTED.sub(" ", text)):
        depth += 1 if bracket in "({[" else -1
        if depth > DEEPEST:
            raise QueryError(
                f"嵌套过深 the query has more than {DEEPEST} brackets inside each other", code="query.too-deep"
            )
