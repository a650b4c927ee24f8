"""Which part someone takes in a project, from the verb between them."""

from __future__ import annotations

import re

LEADS = re.compile(
    r"牵头|主持|领衔|主导|负责(?!人)|组织完成|主办|发起|提出|首创|独创|自主(?:研发|建设|开发|设计|研制)|投资建设|投资|出资|建设管理|创造|带队|带领|总指挥|创立|原创|自主"
)
PARTICIPATES = re.compile(r"参与|参建|参加|协办|协助|支持|配合|助力|供货|合作单位|参研|合作|咨询|监理|提供")


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
