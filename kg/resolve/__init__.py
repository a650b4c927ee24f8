"""Stage `resolve`: records and corrections in, entities out (see README.md in this folder)."""

from kg.resolve.correct import correct_records
from kg.resolve.corrections import Correction, load_corrections, write_corrections
from kg.resolve.pipeline import resolve

__all__ = ["Correction", "correct_records", "load_corrections", "resolve", "write_corrections"]
