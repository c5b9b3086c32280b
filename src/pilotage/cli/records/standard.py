"""Hold all clients to one standard, and see who differs and why."""

from __future__ import annotations

import click

from pilotage.assess import CHECKS
from pilotage.cli.engaged import actor, engaged, home_of
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.coordinate.standards import Alignment
from pilotage.engine.alignment import alignments
from pilotage.facts.standard import Standard
from pilotage.store.across import all_engagements
from pilotage.store.records import open_records
from pilotage.store.standards import keep_standard, newest_standard, versions


@click.group("standard")
def command() -> None:
    """Hold all clients to one standard, and see who differs and why."""


@command.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List every version of every standard, the newest first."""
    open_records(home_of(ctx))
    found = versions()
    if as_json:
        print_json({"standards": found})
        return
    rows = [
        (each.standard.name, each.number, len(each.standard.checks), each.by, f"{each.at:%d %b %Y}")
        for each in found
    ]
    print_table("Standards", ("standard", "version", "checks", "by", "on"), rows)


@command.command("make")
@click.argument("name")
@click.argument("checks", nargs=-1, required=True)
@click.option("--side", type=click.Choice(["source", "target"]), default="target")
@click.option("--why", default="", help="What this version changes, and why.")
@json_option
@click.pass_context
def make(
    ctx: click.Context, name: str, checks: tuple[str, ...], side: str, why: str, as_json: bool
) -> None:
    """Keep CHECKS as the next version of the standard NAME."""
    known = CHECKS.load()
    if strange := sorted(set(checks) - known.keys()):
        raise click.BadParameter(f"there is no check {', '.join(strange)}", param_hint="CHECKS")
    open_records(home_of(ctx))
    kept = keep_standard(Standard(name, tuple(dict.fromkeys(checks)), side, why), actor())
    if as_json:
        print_json(kept)
    else:
        click.echo(f"{name} version {kept.number} holds {len(kept.standard.checks)} checks.")


@command.command("align")
@click.option("--all", "every", is_flag=True, help="Every client, not only the one that is meant.")
@click.option("--standard", "name", default="", help="Which standard, if there are several.")
@json_option
@click.pass_context
def align_(ctx: click.Context, every: bool, name: str, as_json: bool) -> None:
    """Show how clients stand against a standard, with what was expected and what was found.

    Exit code 3: a check of the standard failed.
    """
    open_records(home_of(ctx))
    found = all_engagements() if every else [engaged(ctx)]
    version = newest_standard(name)
    aligned = alignments(version.standard, found)
    if as_json:
        print_json({"standard": version, "clients": [_plain(each) for each in aligned]})
    else:
        _print(f"{version.standard.name} version {version.number}", aligned)
    if any(each.failed for each in aligned):
        ctx.exit(CRITERIA_NOT_MET)


def _plain(each: Alignment) -> dict[str, object]:
    return {
        "client": each.client,
        "migration": each.migration,
        "score": each.score,
        "passed": each.count("passed"),
        "failed": each.failed,
        "not_assessed": each.count("not_assessed"),
    }


def _print(title: str, aligned: tuple[Alignment, ...]) -> None:
    rows = [
        (each.client, each.score, each.count("failed"), each.count("not_assessed"))
        for each in aligned
    ]
    print_table(title, ("client", "passed", "failed", "not assessed"), rows)
    for each in aligned:
        lines = [(one.check, one.expected, one.found) for one in each.failed]
        if lines:
            print_table(each.client, ("check", "expected", "found"), lines)
