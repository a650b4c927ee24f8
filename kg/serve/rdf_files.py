"""Publishes RDF files as they are: parsed in a process that may die, into a store that the workers open read-only.

The parser of one format can take a whole process down (RDF/XML with an entity bomb does), so it runs in a child with
limits of time and memory and without sockets; what it says is one JSON line.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from kg.errors import InputError, LimitExceeded

ENDINGS = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".jsonld": "application/ld+json",
    ".json": "application/ld+json",
    ".rdf": "application/rdf+xml",
    ".owl": "application/rdf+xml",
    ".xml": "application/rdf+xml",
}
_ROOT = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path.insert(0, {root!r}); from kg.serve.rdf_files import load_here; load_here()"


def load_files(files: tuple[Path, ...], folder: Path, *, seconds: float, memory: int) -> int:
    """Parse `files` into a new store at `folder`; the number of quads. Triples go to the default graph.

    Relative IRIs are resolved against the file's own address. Raises InputError (which file, which line) and
    LimitExceeded when parsing takes more than `seconds` or `memory` bytes.
    """
    for file in files:
        if file.suffix.lower() not in ENDINGS:
            raise InputError(
                f"{file}: 不认识的扩展名 unknown ending", hint=f"known: {' '.join(ENDINGS)}", code="input.format"
            )
        if not file.is_file():
            raise InputError(f"{file}: 没有此文件 no such file", code="input.missing")
    options = json.dumps({"files": [str(f.resolve()) for f in files], "folder": str(folder), "memory": memory})
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _START.format(root=_ROOT), options],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LimitExceeded(f"reading the RDF files took more than {seconds:g} s", code="limit.time") from None
    if done.returncode == 0:
        result = json.loads(done.stdout)
        if "error" in result:
            raise InputError(f"{result['file']}: {result['error']}", code="input.syntax")
        return int(result["quads"])
    if done.returncode in (-signal.SIGABRT, -signal.SIGKILL) or b"MemoryError" in done.stderr:
        raise LimitExceeded("the RDF files need more memory than reading may take", code="limit.memory")
    raise InputError("the parser crashed on the RDF files", code="input.unreadable")


def load_here() -> None:
    """The child's part: parse and store, then print one JSON line."""
    import pyoxigraph as ox

    from kg.query.sparql.confine import confine

    options = json.loads(sys.argv[1])
    confine(memory=options["memory"])
    store = ox.Store(options["folder"])
    result: dict[str, object] = {}
    for name in options["files"]:
        path = Path(name)
        form = ox.RdfFormat.from_media_type(ENDINGS[path.suffix.lower()])
        try:
            store.bulk_extend(ox.parse(path=name, format=form, base_iri=path.as_uri(), rename_blank_nodes=True))
        except (SyntaxError, ValueError, OSError, UnicodeDecodeError) as error:
            result = {"file": name, "error": " ".join(str(error).split())[:300]}
            break
    else:
        store.optimize()
        store.flush()
        result = {"quads": len(store)}
    sys.stdout.write(json.dumps(result) + "\n")
