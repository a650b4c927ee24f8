"""Whether two single links (companies, institutions, units) are one, and by which rule."""

from __future__ import annotations

from kg.knowledge import Knowledge, KnownOrganization
from kg.names import places as geo
from kg.names import words
from kg.names.abbreviation import abbreviates
from kg.names.declared import declared
from kg.names.forms import canonical, contracted, ends_in_trade, fits, registered, tail_key
from kg.names.keys import fold
from kg.names.link import Segment, leading_places, plain_place, same_ordinals, segment
from kg.names.short import derived, stands_for


def find(name: str, knowledge: Knowledge) -> KnownOrganization | None:
    """The gazetteer entry of a name in any spelling; None when unknown or ambiguous."""
    for spelling in (name, fold(name), fold(name).replace("（", "(").replace("）", ")")):
        entry = knowledge.organization(spelling)
        if entry is not None:
            return entry
    bare = fold(name).removesuffix("公司")
    if bare != fold(name) and not bare.endswith(("有限", "分", "集团", "股份", "总", "子")) and ends_in_trade(bare):
        entry = knowledge.organization(bare)  # 宁夏煤业公司
        return entry if entry is not None and "集团有限" not in entry.name else None
    return None


def same_link(s: Segment, t: Segment, context: str | None = None, knowledge: Knowledge | None = None) -> str | None:
    """The rule by which two single links (companies, institutions) are one, None when they are not known to be."""
    if s.text == t.text:
        return "identical"
    if context:
        rule = declared(s.text, t.text, context)
        if rule:
            return rule
    if knowledge is not None:
        left, right = find(s.text, knowledge), find(t.text, knowledge)
        if left is not None and right is not None:
            if left.name == right.name:
                return "knowledge"
            if fold(left.name) == s.text and fold(right.name) == t.text:
                return None
            rule = same_link(s, t)  # 中国石油 is the group's short name and the listed company's
            return rule if rule in ("legal-form", "abbreviation") else None
    if s.kind in ("institution", "unit", "branch", "party") or t.kind in ("institution", "unit", "branch", "party"):
        return _same_office(s, t) or _abbreviated(s, t)
    x, y = canonical(s), canonical(t)
    for short, full in ((s, t), (t, s)):
        nation = short.core in words.BRANDS and short.core.startswith("中国") and not short.form and not short.group
        if nation and full.group and full.form == words.LIMITED and canonical(short).core == canonical(full).core:
            return "abbreviation"  # 中国电科
    complete = registered(s) and registered(t)
    if fits(x, y, complete=complete):
        return "legal-form" if (x.core == s.core and y.core == t.core) else "abbreviation"
    if complete:
        return None
    for short, full in ((s, t), (t, s)):
        if registered(full) or full.group:
            for form, rule in derived(full):
                if stands_for(canonical(short), form, rule) and _keeps_markers(short, full):
                    return rule
    return _abbreviated(s, t)


def _abbreviated(s: Segment, t: Segment) -> str | None:
    for short, full in ((s, t), (t, s)):
        if registered(full) and not registered(short) and abbreviates(short.text, full.text):
            return "pieces"
    return None


def _keeps_markers(short: Segment, full: Segment) -> bool:
    listed_group = full.group and full.form == words.SHARES and short.form in ("", words.SHARES)
    bracketed = full.group and full.text.startswith("（集团）", len(full.core)) and not short.form
    markers = short.group == full.group or listed_group or bracketed
    return not (short.form and full.form and short.form != full.form) and markers


def _same_office(s: Segment, t: Segment) -> str | None:
    for office, company in ((s, t), (t, s)):
        named = company.form or (company.group and office.head == "局")
        if company.kind == "company" and office.head and office.kind != "party" and named:
            left, right = same_ordinals(contracted(office.text)), same_ordinals(contracted(company.core))
            if left == right or (len(left) > 2 and "中国" + left == right):
                return "legal-form"
    left, right = (same_ordinals_of(x) for x in (s, t))
    if left == right:
        return "contraction"
    for short, full in ((s, t), (t, s)):
        # 内蒙古巴彦淖尔市政府 = 巴彦淖尔市政府: the province before a place that stands by itself
        above = leading_places(full.text, frozenset())[0]
        if len(above) >= 2 and plain_place(above[0]) in geo.PROVINCES and not above[1].endswith("区"):
            below = segment(full.text.removeprefix(above[0]))
            if same_ordinals_of(below) == same_ordinals_of(short):
                return "higher-place-drop"
    return None


def same_ordinals_of(s: Segment) -> str:
    """Key of an office: contracted, numbers evened out, suffix of a province dropped where the place stays clear."""
    text = tail_key(s)
    lead = "".join(s.places)
    if len(s.places) == 1 and lead.endswith("自治区") and lead != "自治区" and len(text) > len(lead):
        return plain_place(lead) + text[len(lead) :]
    if s.places and len(s.places) == 1 and s.kind == "institution" and text.startswith(lead) and lead.endswith("省"):
        plain = lead[:-1]
        if (
            len(plain) >= 2
            and plain not in ("吉林", "海南")
            and len(text) - len(lead) > 1
            and text[len(lead) :] not in ("政府", "委")
        ):
            return plain + text[len(lead) :]
    return text
