"""Show the day of one person: what needs them, what waits, what runs alone."""

from __future__ import annotations

import click

from pilotage.cli.engaged import engaged
from pilotage.cli.show import json_option, print_json
from pilotage.engine.today import Day, day_of
from pilotage.facts.errors import NotKnown
from pilotage.store.across import all_engagements
from pilotage.store.items import values
from pilotage.store.models import Engagement

MARKS = {"overdue": "!", "expired": "!", "off track": "!", "soon": "~", "waiting": "~"}


@click.command("today")
@click.option("--as", "who", default="lead", show_default=True, help="A role, or a name.")
@json_option
@click.pass_context
def command(ctx: click.Context, who: str, as_json: bool) -> None:
    """Show what needs a person today, what waits for others, and what runs alone."""
    name = _name(engaged(ctx), who)
    day = day_of(name, all_engagements())
    if as_json:
        groups = {
            group.name.lower(): [
                {"migration": str(entry.engagement), "matter": entry.matter} for entry in entries
            ]
            for group, entries in day.groups.items()
        }
        print_json({"person": name, **groups, "ahead": _ahead(day)})
        return
    click.echo(
        f"{name}: " + ", ".join(f"{len(day.groups[g])} {g.name.lower()}" for g in day.groups)
    )
    for group, entries in day.groups.items():
        click.echo(f"\n{group.value}, {len(entries)}")
        for entry in entries:
            matter = entry.matter
            by = f"{matter.by:%a %d %b}" if matter.by else "-"
            mark = MARKS.get(matter.state, " ")
            click.echo(f"{mark} {by:<10} {entry.engagement.client.slug:<22} {matter.says}")
    for each in day.ahead[:3]:
        click.echo(f"next: {each.engagement.client.slug} {each.what}, {each.at:%a %d %b %H:%M} UTC")


def _ahead(day: Day) -> list[dict[str, object]]:
    return [
        {"migration": str(each.engagement), "what": each.what, "at": each.at} for each in day.ahead
    ]


def _name(engagement: Engagement, who: str) -> str:
    """Return the name of the person with a role, or of that name or address.

    Raises:
        NotKnown: nobody in the migration is called so.
    """
    people = values(engagement, "person")
    for each in people:
        if who in each.roles or who in (each.name, each.address):
            return str(each.name)
    roles = ", ".join(sorted({role for each in people for role in each.roles}))
    raise NotKnown(f"nobody in {engagement} is {who}; name somebody, or one of: {roles}")
