"""Write everything to one archive: records, files, and the audit log to the letter."""

from __future__ import annotations

from pathlib import Path

import click

from pilotage.cli.engaged import home_of
from pilotage.cli.show import json_option, print_json
from pilotage.store.records import open_records
from pilotage.store.transfer import SAYS, Moved, export_all


@click.command("export")
@click.option("--all", "everything", is_flag=True, required=True, help="Every client and file.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
@click.pass_context
def command(ctx: click.Context, everything: bool, file: Path, as_json: bool) -> None:
    """Write everything to FILE, a zip archive that pilotage import takes in elsewhere.

    Passwords, second factors and the secrets of connections stay behind.
    """
    open_records(home_of(ctx))
    moved = export_all(home_of(ctx), file)
    if as_json:
        left = SAYS["left_out"]
        print_json({"file": file, "audit_hash": moved.seal, "left_out": left, **_counts(moved)})
        return
    click.echo(f"{file}: {sum(moved.rows.values()):,} records, {moved.files:,} files.")
    click.echo(f"Not in it: {SAYS['left_out']}.")
    click.echo(f"Audit hash {moved.seal}")


def _counts(moved: Moved) -> dict[str, object]:
    return {"rows": moved.rows, "files": moved.files, "entries": moved.entries}
