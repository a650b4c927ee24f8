"""Names found once are names everywhere: persons repeated in the text, and the generic words that mean a named thing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc

from kg.nlp.frame import Name, passage_of
from kg.nlp.gate import gated
from kg.nlp.lexicon import HARD, lexicon
from kg.nlp.persons.component import byline_spans
from kg.nlp.registry import Registry
from kg.nlp.survey import GENERIC, Survey
from kg.nlp.trie import Finder
from kg.nlp.words import words_of

_GENERIC = gated(
    r"分公司|分行|(?:本|我|该)?(?:集团公司|公司|集团|局|行|院|厂|矿|校|所)(?![一-龥]?[长化制])|总行|总公司"
)
_BACK = 80
_VISIT = re.compile(r"(?:到|赴|走进|前往)[^，。]{2,24}(?:调研|考察|走访|慰问|检查|参观|座谈)")
_OBJECT = re.compile(r"(?:对标|超越|供应|服务|出口|销往|访问|学习)[^，。；]{0,12}$")  # what only is aimed at
_OPENS = re.compile(
    r"(?:^|[。；\n])(?:近日，?|日前，?|目前，?|其中，?|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?，?|\d{4}年(?:以来|底|初)?，?)?$"
)


def spread_persons(docs: Sequence[Doc], found: Sequence[tuple[Name, ...]]) -> list[tuple[Name, ...]]:
    """Every further place where a person's full name stands, outside other names."""
    sure: dict[str, float] = {}
    for doc, names in zip(docs, found, strict=True):
        for name in names:
            if name.label == "Person":
                written = re.sub(r"[\s　]", "", passage_of(doc).text[name.start : name.end])
                sure[written] = max(sure.get(written, 0.0), name.score)
    # 王骁 beside 王骁睿: the longer one was read where its border is sure
    names_sure = sorted(n for n, score in sure.items() if score >= 0.5 and len(n) >= 2)
    if not names_sure:
        return [tuple(names) for names in found]
    finder = Finder(names_sure)
    result = []
    for doc, names in zip(docs, found, strict=True):
        taken = bytearray(len(passage_of(doc).text) + 1)
        for name in names:
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
        bylines = byline_spans(passage_of(doc).text)
        more = []
        words = words_of(doc)
        for start, end in finder.spans(words.text):
            if 1 in taken[start:end] or any(s <= start < e for s, e in bylines):
                continue
            if end - start == 2 and not (words.border(start) and words.border(end)):
                continue
            more.append(Name(start, end, "Person", "spread_v1:person", sure[words.text[start:end]]))
        result.append(
            tuple(sorted((*names, *more), key=lambda n: (n.start, -n.end, n.label))) if more else tuple(names)
        )
    return result


def generic_names(
    registry: Registry, doc: Doc, names: tuple[Name, ...], issuer: str | None, known: Survey
) -> tuple[Name, ...]:
    """公司, 集团, 我局 as names of what they mean: as declared, else the issuer; 该公司, 该厂 the one named last."""
    text = passage_of(doc).text
    words = words_of(doc)
    taken = bytearray(len(text) + 1)
    for name in names:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    more = []
    ordered = sorted((n for n in names if n.label in ("Enterprise", "Unit")), key=lambda n: n.end)
    ends = [n.end for n in ordered]
    for match in _GENERIC.finditer(text):
        start, end, word = match.start(), match.end(), match.group()
        if 1 in taken[start:end] or not (words.border(start) and words.border(end)):
            continue
        if (
            start
            and text[start - 1] not in HARD
            and words.tags[words.at(start - 1)] in ("n", "ns", "nz", "m", "b", "j", "a")
            and words.word(words.at(start - 1)) not in lexicon().stops
        ):
            continue
        key: str | None = None
        if word.startswith("该"):
            last = [
                n
                for n in ordered[max(0, bisect_right(ends, start) - _BACK) : bisect_right(ends, start)]
                if registry.label_of(n.entity) in ("Enterprise", "Unit")
            ]
            want = "Enterprise" if word[1:] in ("公司", "集团", "集团公司", "行") else None
            fitting = [n for n in last if want is None or n.label == want]
            key = that_one(text, fitting, start).entity if fitting else None
        elif word in (
            "分公司",
            "分行",
            "公司",
            "集团",
            "集团公司",
            "本公司",
            "我公司",
            "本集团",
            "总行",
            "我局",
            "本局",
            "我行",
            "本行",
            "我院",
            "我厂",
            "总公司",
        ):
            visited = _visited(text, start, names) if word == "公司" else None
            before = ordered[max(0, bisect_right(ends, start) - _BACK) : bisect_right(ends, start)]
            key = visited or meant(registry, word, before, text.rfind("\n", 0, start), issuer)
        if key is not None:
            more.append(Name(start, end, registry.label_of(key), "generic_v1", 0.7, (), None, key))
    return tuple(sorted((*names, *more), key=lambda n: (n.start, -n.end, n.label)))


