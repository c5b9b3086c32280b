"""Parts of ``pilotage dependencies`` that work on the records."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

import click
import polars as pl

from pilotage.cli.engaged import actor, engaged, home_of
from pilotage.cli.failure import CRITERIA_NOT_MET, NOT_ENOUGH_EVIDENCE
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine.dependencies import edges_of, open_edges, seen_at, unit_named
from pilotage.facts.edge_claim import CLAIM_DAYS, EdgeClaim, edge_key
from pilotage.store.frames import Rows
from pilotage.store.items import save
from pilotage.store.runs import latest, section

SHOWN = 40
ENOUGH_PERCENT = 95.0
COLUMNS = ("from", "to", "source", "known", "owner", "state", "cut", "because")


@click.group("dependencies")
def command() -> None:
    """Parts of ``pilotage dependencies`` that work on the records."""


@command.command("cuts")
@json_option
@click.pass_context
def cuts(ctx: click.Context, as_json: bool) -> None:
    """List the dependencies that the plan cuts, the heaviest first."""
    found = section(latest(engaged(ctx)), "cuts") or []
    if as_json:
        print_json({"cuts": found})
        return
    rows = [(cut["because"], cut["weight"], cut["waves_apart"]) for cut in found]
    print_table("Dependencies that the plan cuts", ("because", "weight", "waves apart"), rows)


@command.command("list")
@click.option("--unowned", is_flag=True, help="Only those that nobody owns.")
@click.option("--unconfirmed", is_flag=True, help="Only those that nobody confirmed or denied.")
@click.option("--of", "asked", default="", help="Only those of one person or thing.")
@json_option
@click.pass_context
def list_(ctx: click.Context, unowned: bool, unconfirmed: bool, asked: str, as_json: bool) -> None:
    """List dependencies with source, owner and confirmation, the heaviest first."""
    engagement = engaged(ctx)
    run, home = latest(engagement), home_of(ctx)
    edges = edges_of(run, home, engagement, engagement.now.date())
    edges = open_edges(edges, unowned=unowned, unconfirmed=unconfirmed)
    if asked:
        unit = unit_named(run, home, asked).unit
        edges = edges.filter((pl.col("dependent") == unit) | (pl.col("needs") == unit))
    rows = Rows(edges)
    if as_json:
        print_json({"dependencies": list(rows)})
        return
    shown = [tuple(row[each] for each in COLUMNS) for row in rows[:SHOWN]]
    print_table(f"{rows.count():,} dependencies, the first {len(shown)}", COLUMNS, shown)


@command.command("explain")
@click.argument("name")
@json_option
@click.pass_context
def explain(ctx: click.Context, name: str, as_json: bool) -> None:
    """Say what NAME needs and what needs it: source, last seen, owner, and what a cut breaks."""
    engagement = engaged(ctx)
    run, home = latest(engagement), home_of(ctx)
    unit = unit_named(run, home, name)
    touches = (pl.col("dependent") == unit.unit) | (pl.col("needs") == unit.unit)
    edges = edges_of(run, home, engagement, engagement.now.date()).filter(touches)
    found = [row | {"last_seen": seen_at(run, row)} for row in edges.collect().to_dicts()]
    if as_json:
        print_json({"unit": unit, "dependencies": found})
        return
    click.echo(f"{unit.name} ({unit.kind}): {len(found)} dependencies.")
    columns = ("from", "to", "source", "last_seen", "owner", "state", "impact", "because")
    rows = [
        tuple((row[each] or "unknown") if each == "impact" else row[each] for each in columns)
        for row in found
    ]
    print_table("What hangs on it", columns, rows)


@command.command("coverage")
@json_option
@click.pass_context
def coverage(ctx: click.Context, as_json: bool) -> None:
    """Say how many percent of the observed sign-ins go to applications that the map knows.

    Exit code 3: it is less than 95 percent. 4: it cannot be said.
    """
    kept = section(latest(engaged(ctx)), "sign_in_coverage")
    kept = kept or {"percent": None, "unknown": "judge again to see it", "applications": []}
    if as_json:
        print_json(kept)
    elif kept["percent"] is None:
        click.echo(f"Not known: {kept['unknown']}.")
    else:
        click.echo(
            f"{kept['percent']} % of {kept['sign_ins']:,} sign-ins go to mapped applications."
        )
        strange = [each for each in kept["applications"] if not each["listed"]]
        rows = [(each["application_name"], each["sign_ins"], each["people"]) for each in strange]
        print_table("Not on the map", ("application", "sign-ins", "people"), rows)
    if kept["percent"] is None:
        ctx.exit(NOT_ENOUGH_EVIDENCE)
    ctx.exit(0 if kept["percent"] >= ENOUGH_PERCENT else CRITERIA_NOT_MET)


@command.command("claim")
@click.argument("dependent")
@click.argument("needs")
@click.argument("verdict", type=click.Choice(["confirms", "denies"]))
@click.option("--who", required=True, help="Who says so.")
@click.option("--owner", default="", help="Who owns the dependency.")
@click.option("--impact", default="", help="What breaks for whom when it is cut.")
@click.option("--plan", default="", help="What is done about it.")
@click.pass_context
def claim(
    ctx: click.Context,
    dependent: str,
    needs: str,
    verdict: str,
    who: str,
    owner: str,
    impact: str,
    plan: str,
) -> None:
    """Confirm or deny that DEPENDENT needs NEEDS; it counts for 60 days."""
    engagement = engaged(ctx)
    run, home = latest(engagement), home_of(ctx)
    one, other = (unit_named(run, home, each).unit for each in (dependent, needs))
    today = engagement.now.date()
    ends = today + timedelta(days=CLAIM_DAYS)
    says: Literal["confirms", "denies"] = "confirms" if verdict == "confirms" else "denies"
    value = EdgeClaim(one, other, who, today, ends, says, owner, plan, impact)
    save(engagement, "edge_claim", value, actor(who), key=edge_key(one, other), did=says)
    click.echo(f"{who} {says} it until {ends:%d %b %Y}.")
