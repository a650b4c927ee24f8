"""Tables that lost their columns: a header's words and then every cell on a line of its own are made rows again.

Text taken out of a page or a word processor often prints 序号, 项目名称, 完成单位, 等级 one below the other. The header
says how many lines are a row; a column that can be checked (a rank, a name) says whether it is so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.text.chars import HAN
from kg.text.compose import Draft
from kg.text.lines import Line

_NUMBER = re.compile(r"序号|编号|序|No\.?")
_HEADER = re.compile(
    r"序号|编号|序|No\.?|(?:获奖|工作|所在|完成|推荐|申报|授予|颁奖|颁发|评选|主要完成|主办|获评)?(?:单位|机构|部门|个人|企业)(?:名称)?"
    r"|姓名|(?:主要)?(?:完成人|获奖人|参与人|人员|成员)|获奖者|(?:项目|成果|课题|作品|专利|工程|小组|奖项|荣誉|称号|论文|企业|产品)(?:名称)?|奖项"
    r"|(?:获奖|授奖|奖励)?(?:等级|奖级|等次|名次|级别|时间|年度|年份|日期)|职务|职称|工种|岗位|班组|性别|民族|备注|专利权人|发明人|授予称号|所属单位"
)
_RANK = re.compile(r"[^，。；]{0,8}(?:等奖?|[金银铜]奖|奖|等级|级|名|[金银铜]牌|优秀|优胜)")
_NAMES = re.compile(f"[{HAN}·]{{2,8}}(?:[、 ][{HAN}·]{{2,8}})*等?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年|[-.]\d{1,2}|年\d{1,2}月)?(?:度)?")
CHECKS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile("等级|奖级|等次|名次|级别"), _RANK),
    (re.compile("姓名|完成人|获奖人|获奖者|发明人|人员|成员"), _NAMES),
    (re.compile("时间|年度|年份|日期"), _YEAR),
)
LEAST, MOST, LONGEST, ROWS = 3, 8, 80, 2  # words of a header, characters of a cell, rows of a table


def mark_rows(lines: list[Line]) -> list[Line]:
    """The lines, those of flattened tables marked with the number of their row (`Line.row`, from 1)."""
    out, at, count = list(lines), 0, 0
    while at < len(lines):
        width = _header(lines, at)
        rows, end = _rows(lines, at, width) if width >= LEAST else ([], at)
        if len(rows) > ROWS:
            for row in rows:
                count += 1
                for index in row:
                    out[index] = replace(lines[index], row=count)
            at = end
        else:
            at += max(1, width)
    return out


def _header(lines: Sequence[Line], at: int) -> int:
    """How many header words stand one below the other."""
    end = at
    while end < len(lines) and end - at < MOST and _HEADER.fullmatch(_bare(lines[end])):
        end += 1
    return end - at if len({lines[i].text for i in range(at, end)}) == end - at else 0


def _rows(lines: Sequence[Line], at: int, width: int) -> tuple[list[list[int]], int]:
    """The header, then the rows, as indices of lines, and where they end."""
    head = list(range(at, at + width))
    numbered = _NUMBER.fullmatch(_bare(lines[at])) is not None
    if numbered and not (at + width < len(lines) and lines[at + width].text.isdigit()):
        head, numbered = head[1:], False  # the numbers are lost
    checks = [(i, cell) for i, k in enumerate(head) for word, cell in CHECKS if word.search(_bare(lines[k]))]
    rows, end = [head], at + width
    while checks:
        row = list(range(end, min(end + len(head), len(lines))))
        if len(row) < len(head) or any(_no_cell(lines[k]) for k in row):
            break
        if (numbered and not lines[row[0]].text.isdigit()) or not all(
            cell.fullmatch(_bare(lines[row[i]])) for i, cell in checks
        ):
            break
        rows.append(row)
        end += len(head)
    return rows, end


def _bare(line: Line) -> str:
    return "".join(line.text.split())


def _no_cell(line: Line) -> bool:
    return len(line.text) > LONGEST or line.text[-1] in "。；：:"


def row_of(cells: Sequence[Draft]) -> Draft:
    """One row of the cells; between two stands the line break as a space."""
    text, origin, spans = "", list[int](), []
    for cell in cells:
        if text:
            text += " "
            origin.append(origin[-1] + 1)
        spans.append((len(text), len(text) + len(cell.text)))
        text += cell.text
        origin += cell.origin
    first = cells[0]
    return Draft(
        text, origin, len(cells), first.gap, first.width, first.column, True, "table_row", 0, tuple(spans), True
    )
