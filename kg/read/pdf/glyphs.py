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


_ASCENT, _DESCENT = 0.88, 0.12  # of the type height, above and below the baseline
_TWO_SIGNS = 1.4  # type heights
_HYPHEN = "\x02"  # PDFium's mark for a hyphen at a line's end


def glyphs(textpage: Any) -> list[Glyph]:
    """The page's characters; those PDFium makes up (line ends, guessed spaces) are left out, exact overprints kept once."""
    import pypdfium2.raw as raw

    handle = textpage.raw
    sizes: dict[int, tuple[float, float]] = {}
    origin_x, origin_y = ctypes.c_double(), ctypes.c_double()
    origin = ctypes.byref(origin_x), ctypes.byref(origin_y)
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
        x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
        size, width = _type_size(raw, handle, index, sizes)
        if size and raw.FPDFText_GetCharOrigin(handle, index, *origin):
            y0, y1 = origin_y.value - _DESCENT * size, origin_y.value + _ASCENT * size
            if "\u3400" <= char <= "\u9fff":  # a square, whatever the ink
                x0, x1 = origin_x.value, origin_x.value + width
        near = 0.15 * max(y1 - y0, 0.1)
        for before in found[-2:]:  # the same character set again on (nearly) the same place, as cheap bold type does
            twice = before.char == char and abs(x0 - before.x0) < near and abs(y0 - before.y0) < near
            if twice and x1 - x0 < _TWO_SIGNS * (y1 - y0):  # one glyph for —— is both of them
                break
        else:
            found.append(Glyph("-" if char == _HYPHEN else char, x0, y0, x1, y1, y1 - y0))
    return found


def _type_size(raw: Any, handle: Any, index: int, sizes: dict[int, tuple[float, float]]) -> tuple[float, float]:
    """Height and width in points of the type a character belongs to; 0 where that runs at an angle or is not known.

    The box of a character is that of its ink in some fonts (一 would be a flat line), so sizes come from the type.
    """
    item = raw.FPDFText_GetTextObject(handle, index)
    key = ctypes.addressof(item.contents) if item else 0
    if key not in sizes:
        matrix = raw.FS_MATRIX()
        known = bool(item) and raw.FPDFText_GetMatrix(handle, index, ctypes.byref(matrix))
        upright = known and abs(matrix.b) + abs(matrix.c) < 0.05 * (abs(matrix.a) + abs(matrix.d)) and matrix.d > 0
        size = raw.FPDFText_GetFontSize(handle, index) if upright else 0.0
        sizes[key] = size * matrix.d, size * abs(matrix.a)
    return sizes[key]
