"""Names inside one document: a short name there refers back to the one full name that it fits.

More may fall away than between documents (brand alone, end of the name, initials), but only when the short name fits no
other name of the document. What differs in place, number, trade or owner still stays apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.knowledge import Knowledge
from kg.names import words
from kg.names.awards import parse_award
from kg.names.forms import contracted
from kg.names.keys import fold
from kg.names.link import Segment, ends_with_head, leading_places, places_in, segment, split_trades
from kg.names.parse import parse_organization
from kg.names.relate import compare

_OWNED = ("公司", "集团", "本公司", "我公司", "该公司", "总公司", "股份公司", "本部", "总部", "机关", "我")


def same_in_document(
    a: str, b: str, *, type: str | None = None, others: Iterable[str] = (), knowledge: Knowledge | None = None
) -> bool:
    """Whether two names of one document are one thing; `others` are the document's other names of the same kind.

    `type` is an entity type, Award and Project included; organisations when None.

    >>> same_in_document("新材料公司", "中铝山东新材料有限公司", others=("中铝山东有限公司",))
    True
    >>> same_in_document("贵州分公司", "中铝股份贵州分公司", others=("云铝股份贵州分公司",))
    False
    >>> same_in_document("中铝山东", "中铝山东新材料有限公司")
    False
    >>> same_in_document("集团劳动模范", "中铝集团劳动模范", type="Award")
    True
    """
    kind = type or "Enterprise"
    found = compare(a, b, type=kind, knowledge=knowledge)
    relation = found.relation
    if (
        relation == "same"
        or kind == "Person"
        or found.rule in ("award-year", "award-session", "award-kind", "project-phase")
    ):
        return relation == "same"
    if relation != "different" and not {fold(a), fold(b)} & {fold(a) + "人民政府", fold(b) + "人民政府"}:
        return False
    test = {"Award": _refers_to_award, "Project": _refers_to_project}.get(kind, refers)
    short, full = sorted((fold(a), fold(b)), key=len)
    if len(short) < 2 or not test(short, full):
        return False
    for other in others:
        rival = fold(other)
        if rival in (short, full) or not test(short, rival):
            continue
        if compare(rival, full, type=kind, knowledge=knowledge).relation == "same" or test(rival, full):
            continue
        return False
    return True


def _refers_to_award(short: str, full: str) -> bool:
    """劳动模范 for 中铝集团劳动模范: the end of the series, the giver or the place left out."""
    small, big = parse_award(short), parse_award(full)
    if not big.series.endswith(small.series) or len(small.series) < 4 or len(small.series) == len(big.series):
        return False
    return not (small.rank and big.rank and small.rank != big.rank)


def _refers_to_project(short: str, full: str) -> bool:
    return (
        len(short) >= 4
        and full.endswith(short)
        and short not in ("一期工程", "二期工程", "三期工程", "建设项目", "重点工程")
    )


def refers(short: str, full: str) -> bool:
    """Whether a short name can stand for a full one by the way it is made; folded names.

    >>> refers("横琴热电", "国家电投集团珠海横琴热电有限公司"), refers("东轻", "东北轻合金有限责任公司")
    (True, True)
    """
    if len(short) >= len(full) or short.startswith(_OWNED) or short in words.GENERIC:
        return False
    small, big = contracted(short), contracted(full)
    tail = parse_organization(full).segments[-1]
    if tail.kind == "name" and (short in words.GROUP_BRANDS or len(short) < 3 or places_in(full[: -len(short)])):
        return False
    if tail.kind != "company":
        return _refers_to_unit(small, big, short, full)
    if short in words.GROUP_BRANDS and tail.core != short:
        return False
    mine = segment(short)
    core = contracted(tail.core).replace("（", "").replace("）", "")
    if mine.place_after and tail.core != short:
        return False
    if mine.form == "公司" and not mine.group:
        body = contracted(mine.core)
        return len(body) >= 2 and body not in words.GENERIC and not tail.group and core.endswith(body)
    if mine.form or (mine.group and not tail.group):
        return False
    return _inside(contracted(mine.core) if mine.group else small, core, tail) or (
        not mine.group and _initials(short, tail)
    )


def _inside(body: str, core: str, tail: Segment) -> bool:
    """The short name stands in the core, after places or a group's brand, and only trades follow."""
    at = core.find(body)
    if at < 0 or len(body) < (2 if tail.core == body else 3) or body in words.TRADES:
        return False
    before, after = core[:at], core[at + len(body) :]
    own = segment(body)
    if own.places and not own.brand and not own.trades:
        return False
    opens = not before or not leading_places(before, frozenset())[1] or before in words.GROUP_BRANDS or len(body) >= 4
    return opens and not split_trades(after, frozenset())[0]


def _initials(short: str, tail: Segment) -> bool:
    """东轻 for 东北轻合金: two to four characters of the core in its order, the first one opening it."""
    if not 2 <= len(short) <= 3 or ends_with_head(short) or not tail.form:
        return False
    core = tail.core
    lead = core[len("".join(tail.places[:-1])) :]
    if short[0] not in (core[:1], lead[:1]) or places_in(short):
        return False
    left_out = _left_out(short, core)
    return left_out is not None and short[-1] in core[len(core) // 3 :] and len(core) - len(short) <= 9


def _refers_to_unit(small: str, big: str, short: str, full: str) -> bool:
    if big.endswith(small):
        before = big[: -len(small)]
        return len(small) >= 2 and not (
            len(small) == 2 and leading_places(before, frozenset())[1] == "" and len(before) < 3
        )
    if big in (small + "政府", small + "人民政府"):
        return True
    if short[-1] not in "院厂所局会行" or ends_with_head(full)[-1:] != short[-1] or len(short) > 5:
        return False
    left_out = _left_out(short, full)
    return short[0] in full[:4] and left_out is not None and not places_in(left_out) and "（" not in left_out


def _left_out(short: str, full: str) -> str | None:
    """What of the full name the short one leaves out, None when it holds something else or another order."""
    rest, at = [], 0
    for char in short:
        found = full.find(char, at)
        if found < 0:
            return None
        rest.append(full[at:found])
        at = found + 1
    return "|".join((*rest, full[at:]))
