"""The filters of the awards table as they stand in an address; the routes that use them are in `files.py`."""

from typing import Annotated, Literal

from fastapi import Query

from kg.query.awards import AwardFilters
from kg.serve.api.entities import EXAMPLE, Type
from kg.serve.api.network import Confidence, Year

Level = Literal["international", "national", "provincial", "industry", "municipal", "group", "enterprise", "unknown"]
Order = Literal["subsidiary", "year", "-year", "award", "level", "-confidence", "confidence"]


async def chosen(
    enterprise: Annotated[
        str | None, Query(max_length=4_000, description="IRI; with all its subsidiaries", examples=[EXAMPLE])
    ] = None,
    own: Annotated[bool, Query(description="only the enterprise itself, its units and people")] = False,
    level: Annotated[list[Level] | None, Query(description="only these levels")] = None,
    year_from: Year = None,
    year_to: Year = None,
    award: Annotated[str | None, Query(max_length=4_000, description="IRI of an award")] = None,
    award_name: Annotated[
        str | None, Query(max_length=200, description="part of an award's name", examples=["劳动模范"])
    ] = None,
    type: Annotated[list[Type] | None, Query(description="types of recipients")] = None,
    min_confidence: Confidence = 0.0,
    document: Annotated[str | None, Query(max_length=100, description="id of a document that says so")] = None,
) -> AwardFilters:
    """The filters of the awards table from the query string."""
    return AwardFilters(
        enterprise=enterprise,
        own=own,
        levels=tuple(level or ()),
        years=(year_from, year_to),
        award=award,
        award_name=award_name,
        types=tuple(type or ()),
        min_confidence=min_confidence,
        document=document,
    )
