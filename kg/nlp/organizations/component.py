"""Organisations: known names, short names, and the suffix grammar with its chains (遵义铝业｜氧化铝厂｜溶出车间).

A chain is a run of segments, each ending in a head or being a known name; every prefix that names a thing becomes a
candidate whose owner is the prefix before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge import Knowledge
from kg.nlp.frame import Candidate, candidates, knowledge_of, propose
from kg.nlp.lexicon import HARD, Lexicon, lexicon
from kg.nlp.organizations.borders import gap_holds, left_border, soft_marks
from kg.nlp.organizations.chains import NAME, Segment, grown, honest, link, same_company
from kg.nlp.organizations.coined import Anchor
from kg.nlp.organizations.heads import LINK_NEXT, POST_NEXT, stands_alone, whole
from kg.nlp.organizations.pieces import SITES, bracketed, owner_inside, pieces, sited
from kg.nlp.organizations.short_names import anchors_of
from kg.nlp.survey import GENERIC, survey_of
from kg.nlp.words import Words, is_word, words_of

COMPONENT = NAME
INSIDE = ":inside"  # a group's brand that opens a company's name: a mention only where the group is named elsewhere
_VAGUE = frozenset(
    "专业 服务 火力 上市 先进 大型 外资 跨国 保险 广告 航运 矿业 旅游 电力 建筑 最佳航运 各直属 直属 岛上 海上 虚拟 智慧 煤矸石".split()
)
_OWNED_ONLY = frozenset("区域 片区 大区 中心 站 团队 交易中心 室 科".split())
_NO_OWNER = frozenset("子公司 企业 上市公司 发行人".split())
_BODIES = frozenset("文明办 政法委 网信办 监委 统战部 委员会 工作委员会 联合会 分会 全国委员会 组织部 宣传部".split())
_COMMITTEES = frozenset("党委 党组 纪委".split())
_KINDS = re.compile(r"(?:污水处理厂|发电厂|协会|学会|水厂|税局|之局)$")
_NATIONAL = frozenset("中国 全国 中华 国家 世界 国际 亚洲 欧洲".split())
_HARD = re.compile(f"[{re.escape(''.join(sorted(HARD)))}]")
_LONG_GAP = 14
_LONGEST_CHAIN = 120  # characters: a run of heads beyond it is a list that lost its marks, no name


@Language.component(COMPONENT)
def organization_component(doc: Doc) -> Doc:
    """Proposes enterprises, units and institutions."""
    propose(doc, predict(doc))
    return doc


def predict(doc: Doc) -> tuple[Candidate, ...]:
    """All organisation candidates of a passage, chains nested."""
    words, knowledge = words_of(doc), knowledge_of(doc)
    text = words.text
    anchors = anchors_of(doc)
    soft = soft_marks(text)
    inside = [(a.start, a.end) for a in anchors.values()]
    persons = tuple(
        (c.start, c.end)
        for c in candidates(doc)
        if c.label == "Person"
        and not any(a <= c.start and c.end < b for a, b in inside)
        and not text.startswith("大学", c.end)  # 萨格勒布大学
        and c.end not in soft  # 高诺（衡阳）发展有限公司
    )
    index = doc.user_data["index"]
    full = frozenset(d.at for d in survey_of(doc).declared if d.before and d.passage == index)
    found: list[Candidate] = []
    places = sorted({*words.heads, *anchors})
    for start, end in _runs(text, soft, persons):
        for chain in _chains(words, start, end, anchors, places, soft=soft, knowledge=knowledge, full=full):
            found += [_local(c, text, knowledge) for c in _nested(chain, text)]
    return tuple(c for c in found if not (c.label == "Unit" and bracketed(text, c)))


def _local(c: Candidate, text: str, knowledge: Knowledge) -> Candidate:
    """辽宁省辽阳市委 is also called 辽阳市委."""
    name = text[c.start : c.end]
    if c.label == "Institution" and c.owner is None:
        for size in range(2, 9):
            if knowledge.places.get(name[:size]) == "province" and _place_opens(name[size:], knowledge):
                return replace(c, names=(*c.names, name[size:]))
    return c


def _place_opens(name: str, knowledge: Knowledge) -> bool:
    return any(name[:n] in knowledge.places for n in range(2, 9))


def _runs(text: str, soft: frozenset[int], persons: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Stretches without a mark that ends a name; persons end names too."""
    closed = bytearray(len(text) + 1)
    for start, end in persons:
        closed[start:end] = b"\1" * (end - start)
    for mark in _HARD.finditer(text):
        if mark.start() not in soft:
            closed[mark.start()] = 1
    closed[-1] = 1
    begin = 0
    while begin < len(text):
        position = closed.index(1, begin)
        if position > begin:
            yield begin, position
        begin = position + 1


