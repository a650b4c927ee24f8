"""What the columns of a table of honours hold, from the words of its header row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Paragraph, Passage
from kg.nlp.awards.words import RANK

ROLES = (
    ("project", re.compile(r"(?:获奖)?(?:项目|课题|成果|专利|作品|工程|案例|论文)(?:名称|题目)?$|^QC课题|专利名称")),
    (
        "giver",
        re.compile(
            r"授予|颁发|颁奖|组织方|(?:评选|评级|评价|评审|认证|发证)(?:机构|单位)|评选单位|主办|发布机构|授奖|表彰单位|评定机构|颁证|认定(?:单位|机构)"
        ),
    ),
    ("rank", re.compile(r"等级|奖级|奖次|结果|级别|名次|奖励等级|获奖情况|备注等级")),
    ("year", re.compile(r"年份|时间|年度|届次|日期|年")),
    ("award", re.compile(r"荣誉|奖项|获奖名称|奖励|称号|评选|认证|指数|榜单|证书|奖牌|名称")),
    (
        "recipient",
        re.compile(r"获奖主体|获奖|获得者|单位|小组|专利权人|姓名|主体|企业|集体|个人|公司|完成人|人员|部门|班组|得主"),
    ),
)
WORDS = re.compile(r"[^ 　\t]+")
RANKED = re.compile(rf"[\u4e00-\u9fff]{{0,10}}?(?:{RANK})[ 　\t]+[\u4e00-\u9fff][^，。；]{{1,40}}$")
YEAR = re.compile(r"(?:19|20)\d\d年?(?:度|评级|结果|等级)?")
COLUMN = re.compile(
    r"(?:名称?|题目|单位|机构|企业|公司|部门|情况|等级|级别|荣誉|奖项|称号|成果|项目|年[度份]|时间|日期|人员?|集体)$"
)  # how a long header ends
SLASHED = re.compile(r"[/｜|]")


def cells_of(passage: Passage, paragraph: Paragraph) -> tuple[tuple[int, int], ...]:
    """The cells of a line: as the layout gives them, else cut at slashes and bars when there are at least three."""
    if paragraph.kind == "table_row" and paragraph.cells:
        return paragraph.cells
    text = passage.text[paragraph.start : paragraph.end]
    if paragraph.end - paragraph.start > 160 or len(SLASHED.findall(text)) < 2 or "。" in text:
        return ()
    cells, position = [], paragraph.start
    for hit in SLASHED.finditer(text):
        cells.append((position, paragraph.start + hit.start()))
        position = paragraph.start + hit.end()
    cells.append((position, paragraph.end))
    return tuple(cells)


def columns_of(text: str, paragraph: Paragraph) -> tuple[tuple[int, int], ...]:
    """The cells of a line of a roll: as the layout gives them, else those of a lone line that opens with a rank."""
    if paragraph.cells or RANKED.match(text, paragraph.start, paragraph.end) is None:
        return paragraph.cells
    return tuple(hit.span() for hit in WORDS.finditer(text, paragraph.start, paragraph.end))


def roles_of(texts: Sequence[str]) -> dict[str, int]:
    """Column roles of a header row, empty when it is none: role -> index of the column; "@2023" for a year's results;
    "with" for a second column of recipients.

    >>> roles_of(["荣誉名称", "授予单位", "获奖主体", "年份"]) == {"award": 0, "giver": 1, "recipient": 2, "year": 3}
    True
    """
    found: dict[str, int] = {}
    for index, text in enumerate(texts):
        word = re.sub(r"[\s　]|[（(][^（）()]*[）)]$", "", text)  # 主要完成单位（部分）
        if YEAR.fullmatch(word):
            found["@" + word[:4]] = index
            continue
        if not 1 <= len(word) <= 10 or re.search(r"\d|(?:有限|股份)公司$", word):
            return {}
        if len(word) > 6 and COLUMN.search(word) is None:
            return {}  # 跨海大桥主体工程 is a work, not a column of works
        role = next((role for role, pattern in ROLES if pattern.search(word) and role not in found), None)
        if role is None and "recipient" in found and ROLES[-1][1].search(word):
            role = "with"  # 完成单位 and 完成人, 单位 and 姓名
        if role is not None:
            found.setdefault(role, index)
    if len(texts) == sum(role.startswith("@") for role in found):
        return {}
    if len(texts) >= 3 and "姓名" in "".join(texts) and "recipient" in found:
        return found  # people below the honour the text has named
    enough = len(found) >= 2 and ("award" in found or "rank" in found or ("project" in found and "recipient" in found))
    return found if enough else {}


def tables(passage: Passage) -> list[tuple[dict[str, int], Paragraph, tuple[tuple[int, int], ...]]]:
    """Every data row of the passage's tables with its column roles (empty where the table has no header)."""
    rows = []
    roles: dict[str, int] = {}
    previous = -2
    for index, paragraph in enumerate(passage.paragraphs):
        cells = cells_of(passage, paragraph)
        if len(cells) < 2:
            continue
        header = roles_of([passage.text[a:b] for a, b in cells])
        if header:
            roles = header
        else:
            if index != previous + 1:
                roles = {}
            rows.append((roles, paragraph, cells))
        previous = index
    return rows
