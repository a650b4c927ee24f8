"""The characters of a PDF page with their boxes, as PDFium gives them, in the order of the content stream."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple


class Glyph(NamedTuple):
    """One character and its box in points; y grows upwards. A space has the box of its advance, which may be empty."""

    char: str
    x0: float
    y0: float
    x1: float
    y1: float
    height: float


_HYPHEN = "\x02"  # PDFium's mark for a hyphen at a line's end


def glyphs(textpage: Any) -> list[Glyph]:
    """The page's characters; those PDFium makes up (line ends, guessed spaces) are left out, exact overprints kept once."""
    import pypdfium2.raw as raw

    handle = textpage.raw
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    found: list[Glyph] = []
    high = 0
    for index in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        char = chr(code) if code <= 0x10FFFF else "\ufffd"
        if char in "\r\n\x00" or raw.FPDFText_IsGenerated(handle, index) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(handle, index, pointer):
            continue
        x0, y0, y1 = box.left, box.bottom, box.top
        near = 0.15 * max(y1 - y0, 0.1)
        for before in found[-2:]:  # the same character set again on (nearly) the same place, as cheap bold type does
            if before.char == char and abs(x0 - before.x0) < near and abs(y0 - before.y0) < near:
                break
        else:
            found.append(Glyph("-" if char == _HYPHEN else char, x0, y0, box.right, y1, y1 - y0))
    return found
