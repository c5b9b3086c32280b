"""The values that both sides of the demo are written from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from pilotage.demo.casting import Cast
from pilotage.demo.planted import Planted
from pilotage.demo.vocabulary import Office

PARTNER = "northquay-partner.example"
"""Where the guests come from, and where the forwarded mail goes."""


@dataclass(frozen=True)
class Company:
    """What a tenant calls itself; ``initial`` is the domain that came with the tenant."""

    name: str
    domain: str
    initial: str
    host: str
    offices: tuple[Office, ...]


@dataclass(frozen=True)
class Prepared:
    """How far the target is prepared for the people of the source.

    ``ahead`` is the share of people who have an account there already, ``seats`` that of people
    for whom a licence is free. Of ``unregistered_each`` accounts made ahead, one did not
    register for MFA.
    """

    ahead: float = 0.1
    seats: float = 0.5
    unregistered_each: int = 2


FRESH = Prepared()
"""As on the first day."""


@dataclass(frozen=True)
class Tenant:
    """One environment at the moment ``now`` at which it was exported.

    ``accounts`` has one row per directory account, people first; ``groups`` one per group,
    ``members`` one per direct membership (group, member, kind), ``owners`` one per owner.
    """

    company: Company
    id: str
    now: datetime
    seed: int
    planted: Planted
    cast: Cast
    accounts: pl.DataFrame
    groups: pl.DataFrame
    members: pl.DataFrame
    owners: pl.DataFrame
    prepared: Prepared = field(default=FRESH, kw_only=True)

    @property
    def people(self) -> pl.DataFrame:
        """Return the accounts of working people, in the order of the staff list."""
        return self.accounts.filter(pl.col("sort") == "person")

    def of(self, sort: str) -> pl.DataFrame:
        """Return the accounts of one sort, such as shared, room, guest or scanner."""
        return self.accounts.filter(pl.col("sort") == sort)
