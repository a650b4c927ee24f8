"""A demonstration store from gold records: python -m bench.demo GOLD_DIR DOCS_DIR STORE [--suffix .txt]

Turns gold records (evaluation format) into `Record`s, each quote located in its document, resolves them by name only,
and publishes a snapshot. For work on queries and pages before extraction is at hand; not part of the product.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from kg.graph.assemble import assemble
from kg.graph.canonical import theme_ids
from kg.graph.lock import hold
from kg.graph.publish import prepare_store, publish
from kg.graph.snapshot import Snapshot
from kg.ids import DEFAULT_BASE, entity_iri
from kg.model import CharSpan, Entity, Evidence, Fact, Mention, Record, RecordEntity, Resolution
from kg.records import to_json

_END = re.compile(r"[。！？；\n]")


def gold_record(data: dict[str, Any], text: str) -> Record:
    """A gold record over its document's text; facts whose quote isn't found there are left out."""
    tight = [i for i, c in enumerate(text) if not c.isspace()]
    joined = "".join(text[i] for i in tight)
    entities = []
    for e in data["entities"]:
        mentions = []
        for name in e["names"]:
            at = text.find(name)
            if at >= 0:
                mentions.append(Mention(CharSpan(at, at + len(name)), name, "gold", 1.0))
        owner = next((f["obj"] for f in data["facts"] if f["subj"] == e["id"] and f["pred"] == "unitOf"), None)
        entities.append(RecordEntity(e["id"], e["type"], tuple(e["names"]), tuple(mentions), owner))
    facts = []
    for f in data["facts"]:
        quote = "".join(f["evidence"].split()).strip("…")
        at = joined.find(quote)
        if at < 0 or not quote:
            continue
        span = CharSpan(tight[at], tight[at + len(quote) - 1] + 1)
        attributes = {
            k: str(f[k]) for k in ("rank", "level", "year", "conferrer", "for", "count", "post", "role") if f.get(k)
        }
        evidence = Evidence(span, _sentence(text, span), quote[:200])
        facts.append(Fact(f["pred"], f["subj"], f["obj"], evidence, "gold", 1.0, tuple(sorted(attributes.items()))))
    title = next((line.strip() for line in text.splitlines() if line.strip()), data["doc"])
    key = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Record(
        key, data["doc"], title, data.get("date"), None, tuple(entities), tuple(facts), tuple(data["themes"]), "gold"
    )


def _sentence(text: str, span: CharSpan) -> CharSpan:
    start = max((m.end() for m in _END.finditer(text, 0, span.start)), default=0)
    end = _END.search(text, span.end - 1)
    return CharSpan(start, max(end.end() if end else len(text), span.end))


def by_name(records: list[Record], base: str = DEFAULT_BASE) -> Resolution:
    """One entity per type, first name (and owner's first name for units): enough for a demonstration, no more."""
    members: dict[tuple[str, str, str | None], list[tuple[str, str]]] = {}
    names: dict[tuple[str, str, str | None], set[str]] = {}
    for record in records:
        local = {e.id: e for e in record.entities}
        for e in record.entities:
            owner = local[e.owner].names[0] if e.type == "Unit" and e.owner in local else None
            key = (e.type, e.names[0], owner)
            members.setdefault(key, []).append((record.document_id, e.id))
            names.setdefault(key, set()).update(e.names)
    return Resolution(
        tuple(
            Entity(entity_iri(t, n, o, base=base), t, n, tuple(sorted(names[t, n, o] - {n})), tuple(sorted(where)), o)
            for (t, n, o), where in sorted(members.items(), key=lambda item: str(item[0]))
        )
    )


def demo(gold: Path, docs: Path, store_dir: Path, *, suffix: str = ".txt", limit: int | None = None) -> Snapshot:
    """Build a snapshot of the gold records into `store_dir`."""
    records, documents, sources = [], {}, {}
    for path in sorted(gold.glob("*.json"))[:limit]:
        source = docs / f"{path.stem}{suffix}"
        text = source.read_text(encoding="utf-8")
        record = gold_record(json.loads(path.read_text(encoding="utf-8")), text)
        if record.document_id in sources:
            continue
        records.append(record)
        sources[record.document_id] = (source.name,)
        documents[record.document_id] = {
            **{"title": record.title, "date": record.date, "issuer": None, "sources": [source.name]},
            **{"media_type": "text/plain", "text": text, "pages": [], "encoding": "utf-8", "warnings": []},
            "record": to_json(record),
        }
    built = assemble(records, by_name(records), sources=sources, themes=theme_ids())
    inputs = [
        {"source": s, "document": d, "status": "read", "code": None, "reason": None, "chars": len(documents[d]["text"])}
        for d, (s,) in sorted(sources.items())
    ]
    root = prepare_store(store_dir)
    with hold(root):
        manifest = {"pipeline": "gold", "base": DEFAULT_BASE, "inputs": inputs, "left_out": dict(built.left_out)}
        return publish(root, built.quads, documents=documents, manifest={**manifest, "stale_corrections": []})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("docs", type=Path)
    parser.add_argument("store", type=Path)
    parser.add_argument("--suffix", default=".txt")
    options = parser.parse_args()
    made = demo(options.gold, options.docs, options.store, suffix=options.suffix)
    print(made.id, json.dumps(made.manifest["counts"], ensure_ascii=False), made.manifest["left_out"])
