"""A prize that an earlier passage names and this one goes on about: 同一届评选, 当年一等奖24项, 获该奖二等奖."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.nlp.facts.conferral.state import Honour, award_at
from kg.nlp.facts.reading import read
from kg.nlp.frame import Scene

BACK = re.compile(
    r"(?P<same>同一?届|[这此]一?届)(?:评[选审]|获奖|得奖|奖项|还有|中)|[该此上]述?(?:奖项?|项?评选)(?=[特一二三四]等奖|的?[获得])"
    r"|当年(?=[^，。；\n]{0,4}[特一二三四]等奖)"
)
PASSAGES = 3  # passages back in which the prize may stand


def told_before(scene: Scene) -> Honour | None:
    """The prize that a passage speaks of without a name; None when it names an honour first, or none is spoken of."""
    back = BACK.search(scene.passage.text)
    if back is None or any(n.label == "Award" and n.start < back.start() for n in scene.names):
        return None
    earlier = scene.previous
    for _ in range(PASSAGES):
        if earlier is None:
            return None
        reading = read(earlier)
        for item in (i for i in reading.items if i.kind == "award"):
            honour = award_at(reading, item)
            if honour.core.endswith("奖"):
                year = honour.year if back["same"] else None
                return replace(honour, start=0, end=0, rank=None, count=None, year=year)
        earlier = earlier.previous
    return None
