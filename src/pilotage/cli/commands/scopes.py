"""Say what Pilotage asks of each kind of live system, and with which rights."""

from __future__ import annotations

import click

from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine.sources import KINDS, kind_of


@click.command("scopes")
@click.argument("kinds", nargs=-1, type=click.Choice(KINDS))
@json_option
def command(kinds: tuple[str, ...], as_json: bool) -> None:
    """Say what Pilotage asks of each kind of live system, and with which rights.

    Pilotage only reads: no permission to write is ever asked for.
    """
    found = [kind_of(each) for each in kinds or KINDS]
    if as_json:
        print_json({each.id: each.asks for each in found})
        return
    for each in found:
        rows = [
            (
                ask.says,
                ", ".join(ask.tables),
                " or ".join(ask.application),
                " or ".join(ask.delegated),
                ", ".join(filter(None, (ask.role, ask.licence, ask.only_with))),
            )
            for ask in each.asks
        ]
        columns = ["asks", "tables", "application", "delegated", "and"]
        print_table(each.title, columns, rows)
