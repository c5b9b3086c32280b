"""The help desk has the hours for the tickets that the busiest week will bring.

Why     A wave that is larger than the desk means people who wait, and people who wait find their
        own ways around the new system.
Fix     The help-desk lead adds hours under [capacity], or the migration lead makes the waves
        smaller (people_per_window) or spreads the windows.
Source  http://google.umich.edu/tech-updates/pilot20feb27migrationreport (tickets counted per day
        after a real move)
"""

import math
from collections.abc import Iterator
from datetime import timedelta

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import people
from pilotage.assess.agreed.entries import agreed, holds, lacks
from pilotage.assess.agreed.spans import span_of, windows_ahead, zone_of
from pilotage.facts.engagement import Capacity, Engagement, Window
from pilotage.facts.finding import Area, Finding, Severity, not_assessed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS

WEEK = timedelta(days=7)


@migration_check(
    "hypercare.helpdesk_capacity_suffices",
    area=Area.HYPERCARE,
    severity=Severity.HIGH,
    source=[USERS.needs("enabled")],
    attest_days=7,
)
def helpdesk_capacity_suffices(situation: Situation) -> Iterator[Finding]:
    """Yield one finding that holds the hours of the busiest week against the desk's."""
    assert situation.source is not None
    engagement = agreed(situation)
    name, capacity = engagement.migration.name, engagement.capacity
    if capacity.helpdesk_hours_per_week is None:
        yield not_assessed(name, "nobody said how many hours a week the help desk has")
        return
    windows = windows_ahead(engagement, situation.now)
    moved = _busiest_week(engagement, windows, people(situation.source).height)
    hours = _hours(moved, capacity)
    if not math.isfinite(hours):
        yield not_assessed(name, "tickets_per_person or minutes_per_ticket is not a number")
        return
    has = capacity.helpdesk_hours_per_week
    says = f"The busiest week moves {moved} people and brings {hours:.0f} h of tickets; "
    says += f"the help desk has {has:g} h."
    conclude = holds if hours <= has else lacks
    yield conclude(name, says, [capacity])


def _hours(moved: int, capacity: Capacity) -> float:
    return moved * capacity.tickets_per_person * capacity.minutes_per_ticket / 60


def _busiest_week(engagement: Engagement, windows: list[Window], everybody: int) -> int:
    """Return how many people may move in the seven days that move most; all if no window is."""
    zone = zone_of(engagement)
    starts = [span_of(window, zone)[0] for window in windows]
    loads = [_people(window, engagement.capacity, everybody) for window in windows]
    weeks = [
        sum(
            load for start, load in zip(starts, loads, strict=True) if first <= start < first + WEEK
        )
        for first in starts
    ]
    return min(everybody, max(weeks, default=everybody))


def _people(window: Window, capacity: Capacity, everybody: int) -> int:
    limits = (window.people, capacity.people_per_window, everybody)
    return max(0, next(limit for limit in limits if limit is not None))
