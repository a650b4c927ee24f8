"""What only says of which kind a work is (国家重点项目, 第二长隧道, 两个光伏项目) and names none."""

from __future__ import annotations

import re

from kg.nlp.words import Words, is_word

# A work counted, ranked or praised by its class: told of a work named elsewhere.
CLASSED = re.compile(
    r"第[一二三四五六七八九十\d]+(?:[座条个项长大高深]|$)|最(?:[大长高深新早后重]|先进|关键)|(?:首|唯一|第一)[个座条套批台]|重[点大要难]|龙头(?![山镇乡村寨岭沟河])|标[杆志]|示范|样板|代表性?|控制性|骨干|[家界国]级|[省市州区]级"
    r"|完整|一[个座条]|[两三四五六七八九十多几]+[个座条]|\d+座|高风险|单线|双线|优质|精品|民[生心]|创新性|典范|实事|主体|附属|剩余|全部|所有|大型|交通集群"
)
# Praise right before the last word: whose ever work it is, this is no name of it.
PRAISED = re.compile(
    r"(?:第[一二三四五六七八九十\d]+[长大高深]|最[大长高深]|重难点|控制性|标志性|代表性|创新性|龙头|标杆|样板|骨干|典范|优质|精品|重点|重大|民生|高风险|所有主体)$"
)
# A number with a unit, words in marks, a model, a stage: a name of its own.
OWN = re.compile(
    r"[“”‘’《》A-Za-z]|\d+(?:\.\d+)?(?:万|亿|千)*(?:吨|千?瓦|兆瓦|公里|平方?米|立方米?|方|米|千伏|亩|头|辆|台|套|桶)|号|[一二三四五六七八九十\d]期|年产"
)
ADMINISTERED = ("省", "市", "县", "区", "州", "国")
# Tags of words that may carry a name: persons, organisations, other names, foreign letters.
NAMING = ("nr", "nt", "nz", "x", "eng")


def only_kind(words: Words, start: int, head: int) -> bool:
    """True when [start, head) before the last word of a work has words of its class and nothing that is a name.

    >>> from kg.nlp.words import read_words
    >>> for text in ("国家级石化产业基地龙头项目", "玲龙一号全球首堆示范工程"):
    ...     print(only_kind(read_words(text), 0, len(text) - 2))
    True
    False
    """
    stem = words.text[start:head]
    if CLASSED.search(stem) is None or OWN.search(stem) is not None:
        return False
    if PRAISED.search(stem) is not None:
        return True
    index, places = words.at(start), 0
    while index < len(words.starts) and words.starts[index] < head:
        tag, word = words.tags[index], words.word(index)[: head - words.starts[index]]
        if CLASSED.search(word) is None:
            if tag.startswith(NAMING) or (len(word) > 1 and tag.startswith("n") and tag != "ns" and not is_word(word)):
                return False
            if tag == "ns":
                places += 1
                if places > 1 or not word.endswith(ADMINISTERED):
                    return False
        index += 1
    return True
