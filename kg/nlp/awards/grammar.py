"""Where a text names an honour: heads on the right, boundaries of the genre on the left, quotes, contests with winners.

`award_spans` proposes generously: an honour that turns out to be received by nobody is dropped at the end of the reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.nlp.awards import words
from kg.nlp.gate import gated
from kg.nlp.spans import RuleSpan, apart

REACH = 42  # characters an unquoted name may run to the left of its head
PLAIN = r"(?!奖(?![状牌杯章励项金]))"  # 标兵 of 标兵奖 is the name of a prize
HEAD = gated(
    f"(?P<group>{words.GROUP_TITLE}){PLAIN}|(?P<person>{words.PERSON_TITLE}){PLAIN}|(?P<listing>{words.LISTING})|(?P<prize>{words.PRIZE})",
)
CONTEST = gated(words.CONTEST)
RANK = gated(words.RANK)
RANK_ONLY = re.compile(f"(?:{words.RANK})+$")
SCOPED_RANK = re.compile(
    rf"(?:国家级|省级|市级|省部级|行业|全国|全省|全市|世界|国际|境外|省|市|本届|本次|大会|另有|[\u4e00-\u9fff]{{1,4}}组)?(?:{words.RANK})"
)
RANK_AT_END = re.compile(f"(?:{words.RANK})$")
FUSED = re.compile(
    r"(?:(?P<grade>[特一二三四五]等)|(?P<medal>外观设计金|外观设计银|金质|银质|金|银|铜)|(?P<other>特别优秀|优秀|提名|表彰|鼓励))奖$"
)
GRADED = re.compile(r"([A-DＡ-Ｄ]{1,5}级)(?=评价|评级)")
STRONG_SCOPE = re.compile(words.SCOPE)
PROVINCE = re.compile(
    f"(?:{words.PROVINCES})(?:省|市|维吾尔自治区|壮族自治区|回族自治区|自治区)?(?!电力|移动|电网|分公司|公司)"
)
OF_PARTY = re.compile(r"(?:中共|共青团|团|驻|民建|民盟|九三学社)$")
UNIT_END = re.compile(r"(?:厂|部|班|公司|院|所|局|段|矿|队|组|室|站|中心|团|会|集团|车间|支部|党委)$")
QUOTED = re.compile(r"“([^“”\n]{2,46})”|「([^「」\n]{2,46})」|﹃([^﹄\n]{2,46})﹄|『([^『』\n]{2,46})』")
TITLED = re.compile(r"《([^《》\n]{4,46}(?:名录|名单|目录|榜|榜单))》")
AFTER_QUOTE = re.compile(
    r"等?(?:荣誉)?(?:称号|奖章|奖状|奖牌|奖杯|奖项|奖(?![金励])|荣誉|证书|榜单?|(?:入选|获奖)?名单|评选结果|第[\d一二三四五六七八九十]+[名位]|名录|牌匾|认证|获得者|企业称号|的?殊荣|获奖)"
)
BEFORE_QUOTE = re.compile(
    r"(?:荣获|喜获|获得|获评|获颁|获授|获|斩获|摘得|摘下|摘取|捧回|捧得|捧起|夺得|拿下|拿到|拿回|拿过|赢得|收获|得过?|荣膺|入选|当选为?|跻身|荣登|登上|位列|名列|荣列|列入|授予|颁发|评选?为|命名为?|认定为|授牌|成为"
    r"|被誉为|获颁)(?:了|过|的)?(?:[^，。；：、“”（）\n]{0,22})$"
)
# A name that only opens with words in quotes: “四强”党组织, “感动江东”特别奖, 专精特新“小巨人”企业
GOES_ON = re.compile(
    r"(?:(?!等|获|团体|个人|[两二三四五六七八九十]+[项个])[^\W\d获为被是的在与和]){0,4}?(?:(?<![等质金银铜秀名胜])奖(?![励金项章杯状牌])|劳动奖[章状]|党组织|党支部(?!书)|企业(?!称号)|人物|家庭|员工)"
)
NAMED_SO = re.compile(r"命名|认定|评|授|树|表彰|[个家名]")
UNDERTAKING_AFTER = re.compile(
    r"[^，。；：、“”]{0,4}(?:项目|工程|课题|成果|技术|品牌|活动|行动|计划|主题|系统|平台|小组|团队|战略|理念|目标|模式|机制|精神|工作法|操作法|口号|比武|竞赛|大赛|杯)"
)
BARE = re.compile(
    r"(?:(?:[一二两三四五六七八九十\d]+[项个座]|国家级|全国|国际|行业|全省|全市)*大奖|(?:创新|科技|科研|优秀|管理|技术|QC)+成果|工匠|大师|标兵|能手|楷模|好人|功臣|先锋|英雄|英模|功勋|建设者|带头人|卫士|尖兵|评价|名单|名录|榜单|示范|贡献奖|模范|红旗手|该奖|奖章|奖状|奖杯|此奖|等奖|个奖|项奖|类奖|锦旗|教育基地|试点企业|骨干企业|龙头企业)$"
)
JUNK = re.compile(
    r"^(?:\d{1,2}[.．、)）] ?)?(?:年度|度|届|批|位|名|级(?!别)|等|中国中|暨|并|的|在|省份|和|与|个(?!旧)|项|大(?=国家)|以来|时任|原|现任|过(?![硬滤])|了)*"
)


def award_spans(text: str) -> Iterator[RuleSpan]:
    """All places of `text` that may name an honour, not overlapping, in order.

    >>> [text[s.start:s.end] for text in ["张三2019年获江南省五一劳动奖章、“江南工匠”称号。"] for s in award_spans(text)]
    ['江南省五一劳动奖章', '江南工匠']
    """
    found: list[RuleSpan] = [*_quoted(text)]
    taken = bytearray(len(text) + 1)
    for span in found:
        _take(taken, span)
    for head in HEAD.finditer(text):
        if not taken[head.start()]:
            unquoted = _unquoted(text, head.start(), head.end(), head.lastgroup or "")
            token = text[head.start() - 1 : head.start()] == "”" and taken[head.start() - 2] and len(head[0]) > 1
            if unquoted is not None and not token:  # the 奖杯 of “某某”奖杯 is none of its own
                found.append(unquoted)
                _take(taken, unquoted)
    if RANK.search(text):
        for head in CONTEST.finditer(text):
            if not taken[head.start()]:
                contest = _contest(text, head.start(), head.end())
                if contest is not None:
                    found.append(contest)
                    _take(taken, contest)
    yield from apart(found)


def award_names(surface: str) -> tuple[str, ...]:
    """What the honour is called: without its rank first, then as written.

    >>> award_names("有色金属行业科技进步成果三等奖")
    ('有色金属行业科技进步成果奖', '有色金属行业科技进步成果三等奖')
    """
    core, _ = split_rank(surface)
    plain = re.sub(r"第[一二三四五六七八九十百\d]{1,4}届", "", core)
    return tuple(dict.fromkeys((plain, core, surface)))


@lru_cache(maxsize=5_000)
def split_rank(surface: str) -> tuple[str, str | None]:
    """The name without a rank fused into it, and the rank.

    >>> split_rank("江南专利金奖"), split_rank("江南专利奖")
    (('江南专利奖', '金奖'), ('江南专利奖', None))
    """
    hit = FUSED.search(surface)
    if hit is not None and hit.start() >= 3 and not surface[: hit.start()].endswith(("最", "团", "个人")):
        stem = surface[: hit.start()]
        return (stem if stem.endswith(("奖", "赛")) else stem + "奖"), surface[hit.start() :]
    graded = GRADED.search(surface)
    if graded is not None and graded.start() >= 2:
        return surface[: graded.start()] + surface[graded.end() :], graded[1]
    tail = RANK_AT_END.search(surface)
    if surface.endswith("单项冠军"):
        return surface, None
    if tail is not None and tail.start() >= 4 and tail[0] not in ("优胜奖", "纪念奖", "入围奖", "鼓励奖"):
        return surface[: tail.start()], tail[0]
    return surface, None


def _quoted(text: str) -> Iterator[RuleSpan]:
    previous_end = -1
    for hit in QUOTED.finditer(text):
        start, end = hit.span(hit.lastindex or 1)
        inner = text[start:end]
        before = text[max(0, hit.start() - 34) : hit.start()]
        after = text[hit.end() : hit.end() + 14]
        headed = _ends_with_head(inner)
        chained = previous_end >= 0 and text[previous_end : hit.start()] in ("", "、", "和", "与", "及", "以及", "，")
        named = AFTER_QUOTE.match(after) is not None
        received = BEFORE_QUOTE.search(before) is not None
        if words.NOT_AFTER.match(after) or "：" in inner or RANK_ONLY.fullmatch(inner) or before.endswith("专精特新"):
            continue
        goes_on = GOES_ON.match(after)
        if goes_on is not None and len(goes_on[0]) > 1 and len(inner) <= 10 and received:
            begin = _left(text, hit.start())
            yield RuleSpan(
                begin if hit.start() - begin >= 2 else hit.start(), hit.end() + goes_on.end(), "quoted-opening", 0.8
            )
            previous_end = hit.end() + goes_on.end()
            continue
        if headed and not UNDERTAKING_AFTER.match(after):
            yield RuleSpan(start, end, "quoted-head", 0.9 if received or named or chained else 0.75)
        elif before.endswith("为") and NAMED_SO.search(before) and HEAD.search(inner) and after[:1] in "，。；、":
            yield RuleSpan(start, end, "quoted-named-so", 0.75)  # 命名甲支部等3个支部为“某某先锋党支部”
        elif named and (received or chained or headed):
            yield RuleSpan(start, end, "quoted-title", 0.85)
        elif (received or chained) and not UNDERTAKING_AFTER.match(after) and "，" not in inner:
            yield RuleSpan(start, end, "quoted-received", 0.7)
        elif named and len(inner) <= 20:
            yield RuleSpan(start, end, "quoted-named", 0.6)
        else:
            continue
        previous_end = hit.end()
    for hit in TITLED.finditer(text):
        yield RuleSpan(hit.start(1), hit.end(1), "listing", 0.7)


def _ends_with_head(inner: str) -> bool:
    tail = max(0, len(inner) - 16)
    last = None
    for head in HEAD.finditer(inner, 0):
        last = head
    return (
        last is not None and last.end() >= len(inner) - (1 if inner.endswith(("级", "榜")) else 0) and last.end() > tail
    )


def _unquoted(text: str, head: int, end: int, kind: str) -> RuleSpan | None:
    if words.NOT_AFTER.match(text, end) or _in_words_quoted(text, head, end):
        return None
    rank = RANK_AT_END.search(text, max(0, end - 12), end)
    if rank is not None and rank.start() and text[rank.start() - 1] in "奖赛”》":
        return None  # a rank behind a name that is complete without it
    start = _left(text, head)
    series = re.match(r"(?:[·•](?P<series>[\u4e00-\u9fff]{2,8}奖))", text[end : end + 12])
    if series is not None:
        end += series.end()
    surface = text[start:end]
    if re.match(r"(?:该|此|这个|那个|这|本)(?:奖|项)|\d+万?元", surface):
        return None
    if (
        len(surface) < 3
        or BARE.fullmatch(surface[surface.rfind("”") + 1 :])
        or RANK_ONLY.fullmatch(surface)
        or SCOPED_RANK.fullmatch(surface)
        or not re.search(r"[\u4e00-\u9fff]", surface)
    ):
        return None
    if kind == "listing" and re.fullmatch(r"[\u4e00-\u9fff]{0,4}(?:榜单?|光荣榜|名单|目录|名录)", surface):
        return None
    if re.fullmatch(rf"[^省市国]{{1,8}}项目(?:{words.RANK})", surface) and CONTEST.search(
        text, max(0, start - 80), start
    ):
        return None
    if kind in ("person", "group") and start == head and (len(surface) < 4 or surface == "年度人物"):
        return None
    score = {"prize": 0.85, "person": 0.75, "group": 0.75, "listing": 0.6}[kind]
    return RuleSpan(start, end, kind, score)


def _in_words_quoted(text: str, head: int, end: int) -> bool:
    """True inside quotation marks that go on behind the head: “绿叶优秀企业责任报告” is no 优秀企业."""
    opening = text.rfind("“", max(0, head - REACH), head)
    if opening < 0 or "”" in text[opening:head] or text[end : end + 1] in "、和与及，。；（暨”":
        return False
    return text.find("”", end, end + REACH) - end > 1 and "\n" not in text[opening : text.find("”", end)]


def _contest(text: str, head: int, end: int) -> RuleSpan | None:
    start = _left(text, head)
    if end - start < 6 or (text[start:end].endswith("评选") and end - start < 8):
        return None
    if (
        text.startswith(("中", "中国", "总决赛", "决赛", "活动"), end)
        or text[end : end + 1] in "，。；：、（”》中里上总决获结第一特金评落是"
        or end == len(text)
    ):
        return RuleSpan(start, end, "contest", 0.5)
    return RuleSpan(start, end, "contest", 0.45)


def _left(text: str, head: int) -> int:
    """Where the name that ends in a head at `head` begins."""
    low = max(0, head - REACH)
    start = low
    for hit in words.LEFT_BOUNDARY.finditer(text, low, head):
        start = start if hit.end() == head and hit[0] == "组织" else hit.end()  # 优秀组织|奖
    if start > low and text[start - 1] in "）)":  # a short bracket inside a name: 绿色（生态）设计示范企业
        opening = max(text.rfind("（", start - 7, start), text.rfind("(", start - 7, start))
        if opening > low and "\u4e00" <= text[opening - 1] <= "\u9fff":
            return _left(text, opening)
    window = text[start:head]
    junk = JUNK.match(window)
    if junk is not None:
        start += junk.end()
    session = re.search(
        r"(?P<body>[^，。；：、！？\n（）“”《》\s]{2,22})第[一二三四五六七八九十百\d]{1,4}届$", text[low:start]
    )
    if session is not None and re.search(
        r"(?:集团|公司|协会|学会|系统|行业|省|市|全国|中国|局|厂|部|油田|银行)$", session["body"]
    ):
        inner = low + session.start()
        for hit in words.LEFT_BOUNDARY.finditer(text, inner, inner + len(session["body"])):
            inner = hit.end()
        if low + session.start() + len(session["body"]) - inner >= 2:
            return inner
    if start and text[start - 1] == "”" and start > low:  # a name may open with words in quotes
        opening = text.rfind("“", max(0, start - 30), start)
        if opening >= 0 and "”" not in text[opening : start - 1]:
            return opening
    window = text[start:head]
    cut = None
    for hit in STRONG_SCOPE.finditer(window):
        cut = hit
    if cut is not None and cut.start() > 0:
        return start + cut.start()
    for hit in PROVINCE.finditer(window):
        before = window[: hit.start()]
        if len(before) > 1 and (UNIT_END.search(before) or (hit[0][-1] in "省区" and OF_PARTY.search(before) is None)):
            return start + hit.start()
    labour = re.search(
        r"(?!银行|金融|集团|公司|系统|行业|电力|能源|交通|铁路|民航|教育|石油|石化|建设|冶金|机械|国防|邮政)[\u4e00-\u9fff]{2}(?:省|市|县|区)?五一劳动?$",
        window,
    )
    if labour is not None and labour.start() > 0 and not re.match(r"劳动", window[labour.start() :]):
        return start + labour.start()
    return start


def _take(taken: bytearray, span: RuleSpan) -> None:
    taken[span.start : span.end] = b"\1" * (span.end - span.start)
