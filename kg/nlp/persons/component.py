"""Persons: surname grammar where the context speaks for a person: a post or title, an organisation, a list, a verb.

Two components: `persons_by_post.v1` runs before the organisations, so that 董事长姚林 ends the name 指导中铝国贸集团 begins
after; `persons_by_place.v1` runs after them and reads organisation + name, name + （organisation）, and lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.frame import Candidate, candidates, knowledge_of, passage_of, propose
from kg.nlp.gate import gated
from kg.nlp.lexicon import HARD
from kg.nlp.organizations.short_names import anchors_of
from kg.nlp.person_names import CERTAIN, Guess, best_name, called_name, closes, guesses, usual
from kg.nlp.persons.ends import CLAUSE, names_before
from kg.nlp.persons.rows import row_names
from kg.nlp.posts import find_posts
from kg.nlp.words import Words, words_of

BY_POST = "persons_by_post_v1"
BY_PLACE = "persons_by_place_v1"
_GAP = re.compile(r"[ 　：:]{0,3}(?:（[^（）]{1,12}）)?")
_NEXT = re.compile(r"[、，和及与]|[ 　]{1,2}(?=[一-龥])")
_CALLS = gated(
    r"免去|聘请|聘任|任命|提名|选举|推选|授予|追授|表彰|(?:名叫|叫做|叫)|岁的|(?:[长任裁理席]|书记)[是为]|由|与|接替|从|追记|致敬|——记|[”》]|(?<=[一-龥])(?:(?<![施竣开复人加动完化军重手])工|(?<![成增生延特专擅])长|(?<=[选能助高水射旗鼓])手|(?<=[学医])生|(?<=大)使|[员者师官匠的])(?!长)|(?<=[”》])的|(?:还|也|正)是|博士后|徒弟|劳模|值长|：|学习|现任命|免去其|手中接过|和|、|(?:担任|作为|身为|时任)[^，。；、\n]{2,30}，"
)
_CALL_LEAST = {
    "任命": 0.6,
    "聘任": 0.6,
    "聘请": 0.6,
    "免去": 0.6,
    "的": 0.92,
    "岁的": 0.65,
    "工": 0.8,
    "员": 0.8,
    "者": 0.92,
    "师": 0.8,
    "官": 0.8,
    "长": 0.8,
    "手": 0.8,
    "匠": 0.85,
    "后": 0.8,
    "弟": 0.75,
    "模": 0.75,
    "生": 0.92,
    "使": 0.9,
    "：": 0.85,
}
_TRADE = frozenset("工员师手匠")
_TRADE_LEAST = 0.72  # of a name behind a trade that a verb follows
_LINE = re.compile(
    r"(?m)^(?:[\s★☆●○◎◆◇■□▲△▍▌※·—\-]|\d{1,2}[.．、）)]|（[一二三四五六七八九十\d]+）|【[^】\n]{1,10}】)*"
)
_BYLINE = re.compile(
    r"(?:（|\(|^|□|\n|[ 　])(?:本报|本刊|特约|实习)?(?:记者|通讯员|文/?图?|图/?文?|摄影|供图|供稿|撰稿|编辑|责编|责任编辑|校对|责任校对|组稿|整理|作者|本版编辑|编者)[/：:　 ]"
)
_TAKEN_BY = re.compile(r"[一-龥]{1,2}[ 　]?[一-龥]{1,2}[ 　]?摄")
_PLACE_BEFORE = re.compile(r"(?<=[一-龥])(?:市|区|县|代表队|代表团)")
_ENDS = frozenset({"", *" 　，。、；：（）\n"})
_MARK = re.compile("[（，　 ：是系]")
_OF_UNIT = re.compile(r"(?:(?:职工|员工|党员|选手|青年|女工|干部|的)|[ 　]{1,2})?")
_WIDE = re.compile(r"([一-龥])[ 　]{1,2}([一-龥])(?![一-龥])")


@Language.component(BY_POST)
def persons_by_post(doc: Doc) -> Doc:
    """Names right after a post or title, right before a post, 同志 or a verb of speech."""
    propose(doc, _candidates(_by_post(doc), BY_POST, doc))
    return doc


@Language.component(BY_PLACE)
def persons_by_place(doc: Doc) -> Doc:
    """Names beside an organisation, in lists and brackets, and those that repeat a name found."""
    propose(doc, _candidates(_by_place(doc), BY_PLACE, doc))
    return doc


def _candidates(found: Iterator[tuple[Guess, str]], name: str, doc: Doc) -> tuple[Candidate, ...]:
    anchors = anchors_of(doc)
    taken = bytearray(len(passage_of(doc).text) + 1)
    for anchor in anchors.values():
        if anchor.method != "studio_v1" and not anchor.method.startswith("brand_v1:unknown"):
            taken[anchor.start : anchor.end] = b"\1" * (anchor.end - anchor.start)
    places, text = knowledge_of(doc).places, passage_of(doc).text
    found = (
        (g, r)
        for g, r in found
        if 1 not in taken[g.start : g.end]
        and not (g.end - g.start == 3 and text[g.start : g.start + 2] in places and not CERTAIN.match(text, g.end))
        and (text[g.start : g.end] not in places or (r == "post" and (CERTAIN.match(text, g.end) or g.score >= 0.95)))
    )
    return tuple(
        Candidate(g.start, g.end, "Person", f"{name}:{rule}", min(0.99, round(g.score, 2))) for g, rule in found
    )


def _by_post(doc: Doc) -> Iterator[tuple[Guess, str]]:
    words, knowledge = words_of(doc), knowledge_of(doc)
    text, surnames = words.text, knowledge.surnames
    posts = find_posts(text, knowledge)
    walked: set[int] = set()
    for post in posts:
        gap = _GAP.match(text, post.end)
        start = gap.end() if gap is not None else post.end
        held = post.kind != "title"
        yield from _listed(words, start, surnames, "post", 0.5 if held else 0.6, walked, sure=held)
        for size in (3, 2, 4):
            start = post.start - size
            if start >= 0 and (start == 0 or text[start - 1] in CLAUSE):
                if post.kind == "title" and text[start - 1 : start] == "“":  # “荆楚工匠”
                    break
                guess = best_name(words, start, surnames, 0.6)
                if guess is not None and guess.end == post.start:
                    yield guess, "before-post"
                    break
    for match in _CALLS.finditer(text):
        said = match.group()
        least = _CALL_LEAST.get(said, _CALL_LEAST.get(said[-1:], 0.75))
        guess = best_name(words, match.end(), surnames, _TRADE_LEAST) if said[-1] in _TRADE else None
        if guess is not None and closes(words, guess.end):
            least = min(least, guess.score)
        yield from _listed(words, match.end(), surnames, "called", least, walked)
    for match in _LINE.finditer(text):
        guess = best_name(words, match.end(), surnames, 0.85)
        if guess is not None and (
            text[guess.end : guess.end + 1] in "，、　 （"
            or (text[guess.end : guess.end + 1] == "：" and usual(text[guess.start : guess.end]))
        ):
            yield from _listed(words, match.end(), surnames, "opens-line", 0.85, walked)
    yield from row_names(words, surnames)
    yield from names_before(words, surnames)


def _listed(
    words: Words, start: int, surnames: frozenset[str], rule: str, least: float, walked: set[int], *, sure: bool = False
) -> Iterator[tuple[Guess, str]]:
    """A name at `start` and the names that follow it in a list; `walked` holds the ends of names from which the list
    has been told before, so that a list of many names is told once and not from each of them; `sure` where a name must
    stand."""
    text = words.text
    spaced = _spaced(text, start, surnames)
    guess = spaced or (called_name if sure else best_name)(words, start, surnames, least)
    while guess is not None:
        yield guess, rule
        if guess.end in walked:
            return
        walked.add(guess.end)
        link = _NEXT.match(text, guess.end)
        if link is None or text[guess.end] in "，":
            return
        guess = _spaced(text, link.end(), surnames) or best_name(words, link.end(), surnames, 0.62)
        if guess is not None and link.group()[0] in " 　" and text[guess.end : guess.end + 1] not in _ENDS:
            return
        rule = "list"


def _spaced(text: str, start: int, surnames: frozenset[str]) -> Guess | None:
    """何　飞: a two-character name set wide."""
    if text[start + 1 : start + 2] not in (" ", "　"):
        return None
    match = _WIDE.match(text, start, start + 4)
    if match is None or match.group(1) not in surnames:
        return None
    return Guess(start, match.end(), 0.8)


def _by_place(doc: Doc) -> Iterator[tuple[Guess, str]]:
    words, knowledge = words_of(doc), knowledge_of(doc)
    text, surnames = words.text, knowledge.surnames
    organizations = [c for c in candidates(doc) if c.label not in ("Person", "Award", "Project")]
    ends = {c.end for c in organizations}
    ends |= {end + 1 for end in ends if text[end : end + 2] == "）的"}  # 远策（江北远策有限公司）的周启明
    starts = {c.start for c in organizations}
    walked: set[int] = set()
    for end in sorted(ends):
        gap = _OF_UNIT.match(text, end, end + 3)
        begin = gap.end() if gap is not None else end
        guess = None if begin in starts else best_name(words, begin, surnames, 0.74)
        if guess is None or not closes(words, guess.end):
            continue
        yield from _listed(words, begin, surnames, "after-organization", 0.72, walked)
    for mark in _MARK.finditer(text):
        position = mark.start()
        if position > 1 and text[position - 1] not in HARD:
            yield from _before_mark(words, position, starts, surnames)
    for match in _PLACE_BEFORE.finditer(text):
        guess = best_name(words, match.end(), surnames, 0.8)
        if guess is not None and CERTAIN.match(text, guess.end):
            yield from _listed(words, match.end(), surnames, "after-place", 0.8, walked)
    yield from _line_lists(words, surnames)


def _before_mark(
    words: Words, mark: int, organizations: set[int], surnames: frozenset[str]
) -> Iterator[tuple[Guess, str]]:
    """Name + （organisation… or name，organisation… at the beginning of a clause, a line or a list item."""
    text = words.text
    after = mark + 1
    while text[after : after + 1] in ("　", " "):
        after += 1
    if after not in organizations:
        return
    for size in (3, 2, 4):
        start = mark - size
        if start >= 0 and (start == 0 or text[start - 1] in CLAUSE or text[start - 1] in ".．0123456789"):
            called = text[mark] in "是系" and size == 3
            guess = _spaced(text, start, surnames) or (called_name if called else best_name)(
                words, start, surnames, 0.6
            )
            if guess is not None and guess.end == mark:
                yield guess, "before-organization"
                return


def _line_lists(words: Words, surnames: frozenset[str]) -> Iterator[tuple[Guess, str]]:
    """A list by 、 of nothing but names (at least three of them)."""
    text = words.text
    for match in re.finditer(r"(?:[一-龥·]{2,8}、){2,}[一-龥·]{2,8}", text):
        start, found = match.start(), []
        parts = match.group().split("、")
        for index, part in enumerate(parts):
            guess = best_name(words, start, surnames, 0.6)
            exact = guess is not None and guess.end == start + len(part)
            if guess is None and 2 <= len(part) <= 3 and len(parts) >= 4 and part[0] in surnames:
                guess, exact = Guess(start, start + len(part), 0.6), True
            if guess is not None and (exact or index == len(parts) - 1):
                found.append(guess)
            start += len(part) + 1
        if len(found) >= 2 and len(found) == len(parts) - 1:
            first = _ending(words, match.start() + len(parts[0]), surnames)
            if first is not None:
                found.append(first)
        if len(found) >= 3 and len(found) >= len(parts) - 1:
            for guess in found:
                yield guess, "list"


def _ending(words: Words, end: int, surnames: frozenset[str]) -> Guess | None:
    """The name that ends the first item of a list: 参加座谈的有周启明、…"""
    for size in (3, 2, 4):
        start = end - size
        if start >= 0 and words.border(start):
            guess = next((g for g in guesses(words, start, surnames) if g.end == end and g.score >= 0.8), None)
            if guess is not None:
                return guess
    return None


@lru_cache(maxsize=64)
def byline_spans(text: str) -> list[tuple[int, int]]:
    """Where a byline stands (（通讯员 林小雨）, □ 赵桐): names there are the writer's, not the story's."""
    spans = [(m.start(), _line_end(text, m.end())) for m in _BYLINE.finditer(text)]
    spans += [
        m.span() for m in re.finditer(r"（[一-龥]{1,2}[ 　]?[一-龥]{1,2}(?:[ 　][一-龥]{2,3}){0,2}）(?=\n|$)", text)
    ]
    spans += [m.span() for m in re.finditer(r"□[^\n。，]{2,30}", text)]
    if "摄" in text:
        spans += [m.span() for m in _TAKEN_BY.finditer(text)]
    return spans


def _line_end(text: str, start: int) -> int:
    stops = [p for p in (text.find("）", start), text.find("\n", start)) if p >= 0]
    return min([*stops, start + 24])
