"""The overview's positions: every node has one, none on top of another, the same each time, owners near."""

import math
import random
import time

from kg.graph.layout import positions


def tree(count: int) -> tuple[set[str], set[str], list[tuple[str, str]], list[tuple[str, str]]]:
    """`count` organisations in trees of three children a node, two people each, and some lone nodes."""
    organizations = {f"o{i}" for i in range(count)}
    above = [(f"o{i}", f"o{(i - 1) // 3}") for i in range(1, count) if i % 50]
    people = {f"p{i}" for i in range(2 * count)}
    links = [(f"p{i}", f"o{i // 2}") for i in range(2 * count)]
    return organizations, people | {"x1", "x2", "award"}, above, [*links, ("p3", "award")]


def test_every_node_has_a_place_of_its_own() -> None:
    organizations, others, above, links = tree(160)
    places = positions(organizations, others, above, links)
    assert places.keys() == organizations | others
    rounded = {(round(x, 2), round(y, 2)) for x, y in places.values()}
    assert len(rounded) == len(places)
    trunk = [places[o] for o in sorted(organizations)]
    assert min(math.dist(a, b) for i, a in enumerate(trunk) for b in trunk[:i]) > 1.0


def test_satellites_stand_nearer_to_their_owner_than_to_any_other() -> None:
    organizations, others, above, links = tree(60)
    places = positions(organizations, others, above, links)
    for person, owner in links[:-1]:
        nearest = min(organizations, key=lambda o: math.dist(places[o], places[person]))
        assert nearest == owner


def test_order_of_input_does_not_matter() -> None:
    organizations, others, above, links = tree(40)
    expected = positions(organizations, others, above, links)
    chance = random.Random(1)
    for _ in range(3):
        chance.shuffle(above)
        chance.shuffle(links)
        assert positions(sorted(organizations, reverse=True), others, above, links) == expected


def test_time_grows_about_linearly() -> None:
    def seconds(count: int) -> float:
        parts = tree(count)
        start = time.process_time()
        positions(*parts)
        return time.process_time() - start

    small, large = (min(seconds(count) for _ in range(3)) for count in (1000, 10_000))  # the machine may be busy
    assert large < 40 * small
