"""The characters of a PDF page with their boxes, as PDFium gives them, in the order of the content stream."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character and its box in points; y grows upwards. A space has the box of its advance, which may be empty."""

    char: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        return self.y1 - self.y0


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
        glyph = Glyph("-" if char == _HYPHEN else char, box.left, box.bottom, box.right, box.top)
        if not any(_overprinted(glyph, before) for before in found[-2:]):
            found.append(glyph)
    return found


def _overprinted(glyph: Glyph, before: Glyph) -> bool:
    """True when the same character is set again on (nearly) the same place, as cheap bold type does."""
    near = 0.15 * max(before.height, 0.1)
    return glyph.char == before.char and abs(glyph.x0 - before.x0) < near and abs(glyph.y0 - before.y0) < near
