"""The standing risks: their level and why, the one act that helps most, and five levers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import click

from pilotage.assess.exposure import Exposed, changed, lever_states, top_risk
from pilotage.cli.engaged import actor, engaged
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine.status import Standing, standing
from pilotage.facts.clock import Clock
from pilotage.facts.readiness import Level
from pilotage.facts.risk_change import RiskChange
from pilotage.store.items import save
from pilotage.store.models import Engagement

LEVELS = tuple(level.name.lower() for level in Level)
WORDS = {1.0: "fired", 0.5: "unknown", 0.0: "quiet"}


@dataclass(frozen=True)
class RiskWish:
    """What somebody asks for at the command line: a risk, a level, why, and who."""

    risk: str
    level: str
    reason: str
    who: str


@click.group("risk")
def command() -> None:
    """The standing risks: their level and why, the one act that helps most, and five levers."""


def _standing(ctx: click.Context) -> tuple[Engagement, Standing]:
    engagement = engaged(ctx)
    return engagement, standing(engagement, engagement.now)


@command.command("list")
@json_option
@click.pass_context
def list_them(ctx: click.Context, as_json: bool) -> None:
    """Show every risk with its level, its points (9 at most) and the values of its signals."""
    _, found = _standing(ctx)
    if as_json:
        print_json([_plain(each) for each in found.risks])
        return
    rows = [
        (each.risk.id, each.level.name.lower(), f"{each.exposure:.1f}", _values(each),
         _held(each.change))
        for each in found.risks
    ]  # fmt: skip
    print_table("Risks", ("risk", "level", "points", "signals", "held by hand"), rows)


def _values(each: Exposed) -> str:
    return ", ".join(f"{signal.check} {WORDS[signal.fired]}" for signal in each.signals)


def _held(change: RiskChange | None) -> str:
    if change is None:
        return ""
    until = f" until {change.expires_on}" if change.expires_on else ""
    return f"{change.level.name.lower()} by {change.who}{until}"


def _plain(each: Exposed) -> dict[str, Any]:
    return {
        "risk": each.risk.id, "title": each.risk.title, "family": each.risk.family,
        "owner": each.risk.owner, "level": each.level.name.lower(),
        "computed": each.computed.name.lower(), "exposure": each.exposure,
        "signals": {signal.check: signal.fired for signal in each.signals},
        "because": each.risk.because, "held": _held(each.change),
    }  # fmt: skip


@command.command("top")
@json_option
@click.pass_context
def top(ctx: click.Context, as_json: bool) -> None:
    """Show the most exposed risk: its family, the reason, and the one act that helps most."""
    _, found = _standing(ctx)
    first = top_risk(found.risks)
    if as_json:
        print_json(first)
    elif first is None:
        click.echo("No signal fired and none is unknown.")
    else:
        click.echo(f"{first.family}: {first.title} ({first.level.name.lower()})")
        click.echo(f"Why: {first.because}")
        click.echo(f"Do this next: {first.action}")
        click.echo(f"It takes {first.wins:.1f} of its {first.exposure:.1f} points away.")


@command.command("levers")
@json_option
@click.pass_context
def levers(ctx: click.Context, as_json: bool) -> None:
    """Show five ways to lower risk, and how much of the exposure each would take away."""
    _, found = _standing(ctx)
    states = lever_states(found.signals)
    total = sum(each.exposure for each in found.risks)
    if as_json:
        print_json({"levers": states, "total": total})
        return
    rows = [
        (each.title, each.state, f"{each.fired} of {each.signals}", each.unknown,
         f"{each.contribution:.1f}")
        for each in states
    ]  # fmt: skip
    print_table("Levers", ("lever", "state", "fired", "unknown", "points"), rows)
    click.echo(f"Together {total:.1f} points, the exposure of all {len(found.risks)} risks.")


@command.command("raise")
@click.argument("risk")
@click.option("--to", "level", type=click.Choice(LEVELS), default="high", show_default=True)
@click.option("--reason", default="", help="Why.")
@click.option("--as", "who", default="", help="Who holds it; you, if nobody is named.")
@json_option
@click.pass_context
def raise_it(
    ctx: click.Context, risk: str, level: str, reason: str, who: str, as_json: bool
) -> None:
    """Hold RISK at a higher level than its signals give."""
    _hold(ctx, RiskWish(risk, level, reason, who), as_json)


@command.command("lower")
@click.argument("risk")
@click.option("--to", "level", type=click.Choice(LEVELS), default="low", show_default=True)
@click.option("--reason", default="", help="Why; needed.")
@click.option("--as", "who", default="", help="Who holds it; you, if nobody is named.")
@json_option
@click.pass_context
def lower(ctx: click.Context, risk: str, level: str, reason: str, who: str, as_json: bool) -> None:
    """Hold RISK at a lower level for fourteen days; needs --reason."""
    if not reason.strip():
        raise click.UsageError("A risk is lowered only with a reason: give it with --reason.")
    _hold(ctx, RiskWish(risk, level, reason, who), as_json)


def _hold(ctx: click.Context, asked: RiskWish, as_json: bool) -> None:
    engagement, found = _standing(ctx)
    today = Clock.of(engagement.time_zone).local(engagement.now).date()
    by = actor(asked.who)
    wish = RiskChange(asked.risk, Level[asked.level.upper()], by.who, asked.reason, today)
    kept = changed(found.risks, wish)
    save(engagement, "risk_change", kept, by, did="held at level")
    if as_json:
        print_json(kept)
        return
    until = f" until {kept.expires_on}" if kept.expires_on else ""
    click.echo(f"{kept.risk} is held at {asked.level}{until}.")
