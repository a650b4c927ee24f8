"""`kg page`: one self-contained pyvis page of an entity's surroundings, to be mailed and opened anywhere.

pyvis builds the network and renders it; the template is ours, because the one it brings loads from other hosts, runs
labels as HTML and moves every node. Everything is inside the file: positions, facts, sentences, the drawing library. A
Content-Security-Policy with the hashes of our two scripts keeps anything else from running.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib import resources
from pathlib import Path
from typing import Any

from kg.export.files import whole_file
from kg.export.picture import Picture, picture
from kg.query import View, plain
from kg.query.neighbourhood import Filters
from kg.query.words import LEVELS, RELATIONS, ROLES, TYPES

MOST_NODES = 1_000
LABEL = 12
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False, "width": 1, "hoverWidth": 1, "selectionWidth": 1, "arrowStrikethrough": False},
    "nodes": {"size": 17, "shapeProperties": {"interpolation": False}},
    "interaction": {"hover": True, "hideEdgesOnDrag": True, "hideEdgesOnZoom": True, "multiselect": False},
}


def page(
    view: View, iri: str, *, hops: int = 1, limit: int = 60, filters: Filters | None = None, height: str = "100vh"
) -> str:
    """The page as text (UTF-8 when written). At most 1,000 nodes. Raises NotFound, UsageError."""
    return render(picture(view, iri, hops=hops, limit=min(limit, MOST_NODES), filters=filters), height=height)


def write_page(path: Path, text: str) -> None:
    """Write the page as UTF-8 in one step. Raises OutputError."""
    with whole_file(path) as file:
        file.write(text.encode())


def render(drawn: Picture, *, height: str = "100vh") -> str:
    """The page of a picture."""
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network

    network = Network(height=height, width="100%", directed=True, cdn_resources="in_line", heading="")
    for number, item in enumerate(drawn.nodes):
        words = TYPES[item.node.type]
        network.add_node(
            number,
            label=shown(item.node.label),
            title=_safe(f"{item.node.label}（{words.zh}）"),
            shape="custom",
            color=words.colour,
            x=item.x,
            y=item.y,
        )
    for number, line in enumerate(drawn.lines):
        network.add_edge(line.source, line.target, id=number, title=RELATIONS[line.relation][0][0])
    network.set_options(json.dumps(_OPTIONS))
    focus = drawn.nodes[0].node
    code, style = _part("page.js"), _part("page.css")
    environment = Environment(loader=FileSystemLoader(network.template_dir), autoescape=True)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    template = environment.from_string(_part("page.html"))
    library = (
        environment.loader.get_source(environment, "lib/vis-9.1.2/vis-network.min.js")[0] if environment.loader else ""
    )
    environment.globals.update(
        title=_safe(f"{focus.label} · 企谱 Qipu"),
        policy=policy((library, code), style),
        library=library,
        code=code,
        style=style,
        extra=_extra(drawn),
    )
    # pyvis renders its notebook template when told to; ours stands in for it
    network.template = template
    html: str = network.generate_html(name="page.html", local=False, notebook=True)
    return html


def policy(scripts: tuple[str, ...], style: str) -> str:
    """The Content-Security-Policy that lets exactly these scripts and this style run, and nothing be fetched."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data: blob:;"
        " base-uri 'none'; form-action 'none'"
    )


def response_policy(text: str) -> str:
    """The policy of a page as a service sends it: the one in the page."""
    import html

    return html.unescape(text.split('http-equiv="Content-Security-Policy" content="', 1)[1].split('"', 1)[0])


def shown(label: str) -> str:
    """A label for beside a node: at most 12 characters, nothing invisible.

    >>> shown("中国铝业股份有限公司青海分公司电解厂")
    '中国铝业股份有限公司青海…'
    """
    text = _safe(label)
    return text if len(text) <= LABEL else text[:LABEL] + "…"


def _safe(text: str) -> str:
    """Text without control, bidirectional and zero-width characters, which hide what a reader sees."""
    return "".join(c if c.isprintable() else " " for c in text).strip() or "—"


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode() + "'"


def _part(name: str) -> str:
    return resources.files("kg.export").joinpath("templates", name).read_text(encoding="utf-8")


def _extra(drawn: Picture) -> dict[str, Any]:
    """What the page knows beyond the drawing: full labels, facts with sentences, words, what was left out."""
    documents: dict[str, int] = {}
    facts = []
    for fact in drawn.facts:
        data = plain(fact)
        proofs = []
        for proof in data["evidence"]:
            place = documents.setdefault(proof["document"]["id"], len(documents))
            base = proof["sentence_start"]
            marks = [[h["start"] - base, h["end"] - base, h["role"]] for h in proof["highlights"]]
            proofs.append([place, proof["page"], proof["sentence"], marks, proof["method"], proof["confidence"]])
        keys = ("predicate", "year", "period", "level", "rank", "post", "role", "count", "disputed", "evidence_count")
        known = {key: data[key] for key in keys if data[key]}
        names = {key: data[key]["label"] for key in ("subject", "object", "conferrer", "project") if data[key]}
        facts.append({**known, **names, "evidence": proofs})
    titles = {
        proof.document.id: [proof.document.title, proof.document.date]
        for fact in drawn.facts
        for proof in fact.evidence
    }
    found = drawn.neighbourhood
    return {
        "snapshot": found.snapshot,
        "nodes": [[d.node.label, d.node.type, d.node.hidden, d.node.awards] for d in drawn.nodes],
        "lines": [[line.relation, list(line.facts)] for line in drawn.lines],
        "facts": facts,
        "documents": [titles[key] for key in documents],
        "truncated": found.truncated,
        "types": {key: [w.zh, w.en, w.glyph, w.colour, w.ink] for key, w in TYPES.items()},
        "relations": {key: list(words[0]) for key, words in RELATIONS.items()},
        "levels": {key: list(words) for key, words in LEVELS.items()},
        "roles": {key: list(words) for key, words in ROLES.items()},
    }
