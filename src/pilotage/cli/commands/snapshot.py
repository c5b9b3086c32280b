"""Show what was read from an environment, or what changed between two readings."""

from __future__ import annotations

from pathlib import Path

import click

from pilotage.cli.show import json_option, print_json, print_table
from pilotage.facts.difference import Difference, differences
from pilotage.store import snapshots


@click.group("snapshot")
def command() -> None:
    """Show what was read from an environment, or what changed between two readings."""


@command.command("list")
@json_option
@click.pass_obj
def list_(home: Path, as_json: bool) -> None:
    """List the snapshots of the home folder, oldest first."""
    found = [(path.name, snapshots.manifest_of(path)) for path in snapshots.folders(home)]
    if as_json:
        print_json([{"name": name, "manifest": manifest} for name, manifest in found])
        return
    rows = [
        (name, each.tenant, f"{sum(table.rows for table in each.tables.values()):,}")
        for name, each in found
    ]
    print_table(f"Snapshots in {home}", ["snapshot", "tenant", "rows"], rows)


@command.command("show")
@click.argument("snapshot", default="source")
@json_option
@click.pass_obj
def show(home: Path, snapshot: str, as_json: bool) -> None:
    """Show the manifest of SNAPSHOT: source, time, row counts, digests, what was withheld.

    SNAPSHOT is a name, a folder, or source or target for the newest of that side.
    """
    folder = snapshots.find(home, snapshot)
    manifest = snapshots.manifest_of(folder)
    if as_json:
        print_json(manifest)
        return
    rows = [
        (name, f"{each.rows:,}", each.source, each.missing, each.digest[:12])
        for name, each in manifest.tables.items()
    ]
    taken = f"{manifest.taken_at:%Y-%m-%d %H:%M} UTC"
    print_table(
        f"{manifest.tenant} ({manifest.side}), {taken}, {folder}",
        ["table", "rows", "source", "withheld", "digest"],
        rows,
    )
    for refusal in manifest.refused[:20]:
        click.echo(f"refused: {refusal.where}: {refusal.why}")
    if (more := len(manifest.refused) - 20) > 0:
        click.echo(f"... and {more:,} more refusals; --json prints all")


@command.command("diff")
@click.argument("before")
@click.argument("after")
@json_option
@click.pass_obj
def diff(home: Path, before: str, after: str, as_json: bool) -> None:
    """Show what changed from BEFORE to AFTER, table by table."""
    old, new = (snapshots.load(snapshots.find(home, name)) for name in (before, after))
    found = list(differences(old, new))
    if as_json:
        print_json(found)
        return
    if not found:
        click.echo("No difference.")
    for each in found:
        _print(each)


def _print(difference: Difference) -> None:
    if difference.unknown:
        click.echo(f"{difference.table}: cannot be compared, {difference.unknown}")
        return
    title = (
        f"{difference.table}: {difference.added} added, {difference.removed} removed, "
        f"{difference.changed} changed"
    )
    print_table(title, difference.changes.columns, difference.changes.rows())
