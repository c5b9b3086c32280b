"""Which object of one environment is which object of the other, and by which rule.

People go by the identity map; whoever is not on it, and everything else, by what stays the same
in a move: an id, an address, a web address, a name. What is ambiguous is not paired.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pilotage.assess.agreed.accounts import mapped
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Table
from pilotage.facts.tables import (
    APPLICATIONS,
    CONDITIONAL_ACCESS_POLICIES,
    DRIVES,
    GROUPS,
    IDENTITY_MAP,
    MAILBOXES,
    SERVICE_PRINCIPALS,
    SITES,
    USERS,
)

PAIR = {"kind": pl.String, "before": pl.String, "after": pl.String, "rule": pl.String}
"""Columns of ``pairs``: kind of object, its id on either side, and how they were matched."""

LOCAL = "the part before @"
PATH = "the path of the web address"

WAYS: dict[str, tuple[Table, dict[str, pl.Expr]]] = {
    "user": (USERS, {"upn": pl.col("upn"), "address": pl.col("address")}),
    "mailbox": (
        MAILBOXES,
        {
            "address": pl.col("address"),
            LOCAL: pl.col("address").str.split("@").list.first(),
            "name": pl.col("name"),
        },
    ),
    "group": (
        GROUPS,
        {
            "address": pl.col("address"),
            LOCAL: pl.col("address").str.split("@").list.first(),
            "name": pl.col("name"),
        },
    ),
    "site": (
        SITES,
        {
            "url": pl.col("url").str.strip_chars("/"),
            PATH: pl.col("url").str.strip_chars("/").str.extract(r"^[a-z]+://[^/]+(/.+)$"),
            "name": pl.col("name"),
        },
    ),
    "drive": (DRIVES, {"url": pl.col("url").str.strip_chars("/")}),
    "service_principal": (
        SERVICE_PRINCIPALS,
        {"application id": pl.col("application"), "name": pl.col("name")},
    ),
    "application": (APPLICATIONS, {"name": pl.col("name")}),
    "policy": (CONDITIONAL_ACCESS_POLICIES, {"name": pl.col("name")}),
}
"""How each kind of object is recognised after its id, the surest way first."""


def pairs(before: Snapshot, after: Snapshot) -> pl.DataFrame:
    """Return every object that both sides have, in ``PAIR``, one row per object of ``before``.

    Two people may become one account, as the identity map says; nothing else shares a pair.
    """
    found = pl.DataFrame(schema=PAIR)
    for kind, (table, ways) in WAYS.items():
        one, other = (_called(snapshot, table, ways) for snapshot in (before, after))
        known = _known(before, after, found, kind).select("before", "after", "rule")
        made = _matched(one, other, ["id", *ways], known)
        found = pl.concat([found, made.select(pl.lit(kind).alias("kind"), *made.columns)])
    return pl.concat([found, _drives(before, after, found)]).sort("kind", "before")


def _called(snapshot: Snapshot, table: Table, ways: dict[str, pl.Expr]) -> pl.DataFrame:
    """Return ``object`` and what it is called in each way, in lower case, blank as null."""
    key = table.key[0]
    names = {"id": pl.col(key), **ways}
    lower = [each.str.strip_chars().str.to_lowercase().alias(way) for way, each in names.items()]
    blank = [pl.when(pl.col(way) != "").then(pl.col(way)).alias(way) for way in names]
    return snapshot.rows(table).select(pl.col(key).alias("object"), *lower).with_columns(blank)


def _known(before: Snapshot, after: Snapshot, found: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return the pairs that are certain beforehand: the map of people, and their mailboxes."""
    if kind == "user" and not (before.missing(IDENTITY_MAP) or after.missing(USERS)):
        rows = mapped(before, after).drop_nulls("target_id")
        return rows.select(
            before="source_user", after="target_id", rule=pl.lit("identity map")
        ).unique("before", keep="first", maintain_order=True)
    if kind == "mailbox":
        return found.filter(kind="user")
    return found.clear()


def _matched(
    one: pl.DataFrame, other: pl.DataFrame, ways: Sequence[str], known: pl.DataFrame
) -> pl.DataFrame:
    """Return ``before``, ``after`` and ``rule`` of what each way in turn finds on both sides."""
    found = known.join(one, left_on="before", right_on="object", how="semi")
    found = found.join(other, left_on="after", right_on="object", how="semi")
    for way in ways:
        left = _alone(one.join(found, left_on="object", right_on="before", how="anti"), way)
        right = _alone(other.join(found, left_on="object", right_on="after", how="anti"), way)
        both = left.join(right, on=way, suffix="_after")
        rule = pl.lit(way).alias("rule")
        found = pl.concat([found, both.select(before="object", after="object_after", rule=rule)])
    return found


def _alone(called: pl.DataFrame, way: str) -> pl.DataFrame:
    """Return the objects whose name in this way is theirs alone."""
    return called.select("object", way).filter(pl.col(way).is_not_null(), pl.col(way).is_unique())


def _drives(before: Snapshot, after: Snapshot, found: pl.DataFrame) -> pl.DataFrame:
    """Return the drives of people who are paired, where the drive itself was not."""
    people = found.filter(kind="user").select(owner="before", becomes="after")
    theirs, other = (
        snapshot.rows(DRIVES)
        .filter(pl.col("kind") == "personal", pl.col("owner").is_unique())
        .select("drive", "owner")
        for snapshot in (before, after)
    )
    matched = theirs.join(people, on="owner").join(other, left_on="becomes", right_on="owner")
    made = matched.select(
        kind=pl.lit("drive"), before="drive", after="drive_right", rule=pl.lit("owner")
    )
    done = found.filter(kind="drive")
    return made.join(done, on="before", how="anti").join(done, on="after", how="anti")
