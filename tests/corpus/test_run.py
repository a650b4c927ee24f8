"""A corpus run: every input accounted for, fixed order, limits per document, the cache, files that move meanwhile."""

import random
import shutil
from pathlib import Path

import pytest

from kg.corpus import run_corpus
from kg.corpus.cache import RecordCache
from kg.errors import KgError
from kg.settings import load_settings
from tests.read.make import LINES, docx, html, image_pdf, pdf, txt


def settings(**values: object):
    return load_settings(values, environment={}, folder=Path("/nonexistent"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "docs"
    (top / "sub").mkdir(parents=True)
    (top / "a.txt").write_bytes(txt())
    (top / "b.html").write_bytes(html())
    (top / "c.docx").write_bytes(docx())
    (top / "d.pdf").write_bytes(pdf())
    (top / "sub" / "a.txt").write_bytes(txt((*LINES, "另一份")))
    (top / "sub" / "copy.txt").write_bytes(txt())
    (top / "scan.pdf").write_bytes(image_pdf())
    (top / "empty.txt").write_bytes(b"")
    return top


def test_all_inputs_are_accounted_for_in_order(folder: Path) -> None:
    run = run_corpus([folder], settings=settings(workers=1))
    assert [d.sources for d in run.documents] == [
        ("a.txt", "sub/copy.txt"),
        ("b.html",),
        ("c.docx",),
        ("d.pdf",),
        ("sub/a.txt",),
    ]
    assert [(s.source, s.code) for s in run.skipped] == [("empty.txt", "input.empty"), ("scan.pdf", "input.no-text")]
    assert run.found == 8 == sum(len(d.sources) for d in run.documents) + len(run.skipped)
    assert [r.document_id for r in run.records] == [d.id for d in run.documents]
    assert all(r.pipeline for r in run.records)


def test_workers_and_order_of_paths_change_nothing(folder: Path) -> None:
    for number in range(12):
        (folder / f"n{number}.txt").write_bytes(txt((*LINES, str(number))))
    paths = [folder / "sub", *(p for p in folder.iterdir() if p.is_file())]
    one = run_corpus(paths, settings=settings(workers=1))
    random.Random(7).shuffle(paths)
    heard: list[tuple[int, int]] = []
    four = run_corpus(
        paths, settings=settings(workers=3), progress=lambda done, total, name: heard.append((done, total))
    )
    assert one == four and len(one.documents) == 17
    assert [done for done, _ in heard] == list(range(1, len(heard) + 1)) and heard[-1][0] == heard[-1][1]


def test_a_second_run_reads_nothing_again(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = run_corpus([folder], settings=settings(), cache=cache)
    second = run_corpus([folder], settings=settings(), cache=cache)
    assert (first.cached, second.cached) == (0, 5)
    assert (first.documents, first.records, first.skipped) == (second.documents, second.records, second.skipped)
    (folder / "a.txt").rename(folder / "renamed.txt")
    moved = run_corpus([folder], settings=settings(), cache=cache)
    assert moved.cached == 5 and {r.name for r in moved.records} == {"a", "b", "c", "d", "renamed"}


def test_damaged_entries_are_written_anew(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = run_corpus([folder], settings=settings(), cache=cache)
    entries = sorted(cache.rglob("*.kgr"))
    assert len(entries) == 5
    entries[0].write_bytes(b"")
    entries[1].write_bytes(entries[1].read_bytes()[:-9])
    flipped = bytearray(entries[2].read_bytes())
    flipped[100] ^= 1
    entries[2].write_bytes(flipped)
    again = run_corpus([folder], settings=settings(), cache=cache)
    assert again.cached == 2 and again.records == first.records
    assert run_corpus([folder], settings=settings(), cache=cache).cached == 5
    assert not [p for p in cache.rglob("*") if p.name.startswith(".")]


def test_old_versions_of_the_cache_go(tmp_path: Path) -> None:
    for number in range(6):
        cache = RecordCache(tmp_path, f"v{number}")
        (tmp_path / cache._version).mkdir()
        cache.prune()
    assert len(list(tmp_path.iterdir())) == 3


def test_a_document_past_its_limit_does_not_stop_the_others(folder: Path) -> None:
    big = "山河铝业荣获一等奖。" * 400_000
    (folder / "big.txt").write_text(big, encoding="utf-8")
    run = run_corpus([folder], settings=settings(extract_seconds=0.6, workers=1))
    codes = {s.source: s.code for s in run.skipped}
    assert codes["big.txt"] in ("extract.timeout", "extract.memory", "extract.crashed") and len(run.documents) == 5


def test_memory_limit_costs_one_document(folder: Path) -> None:
    (folder / "big.txt").write_text("山河铝业" * 3_000_000, encoding="utf-8")
    run = run_corpus([folder], settings=settings(read_memory=60_000_000, workers=1))
    codes = {s.source: s.code for s in run.skipped}
    assert codes["big.txt"].endswith(("memory", "crashed")) and len(run.documents) == 5


def test_files_that_change_or_go_while_the_run_is_on(folder: Path) -> None:
    late = [folder / f"z{n}.txt" for n in range(3)]
    for path in late:
        path.write_bytes(txt((*LINES, path.name)))

    def meddle(done: int, total: int, name: str) -> None:
        if done == 1:
            late[0].unlink()
            late[1].write_bytes(txt(("全新的内容",)))
            shutil.copy(folder / "b.html", late[2])

    run = run_corpus([folder], settings=settings(workers=1), progress=meddle)
    codes = {s.source: s.code for s in run.skipped}
    texts = {d.sources: d.text for d in run.documents}
    assert codes["z0.txt"] == "input.missing"
    assert texts[("z1.txt",)] == "全新的内容"
    assert run.found == sum(len(d.sources) for d in run.documents) + len(run.skipped)
    import hashlib

    changed = next(d for d in run.documents if d.sources == ("z1.txt",))
    assert changed.sha256 == hashlib.sha256("全新的内容".encode()).hexdigest()


def test_a_set_up_that_fails_is_one_error(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_bytes(b"nothing,of,the,kind\n1,2,3,4\n\xff\xfe")
    with pytest.raises(KgError):
        run_corpus([folder], settings=settings(gazetteer=str(tmp_path / "own.csv")))


def test_an_empty_folder_gives_an_empty_run(tmp_path: Path) -> None:
    run = run_corpus([tmp_path], settings=settings())
    assert (run.documents, run.skipped, run.found) == ((), (), 0)
