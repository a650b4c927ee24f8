"""One prepared document in, its record out: propose, resolve overlaps, link, find facts, collect evidence.

`load_pipeline` builds the frame once per process; `annotate` is pure: same document and pipeline, same record.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge import Knowledge, load_knowledge
from kg.model import CharSpan, Evidence, Fact, Mention, Passage, Prepared, Record, RecordEntity
from kg.nlp.awards.stated import AFTER, BEFORE, stated
from kg.nlp.components import COMPONENTS, FACT_RULES, VERSION
from kg.nlp.facts.themes.rule import theme_facts
from kg.nlp.frame import Found, Known, Scene
from kg.nlp.link import link_names, speaker_of
from kg.nlp.projects.component import ALONE
from kg.nlp.survey import Survey, survey
from kg.nlp.tagger import NAME as TAGGER
from kg.nlp.tagger import digest, tagger_model
from kg.nlp.themes import ThemeModel, document_themes, load_model, read_themes
from kg.resources import resource
from kg.settings import Settings
from kg.text import wide

QUOTE_CHARS = 200


@dataclass(frozen=True)
class Pipeline:
    """The spaCy frame with its components, the knowledge they use, and the version that names both."""

    nlp: Language
    knowledge: Knowledge
    version: str
    themes: ThemeModel | None = None


def pipeline_version(settings: Settings) -> str:
    """Names all that can change a record: component versions, gazetteers, tagger. Part of the record cache's key."""
    return load_pipeline(settings).version


def load_pipeline(settings: Settings, *, without: frozenset[str] = frozenset()) -> Pipeline:
    """The pipeline for these settings; `without` leaves names out of the gazetteers (to measure unseen groups)."""
    extra = Path(settings.gazetteer) if settings.gazetteer else None
    knowledge = load_knowledge(extra, without=without)
    nlp = spacy.blank("zh")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    version = f"{VERSION}+{knowledge.version}+{_data_version()}"
    model = tagger_model(settings)
    if model is not None:
        nlp.add_pipe(TAGGER, config={"model": str(model)})
        version += f"+{digest(model)}"
    themes = load_model(resource("data", "models", "themes.json"))
    return Pipeline(nlp, knowledge, version, themes)


def annotate(prepared: Prepared, pipeline: Pipeline) -> Record:
    """Everything one document says, each fact with its place in the original text."""
    scenes = read_scenes(prepared, pipeline)
    entities = list(scenes[0].entities.values()) if scenes else []
    found: list[tuple[Passage, Found]] = []
    mentions: dict[str, list[Mention]] = {known.id: [] for known in entities}
    for scene in scenes:
        passage = scene.passage
        found += [(passage, fact) for rule in FACT_RULES for fact in rule(scene)]
        for name in scene.names:
            span = passage.original(name.start, name.end)
            surface = passage.text[name.start : name.end]
            mentions[name.entity].append(Mention(span, surface, name.method, name.score))
    themed = read_themes(prepared, pipeline.knowledge.cues, pipeline.themes)
    found += [
        (prepared.passages[i], fact)
        for i, fact in theme_facts(prepared, scenes, themed, pipeline.themes, spoken_of(f for _, f in found))
    ]
    return Record(
        document_id=prepared.document.id,
        name=prepared.document.name,
        title=prepared.title,
        date=prepared.date,
        issuer=prepared.issuer,
        entities=tuple(
            _entity(known, mentions[known.id]) for known in _told(entities, found, mentions, prepared, pipeline)
        ),
        facts=_once(prepared, found),
        themes=document_themes(themed),
        pipeline=pipeline.version,
    )


def read_scenes(prepared: Prepared, pipeline: Pipeline) -> list[Scene]:
    """The passages with their names linked, as the fact rules look at them."""
    named, entities, issuer = link_names(read_passages(prepared, pipeline), prepared, pipeline.knowledge)
    by_id = {known.id: known for known in entities}
    scenes: list[Scene] = []
    for passage, names in zip(prepared.passages, named, strict=True):
        speaker = issuer if len(prepared.passages) == 1 else speaker_of(names, by_id, issuer)
        before = scenes[-1] if scenes else None
        scenes.append(Scene(passage, names, by_id, pipeline.knowledge, speaker, passage.date or prepared.date, before))
    return scenes


def read_passages(prepared: Prepared, pipeline: Pipeline) -> list[Doc]:
    """The passages as spaCy Docs with the candidates of every component."""
    known = survey([passage.text for passage in prepared.passages], pipeline.knowledge)
    return [_read(passage, index, pipeline, known) for index, passage in enumerate(prepared.passages)]


def _read(passage: Passage, index: int, pipeline: Pipeline, known: Survey) -> Doc:
    doc = Doc(pipeline.nlp.vocab)
    doc.user_data["passage"] = passage
    doc.user_data["knowledge"] = pipeline.knowledge
    doc.user_data["survey"] = known
    doc.user_data["index"] = index
    for _, component in pipeline.nlp.pipeline:
        doc = component(doc)
    return doc


