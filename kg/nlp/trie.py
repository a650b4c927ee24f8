"""A regular expression for one of many words, as a trie: the pattern fails at the first wrong character."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def any_of(words: Iterable[str]) -> str:
    """Pattern text that matches the longest of the words at a place.

    >>> re.match(any_of(["集团", "集团公司", "厂"]), "集团公司").group()
    '集团公司'
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: dict[str, Any]) -> str:
    ends = "" in node
    parts = [re.escape(char) + _pattern(child) for char, child in sorted(node.items()) if char]
    if not parts:
        return ""
    if len(parts) == 1 and not ends:
        return parts[0]
    return f"(?:{'|'.join(parts)}){'?' if ends else ''}"
