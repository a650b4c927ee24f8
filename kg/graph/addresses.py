"""Is a `--store` a folder or the address of a remote store? Kept apart, so that asking costs no heavy import."""

from __future__ import annotations

import re
from pathlib import Path

from kg.settings import Settings

ADDRESS = re.compile(r"^(?:([a-z]+)\+)?(https?):/{1,2}(.+)$")


def is_remote(address: object) -> bool:
    """Whether a `--store` is the address of a remote store and not a folder (a `Path` that was made of it counts too).

    >>> is_remote("fuseki+http://127.0.0.1:3030/kg"), is_remote("kg-store")
    (True, False)
    """
    return ADDRESS.match(str(address)) is not None


def local_folder(settings: Settings) -> Path:
    """The folder that holds snapshots: the store, or the mirror of a remote one."""
    return Path(settings.mirror if is_remote(settings.store) else settings.store)
