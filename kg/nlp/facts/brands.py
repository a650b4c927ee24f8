"""subOrganizationOf carried by the name's beginning (首钢伊钢 of 首钢集团) or by a name that only a group's document uses
for its own (清河流域分公司, 铜管公司)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.nlp.frame import Found, Scene
from kg.nlp.words import Words, read_words

_TAIL = re.compile(r"(?:股份|控股|集团|有限|责任|总)*(?:公司|集团|股份|控股)$|(?:集团)?（(?:集团|控股)）.*$")
_STOCK = re.compile(r"股份(?:有限)?(?:公司)?")
_MARK = re.compile(r"^(?:中国|[一-龥]{2,3}(?:省|市)|[一-龥]{2}(?=[一-龥]{4}))")
_BRANCH = re.compile(r"(?:分公司|分行|支行)$")
_SHORT = re.compile(r"(?!中国)[一-龥]{1,6}(?<!有限)(?<!责任)(?<!集团)(?<!股份)公司$")
_GROUP = re.compile(r"集团|股份|控股|银行|^中国|总公司")


def brand_names(scene: Scene) -> Iterator[Found]:
    """An enterprise whose name begins with another enterprise's name or brand, as both stand in the text."""
    surfaces = _surfaces(scene)
    bearers = _bearers(tuple((key, names) for key, names in surfaces.items()))
    said: set[str] = set()
    for name in scene.names:
        known = scene.entities[name.entity]
        if known.type != "Enterprise" or known.id in said or known.owner is not None or name.method == "generic_v1":
            continue
        said.add(known.id)
        if _stands_alone(scene, known.names):
            continue
        parent = _parent(known.id, surfaces[known.id], bearers)
        if parent is not None:
            yield Found("subOrganizationOf", known.id, parent, name.start, name.end, "membership_v1:brand", 0.82)
            continue
        surface = scene.passage.text[name.start : name.end]
        own = _SHORT.fullmatch(surface) and len(known.names) == 1 and scene.knowledge.organization(surface) is None
        if _BRANCH.search(surface) or own:
            parent = _subject(scene, name.start)
            if parent is not None and parent != known.id:
                yield Found("subOrganizationOf", known.id, parent, name.start, name.end, "membership_v1:own", 0.65)


def _stands_alone(scene: Scene, names: tuple[str, ...]) -> bool:
    """True for an enterprise the state's own list names, which is no part of one that shares its first characters."""
    rows = (scene.knowledge.organization(name) for name in names)
    return any(row is not None and row.source == "sasac" and row.parent is None for row in rows)


def _subject(scene: Scene, position: int) -> str | None:
    """The enterprise that opens the line (【云南建投】…), else the issuer when it is a group."""
    line = scene.passage.text.rfind("\n", 0, position) + 1
    for name in scene.names:
        if name.start >= position:
            break
        opens = name.label == "Enterprise" and line <= name.start <= line + 2
        if opens and not _SHORT.fullmatch(scene.passage.text[name.start : name.end]):
            return name.entity
    above = scene.passage.text.rfind("\n", 0, max(line - 1, 0)) + 1
    if line - above <= 14:
        for name in scene.names:
            if above <= name.start and name.end < line and name.label == "Enterprise":
                return name.entity
    if scene.issuer is None or not any(_GROUP.search(n) for n in scene.entities[scene.issuer].names):
        return None
    return scene.issuer


def _surfaces(scene: Scene) -> dict[str, tuple[str, ...]]:
    """Enterprise -> its names as they stand in this passage; of others, all their names that other passages gave."""
    found: dict[str, dict[str, None]] = {}
    for name in scene.names:
        if scene.entities[name.entity].type == "Enterprise" and name.method != "generic_v1":
            found.setdefault(name.entity, {}).setdefault(scene.passage.text[name.start : name.end])
    if scene.issuer is not None and scene.entities[scene.issuer].type == "Enterprise":
        for text in scene.entities[scene.issuer].names:
            found.setdefault(scene.issuer, {}).setdefault(text)
    return {key: tuple(names) for key, names in found.items()} | {
        n.entity: () for n in scene.names if n.entity not in found
    }


@lru_cache(maxsize=8)
def _bearers(firms: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, tuple[tuple[str, bool], ...]]:
    """Beginning -> the entities that bear it, those first whose group it names."""
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
    bearers: dict[str, list[tuple[str, bool]]] = {}
    for beginning, key, group in sorted(found, key=lambda b: (not b[2], b[1])):
        bearers.setdefault(beginning, []).append((key, group))
    return {beginning: tuple(keys) for beginning, keys in bearers.items()}


def _parent(own: str, names: tuple[str, ...], bearers: Mapping[str, tuple[tuple[str, bool], ...]]) -> str | None:
    texts = dict.fromkeys(t for name in names for t in (name, _MARK.sub("", name)))
    longest = max(map(len, texts), default=0)
    for size in sorted({len(b) for b in bearers if 1 < len(b) <= longest}, reverse=True):
        for text in texts:
            beginning, rest = text[:size], text[size:]
            if len(rest) < 2 or beginning not in bearers:
                continue
            if _STOCK.fullmatch(rest):  # 首钢股份 of 首钢集团
                above = next((k for k, group in bearers[beginning] if group and k != own), None)
                if above is not None:
                    return above
            if not _parts(text, beginning):
                continue
            if _TAIL.fullmatch(rest) or rest.startswith(("集团", "（集团")):
                continue
            for key, group in bearers[beginning]:
                if key != own and (group or not any(k == own for k, _ in bearers[beginning])):
                    return key
    return None


@lru_cache(maxsize=256)
def _words(name: str) -> Words:
    return read_words(name)


def _parts(text: str, beginning: str) -> bool:
    """True when a word ends where the beginning ends, and what follows does not go on with it (中铝国际｜贸易)."""
    return _words(text).border(len(beginning)) and not text.startswith(
        ("国际贸易", "电力监理", "建设"), len(beginning) - 2
    )
