"""Moments as exports write them."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from pilotage.facts.table import UTC_TIME

NEVER = 1602
"""Years before it stand for "never": Graph writes 0001, a directory 1601."""


def moment(text: pl.Expr) -> pl.Expr:
    """Return the UTC moment that ``text`` states, null where it states none.

    Understood are ISO 8601 with or without an offset (none is UTC), a day alone (its first
    second), and ``/Date(milliseconds)/`` as older PowerShell writes it.
    """
    text = text.str.strip_chars()
    whole = (
        text.str.replace(r"[Zz]$", "+00:00")
        .str.replace(r"^(\d{4}-\d\d-\d\d)$", "${1}T00:00:00+00:00")
        .str.replace(r"^(\d{4}-\d\d-\d\d)[T ]([\d:.]+)$", "${1}T${2}+00:00")
    )
    iso = whole.str.to_datetime(
        "%Y-%m-%dT%H:%M:%S%.f%:z", time_unit="us", time_zone="UTC", strict=False
    )
    ticks = text.str.extract(r"^/Date\((-?\d{1,14})").cast(pl.Int64)
    either = pl.coalesce(iso, pl.from_epoch(ticks, time_unit="ms").cast(UTC_TIME))
    return pl.when(either.dt.year() >= NEVER).then(either)


def moment_of(text: str) -> datetime | None:
    """Return the UTC moment that one text states, None where it states none."""
    found = pl.select(moment(pl.lit(text, pl.String))).item()
    return found if isinstance(found, datetime) else None


def unread_moments(text: pl.Expr) -> pl.Expr:
    """Return how many values of ``text`` say something that is not a moment."""
    said = text.str.strip_chars().str.len_chars() > 0
    never = text.str.contains(r"^\s*(0001|1601)-")
    return (said & ~never & moment(text).is_null()).sum()
