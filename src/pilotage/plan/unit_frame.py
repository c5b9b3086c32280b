"""Units out of a snapshot: who and what moves, how large it is, and how risky."""

from __future__ import annotations

import polars as pl

from pilotage.facts.dependency import DependencyGraph
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import (
    ARCHIVES,
    AUTHENTICATION_REGISTRATION,
    DRIVES,
    HOLDS,
    MAILBOXES,
    SERVERS,
    SIGN_INS,
    SITES,
    USERS,
)
from pilotage.plan.problem import BLOCKED, KINDS, LEGACY_AUTH, VIP

BYTES_PER_GB = 1e9
"""Gigabytes are decimal, as links and movers count them."""

LARGE_GB = 50.0
"""From this size on a unit counts as hard to move in one window."""

FAMILY = 3
"""A job title that at least so many people share is a persona of its own."""

NOT_IN_PILOT = 8
"""A flag of our own: the engagement file keeps the person out of the pilot."""

RISKS = {"vip": 0.4, "legacy": 0.3, "large": 0.2, "no_mfa": 0.2, "on_hold": 0.2}
"""What each signal adds to the risk of a unit, which ends at 1: a VIP, a legacy sign-in, 50 GB or
more, no MFA method yet, a hold on the mailbox."""


def unit_frame(graph: DependencyGraph, snapshot: Snapshot, engagement: Engagement) -> pl.DataFrame:
    """Return one row per unit, sorted by id.

    Guests, accounts that may not sign in and business services are no units. A size that was
    read as empty is taken as the median of its kind; what has no data weighs nothing.

    Columns: unit, kind, people, gb, tickets, dept, persona, site, risk, flags, aliases.
    """
    people = _people(snapshot)
    stays = people.filter(~pl.col("moves"))
    frame = (
        graph.units.with_columns(pl.col("kind").replace("application", "app"))
        .filter(pl.col("kind").is_in(KINDS))
        .unique("unit", keep="first", maintain_order=True)
        .join(stays, on="unit", how="anti")
        .join(people, on="unit", how="left")
        .join(_sizes(snapshot), on="unit", how="left")
        .join(_signals(snapshot), on="unit", how="left")
        .sort("unit")
    )
    person = pl.col("kind") == "user"
    per_person = engagement.capacity.tickets_per_person
    return frame.with_columns(
        people=person.cast(pl.Float64),
        gb=pl.col("gb").fill_null(0.0),
        tickets=person.cast(pl.Float64) * per_person,
        dept=pl.coalesce("department", "its_department").fill_null(""),
        site=pl.col("office").fill_null(""),
        aliases=_aliases(),
    ).pipe(_judged, engagement)


def _people(snapshot: Snapshot) -> pl.DataFrame:
    staying = (pl.col("kind") == "guest") | ~pl.col("enabled")
    return snapshot.rows(USERS).select(
        unit="user",
        moves=~staying.fill_null(value=False),
        upn="upn",
        address="address",
        its_department="department",
        job_title="job_title",
        office="office",
        vip="vip",
    )


def _sizes(snapshot: Snapshot) -> pl.DataFrame:
    """Return unit and gb: mailbox, archive and drive of a person, sites and servers whole."""
    users = snapshot.rows(USERS)
    names = pl.concat(
        [users.select(name="user", unit="user"), users.select(name="upn", unit="user")]
    ).unique("name", keep="first", maintain_order=True)
    drives = snapshot.rows(DRIVES).filter(pl.col("kind") == "personal")
    parts = [
        _measured(snapshot.rows(MAILBOXES), "mailbox"),
        _measured(snapshot.rows(ARCHIVES), "mailbox"),
        _measured(drives, "owner"),
        _measured(snapshot.rows(SITES), "site"),
        _measured(snapshot.rows(SERVERS), "server"),
    ]
    return (
        pl.concat(parts)
        .join(names, on="name", how="left")
        .group_by(pl.coalesce("unit", "name").alias("unit"))
        .agg(pl.col("gb").sum())
    )


def _measured(rows: pl.DataFrame, owner: str) -> pl.DataFrame:
    size = pl.col("size_bytes") / BYTES_PER_GB
    filled = size.fill_null(size.median()).fill_null(0.0)
    return rows.filter(pl.col(owner).is_not_null()).select(name=owner, gb=filled)


def _signals(snapshot: Snapshot) -> pl.DataFrame:
    """Return unit with legacy, no_mfa and on_hold where one of them was seen."""
    legacy = snapshot.rows(SIGN_INS).filter(pl.col("legacy") & (pl.col("count") > 0))
    no_mfa = snapshot.rows(AUTHENTICATION_REGISTRATION).filter(~pl.col("mfa_capable"))
    seen = [
        legacy.select(unit="user", signal=pl.lit("legacy")),
        no_mfa.select(unit="user", signal=pl.lit("no_mfa")),
        snapshot.rows(HOLDS).select(unit="mailbox", signal=pl.lit("on_hold")),
    ]
    return (
        pl.concat(seen)
        .group_by("unit")
        .agg(
            (pl.col("signal") == name).any().alias(name) for name in ("legacy", "no_mfa", "on_hold")
        )
    )


def _aliases() -> pl.Expr:
    """Return every name that the engagement file may use for the unit, lower case."""
    return pl.concat_list("unit", "upn", "address", "name").list.eval(
        pl.element().drop_nulls().str.to_lowercase()
    )


def _judged(frame: pl.DataFrame, engagement: Engagement) -> pl.DataFrame:
    named = {name: [one.lower() for one in names] for name, names in _named(engagement).items()}

    def is_named(which: str) -> pl.Expr:
        return pl.col("aliases").list.eval(pl.element().is_in(named[which])).list.any()

    known = frame.with_columns(
        vip=pl.col("vip").fill_null(value=False) | is_named("vips"),
        blocked=is_named("blocked"),
        kept_out=is_named("not_people"),
        large=pl.col("gb") >= LARGE_GB,
        **{name: pl.col(name).fill_null(value=False) for name in ("legacy", "no_mfa", "on_hold")},
    )
    risk = pl.sum_horizontal(pl.col(name).cast(pl.Float64) * by for name, by in RISKS.items())
    bits = {"vip": VIP, "legacy": LEGACY_AUTH, "blocked": BLOCKED, "kept_out": NOT_IN_PILOT}
    flags = pl.sum_horizontal(pl.col(name).cast(pl.Int64) * bit for name, bit in bits.items())
    shared = pl.len().over("job_title") >= FAMILY
    persona = (
        pl.when(shared & pl.col("job_title").is_not_null()).then("job_title").otherwise("dept")
    )
    return known.with_columns(risk=risk.clip(0, 1).round(3), flags=flags, persona=persona).select(
        "unit", "kind", "people", "gb", "tickets", "dept", "persona", "site", "risk", "flags",
        "aliases",
    )  # fmt: skip


def _named(engagement: Engagement) -> dict[str, list[str]]:
    return {
        "vips": list(engagement.vips),
        "blocked": [one.unit for one in engagement.blocked],
        "not_people": list(engagement.pilot.not_people),
    }
