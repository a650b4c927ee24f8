"""Governments named by a place and an office: 辽阳市 in 辽阳市委副书记、市长郭云峰, 云南省 in 云南省副省长董华."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge import Knowledge
from kg.nlp.frame import Candidate, knowledge_of, passage_of, propose

NAME = "governments_v1"
_PLACE = r"[一-龥]{1,7}?(?:省|市|县|区|州|自治区)"
_ACTS = re.compile(
    rf"(?:与|和|同)(?P<places>{_PLACE})(?=签|结成|就|达成|共同|联合|在|开展|建立)"
    rf"|(?:受到|获得|获|得到)(?P<praised>{_PLACE}(?:、{_PLACE})*)(?=表彰|命名|授予|两级政府|政府支持|支持)"
    rf"|(?:^|(?<=[，。；\n]))(?P<signs>{_PLACE})(?=与[^，。；\n]{{2,20}}(?:签|结成|达成|在[^，。]{{1,8}}签))"
)


@Language.component(NAME)
def governments_component(doc: Doc) -> Doc:
    """Proposes the place as an institution, with the names of its government."""
    propose(doc, predict(passage_of(doc).text, knowledge_of(doc)))
    return doc


def predict(text: str, knowledge: Knowledge) -> tuple[Candidate, ...]:
    """Places that hold an office in the text."""
    found = []
    for match in re.finditer(r"省长|市长|州长|县长|区长|(?<=[省市县区州])政府|自治区主席", text):
        letter = match.group()[0]
        window = max(0, match.start() - 40)
        before = text[window : match.start()]
        cut = max(before.rfind(c) for c in "。；\n！？")
        place = _last_place(before[cut + 1 :], letter, match.group(), knowledge)
        if place is not None:
            start = window + cut + 1 + place[0]
            name = text[start : start + place[1]]
            found.append(
                Candidate(
                    start,
                    start + place[1],
                    "Institution",
                    f"{NAME}:office",
                    0.8,
                    (name, f"{name}人民政府", f"{name}政府"),
                )
            )
    for match in _ACTS.finditer(text):
        group = str(match.lastgroup)
        for part in re.finditer(r"[一-龥]{2,9}", match[group]):
            name = part.group()
            name = next((name[k:] for k in (0, 2, 3, 4) if name[k:] in knowledge.places), "")
            if name and name[-1] in "省市县区州":
                start = match.start(group) + part.end() - len(name)
                found.append(
                    Candidate(
                        start,
                        start + len(name),
                        "Institution",
                        f"{NAME}:acts",
                        0.75,
                        (name, f"{name}人民政府", f"{name}政府"),
                    )
                )
    return tuple(dict.fromkeys(found))


def _last_place(before: str, letter: str, office: str, knowledge: Knowledge) -> tuple[int, int] | None:
    """Start and length of the last place of that level in the text before an office."""
    best = None
    for match in re.finditer(r"省|自治区|市|州|县|区", before):
        if office in ("省长", "市长", "州长", "县长", "区长") and not match.group().endswith(letter):
            continue
        for size in range(11, 1, -1):
            start = match.end() - size
            if start >= 0 and before[start : match.end()] in knowledge.places:
                best = (start, size)
                break
    return best
