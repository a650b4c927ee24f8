"""What is worth a look, as questions with the correction that each answer would be.

Kinds: confidence (a fact told with little confidence), year level circle parent (facts that disagree), duplicate (two nodes
that share a name), homonym (people of one name in several companies).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.names.document import refers
from kg.names.keys import fold
from kg.query.answers import FactItem
from kg.query.entity import conflicts
from kg.query.overview import LOW
from kg.query.view import View, bounded, facts_of
from kg.resolve import Correction

KINDS = ("confidence", "year", "level", "circle", "parent", "duplicate", "homonym")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question. `yes` and `no` are the lines that an answer writes (None: nothing to write)."""

    kind: str
    question: str
    proof: str
    yes: Correction | None
    no: Correction | None


def doubts(view: View, *, kinds: tuple[str, ...] = KINDS, limit: int = 100, below: float = LOW) -> tuple[Doubt, ...]:
    """At most `limit` questions of each kind, in a fixed order."""
    bounded(limit, least=1, most=10_000, name="limit")
    found: list[Doubt] = []
    if "confidence" in kinds:
        rows = view.rows("SELECT * FROM fact WHERE confidence < ? ORDER BY confidence, iri LIMIT ?", (below, limit))
        found += [_fact("confidence", f, view) for f in facts_of(view, rows, evidence=1)]
    for conflict in conflicts(view, limit=limit):
        if conflict.kind in kinds:
            found += [_fact(conflict.kind, f, view) for f in conflict.facts]
    if "duplicate" in kinds:
        found += list(_shared_names(view, limit)) + list(_short_names(view, limit))
    if "homonym" in kinds:
        found += list(_homonyms(view, limit))
    return tuple(found)


def _fact(kind: str, fact: FactItem, view: View) -> Doubt:
    proof = fact.evidence[0] if fact.evidence else None
    document = view.snapshot.document(proof.document.id) if proof is not None else None
    sources = document["sources"] if document is not None else ()
    line = Correction(
        "accept",
        subject=fact.subject.label,
        predicate=fact.predicate,
        object=fact.object.iri.rsplit("theme-", 1)[-1] if fact.predicate == "addressesTheme" else fact.object.label,
        document=sources[0] if sources else "",
        content=proof.document.id if proof is not None else "",
        quote=(proof.quote or "") if proof is not None else "",
    )
    details = " ".join(str(d) for d in (fact.year, fact.rank, fact.post, fact.level) if d)
    said = f"{fact.subject.label} — {fact.predicate} → {fact.object.label}" + (f"（{details}）" if details else "")
    where = f"{line.document}：{line.quote}" if line.document else ""
    return Doubt(kind, f"{said} 对吗？ Is this right?", where, line, replace(line, action="reject"))


def _shared_names(view: View, limit: int) -> Iterator[Doubt]:
    """Two organisations, awards or projects of one type that share a written name."""
    rows = view.rows(
        "SELECT DISTINCT a.type AS type, a.label AS one, b.label AS two, n.text AS name FROM name n JOIN name m"
        " ON m.norm = n.norm AND m.entity > n.entity JOIN entity a ON a.id = n.entity JOIN entity b ON b.id = m.entity"
        " WHERE a.type = b.type AND a.type NOT IN ('Person','PolicyTheme') AND a.label <> b.label"
        " AND a.type <> 'Unit' AND length(n.text) > 2 ORDER BY a.type, n.norm, a.iri, b.iri LIMIT ?",
        (limit,),
    )
    for row in rows:
        yield _same(row["type"], row["one"], row["two"], f"都写作 both are called {row['name']}")


def _short_names(view: View, limit: int) -> Iterator[Doubt]:
    """An enterprise known only by a short name that can stand for exactly one full name."""
    rows = view.rows("SELECT iri, label FROM entity WHERE type = 'Enterprise' ORDER BY sort, iri")
    full = [r["label"] for r in rows if r["label"].endswith("公司")]
    by_pair: dict[str, list[str]] = {}
    for name in full:
        for pair in {fold(name)[i : i + 2] for i in range(len(fold(name)) - 1)}:
            by_pair.setdefault(pair, []).append(name)
    count = 0
    for row in rows:
        short = fold(row["label"])
        if row["label"].endswith("公司") or not 2 <= len(short) <= 8 or count >= limit:
            continue
        meant = [name for name in by_pair.get(short[:2], ()) if refers(short, fold(name))]
        if len(meant) == 1:
            count += 1
            yield _same("Enterprise", row["label"], meant[0], "简称与全称相符 the short name fits the full one")


def _homonyms(view: View, limit: int) -> Iterator[Doubt]:
    rows = view.rows(
        "SELECT label, count(*) AS n FROM entity WHERE type = 'Person' GROUP BY label HAVING n > 1 ORDER BY label LIMIT ?",
        (limit,),
    )
    for row in rows:
        people = view.rows(
            "SELECT e.iri, (SELECT group_concat(DISTINCT o.label) FROM fact f JOIN entity o ON o.id = f.object"
            " WHERE f.subject = e.id AND f.predicate = 'holdsPost') AS posts FROM entity e"
            " WHERE e.type = 'Person' AND e.label = ? ORDER BY e.iri",
            (row["label"],),
        )
        told = "；".join(p["posts"] or "单位不详 unknown" for p in people)
        merge = Correction("merge", "Person", row["label"], other=row["label"])
        yield Doubt("homonym", f"{row['n']} 位{row['label']}是同一人吗？ One person?", told, merge, None)


def _same(kind: str, one: str, two: str, why: str) -> Doubt:
    merge = Correction("merge", kind, one, other=two)
    return Doubt("duplicate", f"{one} 与 {two} 是同一个吗？ One thing?", why, merge, None)
