"""Newsletters with their subjects' themes noted below the text (`data/gold/themes/*.txt`) as gold records of themes only.

Below `===` one subject a line: the letter of its type, its names, the ids of its themes; `?` before a theme: defensible
either way. They are for fitting the theme model (`bench.fit_themes`): nothing else of their text is annotated.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from bench.marked import TYPES, MarkError

NOTE = re.compile(r"([EUPJI]) (.+): ((?:\??[a-z-]+ ?)+)")


def read_notes(path: Path) -> tuple[str, dict[str, Any]]:
    """The text and the record of one file. Raises MarkError with the line and the reason."""
    text, mark, notes = path.read_text(encoding="utf-8").partition("\n===\n")
    if not mark:
        raise MarkError("1: 要有一行 === the line === is needed")
    entities, facts = [], []
    for number, line in enumerate(notes.splitlines(), text.count("\n") + 3):
        found = NOTE.fullmatch(line)
        if found is None:
            raise MarkError(f"{number}: 看不懂 not a subject: {line[:40]}")
        names = found[2].split(";")
        if not any(name.strip("“”") in re.sub(r"[\n　]", "", text) for name in names):
            raise MarkError(f"{number}: 原文没有 the text has no {names[0]}")
        entities.append({"id": f"e{number}", "type": TYPES[found[1]], "names": names})
        for theme in found[3].split():
            fact = {"pred": "addressesTheme", "subj": f"e{number}", "obj": theme.lstrip("?")}
            facts.append(fact | {"optional": theme.startswith("?")})
    return text + "\n", {"doc": path.stem, "entities": entities, "facts": facts, "themes": []}
