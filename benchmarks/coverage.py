"""Coverage of 40 policies over 100 000 users and 5 000 nested groups, and who is locked out.

The peer tries sign-ins one by one in plain Python, for a sample of the users with their groups
already looked up; its time is scaled to all users.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import product
from typing import Any

import numpy as np
import polars as pl

from benchmarks.figure import Figure, peak_mb, seconds_figure, timed
from pilotage.assess.coverage import coverage
from pilotage.assess.coverage.grants import Control
from pilotage.assess.coverage.lockout import lockout
from pilotage.facts.snapshot import Capture, Snapshot
from pilotage.facts.table import Table
from pilotage.facts.tables import (
    AUTHENTICATION_REGISTRATION,
    CONDITIONAL_ACCESS_POLICIES,
    DEVICES,
    GROUPS,
    MEMBERSHIPS,
    TABLES,
    USERS,
)

USERS_COUNT, GROUPS_COUNT, POLICIES_COUNT = 100_000, 5_000, 40
GROUPS_PER_USER = 4
LIMIT_COVERAGE, LIMIT_LOCKOUT, LIMIT_MB = 1.0, 5.0, 200.0
SAMPLE = 200
NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)

PLATFORMS = ("android", "iOS", "windows", "macOS", "linux", "windowsPhone", "any other")
CLIENTS = ("browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other")
PLACES = ((), ("AllTrusted",))
DEVICE_STATES = (False, True)
APPS = ("app-0", "app-1", "app-2", "any other")


def snapshot(seed: int = 1) -> Snapshot:
    """Return an invented tenant with nesting, circles, devices and half-registered people."""
    chance = np.random.default_rng(seed)
    users = pl.Series("user", range(USERS_COUNT)).cast(pl.String)
    user = "u" + users
    group = pl.DataFrame({"group": [f"g{number}" for number in range(GROUPS_COUNT)]})
    tables = {
        USERS.name: pl.DataFrame({"user": user, "upn": user + "@harbour.example"}),
        GROUPS.name: group.with_columns(name="group"),
        MEMBERSHIPS.name: pl.concat([_direct(user, chance), _nested()]),
        DEVICES.name: pl.DataFrame(
            {"device": user, "owner": user, "compliant": chance.random(USERS_COUNT) < 0.7}
        ).with_columns(trust=pl.lit("joined")),
        AUTHENTICATION_REGISTRATION.name: pl.DataFrame(
            {"user": user, "mfa_registered": chance.random(USERS_COUNT) < 0.9}
        ).with_columns(methods=pl.lit(["mobilePhone"])),
        CONDITIONAL_ACCESS_POLICIES.name: policies(random.Random(seed), group["group"].to_list()),
    }
    captures = {name: _capture(TABLES[name], frame) for name, frame in tables.items()}
    return Snapshot("bench", NOW, captures)


def _direct(user: pl.Series, chance: np.random.Generator) -> pl.DataFrame:
    drawn = [chance.integers(GROUPS_COUNT, size=USERS_COUNT) for _ in range(GROUPS_PER_USER)]
    frames = [
        pl.DataFrame({"group": "g" + pl.Series(numbers).cast(pl.String), "member": user})
        for numbers in drawn
    ]
    return pl.concat(frames).with_columns(member_kind=pl.lit("user"))


def _nested() -> pl.DataFrame:
    """Return a tree of all groups, each with three inside, and a hundred circles."""
    tree = [(f"g{number // 3}", f"g{number}") for number in range(1, GROUPS_COUNT)]
    circles = [(f"g{number}", f"g{number // 9}") for number in range(900, 1000)]
    frame = pl.DataFrame(tree + circles, schema=["group", "member"], orient="row")
    return frame.with_columns(member_kind=pl.lit("group"))


def policies(chance: random.Random, groups: list[str]) -> pl.DataFrame:
    """Return policies as tenants have them: one for all with exclusions, and many exceptions."""
    empty = {
        name: []
        for name, column in CONDITIONAL_ACCESS_POLICIES.columns.items()
        if column.dtype == pl.List(pl.String)
    }
    rows = []
    for number in range(POLICIES_COUNT):
        row: dict[str, Any] = {
            **empty,
            "policy": f"p{number}",
            "name": f"policy {number}",
            "state": "enabled",
            "include_users": ["All"] if number % 10 == 0 else [],
            "include_groups": chance.sample(groups[:900], 3) if number % 10 else [],
            "exclude_groups": chance.sample(groups, 2),
            "include_applications": ["All"] if number % 3 else [f"app-{number % 9}"],
            "client_apps": ["all"],
            "grant_operator": "OR",
            "grant_controls": ["mfa", "compliantDevice"] if number % 5 == 1 else ["mfa"],
        }
        if number % 6 == 2:
            row |= {"include_locations": ["All"], "exclude_locations": ["AllTrusted"]}
        if number % 7 == 3:
            row |= {"include_platforms": ["iOS", "android"]}
        if number % 9 == 4:
            row |= {"grant_controls": ["compliantDevice"]}
        if number == POLICIES_COUNT - 1:
            row |= {"state": "enabledForReportingButNotEnforced"}
        if number % 8 == 5:
            row |= {"client_apps": ["exchangeActiveSync", "other"], "grant_controls": ["block"]}
        rows.append(row)
    return pl.DataFrame(rows, schema=CONDITIONAL_ACCESS_POLICIES.schema)


def _capture(table: Table, frame: pl.DataFrame) -> Capture:
    return Capture(table.tidy(frame), "bench", read=frozenset(table.columns))


def plain_python(made: Snapshot) -> int:
    """Count the users of the sample with an uncovered sign-in, one sign-in at a time."""
    rows = made[CONDITIONAL_ACCESS_POLICIES].to_dicts()
    above: dict[str, list[str]] = {}
    for group, member, _ in made[MEMBERSHIPS].rows():
        above.setdefault(member, []).append(group)
    sample = made[USERS]["user"].gather_every(USERS_COUNT // SAMPLE).to_list()
    return sum(_has_hole(_closure(user, above), rows) for user in sample)


def _closure(user: str, above: Mapping[str, list[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [user]
    while waiting:
        fresh = set(above.get(waiting.pop(), ())) - seen
        seen |= fresh
        waiting += fresh
    return seen


def _has_hole(groups: set[str], rows: list[dict[str, Any]]) -> bool:
    mine = [
        row
        for row in rows
        if (row["include_users"] or groups.intersection(row["include_groups"]))
        and not groups.intersection(row["exclude_groups"])
    ]
    return any(
        not any(_covers(row, *each) for row in mine)
        for each in product(APPS, PLATFORMS, CLIENTS, PLACES, DEVICE_STATES)
    )


def _covers(
    row: dict[str, Any],
    app: str,
    platform: str,
    client: str,
    places: tuple[str, ...],
    compliant: bool,
) -> bool:
    applies = (
        (app in row["include_applications"] or "All" in row["include_applications"])
        and (not row["include_platforms"] or platform in row["include_platforms"])
        and (client in row["client_apps"] or "all" in row["client_apps"])
        and not set(places) & set(row["exclude_locations"])
    )
    without_mfa = compliant and "compliantDevice" in row["grant_controls"] and client != "other"
    return applies and not without_mfa and row["state"] == "enabled"


def figures() -> Iterator[Figure]:
    """Yield time and memory of coverage and of the simulation against limits, and the peer."""
    made = snapshot()
    before = peak_mb()
    seconds, found = timed(lambda: coverage(made, Control.MFA), runs=3)
    yield seconds_figure("coverage.100k_users", seconds, "limit", LIMIT_COVERAGE)
    name, peer = "coverage.memory_100k", f"limit, over {before:.0f} MB of tables and libraries"
    yield Figure(name, peak_mb() - before, "MB", peer, LIMIT_MB, seconds, peak_mb())
    plain, count = timed(lambda: plain_python(made) + 1)
    scaled = plain * USERS_COUNT / SAMPLE
    peer = f"plain Python, {SAMPLE} users scaled"
    yield seconds_figure("coverage.over_plain_python", seconds, peer, scaled)
    print(f"{found.users_uncovered:,} users uncovered, {count - 1} of {SAMPLE}", file=sys.stderr)
    seconds, locked = timed(lambda: lockout(made))
    print(f"{locked.rows.height:,} lock-outs", file=sys.stderr)
    yield seconds_figure("coverage.lockout_100k", seconds, "limit", LIMIT_LOCKOUT)
