"""The explorer as files: the pages and every answer they ask for, to open without a server (`kg site OUT`).

Files opened from a disk can't fetch others, so answers are scripts that hand themselves over (`QIPU_ANSWER(key, answer)`),
gathered into shards by a hash of the key that the pages compute alike (`viz/explorer/local.js`). What needs a server
(SPARQL, saving corrections) says so on its page.
"""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import MissingPart, UsageError
from kg.query import View, plain
from kg.query.awards import award_rows
from kg.query.documents import document, documents
from kg.query.entity import entity, evidence
from kg.query.hierarchy import hierarchy, roots
from kg.query.map import whole_map
from kg.query.neighbourhood import RELATIONS
from kg.query.overview import overview, review
from kg.query.tables.pinyin import readings
from kg.query.themes import themes
from kg.resources import resource

KEYS_A_SHARD = 40
CHILDREN = 100  # of a box of the tree
ALONE = ("links", "map", "awards")  # large answers that get a file of their own, as `local.js` knows
MOST_ENTITIES = 100_000
MARK = "qipu-site.json"  # tells a folder of ours, which may be written over
_PAGE_FILES = ("style.css", "pages.css", "icon.svg")


def write_site(view: View, out: Path, *, progress: Callable[[int, int], None] | None = None) -> int:
    """Write the whole site into `out` and return the number of files.

    Raises UsageError when `out` holds something else, or the graph has over 100,000 entities (serve it instead);
    MissingPart when the pages' bundle was not built.
    """
    bundle = resource("viz", "dist", "site.js")
    if not bundle.is_file():
        raise MissingPart("the pages are not built", hint="python viz/build.py")
    if out.exists() and any(out.iterdir()) and not (out / MARK).is_file():
        raise UsageError(
            f"{out}：文件夹不空，也不是本程序写的站点 is not empty and not a site of ours", hint="name an empty folder"
        )
    entities = view.rows("SELECT id, iri, type, label, degree, awards, level FROM entity ORDER BY sort, iri")
    if len(entities) > MOST_ENTITIES:
        raise UsageError(
            f"{len(entities)} 个实体，写成文件过多 entities are too many for files", hint="kg serve shows them"
        )
    if out.exists():
        shutil.rmtree(out)
    (out / "site-data").mkdir(parents=True)
    facts = [row["iri"] for row in view.rows("SELECT iri FROM fact ORDER BY id")]
    total = len(entities) + len(facts) + view.value("SELECT count(*) FROM document") + 9
    shards = max(1, -(-total // KEYS_A_SHARD))
    handles: dict[str, list[str]] = {}
    for number, (key, answer) in enumerate(_answers(view, entities, facts), 1):
        handles.setdefault(key if key in ALONE else str(shard_of(key, shards)), []).append(
            f"QIPU_ANSWER({_js(key)},{_js(answer)});\n"
        )
        if progress is not None and number % 100 == 0:
            progress(number, total)
    for shard, lines in sorted(handles.items()):
        (out / "site-data" / f"{shard}.js").write_text("".join(lines), encoding="utf-8")
    index = {"snapshot": view.id, "shards": shards, **_index(view, entities)}
    (out / "site-data" / "index.js").write_text(f"globalThis.QIPU_SITE={_js(index)};\n", encoding="utf-8")
    explorer = resource("viz", "explorer")
    for name in _PAGE_FILES:
        shutil.copyfile(explorer / name, out / name)
    shutil.copyfile(bundle, out / "site.js")
    (out / "index.html").write_text(_page((explorer / "index.html").read_text(encoding="utf-8")), encoding="utf-8")
    (out / MARK).write_text(json.dumps({"snapshot": view.id}) + "\n", encoding="utf-8")
    if progress is not None:
        progress(total, total)
    return sum(1 for path in out.rglob("*") if path.is_file())


def shard_of(key: str, shards: int) -> int:
    """Which shard holds a key: 32-bit FNV-1a over its characters' codes, modulo the number of shards.

    >>> shard_of("overview", 1)
    0
    """
    value = 0x811C9DC5
    for character in key:
        value = ((value ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    return value % shards


def _answers(view: View, entities: list[Any], facts: list[str]) -> Iterator[tuple[str, Any]]:
    """Every (key, answer) the pages may ask for."""
    yield "overview", plain(overview(view))
    yield "roots", plain(roots(view, limit=100))
    yield "themes", plain(themes(view))
    yield "review", plain(review(view, limit=200))
    yield "documents", plain(documents(view, limit=200))
    yield "awards", [plain(row) for row in award_rows(view)]
    yield "links", _links(view, {row["id"]: place for place, row in enumerate(entities)})
    yield "map", plain(whole_map(view))
    above = {row[0] for row in view.rows("SELECT DISTINCT parent FROM parent")}
    for row in entities:
        yield f"entity {row['iri']}", plain(entity(view, row["iri"], limit=200, evidence=0))
        if row["id"] in above:
            yield from _pages_below(view, row["iri"])
    for fact in facts:
        item, proofs = evidence(view, fact)
        yield f"evidence {fact}", {"fact": plain(item), "items": plain(proofs), "total": item.evidence_count}
    for row in view.rows("SELECT key FROM document ORDER BY id"):
        yield f"document {row['key']}", plain(document(view, row["key"]))


def _pages_below(view: View, iri: str) -> Iterator[tuple[str, Any]]:
    """The tree below an organisation, and the further pages of its children."""
    first = hierarchy(view, iri, depth=2, page=CHILDREN)
    yield f"hierarchy {iri}", plain(first)
    for offset in range(CHILDREN, first.root.child_total, CHILDREN):
        yield f"hierarchy {iri} {offset}", plain(hierarchy(view, iri, depth=1, page=CHILDREN, offset=offset))


def _links(view: View, places: dict[int, int]) -> list[list[Any]]:
    """[fact, source, target, relation, year, level, rank, post, role, confidence, evidences] of every link, ends as places in
    the index: what neighbourhoods and paths are made of."""
    sql = (
        "SELECT f.iri, l.source, l.target, l.relation, f.year, f.level, f.rank, f.post, f.role, f.confidence, f.evidences"
        " FROM link l JOIN fact f ON f.id = l.fact ORDER BY l.source, l.target, l.relation, f.iri"
    )
    return [
        [row[0], places[row[1]], places[row[2]], RELATIONS.index(row["relation"]), *tuple(row)[4:]]
        for row in view.rows(sql)
    ]


def _index(view: View, entities: list[Any]) -> dict[str, Any]:
    """Every entity with its names, in the order of their spelling, and every reading of every character of theirs."""
    names: dict[int, list[str]] = {}
    for row in view.rows("SELECT DISTINCT entity, text FROM name ORDER BY text"):
        names.setdefault(row["entity"], []).append(row["text"])
    rows = [
        [
            row["iri"], row["type"], row["label"], [n for n in names.get(row["id"], ()) if n != row["label"]],
            row["degree"], row["awards"], row["level"],
        ]
        for row in entities
    ]  # fmt: skip
    characters = {c for texts in names.values() for text in texts for c in unicodedata.normalize("NFKC", text)}
    spoken = {c: readings(c) for c in sorted(characters) if not c.isascii()}
    return {"index": rows, "readings": {c: found for c, found in spoken.items() if found}}


def _js(value: Any) -> str:
    """JSON that is also JavaScript, wherever it stands."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _page(html: str) -> str:
    """The served page with classic scripts in place of modules, and a policy that lets nothing in from outside."""
    policy = (
        "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data: blob:; "
        "worker-src blob:; base-uri 'none'; form-action 'none'"
    )
    head = f'<meta charset="utf-8">\n  <meta http-equiv="Content-Security-Policy" content="{policy}">'
    scripts = '<script src="site-data/index.js"></script>\n  <script src="site.js" defer></script>'
    return html.replace('<meta charset="utf-8">', head, 1).replace(
        '<script type="module" src="main.js"></script>', scripts, 1
    )
