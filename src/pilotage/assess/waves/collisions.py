"""Who gets more kinds of change within three days than a person can take, and how to split them.

The four kinds are identity (the sign-in name changes), permissions (rights on mailboxes and
calendars are given anew), sign-in method (MFA is registered anew) and access policy (other
policies let the person in).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import polars as pl

from pilotage.assess.waves.crossing import Crossing, crossing
from pilotage.facts.plan import Plan
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import (
    CALENDAR_DELEGATES,
    CONDITIONAL_ACCESS_POLICIES,
    MAILBOX_PERMISSIONS,
)
from pilotage.facts.wave_readiness import READY, WaveReadiness

IDENTITY, PERMISSIONS = "identity", "permissions"
SIGN_IN, POLICY = "sign-in method", "access policy"
WITHIN = timedelta(hours=72)
MOST = 2
"""So many kinds of change within ``WITHIN`` are fine for one person."""

CHANGES: dict[str, pl.DataType | type[pl.DataType]] = {
    "wave": pl.Int64,
    "person": pl.String,
    "name": pl.String,
    "kind": pl.String,
    "at": pl.Datetime("us", "UTC"),
}
"""Columns of planned changes: one row per person and kind."""


def planned_changes(situation: Situation, plan: Plan, readiness: WaveReadiness) -> pl.DataFrame:
    """Return what changes for whom at which moment, as ``CHANGES``.

    Everything changes when the window opens, as long as nothing was split. A wave without a
    date, and what was not read, give no row.
    """
    source = situation.source
    if source is None:
        return pl.DataFrame(schema=CHANGES)
    who = crossing(situation, source, plan)
    opens = pl.DataFrame(
        [(wave.number, wave.starts_at) for wave in plan.waves if wave.starts_at],
        schema={"wave": pl.Int64, "at": pl.Datetime("us", "UTC")},
        orient="row",
    )
    found = pl.concat(
        people.select("wave", "person", "name", kind=pl.lit(kind))
        for kind, people in _changes(who, readiness)
    )
    return found.join(opens, on="wave").select(*CHANGES).sort("wave", "name", "person", "kind")


def _changes(who: Crossing, readiness: WaveReadiness) -> Iterator[tuple[str, pl.DataFrame]]:
    people = who.people
    renamed = pl.col("planned").str.to_lowercase() != pl.col("upn").str.to_lowercase()
    yield IDENTITY, people.filter(renamed)
    held = pl.concat(
        [
            who.source.rows(MAILBOX_PERMISSIONS).select(called="trustee"),
            who.source.rows(CALENDAR_DELEGATES).select(called="delegate"),
        ]
    ).with_columns(pl.col("called").str.to_lowercase())
    holders = who.called.join(held, on="called", how="semi")
    yield PERMISSIONS, people.join(holders, on="person", how="semi", maintain_order="left")
    items = readiness.items
    anew = items.filter((pl.col("item") == "mfa_registered") & (pl.col("state") != READY))
    yield SIGN_IN, people.join(anew, on="person", how="semi", maintain_order="left")
    other = who.target is not None and _rules(who.source) != _rules(who.target)
    yield POLICY, people if other else people.clear()


def _rules(snapshot: Snapshot) -> list[str]:
    """Return the names of the policies that are switched on."""
    rows = snapshot.rows(CONDITIONAL_ACCESS_POLICIES)
    names: list[str] = rows.filter(pl.col("state") == "enabled")["name"].sort().to_list()
    return names


def collisions(changes: pl.DataFrame) -> pl.DataFrame:
    """Return the people for whom more than ``MOST`` kinds change within ``WITHIN``.

    ``changes`` has the columns of ``CHANGES``. The answer has ``wave``, ``person``, ``name``,
    ``kinds``, ``first``, ``last`` and ``split``, a proposal in words.
    """
    later = changes.select("person", kinds="kind", last="at")
    near = changes.join(later, on="person").filter(
        (pl.col("last") >= pl.col("at")) & (pl.col("last") - pl.col("at") <= WITHIN)
    )
    found = (
        near.group_by("wave", "person", "name", first="at")
        .agg(pl.col("kinds").unique().sort(), pl.col("last").max())
        .filter(pl.col("kinds").list.len() > MOST)
        .sort("wave", "name", "person", pl.col("kinds").list.len(), "first")
        .unique("person", keep="last", maintain_order=True)
    )
    return found.with_columns(
        split=pl.struct("kinds", "first", "last").map_elements(_split, return_dtype=pl.String)
    ).select("wave", "person", "name", "kinds", "first", "last", "split")


def _split(row: dict[str, object]) -> str:
    """Propose what to do earlier and what later, until only two kinds fall together."""
    kinds, first, last = row["kinds"], row["first"], row["last"]
    assert isinstance(kinds, list)
    assert isinstance(first, datetime)
    assert isinstance(last, datetime)
    says = []
    if SIGN_IN in kinds:
        says.append(f"register the sign-in method before {first - WITHIN:%a %d %b %H:%M} UTC")
    if POLICY in kinds and len(kinds) - len(says) > MOST:
        says.append(f"switch the access policy after {last + WITHIN:%a %d %b %H:%M} UTC")
    if PERMISSIONS in kinds and len(kinds) - len(says) > MOST:
        says.append(f"give the permissions before {first - WITHIN:%a %d %b %H:%M} UTC")
    return "; ".join(says)
