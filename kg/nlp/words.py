"""Words of a passage: where dictionary words begin and end, and their part of speech.

Chinese writes no spaces, so every rule that looks for the border of a name asks here. Two readings stand side by side:
`tags` guesses unknown words (a person, a brand) and names parts of speech; `cuts` are the borders of dictionary words
only, so that a border that lies inside a known word (姚林指|导) can be refused.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate

import rjieba
from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.frame import passage_of
from kg.nlp.lexicon import lexicon

NAME = "words_v1"


@dataclass(frozen=True, slots=True)
class Words:
    """`starts[i]`, `ends[i]`, `tags[i]` of the i-th word (half-open characters); `cuts` as told above. `heads`: where heads of
    organisations' names begin, in order, with the places where those that begin there end, the shortest first.

    `memo` keeps what a later reader found at a character, so that it is found once."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    cuts: frozenset[int]
    edges: frozenset[int]
    heads: Mapping[int, tuple[int, ...]]
    memo: dict[int, object] = field(default_factory=dict, compare=False, repr=False)

    def at(self, position: int) -> int:
        """Index of the word that covers a character."""
        return bisect_right(self.starts, position) - 1

    def word(self, index: int) -> str:
        """The word itself."""
        return self.text[self.starts[index] : self.ends[index]]

    def head(self, position: int, limit: int | None = None) -> int:
        """Where the longest head that begins at a character ends (not behind `limit`), -1 when none begins there.

        >>> read_words("该集团公司").head(1), read_words("该集团公司").head(1, 4)
        (5, 3)
        """
        ends = self.heads.get(position)
        if ends is None:
            return -1
        if limit is None or ends[-1] <= limit:
            return ends[-1]
        return max((end for end in ends if end <= limit), default=-1)

    def border(self, position: int) -> bool:
        """True when a word ends or begins here in either reading."""
        return position in self.cuts or position in self.edges


def read_words(text: str) -> Words:
    """Both readings of a text.

    >>> words = read_words("董事长姚林指导")
    >>> words.border(5), words.border(6)
    (True, False)
    """
    tagged = rjieba.tag(text)
    places = tuple(accumulate((len(word) for word, _ in tagged), initial=0))
    cuts = frozenset(accumulate(map(len, rjieba.cut(text, False)), initial=0))
    return Words(
        text,
        places[:-1],
        places[1:],
        tuple(tag for _, tag in tagged),
        cuts,
        frozenset(places),
        lexicon().heads.ends(text),
    )


def is_word(text: str) -> bool:
    """True for a word of the dictionary.

    >>> is_word("管理")
    True
    """
    return bool(rjieba.has_word(text))


@Language.component(NAME)
def words_component(doc: Doc) -> Doc:
    """Reads the words once; later components share them through `words_of`."""
    doc.user_data["words"] = read_words(passage_of(doc).text)
    return doc


def words_of(doc: Doc) -> Words:
    """The words of a passage's Doc."""
    words: Words = doc.user_data["words"]
    return words
