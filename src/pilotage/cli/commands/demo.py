"""Write the exports of an invented organisation, to try everything on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from pilotage.cli.show import json_option, print_json, progress
from pilotage.demo import demo_files
from pilotage.facts.errors import InputError
from pilotage.store.engagement_values import YEARS
from pilotage.store.home import new_folder, write_file


def _in_our_time(ctx: click.Context, option: click.Parameter, day: datetime | None) -> Any:
    """Refuse a day around which no migration lies."""
    if day is not None and day.year not in YEARS:
        raise click.BadParameter(f"the year must be between {YEARS[0]} and {YEARS[-1]}")
    return day


@click.command("demo")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--people", type=click.IntRange(40, 300_000), default=186, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option(
    "--starts-on",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_in_our_time,
    help="First day of the migration; today by default. The exports are of the day before.",
)
@json_option
def command(
    folder: Path, people: int, seed: int, starts_on: datetime | None, as_json: bool
) -> None:
    """Write the exports of an invented organisation to FOLDER, which must be new or empty.

    Graph answers, usage reports, the CSV set and an engagement file, with the mess of a real
    organisation. The same PEOPLE, SEED and first day give the same bytes.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("is not empty", where=str(folder), fix="Choose a new folder.")
    first = (starts_on or datetime.now(UTC)).date()
    count = 0
    with progress() as report, new_folder(folder) as fresh:
        for name, content in demo_files(people, seed, first):
            write_file(fresh / name, content)
            count += 1
            report("Write the demo (files)", count, 0)
    if as_json:
        print_json({"folder": folder, "files": count, "people": people, "seed": seed})
        return
    click.echo(f"Wrote {count} files of an invented organisation of {people:,} to {folder}.")
    click.echo(f"Next: pilotage run {folder}")
