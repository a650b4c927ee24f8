"""Re-flow: `prepare` turns a Document into passages that map back; dates and numerals for everyone after it."""

from kg.text.dates import find_dates, iso_date
from kg.text.numerals import parse_int
from kg.text.prepare import prepare
from kg.text.signs import wide

__all__ = ["find_dates", "iso_date", "parse_int", "prepare", "wide"]
