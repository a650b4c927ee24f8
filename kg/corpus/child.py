"""What a worker process does for a corpus: load the pipeline once, then read and annotate one document after another."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from typing import Any

from kg.nlp import Pipeline, annotate, load_pipeline
from kg.read.wire import document_from_json
from kg.records import to_json
from kg.settings import Settings
from kg.text import prepare

_LOADED: list[Pipeline] = []  # filled by `load`, once in the life of a worker process


def load(values: Mapping[str, Any]) -> str:
    """Load the pipeline for these settings and give its version."""
    _LOADED[:] = [load_pipeline(Settings(dict(values)))]
    gc.freeze()  # what was loaded stays for good: the collector need not look at it again with every document
    return _LOADED[0].version


def version() -> str:
    """Version of the loaded pipeline."""
    return _LOADED[0].version


def annotate_here(document: Mapping[str, Any]) -> dict[str, Any]:
    """The record of a document, both as JSON data."""
    return to_json(annotate(prepare(document_from_json(dict(document))), _LOADED[0]))
