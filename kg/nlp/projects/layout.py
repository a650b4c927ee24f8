"""Projects named by layout: cells of tables, lines of rolls of honour, titles that stand alone in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Passage
from kg.nlp.awards import words
from kg.nlp.awards.table_columns import tables

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
NEXT_RANKED = re.compile(r"[；;。]|(?<=[）)])、")
TITLE = re.compile(r"[^，。；：！？“”《》｜|\s　]{5,44}")
# How the title of an improvement begins when no mark says where it ends.
ACHIEVED = re.compile(
    r"提高|降低|减少|缩短|提升|消除|延长|优化|改善|改进|解决|控制|避免|预防|增加|研制|革新|攻克|压降|[^\s　]{4,}(?:研究|应用|研制|开发|技术|系统|装置|方法|工艺|改造|优化|升级|设计|设备|模型|平台|实践|创新|推广|制备|机器人|生产线|产业化)$"
)


TITLE_END = re.compile(
    r"(?:研究|应用|技术|方法|系统|装置|设备|平台|研制|研发|开发|工艺|模型|设计|改造|优化|实践|示范|产业化|推广|制备|控制|体系|模式|项目|工程|探索|创新|提升|治理|利用|集成|软件|机器人|材料|国产化|策略|标准|结构|机构|装备|生产线|率|周期|时间|次数|量|成本|能耗)(?=[\s　|｜/；;（(]|$)"
)
TITLE_SHAPE = re.compile(
    rf"(?!.*(?:召开|举行|开展|举办|推进|启动|我们|如何|[!！?？]))[^，。；：\s　|｜]{{6,44}}?{TITLE_END.pattern}"
)
PART = re.compile(r"[^\s　|｜\t；;]+")
SIGNED = re.compile(
    r"(?:完成|申报|承担)(?:单位|人)|专利权人|权利人|发明人|奖励等级|[一二三特]等奖?(?:[（：:\s　]|$)|[金银铜]奖|优秀奖|QC小组"
)
OWNER = re.compile(r"(?:公司|集团|厂|院|所|部|局|队|班|组|车间|中心|矿|大学|段|站)$|^(?:完成|发明)人")


def laid_out(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """Projects by their place: cells of a project column, first cells of rows, numbered lines of a list of prize-winners."""
    text = passage.text
    rows: set[int] = set()
    told: set[int] = set()
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
                told.add(paragraph.start)
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
            after = NEXT_RANKED.search(text, end, paragraph.end)
            position = after.end() if after else paragraph.end
    yield from _listed(passage, rows)
    yield from _titles(passage, told)


def _titles(passage: Passage, told: set[int]) -> Iterator[tuple[int, int, str]]:
    """Titles that fill a line, or a part of it between gaps, where lines beside them speak of ranks and makers."""
    text, paragraphs = passage.text, passage.paragraphs
    lines = [text[p.start : p.end] for p in paragraphs]
    for index, (paragraph, line) in enumerate(zip(paragraphs, lines, strict=True)):
        if paragraph.start in told or len(line) > 120 or "。" in line or TITLE_END.search(line) is None:
            continue
        parts = [m.span() for m in PART.finditer(line)]
        beside = any(
            SIGNED.search(lines[i]) for i in range(max(0, index - 1), min(len(lines), index + 2)) if i != index
        )
        for a, b in parts:
            number = NUMBER.match(line, a, b)
            a = number.end() if number is not None else a
            start, end = _bare(text, paragraph.start + a, paragraph.start + b)
            name = text[start:end]
            others = [line[x:y] for x, y in parts if not x <= a < y]
            signed = any(OWNER.search(o) or _rank(o) or SIGNED.search(o) for o in others)
            if len(name) >= 8 and TITLE_SHAPE.fullmatch(name) and _title(name) and (signed or (beside and not others)):
                yield start, end, "listed"


def _rank(part: str) -> bool:
    """True for a part of a line that is nothing but a rank."""
    return re.fullmatch(rf"(?:{words.RANK})", part.strip()) is not None


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
        and re.search(r"推荐|参评|荣?获|评为|授予|完成人|完成单位", name) is None
        and TITLE.fullmatch(re.sub(r"[（）()、，]", "", name)) is not None
    )
