"""A build: folder in, next snapshot out. Only changed documents are read again; the graph equals a clean build's.

corpus -> resolve -> assemble -> publish. Everything after reading is a pure function of all records, so that adding,
changing or removing documents gives, byte for byte, what a build of that folder alone would give.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from kg.errors import InputError, UsageError
from kg.graph.addresses import is_remote
from kg.graph.assemble import Assembled, assemble
from kg.graph.canonical import theme_ids
from kg.graph.layout import write_layout
from kg.graph.lock import hold
from kg.graph.publish import Hook, prepare_store, publish, write_json
from kg.graph.push import push
from kg.graph.quotes import check_quotes
from kg.graph.remote import connect
from kg.graph.snapshot import Snapshot, current_id
from kg.model import ENTITY_TYPES, Document, Record, Resolution, Skipped
from kg.records import to_json
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.corpus import CorpusRun

Progress = Callable[[str, int, int, str], None]
Resolver = Callable[[Sequence[Record], Mapping[str, str]], tuple[Sequence[Record], Resolution]]
HIDDEN = "input.hidden"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `quads_written` is 0 when the graph is the one already in force. `facts` counts
    fact nodes by predicate; `skipped` leaves hidden files out, which `hidden` counts; `proofs` are the evidence of facts,
    the rest of `evidence` that of names; times are seconds; `pushed` is what
    was sent to a remote store."""

    snapshot: str
    parent: str | None
    changed: bool
    quads: int
    quads_written: int
    found: int
    documents: int
    cached: int
    hidden: int
    entities: dict[str, int]
    facts: dict[str, int]
    evidence: int
    skipped: tuple[Skipped, ...]
    warnings: tuple[str, ...]
    left_out: dict[str, int]
    quotes: dict[str, int]
    stale_corrections: tuple[str, ...]
    conforms: bool
    seconds: dict[str, float]
    pushed: dict[str, int] | None = None
    proofs: int = 0


def build(
    paths: Iterable[str | PathLike[str]],
    *,
    settings: Settings,
    resolver: Resolver | None = None,
    password: str | None = None,
    progress: Progress | None = None,
    hooks: Sequence[Hook] = (),
) -> BuildReport:
    """Build the graph of everything under `paths` into the store of `settings` and put it in force.

    `resolver` gets the records and the texts by document id. `progress` hears (phase, done, total, what); `hooks` write further files of a new snapshot. Raises StoreError and
    StoreLocked for the store, InputError when there is nothing to read, ValidationFailed when a shape is broken; in
    all these cases the graph in force stays as it was. Where the store is an address, the graph is built in its mirror and
    pushed from there.
    """
    from kg.corpus import run_corpus

    _check_base(settings.base)
    tell = progress or (lambda phase, done, total, what: None)
    clock = _Clock()
    remote = (
        connect(settings.store, token=settings.store_token, seconds=settings.store_seconds, base=settings.base)
        if is_remote(settings.store)
        else None
    )
    root = prepare_store(settings.mirror if remote is not None else settings.store)
    with hold(root):
        run = run_corpus(
            paths,
            settings=settings,
            cache=root / "cache",
            password=password,
            progress=lambda done, total, what: tell("read", done, total, what),
        )
        clock.lap("read")
        if not run.documents:
            reasons = "; ".join(f"{s.source}: {s.reason}" for s in run.skipped[:3])
            raise InputError(
                f"没有可读的文档 nothing to read among {run.found} inputs{f' ({reasons})' if reasons else ''}",
                code="input.none",
                hint="原图谱未变 the graph in force is unchanged",
            )
        tell("resolve", 0, 1, "")
        texts = {d.id: d.text for d in run.documents}
        corrected, resolution = (resolver or default_resolver(settings))(run.records, texts)
        records, quotes = _checked(corrected, texts)
        clock.lap("resolve")
        tell("assemble", 0, 1, "")
        sources = {d.id: d.sources for d in run.documents}
        assembled = assemble(records, resolution, sources=sources, themes=theme_ids(), base=settings.base)
        clock.lap("assemble")
        tell("publish", 0, 1, "")
        before = current_id(root)
        snapshot = publish(
            root,
            assembled.quads,
            documents=_bodies(run, records),
            manifest=_manifest(run, assembled, resolution, quotes, settings),
            keep=settings.keep_snapshots,
            hooks=(write_layout, *hooks),
        )
        clock.lap("publish")
        report = _report(snapshot, before, run, assembled, resolution, quotes, clock.seconds)
        if remote is not None:
            sent = push(
                snapshot, remote, base=settings.base, progress=lambda done, total: tell("push", done, total, "")
            )
            clock.lap("push")
            report = replace(report, pushed=asdict(sent), seconds=dict(clock.seconds))
        write_json(root / "report.json", asdict(report))
    tell("done", 1, 1, snapshot.id)
    return report


