"""The table of components and fact rules, in the order they run: to add one, write its file and add its line.

Components are spaCy components (`predict` pure, `set_annotations` writes); a changed behaviour is a new version number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.nlp.frame import Found, Scene

VERSION = "0.1"
COMPONENTS: tuple[str, ...] = ()
FACT_RULES: tuple[Callable[[Scene], Iterator[Found]], ...] = ()
