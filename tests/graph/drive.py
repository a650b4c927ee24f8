"""Hold a store or kill publishing processes, for the tests of faults. Not collected by pytest.

python drive.py hold STORE                   hold the store's lock until the standard input closes
python drive.py kill STORE POINTS            kill a publishing child at POINTS file events; print what was left
"""

import os
import signal
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from bench.demo import by_name
from kg.errors import KgError
from kg.graph import open_snapshot
from kg.graph.assemble import assemble
from kg.graph.canonical import graph_hash, store_lines, theme_ids
from kg.graph.lock import hold
from kg.graph.publish import prepare_store, publish
from kg.model import CharSpan, Evidence, Fact, Mention, Record, RecordEntity


def main() -> int:
    task, store, *rest = sys.argv[1:]
    try:
        if task == "hold":
            with hold(prepare_store(store)):
                print("held", flush=True)
                sys.stdin.read()
            return 0
        return kill(Path(store), int(rest[0]))
    except KgError as error:
        print(f"{error.code}: {error.line()}", file=sys.stderr)
        return error.exit_status


def small(number: int) -> Record:
    """A record of one fact; `number` makes it another one."""
    names = (f"样例第{number}公司", f"样例奖{number % 3}")
    kinds = ("Enterprise", "Award")
    entities = tuple(
        RecordEntity(f"e{i}", kinds[i], (names[i],), (Mention(CharSpan(i, i + 1), names[i], "m", 1.0),)) for i in (0, 1)
    )
    proof = Evidence(CharSpan(0, 9), CharSpan(0, 9), "原文")
    facts = (Fact("conferral", "e0", "e1", proof, "m", 0.9),)
    return Record(f"{number:016x}", f"d{number}", "题", None, None, entities, facts, ())


def put(store: Path, count: int) -> str:
    records = [small(n) for n in range(count)]
    sources = {r.document_id: (r.name,) for r in records}
    quads = assemble(records, by_name(records), sources=sources, themes=theme_ids()).quads
    documents = {r.document_id: {"title": "题", "sources": [r.name], "text": "文" * 9} for r in records}
    root = prepare_store(store)
    with hold(root):
        return publish(root, quads, documents=documents, manifest={}, keep=3).id


def in_child(work, *arguments) -> int:  # type: ignore[no-untyped-def]
    """Exit status of a forked child that does the work; minus the signal if one ended it."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work(*arguments)
            status = 0
        finally:
            if status:
                traceback.print_exc()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def put_and_die(store: Path, count: int, point: int) -> None:
    """Publish, but be killed at the `point`th thing done to a file of the store."""
    left = [point]
    events = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree"}

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in events and str(store) in str(arguments[0]):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    put(store, count)


def verify(store: Path) -> None:
    """Raise unless the graph in force is whole: its quads are those of its name, its documents are there."""
    if not (store / "current").exists():
        return
    snapshot = open_snapshot(store)
    assert graph_hash(store_lines(snapshot.store())) == snapshot.manifest["hash"]
    for card in snapshot.documents():
        assert snapshot.document(card["id"])["text"]


def kill(store: Path, points: int) -> int:
    """Each build adds a document and is killed one file event later than the last; the graph is whole every time."""
    killed = 0
    for point in range(1, points + 1):
        status = in_child(put_and_die, store, 1 + point % 7, point)
        assert status in (0, -signal.SIGKILL), status
        killed += status != 0
        if in_child(verify, store) != 0:
            print(f"broken after a kill at file event {point}", file=sys.stderr)
            return 1
    assert in_child(put, store, 4) == 0 and in_child(put, store.with_name("clean"), 4) == 0
    print(
        killed,
        open_snapshot(store).id,
        open_snapshot(store.with_name("clean")).id,
        len(list((store / "snapshots").iterdir())),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
