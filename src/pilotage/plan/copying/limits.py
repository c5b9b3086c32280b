"""The published limits of copying, and what this migration measured or agreed instead."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter, with_config

from pilotage.facts.engagement import Engagement
from pilotage.facts.errors import InputError
from pilotage.facts.limit import OwnLimit
from pilotage.facts.runbook import Kind

FILE = files("pilotage.plan.copying").joinpath("limits.toml")


@with_config(extra="forbid")
@dataclass(frozen=True)
class Limit:
    """One figure with its source.

    A rate is ``value`` of ``of`` in ``hours`` hours, for ``each`` account or for all together;
    each item costs ``cost``. One that ``rests`` counts only while the line is open for copying.
    ``tiers`` are pairs of the most licences and the value up to there. ``kinds`` are the kinds of
    migration that know it, all where empty. ``n`` is on how many accounts this client's pilot
    measured it, None for a published figure.
    """

    id: str
    name: str
    says: str
    value: float
    of: Literal["gb", "items", "parallel", "percent", "clock", "days"]
    source: str
    on: date
    confidence: Literal["A", "B", "C", "guess", "own"]
    workload: Literal["", "mail", "files"] = ""
    kinds: tuple[Kind, ...] = ()
    each: bool = False
    hours: float = 1.0
    cost: float = 1.0
    rests: bool = False
    low: float | None = None
    high: float | None = None
    tiers: tuple[tuple[float, float], ...] = ()
    n: int | None = None

    def per_hour(self, end: Literal["low", "value", "high"] = "value") -> float:
        """Return the rate of an hour, at one end of its range."""
        given = getattr(self, end)
        return float(self.value if given is None else given) / self.hours


Limits = Mapping[str, Limit]


def published() -> Limits:
    """Return the limits of ``limits.toml`` by id, in its order."""
    tree = tomllib.loads(FILE.read_text("utf-8"))
    return {each.id: each for each in TypeAdapter(tuple[Limit, ...]).validate_python(tree["limit"])}


def limits_of(engagement: Engagement, licences: float) -> Limits:
    """Return the limits that concern this migration, its own where it has some.

    ``licences`` is how many people the tenant has, which decides the tier.

    Raises:
        InputError: an own limit names none of ours, or allows nothing at all.
    """
    all_ = dict(published())
    for number, own in enumerate(engagement.limit, start=1):
        if own.id not in all_:
            raise InputError(
                f"{own.id!r} is no limit.",
                where=f"limit[{number}].id",
                fix=f"Known: {', '.join(all_)}",
            )
        all_[own.id] = _overridden(all_[own.id], own, number)
    kind = engagement.migration.kind
    mine = (each for each in all_.values() if not each.kinds or kind in each.kinds)
    return {each.id: _in_tier(each, licences) for each in mine}


def _overridden(limit: Limit, own: OwnLimit, number: int) -> Limit:
    if limit.of in ("gb", "items", "parallel") and not (own.value and own.low != 0):
        raise InputError("a rate of 0 copies nothing.", where=f"limit[{number}].value")
    return replace(
        limit,
        value=own.value,
        low=own.low,
        high=own.high,
        tiers=(),
        n=own.n,
        source=own.why or "engagement.toml",
        confidence="own",
    )


def _in_tier(limit: Limit, licences: float) -> Limit:
    if not limit.tiers:
        return limit
    value = next((value for most, value in limit.tiers if licences <= most), limit.tiers[-1][1])
    return replace(limit, value=value)
