"""Dependencies of email-eu-core: 1 005 people, 25 571 directed pairs of real mail traffic."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from benchmarks.figure import Figure, seconds_figure, timed
from pilotage.dependencies import RULES, map_dependencies
from pilotage.facts.snapshot import Capture, Snapshot
from pilotage.facts.tables import MAIL_TRAFFIC, USERS

DATA = Path(__file__).parents[2] / "shared/data/email-eu-core"
LIMIT = 2.0


def snapshot() -> Snapshot:
    """Return the organisation as users with departments and mail traffic."""
    people = pl.read_csv(
        DATA / "email-Eu-core-department-labels.txt",
        separator=" ",
        has_header=False,
        new_columns=["user", "department"],
    ).cast(pl.String)
    pairs = pl.read_csv(
        DATA / "email-Eu-core.txt",
        separator=" ",
        has_header=False,
        new_columns=["sender", "recipient"],
    ).cast(pl.String)
    captures = {
        "users": Capture(USERS.tidy(people), "email-eu-core"),
        "mail_traffic": Capture(
            MAIL_TRAFFIC.tidy(pairs.with_columns(messages=1, days=30)), "email-eu-core"
        ),
    }
    return Snapshot("email-eu-core", datetime(2026, 1, 1, tzinfo=UTC), captures)


def plain_python(rows: list[dict[str, object]], people: set[str]) -> dict[tuple[str, str], float]:
    """Do the mail rule with dicts: pairs in both directions, log of messages."""
    sums: dict[tuple[str, str], int] = {}
    for row in rows:
        sender, recipient = str(row["sender"]), str(row["recipient"])
        if sender != recipient and sender in people and recipient in people:
            pair = (min(sender, recipient), max(sender, recipient))
            sums[pair] = sums.get(pair, 0) + int(str(row["messages"]))
    return {pair: min(math.log2(1 + count), 6.0) for pair, count in sorted(sums.items())}


def figures() -> Iterator[Figure]:
    """Yield the time of all rules against the limit, and of the mail rule in plain Python."""
    if not DATA.is_dir():
        return
    made, rules_by_id = snapshot(), RULES.load()
    rules = list(rules_by_id.values())
    seconds, _ = timed(lambda: map_dependencies(made, None, rules), runs=3)
    yield seconds_figure("dependencies.email_eu_core", seconds, "limit", LIMIT)
    rows = made[MAIL_TRAFFIC].to_dicts()
    people = set(made[USERS]["user"])
    peer, pairs = timed(lambda: plain_python(rows, people), runs=3)
    mail = [rules_by_id["mail_traffic"]]
    ours, graph = timed(lambda: map_dependencies(made, None, mail), runs=3)
    assert len(pairs) == graph.edges.height
    yield seconds_figure("dependencies.mail_rule", ours, "the same rule in plain Python", peer)
