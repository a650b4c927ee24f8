"""Stage `names`: names in, their parts and relations out (see README.md in this folder)."""

from kg.names.document import same_in_document
from kg.names.keys import fold
from kg.names.parse import parse_organization
from kg.names.relate import compare, short_forms

__all__ = ["compare", "fold", "parse_organization", "same_in_document", "short_forms"]
