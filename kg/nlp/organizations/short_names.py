"""Names that need no grammar: gazetteer names, declared short names, brand + word (首钢京唐), place + trade (包头铝业)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from spacy.tokens import Doc

from kg.knowledge import Hit, Knowledge
from kg.nlp.frame import knowledge_of
from kg.nlp.lexicon import HARD, Lexicon, lexicon
from kg.nlp.organizations.borders import gap_holds
from kg.nlp.organizations.coined import AFTER_TRADE, Anchor, coined_anchors, head_goes_on, headed_anchors, opens_clause
from kg.nlp.organizations.posted import posted_anchors
from kg.nlp.survey import GENERIC, Survey, hits_of, survey_of
from kg.nlp.words import Words, is_word, words_of

_UNIT_SOON = re.compile(r"[一-龥]{1,4}?(?:事业部|车间|作业区|分厂|工区)")
_SOCIETY = re.compile("协会|学会|联合会|研究会|商会|促进会|基金会|大学")  # 中国土木｜协会 is no company
_VAGUE = re.compile(r"[一-龥]{2,3}(?:公司|分公司|局|厂|院)$")


_SINGLES = frozenset(
    "在的和与为由是将从向对等获任第两一以也已被把及副总原前党厂院所部捧回夺得取拿摘评上下来再只还才曾又更最仅均共先派去到说让做成助有里项目级各方"
)
_LEGAL = re.compile(
    r"[一-龥]{0,12}?(?P<head>(?:股份|集团|控股)?有限(?:责任)?公司|股份公司|发电厂|热电厂|电厂|供电局|电业局)"
)


def known_anchors(words: Words, knowledge: Knowledge, known: Survey, hits: Iterable[Hit]) -> dict[int, Anchor]:
    """Start -> the name that begins there; longest wins, no overlaps."""
    text, lists = words.text, lexicon()
    found: list[Anchor] = []
    for hit in hits:
        if hit.kind == "organization" and _borders(words, hit.start, hit.end) and not _vague(hit.key, knowledge):
            row = knowledge.organization(hit.key)
            meant = knowledge.organization_names[hit.key]
            label = row.type if row else knowledge.organizations[meant[0]].type
            names = (row.name,) if row else ()
            start = _wider(text, hit.start, knowledge) if label == "Institution" else hit.start
            if start < hit.start:
                names = ()
            found.append(Anchor(start, hit.end, label, "gazetteer_v1", 0.95, names))
    if known.short is not None:
        for start, end in known.short.spans(text):
            if _borders(words, start, end):
                found.append(Anchor(start, end, declared_label(text[start:end]), "alias_v1", 0.95))
    if known.brand is not None:
        for start, end in known.brand.spans(text):
            anchor = _branded(words, start, end, lists, knowledge)
            if anchor is not None:
                found.append(anchor)
    found += headed_anchors(words, knowledge, frozenset(known.brands) | known.names)
    found += coined_anchors(words, knowledge, lists)
    found += posted_anchors(words, knowledge, lists)
    return _longest(found)


def anchors_of(doc: Doc) -> dict[int, Anchor]:
    """The anchors of a passage, found once."""
    found: dict[int, Anchor] | None = doc.user_data.get("anchors")
    if found is None:
        found = known_anchors(words_of(doc), knowledge_of(doc), survey_of(doc), hits_of(doc))
        doc.user_data["anchors"] = found
    return found


@lru_cache(maxsize=2_000)
def declared_label(name: str) -> str:
    """Type of a declared short name by its tail; a bare brand is an enterprise."""
    if re.search(r"(?:总工会|协会|学会|联合会|政府|委|厅|局|大学|学院)$", name) and not name.endswith(
        ("电业局", "供电局")
    ):
        return "Institution"
    if re.search(r"(?:车间|采油厂|[一二三四五六七八九十]厂|工区|项目部|小组|班组|中心)$", name):
        return "Unit"
    return "Enterprise"


def _borders(words: Words, start: int, end: int) -> bool:
    if _SOCIETY.match(words.text, end):
        return False
    whole = words.border(start) and words.border(end)
    return end - start >= 5 or whole or (end - start > 2 and not is_word(words.text[start - 1 : start + 1]))


def _wider(text: str, start: int, knowledge: Knowledge) -> int:
    """Where a local body's name begins: 江西省｜国资委, 省｜国资委 are not the national one."""
    for size in (8, 7, 6, 5, 4, 3, 2):
        if start >= size and text[start - size : start] in knowledge.places:
            return start - size
    return start - 1 if start and text[start - 1] in "省市州县区" else start


