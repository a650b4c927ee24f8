"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import io
import re
import zipfile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG 图片 image"),
    (b"\xff\xd8\xff", "JPEG 图片 image"),
    (b"GIF8", "GIF 图片 image"),
    (b"BM\x00", "BMP 图片 image"),
    (b"II*\x00", "TIFF 图片 image"),
    (b"MM\x00*", "TIFF 图片 image"),
    (b"Rar!", "RAR 压缩包 archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包 archive"),
    (b"\x1f\x8b", "gzip 压缩包 archive"),
    (b"BZh", "bzip2 压缩包 archive"),
    (b"\xfd7zXZ", "xz 压缩包 archive"),
    (b"\x7fELF", "程序 program"),
    (b"MZ", "Windows 程序 program"),
    (b"SQLite format 3\x00", "SQLite 数据库 database"),
    (b"AT&TFORM", "DjVu"),
    (b"ID3", "MP3 音频 audio"),
    (b"%!PS", "PostScript"),
)
_SUFFIXES = {
    ".doc": "Word 97–2003 (.doc)",
    ".wps": "WPS 文字 (.wps)",
    ".xls": "Excel 97–2003 (.xls)",
    ".ppt": "PowerPoint 97–2003 (.ppt)",
    ".et": "WPS 表格 (.et)",
    ".dps": "WPS 演示 (.dps)",
}
_PARTS = (("word/", "DOCX"), ("xl/", "XLSX"), ("ppt/", "PPTX"), ("Documents/1/Document.xml", "OFD"))
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.I | re.S)


def sniff(data: bytes, suffix: str = "") -> str | None:
    """Name of the kind of file, None when it may be text. `PDF`, `DOCX` and `HTML` are kinds we read.

    >>> sniff(b"%PDF-1.7"), sniff("通知".encode())
    ('PDF', None)
    """
    head = data[:4096]
    if head.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head[:1024]):
        return "PDF"
    if head.startswith(b"PK"):
        return _zip_kind(data)
    if head.startswith(_OLE):
        return _ole_kind(data, suffix)
    if head[4:12] in (b"ftypheic", b"ftypmp42", b"ftypisom"):
        return "视频或图片 media file"
    if head.startswith(b"RIFF"):
        return "RIFF 媒体 media file"
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    return "HTML" if _HTML.match(head) else None


def _zip_kind(data: bytes) -> str:
    """Kind of a ZIP container by the names in its directory; a broken one is named as such."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return "损坏的 ZIP broken ZIP"
    for part, kind in _PARTS:
        if any(name.startswith(part) for name in names):
            return kind
    if "OFD.xml" in names:
        return "OFD"
    if "mimetype" in names:
        return "OpenDocument / EPUB"
    return "ZIP 压缩包 archive"


def _ole_kind(data: bytes, suffix: str) -> str:
    """Kind of an OLE2 container by the UTF-16 stream names in it, else by its suffix."""
    for stream, kind in (
        ("EncryptedPackage", "加密的 Office 文件 encrypted Office file"),
        ("WordDocument", "Word 97–2003 (.doc)"),
        ("Workbook", "Excel 97–2003 (.xls)"),
        ("PowerPoint Document", "PowerPoint 97–2003 (.ppt)"),
    ):
        if stream.encode("utf-16-le") in data:
            return "WPS 文字 (.wps)" if suffix == ".wps" and kind.startswith("Word") else kind
    return _SUFFIXES.get(suffix, "OLE2")