def _visited(text: str, start: int, names: Sequence[Name]) -> str | None:
    """到X公司调研，公司董事长…: the company visited in this sentence."""
    begin = max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1
    if not _VISIT.search(text, begin, start):
        return None
    for name in names:
        if begin <= name.start and name.end < start and name.label == "Enterprise":
            before, after = text[max(begin, name.start - 2) : name.start], text[name.end : name.end + 2]
            if before.endswith(("到", "赴", "进", "往")) and after in (
                "调研",
                "考察",
                "走访",
                "慰问",
                "检查",
                "参观",
                "座谈",
            ):
                return name.entity
    return None


def that_one(text: str, said: Sequence[Name], start: int) -> Name:
    """Which of the organisations before 该公司 it means: what a clause of this or the last sentence opens with, else the last."""
    sentence = max(text.rfind("。", 0, max(text.rfind("。", 0, start), 0)), text.rfind("\n", 0, start)) + 1
    opening = [n for n in said if _OPENS.search(text, max(0, n.start - 14), n.start)]
    close = [n for n in said if n.start >= sentence]
    if opening and (not close or opening[-1].start >= sentence or _OBJECT.search(text, sentence, close[-1].start)):
        return opening[-1]
    return said[-1]


def spread_units(
    registry: Registry, docs: Sequence[Doc], linked: Sequence[tuple[Name, ...]]
) -> Iterator[tuple[Name, ...]]:
    """A unit named once with its owner is meant where its own part stands alone later (门诊部副主任)."""
    parts = registry.owned_parts()
    finder = Finder(sorted(parts)) if parts else None
    for doc, names in zip(docs, linked, strict=True):
        yield names if finder is None else _units_again(parts, finder, doc, names)


def _units_again(parts: Mapping[str, str], finder: Finder, doc: Doc, names: tuple[Name, ...]) -> tuple[Name, ...]:
    text, words = passage_of(doc).text, words_of(doc)
    places = list(finder.spans(text))
    if not places:
        return names
    taken = bytearray(len(text) + 1)
    for name in names:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    more = []
    for start, end in places:
        free = (
            1 not in taken[start:end]
            and words.border(start)
            and (start == 0 or not words.tags[words.at(start - 1)].startswith("n"))
        )
        if free and text[end : end + 1] not in ("长", "员", "化"):
            more.append(Name(start, end, "Unit", "spread_v1:unit", 0.7, (), None, parts[text[start:end]]))
    return tuple(sorted((*names, *more), key=lambda n: (n.start, -n.end, n.label)))


def meant(registry: Registry, word: str, before: Sequence[Name], line: int, issuer: str | None) -> str | None:
    """What a generic word means: as declared, else the fitting name of this paragraph, else the issuer."""
    if word not in GENERIC:
        return None
    if word in registry.generic:
        return registry.meaning(word, issuer)
    if word in ("分公司", "分行"):
        return next((n.entity for n in reversed(before) if n.entity.endswith(word)), None)
    firms = [n for n in before if n.start > line and n.label == "Enterprise" and n.method != "generic_v1"]
    if "集团" in word:
        group = next((n.entity for n in reversed(firms) if "集团" in "".join(registry.names_of(n.entity))), None)
        return group or registry.meaning(word, issuer)
    if issuer is not None:
        return issuer
    anywhere = [n for n in before if n.label == "Enterprise"]
    return firms[0].entity if firms else (anywhere[-1].entity if anywhere else None)
