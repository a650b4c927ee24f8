"""Which part someone takes in a project, from the verb between them; who takes none, and which work is only a place."""

from __future__ import annotations

import re

from kg.nlp.facts.reading import Item

LEADS = re.compile(
    r"牵头|主持|领衔|主导|负责(?!人)|组织完成|主办|发起|提出|首创|独创|自主(?:研发|建设|开发|设计|研制)|投资建设|投资|出资|建设管理|创造|带队|带领|总指挥|创立|原创|自主"
)
PARTICIPATES = re.compile(r"参与|参建|参加|协办|协助|支持|配合|助力|供货|合作单位|参研|合作|咨询|监理|提供")
JUDGES = re.compile(r"(?:鉴定|评审|验收|评价|评选|评标|专家)(?:委员会|组|会|专家组)$")
LOCATED = re.compile(r"(?:位于|选址|坐落|落户|毗邻|地处|紧邻)[于在]?[^，。；]{0,12}$")


def judges(text: str, who: Item) -> bool:
    """True for a committee that judges works: it does none."""
    return JUDGES.search(text, who.start, who.end) is not None


def is_site(text: str, work: Item) -> bool:
    """选址在乙工业园: a work that only says where another one is."""
    return LOCATED.search(text, max(0, work.start - 16), work.start) is not None


def role_of(words: str) -> str:
    """leads, undertakes or participates.

    >>> role_of("牵头承担的"), role_of("参建的"), role_of("承建的")
    ('leads', 'participates', 'undertakes')
    """
    if PARTICIPATES.search(words):
        return "participates"
    if LEADS.search(words):
        return "leads"
    return "undertakes"
