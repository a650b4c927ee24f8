"""DOCX: structure in document order, what Word hides in corners, and containers made to do harm."""

import io
import zipfile

import docx as python_docx
import pytest
from docx.oxml import parse_xml

from kg.errors import InputError
from kg.read import parse_bytes
from tests.read.make import docx_container, saved

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def blocks(data: bytes) -> list[tuple[str, int, str]]:
    document = parse_bytes(data, "a.docx")
    return [(b.kind, b.level, b.span.of(document.text)) for b in document.blocks]


def code(data: bytes, name: str = "a.docx") -> str:
    with pytest.raises(InputError) as caught:
        parse_bytes(data, name)
    return caught.value.code


def body(inner: str) -> bytes:
    return docx_container(f"<w:document {W}><w:body>{inner}</w:body></w:document>".encode())


def test_structure_in_document_order() -> None:
    document = python_docx.Document()
    document.add_heading("表彰决定", 0)
    document.add_heading("一、先进集体", 2)
    document.add_paragraph("山河铝业，第一行\n第二行")
    table = document.add_table(3, 2)
    for row, cells in zip(table.rows, (("单位", "奖项"), ("山河铝业", "一等奖"), ("", "二等奖")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("长风钢铁", style="List Bullet")
    document.sections[0].header.paragraphs[0].text = "山河集团简报"
    document.sections[0].footer.paragraphs[0].text = "- 1 -"
    assert blocks(saved(document)) == [
        ("heading", 1, "表彰决定"),
        ("heading", 2, "一、先进集体"),
        ("paragraph", 0, "山河铝业，第一行"),
        ("paragraph", 0, "第二行"),
        ("table_row", 0, "单位\t奖项"),
        ("table_row", 0, "山河铝业\t一等奖"),
        ("table_row", 0, "山河铝业\t二等奖"),
        ("list_item", 0, "长风钢铁"),
        ("paragraph", 0, "山河集团简报"),
    ]


def test_text_boxes_deletions_controls_and_outline_levels() -> None:
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    inner = (
        f"<w:p><w:r><w:t>正文</w:t></w:r>{box}<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>加入</w:t></w:r></w:ins></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>控件里的标题</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    assert blocks(body(inner)) == [
        ("paragraph", 0, "正文加入"),
        ("paragraph", 0, "框内文字"),
        ("heading", 2, "控件里的标题"),
    ]


def test_alternate_content_is_read_once() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    inner = (
        f"<w:p {mc}><w:r><mc:AlternateContent><mc:Choice><w:t>新</w:t></mc:Choice>"
        "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert blocks(body(inner)) == [("paragraph", 0, "新")]


def test_footnotes_follow_and_a_one_column_table_flows() -> None:
    notes = f"<w:footnotes {W}><w:footnote w:type='separator'><w:p/></w:footnote><w:footnote><w:p><w:r><w:t>注一</w:t></w:r></w:p></w:footnote></w:footnotes>"
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>红头文件</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    data = docx_container(
        f"<w:document {W}><w:body>{inner}</w:body></w:document>".encode(), **{"word/footnotes.xml": notes.encode()}
    )
    assert blocks(data) == [("paragraph", 0, "红头文件"), ("paragraph", 0, "注一")]


def test_metadata() -> None:
    document = python_docx.Document()
    document.add_paragraph("正文")
    document.core_properties.title, document.core_properties.author = "题目", "作者"
    metadata = dict(parse_bytes(saved(document), "a.docx").metadata)
    assert (metadata["title"], metadata["author"]) == ("题目", "作者")


def test_strict_namespace() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    xml = f"<w:document xmlns:w='{strict}'><w:body><w:p><w:r><w:t>严格格式</w:t></w:r></w:p></w:body></w:document>"
    assert blocks(docx_container(xml.encode())) == [("paragraph", 0, "严格格式")]


def test_a_bomb_is_refused_before_it_inflates() -> None:
    assert code(docx_container(b"<a>" + b" " * 60_000_000)) == "input.bomb"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE d [<!ENTITY c SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://192.0.2.1/x.dtd">',
    ],
)
def test_declarations_are_refused(doctype: str) -> None:
    use = "&c;" if "ENTITY c" in doctype else ""
    xml = f"{doctype}<w:document {W}><w:body><w:p><w:r><w:t>前{use}</w:t></w:r></w:p></w:body></w:document>"
    assert code(docx_container(xml.encode())) == "input.broken"


def test_names_that_climb_are_never_written(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    inner = f"<w:document {W}><w:body><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:body></w:document>".encode()
    data = docx_container(inner, **{"../../climbed.txt": b"x", "/tmp/absolute-climbed.txt": b"x"})
    assert blocks(data) == [("paragraph", 0, "正文")] and not list(tmp_path.rglob("*climbed*"))


def test_cut_or_other_files_are_named() -> None:
    document = python_docx.Document()
    document.add_paragraph("正文")
    whole = saved(document)
    assert code(whole[: len(whole) // 2]) == "input.broken"
    assert code("不是压缩包".encode()) == "input.broken"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le")
    with pytest.raises(InputError, match=r"Word 97–2003") as caught:
        parse_bytes(ole, "通知.docx")
    assert caught.value.code == "input.format"
    assert code(ole[:600] + "EncryptedPackage".encode("utf-16-le")) == "input.password"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    assert code(stream.getvalue()) == "input.format"


def test_deep_nesting_is_refused_not_fatal() -> None:
    assert code(body("<w:p>" * 5000 + "</w:p>" * 5000)) == "input.broken"


def test_a_docx_named_doc_is_read() -> None:
    document = python_docx.Document()
    document.add_paragraph("正文")
    parsed = parse_bytes(saved(document), "旧.doc")
    assert parsed.text == "正文\n" and "内容是 DOCX" in parsed.warnings[0]


def test_tracked_move_and_fields() -> None:
    document = python_docx.Document()
    paragraph = document.add_paragraph("日期：")
    paragraph._p.append(parse_xml(f"<w:r {W}><w:instrText>DATE \\@ yyyy</w:instrText></w:r>"))
    paragraph.add_run("2024年")
    assert blocks(saved(document)) == [("paragraph", 0, "日期：2024年")]
