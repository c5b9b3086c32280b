"""Take in an archive of pilotage export, into a home folder or database that is empty."""

from __future__ import annotations

from pathlib import Path

import click

from pilotage.cli.engaged import home_of
from pilotage.cli.show import json_option, print_json
from pilotage.store.records import open_records
from pilotage.store.transfer import import_all


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@click.pass_context
def command(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Take in FILE, whole or not at all; everybody gets a new password afterwards.

    The audit hash is the one that the export printed.
    """
    open_records(home_of(ctx), new=True)
    moved = import_all(home_of(ctx), file)
    if as_json:
        print_json({"audit_hash": moved.seal, "rows": moved.rows, "files": moved.files,
                    "entries": moved.entries})  # fmt: skip
        return
    click.echo(f"{sum(moved.rows.values()):,} records and {moved.files:,} files taken in.")
    click.echo("Nobody has a password here yet. Next: pilotage user password EMAIL")
    click.echo(f"Audit hash {moved.seal}")
