"""subOrganizationOf carried by the name's beginning: 首钢伊钢 of 首钢集团, 中车株洲电机有限公司 of 中国中车."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.nlp.frame import Found, Scene

_TAIL = re.compile(r"(?:股份|控股|集团|有限|责任|总)*(?:公司|集团|股份|控股)$|（集团）.*$")
_MARK = re.compile(r"^(?:中国|[一-龥]{2,3}(?:省|市))")
_BRANCH = re.compile(r"(?:分公司|分行|支行|支局)$")


def brand_names(scene: Scene) -> Iterator[Found]:
    """An enterprise whose name begins with another enterprise's name or brand."""
    firms = {key: known for key, known in scene.entities.items() if known.type == "Enterprise"}
    bearers = _bearers(tuple((key, known.names) for key, known in firms.items()))
    said: set[str] = set()
    for name in scene.names:
        if name.label != "Enterprise" or name.entity in said or name.method.startswith("generic"):
            continue
        said.add(name.entity)
        known = firms.get(name.entity)
        if known is None or known.owner is not None:
            continue
        parent = _parent(known.id, known.names, bearers)
        if parent is not None:
            yield Found("subOrganizationOf", known.id, parent, name.start, name.end, "membership_v1:brand", 0.82)
        elif _BRANCH.search(scene.passage.text[name.start : name.end]) and scene.issuer not in (None, known.id):
            yield Found(
                "subOrganizationOf", known.id, str(scene.issuer), name.start, name.end, "membership_v1:branch", 0.7
            )


@lru_cache(maxsize=8)
def _bearers(firms: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, str, bool], ...]:
    """(beginning, entity, is it the brand of a group) longest first."""
    found = set()
    for key, names in firms:
        for name in names:
            if len(name) >= 2 and not _BRANCH.search(name):
                found.add((name, key, "集团" in name))
                brand = _TAIL.sub("", name)
                if 2 <= len(brand) <= 4 and brand != "中国":
                    found.add((brand, key, "集团" in name or "中国" in name))
                    if brand.startswith("中国") and len(brand) == 4:
                        found.add((brand[2:], key, True))
    return tuple(sorted(found, key=lambda b: (-len(b[0]), not b[2], b[0], b[1])))


def _parent(own: str, names: tuple[str, ...], bearers: tuple[tuple[str, str, bool], ...]) -> str | None:
    mine = {beginning for beginning, key, _ in bearers if key == own}
    for beginning, key, group in bearers:
        if key == own or (beginning in mine and not group):
            continue
        for name in names:
            plain = _MARK.sub("", name)
            rest = name[len(beginning) :] if name.startswith(beginning) else plain[len(beginning) :]
            if (
                (name.startswith(beginning) or plain.startswith(beginning))
                and len(rest) >= 2
                and not _TAIL.fullmatch(rest)
            ):
                return key
    return None
