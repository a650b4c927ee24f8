"""Posts in the fields of a form: 姓名：…, 单位：…, 职务：…, as nominations and public notices of candidates print them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.model import ORGANIZATION_TYPES
from kg.nlp.frame import Found, Scene

_GAP = r"[ 　]*[：:|｜\n]?[ 　]*"
_NAME = re.compile(r"姓[ 　]*名" + _GAP + r"\Z")
_PLACE = re.compile(r"(?:单位|部门|企业)(?:全称|名称|及职务|及岗位|职务)?" + _GAP + r"\Z")
_POST = re.compile(
    r"(?:职[ 　]*务|岗位|工种|职位|职称)(?:名称)?(?:[/、及和]?(?:职称|职务|岗位))?"
    + _GAP
    + r"(?P<post>[^\n，。；：:|｜ 　]{2,20})"
)
_BEHIND = re.compile(r"[ 　]*(?P<post>[^\n，。；：:|｜ 　]{2,20})(?=[ 　]*(?:\n|$))")
_LONGEST = 400  # characters of one form


def posts_in_forms(scene: Scene) -> Iterator[Found]:
    """The person, the organisation and the posts of each form of a passage."""
    text = scene.passage.text
    if "姓" not in text:
        return
    named = [n for n in scene.names if n.label == "Person" and _NAME.search(text, max(0, n.start - 8), n.start)]
    for index, person in enumerate(named):
        following = named[index + 1].start if index + 1 < len(named) else len(text)
        stop = min(following, person.end + _LONGEST)
        first = bisect_left(scene.names, person.end, key=lambda n: n.start)
        places = (
            n
            for n in scene.names[first:]
            if n.end <= stop
            and n.label in ORGANIZATION_TYPES
            and _PLACE.search(text, max(person.end, n.start - 12), n.start)
        )
        place = next(places, None)  # the longest of those that begin together
        if place is None:
            continue
        post = _POST.search(text, person.end, stop)
        if post is None or post.start("post") == place.start:
            post = _BEHIND.match(text, place.end, stop)
        for said in post["post"].split("、") if post is not None else [None]:
            end = max(place.end, post.end() if post is not None else 0)
            held = () if said is None else (("post", said),)
            yield Found("holdsPost", person.entity, place.entity, person.start, end, "posts_v1:form", 0.85, held)
