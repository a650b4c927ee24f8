"""Who heads a project by the title that stands with its name: P总设计师张三; 张三，P项目经理."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.facts.reading import Item, Reading

HEADS = re.compile(
    r"[”》]?(?:的)?(?:项目|工程|建设)?(?:首席|副|执行|常务|技术|生产|商务)?(?:设计者|研制者|发明者|主创|总设计师|总指挥|总师|总工程师|项目负责人|负责人|项目经理|总经理|首席科学家|课题组长|发明人|主持人|传承人|发起人|创始人)"
)


def headed(reading: Reading) -> Iterator[tuple[Item, Item, int, int, float]]:
    """(person, project, start and end of the proof, confidence) for P总设计师张三; 张三，P总指挥."""
    text = reading.text
    for index, project in enumerate(reading.items):
        post = HEADS.match(text, project.end) if project.kind == "project" else None
        if post is None:
            continue
        after = reading.items[index + 1] if index + 1 < len(reading.items) else None
        before = next(
            (i for i in reversed(reading.within(max(0, project.start - 70), project.start)) if i.kind == "person"), None
        )
        named = (
            re.fullmatch(r"(?:[、兼][^，。；]{0,12})?", text[post.end() : after.start]) if after is not None else None
        )
        if after is not None and after.kind == "person" and named is not None:
            yield after, project, project.start, after.end, 0.8
        elif (
            before is not None
            and project.start - before.end <= 60
            and not re.search(r"[。；\n]", text[before.end : project.start])
        ):
            yield before, project, before.start, post.end(), 0.75
