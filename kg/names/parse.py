"""A Chinese organisation name taken apart: the chain of owners and units, and in each link place, brand, trade, form.

中铝股份贵州分公司电解厂二车间 is four links; in 云南云铝涌鑫铝业有限公司 place, brand, trade and legal form. Works on any
name by the grammar of names; a `Lexicon` adds a gazetteer's places and trades.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from kg.names import words
from kg.names.keys import fold
from kg.names.link import Segment, ends_with_head, segment


@dataclass(frozen=True)
class Lexicon:
    """Word lists that a caller adds to the built-in ones."""

    places: frozenset[str] = frozenset()
    trades: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OrganizationParts:
    """A folded name and its links from the outermost owner to the innermost unit."""

    name: str
    segments: tuple[Segment, ...] = field(default=())

    @property
    def root(self) -> Segment:
        """The outermost link."""
        return self.segments[0]

    @property
    def tail(self) -> tuple[Segment, ...]:
        """The links inside the outermost one."""
        return self.segments[1:]


EMPTY = Lexicon()
_FORM_NEXT = ("有限", "股份", "公司", "集团", "控股", "总公司", "（集团", "（控股", "总厂", "责任")
_OFFICES = ("办公室", "组织部", "宣传部", "工作部", "巡察", "办", "统战部", "老干部", "主席", "书记", "委员")
_STATE = (
    "人民政府",
    "政府",
    "委员会",
    "总工会",
    "法院",
    "检察院",
    "管委会",
    "国资委",
    "发改委",
    "工会",
    "市委",
    "区委",
    "党委",
)
_PLAIN_TRADES = tuple(
    t for t in words.TRADES if t.endswith("业") and t not in ("工业", "产业", "实业", "农业", "商业", "置业")
)
_SOFT_HEADS = tuple(
    h
    for h in (*words.UNIT_HEADS, *words.PARTY_HEADS, *words.BRANCH_HEADS)
    if h not in ("院", "所", "局", "站", "区", "医院", "学校")
)
_MID_SINGLE = frozenset("厂部班队院局所站组矿区")


def parse_organization(name: str, *, lexicon: Lexicon = EMPTY) -> OrganizationParts:
    """The chain of links of a name; a name that nothing is known about is one link of kind "name".

    >>> [s.text for s in parse_organization("中铝股份贵州分公司电解厂二车间").segments]
    ['中铝股份', '贵州分公司', '电解厂', '二车间']
    >>> s = parse_organization("云南云铝涌鑫铝业有限公司").root
    >>> s.places, s.brand, s.trades, s.form
    (('云南',), '云铝涌鑫', ('铝业',), '有限公司')
    """
    return _parse(fold(name), lexicon.places, lexicon.trades)


def owner_chain(name: str) -> tuple[str, ...]:
    """The names of the owners a compound name carries, outermost first, the name itself last.

    >>> owner_chain("遵义铝业氧化铝厂溶出车间")
    ('遵义铝业', '遵义铝业氧化铝厂', '遵义铝业氧化铝厂溶出车间')
    """
    chain: list[str] = []
    for link in parse_organization(name).segments:
        chain.append((chain[-1] if chain else "") + link.text)
    return tuple(chain)


@lru_cache(maxsize=100_000)
def _parse(text: str, more_places: frozenset[str], more_trades: frozenset[str]) -> OrganizationParts:
    cuts = _cuts(text)
    pieces = [text[a:b] for a, b in zip((0, *cuts), (*cuts, len(text)), strict=True)]
    segments = [segment(p, places=more_places, trades=more_trades) for p in pieces if p]
    return OrganizationParts(text, tuple(segments) or (Segment("", "name"),))


def _cuts(text: str) -> tuple[int, ...]:
    found: list[int] = []
    last = 0
    for at in range(1, len(text)):
        if at - last >= 1 and _ends_here(text, last, at):
            found.append(at)
            last = at
    return tuple(found)


def _ends_here(text: str, last: int, at: int) -> bool:
    """Whether a link ends before position `at`: a head stands there that belongs to no longer word."""
    piece, rest = text[last:at], text[at:]
    if (
        rest.startswith(_FORM_NEXT)
        and not rest.startswith(("股份有限公司", "有限公司"))
        and piece.endswith(words.COMPANY_FORMS)
    ):
        return False
    if rest.startswith("）") or piece.count("（") > piece.count("）"):
        return False
    if piece.endswith(words.COMPANY_FORMS):
        return len(piece) > 2 and not rest.startswith(("（", "制", "法", "章", "治"))
    if rest.startswith(_FORM_NEXT) or rest.startswith(("（集团", "（控股")):
        return False
    if len(rest) < 2 and rest not in ("厂", "班"):
        return False
    if piece.endswith("集团") and len(piece) > 2:
        return not rest.startswith(("军", "化", "内", "（"))
    if piece.endswith("股份") and len(piece) > 3:
        return not rest.startswith(("制", "合作", "（"))
    if piece.endswith(tuple(words.BRANCH_HEADS)) and len(piece) > 2:
        return True
    if "有限" in rest or "股份公司" in rest:
        return False
    if piece.endswith(tuple(words.PARTY_HEADS)):
        return not rest.startswith(_OFFICES) and bool(ends_with_head(rest)) and not _continues(piece, rest)
    if piece.endswith(_PLAIN_TRADES) and len(piece) >= 4 and rest not in words.BRANCH_HEADS:
        return rest.endswith(_SOFT_HEADS) and not rest.endswith(("研究院", "设计院", "研究所", "大学", "医院"))
    head = ends_with_head(piece)
    if not head or len(piece) <= len(head) or not ends_with_head(rest):
        return False
    if len(head) == 1 and (head not in _MID_SINGLE or not _free(head, piece, rest)):
        return False
    return not rest.startswith(_STATE) and not _continues(piece, rest)


def _continues(piece: str, rest: str) -> bool:
    """A longer head runs over the border: 工|会, 事业部|..., 研究院|..., 中心|..."""
    return any(
        (piece[-cut:] + rest).startswith(longer)
        for longer in (
            "总工会",
            "工会委员会",
            "党委会",
            "技术中心",
            "实验室",
            "工作室",
            "中心站",
            "院士",
            "办公室",
            "部门",
            "项目部",
            "经理部",
        )
        for cut in range(1, min(len(longer), len(piece)))
    )


def _free(head: str, piece: str, rest: str) -> bool:
    before = piece[-2] if len(piece) > 1 else ""
    return rest[0] not in words.NOT_AFTER.get(head, "") and before not in words.NOT_BEFORE.get(head, "")
