"""Organisations: known names, short names, and the suffix grammar with its chains (遵义铝业｜氧化铝厂｜溶出车间).

A chain is a run of segments, each ending in a head or being a known name; every prefix that names a thing becomes a
candidate whose owner is the prefix before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge import Knowledge
from kg.nlp.borders import gap_holds, left_border, soft_marks
from kg.nlp.frame import Candidate, candidates, knowledge_of, propose
from kg.nlp.lexicon import HARD, Lexicon, lexicon
from kg.nlp.short_names import Anchor, anchors_of
from kg.nlp.survey import GENERIC, survey_of
from kg.nlp.words import Words, is_word, words_of

NAME = "organization_v1"
_EXEMPT = frozenset("车间 党委 公司 集团 省委 市委 州委 县委 区委 总工会 工会".split())
_POST_AFTER = re.compile(
    r"(?:第[一二三四]|副|原|常务|总)?(?:书记|主席|委员|常委|成员|秘书|组长|副书记|副主席|换届|会议|常委会|全会|决定|政府)"
)
_MINISTRY = re.compile(
    r"(?:国家)?(?:水利|电力|石油|冶金|铁道|交通|煤炭|化学|纺织|机械|核|航天|航空|轻|兵器|邮电|建设|地质)+(?:矿产|运输|工业)?部$"
)
_PLACE_INSTITUTE = re.compile(
    r"(?:北京|上海|天津|沈阳|成都|贵阳|西安|洛阳|株洲|武汉|南京|长沙|大连|哈尔滨|昆明|郑州|广州|兰州|济南|太原|杭州|合肥)所"
)
_PLACED = re.compile(r"[一-龥]{2,3}(?:省|市|县)|[一-龥]{2}(?:钢|铝|铜|铅|锌|水泥|化工|轧钢|钢铁)")
_HONOUR = re.compile(
    r"(?:红旗|先进|优秀|示范|模范|标杆|文明|[五四三二一]星级|星级|卓越|光荣|一流|金牌|最美|最佳|和谐|五好)(?:性|型|企业|基层|职工|女职工)*(?:创新)?(?:党委|党总支|党支部|团委|团支部|团总支|集体|班组|车间|工区|工作室|团队|小组|QC小组|单位|岗|号|井组|站|所|队|班)$"
    r"|^(?:全国|国家级|省级|市级|国家)(?!.*(?:公司|集团)).*(?:QC小组|小组|工作室|党委|党支部|团委|团支部|班组)$|^(?:先进|优秀|标杆|模范)"
)
_BEFORE_SUO = re.compile(r"[0-9一二三四五六七八九十州阳京海]$")
_LONG_GAP = 14
_COMPANY = ("company", "plant", "known")


@dataclass(frozen=True, slots=True)
class Segment:
    """One link of a chain, [start, end) of the passage; `start` is where the link's own text begins."""

    start: int
    end: int
    kind: str
    label: str
    score: float
    method: str
    names: tuple[str, ...] = ()


@Language.component(NAME)
def organization_component(doc: Doc) -> Doc:
    """Proposes enterprises, units and institutions."""
    propose(doc, predict(doc))
    return doc


def predict(doc: Doc) -> tuple[Candidate, ...]:
    """All organisation candidates of a passage, chains nested."""
    words, knowledge = words_of(doc), knowledge_of(doc)
    text = words.text
    anchors = anchors_of(doc)
    inside = [(a.start, a.end) for a in anchors.values()]
    persons = tuple(
        (c.start, c.end)
        for c in candidates(doc)
        if c.label == "Person" and not any(a <= c.start and c.end < b for a, b in inside)
    )
    soft = soft_marks(text)
    index = doc.user_data["index"]
    full = frozenset(d.at for d in survey_of(doc).declared if d.before and d.passage == index)
    found: list[Candidate] = []
    for start, end in _runs(text, soft, persons):
        for chain in _chains(words, start, end, anchors, soft=soft, knowledge=knowledge, full=full):
            found += _nested(chain, text)
    return tuple(found)


