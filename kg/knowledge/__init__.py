"""Stage `knowledge`: gazetteer files in, one `Knowledge` out (see README.md in this folder)."""

from kg.knowledge.load import load_knowledge
from kg.knowledge.model import Hit, Knowledge, KnownAward, KnownOrganization

__all__ = ["Hit", "Knowledge", "KnownAward", "KnownOrganization", "load_knowledge"]
