"""Readiness of 100 000 people in ten waves, and one of its questions in plain Python.

Half of the mailboxes are open to a person, and a thousand to nested groups, one of which holds
everybody. The other tables are those of the coverage benchmark, seen as the target.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import polars as pl

from benchmarks.coverage import GROUPS_COUNT, NOW, USERS_COUNT, snapshot
from benchmarks.figure import Figure, seconds_figure, timed
from pilotage.assess.waves import ITEMS, wave_readiness
from pilotage.assess.waves.crossing import crossing
from pilotage.facts.plan import Objective, Plan
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Capture, Snapshot
from pilotage.facts.tables import (
    AUTHENTICATION_REGISTRATION,
    GROUPS,
    IDENTITY_MAP,
    MAILBOX_PERMISSIONS,
    MAILBOXES,
    MEMBERSHIPS,
    TABLES,
    USERS,
)

WAVES, OPEN_TO_GROUPS = 10, 1_000
LIMIT = 5.0
MFA = "mfa_registered"

Rows = dict[str, list[dict[str, Any]]]


def situation() -> Situation:
    """Return both sides; everybody has the same id on either side."""
    target = replace(snapshot(), side="target")
    user = target[USERS]["user"]
    tables = {
        USERS.name: target[USERS],
        GROUPS.name: target[GROUPS],
        MEMBERSHIPS.name: target[MEMBERSHIPS],
        IDENTITY_MAP.name: pl.DataFrame({"source_user": user, "target_user": user}),
        MAILBOXES.name: pl.DataFrame({"mailbox": user}).with_columns(
            kind=pl.lit("user"), size_bytes=pl.lit(2 * 1024**3, pl.Int64)
        ),
        MAILBOX_PERMISSIONS.name: _rights(user),
    }
    captures = {name: _capture(name, frame) for name, frame in tables.items()}
    return Situation(NOW, Snapshot("bench source", NOW, captures), target)


def _rights(user: pl.Series) -> pl.DataFrame:
    """Return Full Access of every second person to another's mailbox, and of groups to some."""
    others = pl.DataFrame({"mailbox": user, "trustee": user.shuffle(seed=1)}).gather_every(2)
    group = "g" + (pl.int_range(OPEN_TO_GROUPS, eager=True) * 3 % GROUPS_COUNT).cast(pl.String)
    given = pl.DataFrame({"mailbox": user.gather_every(100)[:OPEN_TO_GROUPS], "trustee": group})
    return pl.concat([others, given]).with_columns(right=pl.lit("full_access"))


def _capture(name: str, frame: pl.DataFrame) -> Capture:
    table = TABLES[name]
    return Capture(table.tidy(frame), "bench", read=frozenset(table.columns))


def plan_of(user: pl.Series) -> Plan:
    """Return ten waves of equal size."""
    wave_of = {one: number * WAVES // USERS_COUNT for number, one in enumerate(user)}
    return Plan("bench", (), wave_of, Objective(0, 0, 0))


def plainly(rows: Rows) -> dict[str, tuple[str, str]]:
    """Return per person whether MFA is registered in the target, object by object."""
    found = {}
    mapped = {row["source_user"]: row["target_user"] for row in rows["identity_map"]}
    accounts = {row["user"] for row in rows["users"]}
    registered = {row["user"]: row for row in rows["authentication_registration"]}
    for row in rows["users"]:
        target = mapped.get(row["user"])
        report = registered.get(target)
        if target not in accounts:
            found[row["user"]] = ("unknown", "has no account in the target yet")
        elif report is None or report["mfa_registered"] is None:
            found[row["user"]] = ("unknown", "is not in the registration report of the target")
        elif report["mfa_registered"] and report["mfa_capable"] is not False:
            found[row["user"]] = ("ready", "has registered for MFA in the target")
        else:
            found[row["user"]] = ("not_ready", "has not registered for MFA in the target")
    return found


def figures() -> Iterator[Figure]:
    """Yield the time of all questions, of mailbox rights alone, and of MFA against Python."""
    made = situation()
    assert made.source is not None
    assert made.target is not None
    plan = plan_of(made.source[USERS]["user"])
    ITEMS.load()
    seconds, found = timed(lambda: wave_readiness(made, plan))
    print(f"{found.items.height:,} answers", file=sys.stderr)
    yield seconds_figure("waves.readiness_100k", seconds, "limit", LIMIT)
    who = crossing(made, made.source, plan)
    seconds, _ = timed(lambda: ITEMS["mailbox_rights"].judge(who))
    yield seconds_figure("waves.mailbox_rights_100k", seconds, "limit", LIMIT)
    tables = (USERS, IDENTITY_MAP)
    rows = {table.name: made.source[table].to_dicts() for table in tables}
    report = AUTHENTICATION_REGISTRATION
    rows[report.name] = made.target[report].to_dicts()
    ours, answered = timed(lambda: ITEMS[MFA].judge(who), runs=3)
    plain, expected = timed(lambda: plainly(rows), runs=3)
    states = dict(answered.select("person", pl.col("state").cast(pl.String)).iter_rows())
    assert states == {person: state for person, (state, _) in expected.items()}
    yield seconds_figure("waves.mfa_over_plain_python", ours, "the same in plain Python", plain)
