"""Read exports of an environment into a snapshot."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from pilotage.cli.reading import print_reading, reading_json
from pilotage.cli.show import json_option, print_json, progress
from pilotage.engine import pipeline
from pilotage.store import snapshots
from pilotage.store.engagement_values import YEARS
from pilotage.store.home import writing
from pilotage.store.publish import publishing


@click.group("collect")
def command() -> None:
    """Read exports of an environment into a snapshot."""


@command.command("files")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--side", type=click.Choice(["source", "target"]), default="source")
@click.option("--tenant", default="", help="Its name; else what the export says.")
@click.option(
    "--taken-at",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    help="When the exports were made, in UTC; now by default.",
)
@json_option
@click.pass_obj
def files(
    home: Path,
    paths: tuple[Path, ...],
    side: str,
    tenant: str,
    taken_at: datetime | None,
    as_json: bool,
) -> None:
    """Read files and folders: Graph JSON, usage reports, CSV, ScubaGear, SharpHound, LDIF.

    Says what it took, what it left and why, and keeps the snapshot in the home folder.
    """
    now = datetime.now(UTC)
    moment = taken_at.replace(tzinfo=UTC) if taken_at else now
    if moment > now or moment.year not in YEARS:
        raise click.UsageError(f"--taken-at {moment:%Y-%m-%d} is no day that has been.")
    with writing(home):
        with progress() as report:
            reading = pipeline.collect(paths, side, moment, report, tenant)
        with publishing(home) as stage:
            folder = home / snapshots.save(reading.snapshot, stage).relative_to(stage)
    if as_json:
        print_json({"snapshot": folder, **reading_json(reading)})
        return
    print_reading(reading)
    click.echo(f"Snapshot {folder}")
