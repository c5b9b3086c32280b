"""A comparison for scripts, and on one screen for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import click
import polars as pl

from pilotage.cli.show import print_table
from pilotage.engine.comparing import Compared
from pilotage.facts.difference import Difference
from pilotage.facts.posture import WORST_FIRST, Change, Control, worst

MOST = 8
"""Rows of one kind on the screen; --json has all."""


def as_plain(found: Compared) -> dict[str, Any]:
    """Return the comparison as plain values and frames."""
    made, access = found.comparison, found.comparison.access
    return {
        "as": "same" if found.same else "migration",
        "readings": [
            {"tenant": each.tenant, "side": each.side, "taken_at": each.taken_at}
            for each in found.readings
        ],
        "snapshot": {each.table: _difference(each) for each in made.tables},
        "access": {
            "before": access.before,
            "after": access.after,
            "gained": access.gained,
            "lost": access.lost,
            "unexplained": access.unexplained,
            "unknown": access.unknown,
            "paired": access.paired,
        },
        "posture": _posture(made.posture, made.later, {each.check for each in made.worse}),
        "drift": made.drift
        and {"changes": made.drift.changes, "unplanned": made.drift.unplanned.height},
    }


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "added": each.added,
        "removed": each.removed,
        "changed": each.changed,
        "unknown": each.unknown,
        "changes": each.changes,
    }


def _posture(
    found: Sequence[Control], later: Sequence[Control], worse: set[str]
) -> list[dict[str, Any]]:
    then = {each.check: each for each in later}
    return [
        {
            "control": each.check,
            "title": each.any.title,
            "frameworks": list(each.any.frameworks),
            "severity": each.any.severity.name.lower(),
            "change": each.change.value,
            "before": worst(each.before).value,
            "after": worst(each.after).value,
            "later": worst(then[each.check].after).value if each.check in then else None,
            "change_later": then[each.check].change.value if each.check in then else None,
            "accepted": Change.WORSE in _changes(each, then) and each.check not in worse,
            "why": each.why,
        }
        for each in found
    ]


def _changes(control: Control, later: dict[str, Control]) -> set[Change]:
    return {control.change} | ({later[control.check].change} if control.check in later else set())


def print_comparison(found: Compared) -> None:
    """Print counts, and the first of what is worse, unexplained or unplanned."""
    made = found.comparison
    one, other, *_ = found.readings
    what = "one environment at two moments" if found.same else "source and target"
    click.echo(f"{one.tenant} -> {other.tenant}, compared as {what}.")
    _print_posture(made.posture, "Controls")
    if made.later:
        _print_posture(made.later, "Controls, before and later")
    _print_access(found)
    _print_changes(found)


def _print_posture(controls: Sequence[Control], title: str) -> None:
    counted = Counter(each.change for each in controls)
    counts = ", ".join(f"{counted[change]} {change.value}" for change in WORST_FIRST)
    click.echo(f"{title}: {counts}.")
    worse = [each for each in controls if each.change is Change.WORSE]
    _print_first("Worse", ["control", "why"], [(each.check, each.why) for each in worse])


def _print_access(found: Compared) -> None:
    access = found.comparison.access
    open_ = access.unexplained
    click.echo(
        f"Access: {access.gained.height:,} gained, {access.lost.height:,} lost, "
        f"{open_.height:,} of them not explained."
    )
    if access.unknown:
        click.echo(f"Access not known: {', '.join(access.unknown)}.")
    by = ["change", "kind", "right"]
    grouped = open_.group_by(by).agg(
        rights=pl.len(),
        example=pl.concat_str(
            pl.coalesce("who_name", "who"), pl.coalesce("what_name", "what"), separator=" in "
        ).first(),
    )
    rows = grouped.sort(["rights", *by], descending=[True, False, False, False]).rows()
    _print_first("Not explained", [*by, "rights", "such as"], rows)


def _print_changes(found: Compared) -> None:
    made = found.comparison
    counts = [
        f"{each.table} {each.added}+ {each.removed}- {each.changed}~"
        for each in made.tables
        if not each.unknown
    ]
    click.echo(f"Changes (added, removed, changed): {', '.join(counts) or 'none'}.")
    if unknown := [each.table for each in made.tables if each.unknown]:
        click.echo(f"Not compared: {', '.join(unknown)}.")
    if made.drift:
        rows = made.drift.unplanned.select("table", "key", "change", "column", "by").rows()
        _print_first("Not planned", ["table", "object", "change", "column", "by"], rows)


def _print_first(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    if rows:
        print_table(f"{title}: {len(rows):,}", columns, rows[:MOST])
    if len(rows) > MOST:
        click.echo(f"... and {len(rows) - MOST:,} more; --json prints all")
