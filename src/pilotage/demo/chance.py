"""Chance that repeats itself: the same seed throws the same dice on every machine."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

import numpy as np
import polars as pl
from numpy.typing import NDArray

Dice = np.random.Generator
Ints = NDArray[np.int64]
MOMENT = "%Y-%m-%dT%H:%M:%SZ"
"""How Graph writes a moment."""


def dice(seed: int, what: str) -> Dice:
    """Return the dice of one part of the demo, independent of how often other parts throw."""
    return np.random.Generator(np.random.PCG64([seed, crc32(what.encode())]))


def ids(throws: Dice, count: int) -> list[str]:
    """Return ``count`` object ids in the form of a version 4 GUID."""
    digits = throws.bytes(16 * count).hex()
    return [_guid(digits[at : at + 32]) for at in range(0, len(digits), 32)]


def _guid(text: str) -> str:
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


def whole(throws: Dice, low: int, high: int, count: int) -> Ints:
    """Return ``count`` whole numbers from ``low`` to ``high``, both ends included."""
    return throws.integers(low, high, size=count, endpoint=True, dtype=np.int64)


def gigabytes(throws: Dice, median: float, most: float, count: int) -> Ints:
    """Return sizes in bytes with many small and few large ones, none above ``most`` GB."""
    sizes = np.minimum(throws.lognormal(np.log(median), 0.8, count), most)
    return np.asarray(sizes * 1e9, dtype=np.int64)


def ago(now: datetime, minutes: Any) -> pl.Expr:
    """Return the moments ``minutes`` before ``now`` as Graph writes them; null stays null."""
    return pl.lit(now) - pl.duration(minutes=minutes)


def written(moment: pl.Expr) -> pl.Expr:
    """Return moments as text in the form of Graph."""
    return moment.dt.strftime(MOMENT)


def before(now: datetime, throws: Dice, low_days: float, high_days: float, count: int) -> pl.Series:
    """Return ``count`` moments between ``low_days`` and ``high_days`` before ``now``, as text."""
    minutes = whole(throws, round(low_days * 1440), round(high_days * 1440), count)
    earlier = np.asarray(minutes, dtype="timedelta64[m]").astype("timedelta64[us]")
    moments = np.datetime64(now.replace(tzinfo=None), "us") - earlier
    return pl.Series(moments).dt.strftime(MOMENT)


def after(now: datetime, days: float) -> str:
    """Return the moment ``days`` after ``now`` (before it, if negative), as text."""
    return (now + timedelta(days=days)).strftime(MOMENT)