def spoken_of(found: Iterable[Found]) -> set[str]:
    """The entities at the ends of these facts."""
    return {
        end for f in found for end in (f.subject, f.object, *(v for k, v in f.attributes if k in ("for", "conferrer")))
    }


def _told(
    entities: list[Known],
    found: list[tuple[Passage, Found]],
    mentions: dict[str, list[Mention]],
    prepared: Prepared,
    pipeline: Pipeline,
) -> list[Known]:
    """Without honours that nobody receives and the text hardly states, and undertakings nobody takes part in that only
    a common word names."""
    used = spoken_of(f for _, f in found)
    text = wide(prepared.document.text)
    kept = []
    for known in entities:
        told = mentions[known.id]
        if known.type == "Award" and known.id not in used:
            if not stated(known.names[0], told, _around(told, text), pipeline.knowledge):
                continue
        elif known.type == "Project" and known.id not in used and not any(m.method in ALONE for m in told):
            continue
        kept.append(known)
    return kept


def _around(told: list[Mention], text: str) -> list[tuple[str, str]]:
    """The characters before and after each mention in the text of the document."""
    return [(text[max(0, m.span.start - BEFORE) : m.span.start], text[m.span.end : m.span.end + AFTER]) for m in told]


def _entity(known: Known, mentions: list[Mention]) -> RecordEntity:
    ordered = sorted(mentions, key=lambda m: (m.span.start, m.span.end, m.method))
    return RecordEntity(known.id, known.type, known.names, tuple(ordered), known.owner)


def _once(prepared: Prepared, found: list[tuple[Passage, Found]]) -> tuple[Fact, ...]:
    """Facts in order of their proof; of two that say the same the surer one, then the earlier."""
    best: dict[tuple[object, ...], tuple[Passage, Found, float]] = {}
    for passage, f in found:
        told = dict(sorted(f.attributes, reverse=True))  # the first of its key is told
        key = (f.predicate, f.subject, f.object, told.get("rank"), told.get("year"), told.get("post"), told.get("for"))
        confidence = round(f.confidence, 3)
        rival = best.get(key)
        if (
            rival is None
            or confidence > rival[2]
            or (confidence == rival[2] and _span(passage, f) < _span(rival[0], rival[1]))
        ):
            best[key] = passage, f, confidence
    around: dict[tuple[int, int, int], CharSpan] = {}
    facts = [
        Fact(
            predicate=f.predicate,
            subject=f.subject,
            object=f.object,
            evidence=_evidence(prepared, passage, f, around),
            method=f.method,
            confidence=confidence,
            attributes=tuple(sorted(f.attributes)),
        )
        for passage, f, confidence in best.values()
    ]
    return tuple(sorted(facts, key=_place))


def _place(f: Fact) -> tuple[object, ...]:
    span = f.evidence.span
    return span.start, span.end, f.predicate, f.subject, f.object, f.attributes


def _proof(f: Found) -> tuple[int, int]:
    """The proof's ends in the passage: a rule may read them in either order."""
    return min(f.start, f.end), max(f.start + 1, f.end)


def _span(passage: Passage, f: Found) -> CharSpan:
    return passage.original(*_proof(f))


def _evidence(prepared: Prepared, passage: Passage, f: Found, around: dict[tuple[int, int, int], CharSpan]) -> Evidence:
    """The proof of a fact; `around` keeps the places of the sentences told before."""
    start, end = _proof(f)
    first, last = _sentence_at(passage, start), _sentence_at(passage, end - 1)
    span = passage.original(start, end)
    low, high = min(first[0], start), max(last[1], end)
    sentence = around.get((id(passage), low, high))
    if sentence is None:
        sentence = around[id(passage), low, high] = passage.original(low, high)
    quote = _quote(prepared.document.text, passage, start, end)
    return Evidence(span, sentence, quote[:QUOTE_CHARS], prepared.document.page_of(span.start))


def _quote(original: str, passage: Passage, start: int, end: int) -> str:
    """The characters of the original that the passage holds here, as they are written there; lines joined."""
    read, origin = passage.text[start:end], passage.origin[start:end]
    if original.startswith(read, origin[0]) and origin == tuple(range(origin[0], origin[0] + len(read))):
        return read.replace("\n", "")  # nothing moved, nothing made another sign
    return "".join(c if c == " " else original[o] for c, o in zip(read, origin, strict=True) if c != "\n")


def _sentence_at(passage: Passage, position: int) -> tuple[int, int]:
    """The sentence that holds a character, the character alone where none does."""
    index = bisect_right(passage.sentences, (position, len(passage.text))) - 1
    if index >= 0 and passage.sentences[index][0] <= position < passage.sentences[index][1]:
        return passage.sentences[index]
    return position, position + 1


def _data_version() -> str:
    """Names the word lists and fitted weights: a change in them reads every document anew, as a change of code does."""
    digest = hashlib.sha256()
    for path in (*sorted(resource("data", "lexicon").glob("*.txt")), resource("data", "models", "themes.json")):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
