"""Who in the organisation carries which kind of trouble."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from itertools import accumulate

import polars as pl

from pilotage.demo.chance import Dice
from pilotage.demo.planted import Planted

PERSONAL = (
    "legacy_people",
    "excluded_from_mfa",
    "huge_mailboxes",
    "litigation_holds",
    "auto_expanding_archives",
    "address_collisions",
    "duplicate_addresses",
    "upn_differs_from_address",
    "missing_licences",
    "missing_usage_locations",
    "external_forwarding",
    "not_registered_for_mfa",
    "unmapped_people",
)
"""The counts of ``Planted`` that fall on working people, each person at most once."""

Cast = Mapping[str, list[int]]


def cast(people: pl.DataFrame, planted: Planted, throws: Dice) -> Cast:
    """Return the rows of the people who carry each kind of trouble.

    Whoever leads others, the board and IT are spared: they hold the roles of the migration.
    ``synced_admins`` are people of IT.
    """
    it = pl.col("department").str.starts_with("IT")
    spared = pl.col("leads") | (pl.col("rank") == 0) | it | (pl.col("department") == "Management")
    order = throws.permutation(people.filter(~spared)["row"].to_numpy()).tolist()
    counts = [asdict(planted)[name] for name in PERSONAL]
    ends = list(accumulate(counts))
    found = {
        name: sorted(order[end - count : end])
        for name, count, end in zip(PERSONAL, counts, ends, strict=True)
    }
    admins = people.filter(it)["row"].to_list()[-planted.synced_admins :]
    return {**found, "synced_admins": admins}


def carries(cast: Cast, trouble: str) -> pl.Expr:
    """Return whether the person of a row carries ``trouble``."""
    return pl.col("row").is_in(cast[trouble])
