"""What 公司, 集团, 本部, 我院, 该公司, 总局, 分公司 stand for: from declaration, heading, previous subject, article, masthead.

A pure function over a passage's text and the organisation names known in it. A word that the text leaves open gets no
answer. Offsets are half-open characters of the text given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.names.keys import fold
from kg.names.link import head_of
from kg.names.parse import parse_organization
from kg.value import value

# head asked for by the last character of the word: what a name must end in to be meant
_ENDS = {
    "院": ("院",),
    "厂": ("厂",),
    "局": ("局",),
    "行": ("行",),
    "矿": ("矿", "矿业"),
    "所": ("所",),
    "校": ("校", "学院", "大学"),
    "站": ("站",),
}
_WORD = re.compile(
    r"(?:本|我|该|我们)(?:集团公司|分公司|公司|集团|院|厂|局|行|矿|所|校|站)|集团公司|总公司|股份公司|分公司|公司|集团|"
    r"总局|总行|总院|总厂|本部|总部"
)
_BEFORE = re.compile(
    r"(?:^|[\s，。；：、！？,;:!?“”\"（）()《》【】\[\]—…·]|[在对为是的由向与和及从经将以到使让被把了着给按据全推给同跟给至当于等代获求绍受报予达爱离帮助请称任望访赴往示令替属入知随]|"
    r"代表|按照|根据|通过|作为|成为|进入|来自|服务|围绕|结合|落实|推动|确保|加强|提升|近日|目前|今年|去年|日前|随后|同时|期间|年底|上午|下午)$"
)
_NOT_AFTER = re.compile(r"^(?:法(?!律)|制(?!定|造|度)|治理|章程|化|军|类|员工持股|股票|们|之间|名称|式|型)")
_SOME = re.compile(
    r"(?:各|子|母|某|每|两|多|几|一|该类|家|些|名|外|上市|所属|下属|有关|相关|成员|其他|其它|全资|控股|参股)$"
)
_DECLARED = re.compile(
    r"（(?:以下|下文|下)?(?:统|合|简)?称[“\"「]?(?P<word>[^”\"」）]{1,8})[”\"」]?(?:或[“\"][^”\"]{1,8}[”\"])?）"
)
_SPEAKS = re.compile(
    "[^。！？\n，；]{0,8}(?:董事长|经理|书记|主任|厂长|院长|局长|主席|总监|负责人)[\u4e00-\u9fff]{0,4}(?:介绍|表示|说|指出|强调|称)"
)
_BUREAU = re.compile("[一二三四五六七八九十]局$")  # 中建三局 is a company, 统计局 is none
_SENTENCE = re.compile("[。！？!?\n]")
_TIME = re.compile(
    r"^(?:[\s“”\"（）()]|近日|日前|目前|今年|去年|当天|同日|截至|据悉|其中|此外|同时|近年来|随后|会上|会后|期间|"
    r"(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上午|下午|晚|以来|，)?|[，、：:])*$"
)


@value
class Known:
    """A place that names an organisation; `name` is how it is known (its full name where that is known)."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Referent:
    """A generic word, the name it stands for (None: left open) and the rule: declared heading subject speaker near
    article masthead parent, "" when open."""

    start: int
    end: int
    word: str
    name: str | None
    rule: str


def referents(
    text: str,
    known: Sequence[Known],
    *,
    masthead: str | None = None,
    parents: Mapping[str, str] | None = None,
) -> tuple[Referent, ...]:
    """Every generic organisation word of a passage with what it stands for. `masthead` is the issuer of the document,
    `parents` maps a name to its group's where that is known.

    >>> text = "近日，包头铝业召开大会。公司党委书记讲话。"
    >>> [(r.word, r.name, r.rule) for r in referents(text, [Known(3, 7, "包头铝业")])]
    [('公司', '包头铝业', 'subject')]
    """
    scene = _Scene(text, tuple(sorted(known, key=lambda k: (k.start, -k.end))), masthead, parents or {})
    taken = bytearray(len(text) + 1)
    for one in known:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    found = []
    for match in _WORD.finditer(text):
        start, end, word = match.start(), match.end(), match.group()
        if 1 in taken[start:end] or not _stands_alone(text, start, end, word) or scene.declares(start):
            continue
        name, rule = scene.meaning(word, start)
        found.append(Referent(start, end, word, name, rule))
    return tuple(found)