def _check_base(base: str) -> None:
    """Raise UsageError unless names can be put after `base` to make IRIs."""
    try:
        NamedNode(f"{base}document/0")
    except ValueError as error:
        raise UsageError(f"base {base!r}: {error}", hint="an absolute IRI such as https://example.org/id/") from error
    if not base.endswith(("/", "#")):
        raise UsageError(f"base {base!r} must end with / or #", hint="an absolute IRI such as https://example.org/id/")


def default_resolver(settings: Settings) -> Resolver:
    """The resolver of `kg.resolve` with the corrections and gazetteers the settings name.

    It hands back the corrected records and their entities; lines of the corrections file that no longer apply are in
    the resolution.
    """
    from kg.knowledge import load_knowledge
    from kg.resolve import correct_records, load_corrections, resolve

    corrections = load_corrections(Path(settings.corrections))
    knowledge = load_knowledge(Path(settings.gazetteer) if settings.gazetteer else None)

    def run(records: Sequence[Record], texts: Mapping[str, str]) -> tuple[Sequence[Record], Resolution]:
        def entities(of: Sequence[Record]) -> Resolution:
            return resolve(of, corrections=corrections, knowledge=knowledge, base=settings.base)

        before = entities(records) if corrections else None  # so that a line may use the labels of the graph
        corrected, stale = correct_records(records, corrections, text_of=texts.get, resolution=before)
        found = entities(corrected)
        return corrected, replace(found, stale_corrections=tuple(sorted({*found.stale_corrections, *stale})))

    return run


class _Clock:
    """Seconds by phase."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = self._start = time.perf_counter()

    def lap(self, phase: str) -> None:
        now = time.perf_counter()
        self.seconds[phase] = round(now - self._last, 3)
        self.seconds["total"] = round(now - self._start, 3)
        self._last = now


def _checked(found: Iterable[Record], texts: Mapping[str, str]) -> tuple[list[Record], Counter[str]]:
    verdicts: Counter[str] = Counter()
    records = []
    for record in found:
        checked, said = check_quotes(record, texts[record.document_id])
        records.append(checked)
        verdicts += said
    return records, verdicts


def _bodies(run: CorpusRun, records: Iterable[Record]) -> dict[str, dict[str, Any]]:
    documents = {d.id: d for d in run.documents}
    return {r.document_id: _body(documents[r.document_id], r) for r in records}


def _body(document: Document, record: Record) -> dict[str, Any]:
    return {
        "title": record.title,
        "date": record.date,
        "issuer": record.issuer,
        "sources": list(document.sources),
        "sha256": document.sha256,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "warnings": list(document.warnings),
        "metadata": [list(pair) for pair in document.metadata],
        "text": document.text,
        "pages": [{"number": p.number, "start": p.span.start, "end": p.span.end} for p in document.pages],
        "record": to_json(record),
    }


def _manifest(
    run: CorpusRun, assembled: Assembled, resolution: Resolution, quotes: Counter[str], settings: Settings
) -> dict[str, Any]:
    read: list[dict[str, Any]] = [
        {
            **{"source": source, "document": d.id, "status": "read", "code": None, "reason": None},
            **{"chars": len(d.text), "encoding": d.encoding, "warnings": list(d.warnings)},
        }
        for d in run.documents
        for source in d.sources
    ]
    skipped: list[dict[str, Any]] = [
        {
            **{"source": s.source, "document": None, "status": "skipped", "code": s.code, "reason": s.reason},
            **{"chars": 0, "encoding": None, "warnings": []},
        }
        for s in run.skipped
    ]
    return {
        "pipeline": run.pipeline,
        "base": settings.base,
        "inputs": sorted(read + skipped, key=lambda entry: str(entry["source"])),
        "left_out": dict(assembled.left_out),
        "quotes": dict(sorted(quotes.items())),
        "stale_corrections": list(resolution.stale_corrections),
    }


def _report(
    snapshot: Snapshot,
    before: str | None,
    run: CorpusRun,
    assembled: Assembled,
    resolution: Resolution,
    quotes: Counter[str],
    seconds: dict[str, float],
) -> BuildReport:
    manifest = snapshot.manifest
    classes = manifest["counts"]["classes"]
    changed = snapshot.id != before
    return BuildReport(
        snapshot=snapshot.id,
        parent=before,
        changed=changed,
        quads=manifest["quads"],
        quads_written=manifest["quads"] if changed else 0,
        found=run.found,
        documents=len(run.documents),
        cached=run.cached,
        hidden=sum(s.code == HIDDEN for s in run.skipped),
        entities={n: classes.get(n, 0) for n in ENTITY_TYPES},
        facts=dict(sorted(assembled.facts.items())),
        evidence=classes.get("Evidence", 0),
        skipped=tuple(s for s in run.skipped if s.code != HIDDEN),
        warnings=tuple(f"{d.sources[0]}: {w}" for d in run.documents for w in d.warnings),
        left_out=dict(assembled.left_out),
        quotes=dict(sorted(quotes.items())),
        stale_corrections=resolution.stale_corrections,
        conforms=manifest["shacl"]["conforms"],
        seconds=dict(seconds),
        proofs=assembled.proofs,
    )
