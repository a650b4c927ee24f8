"""PDF: reading order of columns, tables and headlines; locked, empty, cut and scanned files."""

import pytest
from playwright.sync_api import Browser

from kg.errors import InputError
from kg.read import parse_bytes
from kg.read.pdf.glyphs import Glyph
from kg.read.pdf.lines import segments
from tests.read.make import LINES, image_pdf, pdf, pdf_pages

TEXT = (
    "山河铝业公司深入学习贯彻会议精神，把握新发展阶段，加快绿色低碳转型，全年完成产量六十万吨，实现利润创历史新高。"
    "公司党委书记王建国在会上指出，要以科技创新为引领，持续推进数字化车间建设，培育高素质职工队伍，"
    "为企业高质量发展提供坚强保证。会议还表彰了一批先进集体和先进个人，号召全体职工向他们学习，立足岗位再立新功。"
)


def cut(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


def column(lines, x, y, size=10, step=14):
    return [(x, y - step * i, size, line) for i, line in enumerate(lines)]


def flat(text: str) -> str:
    return "".join(text.split())


def read(data: bytes) -> str:
    return parse_bytes(data, "报.pdf").text


@pytest.mark.parametrize("columns", [2, 3, 4])
@pytest.mark.parametrize("by_rows", [False, True], ids=["drawn by column", "drawn by row"])
def test_columns_are_not_interleaved(columns: int, by_rows: bool) -> None:
    width = {2: 24, 3: 15, 4: 11}[columns]
    texts = [flat(f"第{n}栏开始" + TEXT[n * 7 :] + TEXT[: n * 11]) for n in range(columns)]
    parts = [column(cut(t, width), 40 + n * (width * 10 + 12), 700) for n, t in enumerate(texts)]
    drawn = [w for part in parts for w in part]
    if by_rows:
        drawn.sort(key=lambda w: (-w[1], w[0]))
    text = flat(read(pdf_pages([[(150, 760, 24, "山河铝业召开表彰大会"), *drawn]])))
    assert text == "山河铝业召开表彰大会" + "".join(texts)


def test_a_headline_inside_the_page_parts_upper_and_lower_columns() -> None:
    a, b, c, d = (flat(f"第{n}段" + TEXT[n * 5 : n * 5 + 90]) for n in range(4))
    words = [
        *column(cut(a, 22), 40, 740),
        *column(cut(b, 22), 300, 740),
        (60, 600, 22, "技能大赛落下帷幕三人夺冠"),
        *column(cut(c, 22), 40, 560),
        *column(cut(d, 22), 300, 560),
    ]
    assert flat(read(pdf_pages([words]))) == a + b + "技能大赛落下帷幕三人夺冠" + c + d


def test_a_sidebar_is_read_in_one_go() -> None:
    side = [flat(TEXT[n : n + 40]) for n in (0, 40, 80)]
    a, b = flat(TEXT[5:95]), flat(TEXT[20:120])
    words = [
        *(w for n, t in enumerate(side) for w in column(cut(t, 8), 30, 760 - 90 * n)),
        (150, 745, 26, "深化改革三年行动见成效"),
        *column(cut(a, 18), 150, 700),
        *column(cut(b, 18), 350, 700),
    ]
    assert flat(read(pdf_pages([words]))) == "".join(side) + "深化改革三年行动见成效" + a + b


def test_columns_of_unequal_height_with_blank_lines_at_the_same_place() -> None:
    left = [*column(cut(flat(TEXT[:66]), 22), 40, 740), *column(cut(flat(TEXT[66:110]), 22), 40, 680)]
    right = [*column(cut(flat(TEXT[40:106]), 22), 300, 740), *column(cut(flat(TEXT[10:98]), 22), 300, 680)]
    got = flat(read(pdf_pages([sorted(left + right, key=lambda w: (-w[1], w[0]))])))
    assert got == flat(TEXT[:110] + TEXT[40:106] + TEXT[10:98])


def test_table_rows_stay_rows() -> None:
    rows = [
        ("单位", "姓名", "奖项"),
        ("山河铝业有限公司", "李四", "一等奖"),
        ("长风钢铁", "欧阳明", "二等奖"),
        ("南岭电力集团公司", "赵六", "三等奖"),
    ]
    words = [
        (x, 700 - 20 * i, 11, cell) for i, row in enumerate(rows) for x, cell in zip((60, 260, 400), row, strict=True)
    ]
    by_column = sorted(words, key=lambda w: w[0])
    for drawn in (words, by_column):
        assert read(pdf_pages([[(60, 760, 18, "获奖名单"), *drawn]])).split("\n")[2:6] == ["\t".join(r) for r in rows]


def test_wrapped_lines_stay_lines_and_paragraphs_are_parted() -> None:
    words = [*column(cut(TEXT[:80], 40), 60, 700), *column(cut(TEXT[80:120], 40), 60, 640)]
    assert read(pdf_pages([words])).rstrip().split("\n") == [TEXT[:40], TEXT[40:80], "", TEXT[80:120]]


def test_latin_words_keep_their_spaces_and_spaced_headlines_stay_one_line() -> None:
    text = read(
        pdf_pages([[(60, 700, 12, "荣获 ISO 9001 Quality Award 认证"), (200, 760, 30, "喜"), (280, 760, 30, "报")]])
    )
    assert text.split("\n")[0] == "喜 报" and "ISO 9001 Quality Award" in text


def test_overprinted_characters_count_once() -> None:
    words = [(60, 700, 20, "先进集体"), (60.4, 700, 20, "先进集体")]
    assert flat(read(pdf_pages([words]))) == "先进集体"


def test_signs_drawn_after_the_words_they_stand_between_are_put_in_their_place() -> None:
    """As LibreOffice draws quotes from another font: the words first, with gaps, then the signs."""

    def drawn(text: str, x: float) -> list[Glyph]:
        return [
            Glyph(ch, x + 10 * i, 0.0, x + 10 * i + (5 if ch in "“”" else 10), 10.0, 10.0) for i, ch in enumerate(text)
        ]

    stream = [*drawn("香菇的", 0), *drawn("东风", 35), *drawn("味", 60), *drawn("“", 30), *drawn("”", 55)]
    assert [line.text for line in segments(stream)] == ["香菇的“东风”味"]


def test_pages_and_evidence_pages() -> None:
    document = parse_bytes(pdf_pages([[(60, 700, 12, "第一页")], [(60, 700, 12, "第二页")]]), "a.pdf")
    assert [p.span.of(document.text).strip() for p in document.pages] == ["第一页", "第二页"]
    assert document.page_of(document.text.index("第二页")) == 2


def test_scanned_pages_are_told() -> None:
    with pytest.raises(InputError, match=r"没有文字层.*3 页") as caught:
        parse_bytes(image_pdf(3), "扫描.pdf")
    assert caught.value.code == "input.no-text"


def test_one_scanned_page_among_others_is_a_warning() -> None:
    import io

    import pypdfium2 as pdfium

    target = pdfium.PdfDocument(pdf())
    target.import_pages(pdfium.PdfDocument(image_pdf()))
    stream = io.BytesIO()
    target.save(stream)
    document = parse_bytes(stream.getvalue(), "a.pdf")
    assert len(document.pages) == 2 and any("没有文字层" in w and "2 of 2" in w for w in document.warnings)


def test_locked_files_need_the_password() -> None:
    data = pdf(encrypt="geheim")
    with pytest.raises(InputError) as caught:
        parse_bytes(data, "a.pdf")
    assert caught.value.code == "input.password"
    from kg.read.parsed import Options

    assert LINES[1] in parse_bytes(data, "a.pdf", Options(password="geheim")).text


def test_cut_files_give_what_they_have_or_are_refused() -> None:
    whole = pdf_pages([[(60, 700, 12, f"第{n}页的内容")] for n in range(1, 9)])
    seen = set()
    for share in range(5, 100, 5):
        try:
            document = parse_bytes(whole[: len(whole) * share // 100], "a.pdf")
        except InputError as error:
            assert error.code in ("input.broken", "input.no-text")
            seen.add("refused")
        else:
            assert any("不完整" in w or "不可读" in w for w in document.warnings)
            seen.add("partial")
    assert "refused" in seen


def platypus(*story: object, columns: bool = False) -> bytes:
    """A document set by a layout program: paragraphs, headings, tables; in two columns if asked."""
    import io

    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    stream = io.BytesIO()
    frames = [Frame(40, 200, 240, 580), Frame(310, 200, 240, 580)] if columns else [Frame(60, 60, 470, 720)]
    template = BaseDocTemplate(stream, invariant=True)
    template.addPageTemplates([PageTemplate(frames=frames)])
    template.build(list(story))
    return stream.getvalue()


def paragraph(text: str, size: int = 10, **options: object):
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("p", fontName="STSong-Light", fontSize=size, leading=size * 1.5, wordWrap="CJK", **options)
    return Paragraph(text, style)


def ruled(rows, *more: tuple, widths=(30, 130, 60, 110)):
    from reportlab.lib import colors
    from reportlab.platypus import Table

    font = ("FONTNAME", (0, 0), (-1, -1), "STSong-Light")
    return Table(rows, colWidths=widths, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), font, *more])


def test_ruled_tables_keep_cells_that_wrap_and_cells_that_span() -> None:
    long = "山河铝业股份有限公司重庆分公司电解二车间"
    rows = [
        ["序号", "单位", "姓名", "奖项"],
        ["1", paragraph(long), "李四", paragraph("全国五一劳动奖章、先进工作者")],
        ["2", paragraph("南岭电力集团公司东部发电有限责任公司"), "欧阳明", "三等奖"],
        ["3", "长风钢铁", "王五", ""],
    ]
    table = ruled(rows, ("SPAN", (3, 2), (3, 3)), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"))
    text = read(platypus(paragraph("获奖名单", 18), table, paragraph(TEXT)))
    assert [line for line in text.split("\n") if "\t" in line] == [
        "序号\t单位\t姓名\t奖项",
        f"1\t{long}\t李四\t全国五一劳动奖章、先进工作者",
        "2\t南岭电力集团公司东部发电有限责任公司\t欧阳明\t三等奖",
        "3\t长风钢铁\t王五\t三等奖",
    ]
    assert flat(text).endswith(flat(TEXT))


def test_rules_between_articles_are_no_table() -> None:
    story = [[paragraph(TEXT), paragraph(TEXT[50:] + TEXT[:40])], [paragraph(TEXT[30:]), paragraph(TEXT)]]
    text = read(platypus(ruled(story, widths=(220, 220))))
    assert "\t" not in text and flat(TEXT) in flat(text)


def test_columns_of_a_layout_program() -> None:
    story = [paragraph("一、头条新闻", 18), paragraph(TEXT, firstLineIndent=20), paragraph("二、其他新闻", 18)]
    bodies = [paragraph(f"第{n}篇" + TEXT, firstLineIndent=20) for n in range(6)]
    text = flat(read(platypus(*story, *bodies, columns=True)))
    assert text == flat("一、头条新闻" + TEXT + "二、其他新闻" + "".join(f"第{n}篇" + TEXT for n in range(6)))


def test_upright_headlines_stand_character_by_character_and_disturb_nothing() -> None:
    left, right = flat(TEXT[:60]), flat(TEXT[60:130])
    words = [
        *column(cut(left, 20), 80, 740),
        *column(cut(right, 20), 320, 740),
        *((40, 736 - 26 * i, 22, ch) for i, ch in enumerate("我的故事")),
        *((545, 730 - 30 * i, 26, ch) for i, ch in enumerate("劳模风采")),
    ]
    text = read(pdf_pages([sorted(words, key=lambda w: (-w[1], w[0]))]))
    assert text.startswith("我\n的\n故\n事\n") and text.rstrip().endswith("劳\n模\n风\n采")
    assert flat(text) == "我的故事" + left + right + "劳模风采"


def test_indented_first_lines_are_marked_and_centred_titles_are_not() -> None:
    title = paragraph("集团公司参加历届国际发明展览会获奖成果汇编（摘编）及说明文字", 16, alignment=1)
    bodies = [paragraph(TEXT[: 60 + n * 9], firstLineIndent=20) for n in range(3)]
    text = read(platypus(title, *bodies, columns=True))
    marked = [line for line in text.split("\n") if line.startswith("\u3000\u3000")]
    assert len(marked) == 3 and all(line.endswith(TEXT[4:19]) or line[2:].startswith(TEXT[:10]) for line in marked)
    assert flat(text).startswith("集团公司参加") and "\n\n" not in text.strip().split(TEXT[:10], 1)[1].strip()


def test_a_last_line_shorter_than_the_indent_stays_with_its_paragraph() -> None:
    words = [(70, 700, 10, TEXT[:20]), (50, 686, 10, "论坛"), (70, 672, 10, TEXT[:20]), (50, 658, 10, TEXT[20:42])]
    assert read(pdf_pages([words])).startswith(f"\u3000\u3000{TEXT[:20]}论坛\n")


def test_a_section_below_columns_comes_after_all_of_them() -> None:
    texts = [flat(TEXT[n * 9 : n * 9 + 75]) for n in range(5)]
    words = [
        (40, 800, 9, "2024年5月6日"),
        (500, 800, 9, "第3版"),
        *(w for n in range(3) for w in column(cut(texts[n], 15), 40 + 180 * n, 760)),
        (40, 640, 18, "劳模风采"),
        *(w for n in range(2) for w in column(cut(texts[3 + n], 22), 40 + 270 * n, 610)),
    ]
    expected = "2024年5月6日第3版" + "".join(texts[:3]) + "劳模风采" + "".join(texts[3:])
    assert flat(read(pdf_pages([sorted(words, key=lambda w: (-w[1], w[0]))]))) == expected


@pytest.mark.browser
def test_a_page_printed_by_a_browser(browser: Browser) -> None:
    """Fonts embedded by Chromium: 一 has a flat box, columns are balanced, a section follows below."""
    page = f"""<meta charset=utf-8><style>body {{font: 12px 'Noto Serif CJK SC', serif; margin: 0}}
    .c {{column-count: 3; column-gap: 18px; text-align: justify}} p {{text-indent: 2em; margin: 0}}
    td {{border: 1px solid}} table {{border-collapse: collapse}}</style><h1>山河铝业召开表彰大会</h1>
    <div class=c><p>{TEXT}</p><p>{TEXT}</p><p>{TEXT}</p></div><h2>一线风采</h2><p>{TEXT}</p>
    <table><tr><td>单位<td>奖项<tr><td>山河铝业<td>全国五一劳动奖章、一等奖</table>"""
    tab = browser.new_page()
    tab.set_content(page)
    data = tab.pdf(format="A4")
    tab.close()
    text = read(data)
    assert flat(text) == flat(
        "山河铝业召开表彰大会" + TEXT * 3 + "一线风采" + TEXT + "单位奖项山河铝业全国五一劳动奖章、一等奖"
    )
    assert "山河铝业\t全国五一劳动奖章、一等奖" in text and text.count("\u3000\u3000") == 4


@pytest.mark.parametrize("columns", [False, True], ids=["one column", "two columns"])
@pytest.mark.parametrize("seed", range(8))
def test_any_story_is_read_in_its_order(seed: int, columns: bool) -> None:
    """Titles, paragraphs of any length, short items and signatures, set by a layout program: nothing moves."""
    import random

    chance = random.Random(seed)
    story, texts = [], []

    def add(text: str, size: int = 10, **options: object) -> None:
        texts.append(text)
        story.append(paragraph(text, size, **options))

    add("山河铝业集团有限公司表彰先进集体和先进个人的决定"[: chance.randint(8, 24)], 16, alignment=1)
    for _ in range(chance.randint(6, 14)):
        kind = chance.random()
        if kind < 0.65:
            begin = chance.randint(0, 40)
            add(TEXT[begin : begin + chance.randint(15, 110)], firstLineIndent=20)
        elif kind < 0.85:
            for number in range(chance.randint(2, 4)):
                add(f"{number}张小明 电解二车间班组长"[: chance.randint(4, 14)], firstLineIndent=20)
        else:
            add("一、" + TEXT[: chance.randint(4, 14)], 13)
    add("山河铝业工会", alignment=2)
    assert flat(read(platypus(*story, columns=columns))) == flat("".join(texts))
