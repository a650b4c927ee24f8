"""What the components of one document's reading share: candidates, names, the scene a fact rule looks at.

A passage travels through the pipeline as one spaCy `Doc` that holds it in `user_data` and has no tokens: no component reads
any, and a token for each character took a twentieth of the whole reading. All positions here are half-open characters of
the *passage*. Proposers add `Candidate`s; `overlaps` turns them into `Name`s; `link` says
which names are one entity of the document; fact rules look at a `Scene` and yield `Found` facts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from kg.knowledge import Knowledge
from kg.model import Passage
from kg.value import value


@value
class Candidate:
    """A proposed name. `method` is the component's registered name and rule, "organization.v1:head"; `score` 0..1.

    `names` are further names known for it (a full name from a gazetteer, an award without its rank); `owner` is the
    span of the organisation name it belongs to, nested inside it or standing before it.
    """

    start: int
    end: int
    label: str
    method: str
    score: float
    names: tuple[str, ...] = ()
    owner: tuple[int, int] | None = None


@value
class Name:
    """An accepted mention. Nested names (the chain 遵义铝业｜氧化铝厂｜溶出车间) are names of their own: every prefix
    that names a thing. `entity` is the document's local entity id once linked ("" before)."""

    start: int
    end: int
    label: str
    method: str
    score: float
    names: tuple[str, ...] = ()
    owner: tuple[int, int] | None = None
    entity: str = ""


@value
class Known:
    """An entity of the document as the fact rules see it; `names` fullest first, `owner` a local entity id."""

    id: str
    type: str
    names: tuple[str, ...]
    owner: str | None = None


@value
class Found:
    """A fact a rule found. `subject`, `object`: local entity ids (object of addressesTheme: theme id). [start, end) is
    the proof in the passage. `attributes` as in `kg.model.Fact` (conferrer and for: local entity ids)."""

    predicate: str
    subject: str
    object: str
    start: int
    end: int
    method: str
    confidence: float
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """One passage with its linked names, for fact rules. `names` sorted by (start, -end), nested ones included.

    `issuer`: local id of the organisation that speaks in this passage (公司, 我厂), None when unknown. `date`: ISO date
    of the passage or document, None when unknown.
    """

    passage: Passage
    names: tuple[Name, ...]
    entities: Mapping[str, Known]
    knowledge: Knowledge
    issuer: str | None = None
    date: str | None = None
    previous: Scene | None = field(default=None, compare=False, repr=False)  # the passage before it in the document
    memo: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)  # what rules derived from it

    def inside(self, start: int, end: int, *labels: str) -> Iterator[Name]:
        """The names inside [start, end), of these types when given."""
        for name in self.names:
            if start <= name.start and name.end <= end and (not labels or name.label in labels):
                yield name

    def sentences(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """The sentences of the passage that lie inside [start, end)."""
        found = self.passage.sentences
        first = bisect_left(found, (start, -1))
        stop = bisect_left(found, (end, -1), first)
        while stop > first and found[stop - 1][1] > end:
            stop -= 1
        return found[first:stop]

    def sentence(self, position: int) -> tuple[int, int] | None:
        """The sentence that holds a character, None between sentences."""
        index = bisect_right(self.passage.sentences, (position, len(self.passage.text))) - 1
        if index >= 0 and position < self.passage.sentences[index][1]:
            return self.passage.sentences[index]
        return None


def candidates(doc: Doc) -> tuple[Candidate, ...]:
    """The candidates proposed so far, in order of (start, -end, label, method)."""
    found: tuple[Candidate, ...] | None = doc.user_data.get("candidates")
    if found is None:
        found = doc.user_data["candidates"] = tuple(sorted(doc.user_data.get("proposed", ()), key=_order))
    return found


def propose(doc: Doc, more: Iterable[Candidate]) -> None:
    """Add candidates; they are put in order when they are next read, so that the order of components does not matter."""
    added = frozenset(more)  # read to its end first: it may look at the candidates so far
    proposed: set[Candidate] = doc.user_data.setdefault("proposed", set())
    if not added <= proposed:
        proposed |= added
        doc.user_data["candidates"] = None


def _order(c: Candidate) -> tuple[object, ...]:
    return c.start, -c.end, c.label, c.method, -c.score, c.names, c.owner or ()


def passage_of(doc: Doc) -> Passage:
    """The passage a Doc was made from."""
    passage: Passage = doc.user_data["passage"]
    return passage


def knowledge_of(doc: Doc) -> Knowledge:
    """The knowledge the pipeline was built with."""
    knowledge: Knowledge = doc.user_data["knowledge"]
    return knowledge
