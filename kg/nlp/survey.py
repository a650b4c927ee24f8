"""What a whole document declares about names before its passages are read: short names, generic words, brands.

`中国铝业股份有限公司（以下简称“中国铝业”“公司”）` says that 中国铝业 is a name everywhere in the document and that 公司 means this
company. A brand (中铝 of 中铝集团) lets the grammar read 中铝环保 as a company.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import rjieba
from spacy.tokens import Doc

from kg.knowledge import Hit, Knowledge
from kg.nlp.lexicon import lexicon
from kg.nlp.trie import Finder

GENERIC = frozenset(
    "公司 本公司 我公司 集团 本集团 集团公司 总公司 我局 本局 总行 本行 我行 我院 我厂 我所 我校 总部 本部 企业 上市公司 发行人 分公司 分行 子公司".split()
)
_ALIAS = re.compile(
    r"（(?:[^（）]{0,12}[，、；])?(?:以下|下|以下均|以下统|下文)?(?:简|统|合)?称(?:为|作)?[：:]?"
    r"(?P<quoted>[“\"「][^）]{1,40})?(?P<plain>[^“”\"（），、；]{1,12})?）"
)
_BRACKET = re.compile(
    r"（(?:(?<=公司（)|(?<=集团（)|(?<=[院局部会厅厂所社校]（)|(?<=[一-龥]{4}（))(?:原|又称|即|今)?(?P<plain>[^（），。、；：\s]{2,10})）"
)
_QUOTED = re.compile(r"[“\"「]([^”\"」]{1,14})[”\"」]")
_MEANS = re.compile(r"(?P<names>(?:[“\"][^”\"]{1,10}[”\"]、?(?:和|或)?){1,4})[，,]?(?:均|都)?(?:是)?指(?:的是)?")
_TAIL = re.compile(r"(?:股份|控股|集团|有限|责任|总)*(?:公司|集团|股份|控股)$")
_GROUP = re.compile(
    r"[\s，。；：、“”（）《》【】由与和及对在到为向从是](?!部分|全部|剩余|其余|多数|少数|所持|持有|限售|流通|国有|新增|回购)([一-龥]{2,4}?)(?:集团|股份)(?![一-龥]*制)"
)
_OWNER = re.compile(
    r"[\s，。；：、“”（）《》【】由与和及对在到为向从是●◆■▲]([一-龥]{3,5}?)(?:所属|旗下|下属|职工|员工|党委|工会)"
)
_SPEAKERS = frozenset("我们 我司 我方 甲方 乙方 丙方 本协议 双方".split())  # declared, but names of nobody
_HANZI = re.compile(r"[一-龥A-Za-z0-9]+$")


@dataclass(frozen=True, slots=True)
class Declared:
    """A short name and the place of its declaration: the full name ends at `at` (or begins there: `before` False)."""

    name: str
    passage: int
    at: int
    before: bool = True


@dataclass(frozen=True, slots=True)
class Survey:
    """`declared`: all declarations in order; `brands`: brand -> a name that bears it; `short`, `brand` find them;
    `hits`: what the gazetteers know in each passage."""

    declared: tuple[Declared, ...]
    brands: Mapping[str, str]
    short: Finder | None
    brand: Finder | None
    hits: tuple[tuple[Hit, ...], ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The declared short names that are names (公司 and its like are not)."""
        return frozenset(d.name for d in self.declared if d.name not in GENERIC)


def survey(texts: Iterable[str], knowledge: Knowledge) -> Survey:
    """Read the passages' texts once for declarations and brands."""
    texts = list(texts)
    declared: list[Declared] = []
    brands: dict[str, str] = {}
    hits = tuple(knowledge.find(text) for text in texts)
    for index, text in enumerate(texts):
        declared += _declarations(index, text)
        for hit in hits[index]:
            if hit.kind == "organization":
                found = knowledge.organization(hit.key)
                if found is not None and found.type == "Enterprise":
                    for name in (hit.key, *found.aliases):
                        _brand(brands, name, knowledge)
        for match in _GROUP.finditer("\n" + text):
            if not any(word in lexicon().stops for word in rjieba.cut(match.group(1))):
                _brand(brands, match.group(1) + "集团", knowledge)
    whole = "\n" + "\n".join(texts)
    shorts = {m.group(1) for m in _OWNER.finditer(whole)}
    shorts = {s for s in shorts if whole.count(s) >= 3 and _coined(s, knowledge)}
    for short in sorted(shorts):
        _brand(brands, short, knowledge)
    for one in declared:
        if one.name not in GENERIC:
            _brand(brands, one.name, knowledge)
    names = sorted({d.name for d in declared if d.name not in GENERIC} | shorts)
    return Survey(
        declared=tuple(declared),
        brands=brands,
        short=Finder(names) if names else None,
        brand=Finder(sorted(brands)) if brands else None,
        hits=hits,
    )


def _coined(short: str, knowledge: Knowledge) -> bool:
    """True for a name of its own: no head, no stop word, no place alone."""
    lists = lexicon()
    pieces = rjieba.cut(short)
    ends = any(short.endswith(head) for head in lists.kind)
    return (
        not ends
        and short not in knowledge.places
        and not any(p in lists.stops or p in lists.soft_stops for p in pieces)
    )


def survey_of(doc: Doc) -> Survey:
    """The survey of the document a passage's Doc belongs to."""
    found: Survey = doc.user_data["survey"]
    return found


def hits_of(doc: Doc) -> tuple[Hit, ...]:
    """What the gazetteers know in a passage."""
    return survey_of(doc).hits[doc.user_data["index"]]


def _declarations(index: int, text: str) -> list[Declared]:
    found: list[Declared] = []
    if "称" in text:
        for match in _ALIAS.finditer(text):
            inner = match.group()[1:-1]
            names = _QUOTED.findall(inner) or ([match["plain"]] if match["plain"] else [])
            found += [Declared(_clean(n), index, match.start()) for n in names if _clean(n)]
    if "指" in text:
        for match in _MEANS.finditer(text):
            names = _QUOTED.findall(match["names"])
            found += [Declared(_clean(n), index, match.end(), before=False) for n in names if _clean(n)]
    for match in _BRACKET.finditer(text):
        name, before = match["plain"], text[max(0, match.start("plain") - 30) : match.start("plain") - 1]
        proper = len(name) >= 3 and not re.search(r"\d|[名人项个家届年]$", name)
        if proper and _HANZI.match(name) and name not in GENERIC and _abbreviates(name, before):
            found.append(Declared(name, index, match.start("plain") - 1))
    return [d for i, d in enumerate(found) if d not in found[:i]]


def _clean(name: str) -> str:
    name = name.strip("“”\"'「」 或和")
    return name if _HANZI.match(name) and name not in _SPEAKERS else ""


def _abbreviates(short: str, full: str) -> bool:
    """True when the characters of `short` stand in `full` in this order and enough of it is cut."""
    position = -1
    for char in short:
        position = full.find(char, position + 1)
        if position < 0:
            return False
    return len(full) >= len(short) + 2


def _brand(brands: dict[str, str], name: str, knowledge: Knowledge) -> None:
    brand = _TAIL.sub("", name)
    plain = brand.removeprefix("中国") if len(brand) <= 4 else brand
    if 2 <= len(brand) <= 4 and brand not in knowledge.places and plain and brand not in GENERIC:
        brands.setdefault(brand, name)
