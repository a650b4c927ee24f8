"""Routes for pictures: neighbourhood, paths, hierarchy, the whole map. Positions are the ones stored at build time."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from kg.query.hierarchy import Hierarchy, Roots, hierarchy, roots
from kg.query.map import Map, whole_map
from kg.query.neighbourhood import Filters, Neighbourhood, Relation, neighbourhood
from kg.query.paths import Paths, paths
from kg.serve.api.answering import RESPONSES, Asked, answer
from kg.serve.api.entities import Iri, Type

Confidence = Annotated[float, Query(ge=0, le=1, description="leave out what is less sure")]
Year = Annotated[int | None, Query(ge=1900, le=2100, description="year of the honour, this one included")]


def router(asking: Callable[..., Awaitable[Asked]]) -> APIRouter:
    """Neighbourhood, paths, hierarchy, roots, map."""
    api = APIRouter(tags=["network"], responses=RESPONSES)

    @api.get("/neighbourhood", response_model=Neighbourhood, summary="一个实体的周围 · the ego network")
    def around(
        asked: Annotated[Asked, Depends(asking)],
        iri: Iri,
        hops: Annotated[int, Query(ge=0, le=3, description="steps from the entity")] = 1,
        type: Annotated[list[Type] | None, Query(description="only neighbours of these types")] = None,
        relation: Annotated[list[Relation] | None, Query(description="only these relations")] = None,
        year_from: Year = None,
        year_to: Year = None,
        min_confidence: Confidence = 0.0,
        limit: Annotated[int, Query(ge=1, le=60, description="most nodes, the focus included")] = 60,
    ) -> Response:
        filters = Filters(tuple(type or ()), tuple(relation or ()), (year_from, year_to), min_confidence)
        return answer(
            asked,
            lambda: neighbourhood(
                asked.view, iri, hops=hops, filters=filters, limit=limit, offset=min(asked.offset, 100_000)
            ),
        )

    @api.get("/paths", response_model=Paths, summary="两者如何相关 · how two entities are related")
    def between(
        asked: Annotated[Asked, Depends(asking)],
        source: Iri,
        target: Iri,
        k: Annotated[int, Query(ge=1, le=20, description="most paths")] = 5,
        max_length: Annotated[int, Query(ge=1, le=8, description="most steps of a path")] = 6,
        relation: Annotated[
            list[Relation] | None, Query(description="only these relations; default: all but themes")
        ] = None,
        min_confidence: Confidence = 0.0,
    ) -> Response:
        return answer(
            asked,
            lambda: paths(
                asked.view,
                source,
                target,
                most=k,
                max_length=max_length,
                relations=tuple(relation or ()),
                min_confidence=min_confidence,
            ),
        )

    @api.get("/hierarchy", response_model=Hierarchy, summary="下属层级 · the tree below an organisation")
    def tree(
        asked: Annotated[Asked, Depends(asking)],
        iri: Iri,
        depth: Annotated[int, Query(ge=0, le=6, description="levels below")] = 2,
        page: Annotated[int, Query(ge=1, le=100, description="children a box")] = 20,
        units: Annotated[bool, Query(description="also internal units")] = True,
        as_of: Annotated[
            str | None, Query(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="as known then", examples=["2021-06"])
        ] = None,
    ) -> Response:
        offset = min(asked.offset, 100_000)
        return answer(
            asked,
            lambda: hierarchy(asked.view, iri, depth=depth, page=page, offset=offset, units=units, as_of=as_of),
        )

    @api.get("/roots", response_model=Roots, summary="集团列表 · organisations with nothing above")
    def tops(
        asked: Annotated[Asked, Depends(asking)],
        limit: Annotated[int, Query(ge=1, le=100, description="at most so many")] = 20,
    ) -> Response:
        return answer(asked, lambda: roots(asked.view, limit=limit, offset=asked.offset))

    @api.get("/map", response_model=Map, summary="全景图 · every entity at its place, in columns")
    def everything(
        asked: Annotated[Asked, Depends(asking)],
        limit: Annotated[int, Query(ge=1, le=50_000, description="most entities, the best connected")] = 50_000,
    ) -> Response:
        return answer(asked, lambda: whole_map(asked.view, limit=limit))

    return api
