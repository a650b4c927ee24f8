"""On a newspaper page titles and bodies arrive out of order: give each body the title whose words it repeats.

Headings that stand before or after a body are candidates, with their subtitle (——) and byline (□). A title moves only to a
body that holds clearly more of its character pairs than the body it stands at.
"""

from __future__ import annotations

import re

from kg.text.chars import HAN
from kg.text.compose import Draft
from kg.text.marks import is_heading_like, is_signed

SOLID = ("body", "list_item", "table_row")
LEAST = 0.3
MARGIN = 0.15
SHOULDER = 6
_RUN = re.compile(f"[{HAN}A-Za-z0-9]+")


def assign_titles(articles: list[list[Draft]]) -> list[list[Draft]]:
    """The same paragraphs, titles moved to their bodies; the order of bodies stays."""
    bodies: list[list[Draft]] = []
    groups: list[tuple[int, bool, list[Draft]]] = []
    for k, article in enumerate(articles):
        first, last = _extent(article)
        bodies.append(article[first:last])
        groups += [(k, True, g) for g in _groups(article[:first])]
        groups += [(k, False, g) for g in _groups(article[last:])]
    pairs = [_pairs("".join(d.text + "\n" for d in body)) for body in bodies]
    settled = {k for k, body in enumerate(bodies) if body and is_signed(body[-1].text)}
    owner = _owners([(k, _pairs(_title(g))) for k, _, g in groups], pairs, settled)
    out: list[list[Draft]] = []
    for k, body in enumerate(bodies):
        own = [g for i, (_, before, g) in enumerate(groups) if owner[i] == k and (before or groups[i][0] != k)]
        own.sort(key=lambda g: _share(_pairs(_title(g)), pairs[k]))
        after = [g for i, (_, before, g) in enumerate(groups) if owner[i] == k and groups[i][0] == k and not before]
        titled = [g for g in after if _share(_pairs(_title(g)), pairs[k]) >= LEAST and not own]
        head = own + titled
        tail = [g for g in after if g not in titled]
        out.append([d for g in head for d in g] + body + [d for g in tail for d in g])
    return [a for a in out if a]


def _title(group: list[Draft]) -> str:
    return "\n".join(d.text for d in group if d.kind != "byline")


def _extent(article: list[Draft]) -> tuple[int, int]:
    """Where the body of an article begins and ends; closing bylines belong to it."""
    end = len(article)
    while end > 1 and article[end - 1].kind == "body" and is_heading_like(article[end - 1].text):
        end -= 1
        article[end].kind, article[end].level = "heading", 2
    solid = [i for i, d in enumerate(article) if d.kind in SOLID]
    if not solid:
        return len(article), len(article)
    last = solid[-1] + 1
    while last < len(article) and article[last].kind == "byline":
        last += 1
    return solid[0], last


def _groups(drafts: list[Draft]) -> list[list[Draft]]:
    """A heading with the subtitle and byline under it; a very short one (an organisation) with the title under it."""
    out: list[list[Draft]] = []
    for d in drafts:
        attached = d.kind == "byline" or d.text.startswith(("—", "□"))
        shoulder = bool(out) and len(out[-1]) == 1 and len(out[-1][0].text) <= SHOULDER and not d.gap > 1
        if out and (attached or (shoulder and out[-1][0].kind == "heading")):
            out[-1].append(d)
        else:
            out.append([d])
    return out


def _owners(groups: list[tuple[int, set[str]]], bodies: list[set[str]], settled: set[int]) -> list[int]:
    """For each title the body it belongs to; the surest first, one title a body, else where it stands.

    The titles of `settled` bodies (signed by their authors, so set in order) stay.
    """
    fits = {home for home, title in groups if _share(title, bodies[home]) >= LEAST}
    scored = []
    for i, (home, title) in enumerate(groups):
        stays = _share(title, bodies[home])
        for k, body in enumerate(bodies):
            share = _share(title, body)
            if share >= LEAST and (k == home or (k not in fits and home not in settled and share >= stays + MARGIN)):
                scored.append((-share, abs(k - home), i, k))
    owner = [home for home, _ in groups]
    placed: set[int] = set()
    taken: set[int] = set()
    for _, _, i, k in sorted(scored):
        if i not in placed and k not in taken:
            owner[i] = k
            placed.add(i)
            taken.add(k)
    return owner


def _pairs(text: str) -> set[str]:
    return {run[i : i + 2] for run in _RUN.findall(text) for i in range(len(run) - 1)}


def _share(title: set[str], body: set[str]) -> float:
    return len(title & body) / len(title) if title and body else 0.0
