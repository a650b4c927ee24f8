"""Bytes to text without being told the encoding: BOM, UTF-8, UTF-16, GB18030 and Big5, also mixed in one file.

Nothing is lost in silence: what no encoding explains becomes U+FFFD, one for each byte, and is counted.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_GUESSES = ("gb18030", "big5", "utf-16-le", "utf-16-be")
_SAMPLE = 8_000  # bytes that tell the encoding, from the first that is not ASCII
_BAD_BYTE = re.compile("[\udc80-\udcff]")
_NON_ASCII = re.compile(rb"[\x80-\xff]")
# The characters that fill running Chinese, simplified and traditional: general knowledge of the language.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值"
    "奖励集团公司企业荣获授予授奖项评优秀铝钢煤铁建筑银"
    "這為個國時來們對會發說動產種過後學經進著當體機點從業開還應兩實關長線結質氣變條沒問題無軍員黨總統計較將組設級區強決戰則據處"
    "隊給門導壓爭濟階術極聯認權證單風場務萬達議聲報類離華確張節話況傳廣記許觀織裝際驗連斷難礦備辦響約勞團歷構稱準獎勵"
    "，。、；：？！“”‘’（）《》【】—…·　「」『』"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with its encoding; `replaced` counts bytes that became U+FFFD, `other_lines` lines in a second encoding."""

    text: str
    encoding: str
    replaced: int = 0
    other_lines: int = 0
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The text of some bytes, BOM left out. `declared` is what the file claims (an HTML charset): tried, not trusted.

    >>> decode("中国铝业".encode("gb18030")).encoding
    'gb18030'
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _whole(data[len(bom) :], name)
    claim = _python_name(declared)
    if data.count(b"\x00") * 4 < len(data):  # UTF-16 of Latin text is half zeros, of Chinese text no valid UTF-8
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            lies = claim not in (None, "utf-8", "ascii") and not text.isascii()
            return Decoded(
                text, "utf-8", warnings=(f"声明编码 {declared}，实为 utf-8 declared {declared}, is utf-8",) * lies
            )
    first = _NON_ASCII.search(data)
    begin = first.start() & ~1 if first and len(data) > _SAMPLE else 0
    sample = data[begin : begin + _SAMPLE]
    best = max(((_score(sample, name), -rank, name) for rank, name in enumerate(_candidates(data, claim))))[2]
    if best.startswith("utf-16"):
        return _whole(data, best)
    return _by_lines(data, best)


def _python_name(declared: str | None) -> str | None:
    try:
        name = codecs.lookup((declared or "").strip()).name if declared else None
    except LookupError:
        return None
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5hkscs": "big5", "cp950": "big5"}.get(name or "", name)


def _candidates(data: bytes, claim: str | None) -> list[str]:
    names = ["utf-8", *_GUESSES]
    if claim is not None and claim not in names:
        names.insert(0, claim)
    return names


def _python_codec(name: str) -> str:
    return "big5hkscs" if name == "big5" else name


def _score(data: bytes, name: str) -> float:
    """Share of characters that look like running text, less what can't be read; -1 when not a text encoding."""
    sample = data[:_SAMPLE]
    try:
        text = sample.decode(_python_codec(name), "replace")
    except (LookupError, UnicodeError):
        return -1.0
    if not text:
        return -1.0
    good = bad = 0
    for ch in text:
        if ch in _COMMON:
            good += 2
        elif "\x20" <= ch <= "\x7e" or ch in "\t\r\n":
            good += 1
        elif "\u4e00" <= ch <= "\u9fff" or "\uff01" <= ch <= "\uff5e":
            pass
        elif ch == "\ufffd" or ch < "\x20" or "\x7f" <= ch <= "\x9f" or "\ue000" <= ch <= "\uf8ff":
            bad += 4
        else:
            bad += 1
    # a character worth two bytes counts as two: UTF-16 and GB18030 are compared over the same bytes
    width = len(sample) / len(text)
    return (good - bad) * width / len(sample)


def _whole(data: bytes, name: str) -> Decoded:
    """All of it in one encoding; lone surrogates and cut characters become U+FFFD."""
    text = data.decode(name, "replace")
    before = data.decode(name, "ignore").count("\ufffd")
    replaced = text.count("\ufffd") - before
    return Decoded(text, name, replaced, 0, _told(name, replaced, 0, None))


def _by_lines(data: bytes, base: str) -> Decoded:
    """Line by line: files joined from several sources carry two encodings. Undecodable bytes are replaced one by one."""
    lines = data.split(b"\n")
    odd = [line for line in lines if _NON_ASCII.search(line)]
    utf8 = sum(1 for line in odd if _strict(line, "utf-8") is not None)
    if 2 * utf8 > len(odd):
        base = "utf-8"
    other = "gb18030" if base == "utf-8" else "utf-8"
    texts: list[str] = []
    replaced = switched = 0
    for line in lines:
        text = _strict(line, base)
        if text is None and (base != "utf-8" or _score(line, "gb18030") > 0.5):
            text = _strict(line, other)
            switched += text is not None
        if text is None:
            text = line.decode(_python_codec(base), "surrogateescape")
            text, count = _BAD_BYTE.subn("\ufffd", text)
            replaced += count
        texts.append(text)
    return Decoded("\n".join(texts), base, replaced, switched, _told(base, replaced, switched, other))


def _strict(line: bytes, name: str) -> str | None:
    try:
        return line.decode(_python_codec(name))
    except UnicodeDecodeError:
        return None


def _told(name: str, replaced: int, switched: int, other: str | None) -> tuple[str, ...]:
    told = []
    if switched:
        told.append(f"混合编码：{switched} 行为 {other} mixed encodings: {switched} lines are {other}, the rest {name}")
    if replaced:
        told.append(f"{replaced} 处字节无法识别，以 U+FFFD 代替 {replaced} unreadable bytes replaced by U+FFFD")
    return tuple(told)
