"""A folder in, documents and records out: each content once, in parallel, in a fixed order, every input accounted for."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from queue import LifoQueue

from kg.corpus.cache import RecordCache, code_version
from kg.errors import InputError
from kg.model import Document, Record, Skipped
from kg.read import Worker, find_inputs, read_file
from kg.read.inventory import Input
from kg.read.wire import document_to_json
from kg.records import from_json
from kg.settings import Settings

Progress = Callable[[int, int, str], None]
_SETTINGS_OF_PIPELINE = ("gazetteer", "tagger", "tagger_model")
_JOBS_PER_WORKER = 4  # a worker takes about as long to start as this many documents take


@dataclass(frozen=True, slots=True)
class CorpusRun:
    """What a folder gave. `documents` and `records` stand in the same order, by source; `found` inputs are the sources
    of all documents and all that was skipped; `cached` counts documents that did not have to be read again."""

    documents: tuple[Document, ...]
    records: tuple[Record, ...]
    skipped: tuple[Skipped, ...]
    found: int
    cached: int
    pipeline: str


@dataclass(frozen=True, slots=True)
class _Result:
    sources: tuple[str, ...]
    document: Document | None = None
    record: Record | None = None
    problem: tuple[str, str] | None = None
    cached: bool = False


def run_corpus(
    paths: Iterable[str | os.PathLike[str]],
    *,
    settings: Settings,
    cache: Path | None = None,
    password: str | None = None,
    progress: Progress | None = None,
) -> CorpusRun:
    """The records of everything under some paths.

    `cache` is a folder that keeps records between runs; `progress` hears (done, total, source) from this thread. Same
    inputs, same answer, whatever the number of workers. Raises InputError when a path is not there; what can't be read or
    takes too long is in `skipped`.
    """
    inventory = find_inputs(paths)
    groups, gone = _by_content(inventory.inputs, settings.max_file_bytes)
    skipped = [*inventory.skipped, *gone]
    results: list[_Result] = []
    version = ""
    if groups:
        with _Crew(settings, len(groups)) as crew:
            version = f"{crew.version()}+{code_version()}"
            kept = RecordCache(cache, version)
            results = list(
                crew.each(lambda worker, group: _one(worker, group, settings, kept, password), groups, progress)
            )
            kept.prune()
    for result in results:
        if result.problem is not None:
            skipped += [Skipped(source, *result.problem) for source in result.sources]
    documents, records = _merged(results)
    return CorpusRun(
        documents,
        records,
        tuple(sorted(skipped, key=lambda s: (s.source, s.code, s.reason))),
        found=len(inventory.inputs) + len(inventory.skipped),
        cached=sum(r.cached for r in results),
        pipeline=version,
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """Inputs with the same bytes; the first one (by source) is read."""

    sha256: str | None
    inputs: tuple[Input, ...]


def _by_content(inputs: Iterable[Input], max_bytes: int) -> tuple[list[_Group], list[Skipped]]:
    """Inputs grouped by their bytes, and those that can't be opened. Files over the limit are left to the reader to name."""
    groups: dict[str, list[Input]] = {}
    skipped: list[Skipped] = []
    for entry in inputs:
        try:
            groups.setdefault(_digest(entry.path, max_bytes), []).append(entry)
        except FileNotFoundError:
            skipped.append(Skipped(entry.source, "input.missing", "文件已消失 the file is gone"))
        except OSError as error:
            skipped.append(Skipped(entry.source, "input.unreadable", f"无法打开 can't be opened: {error.strerror}"))
    return [_Group(None if key.startswith("/") else key, tuple(members)) for key, members in groups.items()], skipped


