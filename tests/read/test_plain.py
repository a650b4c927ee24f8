"""Text and Markdown: encodings with and without a mark, mixed ones, controls, pages, the blocks of Markdown."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read import parse_bytes
from tests.read.make import EXTRA, LINES

SIMPLIFIED = "\n".join((*LINES, EXTRA))
TRADITIONAL = "關於表揚先進單位的決定\n台灣水泥股份有限公司榮獲國家品質獎，總經理張安平出席頒獎典禮。"


@pytest.mark.parametrize(
    ("encoding", "text", "mark"),
    [
        ("utf-8", SIMPLIFIED, b""),
        ("utf-8", SIMPLIFIED, codecs.BOM_UTF8),
        ("gb18030", SIMPLIFIED, b""),
        ("gb18030", SIMPLIFIED, b"\x84\x31\x95\x33"),
        ("gbk", "\n".join(LINES), b""),
        ("gbk", LINES[0], b""),
        ("big5", TRADITIONAL, b""),
        ("utf-16-le", SIMPLIFIED, b""),
        ("utf-16-be", SIMPLIFIED, b""),
        ("utf-16-le", SIMPLIFIED, codecs.BOM_UTF16_LE),
        ("utf-16-be", SIMPLIFIED, codecs.BOM_UTF16_BE),
        ("utf-16-le", "关于表彰先进集体的决定", b""),
        ("utf-16-be", "山河铝业荣获一等奖，职工代表发言。", b""),
        ("utf-32-le", SIMPLIFIED, codecs.BOM_UTF32_LE),
    ],
)
def test_encodings(encoding: str, text: str, mark: bytes) -> None:
    document = parse_bytes(mark + text.encode(encoding), "a.txt")
    assert document.text == text and not document.warnings
    assert document.encoding == {"gbk": "gb18030"}.get(encoding, encoding)


def test_mixed_encodings_are_read_line_by_line_and_told() -> None:
    data = b"\n".join([*(line.encode() for line in LINES), EXTRA.encode("gb18030"), "尾".encode()[:2]])
    document = parse_bytes(data, "a.txt")
    assert document.text == "\n".join((*LINES, EXTRA, "\ufffd\ufffd"))
    assert "1 行为 gb18030" in document.warnings[0] and document.warnings[1].startswith("2 处字节")


def test_undecodable_bytes_are_replaced_one_by_one() -> None:
    data = "荣获".encode() + b"\xff\xfe\xff" + "一等奖".encode()
    document = parse_bytes(data, "a.txt")
    assert document.text == "荣获\ufffd\ufffd\ufffd一等奖" and "3 处字节" in document.warnings[0]


def test_controls_become_spaces_one_for_one() -> None:
    document = parse_bytes("甲\x00乙\x1b丙\x07丁".encode(), "a.txt")
    assert document.text == "甲 乙 丙 丁" and document.warnings[0].startswith("3 ")


def test_zero_width_and_bidi_characters_are_kept() -> None:
    text = "中\u200b铝\u202e集团\u2066x\u2069"
    assert parse_bytes(text.encode(), "a.txt").text == text
    assert parse_bytes("中\ufeff铝".encode(), "a.txt").text == "中\u200b铝"


def test_form_feeds_are_page_ends() -> None:
    document = parse_bytes("一页\f二页\f".encode(), "a.txt")
    assert [p.span.of(document.text) for p in document.pages] == ["一页\n", "二页\n"]


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\x00\x00", "\u3000\n\u200b".encode()])
def test_nothing_in_it(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        parse_bytes(data, "a.txt")
    assert caught.value.code == "input.empty"


def test_line_ends() -> None:
    assert parse_bytes("一\r\n二\r三\n".encode(), "a.txt").text == "一\n二\n三\n"


def test_markdown_blocks() -> None:
    source = "---\n\n# 总标题\n\n山河铝业\n获奖。\n\n副标题\n----\n\n- 一项\n1. 二项\n\n| 单位 | 奖项 |\n|---|---|\n| 甲 | 一等奖 |\n\n```\n# 不是标题\n```\n"
    document = parse_bytes(source.encode(), "a.md")
    assert document.text == source
    assert [(b.kind, b.level, b.span.of(source)) for b in document.blocks] == [
        ("heading", 1, "总标题"),
        ("paragraph", 0, "山河铝业\n获奖。"),
        ("heading", 2, "副标题"),
        ("list_item", 0, "一项"),
        ("list_item", 0, "二项"),
        ("table_row", 0, "单位 | 奖项"),
        ("table_row", 0, "甲 | 一等奖"),
        ("paragraph", 0, "# 不是标题"),
    ]
    assert [c.of(source) for c in document.blocks[6].cells] == ["甲", "一等奖"]


@given(
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(
        lambda s: s.strip("\u3000 \u200b")
    )
)
def test_any_utf8_text_comes_back(text: str) -> None:
    try:
        document = parse_bytes(text.encode(), "a.txt")
    except InputError as error:
        assert error.code in ("input.empty", "input.format")
    else:
        assert len(document.text) == len(text.removeprefix("\ufeff"))


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for source in ("a.txt", "a.md", "a.html", "a.docx", "a.pdf"):
        try:
            document = parse_bytes(data, source)
        except InputError as error:
            assert error.code.startswith("input.")
        else:
            document.text.encode()
