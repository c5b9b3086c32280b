"""Read an environment into a snapshot: from exports, or from its live systems."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import click

from pilotage.cli.reading import print_reading, reading_json
from pilotage.cli.show import json_option, print_json, progress
from pilotage.connect.vault import vault
from pilotage.engine import pipeline
from pilotage.engine.collecting import collected
from pilotage.store import connections, snapshots
from pilotage.store.engagement_values import YEARS
from pilotage.store.home import writing
from pilotage.store.publish import publishing


class Sources(click.Group):
    """``files``, or else the names of connections to live systems."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, or the one that reads the connection of that name."""
        return super().get_command(ctx, cmd_name) or live

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named, or the one that reads the connections named."""
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return live.name, live, args

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what follows the name of the group."""
        return ["files PATHS...", "|", "CONNECTION..."]


@click.group("collect", cls=Sources)
def command() -> None:
    """Read an environment into a snapshot: from exports, or from its live systems.

    pilotage collect files DIR reads exports. pilotage collect CONNECTION... reads the systems
    that were added with pilotage connection add; several of one environment give one snapshot.
    """


@click.command("collect")
@click.argument("names", nargs=-1, required=True, metavar="CONNECTION...")
@click.option("--side", type=click.Choice(["source", "target"]), default="source")
@click.option("--tenant", default="", help="Its name; else what the systems say.")
@click.option("--fresh", is_flag=True, help="Begin anew, whatever earlier collections left.")
@click.option(
    "--keep-answers",
    is_flag=True,
    help="Keep what the systems said under collections/; the next time asks only for changes.",
)
@json_option
@click.pass_obj
def live(
    home: Path,
    names: tuple[str, ...],
    side: str,
    tenant: str,
    fresh: bool,
    keep_answers: bool,
    as_json: bool,
) -> None:
    """Ask live systems, and keep a snapshot of what they say.

    Only reads. An attempt that was stopped is gone on with. What a system withholds is unknown
    in the snapshot and ends nothing.
    """
    key = vault()
    found = [connections.load(name, home, key) for name in dict.fromkeys(names)]
    now = datetime.now(UTC)
    with ExitStack() as held:
        with progress() as report:
            got = held.enter_context(
                collected(
                    found,
                    home,
                    side,
                    now,
                    report,
                    tenant=tenant,
                    fresh=fresh,
                    keep_answers=keep_answers,
                )
            )
        with writing(home), publishing(home) as stage:
            folder = home / snapshots.save(got.reading.snapshot, stage).relative_to(stage)
    if as_json:
        print_json({"snapshot": folder, "effort": got.effort, **reading_json(got.reading)})
        return
    print_reading(got.reading)
    click.echo(f"Snapshot {folder}")


@command.command("files")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--side", type=click.Choice(["source", "target"]), default="source")
@click.option("--tenant", default="", help="Its name; else what the export says.")
@click.option(
    "--taken-at",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    help="When the exports were made, in UTC; else what they say, or now.",
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
            exact = taken_at is not None
            reading = pipeline.collect(paths, side, moment, report, tenant, exact=exact)
        with publishing(home) as stage:
            folder = home / snapshots.save(reading.snapshot, stage).relative_to(stage)
    if as_json:
        print_json({"snapshot": folder, **reading_json(reading)})
        return
    print_reading(reading)
    click.echo(f"Snapshot {folder}")
