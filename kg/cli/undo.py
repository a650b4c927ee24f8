"""`kg undo`: put the snapshot before the current one back in force."""

from __future__ import annotations

from pathlib import Path

import click

from kg.settings import load_settings


@click.command(help="退回上一个快照。Go back to the snapshot before.")
@click.option("--store", "store_dir", type=click.Path(path_type=Path), help="图谱文件夹 store folder")
def undo(store_dir: Path | None) -> None:
    """Switch back; nothing is deleted, and the next build goes on from there."""
    from kg.graph.addresses import is_remote, local_folder
    from kg.graph.lock import hold
    from kg.graph.publish import undo as go_back
    from kg.graph.push import push
    from kg.graph.remote import connect
    from kg.graph.snapshot import check_store

    settings = load_settings({"store": store_dir and str(store_dir)})
    root = local_folder(settings)
    check_store(root)
    with hold(root):
        snapshot = go_back(root)
        if is_remote(settings.store):
            base = snapshot.manifest["base"]
            token, seconds = settings.store_token, settings.store_seconds
            push(snapshot, connect(settings.store, token=token, seconds=seconds, base=base), base=base)
    click.echo(f"已退回快照 {snapshot.id}（{snapshot.manifest['created']}） back to snapshot {snapshot.id}")
