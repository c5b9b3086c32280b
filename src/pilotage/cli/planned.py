"""A plan for people: its waves, what it could not meet, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable

import click

from pilotage.cli.show import print_table
from pilotage.engine.pipeline import Planned
from pilotage.facts.plan import Objective, Wave
from pilotage.plan import Conflict
from pilotage.plan.reasons import assumptions

FULLEST = {"cap_users": "people", "cap_gb": "GB", "cap_tickets": "tickets"}
COLUMNS = ("wave", "starts (UTC)", "people", "GB", "tickets", "fullest")


def print_planned(planned: Planned, title: str) -> None:
    """Print the waves that move anybody and what to know about them, or the conflict."""
    if isinstance(planned.answer, Conflict):
        print_conflict(planned.answer)
        return
    assert planned.plan is not None
    print_table(title, COLUMNS, list(_rows(planned.plan.waves)))
    if not planned.answer.complete:
        click.echo("stopped by you: this is the best plan found until then")
    click.echo(_how_good(planned.answer.objective))
    for wish in planned.answer.unmet:
        click.echo(f"not met: {wish}")
    for each in assumptions(planned.problem):
        click.echo(f"assumed: {each}")


def _how_good(made: Objective) -> str:
    """Return what is proven about the plan, in one sentence."""
    if made.bound is None or made.gap is None:
        return "bound: none is known, so nobody can say how far the best possible plan is"
    if not made.gap:
        return "bound: this plan is proven to be the best"
    share = made.bound / made.ordered
    return f"bound: every plan cuts at least {share:.0%} of what this one cuts, which is proven"


def _rows(waves: Iterable[Wave]) -> Iterable[tuple[object, ...]]:
    for wave in waves:
        if wave.members:
            yield (
                wave.number,
                f"{wave.starts_at:%a %d %b %Y %H:%M}" if wave.starts_at else f"day {wave.day}",
                _of(wave.users, wave.cap_users),
                _of(wave.gb, wave.cap_gb),
                _of(wave.tickets, wave.cap_tickets),
                FULLEST.get(wave.binding, wave.binding),
            )


def _of(used: float, most: float) -> str:
    """Return how much is used, and of how much where there is a limit: ``45/45``."""
    return f"{used:,.0f}" if most < 0 else f"{used:,.0f}/{most:,.0f}"


def print_conflict(conflict: Conflict) -> None:
    """Print what cannot hold together, and after which change there is a plan."""
    click.echo(
        "No plan keeps all of these together:"
        if conflict.proven
        else "Not decided: no plan was found, and none of these is proven to rule one out. "
        "--effort best looks longer."
    )
    for line in conflict.says:
        click.echo(f"  - {line}")
    for relaxation in conflict.relaxations:
        click.echo(f"  possible if: {relaxation.says}")
