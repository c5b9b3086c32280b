"""Parts of ``pilotage identity`` that work on the records."""

from __future__ import annotations

import re
from typing import Any

import click

from pilotage.cli.engaged import engaged, home_of
from pilotage.cli.failure import CRITERIA_NOT_MET, NOT_ENOUGH_EVIDENCE
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine.identity import SignInChanges, sign_in_changes_of
from pilotage.store.frames import Rows, frame
from pilotage.store.runs import latest, section

SHOWN = 40


@click.group("identity")
def command() -> None:
    """Parts of ``pilotage identity`` that work on the records."""


@command.command("map")
@click.option("--conflicts", is_flag=True, help="Show what is in conflict instead.")
@json_option
@click.pass_context
def map_(ctx: click.Context, conflicts: bool, as_json: bool) -> None:
    """Show who becomes whom, under which name, in which wave.

    With --conflicts, exit code 3: there are conflicts. 4: there are none, but some could not be
    looked for.
    """
    run = latest(engaged(ctx))
    if not conflicts:
        _show_map(Rows(frame(run, home_of(ctx), "identity_map")), as_json)
        return
    rows = list(Rows(frame(run, home_of(ctx), "identity_conflicts")))
    kept = section(run, "identity_conflicts")
    if as_json:
        print_json({**kept, "conflicts": rows})
    else:
        print_table("Conflicts", ("kind", "how many"), list(kept["counts"].items()))
        columns = ("kind", "who", "what", "side", "check")
        print_table("Accounts", columns, [tuple(row.values()) for row in rows])
        for each in kept["unknown"]:
            click.echo(f"Not known: {each}")
    ctx.exit(CRITERIA_NOT_MET if rows else NOT_ENOUGH_EVIDENCE if kept["unknown"] else 0)


@command.command("changes")
@click.option("--wave", default="", metavar="wN", help="Only of one wave, such as w2.")
@json_option
@click.pass_context
def changes(ctx: click.Context, wave: str, as_json: bool) -> None:
    """Count who gets another sign-in name, and which applications get another sign-on."""
    found = sign_in_changes_of(engaged(ctx))
    if wave:
        found = found.of_wave(_number(wave))
    if as_json:
        print_json(_counted(found))
        return
    names = [(f"w{each.wave}", each.people, each.changes, each.unknown) for each in found.names]
    print_table("Sign-in names", ("wave", "people", "change", "unknown"), names)
    rows = [
        (each.name, each.single_sign_on, "" if each.wave is None else f"w{each.wave}", each.people)
        for each in found.applications
    ]
    title = f"{_applications(found)} applications get another sign-on"
    print_table(title, ("application", "sign-on", "wave", "people"), rows)
    for gap in filter(None, (found.names_unknown, found.applications_unknown)):
        click.echo(f"Not known: {gap}.")


def _show_map(rows: Rows, as_json: bool) -> None:
    if as_json:
        print_json({"people": list(rows)})
        return
    columns = ("name", "department", "wave", "before", "after", "state")
    shown = [tuple(row[each] for each in columns) for row in rows[:SHOWN]]
    print_table(f"{rows.count():,} accounts, the first {len(shown)}", columns, shown)


def _counted(found: SignInChanges) -> dict[str, Any]:
    return {
        "names_change": sum(each.changes for each in found.names),
        "names_not_known": sum(each.unknown for each in found.names),
        "applications_change": _applications(found),
        "changes": found,
    }


def _applications(found: SignInChanges) -> int:
    return len({each.application for each in found.applications})


def _number(wave: str) -> int:
    if not (match := re.fullmatch(r"[wW]?(\d{1,6})", wave)):
        raise click.BadParameter(f"{wave!r} is no wave; write w2", param_hint="--wave")
    return int(match[1])