def _chains(
    words: Words,
    start: int,
    end: int,
    anchors: dict[int, Anchor],
    places: Sequence[int],
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
    for piece in pieces(words, start, end, anchors, places, lists):
        if isinstance(piece, Anchor):
            if piece.end != anchors[piece.start].end and (not chain or piece.start > last):
                begin = _grown_left(words, piece.start, "company", last, lists=lists, knowledge=knowledge, soft=soft)
                piece = replace(piece, start=begin)
            office = piece.label == "Institution" and text[piece.end - 1] in "部厅"
            if chain and piece.start == last and office and chain[-1].label == "Enterprise":
                chain.append(link(last, piece.end, "unit", text, chain[-1]))
            elif chain and piece.start == last and chain[-1].label != "Institution":
                chain.append(Segment(last, piece.end, "known", piece.label, piece.score, piece.method, piece.names))
            else:
                if chain:
                    yield chain
                chain = [Segment(piece.start, piece.end, "known", piece.label, piece.score, piece.method, piece.names)]
                inner = owner_inside(text[piece.start : piece.end], knowledge)
                if inner is not None:
                    known = Segment(piece.start, piece.start + len(inner), "known", "Enterprise", 0.9, "gazetteer_v1")
                    row = knowledge.organization(inner)
                    chain.insert(0, replace(known, names=(row.name,) if row is not None else ()))
            last = piece.end
            continue
        head_start, head_end, kind = piece
        if head_start < last:
            continue
        gap = text[last:head_start]
        site = text[head_start:head_end] in SITES
        if site and chain and not sited(gap, knowledge):
            continue
        elsewhere = kind == "institution" and _place_within(words, last, head_start, knowledge)
        if (
            chain
            and not elsewhere
            and len(gap) <= _LONG_GAP
            and gap_holds(words, last, head_start, lexicon=lists, soft=soft, knowledge=knowledge)
        ):
            if kind == "company" and same_company(chain[-1], gap, text[last:head_end], (last, head_end), full):
                begin = chain[-1].start
                if len(chain) == 1 and chain[0].kind == "known":
                    begin = _grown_left(words, begin, kind, start, lists=lists, knowledge=knowledge, soft=soft)
                chain[-1] = grown(chain[-1], begin, head_end)
            elif (
                len(chain) == 1
                and (
                    begin := _opened(
                        words, chain[0], text[head_start:head_end], start, lists=lists, knowledge=knowledge, soft=soft
                    )
                )
                >= 0
            ):
                chain[-1] = grown(chain[-1], begin, head_end)
            elif (
                text[last - 2 : last] in _COMMITTEES and not gap and text[head_end - 1] in "部室处"
            ):  # 党委｜组织部 is one
                chain[-1] = replace(chain[-1], end=head_end, kind="unit")
            elif chain[-1].label == "Institution" and text[head_start:head_end] in _BODIES and len(chain) == 1:
                chain[-1] = replace(chain[-1], end=head_end)
            elif (
                gap or text[head_start:head_end] in lists.bare or kind == "party" or whole(head_end - head_start, kind)
            ):
                chain.append(link(last, head_end, kind, text, chain[-1]))
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
        if (text[head_start:head_end] == "公司" or kind == "plant") and body in _VAGUE:
            continue
        if text[head_start:head_end] == "集团" and body.endswith("企业"):  # 大型钢铁企业集团
            continue
        if "）" in body and "（" not in body:  # 各直属（｜控股）公司
            continue
        if _common(words, begin, head_start, text[begin:head_end], knowledge):
            continue
        if site and not sited(body, knowledge):
            continue
        linked = kind == "unit" and LINK_NEXT.match(text, head_end) is not None
        if text[head_start:head_end] in _OWNED_ONLY and not POST_NEXT.match(text, head_end) and not linked:
            continue
        alone = linked and head_end - head_start >= 3 and not body  # 选矿厂｜党委
        if not alone and not stands_alone(body, text[begin:head_end], kind, lists):
            continue
        if chain:
            yield chain
        generic = next((w for n in (4, 3, 2) if (w := text[max(last, begin - n) : begin]) in GENERIC), "")
        if kind == "company" and (generic in _NO_OWNER or text[begin - 3 : begin] == "母公司"):
            generic = ""  # 子公司｜远策重工有限公司
        placed = words.tags[words.at(begin)] == "ns"
        chain = [link(begin, head_end, kind, text, None, placed=placed)]
        if generic and chain[0].label != "Institution":
            chain.insert(0, Segment(begin - len(generic), begin, "generic", "Enterprise", 0.0, NAME))
        last = head_end
    if chain:
        yield chain


def _place_within(words: Words, start: int, end: int, knowledge: Knowledge) -> bool:
    """True when a place begins inside a gap: 彝良驰宏协调｜彝良县教体局 are two."""
    if end - start < 4:
        return False
    for index in range(words.at(start + 1), words.at(end - 2) + 1):
        position = words.starts[index]
        if position > start and any(words.text[position : position + n] in knowledge.places for n in (2, 3, 4)):
            return True
    return False


def _common(words: Words, begin: int, end: int, name: str, knowledge: Knowledge) -> bool:
    """True for a kind of works or society that nothing proper names: 城镇污水处理厂, 铝产业协会."""
    if not _KINDS.search(name) or begin == end:
        return False
    position = begin
    while position < end:
        index = words.at(position)
        word = words.text[position : min(words.ends[index], end)]
        if words.tags[index][:2] in ("ns", "nz", "nr", "nt") or word in knowledge.places or not is_word(word):
            return False
        if word in _NATIONAL or word[0].isdigit() or (len(word) == 1 and word in "省市县区州"):
            return False
        position += len(word)
    return True


def _opened(
    words: Words, first: Segment, head: str, limit: int, *, lists: Lexicon, knowledge: Knowledge, soft: frozenset[int]
) -> int:
    """Where a company's legal name begins that holds a group's brand after a place (北京｜首钢｜自动化信息技术有限公司), else -1."""
    if first.kind != "known" or not head.endswith(("有限公司", "责任公司", "总公司", "医院")):
        return -1
    begin = _grown_left(words, first.start, "company", limit, lists=lists, knowledge=knowledge, soft=soft)
    return begin if begin < first.start else -1


def _grown_left(
    words: Words, begin: int, kind: str, limit: int, *, lists: Lexicon, knowledge: Knowledge, soft: frozenset[int]
) -> int:
    """A place before a known name that turns out to be part of a company's full name: 重庆市｜博赛矿业（集团）有限公司."""
    start = left_border(words, begin, kind, limit, lexicon=lists, knowledge=knowledge, soft=soft)
    opened = any(words.text[start : start + n] in knowledge.places for n in range(2, 7))
    opened = opened or words.tags[words.at(start)] == "ns"
    brand = words.text[start:begin]
    opened = opened or (2 <= len(brand) <= 4 and not is_word(brand))  # 中车｜株洲电力机车有限公司
    return start if opened or words.text.startswith("中国", start) else begin


def _nested(chain: list[Segment], text: str) -> Iterator[Candidate]:
    """A candidate for every prefix of the chain; the owner is the prefix before it."""
    begin = chain[0].start
    chain = honest(chain, text)
    owner: tuple[int, int] | None = None
    for index, segment in enumerate(chain):
        if segment.end - begin > _LONGEST_CHAIN:
            return
        name = text[begin : segment.end]
        if segment is chain[0] and name in GENERIC:
            owner = (begin, segment.end)
            continue
        method = segment.method
        following = chain[index + 1] if index + 1 < len(chain) else None
        if index == 0 and following is not None and segment.kind == "known":
            legal = text[begin : following.end].endswith(("有限公司", "责任公司", "总公司", "股份公司"))
            if segment.end - begin <= (4 if legal else 2) and not name.endswith(("集团", "公司", "股份")):
                method += INSIDE  # 中国航发商用航空发动机有限责任公司 alone does not speak of 中国航发
        yield Candidate(begin, segment.end, segment.label, method, segment.score, segment.names, owner)
        owner = (begin, segment.end)
