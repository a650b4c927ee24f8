"""Character classes of Chinese corporate text that every step of `kg.text` shares."""

from __future__ import annotations

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇々"
WHITE = r"\s\x00-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff"
TERMINAL = "。！？!?…"
CLOSERS = "”’』」﹄﹂》〉）)】〕］]\"'"
OPENERS = "“‘『「﹃﹁《〈（(【〔［["
PAUSES = "，、；：,;:—"
BULLETS = "▲△▼▽■□◆◇●○★☆▎▌▍▇▶►◀◎※➤✦✪•✅"
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗"
    "凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹"
    "狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞"
    "万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜"
    "松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲"
    "邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴"
    "瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛"
    "阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付闫代仝佟初修兰岳邸苟覃占户冼揭帅冶佘撒生隋"
)

HAN_RE = re.compile(f"[{HAN}]")
BLANK = re.compile(f"[{WHITE}]+")
"""White space, control characters and invisible marks: what may be left out or become one plain space."""


def width(text: str) -> int:
    """Columns the text takes in a fixed-width face: Chinese two, Latin one (by the bytes of its UTF-8, so it is fast).

    >>> width("中铝AB")
    6
    """
    return (len(text) + len(text.encode("utf-8", "surrogatepass")) + 1) // 2


def is_han(character: str) -> bool:
    """True for one Chinese character.

    >>> is_han("铝"), is_han("。")
    (True, False)
    """
    return HAN_RE.match(character) is not None


def ends_sentence(text: str) -> bool:
    """True when the last sign, closing quotes and brackets aside, ends a sentence.

    >>> ends_sentence("跟我一起走！”"), ends_sentence("（以下简称云铝）")
    (True, False)
    """
    core = text.rstrip(CLOSERS)
    return bool(core) and core[-1] in TERMINAL
