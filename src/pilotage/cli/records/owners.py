"""List who owns what, find what nobody owns, and accept or refuse to own something."""

from __future__ import annotations

from dataclasses import replace

import click

from pilotage.cli.engaged import actor, engaged
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine.people import owners
from pilotage.facts.assignment import Ownership
from pilotage.store import items
from pilotage.store.owned import owner_field


@click.group("owners", invoke_without_command=True)
@click.option("--orphans", is_flag=True, help="Only what nobody really owns; exit 3 if any.")
@json_option
@click.pass_context
def command(ctx: click.Context, orphans: bool, as_json: bool) -> None:
    """List who owns what, find what nobody owns, and accept or refuse to own something."""
    if ctx.invoked_subcommand:
        return
    found = [each for each in owners(engaged(ctx)) if each.orphaned or not orphans]
    if as_json:
        print_json({"owners": [
            {"kind": h.owned.kind, "key": h.owned.key, "title": h.owned.title,
             "owner": h.owned.owner, "state": h.state, "because": h.orphaned} for h in found
        ]})  # fmt: skip
    else:
        rows = [
            (h.owned.kind, h.owned.key, h.owned.title, h.owned.owner, h.state, h.orphaned)
            for h in found
        ]
        columns = ("kind", "key", "what", "owner", "state", "because")
        print_table("Owners" if not orphans else "Nobody owns these", columns, rows)
    if orphans and found:
        ctx.exit(CRITERIA_NOT_MET)


@command.command("accept")
@click.argument("kind")
@click.argument("key")
@click.option("--no", "refused", is_flag=True, help="Refuse instead.")
@click.option("--why", default="", help="Why you refuse.")
@click.pass_context
def accept(ctx: click.Context, kind: str, key: str, refused: bool, why: str) -> None:
    """Accept to own the item KEY of KIND, for its owner; --no refuses and asks for another."""
    engagement = engaged(ctx)
    kept = items.item(engagement, kind, key)
    owner = str(getattr(kept.value, owner_field(kind)))
    today = engagement.now.date()
    answer = Ownership(kind, key, owner, not refused, today, why)
    items.save(engagement, "ownership", answer, actor(owner))
    click.echo(f"{owner} {'refused' if refused else 'accepted'} {kind} {key}.")


@command.command("assign")
@click.argument("kind")
@click.argument("key")
@click.argument("owner")
@click.pass_context
def assign(ctx: click.Context, kind: str, key: str, owner: str) -> None:
    """Make OWNER the owner of the item KEY of KIND; the person is then asked to accept."""
    engagement = engaged(ctx)
    kept = items.item(engagement, kind, key)
    value = replace(kept.value, **{owner_field(kind): owner})
    items.save(engagement, kind, value, actor(), key=key, version=kept.version, did="gave owner")
    click.echo(f"{owner} owns {kind} {key}; not accepted yet.")
