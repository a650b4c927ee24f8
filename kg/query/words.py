"""The words people read for types, relations, levels and roles, in Chinese and English, with each type's sign and colour.

The palette keeps its colours apart in normal, deutan, protan and tritan view; the sign in the node says the type where
colour can't. Pages, exports and the pyvis page all take their words from here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypeWords:
    """One type of node: its names, the one character drawn inside the node, the fill, and the character's colour."""

    zh: str
    en: str
    glyph: str
    colour: str
    ink: str


_LIGHT, _DARK = "#FFFFFF", "#1B1F24"
TYPES: dict[str, TypeWords] = {
    "Enterprise": TypeWords("企业", "Enterprise", "企", "#0B5CAD", _LIGHT),
    "Unit": TypeWords("内部单位", "Unit", "部", "#33CCEE", _DARK),
    "Institution": TypeWords("机构", "Institution", "机", "#555500", _LIGHT),
    "Person": TypeWords("人物", "Person", "人", "#883355", _LIGHT),
    "Award": TypeWords("奖项", "Award", "奖", "#E8A800", _DARK),
    "Project": TypeWords("项目", "Project", "项", "#99BB77", _DARK),
    "PolicyTheme": TypeWords("政策主题", "Policy theme", "策", "#9933FF", _LIGHT),
}
# relation -> (from source to target, the other way round), each in Chinese and English
RELATIONS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "subOrganizationOf": (("隶属于", "subsidiary of"), ("下属企业", "has subsidiary")),
    "unitOf": (("内设于", "unit of"), ("内设单位", "has unit")),
    "holdsPost": (("任职于", "holds post at"), ("任职人员", "has member")),
    "conferral": (("获得", "received"), ("授予", "received by")),
    "conferredBy": (("颁发单位", "conferred by"), ("颁发", "confers")),
    "forWork": (("表彰成果", "given for"), ("所获奖项", "honoured by")),
    "undertakes": (("承担", "undertakes"), ("承担者", "undertaken by")),
    "cooperatesWith": (("合作", "cooperates with"), ("合作", "cooperates with")),
    "addressesTheme": (("践行主题", "addresses"), ("践行者", "addressed by")),
}
LEVELS: dict[str, tuple[str, str]] = {
    "international": ("国际级", "international"),
    "national": ("国家级", "national"),
    "provincial": ("省部级", "provincial"),
    "industry": ("行业级", "industry"),
    "municipal": ("市级", "municipal"),
    "group": ("集团级", "group"),
    "enterprise": ("企业级", "enterprise"),
    "unknown": ("级别未注明", "level unknown"),
}
ROLES: dict[str, tuple[str, str]] = {
    "leads": ("牵头", "leads"),
    "undertakes": ("承担", "undertakes"),
    "participates": ("参与", "takes part"),
}
