"""The frozen data that crosses from stage to stage: Document, Prepared, Record and their parts.

Positions are `CharSpan`: half-open, counted in characters (code points) of the document's *original* text, unless a
field says "of the passage". Nothing here imports anything heavier than the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ENTITY_TYPES = ("Enterprise", "Unit", "Institution", "Person", "Award", "Project")
ORGANIZATION_TYPES = ("Enterprise", "Unit", "Institution")
PREDICATES = (
    "subOrganizationOf",
    "unitOf",
    "holdsPost",
    "conferral",
    "undertakes",
    "cooperatesWith",
    "addressesTheme",
)
LEVELS = ("international", "national", "provincial", "industry", "municipal", "group", "enterprise", "unknown")
ROLES = ("leads", "undertakes", "participates")


@dataclass(frozen=True, slots=True, order=True)
class CharSpan:
    """Half-open interval of characters: `text[span.start:span.end]`.

    >>> CharSpan(2, 4).of("中铝集团")
    '集团'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not an interval: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The characters of `text` inside the interval."""
        return text[self.start : self.end]

    def contains(self, other: CharSpan) -> bool:
        """True when `other` lies inside this interval (equal counts)."""
        return self.start <= other.start and other.end <= self.end


# ---------------------------------------------------------------- read: one file as it stands


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged document; `number` counts from 1."""

    number: int
    span: CharSpan


@dataclass(frozen=True, slots=True)
class Block:
    """A piece whose role the file itself states: `heading`, `paragraph`, `list_item` or `table_row`.

    `level` is the heading level (1 = title) or 0. `cells` are the spans of a table row's cells. Plain text and PDF have
    no blocks: there `kg.text` finds the structure.
    """

    kind: str
    span: CharSpan
    level: int = 0
    cells: tuple[CharSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one input as it stands in the file, and what the file says about itself.

    `id` is the first 16 hex digits of the SHA-256 of the file's bytes: same content, same document. `sources` are the
    paths (relative to the folder given) under which this content was found, sorted.
    """

    id: str
    sha256: str
    sources: tuple[str, ...]
    media_type: str
    text: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    encoding: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """File name without folder and suffix; names the document's record file."""
        last = self.sources[0].replace("\\", "/").rsplit("/", 1)[-1] if self.sources else self.id
        return last.rsplit(".", 1)[0] or last

    def page_of(self, position: int) -> int | None:
        """Number of the page that holds a character, None for formats without pages."""
        return next((p.number for p in self.pages if p.span.start <= position < p.span.end), None)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no document, and why. `code` is an error code of `kg.errors`."""

    source: str
    code: str
    reason: str


# ---------------------------------------------------------------- text: re-flowed, cut into passages


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of a passage's text, offsets of the passage.

    `kind`: title, heading, byline, body, list_item, table_row. `level`: heading depth, 1 is the passage's title.
    `cells`: for a table_row, its cells.
    """

    start: int
    end: int
    kind: str = "body"
    level: int = 0
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One article of a document: re-flowed text that maps back to the original, character by character.

    `text` has one paragraph a line. `origin[i]` is the position in `Document.text` of `text[i]`; characters are only
    left out or moved, never invented, so `document.text[origin[i]] == text[i]`, except for paragraph ends (a newline
    here, whose origin is the place of the break), white space / C0 characters made a plain space, and narrow signs
    between Chinese words (a comma, brackets, straight quotation marks) that are read as their wide form.
    `sentences` are half-open spans of `text`. `date` is ISO (yyyy, yyyy-mm or yyyy-mm-dd).
    """

    text: str
    origin: tuple[int, ...]
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[tuple[int, int], ...]
    title: str | None = None
    date: str | None = None
    byline: str | None = None

    def original(self, start: int, end: int) -> CharSpan:
        """The interval of the original text that covers `text[start:end]` (non-empty)."""
        positions = self.origin[start:end]
        return CharSpan(min(positions), max(positions) + 1)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be read for facts: its passages in reading order, its masthead and date.

    `issuer` is the name of the organisation that puts the document out as the masthead, red head or signature gives it
    (verbatim), `furniture` the intervals of the original left out of every passage (page numbers, running heads).
    """

    document: Document
    passages: tuple[Passage, ...]
    title: str | None = None
    date: str | None = None
    issuer: str | None = None
    furniture: tuple[CharSpan, ...] = ()


# ---------------------------------------------------------------- nlp: what one document says


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a document says so. `span` is the proof, `sentence` the sentence around it; `quote` is the proof as read
    (line breaks repaired), at most 200 characters. `page` is None for formats without pages."""

    span: CharSpan
    sentence: CharSpan
    quote: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names an entity. `surface` is the name as read there; `method` the component that found it."""

    span: CharSpan
    surface: str
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class RecordEntity:
    """An entity as one document knows it. `id` is local to the record (e1, e2, … in order of first mention).

    `names`: the fullest proven name first, then every other surface form. `owner`: local id of the organisation a
    unit or branch belongs to, or of a person's employer, None where unknown. `qualifiers`: what keeps it apart from
    its namesakes, e.g. (("place", "贵州"),).
    """

    id: str
    type: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()
    owner: str | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of one document. `subject` and `object` are local entity ids; the object of `addressesTheme` is a
    theme id. `attributes` hold only what is known, sorted by key: rank level year conferrer for count (conferral),
    post (holdsPost), role (undertakes); `conferrer` and `for` are local entity ids, `count` a decimal integer."""

    predicate: str
    subject: str
    object: str
    evidence: Evidence
    method: str
    confidence: float
    attributes: tuple[tuple[str, str], ...] = ()

    def get(self, key: str) -> str | None:
        """The value of an attribute, None when it is not known."""
        return next((v for k, v in self.attributes if k == key), None)


@dataclass(frozen=True, slots=True)
class Record:
    """All that one document says: what is cached, resolved and scored. `document_id` is `Document.id`."""

    document_id: str
    name: str
    title: str | None
    date: str | None
    issuer: str | None
    entities: tuple[RecordEntity, ...]
    facts: tuple[Fact, ...]
    themes: tuple[str, ...]
    pipeline: str = ""

    def entity(self, local_id: str) -> RecordEntity:
        """The entity with this local id; KeyError when there is none."""
        for entity in self.entities:
            if entity.id == local_id:
                return entity
        raise KeyError(local_id)


# ---------------------------------------------------------------- resolve: over all documents


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two names or record entities are one thing: the rule and where it was read."""

    rule: str
    left: str
    right: str
    document_id: str | None = None
    span: CharSpan | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One real thing. `iri` is made from what it is (kind, canonical name, owner), see `kg.ids`.

    `members` are the record entities it stands for as (document id, local id), sorted. `attributes` is knowledge about
    it, sorted: legalForm, listed, level, conferredBy (an IRI) …
    """

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    owner: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities of all records, and lines of the corrections file that no longer apply (told, never dropped)."""

    entities: tuple[Entity, ...]
    stale_corrections: tuple[str, ...] = ()
    _by_member: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    def iri_of(self, document_id: str, local_id: str) -> str:
        """The IRI a record entity was resolved to."""
        if not self._by_member:
            self._by_member.update({m: e.iri for e in self.entities for m in e.members})
        return self._by_member[(document_id, local_id)]
