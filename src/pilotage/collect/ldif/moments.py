"""Times as directories write them: generalised time, and ticks since 1601."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import UTC_TIME

TICKS_PER_MICROSECOND = 10
TICKS_BEFORE_1970 = 116_444_736_000_000_000
NEVER = 2**63 - 1
GENERALISED = r"^(\d{14}(?:\.\d{1,9})?)(Z|[+-]\d{4})$"


def with_moments(
    frame: pl.DataFrame, columns: Iterable[str], where: str
) -> tuple[pl.DataFrame, tuple[Refusal, ...]]:
    """Return ``frame`` with those text columns as moments; unreadable values become null.

    The refusals count these values; their rows are kept.
    """
    names = [name for name in columns if name in frame.columns]
    read = frame.with_columns(_moment(pl.col(name)) for name in names)
    refused = []
    for name in names:
        lost = frame[name].is_not_null() & ~frame[name].is_in(["0", str(NEVER)])
        if count := read.filter(lost & read[name].is_null()).height:
            why = f"{name} is not a time; the value is left out and the row is kept"
            refused.append(Refusal(where, why, count, harmless=True))
    return read, tuple(refused)


def _moment(text: pl.Expr) -> pl.Expr:
    """Return the moment; no ticks and the greatest number of ticks mean never."""
    written = text.str.extract(GENERALISED, 1) + text.str.extract(GENERALISED, 2).str.replace(
        "Z", "+0000"
    )
    stated = written.str.to_datetime("%Y%m%d%H%M%S%.f%z", time_unit="us", strict=False)
    ticks = text.str.extract(r"^(\d{1,19})$").str.to_integer(strict=False)
    counted = pl.when(ticks.is_between(1, NEVER - 1)).then(ticks - TICKS_BEFORE_1970)
    return pl.coalesce(stated, (counted // TICKS_PER_MICROSECOND).cast(UTC_TIME))
