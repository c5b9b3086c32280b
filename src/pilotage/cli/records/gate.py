"""Show what a gate asks and how it stands, sign it, or waive one of its criteria."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import click

from pilotage.cli.engaged import actor, engaged, folder
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.coordinate.signing import GO
from pilotage.engine.gate_signing import holder_of, sign, waive
from pilotage.engine.gates import Gates, GateState
from pilotage.facts.clock import Clock
from pilotage.facts.gate import Waiver


@click.group("gate")
def command() -> None:
    """Show what a gate asks and how it stands, sign it, or waive one of its criteria."""


@command.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List every gate with its word, what is open, and when it is decided."""
    gates = _gates(ctx)
    states = gates.all()
    if as_json:
        print_json({"gates": [_summary(state) for state in states]})
        return
    clock = Clock.of(gates.engagement.time_zone)
    rows = [
        (s.point.name, s.point.title, clock.moment(s.point.decide_at), s.decided.word,
         f"{len(s.standing.open)} of {len(s.standing.criteria)} open")
        for s in states
    ]  # fmt: skip
    print_table("Gates", ("gate", "title", "decided", "word", "criteria"), rows)


@command.command("show")
@click.argument("name", metavar="GATE")
@json_option
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> None:
    """Show every criterion of GATE, such as G0 or G2.w2, and who signed.

    Exit code 3: something is open, and is named.
    """
    gates = _gates(ctx)
    state = gates.one(name)
    if as_json:
        print_json(_whole(state))
    else:
        _print(state, Clock.of(gates.engagement.time_zone))
    if state.standing.open:
        ctx.exit(CRITERIA_NOT_MET)


@command.command("decide")
@click.argument("name", metavar="GATE")
@click.option("--go/--no-go", required=True, help="What you say.")
@click.option("--as", "role", required=True, help="The role you sign as, such as sponsor.")
@click.option("--statement", default="", help="What you want kept with it.")
@click.option("--condition", "conditions", multiple=True, help="What must be done besides.")
@json_option
@click.pass_context
def decide(
    ctx: click.Context,
    name: str,
    go: bool,
    role: str,
    statement: str,
    conditions: tuple[str, ...],
    as_json: bool,
) -> None:
    """Sign GATE as the person who holds a role; keeps a copy of all findings with it.

    Exit code 3: the gate is a no-go.
    """
    gates = _gates(ctx)
    person, roles = holder_of(gates.agreed, role)
    where = folder(ctx, gates.engagement)
    state = sign(
        gates, name, role, person, roles, actor(person), where,
        go=go, statement=statement, conditions=conditions,
    )  # fmt: skip
    _say(ctx, state, as_json)


@command.command("waive")
@click.argument("name", metavar="GATE")
@click.argument("criterion")
@click.option("--as", "role", default="sponsor", show_default=True, help="Who carries the risk.")
@click.option("--reason", required=True, help="Why it may be missed.")
@click.option("--until", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Its last day.")
@json_option
@click.pass_context
def waive_(
    ctx: click.Context,
    name: str,
    criterion: str,
    role: str,
    reason: str,
    until: datetime,
    as_json: bool,
) -> None:
    """Let GATE miss CRITERION, such as G2.9, until a day."""
    gates = _gates(ctx)
    person, _ = holder_of(gates.agreed, role)
    signed = gates.now.date()
    waiver = Waiver(name, criterion.upper(), person, reason, until.date(), signed)
    sponsors = tuple(each.address or each.name for each in gates.agreed.holders("sponsor"))
    state = waive(gates, name, waiver, actor(person), carriers=sponsors)
    if as_json:
        print_json(_whole(state))
    else:
        click.echo(f"{criterion.upper()} is waived until {_day(until.date())} by {person}.")


def _gates(ctx: click.Context) -> Gates:
    engagement = engaged(ctx)
    return Gates(engagement, engagement.now)


def _say(ctx: click.Context, state: GateState, as_json: bool) -> None:
    if as_json:
        print_json(_whole(state))
    else:
        click.echo(f"{state.point.name}: {state.decided.word}. {state.decided.because}")
        for each in state.standing.open if state.decided.word == GO else ():
            click.echo(f"  open: {each.rule.id} {each.rule.says}")
    if state.decided.word == "no-go":
        ctx.exit(CRITERIA_NOT_MET)


def _print(state: GateState, clock: Clock) -> None:
    point, standing = state.point, state.standing
    click.echo(f"{point.name} {point.title}: {state.decided.word}. {state.decided.because}")
    click.echo(
        f"Decided {clock.moment(point.decide_at)}. If nobody decides: {point.rule.if_silent}."
    )
    if standing.tight_because:
        click.echo(f"Tight thresholds count, because {'; '.join(standing.tight_because)}.")
        for each in standing.tightened:
            click.echo(f"  {each.rule.id} {each.rule.says}: {each.needed} (was {each.tightened})")
    rows = [
        (each.rule.id, each.rule.says, each.needed, each.found, each.state, each.says)
        for each in standing.criteria
    ]
    print_table("Criteria", ("id", "criterion", "needed", "found", "state", "because"), rows)
    for signature in state.signatures:
        word = "go" if signature.go else "no-go"
        click.echo(f"{signature.side}: {word}, {signature.person}, {clock.moment(signature.at)}")
    click.echo(f"{len(standing.open)} of {len(standing.criteria)} criteria are open.")


def _summary(state: GateState) -> dict[str, Any]:
    return {
        "gate": state.point.name,
        "title": state.point.title,
        "decide_at": state.point.decide_at,
        "word": state.decided.word,
        "because": state.decided.because,
        "missing": state.decided.missing,
        "open": [each.rule.id for each in state.standing.open],
        "criteria": len(state.standing.criteria),
    }


def _whole(state: GateState) -> dict[str, Any]:
    return _summary(state) | {
        "tight_because": state.standing.tight_because,
        "tightened": [
            {"id": each.rule.id, "needed": each.needed, "was": each.tightened}
            for each in state.standing.tightened
        ],
        "criteria": [
            {
                "id": each.rule.id,
                "says": each.rule.says,
                "state": each.state,
                "needed": each.needed,
                "found": each.found,
                "because": each.says,
                "basis": each.basis,
                "at": each.at,
                "waivable": each.rule.waivable,
                "checks": each.checks,
            }
            for each in state.standing.criteria
        ],
        "signatures": [asdict(each) for each in state.signatures],
    }


def _day(when: date) -> str:
    return Clock.of("UTC").day(when)