def _digest(path: str, max_bytes: int) -> str:
    """SHA-256 of a file, or its path when it is too big to be read at all."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as stream:
        if os.fstat(stream.fileno()).st_size > max_bytes:
            return f"/{path}"
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _one(worker: Worker, group: _Group, settings: Settings, cache: RecordCache, password: str | None) -> list[_Result]:
    """One content read and annotated, or taken from the cache, or the reason why not.

    A file that changed after it was hashed gives the document it holds now; others of its group are then read themselves.
    """
    first, rest = group.inputs[0], group.inputs[1:]
    sources = tuple(sorted(entry.source for entry in group.inputs))
    suffix = PurePath(first.source).suffix
    known = cache.get(group.sha256, suffix) if group.sha256 else None
    if known is not None:
        return [_Result(sources, *_named(*known, sources), cached=True)]
    try:
        document = read_file(first.path, source=first.source, settings=settings, password=password, worker=worker)
    except InputError as error:
        if rest:  # the fault may lie in this file alone (gone, unreadable now, a suffix that does not fit)
            others = _one(worker, _Group(group.sha256, rest), settings, cache, password)
            return [_Result((first.source,), problem=_reason(error)), *others]
        return [_Result(sources, problem=_reason(error))]
    changed = document.sha256 != group.sha256 and bool(rest)
    others = _one(worker, _Group(group.sha256, rest), settings, cache, password) if changed else []
    if document.sha256 != group.sha256:
        sources = (first.source,)
    seconds = settings.extract_seconds
    try:
        answer = worker.call("kg.corpus.child:annotate_here", {"document": document_to_json(document)}, seconds=seconds)
    except InputError as error:
        code = error.code.replace("input.", "extract.")
        hint = " (setting extract_seconds)" if code == "extract.timeout" else ""
        return [_Result(sources, problem=(code, f"{error}{hint}")), *others]
    record = from_json(answer)
    cache.put(document, record, suffix)
    return [_Result(sources, *_named(document, record, sources)), *others]


def _reason(error: InputError) -> tuple[str, str]:
    return error.code, error.line()


def _named(document: Document, record: Record, sources: tuple[str, ...]) -> tuple[Document, Record]:
    document = replace(document, sources=sources)
    return document, replace(record, name=document.name)


def _merged(results: Iterable[_Result]) -> tuple[tuple[Document, ...], tuple[Record, ...]]:
    """Each document once, with all its sources, in the order of its first source."""
    by_id: dict[str, tuple[Document, Record]] = {}
    for result in results:
        if result.document is None or result.record is None:
            continue
        key = result.document.id
        sources = {*result.sources, *(by_id[key][0].sources if key in by_id else ())}
        by_id[key] = _named(result.document, result.record, tuple(sorted(sources)))
    pairs = sorted(by_id.values(), key=lambda pair: pair[0].sources)
    return tuple(d for d, _ in pairs), tuple(r for _, r in pairs)


class _Crew:
    """Worker processes with the pipeline loaded, each driven by one thread at a time."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        wanted = settings.workers or os.cpu_count() or 1
        count = max(1, min(wanted, (jobs + _JOBS_PER_WORKER - 1) // _JOBS_PER_WORKER))
        values = {name: settings.values[name] for name in _SETTINGS_OF_PIPELINE}
        setup = ("kg.corpus.child:load", {"values": values})
        self._workers = [Worker(memory=settings.read_memory, setup=setup) for _ in range(count)]
        self._free: LifoQueue[Worker] = LifoQueue()
        for worker in reversed(self._workers):
            self._free.put(worker)
        self._threads = ThreadPoolExecutor(count)

    def __enter__(self) -> _Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.kill()  # after an interrupt: the threads see their pipes close and end
        self._threads.shutdown()
        for worker in self._workers:
            worker.close()

    def version(self) -> str:
        """Version of the pipeline the workers hold."""
        return str(self._workers[0].call("kg.corpus.child:version", {}, seconds=60.0))

    def each(
        self, work: Callable[[Worker, _Group], list[_Result]], groups: list[_Group], progress: Progress | None
    ) -> Iterator[_Result]:
        """Results in the order of the groups."""
        pending = {self._threads.submit(self._run, work, group): place for place, group in enumerate(groups)}
        results: dict[int, list[_Result]] = {}
        for done, future in enumerate(as_completed(pending), 1):
            place = pending[future]
            results[place] = future.result()
            if progress is not None:
                progress(done, len(groups), groups[place].inputs[0].source)
        for place in sorted(results):
            yield from results[place]

    def _run(self, work: Callable[[Worker, _Group], list[_Result]], group: _Group) -> list[_Result]:
        worker = self._free.get()
        try:
            return work(worker, group)
        finally:
            self._free.put(worker)