def _vague(name: str, knowledge: Knowledge) -> bool:
    """山东公司, 贵州分公司: every group has one."""
    return bool(_VAGUE.match(name)) and (
        name.removesuffix("分公司").removesuffix("公司") in knowledge.places or name in GENERIC
    )


def _branded(words: Words, start: int, end: int, lists: Lexicon, knowledge: Knowledge) -> Anchor | None:
    """Brand + trade, place or an unknown word of two characters."""
    text = words.text
    if start and not words.border(start):
        return None
    for size in (4, 3, 2):
        tail = text[end : end + size]
        if len(tail) < size or any(c in HARD for c in tail):
            continue
        if tail in lists.trades or tail in knowledge.places:
            stop = end + size
            more = text[stop : stop + 2]
            if tail in knowledge.places and more in lists.trades:
                stop += 2
            head_ends = words.head(stop)
            if text.startswith(("事业部", "车间", "作业区", "分厂"), stop):
                return None
            if tail not in lists.strong_trades and tail not in knowledge.places and not opens_clause(text, stop):
                return None
            if tail not in lists.strong_trades and _UNIT_SOON.match(text, stop):
                return None
            unit = head_ends > 0 and lists.kind[text[stop:head_ends]] in ("unit", "institute")
            if tail not in lists.strong_trades and (unit or AFTER_TRADE.match(text, stop)):
                return None
            if tail in knowledge.places and stop == end + size and not _ends(text, start, end, stop):
                return None
            if _full_name_goes_on(words, stop, lists, knowledge) or head_goes_on(words, end, stop, lists):
                return None
            return Anchor(start, stop, "Enterprise", "brand_v1", 0.8)
    tail = text[end : end + 2]
    if text[start:end].endswith(lists.trade_tails) or text[start:end] in knowledge.places:
        return None
    head_ends = words.head(end + 2)
    if (head_ends > 0 and lists.kind[text[end + 2 : head_ends]] == "unit") or not opens_clause(text, end + 2):
        return None
    if len(tail) == 2 and not any(c in HARD for c in tail) and _unknown(words, end, knowledge):
        return Anchor(start, end + 2, "Enterprise", "brand_v1:unknown", 0.7)
    return None


_DEPARTMENT = re.compile(r"[一-龥]{2,6}(?:部|处|科|室|中心)(?:党|团|[，。、；的副])|\d{1,2}月|\d{4}年")


_PART_OF = re.compile(
    r"(?!分公司|供电公司)[一-龥]{1,4}?(?:公司|研究院|设计院|科院)"
)  # 国网湖南｜建设公司: the place opens the part's name


def _ends(text: str, start: int, end: int, stop: int) -> bool:
    """True when brand + place (国网｜岳阳) is a whole name: a clause, a date, or a department of a short brand follows."""
    if _PART_OF.match(text, stop):
        return False
    if opens_clause(text, stop):
        return True
    return end - start <= 2 and _DEPARTMENT.match(text, stop) is not None


def _full_name_goes_on(words: Words, position: int, lists: Lexicon, knowledge: Knowledge) -> bool:
    """True when a legal form or a plant's head follows soon: the whole is one name for the grammar."""
    match = _LEGAL.match(words.text, position)
    return match is not None and gap_holds(
        words, position, match.start("head"), lexicon=lists, soft=frozenset(), knowledge=knowledge
    )


def _longest(found: list[Anchor]) -> dict[int, Anchor]:
    kept: dict[int, Anchor] = {}
    last = 0
    for anchor in sorted(found, key=lambda a: (a.start, -a.end, -a.score)):
        if anchor.start >= last:
            kept[anchor.start] = anchor
            last = anchor.end
    return kept


def _unknown(words: Words, start: int, knowledge: Knowledge) -> bool:
    """True when two characters are no dictionary word, begin none, no person, and a word begins after them."""
    text = words.text
    index = words.at(start)
    if (
        is_word(text[start : start + 3])
        or is_word(text[start : start + 4])
        or text[start + 2 : start + 3] in ("化", "性", "型")
    ):
        return False
    if words.starts[index] == start and words.tags[index].startswith("nr") and text[start] in knowledge.surnames:
        return False
    pair = text[start : start + 2]
    if is_word(pair) or not all("一" <= c <= "龥" for c in pair):
        return False
    if is_word(text[start + 1 : start + 3]) or is_word(text[start + 1 : start + 4]):
        return False
    return not (set(pair) & _SINGLES)