def _stands_alone(text: str, start: int, end: int, word: str) -> bool:
    if _NOT_AFTER.match(text[end : end + 5]):
        return False
    if word[0] in "本我该" and word not in ("本部",):
        return True
    before = text[max(0, start - 4) : start]
    return not _SOME.search(before) and _BEFORE.search(before) is not None


def _kind(name: str) -> str:
    """company, group, branch, or the head of a name."""
    parts = parse_organization(name)
    last = parts.segments[-1]
    if last.head in ("分公司", "分行", "分院", "分局"):
        return "branch" if last.head == "分公司" else last.head
    if last.group or (last.kind == "name" and fold(name).endswith("集团")):
        return "group"
    if last.kind in ("company", "name"):
        return "company"
    return head_of(name)


@dataclass(frozen=True)
class _Scene:
    text: str
    known: tuple[Known, ...]
    masthead: str | None
    parents: Mapping[str, str]

    def declares(self, at: int) -> bool:
        """Whether a word stands inside a declaration （以下简称“公司”）."""
        opened = self.text.rfind("（", max(0, at - 14), at)
        return opened >= 0 and _DECLARED.match(self.text, opened) is not None and "）" not in self.text[opened:at]

    def meaning(self, word: str, at: int) -> tuple[str | None, str]:
        bare = word.removeprefix("我们").lstrip("本我该") if word != "本部" else word
        declared = self._declared({word, bare})
        if declared and not word.startswith("该"):
            return declared, "declared"
        if word.startswith("该"):
            return self._nearest(bare, at)
        own = word[0] in "本我" and word != "本部"
        if bare in ("公司", "总公司", "股份公司", "本部", "总部"):
            return self._company(at, own=own, word=bare)
        if bare in ("集团", "集团公司"):
            return self._group(at, own=own)
        return self._headed(bare, at, own=own)

    def _declared(self, words: set[str]) -> str | None:
        for match in _DECLARED.finditer(self.text):
            if set(re.findall(r"[^“”\"「」或、和]+", match.group()[1:-1].split("称", 1)[1])) & words:
                last = [k for k in self.known if match.start() - 2 <= k.end <= match.start()]
                if last:
                    return last[-1].name
        return None

    def _fits(self, name: str, bare: str) -> bool:
        kind = _kind(name)
        if bare in ("公司", "总公司", "股份公司", "本部", "总部"):
            return kind in ("company", "group", "branch") or (bare == "公司" and kind in ("厂", "院", "局"))
        if bare in ("集团", "集团公司"):
            return kind == "group"
        if bare == "分公司":
            return kind == "branch"
        ends = _ENDS.get(bare[-1], (bare[-1],))
        plain = re.sub("(?:集团)?(?:股份|有限责任|有限)*公司$", "", fold(name))
        if bare == "总行" and kind in ("分行", "支行"):
            return False
        return plain.endswith(("总" + bare[-1],) if bare.startswith("总") and bare[-1] == "局" else ends)

    def _nearest(self, bare: str, at: int) -> tuple[str | None, str]:
        """该公司, 该院: the last one of that kind, a subject before others, not beyond the paragraph before."""
        floor = self.text.rfind("\n", 0, max(0, self.text.rfind("\n", 0, at)))
        near = [k for k in self.known if floor < k.end <= at and self._exactly(k.name, bare)]
        if not near:
            return None, ""
        subjects = [k for k in near if self._is_subject(k)]
        chosen = subjects[-1] if subjects and subjects[-1].end > self._sentence_before(at) else near[-1]
        return chosen.name, "near"

    def _exactly(self, name: str, bare: str) -> bool:
        office = bare == "公司" and _kind(name) in ("院", "局") and _BUREAU.search(fold(name)) is None
        return self._fits(name, bare) and not office

    def _sentence_before(self, at: int) -> int:
        """Start of the sentence before the one that holds `at`."""
        ends = [m.end() for m in _SENTENCE.finditer(self.text, 0, at)]
        return ends[-2] if len(ends) >= 2 else 0

    def _is_subject(self, one: Known) -> bool:
        """At the start of its clause, not only possessor, object of a preposition or place of a visit."""
        cut = max(self.text.rfind(c, 0, one.start) for c in "。！？!?\n，；：,;")
        lead = self.text[cut + 1 : one.start]
        after = self.text[one.end : one.end + 1]
        return (not lead or _TIME.match(lead) is not None) and after not in ("和", "与", "、", "及")

    def _paragraph(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _heading(self, at: int, bare: str) -> str | None:
        """The one company in the nearest heading above: 【中铝股份】, or a short line without a full stop."""
        end = self._paragraph(at) - 1
        for _ in range(12):
            if end <= 0:
                return None
            start = self.text.rfind("\n", 0, end) + 1
            line = self.text[start:end]
            if line.strip() and len(line) <= 36 and not re.search("[。；，]$", line.strip()) and "。" not in line:
                names = {k.name for k in self.known if start <= k.start and k.end <= end and self._fits(k.name, bare)}
                return names.pop() if len(names) == 1 else None
            end = start - 1
        return None

    def _in_brackets(self, at: int, bare: str) -> str | None:
        """【包头铝业】 at the head of the paragraph itself."""
        start = self._paragraph(at)
        match = re.match(r"\s*[【\[]([^】\]\n]{2,20})[】\]]", self.text[start:at])
        if match is None:
            return None
        names = [k.name for k in self.known if start <= k.start and k.end <= start + match.end()]
        return names[0] if len(set(names)) == 1 and self._fits(names[0], bare) else None

    def _company(self, at: int, *, own: bool, word: str) -> tuple[str | None, str]:
        if own and self.masthead is not None and self._fits(self.masthead, word):
            return self.masthead, "masthead"
        heading = self._in_brackets(at, word) or self._heading(at, word)
        start = self._paragraph(at)
        subjects = [k for k in self.known if start <= k.start and k.end <= at and self._fits(k.name, word)]
        speaking = [k for k in subjects if _SPEAKS.match(self.text, k.end)]
        if speaking:
            return speaking[-1].name, "speaker"
        leading = [k for k in subjects if self._is_subject(k)]
        if leading:
            return leading[-1].name, "subject"
        if heading is not None:
            return heading, "heading"
        main = self._main(at, word)
        if main is not None:
            return main, "article"
        if self.masthead is not None and self._fits(self.masthead, word):
            return self.masthead, "masthead"
        names = {k.name for k in subjects}
        return (names.pop(), "near") if len(names) == 1 else (None, "")

    def _main(self, at: int, word: str) -> str | None:
        """The company the article is about: the one in its title, else the subject of its first sentence."""
        first = self.text.find("\n")
        title = self.text[:first] if 0 < first <= 40 and "。" not in self.text[:first] else ""
        if title and first < at:
            names = {k.name for k in self.known if k.end <= first and self._fits(k.name, word)}
            if len(names) == 1:
                return names.pop()
        begin = len(title) + 1 if title else 0
        stop = _SENTENCE.search(self.text, begin)
        end = stop.start() if stop else len(self.text)
        for one in self.known:
            if begin <= one.start and one.end <= min(end, at) and self._fits(one.name, word):
                return one.name if self._is_subject(one) else None
        return None

    def _group(self, at: int, *, own: bool) -> tuple[str | None, str]:
        before = [
            k.name for k in self.known if self._paragraph(at) <= k.start and k.end <= at and self._fits(k.name, "集团")
        ]
        if own and self.masthead is not None and self._fits(self.masthead, "集团"):
            return self.masthead, "masthead"
        if len(set(before)) == 1:
            return before[0], "near"
        if self.masthead is not None and self._fits(self.masthead, "集团"):
            return self.masthead, "masthead"
        groups = {k.name for k in self.known if self._fits(k.name, "集团")}
        above = self.parents.get(self.masthead or "")
        if above is not None:
            return above, "parent"
        if len(groups) == 1:
            return groups.pop(), "article"
        over = {self.parents[k.name] for k in self.known if k.name in self.parents}
        return (over.pop(), "parent") if len(over) == 1 and not groups else (None, "")

    def _headed(self, bare: str, at: int, *, own: bool) -> tuple[str | None, str]:
        if own and self.masthead is not None and self._fits(self.masthead, bare):
            return self.masthead, "masthead"
        before = [k for k in self.known if k.end <= at and self._fits(k.name, bare)]
        here = [k for k in before if k.start >= self._paragraph(at)]
        if len({k.name for k in here}) == 1:
            return here[-1].name, "near"
        leading = [k for k in here if self._is_subject(k)]
        if leading:
            return leading[-1].name, "subject"
        if self.masthead is not None and self._fits(self.masthead, bare):
            return self.masthead, "masthead"
        names = {k.name for k in (before or self.known) if self._fits(k.name, bare)}
        return (names.pop(), "article") if len(names) == 1 else (None, "")
