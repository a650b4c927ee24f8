"""Where the files that belong to the program lie: ontology, gazetteers, models, samples, the built pages.

In a checkout they stand at the top level, in an installed wheel under `kg/_resources`.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Path of a resource such as `resource("ontology", "kg.ttl")`; it need not exist.

    >>> resource("ontology").name
    'ontology'
    """
    installed = _PACKAGE / "_resources"
    root = installed if installed.is_dir() else _PACKAGE.parent
    return root.joinpath(*parts)
