"""What the character tagger sees: lines of a passage, one list of features a character.

Few and cheap: characters around, the dictionary word with its place in it and part of speech, and what the rules
propose here, so that the tagger learns to correct the rules and not to repeat them. Any change changes every model:
raise `VERSION`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.nlp.frame import Candidate
from kg.nlp.words import Words

VERSION = "1"
LABELS = ("Enterprise", "Institution", "Unit", "Person")
ENDS = frozenset("\n。！？；")
MOST = 400  # characters of one line at most: the cost of a line is bounded


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Half-open stretches of a passage that are tagged on their own: sentences, at most `MOST` characters.

    >>> list(lines("甲公司。乙"))
    [(0, 4), (4, 5)]
    """
    begin = 0
    for position, char in enumerate(text):
        if char in ENDS or position - begin + 1 >= MOST:
            yield begin, position + 1
            begin = position + 1
    if begin < len(text):
        yield begin, len(text)


def outline(size: int, found: Iterable[Candidate]) -> list[str]:
    """What the rules propose, as one letter pair a character: the widest proposal of each place, "O" where none."""
    marks = ["O"] * size
    for c in sorted(found, key=lambda c: (c.start - c.end, c.start, c.label)):
        if marks[c.start] != "O" or marks[c.end - 1] != "O":
            continue
        letter = c.label[:2]
        marks[c.start : c.end] = [letter + "i"] * (c.end - c.start)
        marks[c.start] = letter + "b"
    return marks


def features(words: Words, found: Iterable[Candidate]) -> list[list[str]]:
    """The features of every character of a passage."""
    text = words.text
    size = len(text)
    rules = ["#", *outline(size, found), "#"]
    chars = ["#", "#", *text, "#", "#"]
    place: list[str] = ["#"] * (size + 2)
    whole: list[str] = [""] * size
    for start, end, tag in zip(words.starts, words.ends, words.tags, strict=True):
        word, kind = text[start:end], tag[:2]
        if end - start == 1:
            place[start + 1] = "S" + kind
            whole[start] = word
            continue
        place[start + 1 : end + 1] = ["M" + kind] * (end - start)
        place[start + 1], place[end] = "B" + kind, "E" + kind
        whole[start:end] = [word] * (end - start)
    return [
        [
            "0" + chars[i + 2],
            "a" + chars[i + 1],
            "b" + chars[i + 3],
            "c" + chars[i + 1] + chars[i + 2],
            "d" + chars[i + 2] + chars[i + 3],
            "e" + chars[i] + chars[i + 1],
            "f" + chars[i + 3] + chars[i + 4],
            "w" + whole[i],
            "p" + place[i + 1],
            "q" + place[i] + place[i + 1],
            "r" + place[i + 1] + place[i + 2],
            "g" + rules[i] + rules[i + 1] + rules[i + 2],
            "h" + rules[i + 1] + place[i + 1],
        ]
        for i in range(size)
    ]
