"""Tables of honours: a header row says which column is the award, who got it, when, from whom, in which rank."""

from __future__ import annotations

import re

from kg.nlp.facts.conferral_state import Draft
from kg.nlp.facts.reading import Reading


def read_tables(reading: Reading) -> dict[int, list[Draft]]:
    """Conferrals by start of the line that states them."""
    return {}


_ = re
