"""What `prepare` promises about every document, as a check that finds any breach: used by the tests and for trouble."""

from __future__ import annotations

from kg.model import Passage, Prepared
from kg.text.chars import BLANK
from kg.text.signs import wide

KINDS = ("title", "heading", "byline", "body", "list_item", "table_row")


def problems(prepared: Prepared) -> list[str]:
    """Breaches of the promises of `kg.model.Passage`, at most a few a passage; empty when all hold.

    Every character of a passage maps back to the same one (a narrow sign to the wide form it stands for); every character of the original that shows is in exactly one
    place, a passage or `furniture`; paragraphs fill the passage; sentences cover the paragraphs in order.
    """
    original = prepared.document.text
    used = bytearray(len(original))
    signs = wide(original)
    found: list[str] = []
    for number, passage in enumerate(prepared.passages):
        found += [f"passage {number}: {p}" for p in _characters(passage, signs, used) + _structure(passage)]
    for span in prepared.furniture:
        for i in range(span.start, span.end):
            used[i] += 1
    lost = [i for i, c in enumerate(original) if used[i] != 1 and (used[i] > 1 or BLANK.match(c) is None)]
    found += [f"character {i} {original[i]!r} stands in {used[i]} places" for i in lost[:5]]
    return found


def _characters(passage: Passage, original: str, used: bytearray) -> list[str]:
    if len(passage.origin) != len(passage.text):
        return ["origin and text differ in length"]
    ends = {p.end for p in passage.paragraphs}
    wrong = []
    for i, (c, o) in enumerate(zip(passage.text, passage.origin, strict=True)):
        if not 0 <= o < len(original):
            wrong.append(f"origin {o} at {i} is outside")
        elif c == "\n":
            if i not in ends:
                wrong.append(f"line break at {i} ends no paragraph")
        elif c == " ":
            if BLANK.fullmatch(original[o]) is None:
                wrong.append(f"space at {i} stands for {original[o]!r}")
        else:
            used[o] += 1
            if original[o] != c:
                wrong.append(f"{c!r} at {i} stands for {original[o]!r}")
    return wrong[:3]


def _structure(passage: Passage) -> list[str]:
    wrong = []
    position = 0
    for p in passage.paragraphs:
        if p.start != position or p.end <= p.start or p.kind not in KINDS or "\n" in passage.text[p.start : p.end]:
            wrong.append(f"paragraph {p}")
        if not all(p.start <= a < b <= p.end for a, b in p.cells):
            wrong.append(f"cells of {p}")
        position = p.end + 1
    if position != len(passage.text) + 1:
        wrong.append("paragraphs do not fill the text")
    position = 0
    for a, b in passage.sentences:
        if not position <= a < b or "\n" in passage.text[a:b] or passage.text[position:a].strip(" \n"):
            wrong.append(f"sentence {(a, b)}")
        position = b
    if passage.text[position:].strip(" \n"):
        wrong.append("the last sentence ends early")
    return wrong[:3]
