"""Write a commented engagement.toml and the folders of a new migration."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from pilotage.cli.show import json_option, print_json
from pilotage.facts.errors import InputError
from pilotage.facts.runbook import Kind
from pilotage.store.engagement import NAME
from pilotage.store.engagement_template import HINTS, template
from pilotage.store.home import write_file


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), required=True)
@click.option("--name", default="", help="Name of the migration; the folder's by default.")
@click.option("--client", default="", help="Organisation that moves.")
@json_option
def command(folder: Path, kind: str, name: str, client: str, as_json: bool) -> None:
    """Write a commented engagement.toml and the folders of a new migration.

    An engagement file that is there already is never overwritten.
    """
    path = folder / NAME
    if path.exists():
        raise InputError("is there already", where=str(path), fix="Edit it, or choose a folder.")
    today = datetime.now(UTC).date()
    name = name or folder.resolve().name
    text = template(Kind(kind), name=name, client=client or name, today=today)
    write_file(path, text)
    for side in ("source", "target"):
        (folder / side).mkdir(exist_ok=True)
    if as_json:
        print_json({"engagement": path, "kind": kind})
        return
    source, target = HINTS[Kind(kind)]
    click.echo(f"Wrote {path}. Next:")
    click.echo(f"  1. {folder / 'source'}: {source}")
    click.echo(f"  2. {folder / 'target'}: {target}")
    click.echo(f"  3. Fill in {path}, then: pilotage run {folder}")
