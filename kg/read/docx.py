"""DOCX: paragraphs, headings, list items, tables, text boxes and notes in document order, straight from the XML.

python-docx leaves out text boxes, notes and content controls, hence this walk. The container is checked before anything is
inflated; its members are read by name into memory, never written; a document type declaration is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from kg.errors import InputError
from kg.read.docx_body import NS, Body, Styles
from kg.read.parsed import Lines, Options, Parsed, broken

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MAX_INFLATED = 500_000_000
_MAX_RATIO = 100
_FREE = 5_000_000  # below this size a high ratio harms nobody
_MAX_MEMBERS = 20_000
_MAIN = re.compile(r"wordprocessingml\.(?:document|template)\.main\+xml$|macroEnabled(?:Template)?\.main\+xml$")


def parse_docx(data: bytes, options: Options) -> Parsed:
    """The text of a Word document. Raises InputError: input.bomb, input.broken, input.too-long."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_container(archive)
            return _parse(archive, options)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise broken(f"DOCX: {error}") from error


def check_container(archive: zipfile.ZipFile) -> None:
    """Refuse a container that would inflate to more than 500 MB, or to over 100 times its size."""
    members = archive.infolist()
    inflated = sum(m.file_size for m in members)
    packed = sum(m.compress_size for m in members)
    if inflated > _MAX_INFLATED or len(members) > _MAX_MEMBERS or (inflated > _FREE and inflated > _MAX_RATIO * packed):
        raise InputError(
            f"压缩炸弹，拒绝展开 ZIP bomb refused: {packed} bytes would become {inflated}",
            code="input.bomb",
            hint=f"limits: {_MAX_INFLATED} bytes, ratio {_MAX_RATIO}",
        )


def _parse(archive: zipfile.ZipFile, options: Options) -> Parsed:
    main = _main_part(archive)
    folder = main.rsplit("/", 1)[0] if "/" in main else ""
    root = _xml(archive, main)
    body = None if root is None else root.find("w:body", NS)
    if body is None:
        raise broken("DOCX: no w:body")
    lines = Lines(options.max_chars)
    reader = Body(Styles.read(_xml(archive, f"{folder}/styles.xml")), lines)
    reader.blocks(body)
    for note in ("footnotes", "endnotes"):
        notes = _xml(archive, f"{folder}/{note}.xml")
        if notes is not None:
            for part in notes:
                if part.get(f"{{{NS['w']}}}type") is None:
                    reader.blocks(part)
    frames = [_frame(archive, name) for name in _frame_names(archive, folder)]
    for text in dict.fromkeys(line for frame in frames for line in frame):
        lines.add("paragraph", text)
    return Parsed(lines.text(), (), tuple(lines.blocks), tuple(_metadata(archive)))


def _main_part(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    types = _xml(archive, "[Content_Types].xml")
    for node in [] if types is None else types:
        part = (node.get("PartName") or "").lstrip("/")
        if part in names and _MAIN.search(node.get("ContentType") or ""):
            return str(part)
    if "word/document.xml" in names:
        return "word/document.xml"
    raise broken("DOCX: no main document part")


def _xml(archive: zipfile.ZipFile, name: str) -> Any:
    """Root element of a part, None when there is no such part. No entity is resolved, no network used."""
    from lxml import etree

    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    with archive.open(info) as stream:
        data = stream.read(min(info.file_size, _MAX_INFLATED) + 1)
    data = data.replace(_STRICT, NS["w"].encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise broken(f"DOCX {name}: {error}") from error
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise broken(f"DOCX {name}: document type declaration refused")
    return root


def _frame_names(archive: zipfile.ZipFile, folder: str) -> list[str]:
    """Header and footer parts, headers first, in the order of their numbers."""
    found = re.compile(rf"{re.escape(folder)}/(header|footer)(\d*)\.xml$")
    matches = [m for m in map(found.match, archive.namelist()) if m]
    return [m[0] for m in sorted(matches, key=lambda m: (m[1] != "header", int(m[2] or 0)))]


def _frame(archive: zipfile.ZipFile, name: str) -> list[str]:
    """The lines of a header or footer that say something (a page number does not)."""
    lines = Lines(100_000)
    Body(Styles({}), lines).blocks(_xml(archive, name))
    return [part for part in lines.parts if sum(ch.isalpha() for ch in part) > 1]


def _metadata(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    root = _xml(archive, "docProps/core.xml")
    names = {"title": "title", "creator": "author", "created": "created", "modified": "modified", "subject": "subject"}
    found = []
    for node in [] if root is None else root:
        key = names.get(node.tag.rsplit("}", 1)[-1]) if isinstance(node.tag, str) else None
        if key and node.text:
            found.append((key, node.text))
    return found
