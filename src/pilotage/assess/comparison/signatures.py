"""What people signed about a difference: attestations of one object, deviations of all."""

from __future__ import annotations

from datetime import date

import polars as pl

from pilotage.facts.engagement import Engagement
from pilotage.facts.posture import deviations

LONGEST_DAYS = 365
"""So long a signature about a difference may count."""


def signed(engagement: Engagement | None, check: str, today: date) -> pl.DataFrame:
    """Return ``subject`` (lower case, empty for everything) and ``says`` of what counts today."""
    rows = [
        (each.subject.strip().lower(), f"{each.who} signed: {each.says} (until {each.expires_on})")
        for each in (engagement.attestation if engagement else ())
        if each.check == check
        and each.signed_on <= today <= each.expires_on
        and (each.expires_on - each.signed_on).days <= LONGEST_DAYS
    ]
    rows += [
        ("", f"{each.who} accepts: {each.why} (until {each.expires_on})")
        for each in deviations(engagement, check, "target", today)
        if each.who.strip() and each.why.strip()
    ]
    schema = {"subject": pl.String, "says": pl.String}
    made = pl.DataFrame(rows, schema=schema, orient="row")
    return made.unique("subject", keep="first", maintain_order=True)


def with_signatures(rows: pl.DataFrame, signatures: pl.DataFrame, *names: str) -> pl.DataFrame:
    """Return ``rows`` with ``signed``: what was said about one of its ``names``, or about all."""
    said = dict(signatures.iter_rows())
    ways = [
        pl.col(name).str.to_lowercase().replace_strict(said, default=None, return_dtype=pl.String)
        for name in names
    ]
    every = pl.lit(said.get(""), pl.String)
    return rows.with_columns(signed=pl.coalesce(*ways, every) if said else every)
