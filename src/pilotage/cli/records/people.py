"""List the people of a migration with their roles, and what is missing about them."""

from __future__ import annotations

import click

from pilotage.cli.engaged import engaged
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.coordinate.impact import profiles
from pilotage.engine.people import people_by_department
from pilotage.facts.role import ROLES, role_title
from pilotage.store.agreed import agreed


@click.group("people")
def command() -> None:
    """List the people of a migration with their roles, and what is missing about them."""


@command.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List everybody with a role, and whether they said yes."""
    people = agreed(engaged(ctx)).person
    if as_json:
        print_json({"people": people})
        return
    rows = [
        (each.name, ", ".join(map(role_title, each.roles)), each.address, each.phone,
         each.backup, f"accepted {each.accepted_on}" if each.accepted_on else "not accepted")
        for each in people
    ]  # fmt: skip
    print_table("People", ("name", "roles", "address", "phone", "backup", "accepted"), rows)


@command.command("gaps")
@json_option
@click.pass_context
def gaps(ctx: click.Context, as_json: bool) -> None:
    """List needed roles without a person, and what departments have not told; exit 3 if any."""
    engagement = engaged(ctx)
    terms = agreed(engagement)
    today = engagement.now.date()
    open_roles = [r.title for r in ROLES.values() if r.needed and not terms.holders(r.id)]
    found = [p for p in profiles(terms, people_by_department(engagement), today) if p.gaps]
    if as_json:
        departments = {each.department.name: each.gaps for each in found}
        print_json({"roles": open_roles, "departments": departments})
    else:
        rows = [("role", title, "no person") for title in open_roles]
        rows += [("department", each.department.name, "; ".join(each.gaps)) for each in found]
        print_table("What is missing", ("what", "name", "gap"), rows)
    if open_roles or found:
        ctx.exit(CRITERIA_NOT_MET)
