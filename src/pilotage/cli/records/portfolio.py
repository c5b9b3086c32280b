"""List every migration, the one that needs somebody first."""

from __future__ import annotations

import click

from pilotage.cli.engaged import home_of
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine.portfolio import Line, portfolio
from pilotage.store.across import all_engagements
from pilotage.store.records import open_records


@click.command("portfolio")
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List every migration with its state and why, the one that needs somebody first."""
    open_records(home_of(ctx))
    lines = portfolio(all_engagements())
    if as_json:
        print_json({"migrations": [_plain(each) for each in lines]})
        return
    columns = ("migration", "state", "why", "stage", "next window", "on time", "lead")
    print_table(f"{len(lines)} migrations", columns, [_row(each) for each in lines])


def _plain(line: Line) -> dict[str, object]:
    return {
        "migration": str(line.engagement),
        "state": line.word,
        "reasons": line.reasons,
        "stage": line.stage,
        "wave": line.wave,
        "next_at": line.next_at,
        "on_time": line.on_time,
        "passed": line.passed,
        "failed": line.failed,
        "unknown": line.unknown,
        "lead": line.lead,
        "judged_at": line.judged_at,
    }


def _row(line: Line) -> tuple[object, ...]:
    chance = "not known" if line.on_time is None else f"{line.on_time:.0%}"
    window = f"wave {line.wave}, {line.next_at:%a %d %b %H:%M} UTC" if line.next_at else ""
    why = line.reasons[0] if line.reasons else ""
    return str(line.engagement), line.word, why, line.stage, window, chance, line.lead
