"""Stage `graph`: entities and records in, a validated immutable snapshot out. Start with `open_snapshot`."""

from kg.graph.snapshot import Snapshot, open_snapshot

__all__ = ["Snapshot", "open_snapshot"]
