"""Routes for the documents behind the graph, the policy themes, the overview and what is worth a look."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from starlette.responses import Response

from kg.query.documents import DocumentAnswer, Documents, document, documents
from kg.query.overview import Overview, ReviewList, overview, review
from kg.query.themes import ThemeAnswer, Themes, theme, themes
from kg.serve.api.answering import RESPONSES, Asked, answer


def router(asking: Callable[..., Awaitable[Asked]]) -> APIRouter:
    """Overview, review, themes, documents."""
    api = APIRouter(tags=["documents"], responses=RESPONSES)

    @api.get("/overview", response_model=Overview, summary="图谱总览 · what is in the graph")
    def all_in_all(
        asked: Annotated[Asked, Depends(asking)],
        limit: Annotated[int, Query(ge=1, le=50, description="at most so many")] = 10,
    ) -> Response:
        return answer(asked, lambda: overview(asked.view, limit=limit))

    @api.get("/review", response_model=ReviewList, summary="值得核对之处 · what is worth a look")
    def worth_a_look(
        asked: Annotated[Asked, Depends(asking)],
        below: Annotated[float, Query(ge=0, le=1, description="confidence under this")] = 0.6,
        limit: Annotated[int, Query(ge=1, le=200, description="at most so many")] = 50,
    ) -> Response:
        return answer(asked, lambda: review(asked.view, limit=limit, offset=asked.offset, below=below))

    @api.get("/themes", response_model=Themes, summary="政策主题与计数 · policy themes with counts")
    def every_theme(asked: Annotated[Asked, Depends(asking)]) -> Response:
        return answer(asked, lambda: themes(asked.view))

    @api.get("/themes/{id}", response_model=ThemeAnswer, summary="一个主题 · one theme")
    def one_theme(
        asked: Annotated[Asked, Depends(asking)],
        id: Annotated[str, Path(max_length=100, description="id of a theme", examples=["dual-carbon"])],
        limit: Annotated[int, Query(ge=1, le=200, description="at most so many")] = 50,
    ) -> Response:
        return answer(asked, lambda: theme(asked.view, id, limit=limit, offset=asked.offset))

    @api.get("/documents", response_model=Documents, summary="文档列表 · the documents")
    def listed(
        asked: Annotated[Asked, Depends(asking)],
        q: Annotated[str, Query(max_length=200, description="part of title or path")] = "",
        entity: Annotated[str | None, Query(max_length=4_000, description="IRI of an entity they name")] = None,
        theme: Annotated[str | None, Query(max_length=4_000, description="id of a theme they are about")] = None,
        limit: Annotated[int, Query(ge=1, le=200, description="at most so many")] = 50,
    ) -> Response:
        return answer(
            asked,
            lambda: documents(asked.view, query=q, entity=entity, theme=theme, limit=limit, offset=asked.offset),
        )

    @api.get("/documents/{id}", response_model=DocumentAnswer, summary="原文与标注 · a document with its text")
    def one_document(
        asked: Annotated[Asked, Depends(asking)],
        id: Annotated[str, Path(max_length=100, description="id of a document", examples=["0123456789abcdef"])],
        start: Annotated[int, Query(ge=0, le=100_000_000, description="first character")] = 0,
        end: Annotated[int | None, Query(ge=0, le=100_000_000, description="past the last character")] = None,
    ) -> Response:
        return answer(asked, lambda: document(asked.view, id, start=start, end=end))

    return api
