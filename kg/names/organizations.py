"""How two organisation names relate: same, part_of, has_part or different, by the rule that decided.

Order: same spelling, declared in the text, knowledge, then grammar link by link. Containment is hierarchy; complete
legal names that differ are different companies; units are one only under one owner.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.knowledge import Knowledge, KnownOrganization
from kg.names import words
from kg.names.abbreviation import abbreviates
from kg.names.branches import branch_name, institute, province_dropped
from kg.names.declared import declared
from kg.names.forms import (
    bare_places,
    canonical,
    contracted,
    ends_in_trade,
    group_brand,
    own_brand,
    registered,
    tail_key,
)
from kg.names.keys import fold
from kg.names.link import Segment, ends_with_head, head_of, same_ordinals, segment
from kg.names.parse import OrganizationParts, parse_organization
from kg.names.pieces import pieces
from kg.names.sameness import find, same_link
from kg.names.spelling import spelled

Answer = tuple[str, str]
_NUMBERED = re.compile("第?[一二三四五六七八九]{3,4}(?:研究)?[所院]")  # 第七一九研究所: one number in the whole country
DIFFERENT: Answer = ("different", "no-rule")


def organizations(a: str, b: str, context: str | None, knowledge: Knowledge | None) -> Answer:
    """(relation, rule) of two organisation names."""
    x, y = spelled(a), spelled(b)
    if x == y:
        return "same", "identical"
    if context:
        rule = declared(a, b, context)
        if rule:
            return "same", rule
    if knowledge is not None:
        answer = _known(a, b, context, knowledge)
        if answer is not None:
            return answer
    return _grammar(parse_organization(x), parse_organization(y), context, knowledge)


def _known(a: str, b: str, context: str | None, knowledge: Knowledge) -> Answer | None:
    left, right = find(a, knowledge), find(b, knowledge)
    if left is not None and right is not None:
        if left.name == right.name:
            return "same", "knowledge"
        if fold(left.name) != fold(a) or fold(right.name) != fold(b):
            # 中国建筑 is the group's short name and the listed company's: the full name beside it decides
            answer = _grammar(parse_organization(spelled(a)), parse_organization(spelled(b)), context, None)
            if answer[0] == "same" and answer[1] in ("legal-form", "abbreviation", "pieces"):
                return answer
        for child, parent, relation in ((left, right, "part_of"), (right, left, "has_part")):
            if parent.name in ancestors(child, knowledge):
                return relation, "knowledge-parent"
        answer = _grammar(parse_organization(spelled(left.name)), parse_organization(spelled(right.name)), None, None)
        return answer if answer[1] == "compound-name" else ("different", "knowledge")
    for entry, other, mirrored in ((left, b, False), (right, a, True)):
        if entry is not None:
            answer = _grammar(
                parse_organization(spelled(entry.name)), parse_organization(spelled(other)), context, None
            )
            if answer[0] != "different":
                return (_mirror(answer[0]) if mirrored else answer[0]), answer[1] + "+knowledge"
    return None


def ancestors(entry: KnownOrganization, knowledge: Knowledge) -> tuple[str, ...]:
    """Full names of an entry's owners, nearest first; stops at a loop."""
    chain: list[str] = []
    parent = entry.parent
    while parent is not None and parent not in chain and len(chain) < 20:
        chain.append(parent)
        above = knowledge.organization(parent)
        parent = above.parent if above is not None else None
    return tuple(chain)


def _mirror(relation: str) -> str:
    return {"part_of": "has_part", "has_part": "part_of"}.get(relation, relation)


def _grammar(p: OrganizationParts, q: OrganizationParts, context: str | None, knowledge: Knowledge | None) -> Answer:
    if same_ordinals(contracted(p.name)) == same_ordinals(contracted(q.name)):
        return "same", "contraction"
    for short, full in ((p, q), (q, p)):
        rule = _owner_dropped(short, full, context)
        if rule:
            return "same", rule
    for short, full, relation in ((p, q, "has_part"), (q, p, "part_of")):
        answer = _by_tail(short, full, relation, context, knowledge)
        if answer is not None:
            return answer
    rule = _whole(p, q) or province_dropped(p, q)
    if rule:
        return "same", rule
    if len(p.segments) == len(q.segments):
        if _tails(p.tail) == _tails(q.tail):
            rule = same_link(p.root, q.root, context, knowledge)
            if rule:
                return "same", rule
        return _prefix(p, q)
    for short, full, relation in ((p, q, "has_part"), (q, p, "part_of")):
        if len(short.segments) < len(full.segments):
            size = len(short.segments)
            if _tails(full.segments[1:size]) == _tails(short.tail):
                rule = same_link(short.root, full.root, context, knowledge)
                if rule:
                    return relation, "compound-name"
    return _prefix(p, q)


