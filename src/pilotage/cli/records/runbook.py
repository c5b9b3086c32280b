"""Parts of ``pilotage runbook`` that work on the records."""

from __future__ import annotations

from datetime import timedelta

import click
from pydantic import TypeAdapter

from pilotage.cli.commands.wave import wave_number
from pilotage.cli.engaged import engaged
from pilotage.cli.failure import CRITERIA_NOT_MET, NOT_ENOUGH_EVIDENCE
from pilotage.cli.show import json_option, print_json
from pilotage.facts.errors import NotKnown
from pilotage.facts.runbook import Runbook
from pilotage.runbook.timing import Timing, within
from pilotage.store.runs import latest, section

RUNBOOKS = TypeAdapter(tuple[Runbook, ...])
MINUTE = timedelta(minutes=1)


@click.group("runbook")
def command() -> None:
    """Parts of ``pilotage runbook`` that work on the records."""


@command.command("fit")
@click.argument("wave", callback=wave_number)
@click.option("--window", "hours", type=click.FloatRange(0, 72), help="Try another length, hours.")
@json_option
@click.pass_context
def fit(ctx: click.Context, wave: int, hours: float | None, as_json: bool) -> None:
    """Say whether the runbook of WAVE with its way back fits the window, and by how much.

    Exit code 3: it does not fit. 4: the wave has no window yet.
    """
    documents = section(latest(engaged(ctx)), "runbooks") or []
    books = [each for each in documents if each["wave"] == wave]
    if not books:
        known = ", ".join(str(each["wave"]) for each in documents)
        raise NotKnown(f"wave {wave} has no runbook; there is one for {known or 'no wave'}")
    timing = within(RUNBOOKS.validate_python(books)[0], hours)
    if as_json:
        print_json({"wave": wave, **_minutes(timing), "fits": timing.fits})
    else:
        click.echo(f"Wave {wave}: {timing.says}")
    if timing.fits is None:
        ctx.exit(NOT_ENOUGH_EVIDENCE)
    if not timing.fits:
        ctx.exit(CRITERIA_NOT_MET)


def _minutes(timing: Timing) -> dict[str, float | None]:
    parts = {
        "path": timing.path,
        "rollback": timing.rollback,
        "window": timing.window,
        "margin": timing.margin,
    }
    return {
        f"{name}_minutes": None if length is None else length / MINUTE
        for name, length in parts.items()
    }
