"""The component `project_v1`: proposes the names of undertakings and their results, from grammar and from layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Passage
from kg.nlp import award_words as words
from kg.nlp.frame import Candidate, passage_of, propose
from kg.nlp.project_grammar import project_spans
from kg.nlp.table_columns import tables

NAME = "project_v1"
NUMBER = re.compile(r"[\s　]*(?:[（(]\d{1,2}[）)]|\d{1,2}[.、．)）\s　]+(?!\d)|[①-⑳]|[——•●·▪]+)[\s　]*")
LISTING = re.compile(r"奖|成果|项目|工程|专利|案例|课题")
HEADING = re.compile(
    r"[\s　]*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|【|第[一二三四五六七八九十]+[章节])"
)
BULLET = re.compile(r"[\s　]*[●•■◆▲○▌*]")
PRIZED = re.compile(r"(?:特|[一二三])等(?:奖|成果)|[金银铜]奖|优秀奖|优胜奖|获奖(?:项目|成果|名单)")
ORGANIZATION = re.compile(
    r"(?:公司|集团|厂|院|所|部|局|队|班|组|车间|中心|党委|支部|站|段|矿|处|科|室|会|学|校|行|区|厅|委|单位|集体|个人|人|者|员|长|师|奖|称号|届|年|月|日|名|位)$"
)
RANKED = re.compile(rf"[\s　]*(?:{words.RANK})(?:[（(][^（）]{{0,6}}[）)])?[：:]")
TITLE = re.compile(r"[^，。；：！？“”《》｜|\s　]{5,44}")
# How the title of an improvement begins when no mark says where it ends.
ACHIEVED = re.compile(
    r"提高|降低|减少|缩短|提升|消除|延长|优化|改善|改进|解决|控制|避免|预防|增加|研制|革新|攻克|压降|[^\s　]{4,}(?:研究|应用|研制|开发|技术|系统|装置|方法|工艺|改造|优化|升级|设计|设备|模型|平台|实践|创新|推广|制备|机器人|生产线|产业化)$"
)
# Rules whose names are an undertaking even where nobody is said to do it.
ALONE = frozenset(
    f"project.v1:{rule}"
    for rule in (
        "structure",
        "quoted-result",
        "quoted-made",
        "in-list",
        "headed",
        "made",
        "made-by",
        "built",
        "labelled",
        "numbered",
        "machine",
        "first",
    )
)


@Language.component(NAME)
def project(doc: Doc) -> Doc:
    """Adds a candidate for every place that may name a project, an achievement, an activity with a name of its own."""
    propose(doc, predict(doc))
    return doc


def predict(doc: Doc) -> Iterator[Candidate]:
    """The candidates of a passage; changes nothing."""
    text = passage_of(doc).text
    spans = list(project_spans(text))
    for span in spans:
        yield Candidate(
            span.start, span.end, "Project", f"project.v1:{span.rule}", span.score, (text[span.start : span.end],)
        )
    for start, end, rule in laid_out(passage_of(doc)):
        if not any(s.start < end and start < s.end and not (start <= s.start and s.end <= end) for s in spans):
            yield Candidate(start, end, "Project", f"project.v1:{rule}", 0.5, (text[start:end],))


def laid_out(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """Projects by their place: cells of a project column, first cells of rows, numbered lines of a list of prize-winners."""
    text = passage.text
    rows: set[int] = set()
    for roles, paragraph, cells in tables(passage):
        rows.add(paragraph.start)
        filled = [c for c in cells if not re.fullmatch(r"[\s　\d.、—-]*", text[c[0] : c[1]])]
        if roles:
            columns = [cells[roles["project"]]] if "project" in roles and roles["project"] < len(cells) else []
        else:
            columns = filled[:1] if len(filled) >= 2 and cells[0] not in filled[:1] else []
        for a, b in columns:
            start, end = _bare(text, a, b)
            if _title(text[start:end]):
                yield start, end, "cell"
    for paragraph in passage.paragraphs:
        lead = RANKED.match(text, paragraph.start, paragraph.end)
        position = lead.end() if lead is not None and paragraph.start not in rows else paragraph.end
        while position < paragraph.end:
            stop = re.compile(r"[（(；。]|$").search(text, position, paragraph.end)
            end = stop.start() if stop else paragraph.end
            a, b = _bare(text, position, end)
            if _title(text[a:b].replace("，", "")):
                yield a, b, "ranked"
            after = re.compile(r"[；。]").search(text, end, paragraph.end)
            position = after.end() if after else paragraph.end
    yield from _listed(passage, rows)


def _listed(passage: Passage, rows: set[int]) -> Iterator[tuple[int, int, str]]:
    """First words of the lines under a heading that speaks of prizes or works: numbered, or with a gap behind the title."""
    text, heading = passage.text, ""
    for paragraph in passage.paragraphs:
        line = text[paragraph.start : paragraph.end]
        number = NUMBER.match(line)
        numbered = number is not None and number.end() > 0
        if paragraph.start in rows or not line.strip():
            continue
        if (not numbered or BULLET.match(line)) and (
            LISTING.search(line) or line.endswith("。") or HEADING.match(line)
        ):
            heading = line
            if not PRIZED.search(heading):
                continue
        if not LISTING.search(heading) or line is heading:
            continue
        start = paragraph.start + (number.end() if number is not None and numbered else 0)
        stop = re.search(r"[（(，。；：\s　]|$", text[start : paragraph.end])
        start, end = _bare(text, start, start + (stop.start() if stop else 0))
        name, gap = text[start:end], text[end : end + 1] in " 　"
        if not _title(name) or ((gap or not numbered) and not ACHIEVED.match(name)):
            continue
        if numbered or (PRIZED.search(heading) and len(heading) <= 30):
            yield start, end, "listed"


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " 　“《":
        start += 1
    while start < end and text[end - 1] in " 　”》；。":
        end -= 1
    return start, end


def _title(name: str) -> bool:
    return (
        5 <= len(name) <= 46
        and not ORGANIZATION.search(name)
        and re.search(r"荣?获|评为|授予|完成人|完成单位", name) is None
        and TITLE.fullmatch(re.sub(r"[（）()、，]", "", name)) is not None
    )
