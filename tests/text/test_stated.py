"""Files that state their structure: headings, items, rows and cells are taken from them, markup signs left out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Prepared
from kg.read import parse_bytes
from kg.text import prepare
from kg.text.account import problems


def shown(name: str, data: str) -> tuple[Prepared, list[tuple[str, str]]]:
    prepared = prepare(parse_bytes(data.encode(), source=name))
    assert problems(prepared) == []
    return prepared, [(q.kind, p.text[q.start : q.end]) for p in prepared.passages for q in p.paragraphs]


MARKDOWN = """# 中铝股份党群工作简报

> 2023年5月8日

## 一、荣誉

中铝股份（以下简称“**公司**”）所属[包头铝业](https://example.org/x)
获评国家级绿色工厂。

- 李锋帆，优秀共青团干部
- 王丙刚，劳动模范

| 单位 | 奖项 |
|---|---|
| 遵义铝业 | 一等奖 |
"""

PAGE = """<html><head><title>喜报</title><meta name="date" content="2024-05-06"></head><body><article><h1>喜报频传</h1>
<p>来源：中铝新闻</p><p>从浙江到安徽，<br>从江苏到贵州，<br>集团工会的产业工人<br>捧回全国五一劳动奖状。</p>
<table><tr><th>单位</th><th>奖项</th></tr><tr><td>遵义铝业</td><td>一等奖</td></tr></table></article></body></html>"""


def test_markdown() -> None:
    prepared, found = shown("a.md", MARKDOWN)
    assert prepared.title == "中铝股份党群工作简报"
    assert prepared.date == "2023-05-08"
    assert ("heading", "一、荣誉") in found
    assert ("body", "中铝股份（以下简称“公司”）所属包头铝业获评国家级绿色工厂。") in found
    assert ("list_item", "李锋帆，优秀共青团干部") in found
    rows = [[p.text[a:b] for a, b in q.cells] for p in prepared.passages for q in p.paragraphs if q.cells]
    assert rows == [["单位", "奖项"], ["遵义铝业", "一等奖"]]


def test_page_with_broken_lines() -> None:
    prepared, found = shown("a.html", PAGE)
    assert prepared.title == "喜报频传" and prepared.date == "2024-05-06"
    assert ("byline", "来源：中铝新闻") in found
    assert ("body", "从浙江到安徽，从江苏到贵州，集团工会的产业工人捧回全国五一劳动奖状。") in found
    assert [q.kind for p in prepared.passages for q in p.paragraphs][-2:] == ["table_row", "table_row"]


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.sampled_from("中铝集团公司 \n\n\n。，：；“”《》（）#*->|[]()0123.ab`~_\\　"), min_size=1, max_size=160),
    st.sampled_from(["a.md", "a.html"]),
)
def test_account_holds_for_any_markup(text: str, name: str) -> None:
    try:
        document = parse_bytes(text.encode(), source=name)
    except InputError:
        return
    assert problems(prepare(document)) == []


def test_paragraphs_set_as_rows_are_rows_with_cells() -> None:
    """Web pages and Word files without a table: the cells of a roll are parted by wide spaces, as in a plain text."""
    rows = ("山河锡业有限公司　国家级绿色工厂　工业和信息化部", "南岭锡材有限公司　省级单项冠军企业　省工信厅")
    body = "".join(f"<p>{text}</p>" for text in ("获奖情况汇总如下，请各单位周知。", *rows, "以上情况截至年底。"))
    prepared, told = shown("a.html", f"<html><body><h1>汇总表</h1>{body}</body></html>")
    assert [kind for kind, _ in told] == ["title", "body", "table_row", "table_row", "body"]
    passage = prepared.passages[0]
    cells = [[passage.text[a:b] for a, b in q.cells] for q in passage.paragraphs if q.cells]
    assert cells == [row.split("　") for row in rows]
    _, broken = shown("b.html", f"<html><body><p>{rows[0]}，<br>并予公布。</p><p>{rows[1]}</p></body></html>")
    assert "table_row" not in [kind for kind, _ in broken]
