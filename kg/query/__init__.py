"""Stage `query`: see README.md in this folder."""

from kg.query.answers import plain
from kg.query.reading import PREFIXES
from kg.query.view import View, build_tables

__all__ = ["PREFIXES", "View", "build_tables", "plain"]
