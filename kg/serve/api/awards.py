"""Routes for tables of awards: one row a conferral, and the matrix of subsidiaries by year, level, award or type."""

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from kg.query.awards import AwardFilters, Awards, awards
from kg.query.matrix import Matrix, matrix
from kg.serve.api.answering import RESPONSES, Asked, answer
from kg.serve.api.entities import Type
from kg.serve.api.network import Confidence, Year

Level = Literal["international", "national", "provincial", "industry", "municipal", "group", "enterprise", "unknown"]
Order = Literal["subsidiary", "year", "-year", "award", "level", "-confidence", "confidence"]


def chosen(
    enterprise: Annotated[str | None, Query(max_length=4_000, description="IRI; with all its subsidiaries")] = None,
    own: Annotated[bool, Query(description="only the enterprise itself, its units and people")] = False,
    level: Annotated[list[Level] | None, Query()] = None,
    year_from: Year = None,
    year_to: Year = None,
    award: Annotated[str | None, Query(max_length=4_000, description="IRI of an award")] = None,
    award_name: Annotated[str | None, Query(max_length=200, description="part of an award's name")] = None,
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


def router(asking: Callable[..., Asked]) -> APIRouter:
    """Awards and matrix."""
    api = APIRouter(tags=["awards"], responses=RESPONSES)

    @api.get("/awards", response_model=Awards, summary="奖项表 · one row for each conferral")
    def table(
        asked: Annotated[Asked, Depends(asking)],
        filters: Annotated[AwardFilters, Depends(chosen)],
        order: Order = "subsidiary",
        limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
    ) -> Response:
        return answer(asked, lambda: awards(asked.view, filters, limit=limit, offset=asked.offset, order=order))

    @api.get("/matrix", response_model=Matrix, summary="奖项矩阵 · subsidiaries by year, level, award or type")
    def pivot(
        asked: Annotated[Asked, Depends(asking)],
        filters: Annotated[AwardFilters, Depends(chosen)],
        by: Literal["year", "level", "award", "type"] = "year",
        roll_up: Annotated[bool, Query(description="a row counts everything below it too")] = False,
        limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
    ) -> Response:
        return answer(
            asked, lambda: matrix(asked.view, filters, by=by, roll_up=roll_up, limit=limit, offset=asked.offset)
        )

    return api
