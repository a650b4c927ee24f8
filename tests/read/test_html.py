"""HTML: the main text of pages as companies and WeChat publish them, tables, nesting, charsets, and no network."""

import time

import pytest

from kg.read import parse_bytes

NEWS = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>山河铝业荣获国家科技进步奖-山河集团官网</title>
<meta name="PubDate" content="2024-05-06 10:20"><meta name="ContentSource" content="宣传部">
<style>.a{color:red}</style><script>var tracking = "不要";</script></head><body>
<div id="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/n">新闻中心</a></li></ul></div>
<div class="breadcrumb">您的位置：<a>首页</a> &gt; <a>要闻</a></div>
<div class="main"><div class="article-head"><h1>山河铝业荣获国家科技进步奖</h1>
<p class="info">来源：宣传部　发布时间：2024-05-06</p></div>
<div class="TRS_Editor"><p>　　近日，山河铝业<strong>有限公司</strong>“深井采矿
技术”项目荣获国家科技进步奖二等奖。<!-- 注释不要 --></p>
<p>　　公司总经理<a href="/p">李四</a>表示，将继续加大投入；团队成员深受鼓舞。</p><p><img src="http://192.0.2.1/x.png" alt="图"></p>
</div></div>
<div class="xg"><h3>相关新闻</h3><ul><li><a>长风钢铁获奖</a></li><li><a>南岭电力投产</a></li><li><a>东海造船交付</a></li></ul></div>
<div class="footer">版权所有 山河集团 京ICP备000000号</div><iframe src="http://192.0.2.1/"></iframe></body></html>"""

WEIXIN = """<html><head><title></title><meta property="og:title" content="喜报"></head><body><div id="page-content"><div id="img-content">
<h1 id="activity-name"> 喜报！长风钢铁获评全国文明单位 </h1><span id="js_name">长风钢铁</span>
<em id="publish_time">2023-11-02</em>
<div id="js_content" style="visibility: hidden;"><section><section><p><span>近日，</span><span>长风钢铁集团</span></p></section>
<p>获评全国文明单位，这是企业的光荣。<br>全体职工，备受鼓舞。</p></section></div></div></div>
<div id="js_pc_qr_code">扫码关注</div></body></html>"""


def lines(source: str, name: str = "a.html") -> list[str]:
    return parse_bytes(source.encode(), name).text.splitlines()


def test_news_page_gives_the_article_and_nothing_around_it() -> None:
    document = parse_bytes(NEWS.encode(), "a.html")
    assert document.text.splitlines() == [
        "山河铝业荣获国家科技进步奖",
        "来源：宣传部　发布时间：2024-05-06",
        "近日，山河铝业有限公司“深井采矿技术”项目荣获国家科技进步奖二等奖。",
        "公司总经理李四表示，将继续加大投入；团队成员深受鼓舞。",
    ]
    assert document.blocks[0].kind == "heading" and document.blocks[0].level == 1
    assert dict(document.metadata)["date"] == "2024-05-06 10:20" and dict(document.metadata)["source"] == "宣传部"


def test_weixin_article() -> None:
    assert lines(WEIXIN) == [
        "喜报！长风钢铁获评全国文明单位",
        "长风钢铁 2023-11-02",
        "近日，长风钢铁集团",
        "获评全国文明单位，这是企业的光荣。",
        "全体职工，备受鼓舞。",
    ]


def test_a_page_of_short_lines_keeps_them_all() -> None:
    source = "<body><h2>获奖名单</h2><div>一等奖：张三</div><div>二等奖：李四</div><ul><li>王五<li>赵六</ul></body>"
    assert lines(source) == ["获奖名单", "一等奖：张三", "二等奖：李四", "王五", "赵六"]


def test_tables_are_rows_with_cells() -> None:
    source = """<table><caption>表1</caption><tr><th>单位</th><th colspan=2>奖项</th></tr>
    <tr><td rowspan=2>山河铝业</td><td>一等奖</td><td><p>张 三</p><p>李四</p></td></tr><tr><td>二等奖</td><td>王五</td></tr></table>"""
    document = parse_bytes(source.encode(), "a.html")
    rows = [[c.of(document.text) for c in b.cells] for b in document.blocks if b.kind == "table_row"]
    assert rows == [["表1"], ["单位", "奖项", ""], ["山河铝业", "一等奖", "张 三 李四"], ["山河铝业", "二等奖", "王五"]]


def test_layout_tables_flow() -> None:
    cell = "<p>山河铝业获奖，职工受到鼓舞。</p>" * 60
    document = parse_bytes(f"<table><tr><td>左栏</td><td>{cell}</td></tr></table>".encode(), "a.html")
    assert {b.kind for b in document.blocks} == {"paragraph"} and document.text.count("获奖") == 60


@pytest.mark.parametrize("tag", ["div", "b", "span", "font", "ul"])
def test_deep_nesting_loses_nothing(tag: str) -> None:
    deep = 50_000 if tag == "div" else 5_000
    started = time.process_time()
    text = parse_bytes(
        (f"前文，<{tag}>" * 1 + f"<{tag}>" * deep + "山河铝业" + f"</{tag}>" * deep + "后文").encode(), "a.html"
    ).text
    assert [p for p in ("前文", "山河铝业", "后文") if p not in text] == [] and time.process_time() - started < 30


def test_unclosed_tables_inside_each_other() -> None:
    assert "山河铝业" in "".join(lines("<table><tr><td>" * 500 + "山河铝业"))


def test_a_wrong_charset_is_seen_through() -> None:
    page = "<html><head><meta charset='{}'></head><body><p>山河铝业有限公司荣获一等奖。</p></body></html>"
    document = parse_bytes(page.format("gb2312").encode("utf-8"), "a.html")
    assert "山河铝业有限公司荣获一等奖。" in document.text and "实为 utf-8" in document.warnings[0]
    assert "山河铝业" in parse_bytes(page.format("utf-8").encode("gbk"), "a.html").text
    assert "山河铝业" in parse_bytes(page.format("utf-16").encode("utf-16"), "a.html").text


def test_html_saved_under_other_names() -> None:
    document = parse_bytes(NEWS.encode(), "网页.doc")
    assert document.media_type == "text/html" and "内容是 HTML" in document.warnings[0]


def test_much_left_out_is_told() -> None:
    junk = "".join(f"<div class=sidebar>侧栏文字没有标点{n}</div>" for n in range(60))
    document = parse_bytes(f"<body>{junk}<p>山河铝业获奖。公司、职工，都很高兴。</p></body>".encode(), "a.html")
    assert document.text.strip() == "山河铝业获奖。公司、职工，都很高兴。" and "未取" in document.warnings[-1]


SENTENCES = (
    "　　山河铝业公司深入学习贯彻会议精神，把握新发展阶段，加快绿色低碳转型。全年完成产量60.5万吨，利润创历史新高。"
)


def test_a_page_laid_out_with_tables() -> None:
    page = f"""<html><head><title>山河集团--要闻--我公司荣获科技奖</title></head><body>
    <table><tr><td><a>首页</a> | <a>公司概况</a> | <a>新闻中心</a> | <a>党群工作</a></td></tr></table>
    <table><tr><td><table><tr><td><a>集团要闻</a></td></tr><tr><td><a>基层动态</a></td></tr><tr><td><a>媒体聚焦</a></td></tr></table></td>
    <td><table><tr><td><b>我公司荣获科技奖</b></td></tr><tr><td>作者：张三 来源：宣传部 日期：2023-5-6</td></tr>
    <tr><td>{SENTENCES}<br><br>{SENTENCES}<br>　　公司总经理李四说，这是大家的功劳。</td></tr>
    <tr><td>上一篇：<a>某某投产</a></td></tr></table></td></tr></table><table><tr><td>版权所有：山河集团</td></tr></table></body></html>"""
    document = parse_bytes(page.encode("gbk"), "a.html")
    assert document.text.splitlines() == [
        "我公司荣获科技奖",
        "作者：张三 来源：宣传部 日期：2023-5-6",
        SENTENCES.strip(),
        SENTENCES.strip(),
        "公司总经理李四说，这是大家的功劳。",
    ]
    assert [(b.kind, b.level) for b in document.blocks][:2] == [("heading", 1), ("paragraph", 0)]


def test_title_and_source_beside_the_text_are_kept() -> None:
    page = f"""<html><head><title>关于表彰的决定_国资委</title></head><body><div class=pos>当前位置：<a>首页</a>&gt;<a>文件</a></div>
    <div><div class=t>关于表彰的决定<p>文章来源：办公厅</p></div><div><p>各企业：</p><p>{SENTENCES}</p>
    <table><tr><td>序号<td>单位<tr><td>1<td>山河铝业</table></div></div><ul><li><a>文件一</a><li><a>文件二</a><li><a>文件三</a></ul></body></html>"""
    assert lines(page) == [
        "关于表彰的决定",
        "文章来源：办公厅",
        "各企业：",
        SENTENCES.strip(),
        "序号\t单位",
        "1\t山河铝业",
    ]


def test_the_name_of_the_site_is_no_headline() -> None:
    page = f"""<body><header><h1>山河日报</h1><nav><a>首页</a></nav></header><main><article><h2>山河铝业获奖</h2><p>{SENTENCES}</p>
    <figure><img><figcaption>图为颁奖现场</figcaption></figure></article><aside><p>{SENTENCES}</p></aside></main><footer>版权</footer>"""
    assert lines(page) == ["山河铝业获奖", SENTENCES.strip(), "图为颁奖现场"]
