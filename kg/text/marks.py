"""What a line is by its looks alone: a byline, a list marker, a heading; used to join lines and to type paragraphs."""

from __future__ import annotations

import re

from kg.text.chars import BULLETS, HAN, ends_sentence, width
from kg.text.dates import is_only_date
from kg.text.furniture import is_editor_line

STRONG = re.compile(
    rf"[{BULLETS}]|【|附件\s*[\d一二三四五六七八九十]*\s*[:：]|附[:：]|(?:抄\s*送|主\s*送|抄\s*报|发放范围|来源|编印|编辑|注)\s*[:：]|注[①-⑳]"
    r"|(?:本报讯|又讯|本刊讯|本网讯|本报记者)"
)
_STRONG_FIRST = frozenset(BULLETS + "【附抄主发来编注又本")
NUMBERED = re.compile(
    r"(?P<chapter>第[一二三四五六七八九十百\d]{1,4}(?:[章节条篇编]|部分))|(?P<han>[一二三四五六七八九十]{1,3}[、.．])"
    r"|(?P<grand>[壹贰叁肆伍陆柒捌玖拾]{1,2}[\s、.．])|(?P<hanround>[（(][一二三四五六七八九十]{1,3}[）)])"
    r"|(?P<digit>\d{1,2}(?:\.\d{1,2}){0,2}[.．、](?!\d)|\d{1,2}(?:\.\d{1,2}){1,2}(?=\s)|0\d(?=\s)|\d{2}(?=\u3000|\s\s))"
    r"|(?P<digitround>[（(]\d{1,2}[）)])|(?P<circle>[①-⑳])"
)
_NUMBER_FIRST = frozenset("第一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
LEVELS = {"chapter": 2, "han": 2, "grand": 2, "hanround": 3, "digit": 4, "digitround": 5, "circle": 5}
_CREDIT_WORDS = "本报记者|本刊记者|本网记者|特约记者|记者|通讯员|作者|来源|文|图|文图|图文|摄影|供稿|投稿|素材|撰稿|组稿|整理|策划|供图|报道|编印|主办|出品"
_SQUARE = re.compile(r"□\s*[^。！？]{2,40}")
_LABEL = re.compile(rf"(?:{_CREDIT_WORDS})(?:[、/／](?:{_CREDIT_WORDS}))*\s*[:：/／\s\u3000][^。，；！？]{{1,50}}")
_REPORTER = re.compile(rf"(?:本报|本刊|本网|特约|见习|实习)?(?:记者|通讯员|评论员)[\s\u3000]*[{HAN}·\s]{{2,24}}")
_CREDITED = re.compile(
    rf"[{HAN}·、\s]{{2,24}}(?:[\s\u3000]*(?:供稿|供图|编印|组稿|摄影)|[\s\u3000]+(?:整理|摄|文|编)|(?<=[部室会处司团院局心])编)"
)
_IN_BRACKETS = re.compile(rf"[（(][{HAN}A-Za-z·、，,：:/／\s\u3000\d]{{2,40}}[）)]")
_BYLINE_FIRST = frozenset("本特记通作来文图摄供投素撰组整策编主出见实期责值执校版面美视审检排邮电传网地印发准内国")
_BYLINE_LAST = frozenset("稿图印编摄影文理")
_SIGNED = re.compile(
    rf"[{HAN}（）()、，·A-Za-z\d]{{4,50}}(?:书记|经理|董事长|主任|部长|院长|厂长|校长|主席|总裁|局长|处长|所长|工程师|总监|董事|会长|队长|班长|矿长)"
    rf"[\s\u3000]+[{HAN}]{{1,2}}[\s\u3000]*[{HAN}]{{1,3}}"
)
_DISTRIBUTION = re.compile(r"(?:发放范围|抄\s*送|抄\s*报|主\s*送|印发|报送?|发)\s*[:：].{2,70}")
_DATELINE = re.compile(
    rf"[{HAN}·\s（）()]{{2,30}}?(?:部|办公室|委员会|公司|集团|工会|中心|党委|团委|编辑部|院|局|厂|会)[\s\u3000]*[\d〇○一二三四五六七八九十年月日\s\u3000]{{6,24}}日"
)
_DAY = r"(?:19|20)\d\d(?:\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|[-./]\d{1,2}[-./]\d{1,2})(?:\s*(?:星期|周)[一二三四五六日天])?"
_NUMBER = r"(?:(?:19|20)\d\d\s*年\s*)?(?:总?第\s*[\d一二三四五六七八九十百]{1,5}\s*[期版号]|\d{1,4}\s*期)"
_ISSUE = re.compile(
    rf"(?:{_DAY}|{_NUMBER})(?:[\s\u3000·|（(）)]*(?:{_DAY}|{_NUMBER}))*(?:[\s\u3000]+[{HAN}]{{2,12}})?"
    rf"|[{HAN}·]{{2,20}}[\s\u3000]+{_DAY}|[{HAN}]{{1,10}}[〔\[（(](?:19|20)\d\d[〕\]）)]\s*第?\d{{1,5}}号"
)
_NO_BYLINE = re.compile(
    r"以下简称|简称|等[）)]|下称|节选|摘要?[）)]|第?[一二三四五六七八九十\d]{1,3}[）)]|含|接上|待续|部分|年度?[）)]$|排列|试行|自治"
)
_NAMES = re.compile(rf"[{HAN}]{{2,4}}(?:[\s\u3000]+[{HAN}]{{2,4}}){{0,3}}[\s\u3000]*(?:[（(][^（()）]{{4,12}}[）)])?")

_MAST = re.compile(
    r"(?:第\s*[\d一二三四五六七八九十百]+\s*[期版页辑]|总第?\s*\d+\s*期|版$|[周月日]?报$|[月周]?刊$|简讯$|简报$|通讯$|专[辑刊页版]$|视窗$|之窗$|快讯$|参考$|要闻$"
    r"|导报|月报|(?:证券|股票)(?:代码|简称)|[一二三四五六七八]版[·】]|文件$|内部(?:资料|交流|刊物)|主办|编印|创刊|号外)"
)
_CAPTION = re.compile(r"[▲▼◀▶△◆●■]?\s*(?:上|下|左|右)?图(?:为|[①-⑩\d]*[:：])")
TABLE_NAME = re.compile(r"表\s*[\d一二三四五六七八九十]")


def is_byline(text: str) -> bool:
    """True for a line that only says who wrote, took, sent in or made it.

    >>> [is_byline(t) for t in ("（张腾）", "□ 赵桐", "来源：天能党建", "李鑫 摄", "（节选）", "公司召开会议。")]
    [True, True, True, True, False, False]
    """
    if len(text) > 64 or not text:
        return False
    first, last = text[0], text[-1]
    if first in "（(":
        return last in "）)" and _IN_BRACKETS.fullmatch(text) is not None and _NO_BYLINE.search(text) is None
    if first == "□":
        return _SQUARE.fullmatch(text) is not None
    if last in "。！？；，、：" or not (first in _BYLINE_FIRST or last in _BYLINE_LAST):
        return False
    return (
        _LABEL.fullmatch(text) is not None
        or _REPORTER.fullmatch(text) is not None
        or (last in _BYLINE_LAST and len(text) <= 24 and _CREDITED.fullmatch(text) is not None)
        or is_editor_line(text)
    )


def is_signed(text: str) -> bool:
    """True for the line under a contribution that names its author's post and name.

    >>> is_signed("中铝共享党委书记、总经理 董克恭"), is_signed("董事长姚林指导工作")
    (True, False)
    """
    return len(text) <= 64 and _SIGNED.fullmatch(text) is not None


def is_imprint(text: str) -> bool:
    """True for who sends it out and to whom: 党群工作部 2021年4月30日; 抄送：…

    >>> is_imprint("党群工作部2021年 4月 30日"), is_imprint("抄送：集团党群工作部"), is_imprint("公司2021年")
    (True, True, False)
    """
    return len(text) <= 90 and (_DATELINE.fullmatch(text) is not None or _DISTRIBUTION.fullmatch(text) is not None)


def is_issue_line(text: str) -> bool:
    """True for number and date of an issue or document, alone or beside one name: 2021年9月10日 第3期; 样例〔2019〕1号.

    >>> [is_issue_line(t) for t in ("2021年9月10日　第3期", "企谱编写组　2022年8月", "国办发〔2019〕1号", "2021年，公司")]
    [True, True, True, False]
    """
    return len(text) <= 48 and text[-1] not in "。！？；，、：" and _ISSUE.fullmatch(text) is not None


def is_caption(text: str) -> bool:
    """True for the words under a picture.

    >>> is_caption("▲图为首批锌锭下线仪式现场。")
    True
    """
    return _CAPTION.match(text) is not None


def is_marked(text: str) -> bool:
    """True when a line opens with a sign that always begins something new."""
    return text[0] in _STRONG_FIRST and STRONG.match(text) is not None


def numbering(text: str) -> str | None:
    """Name of the numbering a line opens with (han, hanround, digit …), None without one.

    >>> numbering("（一）抓好学习"), numbering("2.73万吨"), numbering("1. 各级工会")
    ('hanround', None, 'digit')
    """
    if text[0] not in _NUMBER_FIRST:
        return None
    match = NUMBERED.match(text)
    return match.lastgroup if match else None


def is_heading_like(text: str) -> bool:
    """True for a short line without a sentence: what a title, heading, name or label looks like.

    >>> is_heading_like("牢记共青团干部初心"), is_heading_like("生产一线。")
    (True, False)
    """
    if not text or len(text) > 60 or (len(text) > 42 and width(text) > 84) or text[-1] in "，、；：,;:" or "。" in text:
        return False
    if ends_sentence(text):
        return text.rstrip("”’」』）)")[-1] in "！？!?…" and len(text) <= 30 and text.count("，") <= 1
    return text.count("，") + text.count("；") * 2 <= 1


def opens_new(text: str) -> bool:
    """True when a line can't go on a sentence: a mark, a byline, a date alone."""
    return is_marked(text) or is_byline(text) or is_only_date(text)


def is_masthead(text: str) -> bool:
    """True for the name and number of a paper or newsletter, its publisher's line.

    >>> [is_masthead(t) for t in ("云铝视窗 第4版", "中铝股份史志简报", "把“绿色”写进底色")]
    [True, True, False]
    """
    return len(text) <= 60 and not ends_sentence(text) and (_MAST.search(text) is not None)
