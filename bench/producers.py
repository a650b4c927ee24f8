"""What sets stories into files: Chromium's print to PDF in many layouts, Word documents, a web page as content systems make it."""

from __future__ import annotations

import html
import os
import shutil
from collections.abc import Callable, Iterator

from bench import office
from bench.story import Story

File = tuple[Story, str, bytes]

_HEAD = "<div style='font-size:8px;width:100%;text-align:center'>某某集团报　2023年5月6日　第3期</div>"
_FOOT = "<div style='font-size:8px;width:100%;text-align:center'>第 <span class=pageNumber></span> 页</div>"
_BASE = """body{font-family:'Noto Serif CJK SC';font-size:12px;line-height:1.5;margin:0}
h1{font-size:22px;text-align:center;break-after:avoid} h2{font-size:15px;break-after:avoid} table{border-collapse:collapse}
td{border:1px solid #000;padding:2px 4px} .in p{text-indent:2em;margin:0} .just{text-align:justify}"""


def article(story: Story, *, bordered: bool = True) -> str:
    """A story as HTML: its first title an h1, headings h2, runs of table rows a table."""
    parts: list[str] = []
    rows: list[str] = []
    for p in (*story, None):
        if p is not None and p.cells:
            rows.append("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in p.cells) + "</tr>")
            continue
        if rows:
            parts.append(f"<table{'' if bordered else ' class=bare'}>{''.join(rows)}</table>")
            rows = []
        if p is not None:
            tag = {"title": "h1", "heading": "h2"}.get(p.kind, "p")
            parts.append(f"<{tag}>{html.escape(p.text)}</{tag}>")
    return "".join(parts)


def page(body: str, style: str = "") -> str:
    return f"<html><head><meta charset=utf-8><style>{_BASE}{style}</style></head><body>{body}</body></html>"


_A4 = {"format": "A4", "margin": {"top": "50px", "bottom": "50px", "left": "50px", "right": "50px"}}
_FRAMED = {**_A4, "display_header_footer": True, "header_template": _HEAD, "footer_template": _FOOT}


def _each(style: str, options: dict, classes: str = "") -> Callable:
    def make(told: list[Story]) -> Iterator[tuple[Story, str, dict]]:
        for story in told:
            yield story, page(f"<article class='{classes}'>{article(story)}</article>", style), options

    return make


def _pairs(build: Callable[[Story, Story], str], style: str, options: dict) -> Callable:
    def make(told: list[Story]) -> Iterator[tuple[Story, str, dict]]:
        for one, two in zip(told[::2], told[1::2], strict=False):
            yield (*one, *two), page(build(one, two), style), options

    return make


def _side(one: Story, two: Story) -> str:
    return f"<div class=l>{article(one)}</div><div class=r>{article(two)}</div>"


def _stack(one: Story, two: Story) -> str:
    return f"<div class=c2>{article(one)}</div><div class=c3>{article(two)}</div>"


def _spanned(one: Story, two: Story) -> str:
    return f"<div class=c2>{article(one)}{article(two)}</div>"


CHROMIUM: dict[str, Callable] = {
    "one column, white lines": _each("", _FRAMED),
    "one column, indents, justified": _each("", _FRAMED, "in just"),
    "two columns, white lines": _each("article{column-count:2;column-gap:30px}", _FRAMED),
    "two columns, indents": _each("article{column-count:2;column-gap:20px}", _FRAMED, "in just"),
    "two columns, headlines across": _each(
        "article{column-count:2;column-gap:24px} h1{column-span:all}", _FRAMED, "in"
    ),
    "three columns, white lines": _each("article{column-count:3;column-gap:24px;font-size:11px}", _FRAMED),
    "three columns, indents, narrow gutter": _each(
        "article{column-count:3;column-gap:14px;font-size:11px}", _FRAMED, "in just"
    ),
    "four columns, rule between": _each(
        "article{column-count:4;column-gap:16px;column-rule:1px solid #000;font-size:10px}", _FRAMED, "in just"
    ),
    "landscape, three columns": _each("article{column-count:3;column-gap:24px}", {**_FRAMED, "landscape": True}, "in"),
    "small margins, wide spacing": _each(
        "p{letter-spacing:0.08em;line-height:2}",
        {"format": "A4", "margin": dict.fromkeys(("top", "bottom", "left", "right"), "12px")},
        "in",
    ),
    "two articles side by side": _pairs(_side, ".l{float:left;width:47%}.r{float:right;width:47%}", _A4),
    "side by side, one and two columns": _pairs(
        _side,
        ".l{float:left;width:30%}.r{float:right;width:66%;column-count:2;column-gap:16px} .r h1{column-span:all}",
        _A4,
    ),
    "stacked, two and three columns": _pairs(
        _stack,
        ".c2{column-count:2;column-gap:24px}.c3{column-count:3;column-gap:18px} h1{column-span:all} p{text-indent:2em;margin:0}",
        _FRAMED,
    ),
    "two stories, headlines across": _pairs(
        _spanned, ".c2{column-count:2;column-gap:24px} h1{column-span:all} p{text-indent:2em;margin:0}", _FRAMED
    ),
    "tables without borders": _each("td{border:0;padding:2px 14px 2px 0}", _FRAMED),
    "drop caps": _each("p:first-of-type::first-letter{font-size:36px;float:left;line-height:1}", _FRAMED, "just"),
}


def layouts(told: list[Story], names: list[str]) -> Iterator[tuple[str, list[File]]]:
    """The files of each layout whose name holds one of `names` (all when there are none)."""
    from playwright.sync_api import sync_playwright

    yield from _others(told, names)
    path = shutil.which("chromium") or shutil.which("google-chrome")
    wanted = [n for n in CHROMIUM if not names or any(w in n for w in names)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        tab = browser.new_page()
        for name in wanted:
            files = []
            for story, text, options in CHROMIUM[name](told):
                tab.set_content(text)
                files.append((story, ".pdf", tab.pdf(**options)))
            yield name, files
        browser.close()


def web_page(story: Story) -> bytes:
    """The story in a page with menu, path, neighbours and footer, in GB18030."""
    title = next((p.text for p in story if p.kind == "title"), "")
    menu = "".join(
        f"<li><a href=#>{name}</a></li>" for name in ("首页", "新闻中心", "企业文化", "党建工作", "联系我们")
    )
    text = (
        f"<html><head><meta charset=gbk><title>{html.escape(title)}-某某集团</title></head><body><ul class=nav>{menu}</ul>"
        f"<div class=wz>当前位置：<a>首页</a>&gt;<a>新闻</a></div><div class=content>{article(story)}</div>"
        "<div>上一篇：<a href=#>关于春节放假的通知</a></div><div class=footer>版权所有 某某集团 京ICP备1号</div></body></html>"
    )
    return text.encode("gb18030")


def _others(told: list[Story], names: list[str]) -> Iterator[tuple[str, list[File]]]:
    """Web pages, Word documents and, through LibreOffice, those as PDF."""
    made: dict[str, tuple[str, Callable[[Story], bytes]]] = {
        "web page": (".html", web_page),
        "Word": (".docx", office.word),
        "Word, line breaks for paragraphs": (".docx", lambda story: office.word(story, breaks=True)),
    }
    for name, (suffix, make) in made.items():
        if not names or any(w in name for w in names):
            yield name, [(story, suffix, make(story)) for story in told]
    for columns in (1, 2):
        name = f"LibreOffice PDF, columns: {columns}"
        if not names or any(w in name for w in names):
            files = office.converted([office.word(story, columns=columns) for story in told], ".docx", "pdf")
            yield name, [(story, ".pdf", data) for story, data in zip(told, files, strict=False)]
