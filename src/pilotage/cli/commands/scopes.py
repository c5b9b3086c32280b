"""Say what Pilotage asks of each kind of live system, and with which rights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from pilotage.assess import CHECKS
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.connect.sources import Ask
from pilotage.engine.sources import KINDS, kind_of


@click.command("scopes")
@click.argument("kinds", nargs=-1, type=click.Choice(KINDS))
@json_option
def command(kinds: tuple[str, ...], as_json: bool) -> None:
    """Say what Pilotage asks of each kind of live system, and with which rights.

    Pilotage only reads: no permission to write is ever asked for. Beside each permission stands
    how many checks cannot be answered without it; --json names them.
    """
    found = [kind_of(each) for each in kinds or KINDS]
    needing = _needing()
    if as_json:
        print_json({each.id: [_with_checks(ask, needing) for ask in each.asks] for each in found})
        return
    for each in found:
        rows = [
            (
                ask.says,
                ", ".join(ask.tables),
                " or ".join(ask.application),
                " or ".join(ask.delegated),
                ", ".join(filter(None, (ask.role, ask.licence, ask.only_with))),
                len(_checks_of(ask, needing)),
            )
            for ask in each.asks
        ]
        columns = ["asks", "tables", "application", "delegated", "and", "checks"]
        print_table(each.title, columns, rows)


def _needing() -> dict[str, list[str]]:
    """Return, by table, the checks that need it."""
    needing: dict[str, list[str]] = {}
    for id, check in CHECKS.load().items():
        for need in (*check.needs, *check.needs_target):
            needing.setdefault(need.table.name, []).append(id)
    return needing


def _checks_of(ask: Ask, needing: Mapping[str, Sequence[str]]) -> list[str]:
    return sorted({id for table in ask.tables for id in needing.get(table, ())})


def _with_checks(ask: Ask, needing: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return asdict(ask) | {"checks": _checks_of(ask, needing)}