def _whole(p: OrganizationParts, q: OrganizationParts) -> str | None:
    """酒钢宏兴 = 甘肃酒钢集团宏兴钢铁股份有限公司: a daughter's complete name read as one link."""
    for short, full in ((p, q), (q, p)):
        if len(full.segments) == len(short.segments) == 1 or not all(s.form or s.group for s in full.segments):
            continue
        if registered(full.segments[-1]) and abbreviates(short.name, full.name):
            return "pieces"
    return None


def _by_tail(
    short: OrganizationParts, full: OrganizationParts, relation: str, context: str | None, knowledge: Knowledge | None
) -> Answer | None:
    """大庆油田第一采油厂 and 大庆油田有限责任公司第一采油厂: one name ends in the other's last links, the rest is its owner."""
    if len(full.segments) < 2 or len(short.segments) >= len(full.segments):
        return None
    for cut in range(1, len(full.segments)):
        tail = "".join(s.text for s in full.segments[cut:])
        owner = short.name.removesuffix(tail)
        if owner == short.name or len(owner) < 2:
            continue
        mine, theirs = parse_organization(owner), parse_organization(full.name.removesuffix(tail))
        if len(mine.segments) == len(theirs.segments) and _tails(mine.tail) == _tails(theirs.tail):
            rule = same_link(mine.root, theirs.root, context, knowledge)
            if rule:
                return "same", rule
    return None


def _tails(links: Sequence[Segment]) -> tuple[str, ...]:
    return tuple(tail_key(s) for s in links)


def _owner_dropped(short: OrganizationParts, full: OrganizationParts, context: str | None) -> str | None:
    """中州铝业 = 中铝中州铝业有限公司, 谏壁发电厂 = 国家能源集团谏壁发电厂: the owner's name before a proper name."""
    if len(full.segments) == len(short.segments) + 1 and _tails(full.segments[2:]) == _tails(short.tail):
        inner, outer = full.segments[1], short.root
        numbered = _NUMBERED.fullmatch(inner.text) and tail_key(short.root) == tail_key(inner)
        if numbered or branch_name(short, full.root, inner) or institute(short, full.root, inner):
            return "owner-prefix"
        if _proper(inner) and full.root.kind in ("company", "name") and same_link(outer, inner, context):
            return "owner-prefix"
    if context and len(full.segments) > len(short.segments):
        rule = _in_context(short, full, context)
        if rule:
            return rule
    if len(full.segments) == len(short.segments) == 1:
        brand = group_brand(full.root.core)
        rest = full.root.text[len(brand) :]
        if brand and len(rest) >= 4 and short.root.text != rest[:0]:
            inner = segment(rest)
            if _proper(inner) and inner.trades and not short.root.places and same_link(short.root, inner):
                return "owner-prefix"
            if brand == "国网" and inner.text == short.root.text and inner.text.endswith(("县供电公司", "市供电公司")):
                return "owner-prefix"
    if len(full.segments) == 2 and len(short.segments) == 1:
        owner, inner = full.segments
        if owner.group and inner.form and not own_brand(inner) and inner.trades and not inner.places:
            joined = owner.core + contracted(inner.core)
            if contracted(short.root.core) == joined and not short.root.group and short.root.form in ("", inner.form):
                return "group-marker-inside"
    return None


def _proper(s: Segment) -> bool:
    """A name of its own that needs no owner: a brand that is no place, no number, no function."""
    brand = own_brand(s)
    if s.kind == "company" and s.form == "公司" and not s.trades:
        return False
    if s.kind not in ("company", "name") and s.head not in ("厂", "矿", "电站", "水电站"):
        return False
    if (
        len(brand) < 2
        or brand in words.GENERIC
        or brand in words.JOINT_BRANDS
        or re.match("第?[一二三四五六七八九十0-9]", brand)
        or brand.endswith(("院", "所", "局"))
    ):
        return False
    return s.kind in ("company", "name") or (bool(s.trades) and s.trades[-1] in ("发电", "水力发电", "火力发电"))


