"""The objects that can move or be needed, one row each."""

from __future__ import annotations

import polars as pl

from pilotage.facts.dependency import UNIT_SCHEMA
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import (
    APPLICATIONS,
    DEVICES,
    GROUPS,
    MAILBOXES,
    SERVERS,
    SERVICE_PRINCIPALS,
    SHARED_FOLDERS,
    SITES,
    TEAMS,
    USERS,
)

SHARED_KINDS = ("shared", "room", "equipment")
"""Kinds of mailbox that stand for themselves and not for a person."""


def units_of(snapshot: Snapshot, engagement: Engagement | None) -> pl.DataFrame:
    """Return one row per unit with the columns of ``UNIT_SCHEMA``, sorted by unit.

    Guests are no units: they belong to somebody else's tenant. An id that appears as two
    kinds of object (a team and its group, a shared mailbox and its account) is the first of
    them in the order below.
    """
    shared = snapshot.rows(MAILBOXES).filter(pl.col("kind").is_in(SHARED_KINDS))
    people = snapshot.rows(USERS).filter(pl.col("kind").fill_null("member") != "guest")
    frames = [
        _units(shared, "mailbox", "shared_mailbox", pl.coalesce("name", "address")),
        _units(people, "user", "user", pl.coalesce("name", "upn"), pl.col("department")),
        _units(snapshot.rows(TEAMS), "team", "team", pl.col("name")),
        _units(snapshot.rows(GROUPS), "group", "group", pl.coalesce("name", "address")),
        _units(snapshot.rows(SITES), "site", "site", pl.coalesce("name", "url")),
        _units(snapshot.rows(DEVICES), "device", "device", pl.col("name")),
        _units(snapshot.rows(SERVERS), "server", "server", pl.col("server")),
        _units(snapshot.rows(APPLICATIONS), "application", "application", pl.col("name")),
        _units(snapshot.rows(SERVICE_PRINCIPALS), "application", "application", pl.col("name")),
        _units(
            snapshot.rows(SHARED_FOLDERS),
            "folder",
            "shared_folder",
            pl.col("folder"),
            pl.col("department"),
        ),
        _services(engagement),
    ]
    return (
        pl.concat(frames)
        .drop_nulls("unit")
        .unique("unit", keep="first", maintain_order=True)
        .sort("unit")
    )


def _units(
    rows: pl.DataFrame,
    id: str,
    kind: str,
    name: pl.Expr,
    department: pl.Expr | None = None,
) -> pl.DataFrame:
    return rows.select(
        unit=pl.col(id),
        kind=pl.lit(kind),
        name=pl.coalesce(name, pl.col(id)),
        department=pl.lit(None, pl.String) if department is None else department,
    )


def _services(engagement: Engagement | None) -> pl.DataFrame:
    services = () if engagement is None else engagement.service
    rows = [(service_unit(each.name), "service", each.name, None) for each in services]
    return pl.DataFrame(rows, schema=UNIT_SCHEMA, orient="row")


def service_unit(name: str) -> str:
    """Return the unit id of a business service: names are unique, but so are other ids."""
    return f"service:{name}"
