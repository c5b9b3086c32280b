"""Build documents that always match the live plan."""

from __future__ import annotations

from pathlib import Path

import click

from pilotage.cli.engaged import engaged, folder
from pilotage.cli.plan_task import planned
from pilotage.cli.show import json_option, print_json
from pilotage.coordinate.phases_page import phases_page
from pilotage.coordinate.standard_plan import phases_of
from pilotage.store import items, plan_file
from pilotage.store.agreed import setting
from pilotage.store.home import write_file


@click.group("docs")
def command() -> None:
    """Build documents that always match the live plan."""


@command.group("build")
def build() -> None:
    """Write one document."""


@build.command("phases")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@json_option
@click.pass_context
def phases(ctx: click.Context, out: Path | None, as_json: bool) -> None:
    """Write the phases with purpose, entry, exit, deliverables, owner and tasks as HTML.

    Exit code 3: a phase lacks one of them; nothing is written.
    """
    engagement = engaged(ctx)
    place = folder(ctx, engagement)
    found = phases_of(items.values(engagement, "phase"))
    made = plan_file.plan_hash(plan_file.plan_document(engagement, place))
    page = phases_page(
        setting(engagement, "migration"),
        found,
        planned(engagement),
        plan_hash=made,
        now=engagement.now,
    )
    path = out or place / "phases.html"
    write_file(path, page)
    if as_json:
        print_json({"file": path, "phases": len(found), "plan": made})
    else:
        click.echo(f"{path}: {len(found)} phases of plan {made[:12]}")
