"""Units out of a snapshot: who and what moves, how large it is, and how risky."""

from __future__ import annotations

import polars as pl

from pilotage.facts.dependency import DependencyGraph
from pilotage.facts.engagement import Engagement
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import (
    AUTHENTICATION_REGISTRATION,
    HOLDS,
    SIGN_INS,
    USERS,
)
from pilotage.plan.freight import FREIGHT, gigabytes, unread
from pilotage.plan.problem import BLOCKED, KINDS, LEGACY_AUTH, NOT_IN_PILOT, SIZE_GUESSED, VIP

LARGE_GB = 50.0
"""From this size on a unit counts as hard to move in one window."""

FAMILY = 3
"""A job title that at least so many people share is a persona of its own."""

RISKS = {"vip": 0.4, "legacy": 0.3, "large": 0.2, "no_mfa": 0.2, "on_hold": 0.2}
"""What each signal adds to the risk of a unit, which ends at 1: a VIP, a legacy sign-in, 50 GB or
more, no MFA method yet, a hold on the mailbox."""


def unit_frame(graph: DependencyGraph, snapshot: Snapshot, engagement: Engagement) -> pl.DataFrame:
    """Return one row per unit, sorted by id.

    Guests, people who may not sign in and business services are no units, nor are servers in a
    migration that leaves them where they are. A shared mailbox moves though nobody signs in.
    What has no size weighs nothing; where that may be wrong, or a size was guessed, the flag
    ``SIZE_GUESSED`` is set.

    Columns: unit, kind, people, gb, tickets, dept, persona, site, risk, flags, aliases.
    """
    people, of = _people(snapshot), engagement.migration.kind
    moving = [kind for kind in KINDS if kind != "server" or FREIGHT[of].servers]
    frame = (
        graph.units.with_columns(pl.col("kind").replace("application", "app"))
        .filter(pl.col("kind").is_in(moving))
        .unique("unit", keep="first", maintain_order=True)
        .join(people, on="unit", how="left")
        .filter((pl.col("kind") != "user") | pl.col("moves").fill_null(value=True))
        .join(gigabytes(snapshot, of), on="unit", how="left")
        .join(_signals(snapshot), on="unit", how="left")
        .sort("unit")
    )
    person = pl.col("kind") == "user"
    per_person = engagement.capacity.tickets_per_person
    return frame.with_columns(
        people=person.cast(pl.Float64),
        gb=pl.col("gb").fill_null(0.0),
        guessed=pl.coalesce("guessed", pl.col("kind").is_in(unread(snapshot, of))),
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
    bits = {"vip": VIP, "legacy": LEGACY_AUTH, "blocked": BLOCKED}
    bits |= {"kept_out": NOT_IN_PILOT, "guessed": SIZE_GUESSED}
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
