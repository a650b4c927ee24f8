"""Honours that a text states though it is not read who received them: the name alone is enough to be worth a node.

A generic title (先进集体) says nothing by itself; a title with its country, province, giver or session, a name in the
gazetteer, or one in marks with its head does. Wishes, applications and the names of meetings are left out.
"""

from __future__ import annotations

import re

from kg.knowledge import Knowledge
from kg.model import Mention
from kg.nlp.awards.words import CONTEST, INTENT, NOT_AFTER, PROVINCES

_LEVEL = re.compile(
    rf"(?:全国|国家|中国|中央|中华|国际|世界|全球|亚洲|全省|全市|首都|央企|{PROVINCES}|[\u4e00-\u9fff]{{1,6}}[省市州])"
)
_GIVER = re.compile(r"[\u4e00-\u9fff]{2,}(?:集团|公司|协会|学会|行业|系统|总工会|局)(?=[\u4e00-\u9fff“]{3})")
_BROKEN = re.compile(r"^(?:[一二三两几每这那该本各]|再|到|请|想|如|更|设|让)")
_WEAK = re.compile(rf"(?:{CONTEST}|基地|实践|成果|案例|榜|名单|目录|评价|区)$")
_GIVEN = re.compile("获|授|评[为出选]|入选|命名|当选|颁|列[入为]|荣膺|摘|捧|夺")
_HONOUR = re.compile("[”》]?(?:光荣|荣誉)?(?:称号|奖|获得者|证书|名单|牌匾)")
_MARKED = ("award.v1:quoted-head",)
BEFORE, AFTER = 14, 8  # characters of the clause around a name that are looked at


def stated(surface: str, mentions: list[Mention], texts: list[tuple[str, str]], knowledge: Knowledge) -> bool:
    """Whether an honour without a recipient is an entity; `texts` are the characters before and after each mention."""
    if not any(_asserted(before, after) for before, after in texts):
        return False
    if knowledge.award(surface) is not None:
        return len(surface) > 4
    if any(m.method in _MARKED for m in mentions):
        return any(_GIVEN.search(before) or _HONOUR.match(after) for before, after in texts)
    if len(surface) < 6 or _BROKEN.match(surface) or _WEAK.search(surface) or INTENT.search(surface):
        return False
    return bool(_LEVEL.match(surface) or _GIVER.match(surface))


def _asserted(before: str, after: str) -> bool:
    clause = re.split("[。；！？\n]", before)[-1]
    return not (INTENT.search(clause) or NOT_AFTER.match(after.lstrip("”》")) or after.startswith(("协会", "评选")))
