"""Begin a migration: at most eight questions to a plan."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click
from django.utils import timezone

from pilotage.cli.engaged import actor, home_of
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.coordinate.outline import LEAD_DAYS, Answers, Outline, outline
from pilotage.engine.beginning import begin
from pilotage.facts.engagement import DRIVER_KINDS
from pilotage.facts.runbook import Kind
from pilotage.store.records import open_records

DAY = click.DateTime(["%Y-%m-%d"])
KINDS = click.Choice([kind.value for kind in Kind])
MODES = click.Choice([*LEAD_DAYS])
DRIVERS = click.Choice([each for each in DRIVER_KINDS if each])


@click.group("migration")
def command() -> None:
    """Begin a migration: at most eight questions to a plan."""


@command.command("new")
@click.option("--client", help="1. Who moves.")
@click.option("--name", help="2. What the migration is called.")
@click.option("--kind", type=KINDS, help="3. What kind it is.")
@click.option("--users", type=click.IntRange(1), help="4. How many people move.")
@click.option("--deadline", type=DAY, help="5. The hard date.")
@click.option("--driver", type=DRIVERS, help="6. What sets the date.")
@click.option("--time-zone", help="7. Where people work.")
@click.option("--mode", type=MODES, help="8. One window, or a pilot and waves.")
@click.option("--starts", type=DAY, help="Day 0; today, if none is given.")
@json_option
@click.pass_context
def new(ctx: click.Context, /, starts: datetime | None, as_json: bool, **given: Any) -> None:
    """Make a migration from eight answers, and show its waves, phases and gates at once.

    What is not given as an option is asked; with --users, everything else has a default.
    """
    asks = given["users"] is None
    today = timezone.now().date()
    answers = _answers(given, starts.date() if starts else today, asks)
    proposed = outline(answers)
    home = home_of(ctx)
    open_records(home, new=True)
    made = begin(proposed, home, actor())
    if as_json:
        print_json({"migration": str(made), **_plain(proposed)})
    else:
        _print(str(made), proposed)


def _answers(given: dict[str, Any], starts_on: date, asks: bool) -> Answers:
    """Return the eight answers: as options, or as somebody types them."""

    def answer(name: str, question: str, default: Any, kind: Any = str) -> Any:
        if given[name] is not None or not asks:
            return default if given[name] is None else given[name]
        return click.prompt(question, default=default, type=kind)

    client = answer("client", "1. Who moves?", "New client")
    name = answer("name", "2. What is the migration called?", "Migration")
    kind = answer("kind", "3. What kind is it?", Kind.TENANT_TO_TENANT.value, KINDS)
    users = answer("users", "4. How many people move?", 50, click.IntRange(1))
    deadline = answer("deadline", "5. What is the hard date (empty for none)?", "")
    driver: Any = (
        answer("driver", "6. What sets the date?", "contract", DRIVERS) if deadline else ""
    )
    zone = answer("time_zone", "7. In which time zone do people work?", "UTC")
    mode = answer("mode", "8. One window, or a pilot and waves?", "normal", MODES)
    return Answers(client, name, Kind(kind), users, starts_on, _day(deadline), zone, mode, driver)


def _day(given: Any) -> date | None:
    if isinstance(given, datetime):
        return given.date()
    if not given:
        return None
    try:
        return date.fromisoformat(str(given))
    except ValueError as error:
        raise click.BadParameter(f"{given!r} is no day; write 2027-03-31") from error


def _plain(proposed: Outline) -> dict[str, Any]:
    return {
        "waves": proposed.waves,
        "phases": proposed.phases,
        "gates": [{"gate": gate, "title": title} for gate, title in proposed.gates],
        "warns": proposed.warns,
    }


def _print(name: str, proposed: Outline) -> None:
    rows = [(each.title, f"{each.starts:%Y-%m-%d %H:%M} UTC", each.people)
            for each in proposed.waves]  # fmt: skip
    print_table(f"{name}: waves", ("wave", "starts", "people"), rows)
    phases = [(each.title, each.on, each.working_days) for each in proposed.phases]
    print_table("Phases", ("phase", "latest start", "working days"), phases)
    click.echo("Gates: " + ", ".join(f"{gate} {title}" for gate, title in proposed.gates))
    for warning in proposed.warns:
        click.echo(f"Mind: {warning}")
    click.echo(f"Draft. Next: put exports into its folder, then pilotage --migration {name} status")
