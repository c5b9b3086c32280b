"""What each answer at a gate costs: the likely end, the chance of the hard date, and money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from pilotage.coordinate.case import Window
from pilotage.facts.clock import aware, zone_named
from pilotage.facts.engagement import Engagement
from pilotage.facts.forecast import Forecast

A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Answer:
    """What follows from one answer; None is not known. ``chance`` is of the hard date, 0 to 1."""

    answer: str
    says: str
    end: date | None = None
    chance: float | None = None
    money: float | None = None


def answers(
    agreed: Engagement, forecast: Forecast | None, window: Window | None, open_criteria: int
) -> tuple[Answer, ...]:
    """Return what go and no-go come to, by the forecast as it stands.

    After a no the gate's work waits for the next agreed window, or a week where there is none,
    and all that follows moves with it.
    """
    go = _shifted(agreed, forecast, timedelta())
    conditions = f" {open_criteria} conditions become tasks." if open_criteria else ""
    if window is None:
        return (Answer("Go", f"As planned.{conditions}", *go),)
    wait, when = _next(agreed, window)
    later = _shifted(agreed, forecast, wait)
    return (
        Answer("Go", f"As planned.{conditions}", *go),
        Answer("No-go", f"{when}; {wait.days} days later.", *later),
    )


def _next(agreed: Engagement, window: Window) -> tuple[timedelta, str]:
    zone = zone_named(agreed.migration.time_zone) or UTC
    starts = sorted(aware(each.starts, zone) for each in agreed.window)
    after: datetime | None = next((each for each in starts if each > window[0]), None)
    if after is None:
        return A_WEEK, "No further window is agreed; at least a week"
    local = after.astimezone(zone)
    return after - window[0], f"The next window is {local:%a} {local.day} {local:%b}"


def _shifted(
    agreed: Engagement, forecast: Forecast | None, wait: timedelta
) -> tuple[date | None, float | None, float | None]:
    """Return end, chance and money when everything ends ``wait`` later."""
    cost = agreed.migration.missing_it_costs
    money = None if cost is None else round(wait / A_WEEK * cost, 2)
    if forecast is None:
        return None, None, money
    end = forecast.day(forecast.p50 + wait.days)
    if forecast.deadline is None:
        return end, None, money
    if not wait:
        return end, forecast.p_by_deadline, money
    room = (forecast.deadline - forecast.day_zero - wait).days
    runs = sum(count for _, count in forecast.histogram)
    inside = sum(count for day, count in forecast.histogram if day <= room)
    return end, inside / runs if runs else None, money
