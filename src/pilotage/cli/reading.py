"""What was taken from a folder of exports, what was left, and why."""

from __future__ import annotations

from typing import Any

import click

from pilotage.cli.show import print_table
from pilotage.collect.files.folder import Reading

MOST = 20


def reading_json(reading: Reading) -> dict[str, Any]:
    """Return a reading as plain values."""
    snapshot = reading.snapshot
    return {
        "tenant": snapshot.tenant,
        "tables": {name: each.frame.height for name, each in sorted(snapshot.captures.items())},
        "withheld": {n: each.missing for n, each in snapshot.captures.items() if each.missing},
        "taken": reading.taken,
        "left": reading.left,
        "refused": snapshot.refused,
        "notes": reading.notes,
    }


def print_reading(reading: Reading) -> None:
    """Print what was taken as a table, and a line per thing that was not."""
    rows = [
        (each.file, each.holds, ", ".join(f"{n:,} {table}" for table, n in each.rows.items()))
        for each in reading.taken
    ]
    print_table(
        f"Took {len(rows)} files of {reading.snapshot.tenant}", ["file", "is", "rows"], rows
    )
    for name, each in sorted(reading.snapshot.captures.items()):
        if each.missing:
            click.echo(f"withheld: {name}: {each.missing}")
    refused = reading.snapshot.refused
    for refusal in refused[:MOST]:
        what = "left" if refusal in reading.left else "refused"
        click.echo(f"{what}: {refusal.where}: {refusal.why}")
    if (more := len(refused) - MOST) > 0:
        click.echo(f"... and {more:,} more; --json prints all")
    for note in reading.notes:
        click.echo(f"note: {note}")
