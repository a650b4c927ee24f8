"""Why a node is one thing: the rule of each merge, and the place in the document that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import NotFound
from kg.names.relate import RULES
from kg.query.answers import DocumentRef, Ref
from kg.query.reading import PREFIXES, ask_store
from kg.query.tables.build import norm
from kg.query.view import View, bounded

KG = PREFIXES["kg"]
MORE_RULES = {
    "document-alias": "同一文档中指同一对象 one document uses both names for it",
    "owner-path": "同一上级之下的同名单位 same name under the same owner",
    "person-employer": "同名且同单位 same name and same employer",
    "person-award": "同名且获同一年的同一国家级奖项 same name and the same national award of one year",
    "person-context": "同名且文中提到其单位 same name in a document that names the employer",
    "person-issuer": "同名且为同一发文单位 same name, same issuing organisation, no other of that name there",
    "correction": "人工更正 merged by a correction",
    "correction-split": "人工更正拆出 split off by a correction",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why `right` is the thing called `left`. [start, end) is where the document writes it, None without a place."""

    rule: str
    explanation: str
    left: str
    right: str
    document: DocumentRef | None
    start: int | None
    end: int | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A node, its further names and why each of them is this node."""

    snapshot: str
    entity: Ref
    aliases: tuple[str, ...]
    documents: int
    reasons: tuple[Reason, ...]


def find_nodes(view: View, name: str, *, limit: int = 20) -> tuple[Ref, ...]:
    """The nodes with this IRI, or with this label or alias in any spelling, best label first. Raises NotFound."""
    bounded(limit, least=1, most=200, name="limit")
    rows = view.rows("SELECT iri, type, label FROM entity WHERE iri = ?", (name,))
    if not rows:
        rows = view.rows(
            "SELECT DISTINCT e.iri, e.type, e.label FROM name n JOIN entity e ON e.id = n.entity WHERE n.norm = ?"
            " ORDER BY n.kind = 'alias', e.degree DESC, e.iri LIMIT ?",
            (norm(name), limit),
        )
    if not rows:
        raise NotFound(f"图谱中没有 {name}", hint="kg query --name 或页面搜索 search for it first")
    return tuple(dict.fromkeys(Ref(r["iri"], r["type"], r["label"]) for r in rows))


def explain(view: View, iri: str) -> Explanation:
    """The reasons of one node, in the order of names. Raises NotFound."""
    rows = view.rows("SELECT id, iri, type, label FROM entity WHERE iri = ?", (iri,))
    if not rows:
        raise NotFound(f"图谱中没有 {iri}")
    number = rows[0]["id"]
    aliases = view.rows("SELECT text FROM name WHERE entity = ? AND kind = 'alias' ORDER BY id", (number,))
    documents = view.value("SELECT count(DISTINCT document) FROM mention WHERE entity = ?", (number,))
    found: dict[str, dict[str, str]] = {}
    ask = ask_store(view.snapshot.store())
    for node, predicate, value in ask("SELECT ?m ?p ?o WHERE { ?m kg:merged ?node ; ?p ?o }", node=iri):
        if node is not None and predicate is not None and value is not None:
            found.setdefault(node, {})[predicate] = value
    reasons = sorted((_reason(view, said) for said in found.values()), key=lambda r: (r.right, r.rule, r.start or 0))
    ref = Ref(rows[0]["iri"], rows[0]["type"], rows[0]["label"])
    return Explanation(view.id, ref, tuple(a["text"] for a in aliases), int(documents or 0), tuple(reasons))


def _reason(view: View, said: dict[str, str]) -> Reason:
    rule = said.get(f"{KG}rule", "")
    start, end = said.get(f"{KG}start"), said.get(f"{KG}end")
    document = next((v for k, v in said.items() if k.endswith("/source")), None)
    ref, quote = None, None
    if document is not None:
        row = view.rows("SELECT id, iri, title, date FROM document WHERE iri = ?", (document,))
        if row:
            ref = DocumentRef(document.rsplit("/", 1)[-1], document, row[0]["title"], row[0]["date"])
            if start is not None and end is not None:
                text = view.text(ref.id)
                at, to = int(start), int(end)
                quote = " ".join(text[max(0, at - 20) : to + 20].split())
    return Reason(
        rule=rule,
        explanation=MORE_RULES.get(rule) or RULES.get(rule, ""),
        left=said.get(f"{KG}leftName", ""),
        right=said.get(f"{KG}rightName", ""),
        document=ref,
        start=int(start) if start is not None else None,
        end=int(end) if end is not None else None,
        quote=quote,
    )
