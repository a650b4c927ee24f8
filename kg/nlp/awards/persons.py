"""The component `persons_by_honour_v1`: names of people that only an honour beside them gives away.

张三获…, 甲区张三、乙区李四获三等奖, 工匠张三, 授予风钻工张三五一劳动奖章: the verb or the honour marks one end of the name, a surname the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import ORGANIZATION_TYPES, Passage
from kg.nlp.awards.table_columns import columns_of
from kg.nlp.awards.words import RANK
from kg.nlp.frame import Candidate, candidates, knowledge_of, passage_of, propose
from kg.nlp.gate import gated
from kg.nlp.person_names import Guess, best_name, guesses
from kg.nlp.words import Words, is_word, words_of

NAME = "persons_by_honour_v1"
RECEIVES = gated(
    r"(?:分别|双双|同时|先后|也|还|又|均|都|曾|一道|一同|共同|同|等[\d一二两三四五六七八九十]+[人名位])*(?:荣获|喜获|获评|获颁|获得|获授|荣膺|斩获|摘得|捧回|夺得|包揽|被授予|被评为|当选(?!的)|入选(?!的)|分获|榜上有名|上榜|名?列其中|在列|获此殊荣"
    r"|获(?=[“\d]|[\u4e00-\u9fff]{2,30}?(?:奖|称号|模范|能手|工匠|先锋|标兵|[一二三]等|[金银铜]|第\w{1,2}名)))",
)
HOLDER = re.compile(r"[”》]?(?:称号|荣誉)?(?:获得者|得主|荣誉称号获得者)?")
NO_NAME = re.compile(r"(?:[师长员工者家手]|公司|集团|中心|车间|单位|个人|集体)$")
NO_PERSON = re.compile(r"(?:公司|集团|工厂|技师|入选|[奖级厂院局矿])$")
LISTS = re.compile(
    r"(?:完成人|获奖者|获得者|得主|当选者|入选者|获奖人员|主创人员|发明人)(?:名单)?(?:分别|依次)?(?:为|是|有|包括)"
)
HEADING = "单位|项目|部门|等级|名称|人员|职务|时间"  # words that end the cell of a table's header
CELL_NAME = re.compile(
    rf"(?!空缺|暂缺|从略|姓名|备注|合计|小计|[\u4e00-\u9fff]*(?:{HEADING})$)[\u4e00-\u9fff]{{2,4}}"
    r"|[\u4e00-\u9fff]{2,5}·[\u4e00-\u9fff]{2,6}"
)
BESIDE = re.compile(
    rf"(?:{RANK}|[员工师长手]|司机|经理|书记|主任|主席|副?总工?|技师|教授|[厂部班组所院局段矿站队]|公司|集团|中心|车间)(?:（[^（）]*）)?$"
)
OPENS = frozenset("，。；：！？\n“”（ 　、和与及")
UNIT_BEFORE = re.compile(
    r"(?:[区县市队厂部班组所院局段矿站科室司团行处办社港场校台馆]|公司|集团|中心|车间|[工员师长家手]|代表队|职工|选手|授予|表彰)$"
)


@Language.component(NAME)
def persons_by_honour(doc: Doc) -> Doc:
    """Adds persons that stand where a winner stands."""
    propose(doc, predict(doc))
    return doc


def predict(doc: Doc) -> Iterator[Candidate]:
    """The candidates of a passage; changes nothing."""
    words, surnames, text = words_of(doc), knowledge_of(doc).surnames, passage_of(doc).text
    proposed = candidates(doc)
    if not any(c.label == "Award" for c in proposed):
        return
    places = knowledge_of(doc).places
    units = frozenset(c.end for c in proposed if c.label in ORGANIZATION_TYPES)
    for guess in _in_columns(passage_of(doc), surnames):
        yield Candidate(guess.start, guess.end, "Person", "persons.v1:column", guess.score)
    for guess, rule in [*_winners(words, text, surnames, units), *_titled(words, text, surnames, proposed)]:
        if text[guess.start : guess.end] not in places:
            yield Candidate(guess.start, guess.end, "Person", f"persons.v1:{rule}", min(0.9, round(guess.score, 2)))


def _in_columns(passage: Passage, surnames: frozenset[str]) -> Iterator[Guess]:
    """Names that fill a cell of a roll beside a rank, a post or a unit: the layout says that they are people."""
    text = passage.text
    for line in passage.paragraphs:
        cells = columns_of(text, line)
        for index, (start, end) in enumerate(cells):
            name = text[start:end]
            if (
                not CELL_NAME.fullmatch(name)
                or NO_PERSON.search(name)
                or not (name[0] in surnames or name[:2] in surnames or not is_word(name))
            ):
                continue
            beside = [text[slice(*cell)] for i, cell in enumerate(cells) if abs(i - index) == 1]
            if any(BESIDE.search(other) for other in beside):
                yield Guess(start, end, 0.85)


def _winners(words: Words, text: str, surnames: frozenset[str], units: frozenset[int]) -> Iterator[tuple[Guess, str]]:
    """Names that end where a verb of receiving begins, and those joined to them by 、."""
    for act in RECEIVES.finditer(text):
        end = act.start()
        for _ in range(12):
            guess = _ending(words, text, end, surnames, units)
            if guess is None:
                break
            yield guess, "wins"
            joint = max(
                text.rfind("、", max(0, guess.start - 24), guess.start),
                text.rfind("和", max(0, guess.start - 24), guess.start),
            )
            if joint < 0 or re.search(r"[，。；\n]", text[joint : guess.start]):
                break
            end = joint


def _titled(
    words: Words, text: str, surnames: frozenset[str], proposed: tuple[Candidate, ...]
) -> Iterator[tuple[Guess, str]]:
    """Names right behind a title (工匠张三) or right before the honour given to them (授予…工张三五一劳动奖章)."""
    for hit in LISTS.finditer(text):
        first = best_name(words, hit.end(), surnames, 0.5)
        if first is not None:
            yield first, "listed"
    for award in proposed:
        if award.label != "Award" or award.method.endswith("contest"):
            continue
        holder = HOLDER.match(text, award.end)
        behind = holder.end() if holder is not None else award.end
        after = best_name(words, behind, surnames, 0.5 if behind > award.end + 1 else 0.6)
        if after is not None and text[behind] not in "和与由于海花同及" and text[behind : behind + 1] != "奖":
            yield after, "titled"
        if "授予" in text[max(0, award.start - 60) : award.start]:
            before = _ending(words, text, award.start - (text[award.start - 1 : award.start] == "“"), surnames)
            if before is not None:
                yield before, "given"


def _ending(
    words: Words, text: str, end: int, surnames: frozenset[str], units: frozenset[int] = frozenset()
) -> Guess | None:
    """The name that ends at a character, when it begins a clause or follows a unit (one ends there), a place, a trade."""
    for size in (3, 2, 4):
        start = end - size
        if start < 0:
            continue
        opens = start == 0 or text[start - 1] in OPENS or start in units or text.startswith("其中", start - 2)
        if not opens and not UNIT_BEFORE.search(text[max(0, start - 4) : start]):
            continue
        guess = next((g for g in guesses(words, start, surnames) if g.end == end), None)
        if guess is not None and guess.score >= 0.4 and NO_NAME.search(text, start, end) is None:
            return guess
    return None
