"""Persons told by what stands behind them: a verb of speech or of receiving a post, 同志, （女, a verb at the beginning of a
clause; and names with a dot wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.gate import gated
from kg.nlp.person_names import AFTER_NAME, CERTAIN, Guess, best_name, closes, guesses
from kg.nlp.person_spelling import dotted_end, spells
from kg.nlp.words import Words

CLAUSE = frozenset("，。；：！？\n“”（ 　▲●■◆、◎★—")
_TITLE_AFTER = gated(
    r"同志|先生|女士|老人|师傅|等）|院士|教授|名字命名|领衔|等(?:\d+|[一二三四五六七八九十]+|多)[人名位]|（[男女]|，[男女]，|，\d{4}年\d*月?生|\d{4}年\d*月?生"
)
_SPEAKS = gated(
    r"(?:激动地|自豪地|感慨地|笑着|坦|动情地|深情地|高兴地)?(?:说(?!明|法|服)|表示|介绍|指出|强调|认为|回忆|感慨|感叹|告诉|坦言|透露|谈到|讲|称(?!号|为))"
)
_TAKES = gated(
    r"(?:(?<![主信责])任|现任|时任|担任|出任|兼任|接任|调任|转任|升任|历任|当选|不再担任|不再兼任|辞去|卸任|递交辞呈|从[一-龥]{2,4}手中|由[一-龥]{2,12}(?:调任|转任))(?!务|何|期|职期|命|免)"
)
_WINS = gated(r"(?:分?获(?!奖)|荣获|喜获|夺得|勇夺|斩获|摘得|捧得|包揽|当选|获评|入选)")
_BEHIND = ((_SPEAKS, "speaks"), (_TITLE_AFTER, "title-after"), (_TAKES, "takes-post"), (_WINS, "wins"))
_POINTS = ("其中", "最终", "结果", "随后", "此前", "会上", "会后", "期间")
_JOINED = frozenset("和与及对向由从")


def names_before(words: Words, surnames: frozenset[str]) -> Iterator[tuple[Guess, str]]:
    """Names with the rule that tells them."""
    text = words.text
    yield from _dotted(words)
    yield from _opening(words, surnames)
    for pattern, rule in _BEHIND:
        for match in pattern.finditer(text):
            for size in (3, 2, 4):
                start = match.start() - size
                if start < 0 or (start and text[start - 1] not in CLAUSE and not words.border(start)):
                    continue
                least = 0.45 if rule == "takes-post" else 0.65
                guess = next((g for g in guesses(words, start, surnames) if g.end == match.start()), None)
                begins = start == 0 or text[start - 1] in CLAUSE or text.startswith(_POINTS, start - 2)
                if rule == "wins" and (not begins or (guess is not None and guess.doubt)):
                    continue
                if guess is not None and guess.score >= (least if begins else 0.95 if rule != "title-after" else 0.9):
                    yield guess, rule
                    break


def _dotted(words: Words) -> Iterator[tuple[Guess, str]]:
    """Names with a dot whose first part, too, spells sounds and begins where a word does."""
    text = words.text
    done = 0
    for match in re.finditer("[·•・]", text):
        start = match.start()
        while start > max(done, match.start() - 5) and spells(text[start - 1]):
            start -= 1
        while start < match.start() and (text[start] in _JOINED or not (start == 0 or words.border(start))):
            start += 1
        end = dotted_end(text, start) if start < match.start() else None
        if (
            end is not None
            and end - start >= 5
            and (start == 0 or text[start - 1] in CLAUSE or CERTAIN.match(text, end))
        ):
            yield Guess(start, end, 0.9), "dotted"
            done = end


def _opening(words: Words, surnames: frozenset[str]) -> Iterator[tuple[Guess, str]]:
    """Names of three characters that open a clause and are followed by a verb, and those that recur in the passage."""
    text = words.text
    seen: dict[str, list[Guess]] = {}
    for index, start in enumerate(words.starts):
        named = words.tags[index].startswith("nr") and 2 <= words.ends[index] - start <= 4
        begins = start == 0 or text[start - 1] in CLAUSE
        if not named and not (begins and text[start] in surnames and words.ends[index] == start + 1):
            continue
        guess = best_name(words, start, surnames, 0.6)
        if guess is None:
            continue
        name = text[start : guess.end]
        seen.setdefault(name, []).append(guess)
        opens = begins and text[start - 1 : start] != "“" and not guess.doubt
        if opens and len(name) == 3 and guess.score >= 0.85 and guess.end in words.cuts and closes(words, guess.end):
            yield guess, "read-as-name"
    for name, found in seen.items():
        verb = any(AFTER_NAME.match(text, g.end) for g in found)
        if verb and len(found) >= (2 if len(name) == 3 else 4) and max(g.score for g in found) >= 0.85:
            for guess in found:
                yield guess, "recurs"
