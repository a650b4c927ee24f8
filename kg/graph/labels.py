"""Sort keys: a name in pinyin, a person's surname read as a surname (单 is Shan, 曾 is Zeng)."""

from __future__ import annotations

# surnames whose reading as a surname is not the usual one of the character
SURNAMES = {
    **{"单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "曾": "zeng", "盖": "ge", "区": "ou", "任": "ren"},
    **{"朴": "piao", "翟": "zhai", "缪": "miao", "乐": "yue", "员": "yun", "秘": "bi", "冼": "xian", "洗": "xian"},
    **{"召": "shao", "繁": "po", "覃": "qin", "隗": "wei", "种": "chong", "逄": "pang", "祭": "zhai", "折": "she"},
    **{"那": "na", "沈": "shen", "盛": "sheng", "石": "shi", "万": "wan", "尹": "yin", "牟": "mu", "都": "du"},
    **{"尉迟": "yu chi", "万俟": "mo qi", "令狐": "ling hu", "长孙": "zhang sun", "单于": "chan yu", "澹台": "tan tai"},
    **{"呼延": "hu yan", "夏侯": "xia hou", "诸葛": "zhu ge", "皇甫": "huang fu", "宇文": "yu wen", "鲜于": "xian yu"},
}


def sort_key(name: str, *, person: bool = False) -> str:
    """The name in lower-case pinyin, one syllable a character, separated by spaces; ü is written v.

    >>> sort_key("单春荣", person=True), sort_key("中铝股份")
    ('shan chun rong', 'zhong lv gu fen')
    """
    from pypinyin import lazy_pinyin

    syllables: list[str] = []
    if person:
        for length in (2, 1):
            if len(name) > length and name[:length] in SURNAMES:
                syllables.append(SURNAMES[name[:length]])
                name = name[length:]
                break
    syllables += lazy_pinyin(name)
    return " ".join(" ".join(syllables).lower().split())
