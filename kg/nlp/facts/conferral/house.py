"""Honours of the house: whose own they are when their names say no more, by the signature, the speaker, the group."""

from __future__ import annotations

import re

from kg.model import Paragraph
from kg.nlp.awards import words
from kg.nlp.facts.conferral.attributes import INDUSTRY
from kg.nlp.facts.conferral.state import Draft
from kg.nlp.facts.reading import Reading
from kg.nlp.frame import Scene

GROUP = re.compile(r"集团(?:有限责任公司|有限公司|公司)?$")
SCOPED = re.compile(rf"全国|国家|中国|中央|[省市区县]|全[省市]|{words.PROVINCES}|[\u4e00-\u9fff]{{2,3}}[省市]")
DATE = re.compile(r"[\s　]*(?:19|20)\d\d年\d{1,2}月\d{1,2}日[\s　]*")
UNSCOPED = re.compile(
    r"^(?:科技进步|科学技术|技术创新|管理创新|优秀|先进|劳动模范|劳模|十佳|最美|杰出|QC|质量管理|合理化建议|技能|模范|标兵|五四|青年|安全|文明)"
)


def own_honour_of(scene: Scene, core: str, giving: set[str]) -> str | None:
    """Whom 集团劳模, 公司先进 mean: the organisation called so, the group whose other honours are named, who speaks."""
    words_for = ("集团", "集团公司") if core.startswith("集团") else ("公司", "本公司")
    named = next(
        (k.id for k in scene.entities.values() if k.type == "Enterprise" and set(words_for) & set(k.names)), None
    )
    if named is not None or not core.startswith("集团"):
        return named or scene.issuer
    groups = [k.id for k in scene.entities.values() if k.type == "Enterprise" and any(GROUP.search(n) for n in k.names)]
    return next((g for g in groups if g in giving), groups[0] if len(groups) == 1 else scene.issuer)


def decided_by(scene: Scene, signer: str | None, core: str) -> str | None:
    """Who signs or speaks, where the document is their own decision to honour and the honour names no other scope."""
    if SCOPED.match(core):
        return None
    if signer is not None:
        return signer
    return scene.issuer if scene.issuer and scene.entities[scene.issuer].type == "Enterprise" else None


def house_of(scene: Scene, draft: Draft, taken: set[str]) -> str | None:
    """Whose own honours a company's roll or table lists, when they name no other scope."""
    if (
        not re.search(r":(?:roll|table)", draft.method)
        or SCOPED.match(draft.honour.core)
        or INDUSTRY.search(draft.honour.core)
    ):
        return None
    house = scene.issuer
    if house is None or house in taken or scene.entities[house].type != "Enterprise":
        return None
    return house if UNSCOPED.search(draft.honour.core) else None


def signer_of(reading: Reading) -> str | None:
    """The organisation on a line of its own right above the closing date."""
    paragraphs = [p for p in reading.scene.passage.paragraphs[-8:] if p.end > p.start]
    dated = next(
        (i for i in range(len(paragraphs) - 1, 0, -1) if DATE.fullmatch(reading.text, *_span(paragraphs[i]))), 0
    )
    for line in reversed(paragraphs[:dated]):
        names = [i for i in reading.within(line.start, line.end) if i.kind == "org"]
        if not names or names[0].start - line.start > 1 or line.end - line.start > 60:
            return None
        if names[0].end >= line.end - 3 or len(names) > 1:
            return names[0].entity
    return None


def _span(line: Paragraph) -> tuple[int, int]:
    return line.start, line.end
