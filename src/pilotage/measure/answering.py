"""How fast the parties answer: decisions in working hours, hand-offs in hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import median

from pilotage.facts.clock import Clock
from pilotage.facts.engagement import Decision
from pilotage.facts.handoff import Handoff
from pilotage.measure.measured import Measured, median_interval

OPENS, CLOSES = 9, 17
"""Working hours, Monday to Friday, on the client's clock."""

SATURDAY = 5
METHOD = "median, interval by order of the values"


def working_hours(starts: datetime, ends: datetime, clock: Clock) -> float:
    """Return the hours between two moments in which people work."""
    first, last = clock.local(starts), clock.local(ends)
    hours, day = 0.0, first.date()
    while day <= last.date():
        opens, closes = (
            first.replace(
                year=day.year, month=day.month, day=day.day, hour=hour,
                minute=0, second=0, microsecond=0,
            )
            for hour in (OPENS, CLOSES)
        )  # fmt: skip
        if day.weekday() < SATURDAY:
            within = min(closes, last) - max(opens, first)
            hours += max(within, timedelta()).total_seconds() / 3600
        day += timedelta(days=1)
    return hours


def decision_latency(decisions: Iterable[Decision], clock: Clock) -> Measured:
    """Return the median working hours from asked to answered, of the decisions with both."""
    every = list(decisions)
    hours = [
        working_hours(each.asked_at, each.answered_at, clock)
        for each in every
        if each.asked_at and each.answered_at
    ]
    late = sum(
        bool(each.decide_by and each.answered_on and each.answered_on > each.decide_by)
        for each in every
    )
    note = f"{late} of {len(every)} were answered after their day."
    return _median("decision_latency", "Decision latency", "working hours", hours, "decision", note)


def acknowledgement_time(handoffs: Iterable[Handoff]) -> Measured:
    """Return the median hours from asked to acknowledged."""
    hours = [
        (each.acknowledged_at - each.asked_at).total_seconds() / 3600
        for each in handoffs
        if each.acknowledged_at
    ]
    title = "Time until an ask is acknowledged"
    return _median("handoff_ack_time", title, "hours", hours, "hand-off", "")


def _median(
    kpi: str, title: str, unit: str, values: Sequence[float], source: str, note: str
) -> Measured:
    n = len(values)
    if not n:
        missing = f"No {source} has both its moments yet."
        return Measured(kpi, title, unit, None, 0, note=missing)
    low, high = median_interval(values)
    sources = (f"{n} {source}{'s' if n > 1 else ''}",)
    return Measured(kpi, title, unit, median(values), n, low, high, METHOD, sources, note)
