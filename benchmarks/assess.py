"""Every check over 100 000 people, and four of them in plain Python over the same rows."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.collect import NOW, write_source
from benchmarks.figure import Figure, peak_mb, seconds_figure, timed
from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.engine.pipeline import collect
from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ADDRESSES, LICENCES_ASSIGNED, MAILBOXES, USERS
from pilotage.store import snapshots

LIMIT_SECONDS, LIMIT_MB = 5.0, 2048.0
STALE = timedelta(days=90)

Rows = list[dict[str, Any]]


def stale(rows: dict[str, Rows], now: Any) -> int:
    """Count enabled members who last signed in over 90 days ago."""
    return sum(
        bool(row["enabled"] and row["last_sign_in_at"] and now - row["last_sign_in_at"] > STALE)
        for row in rows["users"]
        if row["kind"] != "guest"
    )


def duplicates(rows: dict[str, Rows], now: Any) -> int:
    """Count addresses that two objects hold."""
    counted = Counter(row["address"] for row in rows["addresses"] if row["kind"] == "smtp")
    return sum(count > 1 for count in counted.values())


def differing(rows: dict[str, Rows], now: Any) -> int:
    """Count people whose sign-in name is not their address."""
    return sum(
        bool(row["enabled"] and row["address"] and row["upn"] != row["address"])
        for row in rows["users"]
        if row["kind"] != "guest"
    )


def unlicensed(rows: dict[str, Rows], now: Any) -> int:
    """Count people with a mailbox of their own and no licence."""
    licensed = {row["user"] for row in rows["licences_assigned"]}
    owners = {row["mailbox"] for row in rows["mailboxes"] if row["kind"] == "user"}
    return sum(
        bool(row["enabled"] and row["user"] in owners and row["user"] not in licensed)
        for row in rows["users"]
    )


PLAIN: dict[str, Callable[[dict[str, Rows], Any], int]] = {
    "identity.stale_accounts_disabled": stale,
    "identity.addresses_unique": duplicates,
    "identity.upn_equals_address": differing,
    "licences.people_licensed": unlicensed,
}


def stored_snapshot(scratch: Path) -> Path:
    """Read the demo organisation and keep it; the measured process only loads it."""
    write_source(scratch)
    reading = collect([scratch / "source"], "source", NOW, lambda what, done, of: None)
    return snapshots.save(reading.snapshot, scratch)


def judge(snapshot: Snapshot, ids: Iterable[str]) -> int:
    """Ask the checks of one environment and return how many findings they gave."""
    situation = Situation(NOW, snapshot)
    findings = list(assess(situation, [CHECKS[id] for id in ids]))
    assert all(each.outcome is not Outcome.NOT_ASSESSED for each in findings if each.check in PLAIN)
    return len(findings)


def figures() -> Iterator[Figure]:
    """Yield time and memory of all checks against the limits, and four of them against Python."""
    with tempfile.TemporaryDirectory() as scratch:
        snapshot = snapshots.load(stored_snapshot(Path(scratch)))
    ids = list(CHECKS.load())
    seconds, _ = timed(lambda: judge(snapshot, ids))
    yield seconds_figure("assess.all_checks_100k", seconds, "limit", LIMIT_SECONDS)
    yield Figure(
        "assess.memory_100k",
        peak_mb(),
        "MB",
        "limit, reading included",
        LIMIT_MB,
        seconds,
        peak_mb(),
    )
    tables = (USERS, ADDRESSES, MAILBOXES, LICENCES_ASSIGNED)
    rows = {table.name: snapshot[table].to_dicts() for table in tables}
    for id, plainly in PLAIN.items():
        ours, _ = timed(lambda id=id: judge(snapshot, [id]), runs=3)
        plain, _ = timed(lambda plainly=plainly: plainly(rows, NOW) + 1, runs=3)
        yield seconds_figure(f"assess.{id}", ours, "the same in plain Python", plain)
