"""Ask for a change of scope, see what it does to the finish, and approve or refuse it."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any, Literal

import click

from pilotage.cli.engaged import actor, engaged
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.coordinate.scope import Effect, decided, effect, with_effect
from pilotage.engine.gate_signing import holder_of
from pilotage.engine.gates import Gates
from pilotage.facts.clock import Clock
from pilotage.facts.scope_change import ScopeChange
from pilotage.store import items
from pilotage.store.agreed import agreed


@click.group("scope")
def command() -> None:
    """Ask for a change of scope, see what it does to the finish, and approve or refuse it."""


def _change(does: Literal["add", "remove"]) -> Any:
    """Return the command that adds something to the scope or removes it."""

    @click.argument("what", metavar="KIND:NAME")
    @click.option("--what-if", is_flag=True, help="Only show the effect; change nothing.")
    @click.option("--hours", type=float, help="Hours of an engineer that it takes.")
    @click.option("--why", default="", help="Why it is wanted.")
    @click.option("--priority", type=click.IntRange(1, 5), default=3, show_default=True)
    @click.option("--as", "role", default="lead", show_default=True, help="The role you act in.")
    @json_option
    @click.pass_context
    def change(
        ctx: click.Context,
        what: str,
        what_if: bool,
        hours: float | None,
        why: str,
        priority: int,
        role: str,
        as_json: bool,
    ) -> None:
        engagement = engaged(ctx)
        now = engagement.now
        terms = agreed(engagement)
        who, roles = holder_of(terms, role)
        asked = ScopeChange(what, who, now.date(), does, why, effort_hours=hours, priority=priority)
        found = effect(asked, terms, Gates(engagement, now).forecast)
        asked = with_effect(asked, found)
        kept = None
        if not what_if:
            if "sponsor" in roles:
                asked = decided(asked, "approved", who, roles, now.date())
            kept = items.save(engagement, "scope_change", asked, actor(who), did=asked.state)
        key = kept.key if kept else ""
        if as_json:
            print_json({"key": key, "change": asdict(asked), "effect": asdict(found)})
        else:
            _print(found, Clock.of(engagement.time_zone), terms.migration.currency)
        if kept and asked.state != "approved":
            click.echo(
                f"{key} is asked and not in force: it needs the sponsor. "
                f"Next: pilotage scope approve {key} --as sponsor",
                err=as_json,
            )
            ctx.exit(CRITERIA_NOT_MET)

    caption = "Add something to the scope" if does == "add" else "Take something out of the scope"
    change.__doc__ = (
        f"{caption}, such as site:archive; shows how the finish moves.\n\n"
        "Exit code 3: it is asked, and waits for the sponsor."
    )
    return command.command(does)(change)


add, remove = _change("add"), _change("remove")


@command.command("approve")
@click.argument("key")
@click.option("--as", "role", default="sponsor", show_default=True)
@click.pass_context
def approve(ctx: click.Context, key: str, role: str) -> None:
    """Approve the change KEY, as the sponsor."""
    _decide(ctx, key, role, "approved")


@command.command("refuse")
@click.argument("key")
@click.option("--as", "role", default="sponsor", show_default=True)
@click.pass_context
def refuse(ctx: click.Context, key: str, role: str) -> None:
    """Refuse the change KEY, as the sponsor."""
    _decide(ctx, key, role, "refused")


@command.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List every change of scope with its effect; the version counts those in force."""
    engagement = engaged(ctx)
    kept = items.items(engagement, "scope_change")
    version = sum(each.value.state == "approved" for each in kept)
    if as_json:
        changes = [{"key": each.key, **asdict(each.value)} for each in kept]
        print_json({"version": version, "changes": changes})
        return
    rows = [
        (e.key, e.value.does, e.value.what, e.value.working_days, e.value.money, e.value.state)
        for e in kept
    ]
    columns = ("key", "does", "what", "working days", "money", "state")
    print_table(f"Changes of scope; the scope is at version {version}", columns, rows)


def _decide(ctx: click.Context, key: str, role: str, state: Literal["approved", "refused"]) -> None:
    engagement = engaged(ctx)
    now = engagement.now
    who, roles = holder_of(agreed(engagement), role)
    kept = items.item(engagement, "scope_change", key)
    value = decided(kept.value, state, who, roles, now.date())
    items.save(
        engagement, "scope_change", replace(value), actor(who), key=key, version=kept.version,
        did=state,
    )  # fmt: skip
    click.echo(f"{key} is {state} by {who}.")


def _print(found: Effect, clock: Clock, currency: str) -> None:
    if found.working_days is None:
        click.echo("The finish date may move; by how much is not known.")
    else:
        days = found.working_days
        span = f" from {clock.day(found.was)} to {clock.day(found.becomes)}" if found.was else ""
        click.echo(f"The finish date moves by {days:+d} working days{span}.")
    if found.money is not None:
        click.echo(f"Days after the hard date: {found.money:+,.0f} {currency}.")
    if found.chance_of_deadline:
        click.echo(found.chance_of_deadline)
    for each in found.assumed:
        click.echo(f"Assumed: {each}.")
