"""Every account of a tenant: people, leavers, guests, shared mailboxes, rooms, scanners, admins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import polars as pl

from pilotage.demo.casting import Cast, carries
from pilotage.demo.chance import MOMENT, Dice, before, ids, whole
from pilotage.demo.planted import Planted
from pilotage.demo.staff import names
from pilotage.demo.tenant import PARTNER, Company
from pilotage.demo.vocabulary import SHARED_MAILBOXES, SURNAMES, Office, local_part

E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965"
F1 = "66b55226-6b4f-492c-910c-a3b7a3c9d993"
EXCHANGE = "4b9405b0-7788-4568-add1-99614e613b69"
P2 = "84a661c4-e949-4bd2-a560-ed7766fcaf2b"
"""Sku ids as Microsoft publishes them:
https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference"""

DESKLESS = ("Warehouse worker", "Process operator", "Field planner")
TEXTS = (
    *("sort", "name", "given", "surname", "nick", "upn", "address", "department", "title"),
    *("office", "country", "usage_location", "employee_type", "kind", "sku"),
)
BLANK = pl.DataFrame(
    schema={
        "row": pl.Int64,
        "source_row": pl.Int64,
        "manager_row": pl.Int64,
        "team": pl.Int64,
        "rank": pl.Int64,
        "first": pl.Int64,
        "size": pl.Int64,
        "leads": pl.Boolean,
        "enabled": pl.Boolean,
        "synced": pl.Boolean,
        "idle_days": pl.Int64,
        "aliases": pl.List(pl.String),
        **dict.fromkeys(TEXTS, pl.String),
    }
)
"""What a part may say about its accounts; what it leaves out becomes the usual."""


def gather(
    parts: Sequence[pl.DataFrame], company: Company, now: datetime, throws: Dice
) -> pl.DataFrame:
    """Return the parts as one frame with ids, addresses and moments.

    ``row`` is the place in the staff list, null where no person stands behind the account.
    ``created``, ``seen`` and ``password_at`` are text as Graph writes moments.
    """
    said = pl.concat([BLANK, *parts], how="diagonal_relaxed")
    count = said.height
    address = pl.coalesce("address", pl.col("nick") + "@" + company.domain)
    idle = pl.lit(now) - pl.duration(days=pl.col("idle_days"))
    return said.with_columns(
        pl.Series("id", ids(throws, count)),
        _created(said, now, throws),
        before(now, throws, 20, 380, count).alias("password_at"),
        before(now, throws, 0.2, 9, count).alias("recently"),
        pl.col("enabled").fill_null(True),
        pl.col("synced").fill_null(False),
        pl.col("kind").fill_null("Member"),
        pl.col("aliases").fill_null([]),
        address=address,
        upn=pl.coalesce("upn", address),
    ).with_columns(seen=pl.coalesce(idle.dt.strftime(MOMENT), "recently"))


def _created(said: pl.DataFrame, now: datetime, throws: Dice) -> pl.Series:
    """Return when each account was made; those created ahead are some weeks old."""
    usual = before(now, throws, 400, 3000, said.height)
    lately = before(now, throws, 10, 25, said.height)
    return usual.zip_with(said["sort"] != "ahead", lately).alias("created")


def working_people(
    people: pl.DataFrame,
    cast: Cast,
    company: Company,
    collisions: Sequence[str] = (),
    *,
    synced: bool = False,
) -> pl.DataFrame:
    """Return the staff as accounts, with the troubles that show in the directory.

    ``collisions`` are addresses of the target; one becomes the alias of each person in
    ``address_collisions``.
    """
    payroll_name = pl.format("b{}@{}", pl.col("row") + 20_000, pl.lit(company.domain))
    deskless = pl.when(pl.col("title").is_in(DESKLESS)).then(pl.lit(F1)).otherwise(pl.lit(E3))
    taken = dict(zip(cast["address_collisions"], collisions, strict=False))
    return people.select(
        *("row", "manager_row", "team", "rank", "first", "size", "leads", "given", "surname"),
        *("name", "nick", "department", "title", "office", "country"),
        sort=pl.lit("person"),
        employee_type=pl.lit("employee"),
        synced=pl.lit(synced),
        upn=pl.when(carries(cast, "upn_differs_from_address")).then(payroll_name),
        sku=pl.when(~carries(cast, "missing_licences")).then(deskless),
        usage_location=pl.when(~carries(cast, "missing_usage_locations")).then("country"),
        aliases=pl.Series([[taken[row]] if row in taken else [] for row in people["row"]]),
    )  # fmt: skip


def former_people(people: pl.DataFrame, planted: Planted, throws: Dice) -> list[pl.DataFrame]:
    """Return accounts that nobody works with: stale ones, and disabled ones with a licence."""
    count = planted.stale_accounts + planted.disabled_with_licence
    place = people[whole(throws, 1, people.height - 1, count)]
    named = names(count, SURNAMES, throws)
    both = pl.concat(
        [named, place.select("department", "office", "country", manager_row="team")],
        how="horizontal",
    ).with_columns(usage_location="country", synced=True, title=pl.lit("Former colleague"))
    stale = both.head(planted.stale_accounts).with_columns(
        sort=pl.lit("stale"),
        nick="ext." + pl.col("nick"),
        employee_type=pl.lit("contractor"),
        idle_days=pl.Series(whole(throws, 120, 700, planted.stale_accounts)),
        sku=pl.lit(E3),
    )
    disabled = both.tail(planted.disabled_with_licence).with_columns(
        sort=pl.lit("disabled"),
        nick="zz." + pl.col("nick"),
        name="zz " + pl.col("name"),
        employee_type=pl.lit("employee"),
        enabled=False,
        idle_days=pl.Series(whole(throws, 120, 400, planted.disabled_with_licence)),
        sku=pl.lit(E3),
    )
    return [stale, disabled]


def guests(company: Company, planted: Planted, throws: Dice) -> pl.DataFrame:
    """Return the guests; the first ``inactive_guests`` of them have not come for long."""
    idle = whole(throws, 100, 900, planted.guests).tolist()
    keep = planted.inactive_guests
    mangled = pl.format("{}_{}#EXT#@{}", "nick", pl.lit(PARTNER), pl.lit(company.initial))
    return names(planted.guests, SURNAMES, throws).with_columns(
        sort=pl.lit("guest"),
        kind=pl.lit("Guest"),
        upn=mangled,
        address=pl.col("nick") + f"@{PARTNER}",
        idle_days=pl.Series([days if at < keep else None for at, days in enumerate(idle)]),
    )


def shared_mailboxes(planted: Planted, country: str) -> pl.DataFrame:
    """Return the accounts behind shared mailboxes; the first ones may sign in."""
    numbers = np.arange(planted.shared_mailboxes)
    titles = [_numbered(SHARED_MAILBOXES, int(at)) for at in numbers]
    return pl.DataFrame(
        {
            "sort": "shared",
            "name": titles,
            "nick": [local_part(each) for each in titles],
            "enabled": numbers < planted.shared_with_sign_in,
            "usage_location": country,
        }
    )


def rooms(people: int, offices: tuple[Office, ...]) -> pl.DataFrame:
    """Return meeting rooms, one per 25 people, at least one per office."""
    count = max(len(offices), people // 25)
    places = [offices[at % len(offices)].name for at in range(count)]
    titles = [f"Room {place} {at // len(offices) + 1}" for at, place in enumerate(places)]
    return pl.DataFrame(
        {
            "sort": "room",
            "name": titles,
            "nick": [local_part(each) for each in titles],
            "office": places,
            "enabled": False,
        }
    )


def scanners(count: int, offices: tuple[Office, ...]) -> pl.DataFrame:
    """Return the accounts of scanners that send mail."""
    titles = [f"Scanner {offices[at % len(offices)].name} {at + 1}" for at in range(count)]
    return pl.DataFrame(
        {
            "sort": "scanner",
            "name": titles,
            "nick": [local_part(each) for each in titles],
            "employee_type": "service",
            "usage_location": offices[0].country,
            "sku": EXCHANGE,
        }
    )


def administrators(count: int, country: str) -> pl.DataFrame:
    """Return two emergency accounts and ``count`` cloud accounts for administration."""
    return pl.DataFrame(
        {
            "sort": ["emergency"] * 2 + ["admin"] * count,
            "name": ["Emergency access 1", "Emergency access 2"]
            + [f"Administration {at + 1}" for at in range(count)],
            "nick": ["sos-1", "sos-2"] + [f"adm{at + 1}" for at in range(count)],
            "employee_type": "administration",
            "usage_location": country,
            "sku": P2,
        }
    )


def synchronisation(company: Company) -> pl.DataFrame:
    """Return the account with which the old directory writes into the tenant."""
    nick = "sync_dirsync1_0a1b2c3d4e5f"
    return pl.DataFrame(
        {
            "sort": "sync",
            "name": "On-Premises Directory Synchronization Service Account",
            "nick": nick,
            "upn": f"{nick}@{company.initial}",
            "employee_type": "service",
        }
    )


def _numbered(words: Sequence[str], at: int) -> str:
    turn, place = divmod(at, len(words))
    return words[place] if turn == 0 else f"{words[place]} {turn + 1}"
