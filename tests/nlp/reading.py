"""Reads a text written in a test: its record, and facts by the names of both sides."""

from functools import cache

from kg.model import Record
from kg.nlp import Pipeline, annotate, load_pipeline
from kg.read import parse_bytes
from kg.settings import load_settings
from kg.text import prepare


@cache
def pipeline() -> Pipeline:
    return load_pipeline(load_settings({}, environment={}))


def read(text: str, by: Pipeline | None = None) -> Record:
    return annotate(prepare(parse_bytes(text.encode(), "test.txt")), by or pipeline())


def names(record: Record, kind: str) -> set[str]:
    """Every name of every entity of a type."""
    return {name for e in record.entities if e.type == kind for name in e.names}


def facts(record: Record, predicate: str) -> set[tuple[str, ...]]:
    """(shortest subject name, shortest object name, post) of each fact."""
    short = {e.id: min(e.names, key=lambda n: (len(n), n)) for e in record.entities}
    return {
        (short[f.subject], short.get(f.object, f.object), f.get("post") or "")
        for f in record.facts
        if f.predicate == predicate
    }