def _in_context(short: OrganizationParts, full: OrganizationParts, context: str) -> str | None:
    """贵州分公司 = 中国铝业股份有限公司贵州分公司 in a text that names the full form and no other owner of that tail."""
    text, tail = fold(context), short.name
    if not full.name.endswith(tail) or tail not in text:
        return None
    owners = set()
    for match in re.finditer(re.escape(tail), text):
        before = re.search(r"[\u4e00-\u9fff（）·a-z0-9]{2,30}$", text[: match.start()])
        if (before and head_of(before.group())) or (before and before.group().endswith("股份")):
            owners.add(before.group())
    root = full.name[: -len(tail)]
    others = [o for o in owners if not o.endswith(root) and not _same_owner(o, root)]
    return "context-owner" if (full.name in text and not others) or (owners and not others) else None


def _same_owner(seen: str, root: str) -> bool:
    tail = parse_organization(seen).segments[-1]
    return same_link(tail, parse_organization(root).segments[-1]) is not None


def _numbered_part(short: OrganizationParts, full: OrganizationParts) -> bool:
    """中建三局第一建设工程有限责任公司 is of 中建三局: the bureau and a number."""
    row = pieces(full.name)[0]
    if len(row) < 2 or row[0].kind != "brand" or not row[0].text.endswith("局") or len(short.segments) > 1:
        return False
    return any(p.kind == "number" for p in row) and same_link(segment(row[0].text), short.root) is not None


def _prefix(p: OrganizationParts, q: OrganizationParts) -> Answer:
    """Containment at the start of the name: what goes on with a unit, branch or daughter is a part."""
    for short, full, relation in ((p, q, "has_part"), (q, p, "part_of")):
        rest = full.name[len(short.name) :]
        if full.name.startswith(short.name) and len(rest) >= 2 and _is_part(short, rest):
            return relation, "compound-name"
        if _part_by_prefix(short, full):
            return relation, "compound-name"
        if _numbered_part(short, full):
            return relation, "compound-name"
        owner = short.segments[-1]
        if len(short.segments) == 1 and owner.group and len(full.segments) == 1 and full.root.kind == "company":
            brand, core = owner.core, canonical(owner).core
            body = full.root.core
            for name in sorted({brand, core}, key=len, reverse=True):
                if (
                    body.startswith(name)
                    and len(body) > len(name)
                    and not full.root.group
                    and name in words.GROUP_BRANDS
                ):
                    return relation, "group-brand"
    return DIFFERENT


def _part_by_prefix(short: OrganizationParts, full: OrganizationParts) -> bool:
    """包头铝业党委 and 包头铝业有限公司党委组织部: some beginning of the longer name is the shorter one in other words."""
    last = short.segments[-1].text
    if len(full.name) > 60 or short.name[:1] != full.name[:1] or not full.segments[-1].head:
        return False
    if len(short.segments) == 1:
        if short.root.kind not in ("company", "name"):
            return False
        cuts = (at for at in range(2, len(full.name) - 1) if ends_with_head(full.name[at:]))
        return any(
            same_link(segment(full.name[:at]), short.root) and full.name[at:] not in words.BRANCH_HEADS for at in cuts
        )
    borders = (at for at in range(3, len(full.name) - 1) if full.name.endswith(last, 0, at))
    return any(
        ends_with_head(full.name[at:]) and organizations(full.name[:at], short.name, None, None)[0] == "same"
        for at in borders
    )


def _is_part(owner: OrganizationParts, rest: str) -> bool:
    last = owner.segments[-1]
    head = head_of(rest)
    if head in words.PARTY_HEADS or head in words.BRANCH_HEADS:
        return rest not in words.BRANCH_HEADS
    if rest in ("公司", "集团", "院", "所", "局", "厂", "部", "会", "社", "报", "厂", "集团公司"):
        return False
    inner = parse_organization(rest).segments[-1]
    if inner.kind in ("unit", "institution"):
        return last.kind != "institution" or head in words.UNIT_HEADS or rest.startswith(("机关", "直属"))
    if inner.kind == "company" and rest not in words.GENERIC:
        if last.group or registered(last):
            return len(rest) > 2 and not rest.startswith(("有限", "股份", "控股", "公司", "（"))
        if last.kind == "name" and (last.place_after or not ends_in_trade(last.core)):
            return last.core in words.GROUP_BRANDS and not rest.startswith(("有限", "股份", "控股", "集团", "公司"))
        return not rest.startswith(("有限", "股份", "控股", "集团", "公司")) and last.form == words.SHARES
    return False


__all__ = ["ancestors", "bare_places", "find", "organizations", "same_link"]