def _runs(text: str, soft: frozenset[int], persons: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Stretches without a mark that ends a name; persons end names too."""
    closed = bytearray(len(text) + 1)
    for start, end in persons:
        closed[start:end] = b"\1" * (end - start)
    begin = 0
    for position, char in enumerate(text + "\n"):
        if closed[position] or (char in HARD and position not in soft):
            if position > begin:
                yield begin, position
            begin = position + 1


def _chains(
    words: Words,
    start: int,
    end: int,
    anchors: dict[int, Anchor],
    *,
    soft: frozenset[int],
    knowledge: Knowledge,
    full: frozenset[int],
) -> Iterator[list[Segment]]:
    """The chains of one run, left to right."""
    lists = lexicon()
    text = words.text
    chain: list[Segment] = []
    last = start
    for piece in _pieces(words, start, end, anchors, lists):
        if isinstance(piece, Anchor):
            if chain and piece.start == last and chain[-1].label != "Institution":
                chain.append(Segment(last, piece.end, "known", piece.label, piece.score, piece.method, piece.names))
            else:
                if chain:
                    yield chain
                chain = [Segment(piece.start, piece.end, "known", piece.label, piece.score, piece.method, piece.names)]
            last = piece.end
            continue
        head_start, head_end, kind = piece
        if head_start < last:
            continue
        gap = text[last:head_start]
        if chain and len(gap) <= _LONG_GAP and gap_holds(words, last, head_start, lexicon=lists, soft=soft):
            if kind == "company" and _same_company(chain[-1], gap, text[last:head_end], (last, head_end), full):
                begin = chain[-1].start
                if len(chain) == 1 and chain[0].kind == "known":
                    begin = _grown_left(words, begin, kind, start, lists=lists, knowledge=knowledge, soft=soft)
                chain[-1] = _grown(chain[-1], begin, head_end)
            elif gap or text[head_start:head_end] in lists.bare or kind == "party":
                chain.append(_segment(last, head_end, kind, text, chain[-1], lists))
            else:
                continue
            last = head_end
            continue
        begin = left_border(words, head_start, kind, last, lexicon=lists, knowledge=knowledge, soft=soft)
        body = text[begin:head_start]
        if not body and text[head_start:head_end] in GENERIC:
            if chain:
                yield chain
            chain = [Segment(head_start, head_end, "generic", "Enterprise", 0.0, NAME)]
            last = head_end
            continue
        if not _stands_alone(body, text[begin:head_end], kind, lists):
            continue
        if chain:
            yield chain
        generic = next((w for n in (4, 3, 2) if (w := text[max(last, begin - n) : begin]) in GENERIC), "")
        chain = [_segment(begin, head_end, kind, text, None, lists)]
        if generic and chain[0].label != "Institution":
            chain.insert(0, Segment(begin - len(generic), begin, "generic", "Enterprise", 0.0, NAME))
        last = head_end
    if chain:
        yield chain


def _pieces(
    words: Words, start: int, end: int, anchors: dict[int, Anchor], lists: Lexicon
) -> Iterator[Anchor | tuple[int, int, str]]:
    """Known names and heads in order; a head inside a known name is not told."""
    text, position = words.text, start
    while position < end:
        anchor = anchors.get(position)
        if anchor is not None and anchor.end <= end:
            yield anchor
            position = anchor.end
            continue
        match = lists.head.match(text, position, end)
        if match is not None and _is_head(words, match.start(), match.end(), lists):
            yield match.start(), match.end(), lists.kind[match.group()]
            position = match.end()
            continue
        position += 1


def _is_head(words: Words, start: int, end: int, lists: Lexicon) -> bool:
    text = words.text
    head = text[start:end]
    index = words.at(end - 1)
    if head not in _EXEMPT and end not in words.edges and not (end in words.cuts and not is_word(words.word(index))):
        return False
    word = words.word(index)
    if len(head) == 1 and word == head and words.tags[index][:1] not in "nqjkgcz":
        return False
    if len(head) == 1 and (text[end - 2 : end] in lists.not_heads or text[end - 3 : end] in lists.not_heads):
        return False
    if len(head) == 1 and word == head and words.tags[index] == "c" and not _BEFORE_SUO.search(text, 0, start):
        return False
    if words.ends[index] == end and len(word) > len(head) and word in lists.not_heads:
        return False
    if (lists.kind[head] == "party" or head in ("董事会", "监事会", "委员会")) and _POST_AFTER.match(text, end):
        return False
    if text[start - 1 : start] in ("（", "(") and text[end : end + 1] in ("）", ")"):
        return False
    if text[start:end] in ("集团", "公司") and text[end : end + 1] in ("化", "制", "法", "级", "债", "章"):
        return False
    return text[end : end + 1] != "长" or text[end : end + 2] in ("长期", "长远")


def _stands_alone(body: str, name: str, kind: str, lists: Lexicon) -> bool:
    """True when a name without an owner names something: it has a body of its own."""
    if name in lists.not_heads or name in GENERIC:
        return False
    if kind == "party":
        return body in GENERIC or len(body) >= 3
    if len(body) == 1:
        return kind == "unit" and body in "一二三四五六七八九十" and name[-1] in "矿厂院所"
    return len(body) >= 2


def _segment(start: int, end: int, kind: str, text: str, owner: Segment | None, lists: Lexicon) -> Segment:
    label = _label(text[start:end], kind, owner)
    score = {"company": 0.9, "plant": 0.8, "institute": 0.8, "institution": 0.8, "party": 0.85}.get(kind, 0.75)
    return Segment(start, end, kind, label, score + (0.05 if owner else 0.0), f"{NAME}:{kind}")


def _label(name: str, kind: str, owner: Segment | None) -> str:
    inside = owner is not None and owner.label != "Institution"
    if kind in ("company", "plant"):
        return "Enterprise"
    if kind == "institute":
        return "Enterprise" if inside or len(name) <= 3 else "Institution"
    if kind == "institution":
        if inside and name.endswith(("医院", "学院", "学校", "大学")):
            return "Enterprise" if name.endswith("医院") else "Institution"
        inner = name.startswith(("党委", "党组")) or name in ("宣传部", "组织部", "统战部")
        return "Unit" if inside or inner else "Institution"
    if kind == "unit" and _PLACE_INSTITUTE.fullmatch(name):
        return "Enterprise"
    if kind == "unit" and owner is None:
        if _MINISTRY.match(name):
            return "Institution"
        if name.endswith("厂") and _PLACED.match(name):
            return "Enterprise"
    if kind == "party":
        return "Unit"
    return "Unit"


def _same_company(last: Segment, gap: str, own: str, span: tuple[int, int], full: frozenset[int]) -> bool:
    """True when a company's head ends the same name the chain's last link began: 天威保变｜电气股份有限公司."""
    legal = own.endswith("有限公司") or own.endswith(("责任公司", "股份公司", "总公司"))
    if not gap or (gap[0] == "（" and gap[-1] == "）"):
        return own != "分公司" and (last.kind in _COMPANY or legal)
    if not legal:
        return False
    return last.method.startswith(("brand_v1", "place_v1")) or (last.kind == "known" and span[1] in full)


def _honest(chain: list[Segment], text: str) -> list[Segment]:
    """The chain up to a link that is an honour (全国五四红旗团委), not a unit."""
    for index, segment in enumerate(chain):
        own = text[segment.start : segment.end]
        if segment.label != "Unit" or segment.kind == "known":
            continue
        quoted = (
            index == 0 and text[segment.start - 1 : segment.start] == "“" and text[segment.end : segment.end + 1] == "”"
        )
        if _HONOUR.search(own) or (quoted and not text.startswith(("支部", "团队"), segment.end + 1)):
            return chain[:index]
    return chain


def _grown_left(
    words: Words, begin: int, kind: str, limit: int, *, lists: Lexicon, knowledge: Knowledge, soft: frozenset[int]
) -> int:
    """A place before a known name that turns out to be part of a company's full name: 重庆市｜博赛矿业（集团）有限公司."""
    start = left_border(words, begin, kind, limit, lexicon=lists, knowledge=knowledge, soft=soft)
    opened = any(words.text[start : start + n] in knowledge.places for n in range(2, 7))
    opened = opened or words.tags[words.at(start)] == "ns"
    return start if opened or words.text.startswith("中国", start) else begin


def _grown(segment: Segment, start: int, end: int) -> Segment:
    return Segment(start, end, "company", "Enterprise", segment.score, segment.method, ())


def _nested(chain: list[Segment], text: str) -> Iterator[Candidate]:
    """A candidate for every prefix of the chain; the owner is the prefix before it."""
    begin = chain[0].start
    chain = _honest(chain, text)
    owner: tuple[int, int] | None = None
    for segment in chain:
        name = text[begin : segment.end]
        if segment is chain[0] and name in GENERIC:
            owner = (begin, segment.end)
            continue
        yield Candidate(begin, segment.end, segment.label, segment.method, segment.score, segment.names, owner)
        owner = (begin, segment.end)
