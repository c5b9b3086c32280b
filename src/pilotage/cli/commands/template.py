"""Write empty files to fill in, and look at the runbook templates."""

from __future__ import annotations

from pathlib import Path

import click

from pilotage.assess import CHECKS
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.collect.csv_set.template import template_files
from pilotage.connect.exchange.script import export_script
from pilotage.connect.graph.registration import registration_script
from pilotage.engine.sources import kind_of
from pilotage.facts.runbook import Kind
from pilotage.runbook.lint import lint_template
from pilotage.runbook.template import read_template
from pilotage.store.home import write_file


@click.group("template")
def command() -> None:
    """Write empty files to fill in, and look at the runbook templates."""


@command.command("csv")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@json_option
def csv(folder: Path, as_json: bool) -> None:
    """Write one CSV per table to FOLDER, with its header and one example row.

    A file that is there already is never overwritten.
    """
    made = template_files()
    written = [name for name in made if not (folder / name).exists()]
    for name in written:
        write_file(folder / name, made[name])
    kept = sorted(set(made) - set(written))
    if as_json:
        print_json({"written": written, "kept": kept})
        return
    click.echo(f"Wrote {len(written)} files to {folder}.")
    if kept:
        click.echo(f"Kept what was there: {', '.join(kept)}")


@command.command("exchange-script")
def exchange_script() -> None:
    """Print a PowerShell script that exports what is read of Exchange Online; it only reads.

    pilotage template exchange-script > export.ps1
    """
    click.echo(export_script(), nl=False)


@command.command("app-registration")
def app_registration() -> None:
    """Print a PowerShell script that registers Pilotage in a tenant, with least permissions.

    pilotage template app-registration > register.ps1
    """
    click.echo(registration_script(kind_of("graph").asks), nl=False)


@command.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the kinds of migration and how many steps and gates their runbook has."""
    rows = [
        {"kind": kind.value, "steps": len(made.step), "gates": len(made.gate)}
        for kind in Kind
        if (made := read_template(kind))
    ]
    if as_json:
        print_json(rows)
    else:
        print_table("Runbook templates", ["kind", "steps", "gates"], [[*r.values()] for r in rows])


@command.command("lint")
@json_option
@click.pass_context
def lint(ctx: click.Context, as_json: bool) -> None:
    """Look for unknown checks and roles, one-way doors without a gate, and missing tracks.

    Exit code 3: something is wrong; each complaint names file and item.
    """
    checks = CHECKS.load()
    found = [
        str(complaint)
        for kind in Kind
        for complaint in lint_template(read_template(kind), checks=checks, movers=())
    ]
    if as_json:
        print_json(found)
    else:
        click.echo("\n".join(found) or f"{len(Kind)} templates, nothing wrong.")
    if found:
        ctx.exit(CRITERIA_NOT_MET)
