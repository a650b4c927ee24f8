"""Records made up for the tests of this stage: enterprises in a tree, people with posts, awards, projects."""

import random
from collections.abc import Callable

import pytest

from kg.model import CharSpan, Evidence, Fact, Mention, Record, RecordEntity

Texts = dict[str, str]
Made = tuple[list[Record], Texts]


def record(number: int) -> tuple[Record, str]:
    """One document about a handful of things shared with its neighbours; pure in `number`."""
    chance = random.Random(number)
    names = {
        **{f"c{i}": ("Enterprise", f"样例第{i}有限公司") for i in range(6)},
        **{f"p{i}": ("Person", f"职工{i}号") for i in range(5)},
        **{f"a{i}": ("Award", f"样例奖{i}") for i in range(4)},
        **{f"w{i}": ("Project", f"样例工程{i}") for i in range(4)},
    }
    text = f"样例简报第{number}期\n"
    facts: list[Fact] = []
    mentions: dict[str, Mention] = {}

    def name(key: str) -> str:
        nonlocal text
        surface = names[key][1]
        mentions.setdefault(key, Mention(CharSpan(len(text), len(text) + len(surface)), surface, "made", 0.9))
        text += surface
        return surface

    def tell(predicate: str, left: str, word: str, right: str, **attributes: str) -> None:
        nonlocal text
        start = len(text)
        quote = name(left)
        text += word
        quote += word + (name(right) if right in names else "")
        span = CharSpan(start, len(text))
        text += "。\n"
        proof = Evidence(span, CharSpan(span.start, span.end + 1), quote)
        confidence = round(0.5 + chance.random() / 2, 3)
        facts.append(Fact(predicate, left, right, proof, "made", confidence, tuple(sorted(attributes.items()))))

    for _ in range(4):
        low, high = sorted(chance.sample(range(6), 2))
        tell("subOrganizationOf", f"c{high}", "隶属", f"c{low}")
        person, company = f"p{chance.randrange(5)}", f"c{chance.randrange(6)}"
        tell("holdsPost", person, "任职于", company, **({"post": "经理"} if chance.random() < 0.5 else {}))
        known = {"year": str(chance.randrange(2019, 2022))} if chance.random() < 0.6 else {}
        tell("conferral", person, "获得", f"a{chance.randrange(4)}", level="national", **known)
        tell("undertakes", company, "承担", f"w{chance.randrange(4)}", role="leads")
        tell("addressesTheme", company, "抓安全", "safety")
    one, two = chance.sample(range(6), 2)
    tell("cooperatesWith", f"c{one}", "签约", f"c{two}")
    entities = tuple(RecordEntity(key, names[key][0], (names[key][1],), (mentions[key],)) for key in sorted(mentions))
    found = Record(
        f"{number:016x}", f"d{number}", text.split("\n")[0], "2024", None, entities, tuple(facts), ("safety",)
    )
    return found, text


@pytest.fixture
def made() -> Callable[[int], Made]:
    """Call with a count: that many records, and the text of each document by its id."""

    def make(count: int) -> Made:
        pairs = [record(number) for number in range(count)]
        return [r for r, _ in pairs], {r.document_id: text for r, text in pairs}

    return make
