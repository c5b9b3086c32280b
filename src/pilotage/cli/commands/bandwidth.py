"""Forecast how long the data of a wave takes to copy, and what the bottleneck is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from pilotage.cli.commands.wave import wave_number
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine.plans import standing_plan
from pilotage.engine.run import stored_situation
from pilotage.engine.scheduling import Copied, copied_by
from pilotage.facts.errors import NotKnown
from pilotage.plan import as_plan
from pilotage.plan.copying import FirstDay, Pass
from pilotage.store.clock import now_in

COLUMNS = ("pass", "GB", "starts (UTC)", "ends (UTC)", "bottleneck")


@click.group("bandwidth")
def command() -> None:
    """Forecast how long the data of a wave takes to copy, and what the bottleneck is."""


@command.command("forecast")
@click.argument("wave", callback=wave_number)
@click.option("--times", type=float, default=1.0, help="As if there were so many times the data.")
@json_option
@click.pass_context
def forecast(ctx: click.Context, wave: int, times: float, as_json: bool) -> None:
    """Print the hours of each copy pass of WAVE with their range, and the limit that binds.

    Exit code 3: a pass does not fit before its window ends.
    """
    found = _read(ctx.obj, times)
    passes = [each for each in found.copying.passes if each.wave == wave]
    if not passes:
        known = ", ".join(sorted({str(each.wave) for each in found.copying.passes})) or "none"
        raise NotKnown(f"wave {wave} copies nothing or is not to come; those that do: {known}")
    days = [each for each in found.first_days if each.wave == wave]
    if as_json:
        print_json(
            {
                "wave": wave,
                "passes": list(map(_plain, passes)),
                "first_day": days,
                "not_assessed": found.unassessed,
            }
        )
    else:
        _show(wave, passes, found.unassessed)
        _show_first_day(days)
    if not all(each.fits for each in passes):
        ctx.exit(CRITERIA_NOT_MET)


def _read(home: Path, times: float) -> Copied:
    """Return the copy passes of the plan at home, seen now.

    Raises:
        NotKnown: there is no plan, no engagement file or no source snapshot.
    """
    now = now_in(home)
    problem, solution = standing_plan(home)
    situation = stored_situation(home, now)
    if situation.source is None or situation.engagement is None:
        raise NotKnown(f"{home} has no source snapshot with an engagement file; run first")
    plan = as_plan(problem, solution)
    return copied_by(situation.source, situation.engagement, plan, now, times)


def _show(wave: int, passes: list[Pass], unassessed: tuple[str, ...]) -> None:
    rows = [
        (each.name, f"{each.gb:,.1f}", _moment(each.starts), _moment(each.ends), each.says)
        for each in passes
    ]
    print_table(f"Copy passes of wave {wave}", COLUMNS, rows)
    terms = [
        (term.says, f"{term.hours:,.1f}", f"{term.low:,.1f} to {term.high:,.1f}")
        for term in passes[0].terms
    ]
    print_table(f"Hours of the {passes[0].name} by limit", ("limit", "hours", "range"), terms)
    for each in unassessed:
        click.echo(f"not assessed: {each}")


def _show_first_day(days: list[FirstDay]) -> None:
    rows = [
        (
            each.office,
            each.people,
            f"{each.gb:,.1f}",
            "not measured" if each.hours is None else f"{each.hours:,.1f}",
            {True: "yes", False: "NO", None: "unknown"}[each.fits],
        )
        for each in days
    ]
    columns = ("office", "people", "GB", "hours", "within a working day")
    print_table("First day: mail programs load mailboxes again", columns, rows)


def _moment(moment: datetime | None) -> str:
    return f"{moment:%a %d %b %Y %H:%M}" if moment else "never"


def _plain(each: Pass) -> dict[str, object]:
    return {
        "pass": each.name,
        "gb": each.gb,
        "starts": each.starts,
        "ends": each.ends,
        "due": each.due,
        "fits": each.fits,
        "hours": each.hours,
        "range": [each.binding.low, each.binding.high] if each.binding else None,
        "available_hours": each.available,
        "bottleneck": each.binding.limit if each.binding else None,
        "says": each.says,
        "terms": [
            {
                "limit": term.limit,
                "says": term.says,
                "hours": term.hours,
                "range": [term.low, term.high],
            }
            for term in each.terms
        ],
    }
