"""Routes about things: search, suggest, an entity, its facts a page at a time, the evidence of a fact."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from kg.query.answers import EvidenceItem, FactItem
from kg.query.entity import EntityAnswer, FactGroup, entity, evidence, facts_about
from kg.query.search import Hits, search
from kg.serve.api.answering import RESPONSES, Asked, answer

Type = Literal["Enterprise", "Unit", "Institution", "Person", "Award", "Project", "PolicyTheme"]
Predicate = Literal[
    "subOrganizationOf", "unitOf", "holdsPost", "conferral", "undertakes", "cooperatesWith", "addressesTheme"
]
EXAMPLE = "https://kg.example/id/enterprise/%E4%B8%AD%E5%9B%BD%E9%93%9D%E4%B8%9A"
Iri = Annotated[
    str, Query(max_length=4_000, description="IRI of an entity; for a theme its id will do", examples=[EXAMPLE])
]


@dataclass(frozen=True, slots=True)
class FactEvidence:
    """A fact and a page of who says so, the surest first."""

    snapshot: str
    fact: FactItem
    evidence: tuple[EvidenceItem, ...]


def router(asking: Callable[..., Awaitable[Asked]]) -> APIRouter:
    """Search, suggest, entity, entity/facts, evidence."""
    api = APIRouter(tags=["entities"], responses=RESPONSES)

    @api.get("/search", response_model=Hits, summary="按名称、别名、拼音、首字母查找 · find entities")
    def find(
        asked: Annotated[Asked, Depends(asking)],
        q: Annotated[
            str, Query(max_length=200, description="a name, part of one, pinyin, initials", examples=["zgly"])
        ],
        type: Annotated[list[Type] | None, Query(description="only these types")] = None,
        limit: Annotated[int, Query(ge=1, le=200, description="at most so many")] = 20,
    ) -> Response:
        return answer(
            asked, lambda: search(asked.view, q, types=tuple(type or ()), limit=limit, offset=min(asked.offset, 1_000))
        )

    @api.get("/suggest", response_model=Hits, summary="输入提示 · what completes what is being typed")
    def suggest(
        asked: Annotated[Asked, Depends(asking)],
        q: Annotated[str, Query(max_length=200, description="what is typed so far", examples=["中铝"])],
        type: Annotated[list[Type] | None, Query(description="only these types")] = None,
        limit: Annotated[int, Query(ge=1, le=20, description="at most so many")] = 8,
    ) -> Response:
        return answer(asked, lambda: search(asked.view, q, types=tuple(type or ()), limit=limit))

    @api.get("/entity", response_model=EntityAnswer, summary="一个实体的全部所知 · all about one entity")
    def one(
        asked: Annotated[Asked, Depends(asking)],
        iri: Iri,
        limit: Annotated[int, Query(ge=1, le=200, description="facts a group")] = 20,
        evidence: Annotated[int, Query(ge=0, le=10, description="pieces of evidence a fact")] = 1,
    ) -> Response:
        return answer(asked, lambda: entity(asked.view, iri, limit=limit, evidence=evidence))

    @api.get("/entity/facts", response_model=FactGroup, summary="一类事实，分页 · facts of one predicate, paged")
    def facts(
        asked: Annotated[Asked, Depends(asking)],
        iri: Iri,
        predicate: Annotated[Predicate, Query(description="kind of fact")],
        direction: Annotated[
            Literal["out", "in", "conferrer", "project"], Query(description="the entity's part")
        ] = "out",
        limit: Annotated[int, Query(ge=1, le=200, description="at most so many")] = 50,
    ) -> Response:
        return answer(
            asked,
            lambda: facts_about(
                asked.view, iri, predicate=predicate, direction=direction, limit=limit, offset=asked.offset
            ),
        )

    @api.get("/evidence", response_model=FactEvidence, summary="一条事实的出处 · who says so")
    def proof(
        asked: Annotated[Asked, Depends(asking)],
        fact: Annotated[
            str, Query(max_length=4_000, description="IRI of a fact", examples=["https://kg.example/id/conferral/0f3a"])
        ],
        limit: Annotated[int, Query(ge=1, le=200, description="at most so many")] = 20,
    ) -> Response:
        return answer(
            asked,
            lambda: FactEvidence(asked.view.id, *evidence(asked.view, fact, limit=limit, offset=asked.offset)),
        )

    return api
