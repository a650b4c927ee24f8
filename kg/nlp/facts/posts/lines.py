"""What a line that is no sentence takes from the lines above it: the person it is about, the unit its names belong to."""

from __future__ import annotations

import re

from kg.model import ORGANIZATION_TYPES
from kg.nlp.frame import Scene

_HEADING = re.compile(r"[★☆●○◎◆◇■□▲△▍▌※·\d.．、 　]*(?:姓名[：:]?[ 　]?|人物[：:][ 　]?)?")
_HEADED = re.compile(r"[ 　]*(?:（[男女]）)?[ 　]*(?:\n|$|[：:——])")
_NAMES = re.compile(r"[ 　、，；。（）男女\d.．]*")
_ONLY = re.compile(r"[ 　]*(?:（[^（）\n]{1,8}）|\d{1,3}[人名])?[：:]?[ 　]*\n?")
_LONGEST_LINE = 40  # characters
_LINES = 12  # of names that one heading may have


def person_above(scene: Scene, start: int, end: int) -> str | None:
    """The person whose name alone, or before a colon, is the line above a line that says no more than unit and post."""
    text = scene.passage.text
    if start == 0 or text[start - 1] != "\n" or end - start > _LONGEST_LINE or "，" in text[start:end]:
        return None
    line = text.rfind("\n", 0, start - 1) + 1
    above = list(scene.inside(line, start, "Person"))
    if len(above) != 1 or not _HEADING.fullmatch(text[line : above[0].start]):
        return None
    return above[0].entity if _HEADED.match(text, above[0].end) else None


def organization_above(scene: Scene, start: int, end: int) -> str | None:
    """The organisation that stands alone in the line above lines of nothing but names."""
    text = scene.passage.text
    for _ in range(_LINES):
        if start == 0 or text[start - 1] != "\n" or not _only_names(scene, start, end):
            return None
        end, start = start, text.rfind("\n", 0, start - 1) + 1
        named = [n for n in scene.inside(start, end, *ORGANIZATION_TYPES) if n.start == start]
        whole = max(named, key=lambda n: n.end, default=None)
        if whole is not None and _ONLY.fullmatch(text[whole.end : end]):
            return whole.entity
    return None


def _only_names(scene: Scene, start: int, end: int) -> bool:
    """True when a line holds persons and what parts them."""
    rest, position = [], start
    for name in scene.inside(start, end, "Person"):
        rest.append(scene.passage.text[position : name.start])
        position = name.end
    rest.append(scene.passage.text[position:end].rstrip("\n"))
    return len(rest) > 1 and all(_NAMES.fullmatch(part) for part in rest)
